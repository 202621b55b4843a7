"""Which part of a recording is still whole, when its bytes are not those that were sealed.

Pieces of the file are matched with the sealed fragments by their leaf hashes, so nothing that the file's own structure
claims is believed. A fragment counts as whole when its bytes are found, and in place when it also stands in its order. What is
left is missing (nothing stands in its place), altered (other bytes do) or moved (it stands elsewhere).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    """What has become of a run of fragments."""

    MISSING = "missing"
    ALTERED = "altered"
    MOVED = "moved"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Piece:
    """Bytes of the file at an offset."""

    offset: int
    size: int

    @property
    def end(self) -> int:
        """The offset after the last byte."""
        return self.offset + self.size


@dataclass(frozen=True)
class Run:
    """Fragments `first` up to, and without, `stop` that came to the same harm; `left` other bytes stand in their place."""

    first: int
    stop: int
    harm: Harm
    left: int


@dataclass(frozen=True)
class Damage:
    """What is whole and in place, as fragment numbers in order, and the runs of all that is not."""

    whole: tuple[int, ...]
    runs: tuple[Run, ...]


Leaf = Callable[[Piece], bytes]


def locate(leaves: Sequence[bytes], candidates: Iterable[Piece], leaf: Leaf) -> dict[int, Piece]:
    """Find sealed fragments among pieces of the file, by hash; the first place of each is taken."""
    numbers = {value: number for number, value in reversed(list(enumerate(leaves)))}
    found: dict[int, Piece] = {}
    for piece in candidates:
        number = numbers.get(leaf(piece))
        if number is not None:
            found.setdefault(number, piece)
    return found


def assess(found: dict[int, Piece], fragments: int, file_size: int) -> Damage:
    """Say what has become of `fragments` fragments, of which `found` were found in a file of `file_size` bytes."""
    whole = _in_order(found)
    elsewhere = [found[number] for number in found.keys() - set(whole)]
    runs: list[Run] = []
    position, expected = 0, 0
    for number, piece in [*((each, found[each]) for each in whole), (fragments, Piece(file_size, 0))]:
        moved = sum(each.size for each in elsewhere if position <= each.offset < piece.offset)
        between = piece.offset - position - moved
        if number > expected:
            runs += _runs(expected, number, found, between)
        elif between > 0:
            runs.append(Run(number, number, Harm.INSERTED, between))
        position, expected = piece.end, number + 1
    return Damage(tuple(whole), tuple(runs))


def _in_order(found: dict[int, Piece]) -> list[int]:
    """Return the longest run of found fragments whose places in the file have the order of their numbers."""
    tails: list[tuple[int, int]] = []  # the smallest last offset of an increasing run of each length, and its fragment
    before: dict[int, int | None] = {}
    for number in sorted(found):
        at = bisect_left(tails, (found[number].offset, -1))
        before[number] = tails[at - 1][1] if at else None
        tails[at : at + 1] = [(found[number].offset, number)]
    chain: list[int] = []
    last = tails[-1][1] if tails else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _runs(first: int, stop: int, found: dict[int, Piece], between: int) -> Iterator[Run]:
    """Divide fragments that are not in their place into those that stand elsewhere and those that are nowhere."""
    start = first
    for number in range(first + 1, stop + 1):
        if number == stop or (number in found) != (start in found):
            harm = Harm.MOVED if start in found else Harm.ALTERED if between > 0 else Harm.MISSING
            yield Run(start, number, harm, between)
            start = number
