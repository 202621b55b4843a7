"""Wall time of `station verify` over `sha256sum` of the same files, side by side in one run.

Two cameras film the same minutes twice, through the real recording code, into one sealed session; its bag is then checked
in a process of its own, as a court would, and hashed by coreutils, alternately. Prints each time and the ratio of medians.

    python -m tests.bench.verify_speed [--megabytes 400] [--rounds 5]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from station.evidence import export_session
from station.ledger import engine
from tests.films import make_film, pieces_of
from tests.sessions import CAMERAS, PAGES, SESSION, Script, make_session

GOAL = 1.2
MEGABYTE = 10**6
VERIFY = """
import sys
from pathlib import Path
from station.verify import verify_bag
sys.exit(not verify_bag(Path(sys.argv[1])).ok)
"""


def make_bag(folder: Path, megabytes: int) -> Path:
    """Make a sealed session of about so many megabytes of film, and its bag."""
    seconds = sum(round(stop - start) for start, stop, _ in PAGES)
    rate = megabytes * MEGABYTE // (seconds * len(CAMERAS))
    bits = str(rate * 8)
    # noise, because test pictures alone would not fill the rate
    noisy = ("-vf", "noise=alls=60:allf=t", "-b:v", bits, "-maxrate", bits, "-bufsize", bits)
    made = make_session(folder, Script(film=lambda film: make_film(_seconds(film), "testsrc2", "1920x1080", *noisy)))
    reader = engine.reader(made.database)
    try:
        with reader.connect() as connection:
            return export_session(connection, made.recordings, SESSION, folder / "bag")
    finally:
        reader.dispose()


def timed(command: list[str]) -> float:
    """Run a command that must succeed; return the seconds that it took."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bag = make_bag(Path(folder), options.megabytes)
        files = [str(path) for path in bag.rglob("*") if path.is_file()]
        size = sum(Path(file).stat().st_size for file in files)
        ours, theirs = [], []
        for _ in range(options.rounds):
            theirs.append(timed(["sha256sum", *files]))
            ours.append(timed([sys.executable, "-c", VERIFY, str(bag)]))
    verify, sha256sum = statistics.median(ours), statistics.median(theirs)
    print(f"bag of {size / MEGABYTE:.0f} MB in {len(files)} files, median of {options.rounds}")
    print(f"station verify {verify:.3f} s ({min(ours):.3f} to {max(ours):.3f})")
    print(f"sha256sum      {sha256sum:.3f} s ({min(theirs):.3f} to {max(theirs):.3f})")
    print(f"ratio {verify / sha256sum:.2f} (goal: at most {GOAL})")


def _seconds(film: bytes) -> int:
    return round(pieces_of(film)[-1].end_us / 1_000_000)


if __name__ == "__main__":
    main()
