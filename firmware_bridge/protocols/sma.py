"""SMA SCP-0499: the answers of a scale to `LF W CR`, decoded without touching a wire.

`LF s r n m f xxxxxx.xxx uuu CR`: state, range, gross or net, motion, a place for the future, ten places of weight, unit.
Promise: a frame with anything wrong in it is a Fault, whole. A state of error carries no weight.
Limits: there is no checksum. `e` (the weight is not on the display) has one source, Cardinal. An answer with the tare
is a Reply. The answers about the instrument (`SMA:`, `MFG:`) are not asked for, so they are Faults.

Sources: SMA SCP-0499 5.1, PR5210 p37, Fairbanks FB2550 p180, B-TEK T419S p61, Cardinal 190 p79.
"""

import re

from firmware_bridge.protocols.marked import Marked, why_not
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Outcome, Reading, Reply, ShownAs

_CONDITIONS = {
    "Z": Condition.OK,
    " ": Condition.OK,
    "O": Condition.OVERLOAD,
    "U": Condition.UNDERLOAD,
    "I": Condition.ZERO_NOT_CAPTURED,
    "E": Condition.INSTRUMENT_ERROR,
    "T": Condition.INSTRUMENT_ERROR,
    "e": Condition.NOT_EXECUTABLE,
}
# Small letters: the same mass in high resolution, which is no display for weighing (R 76 4.4.3).
_SHOWN_AS = {"G": ShownAs.GROSS, "N": ShownAs.NET, "g": ShownAs.GROSS, "n": ShownAs.NET}

_ANSWER = re.compile(rb"\n([ZOUEITe ])[1-9 ]([GNTgn])([M ])[ -~]([ -~]{10})([A-Za-z%/ ]{3})\r")
_WEIGHT = re.compile(r" *(-?) *([0-9]+(?:\.[0-9]+)?)")
_DASHES = re.compile(r" *-[- .]*-[ .]*")
_REFUSALS = {b"\n?\r", b"\n!\r"}


class Sma(Marked):
    """Feed it bytes; it gives readings, replies and faults."""

    mark, end_byte = b"\n", b"\r"

    def _frame(self, frame: bytes, raw: bytes) -> Item:
        if frame in _REFUSALS:
            return Reading.without_value(Condition.NOT_UNDERSTOOD, raw)
        match = _ANSWER.fullmatch(frame)
        if match is None:
            return Fault(f"not an answer of SMA SCP-0499: {why_not(frame)}", raw)
        state, mass, motion, field, unit = (part.decode("ascii") for part in match.groups())
        condition = _CONDITIONS[state]
        weight = _WEIGHT.fullmatch(field)
        if weight is None and not _DASHES.fullmatch(field):
            return Fault("the ten places of the weight are not a number", raw)
        if weight is None or condition is not Condition.OK:
            return _without(condition, mass, motion, raw)
        figure = Figure.read(weight[1] + weight[2], unit.strip(), sent=field)
        if mass == "T":
            return Reply("M", Outcome.DONE, None, figure, raw)
        condition = Condition.EXPANDED if mass.islower() else condition
        return Reading(figure, _SHOWN_AS[mass], motion == " ", condition, None, raw, at_zero=state == "Z")


def _without(condition: Condition, mass: str, motion: str, raw: bytes) -> Reading:
    """Dashes where a weight should be are an error, whatever the state says."""
    if condition is Condition.OK:
        condition = Condition.INSTRUMENT_ERROR
    return Reading(None, _SHOWN_AS.get(mass, ShownAs.DISPLAYED), motion == " ", condition, None, raw)


PROTOCOL = ScaleProtocol(
    name="sma",
    makers="Fairbanks, B-TEK, Cardinal, Sartorius/Minebea (PR 5210)",
    tells=frozenset(Tells) - {Tells.TARE},
    decoder=lambda _form: Sma(),
    source="SMA SCP-0499 5.1, PR5210 p37, FB2550 p180, B-TEK T419S p61, Cardinal 190 p79",
    question=lambda _form: b"\nW\r",
)
