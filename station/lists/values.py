"""Cells into values: text, numbers on labels, masses, dates, times, one word of a few. Each returns the value or raises `Wrong`.

Nothing is guessed: a day is a day of the calendar, a mass is exact to the milligram, and a number that Excel may have changed
on its way into the cell (1-2 as a date) is refused rather than repaired.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from station.lists.cells import GENERAL, TEXT, Figure
from station.lists.errors import Wrong
from station.lists.headings import known, plain
from station.lists.limits import EXCEL_DIGITS, MAX_COUNT, MAX_MG, MAX_TEXT, NUMBER, ROLE

AS_TEXT = "text: format the column as Text in Excel, then write it again as on the paper"
# Formats in which Excel shows a whole number as it is stored: one like 0000000 shows zeros that are not there.
AS_STORED = frozenset({GENERAL, "0", TEXT})
# Formats in which it shows all of a number that has no more decimals than zeros stand here. No other is believed: 0% and
# `#,##0,` show another number, 0.00" g" another unit, ;;; none.
_ZEROS = re.compile(r"(?:#,##)?0(?:\.(0{1,9}))?")
AS_SHOWN = "a number in the format General, 0.000 or #,##0.000, with as many decimals as it has"
# Beside these roles any other may stand, written as the station's profile writes it.
ROLES = ("custodian", "detective", "duty_officer", "forensic_expert", "investigator", "police", "prosecutor")
_NUMBER, _ROLE = re.compile(NUMBER), re.compile(ROLE)
_DECIMAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    rf"({_DAY.pattern})[T ]([0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,6}})?)?) ?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
)
_ZONE = re.compile(r"(?:UTC|GMT)? ?([+-])([0-9]{1,2})(?::?([0-9]{2}))?")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})  # as word processors put between a number and its unit
_MAX_OFFSET = timedelta(hours=14)


def text(value: object) -> str:
    """Text of one line, as written but for spaces around it."""
    said = _said(value).translate(_SPACES).strip()
    if len(said) > MAX_TEXT:
        raise Wrong(f"at most {MAX_TEXT} characters")
    if not said.isprintable():
        raise Wrong("one line without control or invisible characters")
    return said


def number(value: object) -> str:
    """A number as it stands on a label or on paper: Latin and Cyrillic letters, digits, and _ . / - within."""
    said = text(value)
    if _NUMBER.fullmatch(said) is None:
        raise Wrong(
            "at most 60 Latin or Cyrillic letters, digits and _ . / - without spaces, beginning with a letter or digit"
        )
    return said


def day(value: object) -> str:
    """A day as YYYY-MM-DD."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            pass
    raise Wrong("a day like 2026-11-21, or a date of Excel without a time")


def day_or_text(value: object) -> str:
    """A day, or what stands for one: until the verdict."""
    return day(value) if isinstance(value, date) else text(value)


def moment(value: object) -> datetime:
    """A time, with its offset where one is written."""
    if isinstance(value, datetime):
        return value
    match = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is not None:
        try:
            return datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3] or ''}")
        except ValueError:
            pass
    raise Wrong("a time like 2026-11-21 14:30+05:00, or a date with a time of Excel and the column zone")


def zone(value: object) -> timezone:
    """An offset from UTC: +05:00 or UTC+5. No names of places: what they mean changes by law, and old machines do not know it."""
    match = _ZONE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is not None:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if offset <= _MAX_OFFSET and int(match[3] or 0) < 60:
            return timezone(-offset if match[1] == "-" else offset)
    elif isinstance(value, str) and value.strip().upper() in {"Z", "UTC"}:
        return UTC
    raise Wrong("an offset like +05:00 or UTC+5")


def quantity(value: object, exponent: int, *, comma: bool, most: int = MAX_MG) -> int:
    """A number of the smallest unit; `exponent` is the power of ten of the column's unit in it."""
    exact = _decimal(value, comma=comma).scaleb(exponent)
    if exact != exact.to_integral_value():
        raise Wrong(f"at most {exponent} decimals" if exponent else "a whole number")
    if not 0 <= exact <= most:
        raise Wrong(f"no less than 0 and no more than {Decimal(most).scaleb(-exponent):,f}")
    return int(exact)


def whole(value: object) -> int:
    """A count."""
    return quantity(value, 0, comma=False, most=MAX_COUNT)


def one_of(section: str, words: Iterable[str]) -> Callable[[object], str]:
    """Make a reader of one word of a few, with the other names that words.yaml gives them."""
    meant = known(section, words)

    def choice(value: object) -> str:
        said = meant.get(plain(str(value) if isinstance(value, bool) else _said(value)))
        if said is None:
            raise Wrong(f"one of: {', '.join(dict.fromkeys(meant.values()))}")
        return said

    return choice


_ANSWER = one_of("answers", ("yes", "no"))


def yes_or_no(value: object) -> bool:
    """Yes or no."""
    return _ANSWER(value) == "yes"


def role(value: object) -> str:
    """What somebody is, as the record names it: `forensic_expert`."""
    said = _said(value).strip()
    said = known("roles", ROLES).get(plain(said), said)
    if _ROLE.fullmatch(said) is None:
        raise Wrong(f"a role in small Latin letters, such as {', '.join(ROLES)}")
    return said


def _said(value: object) -> str:
    """What a cell says as text; a whole number as Excel shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Figure) and value.form in AS_STORED and _is_whole(value.value):
        return f"{value.value:f}".partition(".")[0]
    raise Wrong(AS_TEXT)


def _is_whole(value: Decimal) -> bool:
    return value.is_finite() and 0 <= value < 10**EXCEL_DIGITS and value == value.to_integral_value()


def _decimal(value: object, *, comma: bool) -> Decimal:
    if isinstance(value, Figure) and value.value.is_finite():
        return _as_shown(value)
    said = value.strip() if isinstance(value, str) else ""
    if comma and "." not in said:
        said = said.replace(",", ".", 1)
    if _DECIMAL.fullmatch(said) is None:
        raise Wrong(f"a number like {'12,48 or ' if comma else ''}12.48, without unit, sign or spaces")
    return Decimal(said)


def _as_shown(figure: Figure) -> Decimal:
    """The number that a cell holds; raise `Wrong` where whoever looks at it reads another one."""
    if figure.form not in {GENERAL, TEXT}:
        match = _ZEROS.fullmatch(figure.form)
        exponent = figure.value.normalize().as_tuple().exponent
        if match is None or (isinstance(exponent, int) and -exponent > len(match[1] or "")):
            raise Wrong(AS_SHOWN)
    return figure.value
