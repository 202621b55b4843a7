"""Durable files: what returns from here survives a power cut.

Survives: the bytes of a file and its name, once the call has returned, on a local Linux file system (ext4, XFS, btrfs)
over a disk that obeys a flush. A file written by `write_file` is whole or absent, never torn. The tail of an
`AppendOnlyFile` may be torn by a cut in the middle of an append, but never before the last acknowledged byte.

Does not survive: bytes on a disk that acknowledges a flush and drops it (cheap USB sticks do); files on network file
systems, where neither flush nor lock means the same; bytes whose fsync once failed, since the kernel may drop the dirty
page and report success on the next try, so a failed flush is final here and never repeated.

Sources: fsync(2), rename(2), flock(2); T. S. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014 (fsync
the folder too); A. Rebello et al., "Can Applications Recover from fsync Failures?", ATC 2020 (never retry).
The happy path of one file: openat(TMP), write, fsync, rename(TMP, PATH), openat(FOLDER), fsync.
"""

import errno
import fcntl
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

TEMPORARY_SUFFIX = ".unfinished"  # left by a crash before the rename; the next write of that file replaces it
LOCK_NAME = "station.lock"
PID_BYTES = 20  # enough for any process number


class DiskFull(OSError):
    """No room was left; `path` holds what it held before, and `needed` bytes were asked for."""

    def __init__(self, path: Path, needed: int) -> None:
        super().__init__(
            errno.ENOSPC,
            f"The disk is full: {needed} bytes did not fit. Nothing was lost so far; "
            "free space on this disk or move the recordings to a larger one, then continue",
            str(path),
        )
        self.path = path
        self.needed = needed


class AlreadyRunning(RuntimeError):
    """Another process works in the folder; `pid` is its number, or None when it has not written it yet."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        who = "another process" if pid is None else f"process {pid}"
        super().__init__(
            f"{folder} is in use by {who}. Two stations must not write one record: "
            "stop the other one (station stop, or the service), then start again."
        )
        self.folder = folder
        self.pid = pid


class AppendAfterFailure(RuntimeError):
    """An append was tried after one that could be neither finished nor taken back: the end of the file is unknown."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} could not be written to its end. Check the disk, and begin a new file.")
        self.path = path


class FileInUse(OSError):
    """Another process holds the file and may write to it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            errno.EBUSY, "Another process of the station is writing to it; wait for it, or end it", str(path)
        )
        self.path = path


def write_file(path: Path, data: bytes) -> None:
    """Create or replace a file, whole or not at all; its folder must exist. Raise `DiskFull` or `OSError`."""
    write_files({path: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write several files with few flushes; each is whole or absent, and a crash may leave any of them out.

    All are written before the first is flushed, so that the file system's journal takes them in one go.
    """
    opened: dict[Path, int] = {}
    try:
        for path, data in files.items():
            opened[path] = _write_temporary(path, data)
        for file in opened.values():
            os.fsync(file)
    except BaseException:
        for path in opened:
            _temporary(path).unlink(missing_ok=True)
        raise
    finally:
        for file in opened.values():
            os.close(file)
    # A crash from here on leaves some names new and some old; every file under its name is whole.
    for path in files:
        _temporary(path).replace(path)
    for folder in {path.parent for path in files}:
        sync_folder(folder)


def make_folder(path: Path) -> None:
    """Create a folder and its missing parents durably; an existing one is left as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync_folder(path.parent)


def read(path: Path) -> bytes | None:
    """Return a file's bytes, or None when there is no such file; other failures are raised."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class AppendOnlyFile:
    """A file that only grows; `append` returns once its bytes are on the disk. For one thread at a time.

    An existing file is continued at its end. Whoever reads it after a crash judges whether the tail is whole.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
        self._file = os.open(path, flags, 0o644)
        sync_folder(path.parent)
        self.size = os.fstat(self._file).st_size
        self._failed = False

    def claim(self) -> None:
        """Hold the file until it is closed or the process dies; raise `FileInUse` when another does."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FileInUse(self.path) from error

    def append(self, data: bytes) -> int:
        """Write and flush; return the offset of the first byte. Raise `DiskFull` with the file as it was before."""
        if self._failed:
            raise AppendAfterFailure(self.path)
        try:
            _write_all(self._file, data)
        except OSError as error:
            self._take_back()
            raise _named(error, self.path, len(data)) from error
        self._flush()
        offset = self.size
        self.size += len(data)
        return offset

    def truncate(self, size: int) -> None:
        """Cut a torn tail off, durably."""
        os.ftruncate(self._file, size)
        self._flush()
        self.size = size

    def close(self) -> None:
        """Close the file; its bytes are durable already."""
        os.close(self._file)

    def _flush(self) -> None:
        try:
            os.fdatasync(self._file)  # a grown size is metadata that fdatasync(2) does write
        except OSError:
            self._failed = True
            raise

    def _take_back(self) -> None:
        # A crash before this truncate leaves a torn tail: recovery cuts it off at the last whole piece.
        try:
            os.ftruncate(self._file, self.size)
        except OSError:  # the first failure is the one to report; the next append tells of this one
            self._failed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class FolderLock:
    """Holds a folder for one process until closed; the kernel lets go when the process dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            text = os.pread(self._file, PID_BYTES, 0)
            os.close(self._file)
            raise AlreadyRunning(folder, int(text) if text.strip().isdigit() else None) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def close(self) -> None:
        """Let the folder go."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _temporary(path: Path) -> Path:
    return path.with_name(path.name + TEMPORARY_SUFFIX)


def _write_temporary(path: Path, data: bytes) -> int:
    temporary = _temporary(path)
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        _write_all(file, data)
    except OSError as error:
        os.close(file)
        with suppress(OSError):
            temporary.unlink()
        raise _named(error, path, len(data)) from error
    return file


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:  # write(2) may take less than all, for one just before the disk is full
        rest = rest[os.write(file, rest) :]


def _named(error: OSError, path: Path, needed: int) -> OSError:
    return DiskFull(path, needed) if error.errno in (errno.ENOSPC, errno.EDQUOT) else error
