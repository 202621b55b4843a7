"""Room on the disk: asked for before a session and a batch, watched while recording."""

import shutil
from pathlib import Path

from station.config import Config

MEGABYTE = 1_000_000


def free_bytes(folder: Path) -> int:
    """Bytes free on the disk of the folder."""
    return shutil.disk_usage(folder).free


def needed_bytes(config: Config, minutes: int) -> int:
    """What recording for so many minutes is expected to take, with the reserve."""
    footage = len(config.cameras) * minutes * config.disk.mb_per_camera_minute
    return (footage + config.disk.reserve_mb) * MEGABYTE


class DiskWatch:
    """Says once when the disk falls below the reserve, and is ready to say it again when it was above."""

    def __init__(self, folder: Path, reserve_bytes: int) -> None:
        self._folder, self.reserve_bytes = folder, reserve_bytes
        self._low = False

    def look(self) -> int | None:
        """The bytes free, when they have just fallen below the reserve."""
        free = free_bytes(self._folder)
        fell, self._low = free < self.reserve_bytes and not self._low, free < self.reserve_bytes
        return free if fell else None
