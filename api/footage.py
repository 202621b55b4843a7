"""Files of recordings, and images cut from them: found safely, and served up to the last whole fragment, even while they grow.

A finished recording is exactly the bytes that its entry hashed, so its ETag is that hash. Of a growing one only what the
fragment list holds is shown: those bytes are durable and will not change.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from fastapi.responses import FileResponse
from sqlalchemy import Row
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from api.kinds import Kind
from api.models.recordings import FragmentShown
from api.problems import Refused, answer
from station.rules.shapes import Data

TAIL_BYTES = 4096  # holds several lines of a fragment list; the longest is below 400
IMMUTABLE = "private, max-age=31536000, immutable"  # who kept it for one reader must not show it to another


@dataclass(frozen=True)
class Footage:
    """A recording's file, and how many of its bytes are to be shown."""

    path: Path
    length: int
    etag: str
    finished: bool


def footage(recordings: Path, row: Row[Any]) -> Footage:
    """Find a recording's file; raise `Refused` when it is not, or not wholly, there."""
    path = file_of(recordings, row)
    if row.sha256 is not None:
        return Footage(path, _checked(path, row.bytes), f'"{row.sha256}"', finished=True)
    length = _listed(fragments_of(path))
    return Footage(path, _checked(path, length), f'"{row.recording}-{length}"', finished=False)


def image(recordings: Path, cut: Data) -> Footage:
    """Find the image that an `image.cut` entry names; raise `Refused` when it is not, or not wholly, there."""
    path = _within(recordings, cut["file"], str(cut["presented"]), f"The image of package {cut['package']}")
    return Footage(path, _checked(path, cut["bytes"]), f'"{cut["sha256"]}"', finished=True)


def file_of(recordings: Path, row: Row[Any]) -> Path:
    """The path of a recording's file; raise `Refused` for one that lies outside, whatever the database says."""
    return _within(recordings, row.file, row.recording, f"Recording {row.recording}")


def _within(recordings: Path, file: str, stem: str, what: str) -> Path:
    root = recordings.resolve()
    path = (root / file).resolve()
    # the stem is the recording's id, or the showing's number (docs/format.md): no other file is served by mistake
    if not path.is_relative_to(root) or path.stem != stem:
        raise Refused(Kind.FILE_DAMAGED, f"{what} names the file {file}, which is not one of ours.")
    return path


def fragments_of(path: Path) -> Path:
    """The fragment list beside a recording's file."""
    return path.with_name(f"{path.stem}.fragments.jsonl")


def read_fragments(path: Path, start: int, limit: int) -> Iterator[FragmentShown]:
    """Read fragments from a list, `limit` at most; a last line that is being written is left out."""
    try:
        with path.open("rb") as lines:
            for line in islice(lines, start, start + limit):
                if line.endswith(b"\n"):
                    yield FragmentShown.model_validate_json(line)
    except FileNotFoundError:
        return


def _listed(path: Path) -> int:
    """How many bytes the fragment list covers."""
    try:
        with path.open("rb") as lines:
            lines.seek(max(0, lines.seek(0, os.SEEK_END) - TAIL_BYTES))
            whole = lines.read().rpartition(b"\n")[0]
    except FileNotFoundError:
        return 0
    if not whole:
        return 0
    last = FragmentShown.model_validate_json(whole.rpartition(b"\n")[2])
    return last.offset + last.bytes


def _checked(path: Path, length: int) -> int:
    try:
        found = path.stat().st_size
    except FileNotFoundError:
        raise Refused(Kind.FILE_DAMAGED, f"The file {path.name} is not on this disk.") from None
    if found < length:
        raise Refused(Kind.FILE_DAMAGED, f"The file {path.name} has {found} bytes; its record says {length}.")
    return length


def validators(shown: Footage) -> dict[str, str]:
    """The headers by which a reader keeps a file, and asks for it again."""
    return {"ETag": shown.etag, "Cache-Control": IMMUTABLE if shown.finished else "no-cache"}


def unchanged(shown: Footage, asked: str | None) -> bool:
    """Whether an If-None-Match header names the file as it is (RFC 9110 section 13.1.2, weak comparison)."""
    named = [each.strip().removeprefix("W/") for each in (asked or "").split(",")]
    return shown.etag in named or named == ["*"]


class FootageResponse(FileResponse):
    """The first `length` bytes of a file, with ranges; a refused range is answered with a problem."""

    def __init__(self, shown: Footage, media_type: str) -> None:
        self._length = shown.length
        super().__init__(
            shown.path,
            headers={**validators(shown), "X-Content-Type-Options": "nosniff"},
            media_type=media_type,
            filename=shown.path.name,
            stat_result=_shortened(shown),
            content_disposition_type="inline",
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what was announced and no more: the file may grow while it is read."""
        left, refused = 0, False

        async def bounded(message: Message) -> None:
            nonlocal left, refused
            if message["type"] == "http.response.start":
                refused = message["status"] in {400, 416}
                left = int(Headers(raw=message["headers"]).get("content-length", "0"))
            else:
                message["body"] = message.get("body", b"")[:left]
                left -= len(message["body"])
            if not refused:
                await send(message)

        await super().__call__(scope, receive, bounded)
        if refused:
            size = {"Content-Range": f"bytes */{self._length}"}
            await answer(Refused(Kind.BAD_RANGE).problem, scope["path"], size)(scope, receive, send)


def _shortened(shown: Footage) -> os.stat_result:
    """The file's own status with the length that is to be shown: what `FileResponse` counts ranges by."""
    status = list(shown.path.stat())
    status[stat.ST_SIZE] = shown.length
    return os.stat_result(status)
