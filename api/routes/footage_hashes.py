"""What a court asks: which footage belongs to this case, this session or this hash, and what is its SHA-256."""

from collections.abc import Sequence
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Query
from fastapi.exceptions import RequestValidationError
from sqlalchemy import ColumnElement, Connection, Row, select

from api.guards import AddressDep
from api.kinds import Kind
from api.models.recordings import CaseConsignment, FootageHash, FootageHashes
from api.problems import Refused, documented
from api.routes.sessions import known_session
from api.state import ConnectionDep, StateDep
from api.turns import MustWait, Turns
from station.ledger.cases import consignments_of
from station.ledger.queries import RecordingRow, SessionRow
from station.recorder.commands import Number, Text

LOG = structlog.get_logger(__name__)

router = APIRouter(
    tags=["recordings"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.TOO_MANY_QUESTIONS, Kind.NO_DATABASE),
)

HOW_TO_CHECK = [
    "Take the file from a bag, or logged in from /api/v1/recordings/RECORDING/file: `sha256sum FILE` must print this sha256.",
    "The same sha256 stands in the entry finish_entry (GET /api/v1/entries/N), and in the seal of the session, seal_entry.",
    "GET /api/v1/entries/N/bytes is what was hashed; /api/v1/entries/N/tlog-proof proves that it stands in the signed log.",
    "A recording without sha256 is still growing, or its station stopped; root covers the fragments committed so far.",
]


class Question:
    """Exactly one of a session, a case number or a hash."""

    def __init__(
        self,
        session: Annotated[Number | None, Query(description="a session's id", examples=["2026-11-21-1"])] = None,
        case: Annotated[Text | None, Query(description="a case number", examples=["26-7512-00-3/118"])] = None,
        sha256: Annotated[
            str | None,
            Query(pattern="^[0-9a-f]{64}$", description="of a file, as sha256sum prints it", examples=["9f" * 32]),
        ] = None,
    ) -> None:
        if sum(each is not None for each in (session, case, sha256)) != 1:
            wrong = {"type": "value_error", "loc": ("query",), "msg": "give exactly one of session, case and sha256"}
            raise RequestValidationError([wrong])
        self.session, self.case, self.sha256 = session, case, sha256


@router.get("/footage-hashes")
def footage_hashes(
    shared: StateDep, connection: ConnectionDep, address: AddressDep, question: Annotated[Question, Depends()]
) -> FootageHashes:
    """Which footage, with which hash. Ask by session, by case number, or by the hash of a file that you hold.

    Case numbers may be withheld in the log, so an address may ask for 20 a minute. The station's own log notes that an
    address asked by case number, and not for which.
    """
    consignments: Sequence[Row[Any]] = []
    wanted: ColumnElement[bool]
    if question.case is not None:
        consignments = asked_by_case(connection, shared["questions"], address, question.case)
        wanted = RecordingRow.session.in_({row.session for row in consignments})
    elif question.session is not None:
        known_session(connection, question.session)
        wanted = RecordingRow.session == question.session
    else:
        wanted = RecordingRow.sha256 == question.sha256
    return FootageHashes(
        case=question.case,
        consignments=[CaseConsignment.model_validate(row) for row in consignments],
        recordings=_recordings(connection, wanted, question.sha256),
        how_to_check=HOW_TO_CHECK,
    )


def asked_by_case(connection: Connection, questions: Turns, address: str, case: str) -> Sequence[Row[Any]]:
    """Answer one of the address's questions of this minute; raise `Refused` when it had them all, or nothing is found."""
    try:
        this_minute = questions.take(address)
    except MustWait as told:
        # not logged: the last allowed question was, and a flood of these must not fill the disk
        raise Refused(Kind.TOO_MANY_QUESTIONS, headers={"Retry-After": str(told.wait_s)}) from None
    rows = consignments_of(connection, case)
    LOG.info("asked_by_case", address=address, this_minute=this_minute, found=bool(rows))
    if not rows:
        raise Refused(
            Kind.NOT_FOUND,
            "No consignment is registered here under this case number, nor under one that would be read as the same.",
            "Compare the case number with the papers, letter by letter; another station may have burned it.",
        )
    return rows


def _recordings(connection: Connection, wanted: ColumnElement[bool], sha256: str | None) -> list[FootageHash]:
    seals = select(RecordingRow, SessionRow.seal_entry).join(SessionRow, SessionRow.session == RecordingRow.session)
    rows = connection.execute(seals.where(wanted).order_by(RecordingRow.start_entry)).all()
    if not rows and sha256 is not None:
        raise Refused(
            Kind.NOT_FOUND,
            f"No finished recording of this station has the SHA-256 {sha256}.",
            "The file was changed, is cut short, or was not made here. Hash it again; compare its length with the record's.",
        )
    return [FootageHash.model_validate(row) for row in rows]
