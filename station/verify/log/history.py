"""The log's tree as its entries give it, against which everything signed is held: checkpoints, tiles, cosignatures.

Of 256 leaf hashes only the root over them is kept; where a proof asks for one of them, the bundle is read again and must
give the same root.
"""

import base64
from collections.abc import Iterator, Sequence

from station.formats.errors import Malformed, VerificationError
from station.formats.merkle import Frontier, leaf_hash
from station.formats.tiles import TILE_WIDTH, Tile, subtrees_of, tiles_of
from station.verify.log.bundles import Stretch
from station.verify.log.source import LogSource
from station.verify.log.tiled import read_bodies, read_hashes, tile_root
from station.verify.report import Fault
from station.verify.words import words


class History:
    """The tree over the first `size` entries, as far as they were read. Stretches come in order."""

    def __init__(self, source: LogSource) -> None:
        self.size = 0
        self._source = source
        self._levels: list[list[bytes]] = [[]]  # from level 1 on
        self._tail: list[bytes] = []  # leaf hashes of the last bundle when it is not whole
        self._roots: dict[int, bytes] = {}

    def add(self, stretch: Stretch) -> None:
        """Take the hashes of the next stretch."""
        for each in stretch.roots:
            self._push(each)
        self._tail = stretch.leaves[len(stretch.roots) * TILE_WIDTH :]
        self.size += len(stretch.leaves)

    def root_at(self, size: int) -> bytes:
        """Return the root over the first `size` entries; raise `Malformed` when the log, as it was read, has not so many."""
        if not 0 <= size <= self.size:
            raise Malformed("checkpoint", f"it is for {size} entries, the log as it can be read has {self.size}")
        if size not in self._roots:
            self._roots[size] = Frontier.load(size, subtrees_of(self._hashes)).root()
        return self._roots[size]

    def tile_faults(self) -> Iterator[Fault]:
        """Hold the published tiles above the leaves against the tree."""
        for tile in tiles_of(self.size):
            if not tile.level:
                continue  # the bundles were held against the tiles of leaf hashes when they were read
            try:
                found = read_hashes(self._source, tile)
            except VerificationError as error:
                text = words("A tile of the tree cannot be read: {error}", error=str(error))
                yield Fault(text, {"file": tile.path})
                continue
            if found != self._levels[tile.level - 1][tile.start : tile.start + tile.width]:
                text = words("{file} is not the tile that the entries give.", file=tile.path)
                yield Fault(text, {"file": tile.path})

    def _push(self, node: bytes) -> None:
        for level in self._levels:
            level.append(node)
            if len(level) % TILE_WIDTH:
                return
            node = tile_root(level[-TILE_WIDTH:])
        self._levels.append([node])

    def _hashes(self, level: int, number: int) -> Sequence[bytes]:
        if level:
            return self._levels[level - 1][number * TILE_WIDTH : (number + 1) * TILE_WIDTH]
        if number == self.size // TILE_WIDTH:
            return self._tail
        return self._leaves(number)

    def _leaves(self, number: int) -> list[bytes]:
        try:
            leaves = [leaf_hash(body) for body in read_bodies(self._source, Tile(None, number))]
        except VerificationError:  # already told of; the tile of hashes may still be there
            leaves = read_hashes(self._source, Tile(0, number))
        if tile_root(leaves) != self._levels[0][number]:
            raise Malformed(Tile(None, number).path, "it changed while the log was being checked")
        return leaves


def root_text(root: bytes) -> str:
    """Spell a root as checkpoints do."""
    return base64.b64encode(root).decode()
