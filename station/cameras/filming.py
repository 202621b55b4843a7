"""A camera's films of one session, one after the other without losing a frame, and the account of what was lost.

- A film begins with a key frame, and its `recording.started` is on the disk before its file is. It ends when another batch or
  part is ordered, at its greatest length, when the pictures change their form, or when the camera is lost.
- The next film takes the very next frame, while the encoder of the one before still finishes in its own thread.
- Frame n of a film is number `first_frame + n` of the session. A frame that reached no file has no number: it is in a gap.
- A film that broke (encoder killed, disk full) is closed by recovery before the next one begins, so that the next frame's
  number is known. While the disk is full this is tried again and again, and nothing else happens.
"""

import shutil
import time
from pathlib import Path

from station import durable
from station.cameras.capture import SLOW
from station.cameras.ending import RETRY_S, Ended, Ending
from station.cameras.film import Film
from station.cameras.gaps import Gaps
from station.cameras.incidents import Incidents
from station.cameras.messages import RecordingOrder
from station.cameras.reports import Reports, plainly
from station.cameras.sources import Frame
from station.config import CameraSettings
from station.streams.history import recording_name
from station.streams.journal import Journal, JournalReader, journal_path
from station.streams.recover import recover_device

ROOM_BYTES = 8 << 20  # for a film to begin: several seconds, so that a full disk does not make a hundred empty films
RESTARTED = "the camera's process was started again"
RENEWED = "the connection to the camera was renewed"


class Filming:
    """One camera in one session. For one thread; times are Unix microseconds unless they say otherwise."""

    def __init__(self, settings: CameraSettings, recordings: Path, order: RecordingOrder, now_us: int) -> None:
        """Go on where the session's journal ends; raises `OSError` when the disk does not let it."""
        self._settings, self._recordings, self.order = settings, recordings, order
        folder = recordings / order.folder
        durable.make_folder(folder)
        history = recover_device(recordings, order.folder, settings.camera)
        path = journal_path(folder, settings.camera)
        self.incidents = Incidents(settings.camera, JournalReader(path).read())
        self.reports = Reports(Journal(path))
        self._number, self.next_frame = history.next_number, history.next_frame
        self._gaps = Gaps(settings.camera, history.ended_us or now_us)
        if history.started:
            self._gaps.open(RESTARTED, None)
        self.film: Film | None = None
        self._latest: Film | None = None
        self._ending = Ending()
        self._needs_key = self._cannot_begin = False
        self._retry_at = 0.0
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """Why nothing can be filmed now, in words, or None."""
        return self.reports.trouble or self._ending.trouble or self._trouble

    def take(self, frame: Frame, unix_us: int, text: str) -> bool:
        """Film a frame; False when it could not be: it is then in a gap, unless filming has not begun."""
        if frame.renewed and self.film is not None:
            self.interrupt(RENEWED, None)
        if frame.dropped:
            self.interrupt(SLOW, frame.dropped)
        if frame.keyframe and not self._fits(frame):
            self.end_film()
            self._begin(frame, unix_us)
        if self.film is None or (self._needs_key and not frame.keyframe):
            self._gaps.skip()
            return False
        self._needs_key = False
        self.film.write(frame, text)
        self.next_frame += 1
        self.reports.say("camera.gap", self._gaps.recorded(unix_us))
        return True

    def interrupt(self, reason: str, lost: int | None) -> None:
        """Frames are missing before the next one; an original film can only go on with a key frame."""
        self._gaps.open(reason, lost)
        self._needs_key = True

    def end_film(self) -> None:
        """Finish the present film; the next key frame begins another."""
        if self.film is not None:
            self._ending.add(self.film)
            self.film = None

    def tend(self) -> None:
        """Account for films that have ended or died, and write what the disk did not take before."""
        if self.film is not None and self.film.died:
            self._gaps.open(self.film.failure or "the encoder died", 0)
            self.end_film()
        for ended in self._ending.take():
            self._account(ended)
        if self.reports.trouble and time.monotonic() >= self._retry_at:
            self._retry_at = time.monotonic() + RETRY_S
            self.reports.flush()

    def close(self, unix_us: int, timeout_s: float) -> bool:
        """Finish everything; False when it has to be called again, because the disk or an encoder does not let it yet."""
        self.end_film()
        deadline = time.monotonic() + timeout_s
        while self._ending and not self._ending.trouble and time.monotonic() < deadline:
            self._ending.wait(deadline - time.monotonic())
            self.tend()
        self.tend()
        if self._ending or not self.reports.say("camera.gap", self._gaps.close(unix_us)):
            return False
        self.reports.close()
        return True

    def _fits(self, frame: Frame) -> bool:
        """Whether the frame belongs into the present film."""
        film = self.film
        if film is None or film.died or film.form != frame.form:
            return False
        ordered = film.order == self.order
        return ordered and frame.mono_us - film.began_us < self._settings.max_file_minutes * 60_000_000

    def _begin(self, frame: Frame, unix_us: int) -> None:
        if time.monotonic() < self._retry_at or self._ending.broken or not self._has_room():
            return
        name = recording_name(self.order.session, self._settings.camera, self._number)
        started = {
            "recording": name,
            "stream": "camera",
            "device": self._settings.camera,
            "file": f"{self.order.folder}/{name}.mp4",
            "media": "video/mp4",
            "way": self._settings.way,
            "batch": self.order.batch,
            "epoch_us": unix_us,
            "first_frame": self.next_frame,
            "width": frame.form.width,
            "height": frame.form.height,
            "codec": "h264",
        }
        if not self.reports.say_now("recording.started", started):
            self._pause(self.reports.trouble or "the disk")
            return
        # A crash here leaves a recording without a file: recovery finishes it with nothing in it.
        self._number += 1
        self.film = self._latest = Film(self._settings, self.order, started, self._recordings, frame)

    def _has_room(self) -> bool:
        """Look for room; without it nothing is tried for a while."""
        try:
            free = shutil.disk_usage(self._recordings / self.order.folder).free
            self._trouble = "disk full" if free < ROOM_BYTES else None
        except OSError as error:
            self._trouble = plainly(error)
        if self._trouble is not None:
            self._pause(self._trouble)
        return self._trouble is None

    def _pause(self, reason: str) -> None:
        self._retry_at = time.monotonic() + RETRY_S
        self._gaps.open(reason, 0)

    def _account(self, ended: Ended) -> None:
        film, finished = ended.film, ended.finished
        self.reports.say("recording.finished", finished)
        if ended.lost <= 0:
            return
        reason = film.failure or "the encoder lost frames"
        if film is self._latest and self.film is None:
            self.next_frame = film.started["first_frame"] + finished["frames"]
            self._gaps.rewind(finished["ended_us"])
            self._gaps.open(reason, ended.lost)
        else:
            lost = self._gaps.between(finished["ended_us"], film.last_unix_us, reason, ended.lost)
            self.reports.say("camera.gap", lost)
