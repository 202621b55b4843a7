"""What a cell can hold before anyone asks what it is for: text, a number, a date or time, yes or no; or what cannot be taken."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from station.lists.limits import MAX_SHOWN

GENERAL, TEXT = "General", "@"  # formats of cells, as Excel names them


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a workbook, exact as its file says, and the format in which Excel shows it."""

    value: Decimal
    form: str = GENERAL

    def __str__(self) -> str:
        return str(self.value) if self.form == GENERAL else f"{self.value} in the format {self.form[:MAX_SHOWN]!r}"


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell whose content must not be taken, whatever its column is for, and what to put there instead."""

    found: str
    expected: str


def shown(value: object) -> str:
    """Return a cell's content for a report, with what does not print as its escape: nothing in it can act on a terminal."""
    match value:
        case Unusable():
            return value.found
        case Figure():
            return str(value)
        case bool():
            return str(value).upper()
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
    text = str(value)
    return repr(text) if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]!r}… ({len(text):,} characters)"
