"""Entries: one value, one spelling."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.formats.canonical import canonical
from station.formats.entry import Entry, Moment
from station.formats.errors import EntryTooLong, Malformed, NotCanonical, VerificationError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
DATA = st.dictionaries(TEXT, st.none() | st.booleans() | NUMBERS | TEXT | st.lists(NUMBERS, max_size=3), max_size=4)
MOMENTS = st.builds(Moment, st.integers(0, 2**53 - 1), st.integers(0, 2**53 - 1))
ENTRIES = st.builds(
    Entry,
    index=st.integers(0, 2**40),
    kind=st.sampled_from(["remark.made", "package.set_aside"]),
    at=MOMENTS,
    data=DATA,
    session=st.none() | TEXT,
    by=st.none() | TEXT,
)
GOOD = {
    "v": 1,
    "kind": "remark.made",
    "at": {"mono_us": 5, "unix_us": 1_795_255_200_123_456, "utc": "2026-11-21T10:00:00.123456Z"},
    "data": {"person": "P1"},
}


@given(ENTRIES)
def test_decode_and_encode_invert_each_other(entry):
    """Any entry survives being written and read."""
    assert Entry.decode(entry.index, entry.encode()) == entry


def test_the_bytes_of_the_format_page():
    """The bytes are the canonical JSON that docs/format.md describes, without absent fields."""
    entry = Entry(0, "remark.made", Moment(1_795_255_200_123_456, 5), {"person": "P1"})

    assert json.loads(entry.encode()) == GOOD
    assert entry.encode() == canonical(GOOD)


@given(st.integers(0, 253_402_300_799_999_999))
def test_the_time_for_people_is_exact(unix_us):
    """The text gives back the same microsecond."""
    parsed = datetime.strptime(Moment(unix_us, 0).utc, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)

    assert (parsed - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) == unix_us


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"v": 2},
        {"v": True},
        {"v": 1.0},
        {"kind": 3},
        {"kind": "Remark"},
        {"session": None},
        {"by": 7},
        {"data": []},
        {"data": {"mass": 1.5}},
        {"data": {"mass": 2**53}},
        {"at": 5},
        {"at": {**GOOD["at"], "utc": "2026-11-21T10:00:00.123457Z"}},
        {"at": {**GOOD["at"], "unix_us": "5"}},
        {"at": {**GOOD["at"], "mono_us": True}},
        {"at": {**GOOD["at"], "unix_us": -1}},
        {"at": {**GOOD["at"], "unix_us": 10**20}},
        {"at": {"unix_us": 5}},
    ],
)
def test_other_fields_and_types_are_refused(change):
    """An entry with a field too many, or of another type, is refused."""
    body = json.dumps({**GOOD, **change}, separators=(",", ":"), sort_keys=True).encode()

    with pytest.raises(VerificationError):
        Entry.decode(0, body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"NaN",
        b"[" * 60_000,
        b"1" * 10_000,
        canonical(GOOD) + b"\n",
        canonical(GOOD).replace(b":1}", b": 1}"),
        canonical(GOOD).replace(b"P1", b"\\u00501"),
        canonical(GOOD).replace(b'{"at"', b'{"v":1,"at"'),
        canonical(GOOD).replace(b"P1", b"\\ud800"),
        json.dumps(GOOD).encode(),
    ],
)
def test_other_spellings_are_refused(body):
    """The same facts in any other bytes are refused."""
    with pytest.raises((Malformed, NotCanonical)):
        Entry.decode(0, body)


def test_the_longest_entry():
    """65,535 bytes are an entry; one more is refused, in writing and in reading."""
    room = 65_535 - len(Entry(0, "remark.made", Moment(0, 0), {"text": ""}).encode())
    Entry(0, "remark.made", Moment(0, 0), {"text": "x" * room}).encode()

    with pytest.raises(EntryTooLong):
        Entry(0, "remark.made", Moment(0, 0), {"text": "x" * (room + 1)}).encode()
    with pytest.raises(EntryTooLong):
        Entry.decode(0, bytes(65_536))
