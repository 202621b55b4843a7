"""MT-SICS: the answers of a Mettler-Toledo (or KERN KCP) scale, decoded without touching a wire.

Promise: a line that is not of the protocol is a Fault, whole: no part of it is trusted.
Limits: a value field of 10 characters that lost one byte looks like the 9-character field of some instruments. A stable
weighing needs many equal lines, so one damaged line cannot become a weighing.

Sources: AL-IC manual p72, AT balances p87, ITT-BA-e-0720 p48, KERN KCP-ZB-e-1913. `SIX1` has one source (a public
driver) and is asked only when a setting says so; `S S Error 1b` and its like are recalled, and carry no weight.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import (
    Condition,
    Fault,
    Figure,
    Item,
    Outcome,
    Reading,
    Reply,
    ShownAs,
    TareKind,
)

# The manuals give 10 characters, right-aligned; some instruments send 9. Any other width means lost or added bytes.
FIELD_WIDTHS = frozenset({9, 10})


class Purpose(StrEnum):
    """Why a command may be sent at all (R15: nothing that could adjust the instrument)."""

    READ = "read"
    ZERO = "zero"
    TARE = "tare"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Command:
    """One command that may be sent, with the names under which instruments answer it."""

    name: str
    purpose: Purpose
    meaning: str
    answers: frozenset[str]


def _table(*rows: tuple[str, Purpose, str, str]) -> dict[str, Command]:
    return {name: Command(name, why, meaning, frozenset(answers.split())) for name, why, meaning, answers in rows}


# Complete: what is not in this table is never sent. `@` is left out on purpose: it clears the tare on some models.
COMMANDS = _table(
    ("SI", Purpose.READ, "send the value now, stable or not", "S"),
    ("SIR", Purpose.READ, "send the value again and again", "S"),
    ("SIX1", Purpose.READ, "send state, gross, net and tare in one line", "SIX1"),
    ("TA", Purpose.READ, "send the tare in memory", "TA"),
    ("Z", Purpose.ZERO, "set zero when stable", "Z ZI"),
    ("T", Purpose.TARE, "take the load as tare when stable", "T TI"),
    ("TAC", Purpose.TARE, "clear the tare", "TAC"),
    ("I2", Purpose.IDENTITY, "say the model", "I2"),
    ("I3", Purpose.IDENTITY, "say the software version", "I3"),
    ("I4", Purpose.IDENTITY, "say the serial number", "I4"),
)


def build(command: Command) -> bytes:
    """Give the bytes that send one command. Raises ValueError when it is not in the table of allowed commands."""
    if COMMANDS.get(command.name) != command:
        raise ValueError(f"{command.name!r} is not among the commands that may be sent to a scale")
    return f"{command.name}\r\n".encode("ascii")


_CONDITIONS = {
    "S I": Condition.NOT_EXECUTABLE,
    "S L": Condition.NOT_UNDERSTOOD,
    "S +": Condition.OVERLOAD,
    "S -": Condition.UNDERLOAD,
}
_SIX1_CONDITIONS = {"I": Condition.NOT_EXECUTABLE, "+": Condition.OVERLOAD, "-": Condition.UNDERLOAD}


def _outcomes() -> dict[str, tuple[str, Outcome]]:
    """Every answer without a value. `Z S`, `Z D` answer ZI on some instruments, as `T S` answers TI."""
    marks = {"I": Outcome.NOT_EXECUTABLE, "L": Outcome.WRONG_PARAMETER}
    range_marks = {"+": Outcome.ABOVE_RANGE, "-": Outcome.BELOW_RANGE}
    zero_marks = {"A": Outcome.DONE, "S": Outcome.DONE, "D": Outcome.DONE_IN_MOTION}
    rows: dict[str, dict[str, Outcome]] = dict.fromkeys(("I0", "I1", "I2", "I3", "I4", "I5", "TA"), marks)
    rows |= dict.fromkeys(("T", "TI"), marks | range_marks)
    rows |= dict.fromkeys(("Z", "ZI"), marks | range_marks | zero_marks)
    rows["TAC"] = marks | {"A": Outcome.DONE}
    named = {f"{name} {mark}": (name, outcome) for name, row in rows.items() for mark, outcome in row.items()}
    return named | {
        "ES": ("", Outcome.SYNTAX_ERROR),
        "ET": ("", Outcome.TRANSMISSION_ERROR),
        "EL": ("", Outcome.LOGICAL_ERROR),
    }


_OUTCOMES = _outcomes()
_TARE_MARKS = {"S": Outcome.DONE, "A": Outcome.DONE, "D": Outcome.DONE_IN_MOTION}

_UNIT = r"([^\s0-9]\S{0,5}) *"
_WEIGHT = re.compile(rf"S ([SD]) (.+) {_UNIT}")
_ERROR = re.compile(r"S [SD] +Error [0-9]+[a-z]")
_TARE = re.compile(rf"(?:(T|TI) ([SD])|(TA) (A)) (.+) {_UNIT}")
_TEXT = re.compile(r"(I[0-5]) ([AB]) (.+)")
_QUOTED = re.compile(r'"([^"]*)"')
_SIX1 = re.compile(rf"SIX1 ([SD])(?: \S){{8}} ([NPM]) ( *\S+) ( *\S+) ( *\S+) {_UNIT}")
_SIX1_NO_VALUE = re.compile(r"SIX1 ([I+-])(?: .*)?")
_POUNDS_AND_OUNCES = re.compile(r" *-?[0-9]+:[0-9]{2}(?:\.([0-9]+))?")


class MtSics(Lines):
    """Feed it bytes; it gives readings, replies and faults."""

    def __init__(self, field_widths: Collection[int] = FIELD_WIDTHS) -> None:
        super().__init__()
        self._widths = field_widths

    def _line(self, raw: bytes) -> Item:
        try:
            return super()._line(raw)
        except _WidthError:
            return Fault(f"the value field is not {sorted(self._widths)} characters wide: bytes were lost", raw)

    def _answer(self, line: str, raw: bytes) -> Item:
        if line in _CONDITIONS:
            return Reading.without_value(_CONDITIONS[line], raw)
        if line in _OUTCOMES:
            return Reply(*_OUTCOMES[line], None, None, raw)
        if match := _SIX1_NO_VALUE.fullmatch(line):
            return Reading.without_value(_SIX1_CONDITIONS[match[1]], raw)
        if _ERROR.fullmatch(line):
            return Reading.without_value(Condition.INSTRUMENT_ERROR, raw)
        return self._with_value(line, raw)

    def _with_value(self, line: str, raw: bytes) -> Item:
        if match := _WEIGHT.fullmatch(line):
            figure = self._figure(match[2], match[3])
            return Reading(figure, ShownAs.DISPLAYED, match[1] == "S", Condition.OK, None, raw)
        if match := _SIX1.fullmatch(line):
            return self._six1(match, raw)
        if match := _TARE.fullmatch(line):
            figure = self._figure(match[5], match[6])
            return Reply(match[1] or match[3], _TARE_MARKS[match[2] or match[4]], None, figure, raw)
        if match := _TEXT.fullmatch(line):
            quoted = _QUOTED.fullmatch(match[3].strip())
            outcome = Outcome.DONE if match[2] == "A" else Outcome.MORE_FOLLOWS
            return Reply(match[1], outcome, quoted[1] if quoted else match[3], None, raw)
        return Fault("not an answer that MT-SICS knows", raw)

    def _six1(self, match: re.Match[str], raw: bytes) -> Reading:
        """Net when a tare is active (P preset, M measured), gross when none is."""
        gross, net, tare = (self._figure(match[place], match[6]) for place in (3, 4, 5))
        tared = match[2] != "N"
        figure, shown_as = (net, ShownAs.NET) if tared else (gross, ShownAs.GROSS)
        kind = {"P": TareKind.PRESET, "M": TareKind.WEIGHED}.get(match[2])
        return Reading(figure, shown_as, match[1] == "S", Condition.OK, tare, raw, gross, net, kind)

    def _figure(self, field: str, unit: str) -> Figure:
        """`12:07.50 lb:oz` (BC60) is kept as sent, without a mass: it is two numbers."""
        if unit == "lb:oz" and (match := _POUNDS_AND_OUNCES.fullmatch(field)):
            return Figure(field, unit, len(match[1] or ""), None)
        if len(field) not in self._widths:
            raise _WidthError
        return Figure.read(field, unit)


class _WidthError(ValueError):
    """A value field of the wrong width."""


PROTOCOL = ScaleProtocol(
    name="mt-sics",
    makers="Mettler-Toledo, KERN (KCP)",
    tells=frozenset(Tells) - {Tells.GROSS_OR_NET},
    decoder=lambda _form: MtSics(),
    source="AL-IC manual p72, AT balances p87, ITT-BA-e-0720 p48, KERN KCP-ZB-e-1913",
    question=lambda form: build(COMMANDS["SIX1" if form.all_masses else "SI"]),
)
