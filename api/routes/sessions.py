"""Sessions, and all that belongs to one."""

from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query
from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import InstrumentedAttribute

from api.kinds import Kind
from api.models.recordings import RecordingShown
from api.models.sessions import (
    BatchShown,
    ConsignmentShown,
    IncidentShown,
    PackageShown,
    PersonShown,
    SessionFull,
    SessionPage,
    SessionShown,
    WeighingShown,
)
from api.models.values import Shown
from api.problems import Refused, documented
from api.routes.parameters import MAX_NUMBER, Limit, SessionPath
from api.state import ConnectionDep
from station.ledger.queries import (
    BatchRow,
    ConsignmentRow,
    IncidentRow,
    PackageRow,
    PersonRow,
    RecordingRow,
    SessionRow,
    WeighingRow,
)
from station.ledger.tables import Base

Answer = TypeVar("Answer", bound=Shown)

router = APIRouter(
    prefix="/sessions", tags=["sessions"], responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.NO_DATABASE)
)


@router.get("")
def list_sessions(
    connection: ConnectionDep,
    before: Annotated[
        int | None, Query(ge=0, le=MAX_NUMBER, description="`before` of the page that came last", examples=[1041])
    ] = None,
    limit: Limit = 50,
) -> SessionPage:
    """Sessions, newest first."""
    wanted = select(SessionRow).order_by(SessionRow.first_entry.desc()).limit(limit + 1)
    if before is not None:
        wanted = wanted.where(SessionRow.first_entry < before)
    rows = connection.execute(wanted).all()
    shown = [SessionShown.model_validate(row) for row in rows[:limit]]
    return SessionPage(sessions=shown, before=shown[-1].first_entry if len(rows) > limit else None)


@router.get("/{session}")
def read_session(connection: ConnectionDep, session: SessionPath) -> SessionFull:
    """One session with its people (as roles), goods, batches, weighings, recordings and incidents."""
    columns = known_session(connection, session)._asdict()
    belongings = {
        "people": _of(connection, PersonRow, PersonRow.entry, session, PersonShown),
        "consignments": _of(connection, ConsignmentRow, ConsignmentRow.entry, session, ConsignmentShown),
        "packages": _of(connection, PackageRow, PackageRow.entry, session, PackageShown),
        "batches": read_batches(connection, session),
        "weighings": read_weighings(connection, session),
        "recordings": read_recordings(connection, session),
        "incidents": _of(connection, IncidentRow, IncidentRow.entry, session, IncidentShown),
    }
    return SessionFull.model_validate(columns | belongings)


@router.get("/{session}/batches")
def read_batches(connection: ConnectionDep, session: SessionPath) -> list[BatchShown]:
    """The session's furnace loads, in order."""
    known_session(connection, session)
    return _of(connection, BatchRow, BatchRow.entry, session, BatchShown)


@router.get("/{session}/weighings")
def read_weighings(connection: ConnectionDep, session: SessionPath) -> list[WeighingShown]:
    """The session's weighings, in order; a corrected one stays."""
    known_session(connection, session)
    return _of(connection, WeighingRow, WeighingRow.entry, session, WeighingShown)


@router.get("/{session}/recordings")
def read_recordings(connection: ConnectionDep, session: SessionPath) -> list[RecordingShown]:
    """The session's recordings, in the order in which they started."""
    known_session(connection, session)
    return _of(connection, RecordingRow, RecordingRow.start_entry, session, RecordingShown)


def known_session(connection: Connection, session: str) -> Row[Any]:
    """The session's row; raise `Refused` when there is none."""
    row = connection.execute(select(SessionRow).where(SessionRow.session == session)).first()
    if row is None:
        raise Refused(
            Kind.NOT_FOUND,
            f"There is no session {session}.",
            "GET /api/v1/sessions lists the sessions that there are.",
        )
    return row


def _of(
    connection: Connection, row: type[Base], order: InstrumentedAttribute[int], session: str, shown: type[Answer]
) -> list[Answer]:
    wanted = select(row).where(row.__table__.c.session == session).order_by(order)
    return [shown.model_validate(found) for found in connection.execute(wanted)]
