"""Killed at any moment, the log keeps what it acknowledged and never forks."""

import os
import signal
import subprocess
import sys
import time

import pytest

from station import keys
from station.formats.checkpoint import open_checkpoint
from station.ledger import proofs

KILLS = 10
WRITER = """
import sys, time
from pathlib import Path
from station.formats.entry import Event, Moment
from station import keys
from station.ledger import engine
from station.ledger.log import Ledger

folder = Path(sys.argv[1])
ledger = Ledger.open(
    engine.writer(f"sqlite:///{folder}/station.db"),
    keys.load(folder / "key"),
    lambda connection, entry: None,
    lambda: Moment(time.time_ns() // 1000, time.monotonic_ns() // 1000),
    folder / "log",
)
while True:
    for entry in ledger.append(*[Event("remark.made", {"text": "as seen"})] * 3):
        print(entry.index, entry.at.unix_us, flush=True)
"""


@pytest.mark.slow
def test_killed_while_appending(station):
    """After each of ten kills every acknowledged entry stands, and no checkpoint ever seen is contradicted."""
    keys.generate(station.folder / "key", "example.com/station")
    station.signer = keys.load(station.folder / "key")
    acknowledged, seen = [], {}
    for kill in range(KILLS):
        acknowledged += run_and_kill(station.folder, after_lines=20 + 37 * kill % 50)
        with station.reading() as connection:
            stored = [(entry.index, entry.at.unix_us) for entry in proofs.entries(connection, 0, 10**6)]
            shown = open_checkpoint((station.published / "checkpoint").read_bytes(), [station.signer.verifier])
            seen[shown.size] = shown.root
            assert all(proofs.checkpoint_at(connection, size).root == root for size, root in seen.items())
        assert set(acknowledged) <= set(stored)

    with station.opened():
        pass
    station.check()
    assert len(acknowledged) >= KILLS * 20


def run_and_kill(folder, *, after_lines):
    """Run a writer until it acknowledged so many entries, kill it, and return what it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    lines = [process.stdout.readline() for _ in range(after_lines)]
    time.sleep(after_lines % 7 / 1000)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    lines += rest.splitlines(keepends=True)
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(index), int(at)) for index, at in whole]
