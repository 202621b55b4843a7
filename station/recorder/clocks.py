"""The station's two clocks, and the watch that notices when one steps against the other.

UTC is what people and courts read, and can be set by anyone with hands on the PC. The monotonic clock only ever runs on.
NTP slews UTC by at most 500 ppm; what is faster than that between two looks is a step, and an entry.
"""

import time
from pathlib import Path

from station.formats.entry import Moment

STEP_US = 50_000  # beyond what slewing and a busy machine's scheduling explain between two looks a second apart
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def unix_us() -> int:
    """Microseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1000


def monotonic_us() -> int:
    """Microseconds of the monotonic clock, which starts with the PC."""
    return time.monotonic_ns() // 1000


def now() -> Moment:
    """Both clocks at one moment."""
    return Moment(unix_us(), monotonic_us())


def boot_id() -> str:
    """Which start of the PC the monotonic clock belongs to."""
    return BOOT_ID.read_text(encoding="ascii").strip()


class ClockWatch:
    """Compares the clocks at each look; `since` are both clocks at an earlier moment of this start of the PC."""

    def __init__(self, since: Moment | None = None) -> None:
        self._offset_us = _offset_us() if since is None else since.unix_us - since.mono_us

    def look(self) -> int | None:
        """How far UTC has stepped since the last look, in microseconds; None when it has not."""
        offset = _offset_us()
        step, self._offset_us = offset - self._offset_us, offset
        return step if abs(step) >= STEP_US else None


def _offset_us() -> int:
    # the tightest of three pairs: a thread switch between the two readings is not a step of the clock
    pairs = [(monotonic_us(), unix_us(), monotonic_us()) for _ in range(3)]
    before, utc, after = min(pairs, key=lambda pair: pair[2] - pair[0])
    return utc - (before + after) // 2
