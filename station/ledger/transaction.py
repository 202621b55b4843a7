"""One transaction in the making: events become entries, rows and a signed checkpoint, all or nothing.

Nothing here touches the ledger's memory: it works on a copy of the frontier, which the ledger takes over after the
commit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from station.formats.canonical import canonical
from station.formats.checkpoint import Checkpoint, CheckpointSigner
from station.formats.commitment import Opening
from station.formats.entry import Entry, Event, Moment
from station.formats.merkle import Frontier, leaf_hash
from station.formats.tiles import TILE_HEIGHT
from station.ledger.errors import WriteRefused
from station.ledger.tables import checkpoints, entries, openings, subtrees


@dataclass(frozen=True)
class Position:
    """Where the next entry will stand. `connection` sees all entries before it and their query rows."""

    index: int
    connection: Connection


Planned = Callable[[Position], Event]
Project = Callable[[Connection, Entry], None]
Clock = Callable[[], Moment]


class Insert:
    """An INSERT of whole rows, compiled once: an append runs three of them, and building each anew would cost more."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        compiled = insert(table).compile(dialect=dialect)
        self._table = table.name
        self._refusal = dialect.loaded_dbapi.Error
        self._sql = str(compiled)
        self._names = None if compiled.positional else tuple(table.columns.keys())

    def run(self, connection: Connection, rows: list[tuple[Any, ...]]) -> None:
        """Insert the rows, whose values stand in the order of the columns; raise `WriteRefused`."""
        if not rows:
            return
        values = rows if self._names is None else [dict(zip(self._names, row, strict=True)) for row in rows]
        cursor = connection.connection.cursor()  # the driver's own: a tenth of the cost of going through SQLAlchemy
        try:
            cursor.executemany(self._sql, values)
        except self._refusal as error:
            raise WriteRefused(self._table, error) from error
        finally:
            cursor.close()


class Inserts:
    """The statements of the hot path, for one database."""

    def __init__(self, dialect: Dialect) -> None:
        self.entries = Insert(entries, dialect)
        self.subtrees = Insert(subtrees, dialect)
        self.openings = Insert(openings, dialect)
        self.checkpoints = Insert(checkpoints, dialect)


@dataclass(frozen=True)
class Author:
    """Who writes: the key, the clock, and what makes the query rows."""

    signer: CheckpointSigner
    clock: Clock
    project: Project


class Transaction:
    """Collects the rows of one transaction on an open connection. For one thread."""

    def __init__(self, connection: Connection, inserts: Inserts, author: Author, frontier: Frontier) -> None:
        self.frontier = frontier
        self._connection = connection
        self._inserts = inserts
        self._author = author
        self._entries: list[tuple[Any, ...]] = []
        self._subtrees: list[tuple[Any, ...]] = []
        self._openings: list[tuple[Any, ...]] = []
        self._unprojected: list[Entry] = []

    def add(self, event: Event | Planned) -> Entry:
        """Give the event its place, its time and its bytes."""
        if not isinstance(event, Event):
            self.flush()
            event = event(Position(self.frontier.size, self._connection))
        at = self._author.clock()
        entry = Entry(self.frontier.size, event.kind, at, dict(event.data), event.session, event.by)
        body = entry.encode()
        leaf = leaf_hash(body)  # over the very bytes bound to the row below, not over a value that should equal them
        self._entries.append((entry.index, entry.kind, entry.session, at.unix_us, leaf, body))
        self._openings += [_opening_row(entry.index, opening) for opening in event.openings]
        for height, number, node in self.frontier.push(leaf):
            if height % TILE_HEIGHT == 0:
                self._subtrees.append((height // TILE_HEIGHT, number, node))
        self._unprojected.append(entry)
        return entry

    def flush(self) -> None:
        """Run the collected inserts, and let the query rows follow."""
        self._inserts.entries.run(self._connection, self._entries)
        self._inserts.openings.run(self._connection, self._openings)
        for entry in self._unprojected:
            self._author.project(self._connection, entry)
        for collected in (self._entries, self._openings, self._unprojected):
            collected.clear()

    def sign(self) -> None:
        """Write what is left, and the signed checkpoint over all of it."""
        self.flush()
        self._inserts.subtrees.run(self._connection, self._subtrees)
        signer = self._author.signer
        checkpoint = Checkpoint(signer.name, self.frontier.size, self.frontier.root())
        signed_at = self._author.clock().unix_us
        row = (checkpoint.size, checkpoint.root, checkpoint.sign(signer), signed_at)
        self._inserts.checkpoints.run(self._connection, [row])


def _opening_row(index: int, opening: Opening) -> tuple[Any, ...]:
    return (opening.commitment, index, opening.salt, canonical(opening.value).decode())
