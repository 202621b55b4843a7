"""The image of a package as it was shown to the cameras."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Response
from sqlalchemy import Connection, Row, select

from api import footage
from api.guards import viewer
from api.kinds import Kind
from api.problems import Refused, documented
from api.routes.parameters import PackagePath, SessionPath
from api.state import ConnectionDep, StateDep
from station.formats.entry import Entry
from station.ledger.queries import GoodsRow, PackageRow
from station.ledger.tables import entries
from station.rules.numbers import skeleton
from station.rules.shapes import Data

router = APIRouter(
    prefix="/sessions",
    tags=["recordings"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.FILE_DAMAGED, Kind.NO_DATABASE),
)

ETAG = f'"{"9f" * 32}"'


@router.get(
    "/{session}/packages/{package:path}/image",
    response_class=Response,
    dependencies=[Depends(viewer)],
    responses={
        200: {"description": "The image, a JPEG", "content": {"image/jpeg": {}}},
        206: {"description": "The range that was asked for", "content": {"image/jpeg": {}}},
        304: {"description": "The reader has it already"},
        **documented(Kind.BAD_RANGE, Kind.NOT_LOGGED_IN, Kind.OTHER_ORIGIN, Kind.NO_OPERATORS),
    },
)
def read_image(
    shared: StateDep,
    connection: ConnectionDep,
    session: SessionPath,
    package: PackagePath,
    if_none_match: Annotated[str | None, Header(description="ETags that the reader has", examples=[ETAG])] = None,
) -> Response:
    """The frame of the first camera's film at the moment when the package was presented, the last time; for whom films are.

    Its ETag is the SHA-256 that the entry `image.cut` holds, which says the frame and its time.
    """
    shown = footage.image(shared["config"].station.recordings, _newest(connection, _row(connection, session, package)))
    if footage.unchanged(shown, if_none_match):
        return Response(status_code=304, headers=footage.validators(shown))
    return footage.FootageResponse(shown, "image/jpeg")


def _row(connection: Connection, session: str, package: str) -> Row[Any]:
    named = (PackageRow.session == session) & (PackageRow.package == package)
    row = connection.execute(select(PackageRow).where(named)).first()
    if row is None:
        raise Refused(
            Kind.NOT_FOUND,
            f"Session {session} has no package {package}.",
            "GET /api/v1/sessions/SESSION lists the packages of a session.",
        )
    return row


def _newest(connection: Connection, row: Row[Any]) -> Data:
    """The entry's data of the package's newest image; raise `Refused` with the reason when there is none."""
    told = select(entries.c.entry, entries.c.body).join(GoodsRow, GoodsRow.entry == entries.c.entry)
    ours = (GoodsRow.consignment == skeleton(row.consignment)) & (entries.c.session == row.session)
    images = ours & entries.c.kind.in_(("image.cut", "image.failed"))
    for index, body in connection.execute(told.where(images).order_by(entries.c.entry.desc())):
        entry = Entry.decode(index, body)
        if entry.data["package"] == row.package:
            return _cut(entry)
    raise Refused(
        Kind.NOT_FOUND,
        f"There is no image of package {row.package}.",
        "One is cut a few seconds after the package was presented.",
    )


def _cut(entry: Entry) -> Data:
    if entry.kind == "image.failed":
        raise Refused(
            Kind.NOT_FOUND,
            f"No image of package {entry.data['package']} could be cut: {entry.data['reason']}.",
            "The films of the session show what there is to see.",
        )
    return entry.data
