"""A device's journal for one session: what befell its recordings, one durable line an event.

It is the device's report. The recorder reads it live and after any crash with the same code, and makes one entry of each line. An
event is on the disk once `write` has returned; a torn last line was never acknowledged and is removed when the journal is next
opened for writing.
"""

import json
from pathlib import Path
from typing import Any

from station.durable import AppendOnlyFile
from station.formats.canonical import canonical
from station.formats.errors import Malformed
from station.rules.kinds import check_data
from station.streams.tail import LineTail

Event = tuple[str, dict[str, Any]]


def journal_path(folder: Path, device: str) -> Path:
    """Where a device's journal lies in a session's folder."""
    return folder / f"{device}.journal.jsonl"


class Journal:
    """Writes events of the kinds in `rules.kinds`. For one thread."""

    def __init__(self, path: Path) -> None:
        self._file = open_lines(path)

    def write(self, kind: str, data: dict[str, Any]) -> None:
        """Append one event; raise `DiskFull` with the journal as it was before."""
        check_data(kind, data)
        self._file.append(canonical({"data": data, "kind": kind}) + b"\n")

    def close(self) -> None:
        """Close the file; its lines are durable already."""
        self._file.close()


class JournalReader:
    """Reads the whole lines after `position`, which may be kept and given again."""

    def __init__(self, path: Path, position: int = 0) -> None:
        self._path = path
        self._tail = LineTail(path, position)
        self._waiting: list[bytes] = []

    @property
    def position(self) -> int:
        """The offset after the last line that was read."""
        return self._tail.position - sum(len(line) + 1 for line in self._waiting)

    def read(self) -> list[Event]:
        """Return the events that are new; raise `Malformed` for a line that no journal wrote."""
        lines, self._waiting = [*self._waiting, *self._tail.read()], []
        return [_event(line, self._path) for line in lines]

    def skip(self, lines: int) -> None:
        """Pass over so many lines, which were read before."""
        self._waiting = self._tail.read()
        if len(self._waiting) < lines:
            raise Malformed(self._path.name, f"it has {len(self._waiting)} lines, and {lines} were read from it before")
        del self._waiting[:lines]


def open_lines(path: Path) -> AppendOnlyFile:
    """Open a file of lines for appending, without a torn last line."""
    file = AppendOnlyFile(path)
    whole = path.read_bytes().rfind(b"\n") + 1
    if whole < file.size:
        file.truncate(whole)
    return file


def _event(line: bytes, path: Path) -> Event:
    try:
        value = json.loads(line)
        return value["kind"], value["data"]
    except (ValueError, KeyError, TypeError) as error:
        raise Malformed(path.name, f"the line {line[:80]!r} is not an event") from error
