"""What a camera gives, frame by frame, with the moment of each: decoded pictures, or its own packets.

A frame's moment is that of the monotonic clock when it was grabbed, before any decoding of ours. A film on the disk is played in
real time by its own times. Reads block; `capture` runs them in a thread.
"""

import time
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import cv2

from station.cameras.opening import CannotOpen, is_file, open_decoded, open_packets, parameter_sets
from station.cameras.pictures import Picture, as_picture, empty_bgr, i420_buffer, small
from station.config import CameraSettings
from station.formats.h264 import inspect

PREVIEW_US = 400_000  # between two small pictures: 2.5 a second
PROBE_PACKETS = 16  # encoders that use B frames do so within the first few
USUAL_FPS = 25  # where a camera states none, or nonsense (RTSP may say 90000); only a hint for rate control


@dataclass(frozen=True)
class Form:
    """What all frames of one film have in common; `parameter_sets` is empty for decoded pictures."""

    width: int
    height: int
    interval_us: int
    parameter_sets: bytes = b""


@dataclass(frozen=True)
class Frame:
    """One frame: an I420 picture or an H.264 packet.

    `renewed` marks the first one after a camera was opened (a film that is played again is not a camera); `dropped` is how many
    were dropped just before it.
    """

    mono_us: int
    form: Form
    keyframe: bool
    picture: Picture | None = None
    packet: bytes = b""
    small: Picture | None = None
    renewed: bool = False
    dropped: int = 0


class Source(Protocol):
    """An open camera."""

    def read(self) -> Frame | None:
        """Wait for the next frame; None when the camera gives no more. Raises `CannotOpen` for what cannot be recorded."""

    def close(self) -> None:
        """Let go of it."""


def open_source(settings: CameraSettings, spare: deque[Picture]) -> Source:
    """Open the camera as its settings say; raises `CannotOpen`. Pictures are put into the spare buffers."""
    return Packets(settings) if settings.way == "original" else Pictures(settings, spare)


class Pictures:
    """Decoded pictures in I420, of even sides, at most `fps` a second when that is set."""

    def __init__(self, settings: CameraSettings, spare: deque[Picture]) -> None:
        self._capture = open_decoded(settings)
        self._pace = _Pace(settings)
        self._spare = spare
        width = int(self._capture.get(cv2.CAP_PROP_FRAME_WIDTH))
        height = int(self._capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        self._bgr = empty_bgr(width, height)
        interval_us = _interval_us(self._capture)
        self._interval_us = max(interval_us, 1_000_000 // settings.fps if settings.fps else 0)
        self._least_us = self._interval_us * 3 // 4 if settings.fps else 0  # room for a camera's jitter
        self._last_us = self._preview_us = -PREVIEW_US
        self._renewed = not is_file(settings.source)

    def read(self) -> Frame | None:
        """Wait for the next picture and take it."""
        while self._capture.grab():
            mono_us = self._pace.moment(self._capture)
            if mono_us - self._last_us >= self._least_us:
                self._last_us = mono_us
                return self._take(mono_us)
        return None

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()

    def _take(self, mono_us: int) -> Frame | None:
        taken, bgr = self._capture.retrieve(self._bgr)
        if not taken:
            return None
        self._bgr = as_picture(bgr)
        height, width = (side // 2 * 2 for side in self._bgr.shape[:2])
        form = Form(width, height, self._interval_us)
        picture = as_picture(cv2.cvtColor(self._bgr[:height, :width], cv2.COLOR_BGR2YUV_I420, self._room(form)))
        preview = None
        if mono_us - self._preview_us >= PREVIEW_US:
            self._preview_us, preview = mono_us, small(self._bgr)
        renewed, self._renewed = self._renewed, False
        return Frame(mono_us, form, keyframe=True, picture=picture, small=preview, renewed=renewed)

    def _room(self, form: Form) -> Picture:
        while self._spare:
            buffer = self._spare.pop()
            if buffer.shape == (form.height * 3 // 2, form.width):
                return buffer
        return i420_buffer(form.width, form.height)


class Packets:
    """The camera's own H.264 packets. The first ones are held back until it is seen that there are no B frames."""

    def __init__(self, settings: CameraSettings) -> None:
        self._capture = open_packets(settings)
        self._pace = _Pace(settings)
        self._width = int(self._capture.get(cv2.CAP_PROP_FRAME_WIDTH))
        self._height = int(self._capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        self._interval_us = _interval_us(self._capture)
        self._form: Form | None = None
        self._probing, self._is_camera = True, not is_file(settings.source)
        self._held: deque[Frame] = deque()

    def read(self) -> Frame | None:
        """Wait for the next packet; raises `CannotOpen` when the stream has B frames."""
        while self._probing and len(self._held) < PROBE_PACKETS:
            frame = self._next(renewed=self._is_camera and not self._held)
            if frame is None:
                break
            self._held.append(frame)
        self._probing = False
        return self._held.popleft() if self._held else self._next(renewed=False)

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()

    def _next(self, *, renewed: bool) -> Frame | None:
        taken, data = self._capture.read()
        if not taken:
            return None
        mono_us = self._pace.moment(self._capture)
        packet = data.tobytes()
        unit = inspect(packet)
        if unit.has_b_slice:  # they arrive out of their order in time, and arrival is the only time that is ours
            raise CannotOpen("it sends B frames: switch them off in the camera (B frames 0), or set way: encoded")
        if unit.parameter_sets or self._form is None:
            sets = unit.parameter_sets or parameter_sets(self._capture)
            self._form = Form(self._width, self._height, self._interval_us, sets)
        return Frame(mono_us, self._form, unit.keyframe, packet=packet, renewed=renewed)


class _Pace:
    """The moment of a frame: now for a camera; for a film on the disk its own time, which is waited for."""

    def __init__(self, settings: CameraSettings) -> None:
        self._plays_film = is_file(settings.source)
        self._start_us: int | None = None

    def moment(self, capture: cv2.VideoCapture) -> int:
        if self._plays_film:
            at_us = int(capture.get(cv2.CAP_PROP_POS_MSEC) * 1000)
            if self._start_us is None:
                self._start_us = time.monotonic_ns() // 1000 - at_us
            time.sleep(max(0, self._start_us + at_us - time.monotonic_ns() // 1000) / 1_000_000)
        return time.monotonic_ns() // 1000


def _interval_us(capture: cv2.VideoCapture) -> int:
    fps = capture.get(cv2.CAP_PROP_FPS)
    return round(1_000_000 / (fps if 1 <= fps <= 120 else USUAL_FPS))
