"""Rice Lake stream format (also IQ plus 355): `STX sign weight unit G|N status CR`, decoded without touching a wire.

Seven places of weight, point included. The end is CR, or CR LF.
Promise: a frame with anything wrong in it is a Fault, whole.
Limits: there is no checksum. `T` (tons) is a short ton on one instrument and a metric one on another, so such a value
has no mass; a blank unit has none either. `Z` (centre of zero) and `H` (hold) have one source each. `O` says over or
under the range; the sign tells which. The format can be changed at the indicator: then frames are Faults.

Sources: Legend 480 p64, 482 p33, 120 Plus p44, 880 p99, Tracer AV p38 (Rice Lake), Cardinal 200 p27.
"""

import re

from firmware_bridge.protocols.marked import Marked, why_not
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, NotANumberError, Reading, ShownAs

# What is not here is told as it came: "T", which is ambiguous, and the blank.
_UNITS = {"L": "lb", "K": "kg", "G": "g", "O": "oz", " ": ""}
_INVALID = {"I": Condition.INSTRUMENT_ERROR, "H": Condition.NOT_EXECUTABLE}

# What the sign says of a value beyond the range; `^` and `]`, which then fill the seven places too, only on Tracer AV.
_BEYOND = {"-": Condition.UNDERLOAD, "]": Condition.UNDERLOAD, "^": Condition.OVERLOAD}

_FRAME = re.compile(rb"\n?\x02([] +^-])([] 0-9.^-]{7})([LKTGO ])([GN])([ IMOZH])\r")


class RiceLake(Marked):
    """Feed it bytes; it gives readings and faults."""

    mark, end_byte, gap = b"\x02", b"\r", b"\n"

    def _frame(self, frame: bytes, raw: bytes) -> Item:
        match = _FRAME.fullmatch(frame)
        if match is None:
            return Fault(f"not a frame of the Rice Lake stream: {why_not(frame)}", raw)
        sign, places, unit, mass, status = (part.decode("ascii") for part in match.groups())
        shown_as = ShownAs.NET if mass == "N" else ShownAs.GROSS
        condition = _condition(status, sign)
        if condition is not Condition.OK:
            return Reading(None, shown_as, stable=False, condition=condition, tare=None, raw=raw)
        try:
            figure = Figure.read(sign.strip() + places.lstrip(" "), _UNITS.get(unit, unit), sent=sign + places)
        except NotANumberError:
            return Fault("the seven places of the weight are not a number", raw)
        at_zero = True if status == "Z" else None
        return Reading(figure, shown_as, status != "M", Condition.OK, None, raw, at_zero=at_zero)


def _condition(status: str, sign: str) -> Condition:
    if status == "O" or sign in {"^", "]"}:
        return _BEYOND.get(sign, Condition.OVERLOAD)
    return _INVALID.get(status, Condition.OK)


PROTOCOL = ScaleProtocol(
    name="rice-lake",
    makers="Rice Lake, Cardinal (IQ plus 355 format)",
    tells=frozenset(Tells) - {Tells.TARE},
    decoder=lambda _form: RiceLake(),
    source="Legend 480 p64, 482 p33, 120 Plus p44, 880 p99, Cardinal 200 p27",
)
