"""Where the open session stands: its entries folded by the station's own rules, kept, and carried on from question to question.

The recorder holds the same fold (`station.recorder.book`); this one is of what stands in the log, so it tells nothing that is
not durable. A session of thousands of packages is folded once, not with every question.
"""

import json
import threading
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from api.models.standing import (
    ConsignmentStanding,
    DifferenceShown,
    Due,
    PackageStanding,
    PersonStanding,
    StandingShown,
    WeightStanding,
)
from station.ledger import proofs
from station.ledger.queries import ConsignmentRow, PackageRow
from station.ledger.tables import entries
from station.rules.doubts import comparison
from station.rules.goods import Consignment, Fate, Package
from station.rules.moves import OutOfOrder, check
from station.rules.room import seats_accounted
from station.rules.scale import scale_checked, scale_checked_after, set_by_hand
from station.rules.session import Session, Stage
from station.rules.shapes import Data

# Progress changes nothing that the rules ask about, and is most of a long session.
PASSED_OVER = "recordings.progressed"
IN_QUESTION = frozenset({Fate.REGISTERED, Fate.WEIGHED, Fate.SET_ASIDE})


class Standings:
    """Remembers the session that was asked about last; any thread may ask, and while one folds the others wait."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._session, self._next = Session(), 0

    def of(self, connection: Connection, row: Row[Any]) -> StandingShown:
        """Where a session stands, given its row of the sessions."""
        with self._turn:
            if self._session.session != row.session:
                self._session, self._next = Session(session=row.session), row.first_entry
            size = proofs.size_of(connection)
            self._fold(connection, size)
            return _shown(connection, self._session, size)

    def _fold(self, connection: Connection, size: int) -> None:
        wanted = (
            select(entries.c.entry, entries.c.kind, entries.c.body)
            .where(entries.c.entry >= self._next, entries.c.entry < size)
            .where(entries.c.session == self._session.session, entries.c.kind != PASSED_OVER)
            .order_by(entries.c.entry)
        )
        for number, kind, body in connection.execute(wanted):
            self._session.apply(kind, json.loads(body)["data"], number)
            self._next = number + 1


def _shown(connection: Connection, session: Session, size: int) -> StandingShown:
    return StandingShown(
        session=session.session,
        stage=session.stage,
        batch=session.batch,
        entries=size,
        due=list(_due(session)) if session.stage is Stage.OPEN else [],
        missing={kind: _missing(session, kind, data) for kind, data in _steps(session)},
        empty_seats=[role for role in session.seats if role not in session.ever_present | session.absent],
        people=[_person(session, person) for person in session.roles],
        quorum=session.quorum,
        quorum_missing=session.quorum_missing(),
        check_weights=[
            WeightStanding(weight=name, nominal_mg=nominal_mg, passed=session.checks.get(name))
            for name, nominal_mg in session.check_weights.items()
        ],
        batches_ended=session.batches_ended,
        residue_mg=session.residue_mg,
        consignments=_consignments(connection, session),
        packages=_packages(connection, session),
    )


def _due(session: Session) -> Iterator[Due]:
    """What the rules ask of people and scale, in the order in which it is done."""
    if any(seats_accounted(session, {})):
        yield Due.SEATS
    if set_by_hand(session) and not session.display_confirmed:
        yield Due.DISPLAY
    if any(scale_checked(session, {})):
        yield Due.CHECK_OPENING
    if session.batches_ended and session.residue_mg is None and not session.residue_excused:
        yield Due.RESIDUE
    if any(scale_checked_after(session)):
        yield Due.EMPTY_SCALE if session.checked_since_fire else Due.CHECK_CLOSE


def _steps(session: Session) -> Iterator[tuple[str, Data]]:
    """The steps that a whole room waits for, with the data that the recorder would give them."""
    yield "batch.opened", {"batch": f"B{len(session.batches_begun) + 1}"}
    weighed = session.of_fate(Fate.WEIGHED, batch=session.batch)
    load = {"packages": [each.number for each in weighed], "mass_mg": sum(each.mass_mg or 0 for each in weighed)}
    yield "furnace.charged", {"batch": session.batch} | load
    yield (
        "session.closed",
        {
            "packages_burned": len(session.of_fate(Fate.BURNED)),
            "packages_set_aside": len(session.of_fate(Fate.SET_ASIDE)),
            "packages_missing": len(session.of_fate(Fate.MISSING)),
            "burned_mg": session.burned_mg(),
            "residue_mg": session.residue_mg,
        },
    )


def _missing(session: Session, kind: str, data: Data) -> list[str]:
    try:
        check(session, kind, data)
    except OutOfOrder as error:
        return error.missing
    return []


def _person(session: Session, person: str) -> PersonStanding:
    return PersonStanding(
        person=person,
        role=session.roles[person],
        present=person in session.people,
        key=person in session.keys,
        cosigned=person in session.cosigned,
    )


def _consignments(connection: Connection, session: Session) -> list[ConsignmentStanding]:
    columns = (ConsignmentRow.consignment, ConsignmentRow.substance)
    told = connection.execute(select(*columns).where(ConsignmentRow.session == session.session))
    substances = {row.consignment: row.substance for row in told}
    return [_consignment(session, each, substances[each.number]) for each in session.consignments.values()]


def _consignment(session: Session, known: Consignment, substance: str) -> ConsignmentStanding:
    fates = [package.fate for package in session.of_consignment(known.number)]
    return ConsignmentStanding(
        consignment=known.number,
        substance=substance,
        closed=known.closed,
        opinions=known.opinions,
        samples=known.samples,
        fates={fate: fates.count(fate) for fate in Fate if fate in fates},
    )


def _packages(connection: Connection, session: Session) -> list[PackageStanding]:
    columns = (PackageRow.package, PackageRow.description, PackageRow.reason)
    told = connection.execute(select(*columns).where(PackageRow.session == session.session))
    rows = {number: (description, reason) for number, description, reason in told}
    return [_package(session, each, *rows[each.number]) for each in session.packages.values()]


def _package(session: Session, known: Package, description: str, reason: str | None) -> PackageStanding:
    return PackageStanding(
        package=known.number,
        consignment=known.consignment,
        seal=known.seal,
        description=description,
        fate=known.fate,
        reason=reason,
        batch=known.batch,
        presented=known.presented,
        mass_mg=known.mass_mg,
        difference=_difference(known),
        results=[result for _, result in known.results],
        doubts=session.doubts(known) if known.fate in IN_QUESTION else [],
    )


def _difference(known: Package) -> DifferenceShown | None:
    found = comparison(known)
    if found is None or known.mass_mg is None:
        return None
    return DifferenceShown(
        papers_mg=known.mass_mg - found.difference_mg,
        difference_mg=found.difference_mg,
        u_mg=found.u_mg,
        change=found.change,
    )
