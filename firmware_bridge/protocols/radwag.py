"""Radwag: the answers of a balance to S, SI, SU and SUI, and its printouts, decoded without touching a wire.

Command in three places, mark (blank, `?` unstable, `^` above, `v` below the range), sign, nine places of mass, three of
unit. A printout has no command; where digits that are not verified stand in [ ], the mass has eleven places.
Promise: a line of any other width or content is a Fault, whole. The digits in [ ] count and stay in `digits` as sent.
Limits: there is no checksum. Gross or net is not told. Copies that send one more space (MRC) give Faults. Answers in
two steps give a Reply first (`S A`), then the value.
The question is SUI: the value at once, in the unit of the display; SI would give it in the basic unit.

Sources: WPT p45 and p69, PUE C/31 p59, AS/R p83-84, PS R2 p160, WTC p29 (`^` and `v` alone), the Opentrons driver.
"""

import re

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Outcome, Reading, Reply, ShownAs

# The command fills three places; a printout by key has none. Nine places of mass, eleven with the two brackets.
_COMMAND = "(?:SUI|SU |SI |S  |)"
_LINE = re.compile(rf"{_COMMAND}([ ?]) ([ -])(.{{9}}|.{{11}}) (?=.{{1,3}}\Z)([A-Za-z%/]+) *")
_BEYOND = re.compile(rf"{_COMMAND}([\^v])(?: [ -].{{0,15}})?")
_MASS = re.compile(r"(?=.{9}\Z) *([0-9.]+)()|(?=.{11}\Z) *([0-9.]+)\[([0-9]{1,2})\]")
_ANSWER = re.compile(r"([A-Z][A-Z0-9]{0,3}) (A|D|OK|I|E|\^|v)")
_TARE = re.compile(r"OT (.{9}) ([A-Za-z%/]{1,3}) *")
_TEXT = re.compile(r'([A-Z][A-Z0-9]{0,2}) A "([^"]*)"')

_MARKS = {"^": Condition.OVERLOAD, "v": Condition.UNDERLOAD}
_READING_COMMANDS = {"S", "SI", "SU", "SUI"}
_OUTCOMES = {
    "A": Outcome.MORE_FOLLOWS,
    "D": Outcome.DONE,
    "OK": Outcome.DONE,
    "I": Outcome.NOT_EXECUTABLE,
    "E": Outcome.NOT_EXECUTABLE,
    "^": Outcome.ABOVE_RANGE,
    "v": Outcome.BELOW_RANGE,
}


class Radwag(Lines):
    """Feed it bytes; it gives readings, replies and faults."""

    def _answer(self, line: str, raw: bytes) -> Item:
        if match := _LINE.fullmatch(line):
            return _value(match, raw)
        if match := _BEYOND.fullmatch(line):
            return Reading.without_value(_MARKS[match[1]], raw)
        if match := _ANSWER.fullmatch(line):
            return _without_value(match, raw)
        return _reply(line, raw)


def _value(match: re.Match[str], raw: bytes) -> Reading | Fault:
    mark, sign, field, unit = match.groups()
    mass = _MASS.fullmatch(field)
    if mass is None:
        return Fault("the places of the mass are not a number", raw)
    digits = "".join(part for part in mass.groups() if part)
    figure = Figure.read(sign.strip() + digits, unit, sent=sign + field)
    return Reading(figure, ShownAs.DISPLAYED, mark == " ", Condition.OK, None, raw)


def _reply(line: str, raw: bytes) -> Reply | Fault:
    if match := _TARE.fullmatch(line):
        return Reply("OT", Outcome.DONE, None, Figure.read(match[1], match[2]), raw)
    if match := _TEXT.fullmatch(line):
        return Reply(match[1], Outcome.DONE, match[2], None, raw)
    if line == "ES":
        return Reply("", Outcome.SYNTAX_ERROR, None, None, raw)
    return Fault("not a line of a Radwag balance", raw)


def _without_value(match: re.Match[str], raw: bytes) -> Reading | Reply:
    """`A` announces a value, and `D` ends zero or tare; anything else after a reading command says why there is none."""
    command, mark = match.groups()
    if command in _READING_COMMANDS and mark not in {"A", "D", "OK"}:
        return Reading.without_value(_MARKS.get(mark, Condition.NOT_EXECUTABLE), raw)
    return Reply(command, _OUTCOMES[mark], None, None, raw)


PROTOCOL = ScaleProtocol(
    name="radwag",
    makers="Radwag",
    tells=frozenset({Tells.STABLE, Tells.UNIT, Tells.DECIMALS, Tells.RANGE}),
    decoder=lambda _form: Radwag(),
    source="WPT p45, p69, PUE C/31 p59, AS/R p83-84, PS R2 p160",
    question=lambda _form: b"SUI\r\n",
)
