"""A published log of a million entries checked in full: seconds, peak memory, and `sha256sum` over the same entry files.

Two-hour sessions of one package, each second's progress an entry, written straight into a folder of tiles. Then inclusion
proofs for entries at random, made from the folder's tiles alone, each authenticated up to the signed root.

    python -m tests.bench.log_check [--entries 1000000]
"""

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from station.formats.merkle import inclusion_proof, leaf_hash, verify_inclusion
from station.verify.log import FolderSource, LogReader, verify_log
from station.verify.report import render
from station.verify.trust import Trust
from tests.logs import LogWriter, Station, signer_of

GOAL_S = 60
GOAL_PROOF_MS = 1
SESSION_S = 7200
PROOFS = 500


def make_log(folder: Path, entries: int) -> None:
    """Write a log of at least so many entries, in whole sessions."""
    writer = LogWriter(folder)
    station = Station(signer_of(1), writer.add)
    station.start()
    number = 0
    while station.size < entries:
        number += 1
        left = entries - station.size
        station.hold(f"S{number:05}", f"K{number:05}", seconds=min(SESSION_S, left))
    writer.close(station.checkpoint())


def check(folder: Path) -> int:
    """Check a log in this process, which does nothing else; print the report and the peak memory."""
    report = verify_log(FolderSource(folder), Trust(keys=(signer_of(1).verifier.format(),)))
    own, workers = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(render(report).splitlines()[-1])
    print(f"peak memory {own} MB, largest of the processes that helped {workers} MB")
    return 0 if report.ok else 1


def prove(folder: Path) -> list[float]:
    """Make and verify proofs of entries at random; return the seconds that making each took."""
    reader = LogReader.open(FolderSource(folder), [signer_of(1).verifier])
    size, chance, taken = reader.checkpoint.size, random.Random(1), []
    for _ in range(PROOFS):
        index = chance.randrange(size)
        begun = time.perf_counter()
        proof = inclusion_proof(index, size, reader.subtrees())
        taken.append(time.perf_counter() - begun)
        (body,) = reader.bodies(index, index + 1)
        verify_inclusion(leaf_hash(body), index, size, proof, reader.checkpoint.root)
    return taken


def timed(command: list[str]) -> float:
    """Run a command that must succeed; return the seconds that it took."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--only", type=Path, help="check the log in this folder and nothing else")
    options = parser.parse_args()
    if options.only:
        sys.exit(check(options.only))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "log"
        make_log(folder, options.entries)
        files = [str(path) for path in (folder / "tile" / "entries").rglob("*") if path.is_file()]
        size = sum(Path(file).stat().st_size for file in files)
        sha256sum = timed(["sha256sum", *files])
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "tests.bench.log_check", "--only", str(folder)], check=True)
        ours = time.perf_counter() - begun
        proof_ms = statistics.median(prove(folder)) * 1000
    print(f"log of {size / 10**6:.0f} MB of entries checked in {ours:.1f} s (goal: under {GOAL_S} s for a million)")
    print(f"sha256sum of the same files {sha256sum:.2f} s, ratio {ours / sha256sum:.0f}")
    print(f"inclusion proof {proof_ms:.2f} ms, median of {PROOFS} (goal: under {GOAL_PROOF_MS} ms)")


if __name__ == "__main__":
    main()
