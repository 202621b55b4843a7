"""`recordings/attested/SIZE/`: what others have vouched for, one file each, durable and never replaced."""

import re
import threading
from pathlib import Path

from station import durable

_FOLDER = re.compile(r"[1-9]\d{0,18}")


class Held:
    """The attested checkpoints of a station. Any thread may call, one process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Lock()

    def has(self, size: int, file: str) -> bool:
        """Whether this was received for the checkpoint of that size."""
        return (self._folder / str(size) / file).exists()

    def keep(self, size: int, file: str, checkpoint: bytes, data: bytes) -> None:
        """Keep what was received, beside the checkpoint that it is about; returns once both are durable."""
        folder = self._folder / str(size)
        with self._turn:
            durable.make_folder(folder)
            # A crash between the two leaves the checkpoint alone, which says nothing; the errand is run again.
            durable.write_file(folder / "checkpoint", checkpoint)
            durable.write_file(folder / file, data)

    def newest(self, file: str) -> int:
        """The largest size for which this was received; 0 when none was."""
        if not self._folder.is_dir():
            return 0
        sizes = (int(each.name) for each in self._folder.iterdir() if _FOLDER.fullmatch(each.name))
        return max((size for size in sizes if self.has(size, file)), default=0)
