"""One film: an encoder, and the file that its fragments are appended to by a thread of the film's own.

The filming thread writes frames and looks at `ended` now and then. A film ends because it was finished, because its encoder
died or hung, or because the disk refused it; in the last two cases `failure` says why, and recovery is to close the file.
"""

import os
import select
import threading
import time
from pathlib import Path
from typing import Any

from station.cameras.encoder import Encoder
from station.cameras.messages import RecordingOrder
from station.cameras.reports import plainly
from station.cameras.sources import Form, Frame
from station.config import CameraSettings
from station.formats import matroska
from station.formats.errors import Malformed
from station.formats.mp4 import FragmentParser
from station.streams.recording_file import RecordingFile

READ_BYTES = 1 << 20
LOOK_MS = 500  # between two looks at whether the encoder hangs
WRITE_LIMIT_S = 3.0  # for one frame; the pipe holds a third of one, so a running encoder takes it in milliseconds
FINISH_LIMIT_S = 10.0  # for the last fragment
BEHIND_US = 5_000_000  # between what went in and what came out: a fragment, the encoder's own frames, and a stall
TEXT_US = 1_000_000  # a text stands until the next one, or so long
STEP_US = 100  # the least between two frames: 9 ticks of the film's clock, so that times rise after rounding too


class Film:
    """A film that is being made. `write` and `finish` are for one thread."""

    def __init__(
        self, settings: CameraSettings, order: RecordingOrder, started: dict[str, Any], recordings: Path, first: Frame
    ) -> None:
        """Begin it. What fails here, such as creating its file on a full disk, is a `failure` like any later one."""
        self.order, self.started, self.form = order, started, first.form
        self.path = recordings / started["file"]
        self.written = 0  # frames given to the encoder
        self.failure: str | None = None
        self.totals: dict[str, Any] = {}  # of a film that ended well, as `RecordingFile.finish` gives them
        self.ended = threading.Event()
        self.began_us = first.mono_us
        self._last_us = -STEP_US
        self._writing_since: float | None = None
        self._finishing_since: float | None = None
        self._dead = False
        try:
            self._file = RecordingFile(self.path)
        except OSError as error:
            self._fail_at_once(plainly(error))
            return
        self._encoder = Encoder(settings)
        threading.Thread(target=self._collect, name=self.name, daemon=True).start()
        self._give(matroska.header(_tracks(first.form)))

    @property
    def name(self) -> str:
        """The recording's id."""
        return str(self.started["recording"])

    @property
    def died(self) -> bool:
        """Whether it comes to its end although nobody asked for that."""
        return self._dead or (self.ended.is_set() and self._finishing_since is None)

    @property
    def encoder_pid(self) -> int:
        """The encoder's process."""
        return self._encoder.pid

    @property
    def last_unix_us(self) -> int:
        """When the last frame was that the encoder was given."""
        return int(self.started["epoch_us"] + self._last_us)

    @property
    def ended_us(self) -> int:
        """When the last fragment ended, in Unix microseconds."""
        return int(self.started["epoch_us"] + self._file.totals.end_us)

    def write(self, frame: Frame, text: str) -> None:
        """Give the encoder the next frame, with its text when the camera's own packets are filmed."""
        at_us = self._last_us = max(frame.mono_us - self.began_us, self._last_us + STEP_US)
        self.written += 1
        if frame.picture is None:
            label = matroska.text_block(2, at_us, TEXT_US, text)
            head = matroska.block_head(1, at_us, len(frame.packet), keyframe=frame.keyframe)
            self._give(label, head, frame.packet)
        else:
            picture = frame.picture.data.cast("B")
            self._give(matroska.block_head(1, at_us, len(picture), keyframe=True), picture)

    def finish(self) -> None:
        """Let the film come to its end; `ended` tells when it has."""
        if self._finishing_since is None:
            self._finishing_since = time.monotonic()
            self._encoder.end_input()

    def _give(self, *parts: bytes | memoryview) -> None:
        if self._finishing_since is not None:
            return
        self._writing_since = time.monotonic()
        try:
            self._encoder.write(*parts)
        except BrokenPipeError:
            self._dead = True  # `ended` follows, with what was lost
            self.finish()
        finally:
            self._writing_since = None

    def _fail_at_once(self, reason: str) -> None:
        self.failure, self._dead, self._finishing_since = reason, True, time.monotonic()
        self.ended.set()

    def _collect(self) -> None:
        failure = self._append_fragments()
        if failure is not None:
            self._encoder.kill()
        complaint = self._encoder.wait()
        self.failure = failure or complaint
        if self.failure is None:
            self.totals = self._file.finish()
        else:
            self._file.close()
        self.ended.set()

    def _append_fragments(self) -> str | None:
        """Append fragments until the encoder's output ends; return what went wrong."""
        parser = FragmentParser()
        try:
            while data := self._read():
                for piece in parser.feed(data):
                    self._file.append(piece)
            head = parser.finish_head()
            if head is not None:
                self._file.append(head)
        except TimeoutError as error:
            return str(error)
        except OSError as error:
            return plainly(error)
        except Malformed as error:
            return f"the encoder gave nonsense: {error}"
        if parser.pending or self._finishing_since is None:
            return "the encoder died"
        return None

    def _read(self) -> bytes:
        """Wait for output; raise `TimeoutError` when the encoder hangs."""
        ready = select.poll()
        ready.register(self._encoder.output, select.POLLIN)
        while True:
            self._check_progress()
            if ready.poll(LOOK_MS):
                return os.read(self._encoder.output, READ_BYTES)

    def _check_progress(self) -> None:
        now = time.monotonic()
        for since, limit_s in ((self._writing_since, WRITE_LIMIT_S), (self._finishing_since, FINISH_LIMIT_S)):
            if since is not None and now - since > limit_s:
                raise TimeoutError("the encoder hung")
        if self._last_us - self._file.totals.end_us > BEHIND_US:
            raise TimeoutError("the encoder gives no fragments")


def _tracks(form: Form) -> list[matroska.Track]:
    if not form.parameter_sets:
        return [matroska.RawVideo(form.width, form.height, form.interval_us)]
    picture = matroska.H264Video(form.width, form.height, form.interval_us, form.parameter_sets)
    return [picture, matroska.Text()]
