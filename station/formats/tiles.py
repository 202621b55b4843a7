"""Tiles (c2sp.org/tlog-tiles): where a log's hashes and entries lie once published, and how entries are bundled.

`parse` and `Tile.path` invert each other, and so do `encode_bundle` and `decode_bundle`. A tile that was read proves
nothing until a proof made from it has been carried up to a signed root.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from station.formats.errors import EntryTooLong, Malformed, OutsideTree
from station.formats.merkle import Subtree, node_hash

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
MAX_LEVEL = 63  # the specification's
MAX_ENTRY_BYTES = 65_535  # a bundle gives each entry's length in two bytes
ENTRIES = "entries"

_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)

# Gives the hashes that a tile has at the moment, by level and number; level 0 has the leaf hashes.
ReadTile = Callable[[int, int], Sequence[bytes]]
# Gives the same with all whole subtrees within the tile, as `rows_of` computes them.
ReadRows = Callable[[int, int], Sequence[Sequence[bytes]]]


@dataclass(frozen=True)
class Tile:
    """One tile of hashes, or, where `level` is None, one bundle of entries. A whole one is 256 wide."""

    level: int | None
    number: int
    width: int = TILE_WIDTH

    def __post_init__(self) -> None:
        if self.level is not None and not 0 <= self.level <= MAX_LEVEL:
            raise Malformed("tile", f"level {self.level} is out of range")
        if self.number < 0 or not 1 <= self.width <= TILE_WIDTH:
            raise Malformed("tile", f"number {self.number} or width {self.width} is out of range")

    @property
    def start(self) -> int:
        """The number, within the level, of its first hash (or of its first entry)."""
        return self.number * TILE_WIDTH

    @property
    def path(self) -> str:
        """The path below the log's prefix."""
        groups = [f"{self.number % 1000:03}"]
        rest = self.number // 1000
        while rest:
            groups.insert(0, f"x{rest % 1000:03}")
            rest //= 1000
        level = ENTRIES if self.level is None else self.level
        suffix = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(groups)}{suffix}"


def parse(path: str) -> Tile:
    """Read a path; only the one spelling that `Tile.path` gives is accepted."""
    match = _PATH.fullmatch(path)
    if match is None:
        raise Malformed("tile path", f"{path!r} has not the form tile/LEVEL/NUMBER")
    level = None if match["level"] == ENTRIES else int(match["level"])
    number = int(match["number"].replace("x", "").replace("/", ""))
    tile = Tile(level, number, int(match["width"] or TILE_WIDTH))
    if tile.path != path:
        raise Malformed("tile path", f"{path!r} is spelt {tile.path!r}")
    return tile


def tiles_between(old: int, new: int) -> Iterator[Tile]:
    """Name every tile and bundle that a tree of size `new` has and one of size `old` has not, bundles first."""
    yield from _row(None, old, new)
    level = 0
    while new >> (TILE_HEIGHT * level):
        yield from _row(level, old >> (TILE_HEIGHT * level), new >> (TILE_HEIGHT * level))
        level += 1


def tiles_of(size: int) -> Iterator[Tile]:
    """Name every tile and bundle of a tree of that size."""
    return tiles_between(0, size)


def subtrees_of(read_tile: ReadTile) -> Subtree:
    """Serve any whole subtree from tiles; each tile is read once. Raises `OutsideTree` where the tiles end."""
    known: dict[tuple[int, int], list[list[bytes]]] = {}

    def read_rows(level: int, number: int) -> list[list[bytes]]:
        if (level, number) not in known:
            known[level, number] = rows_of(read_tile(level, number))
        return known[level, number]

    return subtrees_within(read_rows)


def subtrees_within(read_rows: ReadRows) -> Subtree:
    """Serve any whole subtree from tiles whose inner hashes the caller keeps. Raises `OutsideTree` where the tiles end."""

    def subtree(height: int, index: int) -> bytes:
        level, rise = divmod(height, TILE_HEIGHT)
        number, place = divmod(index << rise, TILE_WIDTH)
        rows = read_rows(level, number)
        if place >> rise >= len(rows[rise]):
            raise OutsideTree((index + 1 << height) - 1, number * TILE_WIDTH + len(rows[0]))
        return rows[rise][place >> rise]

    return subtree


def rows_of(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """Compute all whole subtrees within a tile, one row for each height from 0 to 7."""
    rows = [list(hashes)]
    for _ in range(TILE_HEIGHT - 1):
        below = rows[-1]
        rows.append([node_hash(left, right) for left, right in zip(below[::2], below[1::2], strict=False)])
    return rows


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Join entries, each behind its length in two bytes, big end first."""
    for each in entries:
        if len(each) > MAX_ENTRY_BYTES:
            raise EntryTooLong(len(each), MAX_ENTRY_BYTES)
    return b"".join(len(each).to_bytes(2, "big") + each for each in entries)


def decode_bundle(data: bytes) -> list[bytes]:
    """Take a bundle apart; raise when it ends inside an entry or holds more than 256."""
    entries: list[bytes] = []
    offset = 0
    while offset < len(data):
        start = offset + 2
        offset = start + int.from_bytes(data[offset:start], "big")
        if start > len(data) or offset > len(data):
            raise Malformed("entry bundle", f"entry {len(entries)} of it is cut short")
        entries.append(data[start:offset])
    if len(entries) > TILE_WIDTH:
        raise Malformed("entry bundle", f"it holds {len(entries)} entries, over {TILE_WIDTH}")
    return entries


def _row(level: int | None, old: int, new: int) -> Iterator[Tile]:
    """Name the new tiles of a level that grew from `old` to `new` hashes."""
    for number in range(old // TILE_WIDTH, new // TILE_WIDTH):
        yield Tile(level, number)
    if new != old and new % TILE_WIDTH:
        yield Tile(level, new // TILE_WIDTH, new % TILE_WIDTH)
