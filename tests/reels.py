"""Recordings that are made once and shown in many sessions: a real film and the talk of an idle scale, as they grew."""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import cv2

from station.formats.mp4 import Fragment
from station.streams.recording_file import RecordingFile
from station.streams.serial_recording import serial_fragments
from tests.films import make_film, pieces_of
from tests.images import QUALITY
from tests.scales import MT_SICS
from tests.studio import BEGIN_US, SECOND

FRAMES_A_SECOND = 10  # of `make_film`


@dataclass(frozen=True)
class Reel:
    """A recording: its files, what an entry says of its start, and its totals after each second."""

    name: str
    path: Path
    started: dict[str, Any]
    totals: tuple[dict[str, Any], ...]
    sha256: str

    def show(self, folder: Path, recording: str) -> str:
        """Put the same bytes, and their list of fragments, into a session's folder; return the file as entries name it."""
        for ending in (self.path.suffix, ".fragments.jsonl"):
            os.link(self.path.with_name(self.path.stem + ending), folder / f"{recording}{ending}")
        return f"{folder.name}/{recording}{self.path.suffix}"


def film_reel(folder: Path, seconds: int) -> Reel:
    """Ten frames and a fragment a second, of the camera "furnace"."""
    pieces = pieces_of(make_film(seconds, "testsrc"))
    started = {"stream": "camera", "device": "furnace", "media": "video/mp4", "way": "encoded", "codec": "avc1"}
    return _reel(folder / "furnace-0001.mp4", pieces, started | {"width": 160, "height": 120})


def talk_reel(folder: Path, seconds: int) -> Reel:
    """A scale that says each second that nothing lies on it."""
    pieces: list[Fragment] = []
    for second in range(seconds + 1):
        at_us = second * SECOND
        line = f"{BEGIN_US + at_us} {at_us} < {MT_SICS.frame('0.0').hex()}\n"
        pieces += serial_fragments(line.encode(), BEGIN_US)
    started = {"stream": "serial", "device": "serial", "media": "text/plain", "way": "bytes", "codec": ""}
    return _reel(folder / "serial-0001.txt", pieces, started | {"width": 0, "height": 0})


def stills(film: bytes) -> Iterator[bytes]:
    """The picture of each second as a JPEG."""
    with av.open(io.BytesIO(film)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number % FRAMES_A_SECOND == 0:
                pixels = frame.to_ndarray(format="bgr24")
                yield cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()


def _reel(path: Path, pieces: Iterable[Fragment], started: dict[str, Any]) -> Reel:
    file, totals = RecordingFile(path), []
    for piece in pieces:
        file.append(piece)
        totals.append(file.totals.as_data())
    file.finish()
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Reel(path.stem, path, started | {"batch": None, "first_frame": 0}, tuple(totals), sha256)
