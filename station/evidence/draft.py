"""A bag in the making: files written durably under another name, with their hashes, and renamed when all are there.

Recordings are copied, never hard-linked: a bag must not change when someone writes to the station's own file. What arrives
is what was hashed.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import RawIOBase
from pathlib import Path

from station import durable
from station.evidence.errors import RecordingChanged, RecordingMissing

CHUNK_BYTES = 1 << 20
Advance = Callable[[int], None]


@dataclass
class Draft:
    """An unfinished bag: its folder, what counts the bytes copied, and the hashes and sizes of what is in it."""

    folder: Path
    advance: Advance
    hashes: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def add(self, file: str, data: bytes) -> None:
        """Write a small file."""
        durable.write_file(self._place(file), data)
        self.hashes[file], self.sizes[file] = hashlib.sha256(data).hexdigest(), len(data)

    def copy(self, recording: str, source: Path, file: str, expected: str) -> None:
        """Copy a recording or an image; raise `RecordingMissing`, or `RecordingChanged` when its SHA-256 is not the expected.

        What could be read of it is in the draft even then.
        """
        try:
            reader = source.open("rb", buffering=0)
        except OSError as error:
            raise RecordingMissing(recording, source, error.strerror or "it cannot be opened") from error
        digest = hashlib.sha256()
        chunks = _Chunks(reader)
        with reader, self._place(file).open("xb") as writer:
            for chunk in chunks:
                digest.update(chunk)
                writer.write(chunk)
                self.advance(len(chunk))
            writer.flush()
            os.fsync(writer.fileno())
            self.sizes[file] = writer.tell()
        self.hashes[file] = digest.hexdigest()
        if chunks.trouble is not None:
            raise RecordingMissing(recording, source, chunks.trouble)
        if self.hashes[file] != expected:
            raise RecordingChanged(recording, source, expected, self.hashes[file])

    def finish(self, destination: Path) -> None:
        """Flush the folders and give the bag its name."""
        for folder in _folders(self.folder):
            durable.sync_folder(folder)
        # A crash before this leaves the unfinished folder, which the next export removes; after it, the bag is whole.
        self.folder.rename(destination)
        durable.sync_folder(destination.parent)

    def _place(self, file: str) -> Path:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


class _Chunks:
    """A file's bytes, up to where the disk cannot read it any more; `trouble` then says why."""

    def __init__(self, reader: RawIOBase) -> None:
        self._reader = reader
        self.trouble: str | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            while chunk := self._reader.read(CHUNK_BYTES):
                yield chunk
        except OSError as error:
            self.trouble = error.strerror or "it cannot be read"


def _folders(folder: Path) -> Iterator[Path]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _folders(each)
    yield folder
