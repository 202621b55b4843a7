"""OHAUS: the lines of the Defender 3000 and of the RS232 manual, decoded without touching a wire.

`weight unit [?] [G|N|NET|T]`: the weight with its sign in eight or nine places (Defender) or twelve, eleven without a
point (RS232 manual); the unit in five places or closed by one space; `?` while unstable; a legend. Scout: eleven places,
the unit to the right of its five. Scout Pro, Traveler, Navigator USB, Explorer, Ranger: ten places, or eleven with a
point, then unit, `?` and legend with one space before each.
Promise: a line of any other width or content is a Fault, whole, so that a lost byte is not read as another weight.
Limits: there is no checksum, and a byte lost from nine places of a Defender leaves eight; so it is with eleven and ten,
and with twelve and eleven where one space closes the unit. A line without a place for `?` cannot say that it is stable:
None. Legends of other modes (counting, density) are Faults. A line with the tare or with a total, which is no weight on
the pan, is a Reply. That errors 8.3 and 8.4 are overload and underload is recalled.

Sources: RS232 interface manual EN-3, Navigator NVT USB EN-4, Explorer EN-156, Ranger p36, Defender 3000 EN-35, a log of
a Defender 3000; Scout: one public driver.
"""

import re

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Outcome, Reading, Reply, ShownAs

# With the sign. Eleven only without a point (the manual's twelfth place is the point's), or with a unit to the right.
FIELD_WIDTHS = frozenset({8, 9, 12})
TEN, ELEVEN = 10, 11
# The space before the unit, and its five places.
UNIT_WIDTH = 1 + 5

_WEIGHT = re.compile(r"( *(-?) *([0-9]+(?:(\.)[0-9]+)?))( {1,5})(?=[^ ])")
_LEGEND = "(NET|G|N|T)"
_UNIT_LEFT = re.compile(rf"([A-Za-z%:/ ]{{5}})([? ]) *{_LEGEND}? *")
_UNIT_CLOSED = re.compile(rf"([A-Za-z%:/]{{1,5}})(?: ([? ])(?: +{_LEGEND})?)?")
_UNIT_SPACED = re.compile(r"([A-Za-z%:/]{1,5})(?: ([? ]))?(?: (NET|B/G|G|N|T|TOTAL))?")
_UNIT_RIGHT = re.compile(rf"([A-Za-z%:/]{{1,4}}) ([? ]) *{_LEGEND}? *")
_STABLE = {" ": True, "?": False, None: None}
_SHOWN_AS = {"G": ShownAs.GROSS, "B/G": ShownAs.GROSS, "N": ShownAs.NET, "NET": ShownAs.NET, None: ShownAs.DISPLAYED}
# The tare, and the sum of several weighings.
_NOT_ON_THE_PAN = frozenset({"T", "TOTAL"})

_ERROR = re.compile(r" *(?:Err|Error) *([0-9]+\.[0-9]+)[ A-Za-z]*")
_ERRORS = {"8.3": Condition.OVERLOAD, "8.4": Condition.UNDERLOAD}
_REPLIES = {"ES": Outcome.SYNTAX_ERROR, "OK!": Outcome.DONE}


class Ohaus(Lines):
    """Feed it bytes; it gives readings, replies and faults."""

    def _answer(self, line: str, raw: bytes) -> Item:
        if (weight := _WEIGHT.match(line)) and (tail := _tail(weight, line)):
            return _item(weight, tail, raw)
        if line.rstrip() in _REPLIES:
            return Reply("", _REPLIES[line.rstrip()], None, None, raw)
        if match := _ERROR.fullmatch(line):
            return Reading.without_value(_ERRORS.get(match[1], Condition.INSTRUMENT_ERROR), raw)
        return Fault("not a line of an OHAUS scale, or bytes were lost", raw)


def _tail(weight: re.Match[str], line: str) -> re.Match[str] | None:
    """Match unit, mark and legend, in the form that goes with the width of the weight; None when none does."""
    field, _, _, point, gap = weight.groups()
    if len(gap) > 1:
        tail = _UNIT_RIGHT.fullmatch(line, weight.end())
        fits = len(field) == ELEVEN and tail is not None and len(gap + tail[1]) == UNIT_WIDTH
        return tail if fits else None
    if len(field) == TEN or (len(field) == ELEVEN and point):
        return _UNIT_SPACED.fullmatch(line, weight.end())
    if len(field) not in FIELD_WIDTHS and len(field) != ELEVEN:
        return None
    tail = _UNIT_LEFT.fullmatch(line, weight.end())
    return tail if tail and " " not in tail[1].rstrip(" ") else _UNIT_CLOSED.fullmatch(line, weight.end())


def _item(weight: re.Match[str], tail: re.Match[str], raw: bytes) -> Reading | Reply:
    unit, mark, legend = tail.groups()
    figure = Figure.read(weight[2] + weight[3], unit.rstrip(" "), sent=weight[1])
    if legend in _NOT_ON_THE_PAN:
        return Reply(legend, Outcome.DONE, None, figure, raw)
    return Reading(figure, _SHOWN_AS[legend], _STABLE[mark], Condition.OK, None, raw)


PROTOCOL = ScaleProtocol(
    name="ohaus",
    makers="OHAUS",
    tells=frozenset({Tells.STABLE, Tells.UNIT, Tells.DECIMALS, Tells.GROSS_OR_NET}),
    decoder=lambda _form: Ohaus(),
    source="RS232 interface manual EN-3, Defender 3000 EN-35",
    question=lambda _form: b"IP\r\n",
)
