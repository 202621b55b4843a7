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
}

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
    def read(cls, digits: str, unit: str) -> "Figure":
        """Take the digits of a plain decimal number. Raises NotANumberError for anything else."""
        number = _NUMBER.fullmatch(digits)
        if number is None:
            raise NotANumberError(digits)
        return cls(digits, unit, len(number[3] or ""), exact_mass_mg(digits, unit))


@dataclass(frozen=True)
class Reading:
    """One answer about the load. `figure` is None when no value was sent; `raw` is the whole line or frame."""

    figure: Figure | None
    shown_as: ShownAs
    stable: bool
    condition: Condition
    tare: Figure | None
    raw: bytes


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


Item = Reading | Reply | Fault


def exact_mass_mg(digits: str, unit: str) -> int | None:
    """Give the exact integer milligrams of a decimal number in a unit, or None when there is no such integer."""
    number = _NUMBER.fullmatch(digits)
    if number is None or unit not in MG_PER_UNIT:
        return None
    sign, whole, part = number[1], number[2], number[3] or ""
    numerator, denominator = MG_PER_UNIT[unit]
    mass_mg, remainder = divmod(int(sign + whole + part) * numerator, denominator * 10 ** len(part))
    return mass_mg if remainder == 0 and abs(mass_mg) <= MAX_MASS_MG else None
