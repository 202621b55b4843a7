"""What the log holds of goods: a case's consignments over the station's whole life, and the entries that tell of them.

Entries are looked up by the index of `station.ledger.goods`, so that an answer costs the same in a log of a day and of ten years.
A case's number is held against those of all registrations, thousands in a life, since it may be written otherwise.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from station.formats.entry import Entry
from station.ledger.queries import ConsignmentRow, GoodsRow, SessionRow, WeighingRow
from station.ledger.tables import entries, openings
from station.rules.numbers import case_skeleton, same_case
from station.rules.shapes import is_commitment

CHUNK = 500  # numbers in one question; SQLite takes no more than some thousands
# Each case number as query rows hold it, and the value of its opening where it is withheld and can be opened.
_COMMITMENT = func.substr(ConsignmentRow.case_json, len('{"commitment":"') + 1, 64)
_WRITTEN = select(ConsignmentRow.case_json, openings.c.value).outerjoin(openings, openings.c.commitment == _COMMITMENT)


class Cases:
    """The case numbers of all registrations, by what each would be read as. Read once; later registrations are not in it."""

    def __init__(self, connection: Connection) -> None:
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._skeletons: dict[str, str] = {}
        for form, value in connection.execute(_WRITTEN):
            written = _readable(form, value)
            if written is not None and form not in self._skeletons:
                self._skeletons[form] = case_skeleton(written)
                self._forms[case_skeleton(written)].append(form)

    def forms_of(self, case: str) -> list[str]:
        """The forms in which query rows hold a case: the JSON of its number however written, and of its commitments."""
        return self._forms.get(case_skeleton(case), [])

    def same_forms(self, stored: str) -> list[str]:
        """The forms of the case that one of the rows holds so; nobody can say more of one that cannot be opened."""
        case = self._skeletons.get(stored)
        return [stored] if case is None else self._forms[case]


def is_of_case(connection: Connection, stored: str, case: str) -> bool:
    """Whether the number that a query row holds would be read as this one; of one that cannot be opened nobody can say so."""
    value = json.loads(stored)
    wanted = openings.c.commitment == (value["commitment"] if is_commitment(value) else "")
    written = _readable(stored, connection.scalar(select(openings.c.value).where(wanted)))
    return written is not None and same_case(written, case)


def consignments_of(connection: Connection, case: str) -> Sequence[Row[Any]]:
    """The case's consignments, whether the log shows the case number or withholds it, in order of registration."""
    wanted = ConsignmentRow.case_json.in_(Cases(connection).forms_of(case))
    return connection.execute(select(ConsignmentRow).where(wanted).order_by(ConsignmentRow.entry)).all()


def _readable(stored: str, opened: str | None) -> str | None:
    """The case number that a query row holds so, or that its opening holds; None where it cannot be opened."""
    value: object = json.loads(stored)
    if is_commitment(value):
        value = None if opened is None else json.loads(opened)
    return None if value is None else str(value)


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
