"""Files that only the station's own account may read: keys. Written once, never over another, refused when open to others."""

import os
from contextlib import suppress
from pathlib import Path

from station import durable

OWNER_ONLY = 0o600


class OpenToOthersError(OSError):
    """Others than its owner may read a private file, so what is in it may be known to them."""

    def __init__(self, path: Path, mode: int) -> None:
        super().__init__(f"its mode is {mode:o}, so others may have read it; run: chmod 600 {path}")
        self.path, self.mode = path, mode


def write_new(path: Path, data: bytes) -> None:
    """Write a private file, durably and whole or not at all. Raises FileExistsError rather than replace another."""
    unfinished = path.with_name(path.name + durable.TEMPORARY_SUFFIX)
    with suppress(FileNotFoundError):
        unfinished.unlink()  # what a crash left, with whatever mode it had
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNER_ONLY)
    with os.fdopen(file, "wb") as opened:
        os.fchmod(opened.fileno(), OWNER_ONLY)  # whatever the umask says
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(unfinished, path)  # the name appears with the whole file behind it
    finally:
        unfinished.unlink()
    durable.sync_folder(path.parent)


def read(path: Path) -> bytes:
    """Read a private file. Raises OpenToOthersError, FileNotFoundError or another OSError."""
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise OpenToOthersError(path, mode)
    return path.read_bytes()
