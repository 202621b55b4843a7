"""A pseudo-terminal that behaves like a serial line with a scale on it, faults included. POSIX only.

`device` is what to open; with a `link` it is a stable name that survives `replug`, as udev gives one.
"""

import os
import tty
from contextlib import suppress
from pathlib import Path

# The size of one read; questions are a few bytes.
READ_BYTES = 1_024


class PtyLine:
    """One end of a pseudo-terminal. Not for several threads at once."""

    def __init__(self, link: Path | None = None) -> None:
        self._link = link
        self._ends: tuple[int, int] | None = None
        self.device = ""
        self.plug()

    @property
    def is_plugged(self) -> bool:
        """Whether a device exists now."""
        return self._ends is not None

    def plug(self) -> None:
        """Make the device appear. The far end stays open here, so that a port may come and go."""
        if self._ends:
            return
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        self._ends = (ours, theirs)
        self.device = os.ttyname(theirs)
        if self._link:
            fresh = self._link.with_name(f"{self._link.name}.new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self.device)
            fresh.replace(self._link)
            self.device = str(self._link)

    def unplug(self) -> None:
        """Pull the adapter: who has the device open gets an error."""
        if self._ends is None:
            return
        if self._link:
            self._link.unlink(missing_ok=True)
        for end in self._ends:
            os.close(end)
        self._ends = None

    def read(self) -> bytes:
        """Give what was sent to the scale, b"" when nothing was."""
        if self._ends is None:
            return b""
        with suppress(BlockingIOError):
            return os.read(self._ends[0], READ_BYTES)
        return b""

    def write(self, data: bytes) -> None:
        """Send; what nobody reads is lost once the buffer is full, as on a real line."""
        if self._ends and data:
            with suppress(BlockingIOError):
                os.write(self._ends[0], data)
