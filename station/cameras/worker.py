"""The process of one camera: it always captures, films while that is ordered, and tells how it is.

One loop does it all: hear orders, take a frame, film it, look at it, tell. What may block has a thread of its own: OpenCV
(`capture`) and each film's encoder and disk (`film`). Killing this process at any moment costs the fragment in hand, at
most a second, and the time to start it again; the next one recovers the file from the journal and goes on.
"""

import os
import signal
import time
from collections import deque
from contextlib import suppress
from types import FrameType

import cv2
import structlog

from station.cameras.caption import Told, caption
from station.cameras.capture import Capture
from station.cameras.filming import Filming
from station.cameras.keyframes import KeyframeDecoder
from station.cameras.lens import EVERY_US, Lens
from station.cameras.memory import Memory
from station.cameras.messages import CameraStatus, OrderReceiver, RecordingOrder, StatusSender
from station.cameras.pictures import Picture
from station.cameras.preview import preview_path, write_preview
from station.cameras.reports import plainly
from station.cameras.settings import Folders
from station.cameras.sources import Form, Frame
from station.cameras.strip import Strip
from station.config import CameraSettings
from station.streams.journal import Event

WAIT_S = 0.05  # for a frame, so that orders are heard twenty times a second without one
STATUS_US = 250_000
FPS_OVER_US = 3_000_000  # the frame rate told is that of the last so many microseconds
LOST_TIMEOUTS = 2  # read timeouts without a frame: OpenCV itself takes two to notice
CLOSE_S = 10.0  # for the last fragment of the last film
RETRY_S = 2.0
EXIT_HUNG = 70  # EX_SOFTWARE: OpenCV did not come back; the supervisor starts a new process
log = structlog.get_logger()


def run_camera(settings: CameraSettings, folders: Folders) -> None:
    """Run a camera until SIGTERM. To be called in a process of its own, on its main thread."""
    cv2.setNumThreads(1)  # a process a camera is parallel enough
    worker = Worker(settings, folders)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's interrupt is for the supervisor
    worker.run()


class Worker:
    """The loop and what it knows. Times are of the monotonic clock, in microseconds, unless they say otherwise."""

    def __init__(self, settings: CameraSettings, folders: Folders) -> None:
        self._settings, self._folders = settings, folders
        folders.run.mkdir(parents=True, exist_ok=True)
        self._orders = OrderReceiver(folders.run, settings.camera)
        self._status = StatusSender(folders.run)
        self._capture = Capture(settings)
        self._lens = Lens()
        self._decoder: KeyframeDecoder | None = None
        self._strip: tuple[Form, Strip] | None = None
        self._told: Told | None = None
        self._memory = Memory(folders.run, settings.camera)
        self._order = self._memory.recall()
        self._filming: Filming | None = None
        self._trouble: str | None = None
        self._retry_us = self._looked_us = self._status_us = self._events_told = 0
        self._live_since = self._frame_us = _mono_us()  # when the state began; when the last frame was
        self._live = False
        self._form: Form | None = None
        self._times: deque[int] = deque()
        self.stopping = False

    def run(self) -> None:
        """Work until `stopping`, then finish the films."""
        while not self.stopping:
            self._hear()
            self._follow_order()
            frame = self._capture.next(WAIT_S)
            if frame is not None:
                self._take(frame)
                self._capture.give_back(frame.picture)
            self._judge()
            self._tell()
            if self._capture.hung():
                log.error("capture_hung", camera=self._settings.camera)
                self._stop_filming()
                os._exit(EXIT_HUNG)
        self._stop_filming()
        self._capture.close()
        if self._decoder is not None:
            self._decoder.close()
        self._orders.close()

    def _hear(self) -> None:
        for orders in self._orders.receive():
            if orders.recording != self._order:
                self._order = orders.recording
                with suppress(OSError):  # a full disk costs only the head start after a crash
                    self._memory.keep(orders.recording)
            self._told = Told(orders.overlay, _mono_us())

    def _follow_order(self) -> None:
        order, filming = self._order, self._filming
        if filming is not None and (order is None or order.session != filming.order.session):
            if filming.close(_unix_us(_mono_us()), CLOSE_S):
                self._filming = None
            return
        if order is None:
            return
        if filming is not None:
            filming.order = order
        elif _mono_us() >= self._retry_us:
            self._begin_filming(order)

    def _begin_filming(self, order: RecordingOrder) -> None:
        try:
            now_us = _unix_us(_mono_us())
            self._filming = Filming(self._settings, self._folders.recordings, order, now_us)
            self._trouble = None
            self._events_told = 0
        except OSError as error:
            self._trouble, self._retry_us = plainly(error), _mono_us() + int(RETRY_S * 1_000_000)

    def _stop_filming(self) -> None:
        if self._filming is not None and not self._filming.close(_unix_us(_mono_us()), CLOSE_S):
            log.error("filming_not_closed", camera=self._settings.camera, reason=self._filming.trouble)

    def _take(self, frame: Frame) -> None:
        self._frame_us, self._form = frame.mono_us, frame.form
        self._times.append(frame.mono_us)
        self._look_at(frame)
        filming = self._filming
        if filming is None or self._order is None:
            return
        filming.tend()
        unix_us = _unix_us(frame.mono_us)
        fields = caption(self._settings.camera, filming.next_frame, unix_us, self._told, frame.mono_us)
        if frame.picture is not None:
            self._strip_for(frame.form).draw(frame.picture, fields)
        filming.take(frame, unix_us, "  ".join(fields))

    def _look_at(self, frame: Frame) -> None:
        """Show the picture to people, and judge what the lens sees."""
        picture = frame.small if frame.picture is not None else self._decoded(frame)
        if picture is None:
            return
        self._lens.look(picture, frame.mono_us)
        try:
            write_preview(preview_path(self._folders.run, self._settings.camera), picture)
        except OSError as error:
            log.warning("preview_not_written", camera=self._settings.camera, reason=plainly(error))

    def _decoded(self, frame: Frame) -> Picture | None:
        """Give about one key frame a second to be decoded; return the picture of the one before."""
        decoder = self._decoder
        if decoder is not None and (decoder.died or decoder.form != frame.form):
            decoder.close()
            decoder = self._decoder = None
        if frame.keyframe and frame.mono_us - self._looked_us >= EVERY_US:
            self._looked_us = frame.mono_us
            decoder = self._decoder = decoder or KeyframeDecoder(frame.form)
            decoder.offer(frame.packet, frame.mono_us)
        return decoder.take() if decoder is not None else None

    def _strip_for(self, form: Form) -> Strip:
        if self._strip is None or self._strip[0] != form:
            self._strip = form, Strip(form.width, form.height)
        return self._strip[1]

    def _judge(self) -> None:
        """Journal what has become of the camera."""
        now = _mono_us()
        silent = now - self._frame_us > LOST_TIMEOUTS * self._settings.read_timeout_ms * 1000
        live = bool(self._times) and not silent
        if live != self._live:
            self._live, self._live_since = live, now if live else self._frame_us
            if not live:
                self._times.clear()
        filming = self._filming
        if filming is None:
            return
        filming.tend()
        for kind, data in self._incidents(filming, silent=silent):
            filming.reports.say(kind, data)
        if silent and filming.film is not None:
            filming.end_film()  # what was filmed is on the disk within a moment, however long the camera stays away
        if silent:
            filming.interrupt(self._capture.reason, None)

    def _incidents(self, filming: Filming, *, silent: bool) -> list[Event]:
        incidents = filming.incidents
        if silent:
            return incidents.lost(_unix_us(self._frame_us), self._capture.reason)
        if not self._live:
            return []
        obscured = {what: _unix_us(since) for what, since in self._lens.obscured.items()}
        return incidents.returned(_unix_us(self._frame_us)) + incidents.obscured(obscured)

    def _tell(self) -> None:
        now = _mono_us()
        filming = self._filming
        events = filming.reports.written if filming else 0
        if now - self._status_us < STATUS_US and events == self._events_told:
            return
        self._status_us, self._events_told = now, events
        while self._times and now - self._times[0] > FPS_OVER_US:
            self._times.popleft()
        film, form = filming.film if filming else None, self._form
        trouble = self._trouble or (filming.trouble if filming else None)
        self._status.send(
            CameraStatus(
                camera=self._settings.camera,
                live=self._live,
                reason=trouble or (None if self._live else self._capture.reason),
                since_us=_unix_us(self._live_since),
                fps=self._fps(),
                width=form.width if form else 0,
                height=form.height if form else 0,
                recording=film.name if film else None,
                frames=filming.next_frame if filming else 0,
                last_frame_unix_us=_unix_us(self._frame_us) if form else None,
                obscured=next(iter(self._lens.obscured), None),
            )
        )

    def _fps(self) -> float:
        if len(self._times) < 2:
            return 0.0
        return round((len(self._times) - 1) * 1_000_000 / max(1, self._times[-1] - self._times[0]), 1)


def _mono_us() -> int:
    return time.monotonic_ns() // 1000


def _unix_us(mono_us: int) -> int:
    """Return the wall clock's time at a moment of the monotonic clock, as the two stand to each other now."""
    return time.time_ns() // 1000 - (time.monotonic_ns() // 1000 - mono_us)
