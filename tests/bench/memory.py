"""Memory of a recording station at minute 1 and at minute 10 of a session: recorder and camera processes (goal: flat).

`python -m tests.bench.memory [--minutes 10]`: two cameras and a scale, one session, batches all the time.
"""

import argparse
import tempfile
import time
from pathlib import Path

from station.demo.stage import SceneCameras, stage
from tests.crash.day import LongDay
from tests.crash.victims import children, kind_of

KINDS = ("recorder", "camera")


def resident_kb(supervisor):
    """Resident memory by kind of process, in kilobytes."""
    totals = dict.fromkeys(KINDS, 0)
    for pid in children(supervisor):
        kind = kind_of(pid)
        if kind in totals:
            status = Path(f"/proc/{pid}/status").read_text()
            totals[kind] += int(status.split("VmRSS:")[1].split()[0])
    return totals


def main():
    """Print memory at minute 1 and at the end, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    minutes = parser.parse_args().minutes
    with (
        tempfile.TemporaryDirectory() as folder,
        SceneCameras() as cameras,
        stage(Path(folder) / "station", cameras.settings(None)) as (console, scale, pid),
    ):
        day = LongDay(console, scale)
        day.open()
        start, first = time.monotonic(), None
        while time.monotonic() - start < minutes * 60:
            day.step()
            if first is None and time.monotonic() - start > 60:
                first = resident_kb(pid)
        last = resident_kb(pid)
    for kind in KINDS:
        ratio = last[kind] / first[kind]
        print(f"memory of {kind}: {first[kind]} kB at minute 1, {last[kind]} kB at minute {minutes}, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
