"""Tenso-M: the answers of a weighing terminal to C3 (gross) and C2 (net), decoded without touching a wire.

`FF address command W0 W1 W2 CON [CRC] FF FF`; FF within stands as `FF FE`. W are six BCD digits, the lowest byte first.
Promise: a frame with anything wrong in it, of another address, or with a CRC that the settings do not expect, is a Fault.
Limits: without its CRC (a setting of the terminal) a flipped digit cannot be seen. The unit is not told. Bits 5 and 6
of CON are not in the sources and are not read. The codes of EE are not told apart. The FF that ends a frame may begin
the next: then a frame that lost its last byte is read, since all its data came.

Sources: manual of the TV-003/05N p23.1 and p30.5 as two public drivers quote it, regweight, TensoMLib.
"""

import re

from firmware_bridge.framing import Framing
from firmware_bridge.protocols.protocol import LineForm, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

SEPARATOR, STUFFED = b"\xff", b"\xff\xfe"
NET, GROSS, ERROR, UNSUPPORTED = 0xC2, 0xC3, 0xEE, 0xFD
WEIGHT_BYTES = 6
# FF between frames. More is a line that stands still, or noise at plug-in.
MAX_LEAD = 8
# Longer than any answer to a question about the weight.
MAX_BODY = 24

_FRAME = re.compile(rb"(\xff{0,8}+)((?:[^\xff]|\xff\xfe){1,24}+)(\xff\xff|(?=\xff[^\xfe]))?", re.DOTALL)
_SHOWN_AS = {NET: ShownAs.NET, GROSS: ShownAs.GROSS}
_REFUSALS = {ERROR: Condition.INSTRUMENT_ERROR, UNSUPPORTED: Condition.NOT_UNDERSTOOD}
_MINUS, _STABLE, _OVERLOAD, _DECIMALS = 0x80, 0x10, 0x08, 0x07


def _crc_table() -> bytes:
    """CRC-8, polynomial 0x69, highest bit first: what each byte leaves."""
    table = bytearray()
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x69) & 0xFF if crc & 0x80 else crc << 1
        table.append(crc)
    return bytes(table)


_CRC = _crc_table()


def crc8(data: bytes) -> int:
    """Give the CRC of a frame from its address on; with its CRC at the end it is 0."""
    crc = 0
    for byte in data:
        crc = _CRC[crc ^ byte]
    return crc


def question(form: LineForm) -> bytes:
    """Ask for the gross or the net mass."""
    body = bytes([form.address, NET if form.net else GROSS])
    if form.checksum:
        body += bytes([crc8(body)])
    return SEPARATOR + body.replace(SEPARATOR, STUFFED) + 2 * SEPARATOR


class TensoM(Framing):
    """Feed it bytes; it gives readings and faults."""

    def __init__(self, form: LineForm) -> None:
        super().__init__()
        self._unit, self._address, self._checksum = form.unit or "", form.address, form.checksum
        self._after_separator = False

    def end(self) -> list[Fault]:
        """Say that no more bytes will come: what is held is a cut frame."""
        self._after_separator = False
        return super().end()

    def _next(self) -> Item | None:
        item = self._front()
        if item is not None:
            self._after_separator = item.raw.endswith(SEPARATOR)
        return item

    def _front(self) -> Item | None:
        match = _FRAME.match(self.held)
        if match is None:
            full = len(self.held) > MAX_LEAD
            return Fault("FF without end: the line stands still, or noise", self.held[:MAX_LEAD]) if full else None
        if not match[1] and not self._after_separator:
            return self._stray()
        if match[3]:
            return self._decode(match[2].replace(STUFFED, SEPARATOR), match[0])
        if len(self.held) < match.end() + len(STUFFED):
            return None
        return Fault("a frame was cut by the start of the next, or is too long", match[0])

    def _stray(self) -> Fault | None:
        end = self.held.find(SEPARATOR, 0, MAX_BODY)
        if end < 0 and len(self.held) < MAX_BODY:
            return None
        return Fault("bytes outside a frame", self.held[: end if end > 0 else MAX_BODY])

    def _decode(self, body: bytes, raw: bytes) -> Item:
        if self._checksum and crc8(body):
            return Fault("the checksum is wrong, or the terminal sends none", raw)
        body = body[:-1] if self._checksum else body
        if len(body) < 2 or body[0] != self._address:
            return Fault(f"not an answer of the instrument with address {self._address}", raw)
        if body[1] in _REFUSALS:
            return Reading.without_value(_REFUSALS[body[1]], raw)
        if body[1] not in _SHOWN_AS:
            return Fault("an answer to another question", raw)
        if len(body) != WEIGHT_BYTES:
            return Fault("a weight of another length: bytes were lost, or the terminal sends a checksum", raw)
        return self._weight(body[1], body[4:1:-1].hex(), body[5], raw)

    def _weight(self, command: int, places: str, state: int, raw: bytes) -> Item:
        decimals, stable = state & _DECIMALS, bool(state & _STABLE)
        if not places.isdecimal() or decimals > len(places):
            return Fault("the weight is not six decimal digits with a point among them", raw)
        condition = Condition.OVERLOAD if state & _OVERLOAD else Condition.OK
        figure = None
        if condition is Condition.OK:
            sign = "-" if state & _MINUS else ""
            figure = Figure.scaled(sign + places, self._unit, decimals, sent=sign + places)
        return Reading(figure, _SHOWN_AS[command], stable, condition, None, raw)


PROTOCOL = ScaleProtocol(
    name="tenso-m",
    makers="Tenso-M",
    tells=frozenset({Tells.STABLE, Tells.DECIMALS, Tells.GROSS_OR_NET, Tells.RANGE}),
    decoder=TensoM,
    source="manual of the TV-003/05N, regweight, TensoMLib, scale_reader",
    question=question,
    streams=False,
)
