"""Sartorius SBI: lines of 14 characters, or 20 with an identifier before them, decoded without touching a wire.

Sign, nine places of value, a space, three places of unit. A blank unit means that the weight is not stable; then the
figure has no unit and no mass. Square brackets mark digits that are not verified; they count as digits.
Promise: a line of any other width or content is a Fault, whole; so is a printed value that is not the load (a sum, a
reference, a limit).
Limits: old balances can be set to send the unit always; nothing in the line then tells motion. `ESC P` stops or starts
a balance that prints by itself: set it to print on request before it is asked. H, L, C, E, HH, LL and -- are the
codes of older models; a line of blanks is a blank display.

Sources: master series p79, Entris II p3, Quintix and Practum p87-88, LE2202S p51, ED153 p45, FB p66, Combics 1 p98,
Cubis MSE p69-71 (CR LF after a command is optional).
"""

import re

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.protocol import LineDefaults, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, NotANumberError, Reading, ShownAs, TareKind

WIDTHS = {14: 0, 20: 6}

_SHOWN_AS = {
    "": ShownAs.DISPLAYED,
    "N": ShownAs.NET,
    "N1": ShownAs.NET,
    "G": ShownAs.GROSS,
    "G#": ShownAs.GROSS,
    "Qnt": ShownAs.DISPLAYED,
    "Prc": ShownAs.DISPLAYED,
}
_TARES = {"T": None, "T1": None, "T2": None, "PT2": TareKind.PRESET}
_STATES = {
    "High": Condition.OVERLOAD,
    "H": Condition.OVERLOAD,
    "HH": Condition.OVERLOAD,
    "Low": Condition.UNDERLOAD,
    "L": Condition.UNDERLOAD,
    "LL": Condition.UNDERLOAD,
    "Cal.Int.": Condition.NOT_EXECUTABLE,
    "Cal.Ext.": Condition.NOT_EXECUTABLE,
    "Cal. Int.": Condition.NOT_EXECUTABLE,
    "Cal. Ext.": Condition.NOT_EXECUTABLE,
    "C": Condition.NOT_EXECUTABLE,
    "--": Condition.NOT_EXECUTABLE,
    "": Condition.NOT_EXECUTABLE,
    "APP.ERR": Condition.INSTRUMENT_ERROR,
    "DIS.ERR": Condition.INSTRUMENT_ERROR,
    "PRT.ERR": Condition.INSTRUMENT_ERROR,
}
_ERROR = re.compile(r"(?:E|Err|ERR) +[0-9]{2,3}")
_PLACES = re.compile(r"([+ -]) *([0-9]+\.?[0-9]*)(?:\[([0-9.]+)\])? ?")
_UNIT = re.compile(r" *([A-Za-z%/]*) *")


class SartoriusSbi(Lines):
    """Feed it bytes; it gives readings and faults."""

    def _answer(self, line: str, raw: bytes) -> Item:
        if len(line) not in WIDTHS:
            return Fault("neither 14 nor 20 characters wide: bytes were lost, or the line is not SBI", raw)
        name, value = line[: WIDTHS[len(line)]].strip(), line[WIDTHS[len(line)] :]
        if (state := _state(value.strip())) and name in {"", "Stat"}:
            return Reading.without_value(state, raw)
        if name in _SHOWN_AS:
            figure = _figure(value)
            return Reading(figure, _SHOWN_AS[name], figure.unit != "", Condition.OK, None, raw)
        if name in _TARES:
            figure = _figure(value)
            stable = figure.unit != ""
            return Reading(None, ShownAs.DISPLAYED, stable, Condition.OK, figure, raw, tare_kind=_TARES[name])
        return Fault(f"a printed line that is not the weight on the scale: {name!r}", raw)


def _state(text: str) -> Condition | None:
    return Condition.INSTRUMENT_ERROR if _ERROR.fullmatch(text) else _STATES.get(text)


def _figure(value: str) -> Figure:
    """Read sign, places and unit; a bracket may close in the eleventh place. Raises NotANumberError."""
    places, unit = _PLACES.fullmatch(value, 0, 11), _UNIT.fullmatch(value, 11)
    if places is None or unit is None or value[10] not in " ]":
        raise NotANumberError(value)
    field = value[:10] if value[10] == " " else value[:11]
    return Figure.read(places[1].strip() + places[2] + (places[3] or ""), unit[1], sent=field)


PROTOCOL = ScaleProtocol(
    name="sartorius-sbi",
    makers="Sartorius, Minebea Intec",
    tells=frozenset(Tells) - {Tells.TARE},
    decoder=lambda _form: SartoriusSbi(),
    source="master series p79, Entris II p3, Quintix p87, LE2202S p51, ED153 p45, Cubis MSE p69-71",
    question=lambda _form: b"\x1bP\r\n",
    defaults=LineDefaults(baudrate=1200, bytesize=7, parity="O"),
)
