"""Appending: order, bytes, openings, refusals, and what stands afterwards."""

import json
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from station.formats import merkle
from station.formats.commitment import commit
from station.formats.entry import Event
from station.formats.errors import EntryTooLong, NotCanonical
from station.ledger import proofs
from station.ledger.errors import CommitFailed, LedgerClosed, WriteRefused
from station.ledger.tables import openings


def queued(ledger, count):
    """Wait until so many callers are in the queue."""
    deadline = time.monotonic() + 5
    while len(ledger._queue) < count:
        assert time.monotonic() < deadline, "the callers did not queue"
        time.sleep(0.001)


def failing_commit(raw, *, written):
    """Stand in for a commit that reports a failure, before or after it happened."""
    if written:
        raw.commit()
    raise sqlite3.OperationalError("disk I/O error")


def test_entries_get_their_place_time_and_bytes(station, remark):
    """Entries are numbered from 0 across appends, and their stored bytes are what they encode to."""
    with station.opened() as ledger:
        written = ledger.append(remark("a", session="S1", by="op")) + ledger.append(remark("b"), remark("c"))

    assert [entry.index for entry in written] == [0, 1, 2]
    assert station.check() == [entry.encode() for entry in written]


def test_the_read_side_gives_the_same_entries(station, remark):
    """What was appended is read back equal, by any range."""
    with station.opened() as ledger:
        written = ledger.append(*[remark(str(number)) for number in range(10)])
        with station.reading() as connection:
            assert list(proofs.entries(connection, 3, 7)) == written[3:7]
            assert list(proofs.entries(connection, 8, 99)) == written[8:]


def test_the_log_goes_on_after_a_restart(station, remark):
    """A reopened log has its size and root, and goes on from there."""
    with station.opened() as ledger:
        ledger.append(*[remark(str(number)) for number in range(300)])
        before = (ledger.size, ledger.root)
    with station.opened() as ledger:
        assert (ledger.size, ledger.root) == before
        assert ledger.append(remark())[0].index == 300

    assert len(station.check()) == 301


def test_nothing_appended_is_nothing_signed(station):
    """An append without events leaves no trace."""
    with station.opened() as ledger:
        assert ledger.append() == []
        assert ledger.size == 0

    assert station.check() == []


def test_a_planned_event_learns_its_place(station, remark):
    """A callable is asked under the lock: it sees its number and all entries before it, of its own append too."""

    def seal(position):
        root = proofs.range_root(position.connection, 1, position.index)
        return Event("session.sealed", {"first": 1, "last": position.index - 1, "root": root.hex()})

    with station.opened() as ledger:
        ledger.append(remark("before"))
        written = ledger.append(remark("a"), remark("b"), seal)

    expected = merkle.root([merkle.leaf_hash(entry.encode()) for entry in written[:2]])
    assert written[2].data == {"first": 1, "last": 2, "root": expected.hex()}


def test_openings_lie_beside_the_log(station):
    """A committed value stands in the openings and nowhere in the entries."""
    digest, opening = commit("a name")
    with station.opened() as ledger:
        ledger.append(Event("person.joined", {"name": {"commitment": digest}}, openings=(opening,)))
        with station.reading() as connection:
            row = connection.execute(select(openings)).one()

    assert (row.commitment, row.entry, row.salt, json.loads(row.value)) == (digest, 0, opening.salt, "a name")
    assert not any(b"a name" in body for body in station.check())


@pytest.mark.parametrize(
    ("event", "error"),
    [
        (Event("remark.made", {"mass": 1.5}), NotCanonical),
        (Event("remark.made", {"text": "x" * 70_000}), EntryTooLong),
    ],
)
def test_what_cannot_be_recorded_leaves_no_trace(station, remark, event, error):
    """An append with one bad event records none of its events, and the log goes on."""
    with station.opened() as ledger:
        with pytest.raises(error):
            ledger.append(remark("good"), event)
        assert ledger.size == 0
        ledger.append(remark("next"))

    assert len(station.check()) == 1


def test_a_refusal_by_the_query_rows_takes_all_back(station, remark):
    """When the query rows refuse an entry, the rows made before it in that append are gone too."""
    seen = []

    def project(connection, entry):
        if entry.data["text"] == "bad":
            raise ValueError("refused")
        connection.execute(insert(openings).values(commitment=entry.data["text"], entry=0, salt=b"", value="0"))
        seen.append(entry.index)

    with station.opened(project) as ledger:
        with pytest.raises(ValueError, match="refused"):
            ledger.append(remark("a"), remark("bad"))
        with station.reading() as connection:
            assert connection.execute(select(openings)).all() == []
        assert ledger.append(remark("a"))[0].index == 0

    assert seen == [0, 0]


def test_one_bad_caller_fails_alone(station, remark):
    """Callers that share a transaction with a refused event are not refused with it."""
    first_is_in = threading.Event()
    all_queued = threading.Event()

    def slow(_position):
        first_is_in.set()
        all_queued.wait(5)
        return remark("first")

    bad = Event("remark.made", {"mass": 1.5})
    with station.opened() as ledger, ThreadPoolExecutor(8) as pool:
        leader = pool.submit(ledger.append, slow)
        first_is_in.wait(5)
        good = [pool.submit(ledger.append, remark(str(number))) for number in range(4)]
        failing = pool.submit(ledger.append, bad)
        queued(ledger, 5)
        all_queued.set()

        assert [leader.result(5)[0].index, *sorted(future.result(5)[0].index for future in good)] == [0, 1, 2, 3, 4]
        with pytest.raises(NotCanonical):
            failing.result(5)

    assert len(station.check()) == 5


def test_callers_share_one_transaction(station, remark):
    """What queues while a commit runs is committed together: fewer checkpoints than appends."""
    release = threading.Event()
    inside = threading.Event()

    def slow(_position):
        inside.set()
        release.wait(5)
        return remark("first")

    with station.opened() as ledger, ThreadPoolExecutor(8) as pool:
        pool.submit(ledger.append, slow)
        inside.wait(5)
        waiting = [pool.submit(ledger.append, remark(str(number))) for number in range(6)]
        queued(ledger, 6)
        release.set()
        for future in waiting:
            future.result(5)
        with station.reading() as connection:
            sizes = list(connection.exec_driver_sql("SELECT size FROM checkpoints ORDER BY size").scalars())

    assert sizes == [0, 1, 7]


def test_many_threads_lose_nothing(station, remark):
    """Every acknowledged entry of many threads stands once, at the place that was returned."""
    with station.opened() as ledger, ThreadPoolExecutor(8) as pool:
        appends = [pool.submit(ledger.append, remark(str(number)), remark(f"{number}+")) for number in range(200)]
        written = [entry for future in appends for entry in future.result(30)]

    bodies = station.check()
    assert len(bodies) == 400
    assert all(bodies[entry.index] == entry.encode() for entry in written)
    assert all(appends[n].result()[1].index == appends[n].result()[0].index + 1 for n in range(200))


def test_a_closed_ledger_refuses(station, remark):
    """After close nothing is appended."""
    with station.opened() as ledger:
        pass

    with pytest.raises(LedgerClosed):
        ledger.append(remark())


TABLES = ["entries", "subtrees", "checkpoints"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["UPDATE {t} SET {c} = {c}", "DELETE FROM {t}", "REPLACE INTO {t} SELECT * FROM {t}"]
)
def test_the_database_refuses_changes(station, remark, table, statement):
    """No row of the log is updated, deleted or replaced, through SQLAlchemy or past it."""
    column = {"entries": "body", "subtrees": "hash", "checkpoints": "note"}[table]
    sql = statement.format(t=table, c=column)
    with station.opened() as ledger:
        ledger.append(*[remark()] * 256)
        with pytest.raises(DBAPIError, match="never changed"), ledger._engine.begin() as connection:
            connection.exec_driver_sql(sql)
    raw = sqlite3.connect(station.database)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute(sql)
    raw.close()

    assert len(station.check()) == 256


def test_the_reader_cannot_write(station, remark):
    """A connection of the read side refuses to write at all."""
    with station.opened() as ledger:
        ledger.append(remark())
        with pytest.raises(DBAPIError, match="readonly"), station.reading() as connection:
            connection.exec_driver_sql("DELETE FROM openings")


def test_commits_are_durable(station):
    """The writer's settings are those that survive a power cut."""
    with station.opened() as ledger, ledger._engine.connect() as connection:
        modes = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]

    assert modes == ["wal", 2]


@pytest.mark.parametrize(("name", "stands"), [("refused", False), ("refused_but_written", True)])
def test_a_commit_in_doubt(station, remark, monkeypatch, name, stands):
    """After a failed commit the memory equals the database, whatever the database did, and no fork is signed."""
    with station.opened() as ledger:
        ledger.append(remark("before"))
        dialect = ledger._engine.dialect
        with monkeypatch.context() as patch:
            patch.setattr(dialect, "do_commit", lambda raw: failing_commit(raw, written=stands))
            with pytest.raises(CommitFailed) as caught:
                ledger.append(remark(name))
        assert caught.value.first == 1
        assert ledger.size == (2 if stands else 1)
        assert ledger.append(remark("after"))[0].index == (2 if stands else 1)
        ledger.publisher.flush()

        texts = [json.loads(body)["data"]["text"] for body in station.check()]
    assert texts == ["before", *[name] * stands, "after"]


def test_a_commit_in_doubt_fails_every_caller(station, remark, monkeypatch):
    """All who shared the failed transaction are told so, each with an error of its own."""
    inside, release = threading.Event(), threading.Event()

    def slow(_position):
        inside.set()
        release.wait(5)
        return remark("first")

    with station.opened() as ledger, ThreadPoolExecutor(4) as pool:
        leader = pool.submit(ledger.append, slow)
        inside.wait(5)
        waiting = [pool.submit(ledger.append, remark(str(number))) for number in range(3)]
        queued(ledger, 3)
        real, seen = ledger._engine.dialect.do_commit, []

        def second_fails(raw):
            seen.append(raw)
            failing_commit(raw, written=False) if len(seen) > 1 else real(raw)

        with monkeypatch.context() as patch:
            patch.setattr(ledger._engine.dialect, "do_commit", second_fails)
            release.set()
            errors = [future.exception(5) for future in waiting]
        assert leader.result(5)[0].index == 0
        assert [(type(error), error.first) for error in errors] == [(CommitFailed, 1)] * 3
        assert len(set(map(id, errors))) == 3
        ledger.append(remark("after"))

    assert len(station.check()) == 2


def test_a_second_writer_cannot_fork(station, remark):
    """If two processes wrote one database, the one that came second is refused, and the log stays one."""
    with station.opened() as first, station.opened() as second:
        first.append(remark("a"))
        with pytest.raises(WriteRefused):
            second.append(remark("b"))
        assert second.append(remark("c"))[0].index == 1

    assert len(station.check()) == 2


def test_an_interrupted_leader_leaves_a_working_log(station, remark):
    """Ctrl-C in the leading thread reaches it, tells those it led, and the log goes on."""
    inside, release = threading.Event(), threading.Event()

    def slow(_position):
        inside.set()
        release.wait(5)
        return remark("first")

    def interrupt(_position):
        raise KeyboardInterrupt

    with station.opened() as ledger, ThreadPoolExecutor(4) as pool:
        first = pool.submit(ledger.append, slow)
        inside.wait(5)
        others = [pool.submit(ledger.append, event) for event in (remark("shares"), interrupt)]
        queued(ledger, 2)
        release.set()
        failures = {type(future.exception(5)) for future in others}
        assert first.result(5)[0].index == 0
        assert failures <= {KeyboardInterrupt, CommitFailed}
        assert ledger.append(remark("after"))[0].index == 1

    assert len(station.check()) == 2
