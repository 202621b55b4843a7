"""Hashing the bag's files: each one's SHA-256 and, of recordings, each fragment's hashes, in one reading of the file.

hashlib lets go of the interpreter while it works, so threads are enough: one reads a file and hashes all of it, another
hashes its fragments. No file is held whole, whatever its length.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine
from station.formats.mp4 import Fragment
from station.verify.bag import open_plain
from station.verify.damage import Piece

CHUNK_BYTES = 1 << 20
FRAGMENTS_AHEAD = 8  # a second's fragment is about a megabyte; more in memory would not make it faster
STALL_US = 2_000_000  # longer than any camera's own rhythm, and long enough to carry something past it
Progress = Callable[[int, int], None]
Divide = Callable[[BinaryIO], Iterator[Fragment]]  # a recording into its fragments; raises `Malformed` where it ends


@dataclass(frozen=True)
class Stall:
    """A picture of a film that stands for `length_us`, from the media time `from_us` on."""

    from_us: int
    length_us: int


@dataclass(frozen=True)
class Scan:
    """What one reading of a file gave. `trouble` says where it stops being a recording, or why it cannot be read.

    `sha256` is empty when it cannot be read. `lines` are the fragments found before the trouble, `stalls` the longest
    picture of each of them that stands for more than `STALL_US`.
    """

    sha256: str
    lines: tuple[FragmentLine, ...] = ()
    trouble: str = ""
    stalls: tuple[Stall, ...] = ()


class Meter:
    """Counts bytes from several threads and tells the caller's progress, one call at a time."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress, self._done = total, progress, 0
        self._turn = threading.Lock()

    def advance(self, count: int) -> None:
        """Add bytes done."""
        with self._turn:
            self._done += count
            if self._progress is not None:
                self._progress(self._done, self._total)


def scan_files(
    files: Mapping[str, tuple[Path, int]], divides: Mapping[str, Divide], progress: Progress | None = None
) -> dict[str, Scan]:
    """Hash files (path and size) by name, with the fragments of those that can be divided.

    `progress` is told of bytes done and of all bytes.
    """
    meter = Meter(sum(size for _, size in files.values()), progress)
    cores = max(2, os.cpu_count() or 1)
    # The longest first, so that no core waits for a film that was begun last.
    order = sorted(files, key=lambda file: -files[file][1])
    with ThreadPoolExecutor(cores) as readers, ThreadPoolExecutor(cores) as hashers:
        scans = {file: readers.submit(_scan, files[file][0], divides.get(file), hashers, meter) for file in order}
        return {file: scan.result() for file, scan in scans.items()}


def leaf_of(path: Path, piece: Piece) -> bytes:
    """Return the RFC 9162 leaf hash of a piece of a file."""
    digest = hashlib.sha256(b"\x00")
    with open_plain(path) as file:
        file.seek(piece.offset)
        for chunk in _chunks(file, piece.size):
            digest.update(chunk)
    return digest.digest()


def _scan(path: Path, divide: Divide | None, hashers: Executor, meter: Meter) -> Scan:
    digest = hashlib.sha256()
    lines: list[FragmentLine] = []
    stalls: list[Stall] = []
    trouble = ""
    try:
        with open_plain(path) as file:
            if divide is not None:
                watched = _watched(divide(file), stalls)
                lines, trouble = _divided(watched, digest.update, hashers, meter)
                file.seek(lines[-1].offset + lines[-1].bytes if lines else 0)
            for chunk in _chunks(file):
                digest.update(chunk)
                meter.advance(len(chunk))
    except OSError as error:
        return Scan("", trouble=error.strerror or "it cannot be read")
    return Scan(digest.hexdigest(), tuple(lines), trouble, tuple(stalls))


def _watched(fragments: Iterator[Fragment], stalls: list[Stall]) -> Iterator[Fragment]:
    """Pass fragments on and note the pictures that stand too long."""
    for fragment in fragments:
        if fragment.longest_us > STALL_US:
            stalls.append(Stall(fragment.longest_at_us, fragment.longest_us))
        yield fragment


def _divided(
    fragments: Iterator[Fragment], update: Callable[[bytes], None], hashers: Executor, meter: Meter
) -> tuple[list[FragmentLine], str]:
    """Hash fragments beside the whole file; return those before any trouble, and the trouble."""
    waiting: list[Future[FragmentLine]] = []
    trouble = ""
    try:
        for index, fragment in enumerate(fragments):
            waiting.append(hashers.submit(_line, index, fragment))
            update(fragment.data)
            meter.advance(len(fragment.data))
            if index >= FRAGMENTS_AHEAD:
                waiting[index - FRAGMENTS_AHEAD].result()
    except Malformed as error:
        trouble = str(error)
    return [each.result() for each in waiting], trouble


def _line(index: int, fragment: Fragment) -> FragmentLine:
    leaf = hashlib.sha256(b"\x00")  # RFC 9162 section 2.1.1
    leaf.update(fragment.data)
    return FragmentLine(
        index=index,
        offset=fragment.offset,
        bytes=len(fragment.data),
        frames=fragment.frames,
        start_us=fragment.start_us,
        end_us=fragment.end_us,
        leaf=leaf.hexdigest(),
        sha256=hashlib.sha256(fragment.data).hexdigest(),
    )


def _chunks(file: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    """Yield the next `size` bytes of a file, or all, in pieces; ends early where the file does."""
    rest = size
    while chunk := file.read(CHUNK_BYTES if rest is None else min(CHUNK_BYTES, rest)):
        yield chunk
        if rest is not None:
            rest -= len(chunk)
