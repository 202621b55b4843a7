"""Searching a damaged recording for what is still whole.

With the authentic fragment list, every fragment is looked for by its hash: where it should be, where it would be if bytes
were removed or added before it, and wherever a film's fragment seems to begin. Without it, the log's commits are left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from station.formats.fragment_lines import FragmentLine, length_of
from station.verify.bag import Bag, open_plain
from station.verify.commits import root_of
from station.verify.damage import Piece, assess, locate
from station.verify.harm import Subject, damage_fault
from station.verify.record import Facts
from station.verify.report import Fault
from station.verify.scan import CHUNK_BYTES, Scan, leaf_of
from station.verify.vouching import vouched_fault

MOOF = b"moof"
MAX_STARTS = 100_000  # a film of ten minutes has 600; a file stuffed with false starts must not keep a court waiting


def find_damage(bag: Bag, file: str, facts: Facts, scan: Scan, listed: Sequence[FragmentLine]) -> Fault:
    """Say which seconds of a recording are wrong, and which are whole."""
    if not listed or root_of(listed) != facts.sealed["root"]:
        return vouched_fault(file, facts, scan.lines)
    path, size = bag.path(file), bag.sizes[file]
    leaves = [bytes.fromhex(line.leaf) for line in listed]
    film = facts.stream == "camera"
    found = locate(leaves, _candidates(path, size, listed, film=film), partial(leaf_of, path))
    plays_us = length_of(scan.lines) if film and scan.lines else None
    return damage_fault(
        Subject(file, _retimed(listed, scan), facts.epoch_us, film), assess(found, len(listed), size), plays_us
    )


def _retimed(listed: Sequence[FragmentLine], scan: Scan) -> list[FragmentLine]:
    """The sealed fragments, those that the file still has with the file's own times.

    The sealed root covers a list's leaf hashes and not its times; a film's times count only if its time scale is whole.
    """
    own = {line.leaf: line for line in scan.lines}
    if listed[0].leaf not in own:
        return list(listed)
    return [
        replace(line, start_us=own.get(line.leaf, line).start_us, end_us=own.get(line.leaf, line).end_us)
        for line in listed
    ]


def _candidates(path: Path, size: int, listed: Sequence[FragmentLine], *, film: bool) -> Iterator[Piece]:
    """Pieces of the file that may be sealed fragments."""
    moved = size - sum(line.bytes for line in listed)
    for shift in sorted({0, moved}):
        for line in listed:
            piece = Piece(line.offset + shift, line.bytes)
            if piece.offset >= 0 and piece.end <= size:
                yield piece
    if film:
        yield from _starts(path, size, {line.bytes for line in listed})


def _starts(path: Path, size: int, sizes: set[int]) -> Iterator[Piece]:
    """Pieces that begin like a fragment and are as long as one: a `moof` and the `mdat` behind it."""
    with open_plain(path) as file:
        for count, offset in enumerate(_find_all(path, MOOF)):
            if count == MAX_STARTS:
                return
            start = offset - 4  # a box begins with its size
            length = 0
            for _ in range(2):
                file.seek(start + length)
                length += int.from_bytes(file.read(4), "big")
            if start >= 0 and length in sizes and start + length <= size:
                yield Piece(start, length)


def _find_all(path: Path, word: bytes) -> Iterator[int]:
    """Yield the offsets of a word in a file."""
    with open_plain(path) as file:
        base, tail = 0, b""
        while chunk := file.read(CHUNK_BYTES):
            window = tail + chunk
            at = window.find(word)
            while at >= 0:
                yield base + at
                at = window.find(word, at + 1)
            tail = window[-(len(word) - 1) :]
            base += len(window) - len(tail)
