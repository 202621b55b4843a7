"""Yaohua XK3190 as text: the `=` formats 1 and 2, and the lines of the A12, decoded without touching a wire.

Format 1: `=`, seven places of the value from the last to the first, then its sign, `0` or `-`. Format 2: `=`, the sign,
seven places from the first. A12: `WG` or `WN`, seven places, the unit, an XOR; older ones `ww`, `wn` and no XOR.
Promise: a frame of any other width or content is a Fault.
Limits: the `=` formats have no checksum and tell neither unit, stability nor overload. Read in the wrong direction a
frame can still be a number; and Yaohua calls format 1 of the A26 format 2 on the A23p. So both need the decimals that
the display shows, and a frame with others is a Fault. The A12 does not tell stability; small letters have one source.

Sources: A26 p12-13, a23p p23-24, A12(E) p12; lines of an A12E in two public projects.
"""

import re
from abc import abstractmethod
from functools import reduce
from operator import xor

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.marked import Marked, why_not
from firmware_bridge.protocols.protocol import LineForm, ScaleProtocol, Tells
from firmware_bridge.protocols.yaohua_frames import OTHER_DECIMALS
from firmware_bridge.reading import Condition, Fault, Figure, Item, NotANumberError, Reading, ShownAs

FRAME_BYTES = 9
_FORMAT_1 = re.compile(r"[0-9.]{7}[0-]")
_FORMAT_2 = re.compile(r"[0-][0-9.]{7}")

_LINE = re.compile(r"([Ww][GgWwNn])([- 0-9.]{7})(kg|lb)([0-9A-F]{2})?")
_BEYOND = {" " * 9 + "OL23": Condition.OVERLOAD, " " * 9 + "LO23": Condition.UNDERLOAD}


class _Equals(Marked):
    """What formats 1 and 2 have in common: `=`, eight places, perhaps a line end before the next."""

    mark, gap = b"=", b"\r\n"

    def __init__(self, form: LineForm) -> None:
        super().__init__()
        self._form = form

    def _end(self, start: int) -> int | None:
        return start + FRAME_BYTES

    def _frame(self, frame: bytes, raw: bytes) -> Item:
        field = frame[1:].decode("latin-1")
        value = self._value(field)
        if value is None:
            return Fault(f"not a sign and seven places after the equals sign: {why_not(frame)}", raw)
        try:
            figure = Figure.read(value, self._form.unit or "", sent=field)
        except NotANumberError:
            return Fault("the places of the value are not a number", raw)
        if self._form.decimals not in {None, figure.decimals}:
            return Fault(OTHER_DECIMALS, raw)
        return Reading(figure, ShownAs.DISPLAYED, stable=None, condition=Condition.OK, tare=None, raw=raw)

    @abstractmethod
    def _value(self, field: str) -> str | None:
        """Give the value as it is written; None when the places are not those of the format."""


class Format1(_Equals):
    """Feed it bytes; it gives readings and faults."""

    def _value(self, field: str) -> str | None:
        return field[::-1] if _FORMAT_1.fullmatch(field) else None


class Format2(_Equals):
    """Feed it bytes; it gives readings and faults."""

    def _value(self, field: str) -> str | None:
        return field if _FORMAT_2.fullmatch(field) else None


class A12(Lines):
    """Feed it bytes; it gives readings and faults."""

    def _answer(self, line: str, raw: bytes) -> Item:
        if line in _BEYOND:
            return Reading.without_value(_BEYOND[line], raw, stable=None)
        match = _LINE.fullmatch(line)
        if match is None:
            return Fault("not a line of an A12", raw)
        head, field, unit, checksum = match.groups()
        if checksum is None and head.isupper():
            return Fault("the XOR is missing", raw)
        if checksum is not None and int(checksum, 16) != reduce(xor, line[:-2].encode("ascii")):
            return Fault("the XOR is wrong", raw)
        # Without a point the last place is blank.
        figure = Figure.read(field.rstrip(" "), unit, sent=field)
        shown_as = ShownAs.NET if head[1] in "Nn" else ShownAs.GROSS
        return Reading(figure, shown_as, stable=None, condition=Condition.OK, tare=None, raw=raw)


FORMAT_1 = ScaleProtocol(
    name="yaohua-1",
    makers="Yaohua (XK3190), copies",
    tells=frozenset(),
    decoder=Format1,
    source="A26 p12-13, a23p p23",
)
FORMAT_2 = ScaleProtocol(
    name="yaohua-2",
    makers="Yaohua (XK3190), copies",
    tells=frozenset(),
    decoder=Format2,
    source="A26 p13, a23p p24",
)
A12_LINES = ScaleProtocol(
    name="yaohua-a12",
    makers="Yaohua (XK3190-A12, A12E)",
    tells=frozenset({Tells.UNIT, Tells.DECIMALS, Tells.GROSS_OR_NET, Tells.RANGE}),
    decoder=lambda _form: A12(),
    source="A12(E) p12, lines of an A12E",
)
