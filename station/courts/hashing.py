"""Files hashed as they lie there now: SHA-256 and SHA-512 in one reading, and what was recorded beside it.

The recorded SHA-256 was computed while the file was written. That the two agree says that the file is still the one that was
recorded; a copy is held against the same hash.
"""

import hashlib
import platform
import ssl
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from station.rules.shapes import Data

CHUNK = 1 << 20
Progress = Callable[[int, int], None]
FOLDERS = (
    "",
    "data/footage",
    "data/serial",
)  # where a copy may lie below the folder that is named: as such, or in a bag
MISSING = "missing"
CHANGED = "changed"  # its bytes are not those that were recorded
UNFINISHED = "growing"  # nothing was recorded yet


def tool() -> str:
    """What computes the hashes."""
    return f"Python {platform.python_version()} hashlib, {ssl.OPENSSL_VERSION}"


def hash_recordings(
    recordings: Iterable[Data], folder: Path, copies: Path | None = None, progress: Progress | None = None
) -> list[Data]:
    """Hash each recording of an answer below `folder`, and its copy below `copies` where one lies.

    `progress` is told of bytes read and of all bytes.
    """
    wanted = [(each, folder / each["file"], _copy_of(each, copies)) for each in recordings]
    reading = _Reading(
        progress, sum(_size(path) for _, own, copy in wanted for path in (own, copy) if path is not None)
    )
    return [_line(each, own, copy, reading) for each, own, copy in wanted]


class _Reading:
    """Reads files through the hashes, and tells how far it is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def hash(self, path: Path) -> Data | None:
        """The hashes of a file; None when it cannot be read."""
        try:
            with path.open("rb") as file:
                return self._hash(file)
        except OSError:
            return None

    def _hash(self, file: BinaryIO) -> Data:
        sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
        while chunk := file.read(CHUNK):
            sha256.update(chunk)
            sha512.update(chunk)
            size += len(chunk)
            self._done += len(chunk)
            if self._progress is not None:
                self._progress(self._done, max(self._total, self._done))
        return {"bytes": size, "sha256": sha256.hexdigest(), "sha512": sha512.hexdigest()}


def _line(recorded: Data, own: Path, copy: Path | None, reading: _Reading) -> Data:
    found = reading.hash(own)
    agrees = found is not None and found["sha256"] == recorded["sha256"]
    return {
        "recording": recorded["recording"],
        "file": recorded["file"],
        "recorded_sha256": recorded["sha256"],
        "found": found,
        "trouble": None if agrees else _trouble(recorded, found),
        "matches": agrees,
        "copy": None if copy is None else _copied(recorded, copy, reading),
    }


def _trouble(recorded: Data, found: Data | None) -> str:
    if found is None:
        return MISSING
    return UNFINISHED if recorded["sha256"] is None else CHANGED


def _copied(recorded: Data, copy: Path, reading: _Reading) -> Data | None:
    found = reading.hash(copy)
    return None if found is None else {"file": copy.name, **found, "matches": found["sha256"] == recorded["sha256"]}


def _copy_of(recorded: Data, copies: Path | None) -> Path | None:
    if copies is None:
        return None
    places = (copies / folder / Path(recorded["file"]).name for folder in FOLDERS)
    return next((each for each in places if each.is_file()), None)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
