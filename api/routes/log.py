"""The published log, served exactly as C2SP tlog-tiles asks: paths, content types and cache rules.

The files are what the recorder published; nothing is made here. A browser-side cache may keep a tile for ever, since it
never changes, and a checkpoint for no time at all.
"""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as PathParameter

from api.kinds import Kind
from api.problems import Refused, documented
from api.state import StateDep
from station import durable
from station.formats import tiles
from station.formats.checkpoint import MAX_SIZE
from station.formats.errors import Malformed

router = APIRouter(prefix="/log", tags=["log"], responses=documented(Kind.NOT_FOUND, Kind.INVALID))

CHECKPOINT_HEADERS = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-cache"}
TILE_HEADERS = {"Content-Type": "application/octet-stream", "Cache-Control": "public, max-age=31536000, immutable"}
Size = Annotated[
    int, PathParameter(ge=1, le=MAX_SIZE, description="entries, the change of the key being the last", examples=[1042])
]
BYTES = {"schema": {"type": "string", "format": "binary"}}


@router.head("/checkpoint", include_in_schema=False)
@router.get(
    "/checkpoint",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def checkpoint(shared: StateDep) -> Response:
    """The newest published checkpoint, a signed note."""
    note = _published(shared["config"].log_folder / "checkpoint", "checkpoint")
    return Response(note, headers=CHECKPOINT_HEADERS)


@router.head("/witnessed", include_in_schema=False)
@router.get(
    "/witnessed",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def witnessed(shared: StateDep) -> Response:
    """The newest checkpoint that witnesses co-signed, with their signature lines below the log's own."""
    note = _published(shared["config"].log_folder / "witnessed", "witnessed")
    return Response(note, headers=CHECKPOINT_HEADERS)


@router.head("/succession/{size}", include_in_schema=False)
@router.get(
    "/succession/{size}",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def succession(shared: StateDep, size: Size) -> Response:
    """The last checkpoint of a key that another followed: the old key's word for the new one."""
    note = _published(shared["config"].log_folder / "succession" / str(size), f"succession/{size}")
    return Response(note, headers=CHECKPOINT_HEADERS | {"Cache-Control": TILE_HEADERS["Cache-Control"]})


@router.head("/tile/{path:path}", include_in_schema=False)
@router.get(
    "/tile/{path:path}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": BYTES}}},
)
def tile(
    shared: StateDep,
    path: Annotated[str, PathParameter(description="LEVEL/NUMBER, or entries/NUMBER", examples=["0/000.p/5"])],
) -> Response:
    """A tile of hashes, or a bundle of entries."""
    try:
        known = tiles.parse(f"tile/{path}")
    except Malformed as error:
        raise Refused(Kind.NOT_FOUND, str(error), "Tiles are named as c2sp.org/tlog-tiles says.") from error
    return Response(_published(shared["config"].log_folder / known.path, known.path), headers=TILE_HEADERS)


def _published(file: Path, name: str) -> bytes:
    try:
        found = durable.read(file)
    except (IsADirectoryError, NotADirectoryError):
        found = None
    if found is None:
        raise Refused(Kind.NOT_FOUND, f"The log has no {name}.", "Read /log/checkpoint for the size of the log.")
    return found
