"""The `ST,GS,…` family of many makers: `[nn]ST|US|OL|UL,GS|NT,sign value unit`, decoded without touching a wire.

Liberal in width and padding, where makers differ: spaces around sign, value and unit, no second comma (T-Scale), a
comma before the unit (Tiger), a trailing point (GSC, Rinstrum), `Kg`, a station number of two digits before the line,
an end of CR LF, LF or CR alone (then a line is known when the next one begins).
Promise: strict in everything else. A line with another header, two signs, two points, letters or gaps among the
digits, no unit or an unknown one is a Fault, whole.
Limits: with no fixed width and no checksum a lost digit is noticed only because many equal lines make a weighing; read
with parity where the scale has it. The station number is not held against a setting: one scale a line. Digits beside
OL or UL are no weight; makers without UL say OL on both sides of the range. Lines of a tare are Faults.

Sources: CAS CI-400 p103 (18 bytes), A&D AD-4404 p80, Rinstrum R320 p46 (format 4), Tiger TI-02 p21, Selleton SL-7515
p14, Triner TS-700 p13, GSC frames captured on site; T-Scale NHB, Weightech and M02 from public drivers.
"""

import re

from firmware_bridge.framing import LF_OR_CR, Lines
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

# `GR` is in Rinstrum's table, a letter and a space in A&D's.
_SHOWN_AS = {"GS": ShownAs.GROSS, "GR": ShownAs.GROSS, "G ": ShownAs.GROSS, "NT": ShownAs.NET, "N ": ShownAs.NET}
_BEYOND = {"OL": Condition.OVERLOAD, "UL": Condition.UNDERLOAD}

_UNIT = r"(?:[mk]?g|Kg|KG|G|t|T|tn|lbs?|Lb|LB|oz|OZ|ct|CT|pcs|PCS|%)"
_HEAD = r"(?:[0-9]{2})?{status}, ?(GS|GR|G |NT|N ),?"
_WEIGHT = re.compile(_HEAD.replace("{status}", "(ST|US)") + rf"( *([+-]?) *([0-9]+(?:\.[0-9]*)?)) *,? *({_UNIT}) *")
# Out of range the places hold blanks, nines, the last value or marks, with their point.
_NO_WEIGHT = re.compile(_HEAD.replace("{status}", "(OL|UL)") + rf"[-+ .0-9^_]*,? *{_UNIT}? *")


class StGs(Lines):
    """Feed it bytes; it gives readings and faults."""

    line_end = LF_OR_CR

    def _answer(self, line: str, raw: bytes) -> Item:
        if match := _WEIGHT.fullmatch(line):
            status, kind, field, sign, number, unit = match.groups()
            figure = Figure.read(sign + number.rstrip("."), unit, sent=field)
            return Reading(figure, _SHOWN_AS[kind], status == "ST", Condition.OK, None, raw)
        if match := _NO_WEIGHT.fullmatch(line):
            condition = _BEYOND[match[1]]
            return Reading(None, _SHOWN_AS[match[2]], stable=False, condition=condition, tare=None, raw=raw)
        return Fault("not a line of the ST,GS family, or its value or unit is damaged", raw)


PROTOCOL = ScaleProtocol(
    name="st-gs",
    makers="CAS (18 bytes), T-Scale, Weightech, Keli, GSC, Rinstrum (format 4), M02, Tiger, Selleton, A&D indicators",
    tells=frozenset(Tells) - {Tells.TARE},
    decoder=lambda _form: StGs(),
    source="CI-400 p103, AD-4404 p80, R320 p46, TI-02 p21, SL-7515 p14",
)
