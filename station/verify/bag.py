"""The bag as it lies on the disk: which files there are, and small ones read whole. Follows no link, writes nothing."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from station.formats.errors import VerificationError
from station.verify.report import Fault
from station.verify.words import words

# The entries of a day's session are some 30 MB; a film goes through `scan`, never through here.
MAX_TEXT_BYTES = 1 << 30
MAX_DEPTH = 4  # data/attested/SIZE/FILE; whoever nests folders deeper wants to exhaust a reader
# A pipe put in a file's place after the inventory was taken would be waited for for ever. Not every system has these.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


class NotABag(VerificationError):
    """The path is not a folder that can be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is not a bag: {reason}. Give the folder that holds bagit.txt.")
        self.path = path
        self.reason = reason


class MissingFile(VerificationError):
    """A file that every bag has is not there, or cannot be read."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} {reason}.")
        self.file = file
        self.reason = reason


@dataclass(frozen=True)
class Bag:
    """A bag's folder: the sizes in bytes of its plain files by path (`data/...`), and what is not a plain file."""

    folder: Path
    sizes: dict[str, int]
    strange: tuple[str, ...]

    @classmethod
    def open(cls, folder: Path) -> "Bag":
        """Take the inventory of a folder; raise `NotABag`."""
        sizes: dict[str, int] = {}
        strange: list[str] = []
        try:
            for path, size in _walk(folder, ""):
                if size is None:
                    strange.append(path)
                else:
                    sizes[path] = size
        except OSError as error:
            raise NotABag(folder, error.strerror or "it cannot be read") from error
        return cls(folder, sizes, tuple(strange))

    def path(self, file: str) -> Path:
        """Where a file of the inventory lies."""
        return self.folder / file

    def read(self, file: str) -> bytes:
        """Return a small file's bytes; raise `MissingFile`."""
        if file not in self.sizes:
            raise MissingFile(file, "is missing")
        if self.sizes[file] > MAX_TEXT_BYTES:
            raise MissingFile(file, f"is longer than {MAX_TEXT_BYTES} bytes, which no such file of a bag is")
        try:
            with open_plain(self.path(file)) as opened:
                return opened.read(MAX_TEXT_BYTES)
        except OSError as error:
            raise MissingFile(file, f"cannot be read ({error.strerror})") from error

    def check_plain(self) -> Iterator[Fault]:
        """Find links, devices and empty folders: a bag has none."""
        for path in self.strange:
            text = words("{path} is no plain file with a plain name, but a link, an empty folder or worse.", path=path)
            yield Fault(text, {"file": path})


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file for reading; raise `OSError`, and wait for nobody, when it is another thing by now."""
    return open(path, "rb", opener=_opener)


def _opener(path: str, flags: int) -> int:
    handle = os.open(path, flags | _AT_ONCE)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "is no plain file any more", path)
    return handle


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, int | None]]:
    """Yield every path below the folder, with its size when it is a plain file; of too deep folders nothing below."""
    empty = True
    with os.scandir(folder) as found:
        inside = sorted(found, key=lambda each: each.name)
    for each in inside:
        empty = False
        path = _shown(prefix + each.name)
        status = each.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode) and path.count("/") < MAX_DEPTH - 1:
            yield from _walk(folder / each.name, f"{prefix}{each.name}/")
        else:
            plain = stat.S_ISREG(status.st_mode) and path == prefix + each.name
            yield path, status.st_size if plain else None
    if empty and prefix:
        yield _shown(prefix), None


def _shown(path: str) -> str:
    # A name that is not UTF-8 must not break the report that names it; no such file belongs in a bag.
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")
