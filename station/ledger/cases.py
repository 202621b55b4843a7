"""What the log holds of goods: a case's consignments over the station's whole life, and the entries that tell of them.

Entries are looked up by the index of `station.ledger.goods`, so that an answer costs the same in a log of a day and of ten years.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from station.formats.canonical import canonical
from station.formats.entry import Entry
from station.ledger.queries import ConsignmentRow, GoodsRow, SessionRow, WeighingRow
from station.ledger.tables import entries, openings

CHUNK = 500  # numbers in one question; SQLite takes no more than some thousands


def forms_of(connection: Connection, value: str) -> list[str]:
    """The forms in which query rows hold a text that may be withheld: its JSON, and its commitments'."""
    plain = canonical(value).decode()
    commitments = connection.scalars(select(openings.c.commitment).where(openings.c.value == plain))
    return [plain, *(canonical({"commitment": each}).decode() for each in commitments)]


def same_forms(connection: Connection, stored: str) -> list[str]:
    """The forms in which query rows hold the text that one of them holds so."""
    value = json.loads(stored)
    if isinstance(value, str):
        return forms_of(connection, value)
    opened = connection.scalar(select(openings.c.value).where(openings.c.commitment == value["commitment"]))
    return [stored] if opened is None else forms_of(connection, json.loads(opened))


def consignments_of(connection: Connection, case: str) -> Sequence[Row[Any]]:
    """The case's consignments, whether the log shows the case number or withholds it, in order of registration."""
    wanted = ConsignmentRow.case_json.in_(forms_of(connection, case))
    return connection.execute(select(ConsignmentRow).where(wanted).order_by(ConsignmentRow.entry)).all()


def entries_of(connection: Connection, skeletons: Collection[str]) -> Iterator[Entry]:
    """All entries that tell of these consignments (their numbers' skeletons), in order."""
    numbers = connection.scalars(select(GoodsRow.entry).where(GoodsRow.consignment.in_(skeletons)))
    return _read(connection, set(numbers))


def goods_entries(connection: Connection, session: str | None = None) -> Iterator[Entry]:
    """The entries of a session, or of the station's life, that a balance is drawn up from, in order."""
    opened, told = select(SessionRow.first_entry), select(GoodsRow.entry)
    ash = select(WeighingRow.entry).where(WeighingRow.purpose == "residue")
    if session is not None:
        opened = opened.where(SessionRow.session == session)
        ash = ash.where(WeighingRow.session == session)
        first, last = connection.execute(
            select(SessionRow.first_entry, SessionRow.seal_entry).where(SessionRow.session == session)
        ).one()
        told = told.where(GoodsRow.entry >= first)
        told = told if last is None else told.where(GoodsRow.entry <= last)
    numbers = {number for question in (opened, told, ash) for number in connection.scalars(question)}
    return _read(connection, numbers)


def _read(connection: Connection, numbers: Iterable[int]) -> Iterator[Entry]:
    ordered = sorted(numbers)
    for first in range(0, len(ordered), CHUNK):
        wanted = entries.c.entry.in_(ordered[first : first + CHUNK])
        for index, body in connection.execute(
            select(entries.c.entry, entries.c.body).where(wanted).order_by(entries.c.entry)
        ):
            yield Entry.decode(index, body)
