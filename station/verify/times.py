"""Times as a reader sees them. Exact: whole microseconds in, decimal text out, no floating point."""

from station.formats.entry import Moment


def seconds(us: int) -> str:
    """Microseconds as seconds with the digits that say something: 12_000_000 gives 12.0."""
    whole, rest = divmod(abs(us), 1_000_000)
    digits = f"{rest:06}".rstrip("0") or "0"
    return f"{'-' if us < 0 else ''}{whole}.{digits}"


def clock(unix_us: int) -> str:
    """A moment since 1970 in microseconds as RFC 3339 in UTC, whatever nonsense the record holds."""
    return Moment(min(max(unix_us, 0), LAST_US), 0).utc


LAST_US = 253_402_300_799_999_999  # the end of the year 9999, where RFC 3339 ends
