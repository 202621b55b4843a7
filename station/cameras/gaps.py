"""What was not filmed between two frames, why, and how many frames that cost: the `camera.gap` events."""

from dataclasses import dataclass
from typing import Any

from station.cameras.capture import SLOW

STALL_US = 1_000_000  # between two frames: longer than any camera's own rhythm, long enough to be told
SLOW_US = 1_000_000  # frames dropped one by one are told once a second


@dataclass
class _Gap:
    """An open gap; `lost` is None when it cannot be known."""

    from_us: int
    reason: str
    lost: int | None


class Gaps:
    """Keeps the one gap that is open. Times are Unix microseconds; events are returned, to be journalled."""

    def __init__(self, camera: str, began_us: int) -> None:
        self._camera = camera
        self._last_us = began_us  # the last frame that was recorded; before the first one, when filming was ordered
        self._filmed = False
        self._gap: _Gap | None = None

    def open(self, reason: str, lost: int | None) -> None:
        """From the last recorded frame on something is missing; the first reason stays."""
        if self._gap is None:
            self._gap = _Gap(self._last_us, reason, 0)
        if lost is None or self._gap.lost is None:
            self._gap.lost = None
        else:
            self._gap.lost += lost

    def skip(self) -> None:
        """Count a frame that was not recorded because of the open gap."""
        if self._gap is not None and self._gap.lost is not None:
            self._gap.lost += 1

    def rewind(self, last_us: int) -> None:
        """What was recorded turned out to end earlier."""
        self._last_us = last_us
        if self._gap is not None:
            self._gap.from_us = min(self._gap.from_us, last_us)

    def recorded(self, unix_us: int) -> dict[str, Any] | None:
        """Note that a frame was recorded; return the gap that ends with it."""
        if self._filmed and unix_us - self._last_us > STALL_US and self._gap is None:
            self.open("no picture arrived", None)
        gap = self._gap
        self._last_us, self._filmed = unix_us, True
        if gap is None or (gap.reason == SLOW and unix_us - gap.from_us < SLOW_US):
            return None
        return self.close(unix_us)

    def close(self, unix_us: int) -> dict[str, Any] | None:
        """End the open gap, if there is one."""
        gap, self._gap = self._gap, None
        if gap is None:
            return None
        return self.between(gap.from_us, unix_us, gap.reason, gap.lost)

    def between(self, from_us: int, to_us: int, reason: str, lost: int | None) -> dict[str, Any]:
        """Return the event of a gap that is known whole."""
        return {
            "camera": self._camera,
            "from_us": from_us,
            "to_us": max(from_us, to_us),
            "reason": reason,
            "frames_lost": lost,
        }
