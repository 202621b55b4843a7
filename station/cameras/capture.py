"""The thread that captures, so that a camera which hangs cannot hang the filming.

It opens, reads until the camera gives no more, and opens again, ever more slowly. Whether the camera is live is judged from the
outside, by the time since its last frame: OpenCV's read may take two timeouts to say that a camera is gone. A thread inside
OpenCV cannot be stopped, and a second capture beside a hung one may hang on the same lock or device; so when a call has not
returned for `HUNG_S`, far beyond every timeout, the process is to end (`hung`), and its supervisor starts a new one.
"""

import threading
import time
from collections import deque
from dataclasses import replace

from station.cameras.opening import CannotOpen, is_file
from station.cameras.pictures import Picture
from station.cameras.sources import Frame, open_source
from station.config import CameraSettings

HUNG_S = 20.0  # V4L2 waits up to 10 s for a frame, and frozen RTSP reads were seen to return after three timeouts
QUEUED_PICTURES = 32  # over a second, for a new encoder to start; 100 MB of 1080p
QUEUED_PACKETS = 512  # some megabytes
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0  # between two attempts to open a camera
SILENT = "it stopped sending pictures"
CLOSE_S = 2.0  # for a read that is under way
ENDED = "the camera's stream ended"
SLOW = "the station could not keep up"


class Capture:
    """Frames of one camera, in order; `next` is for one thread."""

    def __init__(self, settings: CameraSettings) -> None:
        self._settings = settings
        self._frames: deque[Frame] = deque()
        self._limit = QUEUED_PACKETS if settings.way == "original" else QUEUED_PICTURES
        self._spare: deque[Picture] = deque(maxlen=4)
        self._arrived = threading.Condition()
        self._dropped = 0
        self._stop = threading.Event()
        self._call_since: float | None = None
        self.reason = "it has not sent a picture yet"  # why there is no picture, should there be none
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
        self._thread.start()

    def next(self, timeout_s: float) -> Frame | None:
        """Wait for the next frame at most so long."""
        with self._arrived:
            if not self._frames:
                self._arrived.wait(timeout_s)
            return self._frames.popleft() if self._frames else None

    def give_back(self, picture: Picture | None) -> None:
        """Return a picture's room for another."""
        if picture is not None:
            self._spare.append(picture)

    def hung(self) -> bool:
        """Whether OpenCV has been inside one call for so long that it will not come back."""
        since = self._call_since
        return since is not None and time.monotonic() - since > HUNG_S

    def close(self) -> None:
        """End the thread; one that hangs in OpenCV is left to end with the process."""
        self._stop.set()
        self._thread.join(CLOSE_S)

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stop.is_set():
            try:
                got_frames = self._play()
            except CannotOpen as error:
                self.reason, got_frames = str(error), False
            if got_frames and is_file(self._settings.source):
                if not self._settings.loop:
                    return
                continue
            pause_s = FIRST_PAUSE_S if got_frames else min(LONGEST_PAUSE_S, pause_s * 2)
            self._stop.wait(pause_s)

    def _play(self) -> bool:
        """Open the camera and take its frames until there are no more; return whether there were any."""
        self._call_since = time.monotonic()
        source = open_source(self._settings, self._spare)
        got_frames = False
        try:
            while not self._stop.is_set():
                self._call_since = time.monotonic()
                frame = source.read()
                if frame is None:
                    self.reason = ENDED
                    break
                if not got_frames:
                    got_frames, self.reason = True, SILENT
                self._put(frame)
        finally:
            self._call_since = None
            source.close()
        return got_frames

    def _put(self, frame: Frame) -> None:
        with self._arrived:
            if len(self._frames) >= self._limit:
                self._dropped += 1
                self.give_back(frame.picture)
                return
            if self._dropped:
                frame, self._dropped = replace(frame, dropped=self._dropped), 0
            self._frames.append(frame)
            self._arrived.notify()
