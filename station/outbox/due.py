"""Which checkpoints others should vouch for: those at the turns of a session, from its opening to its seal.

The queue is not kept anywhere: what is due follows from the log, what is done from the files received. So nothing is
forgotten when the station stops, however long it was offline.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from station.ledger import proofs
from station.ledger.proofs import SignedCheckpoint
from station.ledger.tables import checkpoints, entries

TURNS = ("session.opened", "batch.ended", "session.closed", "session.sealed")


@dataclass
class Due:
    """The sizes that are due, as far as the log has been read. For one thread."""

    reader: Engine
    _read: int = 0
    _sizes: tuple[int, ...] = ()

    def sizes(self) -> tuple[int, ...]:
        """The checkpoints at the turns of all sessions, smallest first."""
        with self.reader.connect() as connection:
            size = proofs.size_of(connection)
            turns = select(entries.c.entry).where(entries.c.kind.in_(TURNS), entries.c.entry >= self._read)
            found = [_covering(connection, entry) for entry in connection.scalars(turns.order_by(entries.c.entry))]
        self._read = size
        self._sizes = tuple(dict.fromkeys((*self._sizes, *found)))
        return self._sizes

    def forget(self, done: int) -> None:
        """Leave out the sizes up to this one."""
        self._sizes = tuple(size for size in self._sizes if size > done)


def newest(reader: Engine) -> SignedCheckpoint | None:
    """The newest committed checkpoint."""
    with reader.connect() as connection:
        return proofs.newest_checkpoint(connection)


def checkpoint_of(reader: Engine, size: int) -> SignedCheckpoint:
    """The checkpoint of exactly that size; raise `NoCheckpoint`."""
    with reader.connect() as connection:
        return proofs.checkpoint_at(connection, size)


def consistency(reader: Engine, old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the tree of `new` entries begins with that of `old` ones."""
    with reader.connect() as connection:
        return tuple(proofs.consistency_proof(connection, old, new))


def _covering(connection: Connection, entry: int) -> int:
    """The first checkpoint that covers an entry; entries and their checkpoint are committed together."""
    found = connection.scalar(select(func.min(checkpoints.c.size)).where(checkpoints.c.size > entry))
    return entry + 1 if found is None else int(found)
