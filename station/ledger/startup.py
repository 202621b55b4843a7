"""What is checked before the log goes on, and the full check of the database at rest.

`load_head` reads the newest checkpoint and the tiles on the tree's right edge, so a start costs the same however long
the log is. `hold_against` refuses a database that a published copy contradicts. `scrub` reads everything. None of them writes.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from station.formats import checkpoint, note
from station.formats.checkpoint import Checkpoint
from station.formats.commitment import Opening, verify_opening
from station.formats.entry import Entry
from station.formats.merkle import Frontier, leaf_hash
from station.formats.note import Verifier
from station.formats.tiles import TILE_HEIGHT
from station.ledger import proofs
from station.ledger.errors import Damaged, Forked, NoCheckpoint, PublishedAhead
from station.ledger.proofs import SignedCheckpoint
from station.ledger.succession import Reign, check_heir
from station.ledger.tables import checkpoints, entries, openings, subtrees

ROWS_AT_ONCE = 1000  # rows held in memory while reading everything


def is_new(connection: Connection) -> bool:
    """Tell whether the log was never opened: it has no entry, and not even the checkpoint of the empty tree."""
    return proofs.size_of(connection) == 0 and proofs.newest_checkpoint(connection) is None


def load_head(connection: Connection, verifier: Verifier) -> Frontier:
    """Rebuild the tree's right edge and hold it against the newest checkpoint; `verifier` is the key that is to go on.

    Raises `Damaged`, `KeySucceeded`, or what the signature check raises when the key is not the one that signed.
    """
    newest = proofs.newest_checkpoint(connection)
    size = proofs.size_of(connection)
    if newest is None:
        raise Damaged("checkpoint", size, "a signed checkpoint", "none")
    if newest.size != size:
        raise Damaged("checkpoint", newest.size, f"{newest.size} entries", f"{size} entries")
    frontier = Frontier.load(size, proofs.subtrees_of(connection))
    check_heir(connection, size, verifier)
    _check_note(newest, frontier, Reign.since(connection, size, verifier))
    return frontier


def hold_against(connection: Connection, published: bytes | None, verifier: Verifier) -> None:
    """Raise `PublishedAhead` or `Forked` unless the database goes on from a published copy's checkpoint."""
    if published is None:
        return
    stated = checkpoint.parse(note.parse(published).text).size
    shown = Reign.since(connection, stated, verifier).open(stated, published)
    size = proofs.size_of(connection)
    if shown.size > size or is_new(connection):
        raise PublishedAhead(shown.size, size)
    try:
        held = proofs.checkpoint_at(connection, shown.size)
    except NoCheckpoint as error:
        raise Forked(shown.size, None, shown.root) from error
    if held.root != shown.root:
        raise Forked(shown.size, held.root, shown.root)


def scrub(connection: Connection, verifier: Verifier) -> int:
    """Recompute every leaf, subtree, checkpoint and commitment in the database; return the number of entries.

    Each checkpoint is opened with the key in force at its size. Raises `Damaged`, `Malformed`, `CommitmentMismatch`,
    `OutOfSuccession`, `KeySucceeded` or a signature error at the first thing that does not hold.
    """
    reign = Reign.whole(connection, verifier)
    frontier = Frontier()
    size = proofs.size_of(connection)
    _scrub_checkpoints(connection, {0}, frontier, reign)
    for start in range(0, size, ROWS_AT_ONCE):
        signed = _sizes_signed(connection, start + 1, start + ROWS_AT_ONCE)
        for row in connection.execute(_rows(start)):
            _scrub_entry(row, frontier.size)
            _scrub_subtrees(connection, frontier.push(row.leaf_hash))
            _scrub_checkpoints(connection, signed & {frontier.size}, frontier, reign)
    _scrub_counts(connection, size, frontier.size)
    _scrub_openings(connection)
    return size


def _check_note(signed: SignedCheckpoint, frontier: Frontier, reign: Reign) -> None:
    expected = Checkpoint(reign.newest.name, frontier.size, frontier.root())
    if signed.root != expected.root:
        raise Damaged("checkpoint", signed.size, expected.root, signed.root)
    shown = reign.open(signed.size, _as_bytes("checkpoint", signed.size, signed.note))
    if shown != expected:
        raise Damaged("checkpoint", signed.size, expected, shown)


def _scrub_entry(row: Row[Any], index: int) -> None:
    if row.entry != index:
        raise Damaged("entry", index, f"entry {index}", f"entry {row.entry}")
    body = _as_bytes("entry", index, row.body)
    if row.leaf_hash != leaf_hash(body):
        raise Damaged("entry", index, row.leaf_hash, leaf_hash(body))
    entry = Entry.decode(index, body)
    expected = (entry.kind, entry.session, entry.at.unix_us)
    if expected != (row.kind, row.session, row.at_unix_us):
        raise Damaged("entry", index, expected, (row.kind, row.session, row.at_unix_us))


def _scrub_subtrees(connection: Connection, completed: list[tuple[int, int, bytes]]) -> None:
    for height, number, expected in completed:
        level, rest = divmod(height, TILE_HEIGHT)
        if rest:
            continue
        place = (subtrees.c.level == level) & (subtrees.c.number == number)
        found = connection.scalar(select(subtrees.c.hash).where(place))
        if found != expected:
            raise Damaged(f"subtree of level {level}", number, expected, found)


def _scrub_checkpoints(connection: Connection, sizes: set[int], frontier: Frontier, reign: Reign) -> None:
    for size in sizes:
        _check_note(proofs.checkpoint_at(connection, size), frontier, reign)


def _scrub_counts(connection: Connection, size: int, counted: int) -> None:
    """Raise when rows are missing, or when there are some that the entries do not account for."""
    if counted != size:
        raise Damaged("entry", counted, f"{size} entries", f"{counted} entries")
    expected = sum(size >> shift for shift in range(TILE_HEIGHT, size.bit_length(), TILE_HEIGHT))
    found = connection.scalar(select(func.count()).select_from(subtrees))
    if found != expected:
        raise Damaged("subtree", expected, f"{expected} subtrees", f"{found} subtrees")
    newest = connection.scalar(select(func.max(checkpoints.c.size)))
    if newest != size:
        raise Damaged("checkpoint", size, f"the newest of {size} entries", f"the newest of {newest} entries")


def _scrub_openings(connection: Connection) -> None:
    rows = select(openings).order_by(openings.c.commitment).execution_options(yield_per=ROWS_AT_ONCE)
    for row in connection.execute(rows):
        verify_opening(Opening(row.commitment, row.salt, json.loads(row.value)))


def _as_bytes(what: str, index: int, value: object) -> bytes:
    """SQLite lets a hand put text where the column says bytes."""
    if not isinstance(value, bytes):
        raise Damaged(what, index, "bytes", type(value).__name__)
    return value


def _rows(start: int) -> Select[Any]:
    key = entries.c.entry
    return select(entries).where(key >= start, key < start + ROWS_AT_ONCE).order_by(key)


def _sizes_signed(connection: Connection, first: int, last: int) -> set[int]:
    return set(connection.scalars(select(checkpoints.c.size).where(checkpoints.c.size.between(first, last))))
