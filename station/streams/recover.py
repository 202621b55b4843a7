"""Closes recordings whose writer was killed, so that what was filmed counts, and what was torn is stated.

Each step may be cut off by another crash, and the whole is then simply done again:

1. Whole fragments behind the listed ones are made durable and listed. Cut off: the rest is listed next time.
2. The torn rest is written to `FILE.torn`, whole or not at all. Cut off before: the rest is still in the file.
3. The file is cut after its last whole fragment. Cut off before: step 2 writes the same bytes again. After: the file has no
   rest any more, and `FILE.torn` is what speaks of it.
4. `recording.finished` is journalled, which ends it: a finished recording is never touched again.

What the list names is never rewritten. That the bytes still are those it names is for the verifier to say.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from station import durable
from station.durable import AppendOnlyFile
from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine
from station.formats.mp4 import CHUNK, Fragment, FragmentParser, fragments_of
from station.streams.fragment_list import FragmentTail, list_path
from station.streams.history import History
from station.streams.journal import Journal, JournalReader, journal_path, open_lines
from station.streams.recording_file import describe
from station.streams.serial_recording import serial_fragments

SERIAL = "serial"  # the stream of all lines, and the device that is the scale's
CONTROLLER = "controller"  # the device that is the furnace's
TORN_SUFFIX = ".torn"


def recover_device(recordings: Path, session: str, device: str) -> History:
    """Close all that a device left unfinished in a session; return what its journal then says.

    Nothing else may write to the device's files. Raises `DiskFull` when there is no room to do it; then try again.
    """
    path = journal_path(recordings / session, device)
    history = History.of(JournalReader(path).read())
    if not history.unfinished:
        return history
    journal = Journal(path)
    try:
        for started in history.unfinished:
            journal.write("recording.finished", close_interrupted(recordings / started["file"], started))
    finally:
        journal.close()
    return History.of(JournalReader(path).read())


def close_interrupted(path: Path, started: dict[str, Any]) -> dict[str, Any]:
    """Do steps 1 to 3 for one recording, and return the `recording.finished` that is to be journalled."""
    with AppendOnlyFile(path) as file:
        file.truncate(file.size)  # flushes: what was only in the kernel's memory must be on the disk before its line
        known = FragmentTail(path).read()
        with path.open("rb") as film:
            _list_whole(path, _pieces(film, known, started), known)
        tail = FragmentTail(path)
        torn = _set_torn_aside(file, sum(line.bytes for line in tail.read()))
    with path.open("rb") as film:
        sha256 = hashlib.file_digest(film, "sha256").hexdigest()
    return {
        "recording": started["recording"],
        **tail.totals(),
        "sha256": sha256,
        "ended_us": started["epoch_us"] + tail.end_us,
        "interrupted": True,
        "torn": torn,
    }


def _pieces(film: BinaryIO, known: list[FragmentLine], started: dict[str, Any]) -> Iterable[Fragment]:
    """Return the whole pieces behind those that are known."""
    end = sum(line.bytes for line in known)
    if started["stream"] == SERIAL:
        film.seek(end)
        return serial_fragments(film.read(), started["epoch_us"])
    return _film_pieces(film, known[0].bytes if known else 0, end)


def _film_pieces(film: BinaryIO, head: int, end: int) -> Iterator[Fragment]:
    """Read on from `end`; the film's head of `head` bytes is read again for its clock, and not given again."""
    try:
        if not head:
            yield from fragments_of(film)
            return
        parser = FragmentParser()
        parser.feed(film.read(head))
        film.seek(end)
        while chunk := film.read(CHUNK):
            yield from (piece for piece in parser.feed(chunk) if piece.offset)
    except Malformed:
        return  # the rest is torn; it is set aside and stated


def _list_whole(path: Path, pieces: Iterable[Fragment], known: list[FragmentLine]) -> None:
    lines = open_lines(list_path(path))
    index, offset = len(known), sum(line.bytes for line in known)
    try:
        for piece in pieces:
            lines.append(describe(piece, index, offset).encode())
            index, offset = index + 1, offset + len(piece.data)
    finally:
        lines.close()


def _set_torn_aside(file: AppendOnlyFile, end: int) -> dict[str, Any] | None:
    """Steps 2 and 3; return the size and hash of the torn rest, or None when nothing was torn."""
    aside = file.path.with_name(file.path.name + TORN_SUFFIX)
    if file.size > end:
        with file.path.open("rb") as film:
            film.seek(end)
            durable.write_file(aside, film.read())
        file.truncate(end)
    torn = durable.read(aside)
    return None if torn is None else {"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}
