"""A log read by a client that trusts nothing but the keys: every hash is carried up to the signed root before it is used.

A tile reader that used what it had not authenticated has been fooled before (CVE-2026-56865). Here the tiles at the tree's
right edge must give the signed root, and any other tile must give the hash that stands for it in the tile above; a tile that
does not is refused. An entry is given out only when its hash stands in such a tile.

What a client has seen before it must keep itself, and hold against each newer checkpoint with `consistency`.
"""

import base64
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Self

from station.formats import merkle, tiles
from station.formats.checkpoint import Checkpoint, parse
from station.formats.entry import Entry
from station.formats.errors import Malformed, OutsideTree, VerificationError
from station.formats.merkle import Frontier, leaf_hash, node_hash
from station.formats.note import Verifier, open_note
from station.formats.note import parse as parse_note
from station.formats.tiles import TILE_HEIGHT, TILE_WIDTH, rows_of
from station.verify.log.source import LogSource
from station.verify.log.tiled import read_bodies, read_hashes, tile_of

TILES_KEPT = 512  # about 40 kB each; a client that follows a log for years must not fill its memory


class NotAuthentic(VerificationError):
    """What the log serves is not what it signed."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} does not lead to the root that the log signed: it was altered, or served wrongly.")
        self.path = path


class OtherLog(VerificationError):
    """Two checkpoints are of different logs."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"This is the log {found}, not {expected}. Compare only what one log has signed.")
        self.expected, self.found = expected, found


class HistoryBroken(VerificationError):
    """A log contradicts what it signed before. `old` was seen, `new` is shown now. Never raised itself."""

    def __init__(self, message: str, old: Checkpoint, new: Checkpoint) -> None:
        super().__init__(message)
        self.old, self.new = old, new


class Rollback(HistoryBroken):
    """The log is shorter than it was."""

    def __init__(self, old: Checkpoint, new: Checkpoint) -> None:
        super().__init__(
            f"This log was cut back: it had signed {old.size} entries, now it shows only {new.size}. "
            "Keep both checkpoints as evidence.",
            old,
            new,
        )


class SplitView(HistoryBroken):
    """The log signed two histories, neither of which is the beginning of the other."""

    def __init__(self, old: Checkpoint, new: Checkpoint, found: bytes) -> None:
        super().__init__(
            f"This log shows two people two histories: it signed the root {_text(old.root)} over its first {old.size} "
            f"entries, now those give {_text(found)}. Keep both checkpoints as evidence.",
            old,
            new,
        )
        self.found = found


class LogReader:
    """One published state of a log. `checkpoint` is what was signed, `note` the bytes that it came in."""

    def __init__(self, source: LogSource, note: bytes, checkpoint: Checkpoint) -> None:
        """Take a checkpoint whose signature is already verified; raise `NotAuthentic` when the tiles do not fit it."""
        self.note, self.checkpoint = note, checkpoint
        self._source = source
        self._tiles: OrderedDict[tuple[int, int], list[list[bytes]]] = OrderedDict()
        self._edge: dict[tuple[int, int], list[list[bytes]]] = {}
        self._read_edge()

    @classmethod
    def open(cls, source: LogSource, keys: Iterable[Verifier]) -> Self:
        """Fetch the newest checkpoint, which one of the log's keys must have signed, and none badly.

        Raises `SourceError`, a signature error, `Malformed` when the signer is not the log itself, or `NotAuthentic`.
        """
        note = source.checkpoint()
        return cls(source, note, open_signed(note, keys))

    def consistency(self, old: Checkpoint) -> None:
        """Raise `Rollback`, `SplitView` or `OtherLog` unless the log goes on from a checkpoint that was seen before."""
        if old.origin != self.checkpoint.origin:
            raise OtherLog(old.origin, self.checkpoint.origin)
        if old.size > self.checkpoint.size:
            raise Rollback(old, self.checkpoint)
        found = self.root_at(old.size)
        if found != old.root:
            raise SplitView(old, self.checkpoint, found)

    def root_at(self, size: int) -> bytes:
        """Return the root over the first `size` entries; raise `OutsideTree` when the log has not that many."""
        if not 0 <= size <= self.checkpoint.size:
            raise OutsideTree(size, self.checkpoint.size)
        return Frontier.load(size, self.subtrees()).root()

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        """Yield the entries from `start` up to, and without, `stop`, each authenticated and in canonical form."""
        for index, body in enumerate(self.bodies(start, stop), start):
            yield Entry.decode(index, body)

    def bodies(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the entries' own bytes, authenticated."""
        if not 0 <= start <= stop <= self.checkpoint.size:
            raise OutsideTree(stop, self.checkpoint.size)
        for number in range(start // TILE_WIDTH, -(-stop // TILE_WIDTH)):
            first = number * TILE_WIDTH
            yield from self._bundle(number)[max(start - first, 0) : stop - first]

    def subtrees(self) -> merkle.Subtree:
        """Serve authenticated subtrees, for the proofs of `station.formats.merkle`."""
        return tiles.subtrees_within(self._rows)

    def hashes(self, level: int, number: int) -> list[bytes]:
        """Return a tile's hashes, authenticated; raise `NotAuthentic`, `OutsideTree` or what reading it raises."""
        return self._rows(level, number)[0]

    def _rows(self, level: int, number: int) -> list[list[bytes]]:
        key = (level, number)
        if key in self._edge:
            return self._edge[key]
        if key not in self._tiles:
            self._tiles[key] = self._read_whole(level, number)
            if len(self._tiles) > TILES_KEPT:
                self._tiles.popitem(last=False)
        self._tiles.move_to_end(key)
        return self._tiles[key]

    def _read_whole(self, level: int, number: int) -> list[list[bytes]]:
        size = self.checkpoint.size
        if number + 1 > size >> (TILE_HEIGHT * (level + 1)):
            raise OutsideTree(number << (TILE_HEIGHT * level), size)
        above, place = divmod(number, TILE_WIDTH)
        expected = self.hashes(level + 1, above)[place]
        tile = tiles.Tile(level, number)
        rows = rows_of(read_hashes(self._source, tile))
        if node_hash(*rows[-1]) != expected:
            raise NotAuthentic(tile.path)
        return rows

    def _read_edge(self) -> None:
        """Read the partial tile of each level. Their hashes, all of them, make up the signed root."""
        size, level = self.checkpoint.size, 0
        while hashes := size >> (TILE_HEIGHT * level):
            number, width = divmod(hashes, TILE_WIDTH)
            if width:
                self._edge[level, number] = rows_of(read_hashes(self._source, tile_of(level, number, size)))
            level += 1
        edge = tiles.subtrees_within(lambda level, number: self._edge[level, number])
        if Frontier.load(size, edge).root() != self.checkpoint.root:
            raise NotAuthentic("the right edge of the tree (its partial tiles)")

    def _bundle(self, number: int) -> list[bytes]:
        tile = tile_of(None, number, self.checkpoint.size)
        bodies = read_bodies(self._source, tile)
        if [leaf_hash(body) for body in bodies] != self.hashes(0, number):
            raise NotAuthentic(tile.path)
        return bodies


def open_signed(note: bytes, keys: Iterable[Verifier]) -> Checkpoint:
    """Open a checkpoint that the log itself signed, with one of these keys at least; other signers do not count."""
    stated = parse(parse_note(note).text)
    own = [key for key in keys if key.name == stated.origin]
    if not own:
        raise Malformed("checkpoint", f"it speaks for {stated.origin}, and none of the keys is that log's")
    return parse(open_note(note, own).text)


def _text(root: bytes) -> str:
    return base64.b64encode(root).decode()
