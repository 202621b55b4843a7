"""A log of 100,000 entries against one of 1,000: append time, start-up time, proof time, as ratios (goal: at most 1.5).

`python -m tests.bench.log_growth [--entries 100000]`. Both logs are measured in turns in one run; medians.
"""

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from station import keys
from station.formats.merkle import verify_inclusion
from station.ledger import engine, proofs
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder.clocks import now
from tests.bench.append_speed import EVENT

SMALL = 1_000
ROUNDS = 9
PROOFS = 200
APPENDS = 100


class Log:
    """One log of a given size, and what is measured on it."""

    def __init__(self, folder, size):
        folder.mkdir()
        self.folder, self.size = folder, size
        self._url = f"sqlite:///{folder}/station.db"
        keys.generate(folder / "key", "bench.example/1")
        ledger = self._open()
        while ledger.size < size:
            ledger.append(*[EVENT] * min(500, size - ledger.size))
        ledger.close()

    def _open(self):
        writer = engine.writer(self._url)
        return Ledger.open(writer, keys.load(self.folder / "key"), project, now, self.folder / "log")

    def start_up(self):
        """Seconds until a closed log is open again."""
        start = time.perf_counter()
        ledger = self._open()
        taken = time.perf_counter() - start
        ledger.close()
        return taken

    def append(self):
        """Seconds an append."""
        ledger = self._open()
        ledger.append(EVENT)
        start = time.perf_counter()
        for _ in range(APPENDS):
            ledger.append(EVENT)
        taken = time.perf_counter() - start
        ledger.close()
        return taken / APPENDS

    def prove(self):
        """Seconds an inclusion proof, made from the database and verified."""
        chance = random.Random(1)
        with engine.reader(self._url).connect() as connection:
            newest = proofs.newest_checkpoint(connection)
            start = time.perf_counter()
            for _ in range(PROOFS):
                index = chance.randrange(newest.size)
                proof = proofs.inclusion_proof(connection, index, newest.size)
                leaf = proofs.leaf_hashes(connection, index, index + 1)[0]
                verify_inclusion(leaf, index, newest.size, proof, newest.root)
            return (time.perf_counter() - start) / PROOFS


def main():
    """Print the three ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        small, large = Log(Path(folder) / "small", SMALL), Log(Path(folder) / "large", entries)
        for what in ("append", "start_up", "prove"):
            pairs = [(getattr(large, what)(), getattr(small, what)()) for _ in range(ROUNDS)]
            ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{what}: {ours:.2f} ms at {entries}, {theirs:.2f} ms at {SMALL}, ratio {ratio:.2f} (goal <= 1.5)")


if __name__ == "__main__":
    main()
