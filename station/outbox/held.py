"""`recordings/attested/SIZE/`: what others have vouched for, one file each, durable and never replaced."""

import re
import threading
from pathlib import Path

from station import durable
from station.formats import checkpoint, note

COSIGNATURE = ".cosignature"
WITNESSED = "witnessed"
_FOLDER = re.compile(r"[1-9]\d{0,18}")


class Held:
    """The attested checkpoints of a station. Any thread may call, one process."""

    def __init__(self, folder: Path, log: Path) -> None:
        self._folder, self._log = folder, log
        self._turn = threading.Lock()

    def has(self, size: int, file: str) -> bool:
        """Whether this was received for the checkpoint of that size."""
        return (self._folder / str(size) / file).exists()

    def keep(self, size: int, file: str, own: bytes, data: bytes) -> None:
        """Keep what was received, beside the log's own checkpoint that it is about; returns once both are durable."""
        folder = self._folder / str(size)
        with self._turn:
            durable.make_folder(folder)
            # A crash between the two leaves the checkpoint alone, which says nothing; the errand is run again.
            durable.write_file(folder / "checkpoint", own)
            durable.write_file(folder / file, data)
            if file.endswith(COSIGNATURE):
                self._show(size, folder)

    def _show(self, size: int, folder: Path) -> None:
        """Publish the newest co-signed checkpoint beside the log, for whoever asks with a policy."""
        shown = durable.read(self._log / WITNESSED)
        if shown is None or checkpoint.parse(note.parse(shown).text).size <= size:
            lines = b"".join(each.read_bytes() for each in sorted(folder.glob(f"*{COSIGNATURE}")))
            durable.make_folder(self._log)
            durable.write_file(self._log / WITNESSED, (folder / "checkpoint").read_bytes() + lines)

    def newest(self, file: str) -> int:
        """The largest size for which this was received; 0 when none was."""
        if not self._folder.is_dir():
            return 0
        sizes = (int(each.name) for each in self._folder.iterdir() if _FOLDER.fullmatch(each.name))
        return max((size for size in sizes if self.has(size, file)), default=0)
