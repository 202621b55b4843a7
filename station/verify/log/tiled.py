"""Tiles and bundles fetched for a tree of a known size: the right ones, of the right width. None of it is authenticated here."""

from collections.abc import Sequence

from station.formats.errors import VerificationError
from station.formats.merkle import HASH_BYTES, node_hash
from station.formats.tiles import TILE_HEIGHT, TILE_WIDTH, Tile, decode_bundle
from station.verify.log.source import LogSource, NotThere


class WrongWidth(VerificationError):
    """A tile holds more or less than its name says; `unit` is `hashes` or `entries`."""

    def __init__(self, path: str, unit: str, expected: int, found: str) -> None:
        super().__init__(f"{path} should hold {expected} {unit}; it holds {found}.")
        self.path, self.expected, self.found = path, expected, found


def tile_of(level: int | None, number: int, size: int) -> Tile:
    """Name a tile as it is in the tree of `size` entries; its width is below 256 at the tree's right edge only."""
    hashes = size >> (TILE_HEIGHT * (level or 0))
    return Tile(level, number, min(TILE_WIDTH, hashes - number * TILE_WIDTH))


def read_hashes(source: LogSource, tile: Tile) -> list[bytes]:
    """Read a tile's hashes; raise `SourceError` or `WrongWidth`."""
    data, path, width = _read(source, tile)
    if len(data) != width * HASH_BYTES:
        raise WrongWidth(path, "hashes", width, f"{len(data)} bytes, {HASH_BYTES} each")
    return [data[start : start + HASH_BYTES] for start in range(0, tile.width * HASH_BYTES, HASH_BYTES)]


def read_bodies(source: LogSource, tile: Tile) -> list[bytes]:
    """Read the bytes of a bundle's entries; raise `SourceError`, `Malformed` or `WrongWidth`."""
    data, path, width = _read(source, tile)
    bodies = decode_bundle(data)
    if len(bodies) != width:
        raise WrongWidth(path, "entries", width, str(len(bodies)))
    return bodies[: tile.width]


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a whole tile's hashes, whose number is a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def _read(source: LogSource, tile: Tile) -> tuple[bytes, str, int]:
    """Read a tile, or the whole one that has taken the place of a partial one; also tell its path and its width."""
    try:
        return source.tile(tile.path), tile.path, tile.width
    except NotThere:
        if tile.width == TILE_WIDTH:
            raise
        whole = Tile(tile.level, tile.number)
        try:
            return source.tile(whole.path), whole.path, TILE_WIDTH
        except NotThere:
            pass  # then it is the partial one that is missed
        raise
