"""A log checked by several processes, and by the short way for the most frequent entries, is judged as by the long way."""

import json
import multiprocessing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.formats.canonical import canonical
from station.formats.entry import Entry, Moment
from station.formats.errors import VerificationError
from station.rules.kinds import UnknownKind, check_data
from station.rules.shapes import WrongShape
from station.verify.log import FolderSource, pool, verify_log
from station.verify.log.progress import progress_of, read_progress
from tests.logs import Station, signer_of, write_log

NAMES = st.text('AZaz09._-é"\\ \u2028', max_size=8)
NUMBERS = st.integers(-1, 2**53) | st.sampled_from([0, 1, 2**53 - 1, 10**15, 10**16 - 1])
TOTALS = st.fixed_dictionaries(
    {
        "recording": NAMES,
        "fragments": NUMBERS,
        "bytes": NUMBERS,
        "frames": NUMBERS,
        "root": st.text("Az+/=é", max_size=6),
    }
)
SPLICES = st.tuples(
    st.integers(0, 400), st.integers(0, 3), st.sampled_from([b"", b"0", b" ", b",", b'"', b"1.0", b"\\", b"-"])
)


def _judged(body):
    """How the long way judges the bytes: what is left of the entry, or None."""
    try:
        entry = Entry.decode(7, body)
        check_data(entry.kind, entry.data)
    except (VerificationError, UnknownKind, WrongShape):
        return None
    return progress_of(entry), entry.at


@given(NUMBERS, NUMBERS, st.lists(TOTALS, max_size=3), NAMES, SPLICES)
def test_the_short_way_accepts_nothing_that_the_long_way_refuses(mono_us, unix_us, recordings, session, splice):
    """Bytes that the pattern takes are a canonical entry of the right shape, and mean the same."""
    at = {"mono_us": mono_us, "unix_us": unix_us, "utc": Moment(max(unix_us, 0), 0).utc}
    value = {"v": 1, "kind": "recordings.progressed", "at": at, "data": {"recordings": recordings}, "session": session}
    body = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    start, cut, more = splice
    for each in (body, body[:start] + more + body[start + cut :]):
        quick = read_progress(7, each)
        assert quick is None or quick == _judged(each)


def test_the_short_way_is_taken():
    """Ordinary progress is read by it: if it never fitted, it would be of no use and never wrong."""
    totals = {"recording": "S1-furnace-0001", "fragments": 3, "bytes": 10**9, "frames": 75, "root": "A" * 43 + "="}
    entry = Entry(7, "recordings.progressed", Moment(1_795_262_400_123_456, 5), {"recordings": [totals] * 2}, "S1")

    assert read_progress(7, entry.encode()) == _judged(entry.encode()) != None  # noqa: E711
    assert read_progress(7, canonical({**json.loads(entry.encode()), "by": "operator-1"})) is None


@pytest.mark.slow
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_find_what_one_finds(tmp_path, monkeypatch, method):
    """The same report, word for word, with a fault in the middle of a long log and none."""
    station = Station(signer_of(1))
    station.start()
    station.hold("S1", "K1", seconds=18_000)
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context(method))
    folder = write_log(tmp_path / "log", station.bodies, station.signer)
    several = verify_log(FolderSource(folder))
    (folder / "tile/entries/041").unlink()
    several_broken, told = verify_log(FolderSource(folder)), []
    monkeypatch.setattr(pool, "_cores", lambda: 1)

    assert several.ok
    assert verify_log(FolderSource(folder), progress=lambda *done: told.append(done)) == several_broken
    assert told[-1] == (station.size, station.size)
    assert {each.check for each in several_broken.failures} == {"entries"}
