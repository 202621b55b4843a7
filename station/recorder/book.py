"""The one door to the ledger: every fact is checked against the session's rules, written, and only then believed.

The book holds the state of the open session (the fold of its entries) and the Merkle tree over them, and brings both back
from the database after a restart. One lock, `turn`, makes check and append one step: between the two nothing else can
be written. What is refused leaves no trace and changes nothing.
"""

import base64
import copy
import threading
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Engine, select

from station.formats import commitment
from station.formats.commitment import Opening
from station.formats.entry import Entry, Event
from station.formats.merkle import Frontier, leaf_hash
from station.ledger import proofs
from station.ledger.errors import CommitFailed
from station.ledger.log import Ledger
from station.ledger.queries import SessionRow
from station.ledger.tables import entries
from station.rules import moves
from station.rules.kinds import check_data, withheld_fields
from station.rules.session import Session, Stage
from station.rules.shapes import Data

RECORDINGS_AN_ENTRY = 150  # about 270 bytes each, and an entry has at most 65,535


class Fact(NamedTuple):
    """Something to be recorded, its withheld values still plain.

    What belongs to a session is refused without one; what is `of_the_station` stands in the session that happens to be
    open, or in none.
    """

    kind: str
    data: Data
    of_the_station: bool = False


class InDoubt(RuntimeError):
    """The database did not answer after a failed commit; the recorder must start again to know what stands."""

    def __init__(self) -> None:
        super().__init__(
            "The database does not say what it holds. Look at its disk; the recorder starts again by itself."
        )


class Book:
    """The log and the open session. Any thread may call; the callbacks of others never run under `turn`."""

    def __init__(self, ledger: Ledger, reader: Engine, withhold: Iterable[str]) -> None:
        self.ledger = ledger
        self.turn = threading.RLock()
        self.session = Session()
        self.session_id: str | None = None
        self.first = 0
        self.in_doubt = False  # the database did not say whether it took our last entries: only a new start can tell
        self._tree = Frontier()
        self._reader = reader
        self._withhold = frozenset(withhold)
        self._resume()

    def record(self, *facts: Fact, by: str | None = None) -> list[Entry]:
        """Check the facts against the rules in their order, write them in one transaction, and take them in.

        Raises `OutOfOrder` (nothing is written), `WrongShape`, or what the ledger raises.
        """
        with self.turn:
            if self.in_doubt:
                raise InDoubt
            self._check(facts)
            return self._append([self._event(fact, by) for fact in facts])

    def open(self, session_id: str, *facts: Fact, by: str) -> list[Entry]:
        """Begin a session with its first entries."""
        with self.turn:
            if self.session_id is not None:
                moves.check(self.session, "session.opened", facts[0].data)
            self.session, self.session_id = Session(session=session_id), session_id
            self.first, self._tree = self.ledger.size, Frontier()
            try:
                return self.record(*facts, by=by)
            except BaseException:
                self._forget()
                raise

    def seal(self, recordings: list[Data], quorum: Data, by: str) -> list[Entry]:
        """Seal the session: its first and last entry, the root over them, those of its recordings not yet listed, the quorum."""
        with self.turn:
            while len(recordings) > RECORDINGS_AN_ENTRY:
                part, recordings = recordings[:RECORDINGS_AN_ENTRY], recordings[RECORDINGS_AN_ENTRY:]
                self.record(Fact("recordings.listed", {"recordings": part}), by=by)
            seal = {
                "first": self.first,
                "last": self.ledger.size - 1,
                "root": base64.b64encode(self._tree.root()).decode(),
                "recordings": recordings,
                "quorum": quorum,
            }
            sealed = self.record(Fact("session.sealed", seal), by=by)
            self._forget()
            return sealed

    def check(self, kind: str, data: Data) -> None:
        """Raise `OutOfOrder` unless such an entry may come next."""
        with self.turn:
            moves.check(self.session, kind, data)

    def _check(self, facts: Iterable[Fact]) -> None:
        facts = [fact for fact in facts if not fact.of_the_station]
        # several moves at once are each judged after the ones before them
        trial = copy.deepcopy(self.session) if len(facts) > 1 else self.session
        for number, fact in enumerate(facts):
            moves.check(trial, fact.kind, fact.data)
            if number < len(facts) - 1:
                trial.apply(fact.kind, fact.data, self.ledger.size + number)

    def _event(self, fact: Fact, by: str | None) -> Event:
        data, openings = self._withheld(fact)
        check_data(fact.kind, data)
        return Event(kind=fact.kind, data=data, session=self.session_id, by=by, openings=tuple(openings))

    def _withheld(self, fact: Fact) -> tuple[Data, list[Opening]]:
        data, openings = dict(fact.data), []
        for name, shape in withheld_fields(fact.kind).items():
            if shape.always or name in self._withhold:
                digest, opening = commitment.commit(data[name])
                data[name] = {"commitment": digest}
                openings.append(opening)
        return data, openings

    def _append(self, events: list[Event]) -> list[Entry]:
        before = self.ledger.size
        try:
            written = self.ledger.append(*events)
        except CommitFailed:
            # The database may have taken them after all, all or none. Nobody else appends while we hold `turn`.
            self.in_doubt = True
            with self._reader.connect() as connection:
                written = list(proofs.entries(connection, before, self.ledger.size))
            self.in_doubt = False
            if not written:
                raise
        for entry in written:
            self._take(entry)
        return written

    def _take(self, entry: Entry) -> None:
        if self.session_id is None:
            return
        self._tree.push(leaf_hash(entry.encode()))
        if entry.session == self.session_id:
            self.session.apply(entry.kind, entry.data, entry.index)

    def _forget(self) -> None:
        self.session, self.session_id, self._tree = Session(), None, Frontier()

    def _resume(self) -> None:
        """Take up the session that was open when the recorder stopped, from its entries."""
        with self._reader.connect() as connection:
            row = connection.execute(select(SessionRow).where(SessionRow.stage != Stage.SEALED)).first()
            if row is None:
                return
            self.session, self.session_id = Session(session=row.session), row.session
            self.first = row.first_entry
            since = entries.c.entry >= row.first_entry
            for (leaf,) in connection.execute(select(entries.c.leaf_hash).where(since).order_by(entries.c.entry)):
                self._tree.push(leaf)
            # progress changes nothing that the rules ask about, and is most of a long session
            telling = (entries.c.session == row.session) & (entries.c.kind != "recordings.progressed")
            for index, body in connection.execute(
                select(entries.c.entry, entries.c.body).where(since & telling).order_by(entries.c.entry)
            ):
                entry = Entry.decode(index, body)
                self.session.apply(entry.kind, entry.data, entry.index)
