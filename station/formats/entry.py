"""Entries (docs/format.md section 1): one fact each, as canonical JSON that anyone can hash again.

`Entry.encode` and `Entry.decode` invert each other, byte for byte: bytes that are not exactly what `encode` would write
are refused, so an entry cannot mean two things to two readers.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from station.formats.canonical import canonical
from station.formats.commitment import Opening
from station.formats.errors import EntryTooLong, Malformed
from station.formats.tiles import MAX_ENTRY_BYTES

VERSION = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_UNIX_US = 253_402_300_799_999_999  # the last microsecond of the year 9999, where RFC 3339 ends
_KIND = re.compile(r"[a-z_]+\.[a-z_]+")
_REQUIRED = frozenset({"v", "kind", "at", "data"})
_KNOWN = _REQUIRED | {"session", "by"}
_WHAT = "entry"


@dataclass(frozen=True)
class Moment:
    """One reading of both clocks: microseconds since 1970 in UTC, and of the PC's monotonic clock."""

    unix_us: int
    mono_us: int

    def __post_init__(self) -> None:
        if not 0 <= self.unix_us <= _MAX_UNIX_US or self.mono_us < 0:
            raise Malformed("moment", f"{self.unix_us} or {self.mono_us} is not a time in microseconds")

    @property
    def utc(self) -> str:
        """The time for people: RFC 3339 with six decimals, made without floating point."""
        moment = _EPOCH + timedelta(microseconds=self.unix_us)
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06}Z"

    def to_json(self) -> dict[str, Any]:
        """Return the moment as an entry holds it."""
        return {"mono_us": self.mono_us, "unix_us": self.unix_us, "utc": self.utc}


@dataclass(frozen=True)
class Event:
    """A fact to be recorded. `openings` of its committed values are kept beside the log, never in the entry."""

    kind: str
    data: Mapping[str, Any]
    session: str | None = None
    by: str | None = None
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A recorded fact. `index` is its place in the log, which its bytes do not repeat."""

    index: int
    kind: str
    at: Moment
    data: dict[str, Any]
    session: str | None = None
    by: str | None = None
    v: int = field(default=VERSION)

    def encode(self) -> bytes:
        """Return the entry's bytes; raise `NotCanonical`, `EntryTooLong` or `Malformed`."""
        _check_kind(self.kind)
        value: dict[str, Any] = {"v": self.v, "kind": self.kind, "at": self.at.to_json(), "data": self.data}
        if self.session is not None:
            value["session"] = self.session
        if self.by is not None:
            value["by"] = self.by
        body = canonical(value)
        _check_length(body)
        return body

    @classmethod
    def decode(cls, index: int, body: bytes) -> Self:
        """Read an entry's bytes; raise unless they are exactly what `encode` writes."""
        _check_length(body)
        value = _load(body)
        entry = cls(
            index=index,
            v=value["v"],
            kind=_text(value, "kind"),
            at=_moment(value["at"]),
            session=_text(value, "session") if "session" in value else None,
            by=_text(value, "by") if "by" in value else None,
            data=value["data"],
        )
        if entry.encode() != body:
            raise Malformed(_WHAT, "it is not in canonical form")
        return entry


def _load(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise Malformed(_WHAT, "it is not JSON") from error
    if not isinstance(value, dict) or not _REQUIRED <= value.keys() <= _KNOWN:
        raise Malformed(_WHAT, "it has not the fields v, kind, at and data, or has others than session and by")
    if type(value["v"]) is not int or value["v"] != VERSION:
        raise Malformed(_WHAT, f"its version is {value['v']!r}; this program reads version {VERSION}")
    if not isinstance(value["data"], dict):
        raise Malformed(_WHAT, "its data is not an object")
    return value


def _moment(value: Any) -> Moment:
    if not isinstance(value, dict) or value.keys() != {"mono_us", "unix_us", "utc"}:
        raise Malformed(_WHAT, "its time needs exactly mono_us, unix_us and utc")
    if type(value["unix_us"]) is not int or type(value["mono_us"]) is not int:
        raise Malformed(_WHAT, "its times are not whole numbers")
    return Moment(value["unix_us"], value["mono_us"])


def _text(value: dict[str, Any], name: str) -> str:
    text = value[name]
    if not isinstance(text, str):
        raise Malformed(_WHAT, f"{name} is not text")
    return text


def _check_kind(kind: str) -> None:
    if _KIND.fullmatch(kind) is None:
        raise Malformed(_WHAT, f"the kind {kind!r} is not of the form subject.verb")


def _check_length(body: bytes) -> None:
    if len(body) > MAX_ENTRY_BYTES:
        raise EntryTooLong(len(body), MAX_ENTRY_BYTES)
