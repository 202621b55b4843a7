"""Wall time of `station verify` over `sha256sum` of the same files, side by side in one run.

Two cameras film noise at 20 Mbit/s each, a file a minute, through the real recording code, into one sealed session; its bag is
then checked in a process of its own, as a court would, and hashed by coreutils, alternately. Prints each time, the ratio of
medians, and the verifier's peak memory, which must not grow with the bag.

    python -m tests.bench.verify_speed [--megabytes 4000] [--rounds 3]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from station.evidence import export_session
from station.ledger import engine
from tests.films import make_film, pieces_of
from tests.sessions import CAMERAS, SESSION, Script, make_session

GOAL = 1.0
RATE = 2_500_000  # bytes a second and camera
MEGABYTE = 10**6
VERIFY = """
import sys
from pathlib import Path
from station.verify.verify import verify_bag
report = verify_bag(Path(sys.argv[1]))
# not getrusage: what it tells is inherited from the process that started this one
(peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak) // 1000)
sys.exit(not report.ok)
"""


def make_bag(folder: Path, megabytes: int) -> Path:
    """Make a sealed session of about so many megabytes of film, and its bag."""
    minutes = round(megabytes * MEGABYTE / (RATE * 60 * len(CAMERAS)))
    made = make_session(folder, Script(film=lambda film: noise(_seconds(film)), idle_minutes=minutes))
    reader = engine.reader(made.database)
    try:
        with reader.connect() as connection:
            return export_session(connection, made.recordings, SESSION, folder / "bag")
    finally:
        reader.dispose()


@cache
def noise(seconds: int) -> bytes:
    """A film of so many seconds: noise, because test pictures alone would not fill the rate."""
    bits = str(RATE * 8)
    noisy = ("-vf", "noise=alls=60:allf=t", "-b:v", bits, "-maxrate", bits, "-bufsize", bits)
    return make_film(seconds, "testsrc2", "1280x720", *noisy)


def timed(command: list[str]) -> tuple[float, str]:
    """Run a command that must succeed; return the seconds that it took, and what it printed."""
    begun = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - begun, done.stdout


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bag = make_bag(Path(folder), options.megabytes)
        files = [str(path) for path in bag.rglob("*") if path.is_file()]
        size = sum(Path(file).stat().st_size for file in files)
        ours, theirs = [], []
        for _ in range(options.rounds):
            theirs.append(timed(["sha256sum", *files])[0])
            seconds, megabytes = timed([sys.executable, "-c", VERIFY, str(bag)])
            ours.append(seconds)
    verify, sha256sum = statistics.median(ours), statistics.median(theirs)
    print(f"bag of {size / MEGABYTE:.0f} MB in {len(files)} files, median of {options.rounds}")
    print(f"station verify {verify:.3f} s ({min(ours):.3f} to {max(ours):.3f})")
    print(f"sha256sum      {sha256sum:.3f} s ({min(theirs):.3f} to {max(theirs):.3f})")
    print(f"peak memory of station verify {megabytes.strip()} MB")
    print(f"ratio {verify / sha256sum:.2f} (goal: at most {GOAL})")


def _seconds(film: bytes) -> int:
    return round(pieces_of(film)[-1].end_us / 1_000_000)


if __name__ == "__main__":
    main()
