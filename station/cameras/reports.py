"""The journal as the filming uses it: events that the disk does not take now are kept, in order, and written later."""

from typing import Any

from station.durable import DiskFull
from station.streams.journal import Event, Journal


class Reports:
    """For one thread. `trouble` says why events wait, in words, or is None."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[Event] = []
        self.written = 0
        self.trouble: str | None = None

    def say_now(self, kind: str, data: dict[str, Any]) -> bool:
        """Journal an event only if that can be done now; True when it is on the disk."""
        if not self.flush():
            return False
        self._waiting.append((kind, data))
        written = self.flush()
        self._waiting.clear()
        return written

    def say(self, kind: str, data: dict[str, Any] | None) -> bool:
        """Journal an event; None says nothing. True when this one and all before it are on the disk."""
        if data is not None:
            self._waiting.append((kind, data))
        return self.flush()

    def flush(self) -> bool:
        """Write what waits; True when nothing waits any more."""
        self.trouble = None
        while self._waiting:
            try:
                self._journal.write(*self._waiting[0])
            except OSError as error:
                self.trouble = plainly(error)
                return False
            del self._waiting[0]
            self.written += 1
        return True

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()


def plainly(error: OSError) -> str:
    """Say in few words why the disk refused something."""
    return "disk full" if isinstance(error, DiskFull) else f"the disk: {error.strerror}"
