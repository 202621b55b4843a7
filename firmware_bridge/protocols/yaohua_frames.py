"""Yaohua XK3190 (A1+ A9 A23 A26 DS3) and Keli D2008: frames between STX and ETX with an XOR, without touching a wire.

Format 0: `STX sign d6 p XOR ETX`, p the decimals, 0 to 4. Tenths (Keli D2008, VESAR): the same twelve bytes with seven
digits, the last of them tenths. Command mode: `STX address command [sign d6 p] XOR ETX`, A hand-shake, B gross, C tare,
D net.
Promise: a frame with anything wrong in it, the XOR above all, is a Fault.
Limits: none of them tells unit, stability or overload. A frame cannot tell format 0 from tenths, which differ by ten or
more; so both need the decimals that the display shows, and a frame that says others is a Fault. The answer with the tare
is a Reply. A22 writes the XOR with letters after 9 as `:` to `?`, copies write p as a bare byte: both are read.

Sources: a23p p23 and p26, A26 p12-13, A9+ p10, DS3 p8; real frames of DS3, A9 and D2008 in a public project.
"""

import re
from abc import abstractmethod
from functools import reduce
from operator import xor

from firmware_bridge.protocols.marked import Marked, why_not
from firmware_bridge.protocols.protocol import LineForm, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Outcome, Reading, Reply, ShownAs

STX, ETX = b"\x02", b"\x03"
STREAM_BYTES = 12
HANDSHAKE_BYTES, ANSWER_BYTES = 6, 14
GROSS, TARE, NET, HANDSHAKE = b"B", b"C", b"D", b"A"

OTHER_DECIMALS = "the frame says other decimals than the settings: look at the display, and at the format of the scale"

_POINT = rb"([0-4\x00-\x04])"
_FORMAT_0 = re.compile(rb"([+-][0-9]{6})" + _POINT)
_TENTHS = re.compile(rb"([+-][0-9]{7})")
_ANSWER = re.compile(rb"([A-Z])([BCD])([+-][0-9]{6})" + _POINT)
_SHOWN_AS = {GROSS: ShownAs.GROSS, NET: ShownAs.NET}


def _written(value: int) -> frozenset[bytes]:
    """Both ways to write a checksum: hexadecimal, and A22's 30h added to each half."""
    return frozenset({b"%02X" % value, bytes([0x30 + (value >> 4), 0x30 + (value & 0x0F)])})


_WRITTEN = tuple(_written(value) for value in range(256))


class _Frames(Marked):
    """What the three have in common: STX, an XOR over what stands between, ETX."""

    mark = STX

    def __init__(self, form: LineForm) -> None:
        super().__init__()
        self._form, self._unit = form, form.unit or ""

    def _end(self, start: int) -> int | None:
        return start + STREAM_BYTES

    def _frame(self, frame: bytes, raw: bytes) -> Item:
        body, sent = frame[1:-3], frame[-3:-1]
        if not frame.endswith(ETX):
            return Fault(f"no ETX at the end of {len(frame)} bytes: {why_not(frame)}", raw)
        if sent not in _WRITTEN[reduce(xor, body)]:
            return Fault("the XOR is wrong", raw)
        return self._body(body, raw)

    @abstractmethod
    def _body(self, body: bytes, raw: bytes) -> Item:
        """Give the meaning of what stands between STX and the XOR."""

    def _figure(self, places: bytes, decimals: int) -> Figure | None:
        """Set the point; None where the settings, checked against the display, say other decimals."""
        if self._form.decimals not in {None, decimals}:
            return None
        text = places.decode("ascii")
        return Figure.scaled(text, self._unit, decimals, sent=text)


class Format0(_Frames):
    """Feed it bytes; it gives readings and faults."""

    def _body(self, body: bytes, raw: bytes) -> Item:
        match = _FORMAT_0.fullmatch(body)
        if match is None:
            return Fault("not a sign, six digits and the decimals", raw)
        figure = self._figure(match[1], _decimals(match[2]))
        return _reading(figure, ShownAs.DISPLAYED, raw) if figure else Fault(OTHER_DECIMALS, raw)


class Tenths(_Frames):
    """Feed it bytes; it gives readings and faults.

    A display may show whole units over the same frame (seen: 80 over 85.0), but none shows more than the frame holds.
    """

    def _body(self, body: bytes, raw: bytes) -> Item:
        if not _TENTHS.fullmatch(body):
            return Fault("not a sign and seven digits", raw)
        text = body.decode("ascii")
        if self._form.decimals not in {None, 0, 1}:
            return Fault(OTHER_DECIMALS, raw)
        return _reading(Figure.scaled(text, self._unit, 1, sent=text), ShownAs.DISPLAYED, raw)


class Command(_Frames):
    """Feed it bytes; it gives readings, replies (hand-shake, tare) and faults."""

    def _end(self, start: int) -> int | None:
        command = self.held[start + 2 : start + 3]
        return (start + (HANDSHAKE_BYTES if command == HANDSHAKE else ANSWER_BYTES)) if command else None

    def _body(self, body: bytes, raw: bytes) -> Item:
        if body[:1] != _address(self._form):
            return Fault(f"not an answer of the instrument with address {self._form.address}", raw)
        if body[1:] == HANDSHAKE:
            return Reply("A", Outcome.DONE, None, None, raw)
        match = _ANSWER.fullmatch(body)
        if match is None:
            return Fault("not an answer with a mass", raw)
        figure = self._figure(match[3], _decimals(match[4]))
        if figure is None:
            return Fault(OTHER_DECIMALS, raw)
        if match[2] == TARE:
            return Reply("C", Outcome.DONE, None, figure, raw)
        return _reading(figure, _SHOWN_AS[match[2]], raw)


def _decimals(point: bytes) -> int:
    """The digit, or the bare byte of copies."""
    return point[0] & 0x07


def _reading(figure: Figure, shown_as: ShownAs, raw: bytes) -> Reading:
    return Reading(figure, shown_as, stable=None, condition=Condition.OK, tare=None, raw=raw)


def _address(form: LineForm) -> bytes:
    """Address 1 is A, 26 is Z."""
    return bytes([0x40 + form.address])


def question(form: LineForm) -> bytes:
    """Ask for the gross or the net mass. Raises ValueError for an address that is not from 1 to 26."""
    if not 1 <= form.address <= 26:
        raise ValueError(f"the address is from 1 to 26, not {form.address}: see the settings of the indicator")
    body = _address(form) + (NET if form.net else GROSS)
    return STX + body + b"%02X" % reduce(xor, body) + ETX


_SOURCE = "a23p p23-26, A26 p12-13, A9+ p10, DS3 p8"
FORMAT_0 = ScaleProtocol(
    name="yaohua-0",
    makers="Yaohua (XK3190), copies",
    tells=frozenset(),
    decoder=Format0,
    source=_SOURCE,
)
TENTHS = ScaleProtocol(
    name="yaohua-tenths",
    makers="Keli (D2008), VESAR",
    tells=frozenset(),
    decoder=Tenths,
    source="real frames of two D2008 in a public project",
)
COMMAND = ScaleProtocol(
    name="yaohua-command",
    makers="Yaohua (XK3190)",
    tells=frozenset({Tells.GROSS_OR_NET}),
    decoder=Command,
    source=_SOURCE,
    question=question,
    streams=False,
)
