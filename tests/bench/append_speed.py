"""Durable appends a second, alone and grouped, over bare SQLite inserts of the same bytes with the same durability.

`python -m tests.bench.append_speed`: bare and ours take turns in one run, and the medians' ratio is printed (goal: 0.7 and more).
Grouped: 16 threads against bare transactions of 16 rows.
"""

import sqlite3
import statistics
import tempfile
import threading
import time
from pathlib import Path

from station import keys
from station.formats.entry import Event
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder.clocks import now

ROUNDS = 7
LONE = 300
THREADS, EACH = 16, 40
EVENT = Event(
    kind="recordings.progressed",
    data={
        "recordings": [
            {
                "recording": f"S20261121-01-cam-{n}-0001",
                "fragments": 77,
                "bytes": 48_000_000,
                "frames": 1900,
                "root": "x" * 44,
            }
            for n in range(2)
        ]
    },
    session="S20261121-01",
)


class Bare:
    """The same rows, by hand: one insert of the entry's bytes a transaction, WAL and synchronous=FULL."""

    def __init__(self, path, body):
        self._body = body
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE entries (entry INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    def insert(self, count, group):
        """Insert so many rows, `group` in a transaction; return rows a second."""
        start = time.perf_counter()
        for _ in range(count // group):
            self._connection.execute("BEGIN IMMEDIATE")
            for _ in range(group):
                self._connection.execute("INSERT INTO entries (body) VALUES (?)", (self._body,))
            self._connection.execute("COMMIT")
        return count / (time.perf_counter() - start)


def alone(ledger, count):
    """Append one after another; entries a second."""
    start = time.perf_counter()
    for _ in range(count):
        ledger.append(EVENT)
    return count / (time.perf_counter() - start)


def grouped(ledger, threads, each):
    """Append from many threads; entries a second."""
    workers = [threading.Thread(target=alone, args=(ledger, each)) for _ in range(threads)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return threads * each / (time.perf_counter() - start)


def main():
    """Print the two ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys.generate(folder / "key", "bench.example/1")
        writer = engine.writer(f"sqlite:///{folder}/station.db")
        ledger = Ledger.open(writer, keys.load(folder / "key"), project, now, folder / "log")
        body = ledger.append(EVENT)[0].encode()
        bare = Bare(folder / "bare.db", body)
        rates = {"alone": [], "grouped": []}
        for _ in range(ROUNDS):
            rates["alone"].append((alone(ledger, LONE), bare.insert(LONE, 1)))
            rates["grouped"].append((grouped(ledger, THREADS, EACH), bare.insert(THREADS * EACH, THREADS)))
        ledger.close()
    for kind, pairs in rates.items():
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"appends {kind}: {ours:.0f}/s, bare SQLite {theirs:.0f}/s, ratio {ratio:.2f} (goal >= 0.7)")


if __name__ == "__main__":
    main()
