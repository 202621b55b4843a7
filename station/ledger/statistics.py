"""Counts and masses over time, from sealed sessions alone: what was burned, set aside and missing, by session and substance.

Promise: every figure is a sum over entries, and `entries_behind` names them. Limits: nothing here tells of officers, units or
cases, so that nothing can be ranked by them; a session that is not yet sealed is in no figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from station.ledger.queries import ConsignmentRow, PackageRow, SessionRow, WeighingRow
from station.rules.goods import Fate


@dataclass(frozen=True)
class Figures:
    """One sealed session and substance. Masses are in milligrams, as the scale showed them; times in microseconds since 1970."""

    session: str
    sealed_unix_us: int
    seal_entry: int
    substance: str
    consignments: int
    packages: int
    burned: int
    set_aside: int
    missing: int
    burned_mg: int
    set_aside_weighed_mg: int


COLUMNS = tuple(field.name for field in fields(Figures))
_IN_CONSIGNMENT = (PackageRow.session == ConsignmentRow.session) & (
    PackageRow.consignment == ConsignmentRow.consignment
)


def figures(connection: Connection) -> Iterator[Figures]:
    """All figures, in the order in which the sessions were sealed, then by substance."""
    rows = connection.execute(
        select(
            SessionRow.session,
            SessionRow.sealed_unix_us,
            SessionRow.seal_entry,
            ConsignmentRow.substance,
            func.count(ConsignmentRow.consignment.distinct()),
            func.count(PackageRow.package),
            *(_count(fate) for fate in (Fate.BURNED, Fate.SET_ASIDE, Fate.MISSING)),
            *(_mass(fate) for fate in (Fate.BURNED, Fate.SET_ASIDE)),
        )
        .join(ConsignmentRow, ConsignmentRow.session == SessionRow.session)
        .outerjoin(PackageRow, _IN_CONSIGNMENT)
        .where(SessionRow.seal_entry.is_not(None))
        .group_by(SessionRow.session, SessionRow.sealed_unix_us, SessionRow.seal_entry, ConsignmentRow.substance)
        .order_by(SessionRow.seal_entry, ConsignmentRow.substance)
    )
    return (Figures(*tuple(row)) for row in rows)


def entries_behind(connection: Connection, session: str, substance: str, fate: Fate) -> list[int]:
    """The numbers of the entries that a figure rests on: each package's registration and its newest weighing."""
    rows = connection.execute(
        select(PackageRow.entry, WeighingRow.entry)
        .join(ConsignmentRow, _IN_CONSIGNMENT)
        .join(SessionRow, SessionRow.session == PackageRow.session)
        .outerjoin(WeighingRow, WeighingRow.weighing == PackageRow.weighing)
        .where((PackageRow.session == session) & SessionRow.seal_entry.is_not(None))
        .where((ConsignmentRow.substance == substance) & (PackageRow.fate == fate))
    )
    return sorted({number for row in rows for number in row if number is not None})


def _count(fate: Fate) -> ColumnElement[int]:
    return func.count(case((PackageRow.fate == fate, 1)))


def _mass(fate: Fate) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((PackageRow.fate == fate, PackageRow.mass_mg))), 0)
