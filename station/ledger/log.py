"""The append-only log: `append` returns when its entries survive a power cut, and not before.

Callers on any thread queue their events. Whoever gets the lead commits all that is queued in one transaction: entries,
query rows, openings and the signed checkpoint; a lone caller leads at once and waits for nobody. An event that cannot be
recorded fails its own caller only. The tree in memory moves after the commit; after any failure it is read anew from
the database. Publication follows on a thread of its own.

Limits: a checkpoint is signed before its commit, so one that was never committed may have existed in memory, but is
never shown. One process may hold a ledger: `station.durable.FolderLock` sees to it, and if it did not, the second
writer's numbers would be taken already and its transaction refused.
"""

import threading
from collections import deque
from pathlib import Path

from sqlalchemy import Connection, Engine

from station.formats.checkpoint import CheckpointSigner
from station.formats.entry import Entry, Event
from station.formats.merkle import Frontier
from station.ledger import startup
from station.ledger.engine import create_schema, reader
from station.ledger.errors import CommitFailed, LedgerClosed
from station.ledger.publish import Publisher, published_checkpoint
from station.ledger.transaction import Author, Clock, Inserts, Planned, Position, Project, Transaction

__all__ = ["Ledger", "Planned", "Position"]


class _Request:
    """One caller's events, and what became of them. Written by the leader, read by the caller under the same lock."""

    def __init__(self, events: tuple[Event | Planned, ...]) -> None:
        self.events = events
        self.entries: list[Entry] | None = None
        self.error: Exception | None = None

    @property
    def settled(self) -> bool:
        return self.entries is not None or self.error is not None

    def result(self) -> list[Entry]:
        if self.error is not None:
            raise self.error
        return self.entries or []


class Ledger:
    """The station's log. `append`, `size` and `root` may be used from any thread."""

    def __init__(self, engine: Engine, author: Author, frontier: Frontier, publisher: Publisher) -> None:
        self.publisher = publisher
        self._engine = engine
        self._author = author
        self._inserts = Inserts(engine.dialect)
        self._queue: deque[_Request] = deque()
        # The leader's; everything below belongs to whoever holds it.
        self._lead = threading.Lock()
        self._connection: Connection | None = None
        self._frontier: Frontier | None = frontier
        self._committed = frontier.size
        self._closed = False

    @classmethod
    def open(
        cls, engine: Engine, signer: CheckpointSigner, project: Project, clock: Clock, published_folder: Path
    ) -> "Ledger":
        """Check the database against itself and the published copy, then go on; a new database begins an empty log.

        Raises `PublishedAhead`, `Forked`, `Damaged`, or a signature error when the key is another log's.
        """
        create_schema(engine)
        author = Author(signer, clock, project)
        with engine.begin() as connection:
            startup.hold_against(connection, published_checkpoint(published_folder), signer.verifier)
            if startup.is_new(connection):  # the empty tree is signed, so that there always is a checkpoint
                Transaction(connection, Inserts(engine.dialect), author, Frontier()).sign()
            frontier = startup.load_head(connection, signer.verifier)
        ledger = cls(engine, author, frontier, Publisher(reader(engine.url), published_folder))
        ledger.publisher.notify()
        return ledger

    def append(self, *events: Event | Planned) -> list[Entry]:
        """Record the events, all or none, side by side; return their entries once they are durable.

        A callable is asked for its event under the lock, when its place is known; it may be asked again, and it must
        not append. Raises what refused the events (a `VerificationError`, `WriteRefused`, whatever `project`
        raises), or `CommitFailed`.
        """
        if not events:
            return []
        request = _Request(events)
        self._queue.append(request)
        with self._lead:
            if not request.settled:  # else the leader before us took it along
                self._commit_queued()
        return request.result()

    @property
    def size(self) -> int:
        """The number of committed entries."""
        with self._lead:
            return self._head().size

    @property
    def root(self) -> bytes:
        """The root over all committed entries."""
        with self._lead:
            return self._head().root()

    def close(self) -> None:
        """Finish the append at hand, publish what is left, and refuse further appends."""
        with self._lead:
            self._closed, self._frontier = True, None
        self.publisher.close()
        with self._lead:
            self._forget()  # last of all: SQLite folds its WAL into the database when the last writer closes

    def _commit_queued(self) -> None:
        batch = [self._queue.popleft() for _ in range(len(self._queue))]
        try:
            self._commit(batch)
        except BaseException as error:  # an interrupt in the leader's thread: the others must learn of it too
            self._forget()
            for request in batch:
                if not request.settled:
                    request.error = CommitFailed(self._committed, error)
            raise

    def _commit(self, batch: list[_Request]) -> None:
        try:
            self._write(batch)
        except CommitFailed as error:
            for request in batch:
                request.error = CommitFailed(error.first, error.reason)
        except Exception as error:  # noqa: BLE001  (it is raised again, to the caller whose events it concerns)
            if len(batch) == 1:
                batch[0].error = error
                return
            for request in batch:  # nothing stands yet, so each may try alone, and only the culprit fails
                self._commit([request])

    def _write(self, batch: list[_Request]) -> None:
        try:
            # A crash before the commit leaves nothing: no entry, no row, no checkpoint that anyone has seen.
            connection, frontier = self._open_connection(), self._head()
            running = connection.begin()
            transaction = Transaction(connection, self._inserts, self._author, frontier.copy())
            written = [[transaction.add(event) for event in request.events] for request in batch]
            transaction.sign()
        except Exception:
            self._forget()
            raise
        try:
            running.commit()
        except Exception as error:
            self._forget()
            raise CommitFailed(frontier.size, error) from error
        # A crash from here on leaves entries that are committed but neither acknowledged nor published: the next
        # start takes them for what they are, and publishes them.
        self._frontier, self._committed = transaction.frontier, transaction.frontier.size
        for request, entries in zip(batch, written, strict=True):
            request.entries = entries
        self.publisher.notify()

    def _head(self) -> Frontier:
        """Return the tree as committed, read anew from the database when the memory was in doubt."""
        if self._frontier is None:
            connection = self._open_connection()
            with connection.begin():
                self._frontier = startup.load_head(connection, self._author.signer.verifier)
            self._committed = self._frontier.size
        return self._frontier

    def _open_connection(self) -> Connection:
        if self._closed:
            raise LedgerClosed
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _forget(self) -> None:
        """Drop the memory, and the connection with whatever it had begun; the next use reads the database again."""
        self._frontier = None
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
