"""A device's journal for one session: what befell its recordings, one durable line an event.

It is the device's report. The recorder reads it live and after any crash with the same code, and makes one entry of each line. An
event is on the disk once `write` has returned; a torn last line was never acknowledged and is removed when the journal is next
opened for writing.
"""

import json
import logging
from pathlib import Path
from typing import Any

from station.durable import AppendOnlyFile
from station.formats.canonical import canonical
from station.rules.kinds import check_data
from station.streams.tail import LineTail

Event = tuple[str, dict[str, Any]]
_LOG = logging.getLogger(__name__)


def journal_path(folder: Path, device: str) -> Path:
    """Where a device's journal lies in a session's folder."""
    return folder / f"{device}.journal.jsonl"


class Journal:
    """Writes events of the kinds in `rules.kinds`. For one thread, and one process: another is refused (`FileInUse`)."""

    def __init__(self, path: Path) -> None:
        self._file = AppendOnlyFile(path)
        try:
            self._file.claim()
            cut_torn_line(self._file)
        except BaseException:
            self._file.close()
            raise

    def write(self, kind: str, data: dict[str, Any]) -> None:
        """Append one event; raise `DiskFull` with the journal as it was before."""
        check_data(kind, data)
        self._file.append(canonical({"data": data, "kind": kind}) + b"\n")

    def close(self) -> None:
        """Close the file; its lines are durable already."""
        self._file.close()


class JournalReader:
    """Reads a journal from its beginning, as it grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tail = LineTail(path)

    def read(self) -> list[Event]:
        """Return the events that are new. A line that no journal wrote is passed over, and said in the program's log."""
        return [event for line in self._tail.read() if (event := self._event(line)) is not None]

    def _event(self, line: bytes) -> Event | None:
        try:
            value = json.loads(line)
            return value["kind"], value["data"]
        except (ValueError, KeyError, TypeError):
            _LOG.error("%s has a line that no journal wrote: %r", self._path, line[:80])
            return None


def open_lines(path: Path) -> AppendOnlyFile:
    """Open a file of lines for appending, without a torn last line."""
    file = AppendOnlyFile(path)
    cut_torn_line(file)
    return file


def cut_torn_line(file: AppendOnlyFile) -> None:
    """Remove a last line without its end: it was never acknowledged."""
    whole = file.path.read_bytes().rfind(b"\n") + 1
    if whole < file.size:
        file.truncate(whole)
