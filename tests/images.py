"""Images of packages for made sessions, cut by other programs than the station's: PyAV decodes, OpenCV makes the JPEG."""

import functools
import hashlib
import io
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.error import FFmpegError

from station.formats.entry import Entry
from tests.films import ffmpeg
from tests.real_film import bikes

QUALITY = 90


@functools.cache
def rare_keys() -> bytes:
    """Three seconds of the real film as a camera's own is kept: a key frame every two seconds, a fragment every half."""
    parts = ("-t", "3", "-c:v", "libx264", "-bf", "0", "-g", "50", "-frag_duration", "500000")
    return ffmpeg("-i", str(bikes()), *parts)


@functools.lru_cache(maxsize=2)  # many images are cut of one film
def frames(film: bytes) -> list[tuple[int, np.ndarray]]:
    """Every frame of a film that PyAV decodes: when it begins, in microseconds of media time, and its BGR picture."""
    with av.open(io.BytesIO(film)) as container:
        return [
            (round(frame.pts * frame.time_base * 1_000_000), frame.to_ndarray(format="bgr24"))
            for frame in container.decode(video=0)
        ]


def away(jpeg: bytes, picture: np.ndarray) -> float:
    """How far a JPEG is from a picture: the mean absolute difference of their values, 0 to 255."""
    decoded = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return float(np.abs(decoded.astype(int) - picture.astype(int)).mean())


def image_of(recordings: Path, told: list[Entry], package: str, camera: str) -> tuple[str, dict[str, Any]] | None:
    """Cut the image of a package as it was shown the last time, as a recorder does after a restart.

    Returns kind and data of the entry; None when it was never shown.
    """
    shown = [e for e in told if e.kind == "package.presented" and e.data["package"] == package]
    if not shown:
        return None
    begun = (e for e in told if e.kind == "recording.started" and e.data["device"] == camera)
    film = max((e for e in begun if e.index < shown[-1].index), key=lambda e: e.index)
    about = {"package": package, "presented": shown[-1].index}
    # both clocks' readings were taken at the same time, so a step of UTC in between does no harm
    media_us = shown[-1].at.mono_us - film.at.mono_us + film.at.unix_us - film.data["epoch_us"]
    cut = _cut((recordings / film.data["file"]).read_bytes(), media_us)
    if cut is None:
        return "image.failed", about | {"reason": "the film cannot be decoded"}
    place, start_us, jpeg = cut
    file = f"{film.session}/images/{shown[-1].index}.jpg"
    (recordings / file).parent.mkdir(exist_ok=True)
    (recordings / file).write_bytes(jpeg)
    return "image.cut", about | {
        "recording": film.data["recording"],
        "frame": film.data["first_frame"] + place,
        "unix_us": film.data["epoch_us"] + start_us,
        "file": file,
        "sha256": hashlib.sha256(jpeg).hexdigest(),
        "bytes": len(jpeg),
    }


@functools.cache
def _cut(film: bytes, media_us: int) -> tuple[int, int, bytes] | None:
    try:
        begun = [(place, *frame) for place, frame in enumerate(frames(film)) if frame[0] <= media_us]
    except FFmpegError:
        return None
    if not begun:
        return None
    place, start_us, picture = begun[-1]
    return place, start_us, cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
