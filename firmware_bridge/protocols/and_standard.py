"""A&D standard format: `HD,±NNNNNN.NNuuu` and its CSV variant, decoded without touching a wire.

Header, sign, eight or nine places (digits and one point), three places of unit; CSV has a comma before the unit. Where
the decimal mark is set to a comma, CSV separates by semicolons.
Promise: a line of any other width or content is a Fault, whole.
Limits: CSV lines with an identifier, a number, date or time before them, and lines with a second header, are Faults:
switch those additions off. `WT` has one source, which does not say what it tells of motion: `stable` is None. The
digits of an overload are no weight; its sign tells E from -E on the display. Codes of errors (EC,E11) have one source.

Sources: AD-4212D p29, FX-CT p33, GH p41-44, EK-L p30, HC-i p50, BA-T p188, GC p51.
"""

import re

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.protocol import LineDefaults, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

_STABLE = {"ST": True, "QT": True, "US": False, "WT": None}

# A sign and eight or nine places; a lost or an added byte makes another width.
FIELD_WIDTHS = frozenset({9, 10})
UNIT_WIDTH = 3
# Which separators, before and after the value, go with which decimal mark.
_SEPARATORS = {".": {",", ",,"}, ",": {",", ";;"}, "": {",", ",,", ";;"}}

_WEIGHT = re.compile(r"(ST|QT|US|WT)([,;])([+-][0-9]+(?:([.,])[0-9]+)?)([,;]?)( *[A-Za-z%/]+)")
_OVERLOAD = re.compile(r"OL([,;])([+-])(?:9{7}E\+19|[0-9.,]{8,9})(?:\1?[ A-Za-z%/]{3})?")
_ERROR = re.compile(r"EC,E[0-9]{1,2}")


class AndStandard(Lines):
    """Feed it bytes; it gives readings and faults."""

    def _answer(self, line: str, raw: bytes) -> Item:
        if match := _WEIGHT.fullmatch(line):
            return _weight(match, raw)
        if match := _OVERLOAD.fullmatch(line):
            return Reading.without_value(Condition.OVERLOAD if match[2] == "+" else Condition.UNDERLOAD, raw)
        if _ERROR.fullmatch(line):
            return Reading.without_value(Condition.INSTRUMENT_ERROR, raw)
        return Fault("not a line of the A&D standard format", raw)


def _weight(match: re.Match[str], raw: bytes) -> Reading | Fault:
    header, first, field, mark, second, unit = match.groups("")
    if len(field) not in FIELD_WIDTHS or len(unit) != UNIT_WIDTH:
        return Fault("the value or the unit has another width than this format: bytes were lost", raw)
    if first + second not in _SEPARATORS[mark]:
        return Fault("the separators do not go with the decimal mark", raw)
    figure = Figure.read(field.replace(",", "."), unit.strip(), sent=field)
    return Reading(figure, ShownAs.DISPLAYED, _STABLE[header], Condition.OK, None, raw)


PROTOCOL = ScaleProtocol(
    name="a-and-d",
    makers="A&D",
    tells=frozenset({Tells.STABLE, Tells.UNIT, Tells.DECIMALS, Tells.RANGE}),
    decoder=lambda _form: AndStandard(),
    source="AD-4212D p29, FX-CT p33, GH p41-44, EK-L p30, HC-i p50",
    question=lambda _form: b"Q\r\n",
    defaults=LineDefaults(baudrate=2400, bytesize=7, parity="E"),
)
