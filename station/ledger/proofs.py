"""The read side of the log: entries, checkpoints and Merkle proofs, on any connection to the database.

A proof reads the few tiles between an entry and the root, so its cost grows with the logarithm of the log's size. What
the database says is not checked here; whoever gets a proof checks it, and `startup.scrub` checks the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from station.formats import merkle, tiles
from station.formats.entry import Entry
from station.formats.errors import OutsideTree
from station.formats.tiles import TILE_WIDTH
from station.ledger.errors import NoCheckpoint
from station.ledger.tables import checkpoints, subtrees
from station.ledger.tables import entries as entry_table


@dataclass(frozen=True)
class SignedCheckpoint:
    """A committed checkpoint: number of entries, root, the signed note, and when it was signed."""

    size: int
    root: bytes
    note: bytes
    at_unix_us: int


def entries(connection: Connection, start: int, stop: int) -> Iterator[Entry]:
    """Read the entries from `start` up to, and without, `stop`; those that do not exist are left out."""
    for index, body in connection.execute(_span(entry_table.c.entry, entry_table.c.body, start=start, stop=stop)):
        yield Entry.decode(index, body)


def bodies(connection: Connection, start: int, stop: int) -> list[bytes]:
    """Read the entries' own bytes, as they were hashed."""
    return list(connection.scalars(_span(entry_table.c.body, start=start, stop=stop)))


def leaf_hashes(connection: Connection, start: int, stop: int) -> list[bytes]:
    """Read the entries' leaf hashes."""
    return list(connection.scalars(_span(entry_table.c.leaf_hash, start=start, stop=stop)))


def tile_hashes(connection: Connection, level: int, number: int) -> list[bytes]:
    """Read the hashes, 256 at most, that a tile has so far."""
    start = number * TILE_WIDTH
    if level == 0:
        return leaf_hashes(connection, start, start + TILE_WIDTH)
    # A whole tile above the leaves is in every proof of its 65,536 entries, and never changes: read once a connection.
    whole: dict[tuple[int, int], list[bytes]] = connection.info.setdefault("whole tiles", {})
    if (level, number) not in whole:
        rows = (
            select(subtrees.c.hash)
            .where(subtrees.c.level == level, subtrees.c.number >= start, subtrees.c.number < start + TILE_WIDTH)
            .order_by(subtrees.c.number)
        )
        hashes = list(connection.scalars(rows))
        if len(hashes) < TILE_WIDTH:
            return hashes
        whole[level, number] = hashes
    return whole[level, number]


def subtrees_of(connection: Connection) -> merkle.Subtree:
    """Serve whole subtrees of the log, for proofs and for the frontier."""
    return tiles.subtrees_of(lambda level, number: tile_hashes(connection, level, number))


def range_root(connection: Connection, first: int, stop: int) -> bytes:
    """Return the RFC 6962 root over the entries from `first` up to, and without, `stop`, as a seal states it."""
    return merkle.root(leaf_hashes(connection, first, stop))


def inclusion_proof(connection: Connection, index: int, size: int) -> list[bytes]:
    """Prove that entry `index` stands in the tree of `size` entries; raise `OutsideTree` when it has not that many."""
    _check_size(connection, size)
    return merkle.inclusion_proof(index, size, subtrees_of(connection))


def consistency_proof(connection: Connection, old: int, new: int) -> list[bytes]:
    """Prove that the tree of `new` entries begins with the tree of `old` ones."""
    _check_size(connection, new)
    return merkle.consistency_proof(old, new, subtrees_of(connection))


def checkpoint_at(connection: Connection, size: int) -> SignedCheckpoint:
    """Return the checkpoint of exactly that size; raise `NoCheckpoint` when none was signed."""
    row = connection.execute(select(checkpoints).where(checkpoints.c.size == size)).first()
    if row is None:
        raise NoCheckpoint(size)
    return _signed(row)


def newest_checkpoint(connection: Connection) -> SignedCheckpoint | None:
    """Return the newest committed checkpoint; None before the log was first opened."""
    row = connection.execute(select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)).first()
    return None if row is None else _signed(row)


def size_of(connection: Connection) -> int:
    """Return the number of entries."""
    newest = connection.scalar(select(entry_table.c.entry).order_by(entry_table.c.entry.desc()).limit(1))
    return 0 if newest is None else newest + 1


def _check_size(connection: Connection, size: int) -> None:
    found = size_of(connection)
    if size > found:
        raise OutsideTree(size, found)


def _span(*columns: ColumnElement[Any], start: int, stop: int) -> Select[Any]:
    key = entry_table.c.entry
    return select(*columns).where(key >= start, key < stop).order_by(key)


def _signed(row: Row[Any]) -> SignedCheckpoint:
    return SignedCheckpoint(row.size, row.root, row.note, row.at_unix_us)
