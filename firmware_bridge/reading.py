"""What an instrument said, exactly as it said it.

Promise: the digits, decimals and unit stay as they were sent; `mass_mg` is the exact number of milligrams, or None.
Nothing is rounded, and no float exists here.
Limits: a value in an unknown unit, finer than a milligram, or beyond `MAX_MASS_MG` has no `mass_mg`: no weighing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

# Records hold numbers that canonical JSON (RFC 8785) can carry: integers below 2**53.
MAX_MASS_MG = 2**53 - 1

# Exact milligrams in one unit, as numerator and denominator. 1 lb = 453.59237 g and 16 oz = 1 lb by definition (1959).
MG_PER_UNIT = {
    "mg": (1, 1),
    "g": (1_000, 1),
    "kg": (1_000_000, 1),
    "t": (1_000_000_000, 1),
    "lb": (45_359_237, 100),
    "oz": (45_359_237, 1_600),
    "ct": (200, 1),
}
# As makers spell them. "T" and "tn" are not here: a tonne on one instrument is a short ton on another.
_SPELLINGS = {"Kg": "kg", "KG": "kg", "MG": "mg", "LB": "lb", "Lb": "lb", "lbs": "lb", "OZ": "oz", "CT": "ct"}

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r" *([+-]?)([0-9]+)(?:\.([0-9]+))? *")


class NotANumberError(ValueError):
    """The digits on the wire are not a plain decimal number."""

    def __init__(self, digits: str) -> None:
        super().__init__(f"{digits!r} is not a number: look at the line's settings and at the instrument's display")
        self.digits = digits


class ShownAs(StrEnum):
    """Which mass the instrument says it shows; `displayed` when its protocol does not say."""

    GROSS = "gross"
    NET = "net"
    DISPLAYED = "displayed"


class TareKind(StrEnum):
    """How the tare came to be. A preset tare was typed or set by hand: it is no weighing (R 76 T.2.7.5)."""

    WEIGHED = "weighed"
    PRESET = "preset"


class Condition(StrEnum):
    """The state in which the instrument says it is; only `ok` can become a weighing."""

    OK = "ok"
    OVERLOAD = "overload"
    UNDERLOAD = "underload"
    NOT_EXECUTABLE = "not executable"
    NOT_UNDERSTOOD = "not understood"
    INSTRUMENT_ERROR = "instrument error"
    ZERO_NOT_CAPTURED = "zero not captured"
    EXPANDED = "expanded display"
    JUMPER_SET = "calibration jumper set"


class Outcome(StrEnum):
    """How the instrument took a command."""

    DONE = "done"
    DONE_IN_MOTION = "done while in motion"
    MORE_FOLLOWS = "more lines follow"
    NOT_EXECUTABLE = "not executable now"
    WRONG_PARAMETER = "wrong parameter"
    ABOVE_RANGE = "above the range"
    BELOW_RANGE = "below the range"
    SYNTAX_ERROR = "command not known"
    TRANSMISSION_ERROR = "command arrived damaged"
    LOGICAL_ERROR = "command cannot be executed"


@dataclass(frozen=True)
class Figure:
    """One value as sent. `digits` keeps its padding and sign; `unit` is without padding; `decimals` counts as sent."""

    digits: str
    unit: str
    decimals: int
    mass_mg: int | None

    @classmethod
    def read(cls, digits: str, unit: str, *, sent: str | None = None) -> "Figure":
        """Take the digits of a plain decimal number. Raises NotANumberError for anything else.

        `sent` is how they stood on the wire, when that is more than the number (a mark inside it, a trailing point).
        """
        number = _NUMBER.fullmatch(digits)
        if number is None:
            raise NotANumberError(digits)
        return cls(digits if sent is None else sent, unit, len(number[3] or ""), exact_mass_mg(digits, unit))

    @classmethod
    def scaled(cls, places: str, unit: str, decimals: int, *, sent: str) -> "Figure":
        """Set a point into a sign and bare digits, `decimals` from the right. Raises NotANumberError."""
        if not _WHOLE.fullmatch(places):
            raise NotANumberError(sent)
        sign, digits = (places[0], places[1:]) if places[0] in "+-" else ("", places)
        digits = digits.rjust(decimals + 1, "0")
        point = len(digits) - decimals
        return cls.read(f"{sign}{digits[:point]}.{digits[point:]}" if decimals else sign + digits, unit, sent=sent)


class FurnaceCondition(StrEnum):
    """What a temperature reading is worth."""

    OK = "ok"
    SENSOR_BREAK = "sensor break"
    OUT_OF_RANGE = "out of range"
    CONTROLLER_ERROR = "controller error"


@dataclass(frozen=True)
class FurnaceReading:
    """One answer about the furnace's chamber. Temperature in thousandths of a degree Celsius, None when there is none.

    `door_open` is None where nothing tells it; `raw` is the whole line or frame.
    """

    temperature_mdeg: int | None
    condition: FurnaceCondition
    door_open: bool | None
    raw: bytes


@dataclass(frozen=True)
class BoardCount:
    """Where a signed reading stands among all that its board ever sent.

    `counter` never repeats; `events` counts what was done to the board: its key, its jumper, its calibration.
    `missing` readings since the last one heard never came; after `restarted` (the board was off in between) there may be
    more, from just before. `raw_counts` is what the converter gave, None when it was silent.
    """

    board: str
    counter: int
    events: int
    raw_counts: int | None
    missing: int = 0
    restarted: bool = False


@dataclass(frozen=True)
class Reading:
    """One answer about the load. `figure` is None when no value was sent; `raw` is the whole line or frame.

    `stable` is None where the protocol cannot say it: then only a window of equal readings can. `gross` and `net` are
    there when the frame told them beside `figure`; three masses that do not add up stay as they were sent (R11).
    `at_zero`: the instrument says that it stands at its zero; None where it does not say. `furnace`: what a board
    told about the furnace in the same line; `board`: where it stands in the count of a board that signs.
    """

    figure: Figure | None
    shown_as: ShownAs
    stable: bool | None
    condition: Condition
    tare: Figure | None
    raw: bytes
    gross: Figure | None = None
    net: Figure | None = None
    tare_kind: TareKind | None = None
    at_zero: bool | None = None
    furnace: FurnaceReading | None = None
    board: BoardCount | None = None

    @classmethod
    def without_value(cls, condition: Condition, raw: bytes, *, stable: bool | None = False) -> "Reading":
        """An answer that says a state and no mass."""
        return cls(None, ShownAs.DISPLAYED, stable, condition, None, raw)


@dataclass(frozen=True)
class Reply:
    """One answer to an identity, zero or tare command; `command` is "" when the instrument did not name it."""

    command: str
    outcome: Outcome
    text: str | None
    figure: Figure | None
    raw: bytes


@dataclass(frozen=True)
class Fault:
    """Bytes that are no answer of the protocol, with the reason in plain words. Never a weight."""

    reason: str
    raw: bytes


@dataclass(frozen=True)
class Registers:
    """A controller's answer to one question: the bytes of the registers, or the code with which it refused (`refused`)."""

    function: int
    data: bytes
    refused: int | None
    raw: bytes


Item = Reading | FurnaceReading | Reply | Registers | Fault


def exact_mass_mg(digits: str, unit: str) -> int | None:
    """Give the exact integer milligrams of a decimal number in a unit, or None when there is no such integer."""
    number = _NUMBER.fullmatch(digits)
    unit = _SPELLINGS.get(unit, unit)
    if number is None or unit not in MG_PER_UNIT:
        return None
    sign, whole, part = number[1], number[2], number[3] or ""
    numerator, denominator = MG_PER_UNIT[unit]
    mass_mg, remainder = divmod(int(sign + whole + part) * numerator, denominator * 10 ** len(part))
    return mass_mg if remainder == 0 and abs(mass_mg) <= MAX_MASS_MG else None
