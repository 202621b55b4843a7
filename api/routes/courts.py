"""Courts: which requests there are, open ones first; and their answers, made and fetched by operators.

An answer is made by this process from the log and the files, which are hashed for it: minutes, where there are gigabytes. It is
made on even when whoever asked hangs up; asked again, it is there. Beside its secret, it is all that this service writes.
"""

import time
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from sqlalchemy import Row, select

from api.guards import OperatorDep, insider, json_only
from api.kinds import Kind
from api.models.courts import AnswerBody, RequestShown
from api.problems import Refused, documented
from api.state import ConnectionDep, State, StateDep
from station.courts import errors
from station.courts.answer import Order
from station.courts.package import answer, folder_of, packed
from station.ledger.queries import RequestRow
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.client import RecorderUnreachable
from station.verify.answers import form

HOUR_US = 3_600_000_000
MADE = (
    Kind.BAD_REQUEST,
    Kind.NOT_LOGGED_IN,
    Kind.OTHER_ORIGIN,
    Kind.NOT_READY,
    Kind.NOT_ANSWERABLE,
    Kind.NOT_JSON,
    Kind.TOO_LARGE,
    Kind.FILE_DAMAGED,
    Kind.MISUNDERSTOOD,
    Kind.RECORDER_FAILED,
    Kind.NO_RECORDER,
    Kind.NO_OPERATORS,
    Kind.NO_TOKEN,
    Kind.DISK_FULL,
)
RequestPath = Annotated[say.Number, InPath(description="the request's number", examples=["R1"])]
FETCHED = documented(Kind.NOT_LOGGED_IN, Kind.OTHER_ORIGIN, Kind.NO_OPERATORS, Kind.FILE_DAMAGED)

router = APIRouter(
    prefix="/court-requests",
    tags=["courts"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.NO_DATABASE),
)


@router.get("")
def list_requests(connection: ConnectionDep) -> list[RequestShown]:
    """All requests of courts: first those that wait, the oldest first; then the answered ones, the newest first."""
    shown = [_shown(row) for row in connection.execute(select(RequestRow).order_by(RequestRow.entry))]
    waiting = [each for each in shown if each.answer_entry is None]
    return waiting + [each for each in reversed(shown) if each.answer_entry is not None]


@router.get("/{request}")
def read_request(connection: ConnectionDep, request: RequestPath) -> RequestShown:
    """One request, and whether it was answered."""
    row = connection.execute(select(RequestRow).where(RequestRow.request == request)).first()
    if row is None:
        raise _refused(errors.UnknownRequest(request))
    return _shown(row)


@router.post("/{request}/answer", status_code=201, dependencies=[Depends(json_only)], responses=documented(*MADE))
def make_answer(shared: StateDep, by: OperatorDep, request: RequestPath, body: AnswerBody) -> RequestShown:
    """Make the answer, record its hashes in the log, and keep it. A request that was answered stays as it is."""
    station = shared["config"].station
    order = Order(request, body.language, by, body.by_name)
    try:
        answer(shared["engine"], station.recordings, order, lambda told: _send(shared, by, told))
    except errors.CourtError as error:
        raise _refused(error) from error
    with shared["engine"].connect() as connection:
        return read_request(connection, request)


@router.get("/{request}/answer.json", dependencies=[Depends(insider)], response_class=Response, responses=FETCHED)
def read_answer(shared: StateDep, request: RequestPath) -> Response:
    """The answer for programs, as its hash was recorded. Personal data inside."""
    return FileResponse(_folder(shared, request) / form.ANSWER, media_type="application/json")


@router.get("/{request}/answer.pdf", dependencies=[Depends(insider)], response_class=Response, responses=FETCHED)
def read_document(shared: StateDep, request: RequestPath) -> Response:
    """The answer on paper, as its hash was recorded. Personal data inside."""
    return FileResponse(_folder(shared, request) / form.DOCUMENT, media_type="application/pdf")


@router.get("/{request}/answer.zip", dependencies=[Depends(insider)], response_class=Response, responses=FETCHED)
def read_package(shared: StateDep, request: RequestPath) -> Response:
    """The whole answer, with entries and proofs: what `station court check` checks. Personal data inside."""
    named = {"Content-Disposition": f'attachment; filename="{request}.zip"'}
    return Response(packed(_folder(shared, request)), media_type="application/zip", headers=named)


def _shown(row: Row[Any]) -> RequestShown:
    until_us = row.answered_unix_us or time.time_ns() // 1000
    age = {"age_hours": max(0, until_us - row.unix_us) // HOUR_US}
    return RequestShown.model_validate(row._asdict() | age)


def _folder(shared: State, request: str) -> Path:
    try:
        return folder_of(shared["engine"], shared["config"].station.recordings, request)
    except errors.CourtError as error:
        raise _refused(error) from error


def _send(shared: State, by: str, order: say.AnswerRequest) -> Done:
    told = shared["recorder"].send(say.Request(by=by, order=order))
    if told.done is None:
        raise RecorderUnreachable("The recorder's answer is not one to a command; is it of the same version?")
    return told.done


def _refused(error: errors.CourtError) -> Refused:
    if isinstance(error, errors.AnswerInTheMaking):
        return Refused(Kind.NOT_READY, str(error), "Ask again later; it is made on by itself.")
    if isinstance(error, errors.AnsweredBefore):
        return Refused(
            Kind.FILE_DAMAGED, str(error), "Put the answer's folder back, or record and answer another request."
        )
    return Refused(
        Kind.NOT_FOUND, str(error), "GET /api/v1/court-requests lists the requests, and which were answered."
    )
