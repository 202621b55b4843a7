"""Which frame of a film stood at a moment, and the bytes that are needed to see it.

A frame stands until the next one begins. Only listed fragments are read: they are on the disk, and will not change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine
from station.formats.frames import FilmFrame, frames_of

# A camera sends key frames every few seconds; what came since the last one lies in memory, and is decoded.
MAX_BACK_BYTES = 64 * 2**20


@dataclass(frozen=True)
class FrameAt:
    """A frame: its place in its file, from 0; when it begins, in media time; and how to see it.

    `film` is the film's head and the fragments from a key frame on to this one, in which it is shown at `shown_ticks`.
    """

    place: int
    start_us: int
    shown_ticks: int
    film: bytes = field(repr=False)


def frame_at(path: Path, lines: Sequence[FragmentLine], media_us: int) -> FrameAt | None:
    """Return the last frame that begins at or before `media_us`, or None when there is none.

    `lines` is the film's fragment list, from its head on. Raises `Malformed` or `OSError` when the film cannot be read.
    """
    last = max((n for n, line in enumerate(lines) if line.frames and line.start_us <= media_us), default=None)
    if last is None:
        return None
    with path.open("rb") as file:
        head, fragment = _piece(file, lines[0]), _piece(file, lines[last])
        frames = [frame for frame in frames_of(head, fragment) if frame.start_us <= media_us]
        if not frames:
            raise Malformed("film", f"its fragment {last} does not begin when its list says")
        film = _since_key(file, head, lines[1:last], fragment, frames)
    place = sum(line.frames for line in lines[:last]) + len(frames) - 1
    return FrameAt(place, frames[-1].start_us, frames[-1].shown_ticks, head + film)


def _since_key(
    file: BinaryIO, head: bytes, before: Sequence[FragmentLine], fragment: bytes, frames: Sequence[FilmFrame]
) -> bytes:
    """The fragment, with those before it that it takes to decode these frames of it."""
    pieces, size = [fragment], len(fragment)
    earlier = reversed(before)
    while not any(frame.key for frame in frames):
        line = next(earlier, None)
        if line is None or size + line.bytes > MAX_BACK_BYTES:
            raise Malformed("film", f"no key frame stands in the {size} bytes before the frame")
        pieces.append(_piece(file, line))
        size += line.bytes
        frames = frames_of(head, pieces[-1])
    return b"".join(reversed(pieces))


def _piece(file: BinaryIO, line: FragmentLine) -> bytes:
    file.seek(line.offset)
    return file.read(line.bytes)
