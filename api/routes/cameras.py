"""What a camera sees now. Not evidence: the recordings are."""

import time
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as PathParameter

from api.kinds import Kind
from api.problems import Refused, documented
from api.state import StateDep
from station import durable
from station.recorder.commands import Number

router = APIRouter(prefix="/cameras", tags=["station"], responses=documented(Kind.NOT_FOUND, Kind.INVALID))

# A worker writes several pictures a second; an older one must not pass for what is there now.
MAX_AGE_S = 5.0
PREVIEW = "camera-{camera}.jpg"  # as station.cameras.preview names it, without loading OpenCV here


@router.get(
    "/{camera}/preview",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}},
)
def preview(
    shared: StateDep, camera: Annotated[Number, PathParameter(description="the camera's name", examples=["furnace"])]
) -> Response:
    """The newest picture, at most five seconds old."""
    names = [each.camera for each in shared["config"].cameras]
    if camera not in names:
        raise Refused(Kind.NOT_FOUND, f"There is no camera {camera}.", f"The cameras are: {', '.join(names)}.")
    picture = _newest(shared["config"].run_folder / PREVIEW.format(camera=camera))
    if picture is None:
        raise Refused(
            Kind.NOT_FOUND,
            f"Camera {camera} shows nothing now.",
            "See the event `live` of /api/v1/events for the reason; check its cable and power.",
        )
    return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


def _newest(path: Path) -> bytes | None:
    picture = durable.read(path)
    if picture is None or time.time() - path.stat().st_mtime > MAX_AGE_S:
        return None
    return picture
