"""What an answer encloses, looked up: entries by number, openings, states of the log. The whole log is never read.

The case's entries are found by `station.ledger.goods`, those of its sessions between their openings and seals.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, func, select

from station.courts.errors import UnknownRequest
from station.formats.commitment import Opening, base64_text
from station.formats.entry import Entry
from station.ledger.cases import consignments_of, entries_of
from station.ledger.proofs import SignedCheckpoint, bodies, newest_checkpoint
from station.ledger.queries import ConsignmentRow, RequestRow, SessionRow
from station.ledger.tables import checkpoints, entries
from station.ledger.tables import openings as opening_table
from station.rules.goods_kinds import GOODS
from station.rules.kinds import withheld_fields
from station.rules.numbers import skeleton
from station.rules.shapes import Data, is_commitment
from station.verify.answers.chosen import SEAL_COSIGNED, SESSION_KINDS
from station.verify.answers.told import request_told

# Whose withheld values a court is shown: the request's, the goods', and the place. Names of people in the room stay withheld.
OPENED_KINDS = frozenset(GOODS) | {"court.requested", "session.opened"}
CHUNK = 500  # commitments in one question; SQLite takes no more than some thousands


@dataclass(frozen=True)
class Gathered:
    """The log's state of which the answer tells, the request, and what tells of its case up to there."""

    as_of: SignedCheckpoint
    request: Data
    entries: tuple[Entry, ...]
    openings: tuple[Opening, ...]
    sessions: tuple[Row[Any], ...]
    withheld: int

    @cached_property
    def opened(self) -> Mapping[str, Any]:
        """The values behind commitments."""
        return {each.commitment: each.value for each in self.openings}


def gather(connection: Connection, request: str) -> Gathered:
    """Look everything up in one snapshot of the database; raise `UnknownRequest`."""
    as_of, requested = newest_checkpoint(connection), _requested(connection, request)
    if as_of is None:
        raise UnknownRequest(request)
    asked = request_told(requested, {each.commitment: each.value for each in _openings(connection, [requested])})
    consignments = consignments_of(connection, asked["case"])
    sessions = _sessions(connection, {row.session for row in consignments})
    found = {requested.index: requested}
    found |= {each.index: each for each in entries_of(connection, {skeleton(row.consignment) for row in consignments})}
    for session in sessions:
        found |= {each.index: each for each in _of_session(connection, session, as_of.size)}
    chosen = tuple(found[number] for number in sorted(found) if number < as_of.size)
    opened = tuple(_openings(connection, [each for each in chosen if each.kind in OPENED_KINDS]))
    withheld = _withheld(connection, as_of.size, {each.commitment for each in opened})
    return Gathered(as_of, asked, chosen, opened, tuple(sessions), withheld)


def heads(connection: Connection, sessions: Iterable[Row[Any]], size: int) -> list[Data]:
    """The log's state before each session, and after its seal (null while it runs): what was signed nearest to it."""
    return [
        {
            "session": row.session,
            "before": _state(connection, row.first_entry, before=True),
            "after": None
            if row.seal_entry is None or row.seal_entry >= size
            else _state(connection, row.seal_entry + 1),
        }
        for row in sessions
    ]


def _requested(connection: Connection, request: str) -> Entry:
    number = connection.scalar(select(RequestRow.entry).where(RequestRow.request == request))
    if number is None:
        raise UnknownRequest(request)
    return Entry.decode(number, bodies(connection, number, number + 1)[0])


def _sessions(connection: Connection, names: set[str]) -> Sequence[Row[Any]]:
    wanted = select(SessionRow).where(SessionRow.session.in_(names)).order_by(SessionRow.first_entry)
    return connection.execute(wanted).all()


def _of_session(connection: Connection, row: Row[Any], size: int) -> Iterator[Entry]:
    stop = size if row.seal_entry is None else row.seal_entry + 1
    yield from _between(connection, row.first_entry, stop, SESSION_KINDS)
    if row.seal_entry is not None:
        later = select(func.min(SessionRow.first_entry)).where(SessionRow.first_entry > row.seal_entry)
        yield from _between(connection, stop, connection.scalar(later) or size, {SEAL_COSIGNED})


def _between(connection: Connection, first: int, stop: int, kinds: Iterable[str]) -> Iterator[Entry]:
    within = (entries.c.entry >= first) & (entries.c.entry < stop) & entries.c.kind.in_(sorted(kinds))
    for index, body in connection.execute(
        select(entries.c.entry, entries.c.body).where(within).order_by(entries.c.entry)
    ):
        yield Entry.decode(index, body)


def _openings(connection: Connection, told: Iterable[Entry]) -> Iterator[Opening]:
    """The openings that the station has of these entries' commitments, in their order."""
    wanted = [
        entry.data[name]["commitment"]
        for entry in told
        for name in withheld_fields(entry.kind)
        if is_commitment(entry.data[name])
    ]
    for first in range(0, len(wanted), CHUNK):
        part = wanted[first : first + CHUNK]
        rows = connection.execute(select(opening_table).where(opening_table.c.commitment.in_(part)))
        known = {row.commitment: Opening(row.commitment, row.salt, json.loads(row.value)) for row in rows}
        yield from (known[each] for each in part if each in known)


def _withheld(connection: Connection, size: int, opened: set[str]) -> int:
    """How many registrations of consignments bear a case number that the answer does not open."""
    rows = connection.scalars(select(ConsignmentRow.case_json).where(ConsignmentRow.entry < size))
    cases = (json.loads(each) for each in rows)
    return sum(1 for each in cases if is_commitment(each) and each["commitment"] not in opened)


def _state(connection: Connection, size: int, *, before: bool = False) -> Data:
    """The checkpoint of that size; where entries were signed together, the last one before it or the first after it."""
    within = checkpoints.c.size <= size if before else checkpoints.c.size >= size
    order = checkpoints.c.size.desc() if before else checkpoints.c.size
    row = connection.execute(select(checkpoints).where(within).order_by(order).limit(1)).one()
    return {"size": row.size, "root": base64_text(row.root)}
