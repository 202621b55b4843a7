"""Recordings: what the log says of them, their files, their fragments, and which hash belongs to which case."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Response
from sqlalchemy import Connection, Row, select

from api import footage
from api.guards import viewer
from api.kinds import Kind
from api.models.recordings import FragmentPage, RecordingShown
from api.problems import Refused, documented
from api.routes.parameters import Limit, RecordingPath, Start
from api.state import ConnectionDep, StateDep
from station.ledger.queries import RecordingRow

router = APIRouter(
    prefix="/recordings",
    tags=["recordings"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.FILE_DAMAGED, Kind.NO_DATABASE),
)

ETAG = f'"{"9f" * 32}"'


@router.get("/{recording}")
def read_recording(connection: ConnectionDep, recording: RecordingPath) -> RecordingShown:
    """A recording and the newest totals that an entry committed."""
    return RecordingShown.model_validate(_row(connection, recording))


@router.head("/{recording}/file", include_in_schema=False, dependencies=[Depends(viewer)])
@router.get(
    "/{recording}/file",
    response_class=Response,
    dependencies=[Depends(viewer)],
    responses={
        200: {"description": "The whole file, or all that is durable so far", "content": {"*/*": {}}},
        206: {"description": "The range that was asked for", "content": {"*/*": {}}},
        304: {"description": "The reader has it already"},
        **documented(Kind.BAD_RANGE, Kind.NOT_LOGGED_IN, Kind.OTHER_ORIGIN, Kind.NO_OPERATORS),
    },
)
def read_file(
    shared: StateDep,
    connection: ConnectionDep,
    recording: RecordingPath,
    if_none_match: Annotated[str | None, Header(description="ETags that the reader has", examples=[ETAG])] = None,
) -> Response:
    """The file itself, with Range, for operators: faces are in it. Only a setting, `api.footage`, opens it to everybody.

    Its ETag is its SHA-256 once it is finished; until then it grows by fragments.
    """
    row = _row(connection, recording)
    shown = footage.footage(shared["config"].station.recordings, row)
    if footage.unchanged(shown, if_none_match):
        return Response(status_code=304, headers=footage.validators(shown))
    return footage.FootageResponse(shown, row.media)


@router.get("/{recording}/fragments")
def read_fragments(
    shared: StateDep, connection: ConnectionDep, recording: RecordingPath, start: Start = 0, limit: Limit = 100
) -> FragmentPage:
    """The recording's fragments with their hashes, as the list beside the file has them."""
    path = footage.fragments_of(footage.file_of(shared["config"].station.recordings, _row(connection, recording)))
    found = list(footage.read_fragments(path, start, limit + 1))
    more = start + limit if len(found) > limit else None
    return FragmentPage(recording=recording, fragments=found[:limit], next=more)


def _row(connection: Connection, recording: str) -> Row[Any]:
    row = connection.execute(select(RecordingRow).where(RecordingRow.recording == recording)).first()
    if row is None:
        raise Refused(
            Kind.NOT_FOUND,
            f"There is no recording {recording}.",
            "GET /api/v1/sessions/SESSION/recordings lists the recordings of a session.",
        )
    return row
