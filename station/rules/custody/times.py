"""Times as papers state them: RFC 3339 with an offset, exact to the microsecond; or a day alone, which is a span.

Strict on purpose: a time that two readers could place differently is no time. Capital T and Z, an offset always, six decimals
at most, no leap second. Source: RFC 3339, sections 5.6 and 5.7.
"""

import re
from datetime import UTC, datetime, timedelta

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_US = 86_400_000_000
# Where the same day begins first and ends last on Earth: what a day can mean when its zone is not known.
_FIRST, _LAST = "+14:00", "-12:00"


class NotATime(ValueError):
    """A text is no time of RFC 3339 with an offset (or no day, where one may stand)."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r:.60} is no time: write it like 2026-11-21T10:00:00+05:00")


def moment_us(text: str) -> int:
    """Return a stated time in microseconds since 1970 in UTC, negative before; raise `NotATime`."""
    if _TIME.fullmatch(text) is None:
        raise NotATime(text)
    try:
        return (datetime.fromisoformat(text) - _EPOCH) // timedelta(microseconds=1)
    except ValueError as error:
        raise NotATime(text) from error


def day_us(text: str, like: str | None = None) -> tuple[int, int]:
    """Return between which microseconds a stated day, or time, lies: the same one twice for a time; raise `NotATime`.

    A day is taken in the zone of the stated time `like`; without one, wherever on Earth it may have been.
    """
    if _DAY.fullmatch(text) is None:
        at_us = moment_us(text)
        return at_us, at_us
    first, last = (_FIRST, _LAST) if like is None else [_offset(like)] * 2
    try:
        return moment_us(f"{text}T00:00:00{first}"), moment_us(f"{text}T00:00:00{last}") + DAY_US
    except NotATime as error:
        raise NotATime(text) from error  # there is no such day; the text of the paper is what to mend


def _offset(text: str) -> str:
    found = _TIME.fullmatch(text)
    if found is None:
        raise NotATime(text)
    return found[4]
