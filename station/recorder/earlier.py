"""Which packages had a list's numbers before: looked up for the whole list, or it would hold the book's turn for seconds."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Result, Row, select

from station.ledger.cases import CHUNK, Cases
from station.ledger.queries import ConsignmentRow, PackageRow
from station.recorder import commands as say
from station.rules.numbers import skeleton

Rows = dict[str, list[Row[Any]]]  # skeleton -> packages, in order of registration


class Earlier:
    """What the log holds beside the session at hand, as far as this list needs it."""

    def __init__(self, connection: Connection, session: str | None, order: say.LoadList) -> None:
        self._connection = connection
        self._cases = {each.consignment: each.case for each in order.consignments}
        others = PackageRow.session != session
        self._numbers = self._of(PackageRow.package_skeleton, others, (each.package for each in order.packages))
        self._seals = self._of(
            PackageRow.seal_skeleton, others, (seal for each in order.packages for seal in _seals(each))
        )
        self._in_cases: dict[str, Rows] = {}

    def alike(self, order: say.Package) -> list[Row[Any]]:
        """The packages of other sessions whose number or seal would be taken for this one's, in order of registration."""
        rows = {*self._numbers.get(skeleton(order.package), ())}
        rows.update(row for seal in _seals(order) for row in self._seals.get(skeleton(seal), ()))
        return sorted(rows, key=lambda row: int(row.entry))

    def numbered(self, consignment: str, number: str) -> list[Row[Any]]:
        """The packages of a consignment's case that have this number within the case, of whichever session."""
        if consignment not in self._in_cases:
            self._in_cases[consignment] = self._of_case(consignment)
        return self._in_cases[consignment].get(skeleton(number), [])

    @cached_property
    def _known(self) -> Cases:
        return Cases(self._connection)

    def _of(self, column: Any, others: ColumnElement[bool], numbers: Iterable[str]) -> Rows:
        wanted = sorted({skeleton(each) for each in numbers})
        found: Rows = defaultdict(list)
        columns = (
            PackageRow.session,
            PackageRow.package,
            PackageRow.package_skeleton,
            PackageRow.fate,
            PackageRow.consignment,
        )
        for first in range(0, len(wanted), CHUNK):
            among = column.in_(wanted[first : first + CHUNK])
            for row in self._connection.execute(
                select(*columns, PackageRow.entry, column.label("like")).where(among & others)
            ):
                found[row.like].append(row)
        return found

    def _of_case(self, consignment: str) -> Rows:
        same_case = ConsignmentRow.skeleton == skeleton(consignment)
        same_case |= ConsignmentRow.case_json.in_(self._case_forms(consignment))
        belongs = (PackageRow.session == ConsignmentRow.session) & (
            PackageRow.consignment == ConsignmentRow.consignment
        )
        columns = (PackageRow.session, PackageRow.package, PackageRow.fate)
        found: Rows = defaultdict(list)
        rows: Result[Any] = self._connection.execute(
            select(*columns, PackageRow.case_package_skeleton.label("like"))
            .join(ConsignmentRow, belongs)
            .where(same_case & PackageRow.case_package_skeleton.is_not(None))
            .order_by(PackageRow.entry)
        )
        for row in rows:
            found[row.like].append(row)
        return found

    def _case_forms(self, consignment: str) -> list[str]:
        """The forms in which its case may stand: as the list names it, or as it was registered before."""
        if consignment in self._cases:
            return self._known.forms_of(self._cases[consignment])
        registered = select(ConsignmentRow.case_json).where(ConsignmentRow.skeleton == skeleton(consignment))
        held = self._connection.scalars(registered).all()
        return [form for each in held for form in self._known.same_forms(each)]


def _seals(order: say.Package) -> list[str]:
    """Today's seal and those that it is said to have had: under any of them it may have been here before."""
    return [each for each in (order.seal, order.seal_at_seizure, order.seal_in_store) if each is not None]
