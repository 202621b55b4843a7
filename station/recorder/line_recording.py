"""A line's own bytes as a recording: every piece in and out with its times, as long as a session films.

The line's thread only hands over; files and entries are written by whoever looks, one at a time. Bytes that no recording
holds, because the recorder was away or the disk full for too long, are an entry.
"""

from collections import deque

from station.config import Config
from station.recorder.book import Book, Fact
from station.recorder.clocks import unix_us
from station.recorder.footage import FILMED
from station.streams.recover import recover_device
from station.streams.serial_recording import Chunk, SerialRecording

LINE_BACKLOG = 100_000  # chunks kept while the disk hangs: hours of a scale's talk, and not all of the memory


class LineRecording:
    """The recordings of one line; `device` is its name in them, `line` ("scale", "furnace") that in the entries."""

    def __init__(self, config: Config, book: Book, *, device: str, line: str) -> None:
        self._folder, self._book = config.station.recordings, book
        self._device, self._line = device, line
        self._chunks: deque[Chunk] = deque()
        self._dropped: list[Chunk] = []  # the first and the last of what the backlog could not hold
        self._dropped_count = 0
        self._recording: SerialRecording | None = None
        self._recorded_session: str | None = None

    @property
    def name(self) -> str | None:
        """The recording that grows now."""
        return None if self._recording is None else self._recording.name

    def on_bytes(self, direction: str, data: bytes, at_unix_us: int, at_mono_us: int) -> None:
        """Take a piece from the line's thread."""
        if len(self._chunks) < LINE_BACKLOG:
            self._chunks.append((direction, data, at_unix_us, at_mono_us))
            return
        self._dropped = [*self._dropped[:1], (direction, data, at_unix_us, at_mono_us)]
        self._dropped_count += 1

    def look(self) -> None:
        """Follow the session, and write what has arrived; durable when it returns."""
        self._follow_session()
        self._write_chunks()
        self._tell_dropped()

    def finish(self) -> None:
        """End the recording that grows, if one does."""
        recording, self._recording = self._recording, None
        if recording is None:
            return
        try:
            recording.append([self._chunks.popleft() for _ in range(len(self._chunks))])
            recording.finish()
        except OSError:
            recording.abandon()
            raise

    def _follow_session(self) -> None:
        session = self._book.session_id if self._book.session.stage in FILMED else None
        if session is None:
            self.finish()
            self._chunks.clear()  # what is said between sessions is none of them
            self._recorded_session = None
        elif self._recording is None:
            self._begin(session)

    def _begin(self, session: str) -> None:
        """Begin the session's recording, or its next one after a crash or a full disk."""
        history = recover_device(self._folder, session, self._device)
        if session != self._recorded_session and history.ended_us is not None:
            self._tell_gap(history.ended_us, unix_us(), "the recorder was away", None)
        self._recording = SerialRecording.begin(self._folder, session, self._device)
        self._recorded_session = session

    def _write_chunks(self) -> None:
        chunks = [self._chunks.popleft() for _ in range(len(self._chunks))]
        if self._recording is None or not chunks:
            return
        try:
            self._recording.append(chunks)
        except OSError:
            # The bytes wait; recovery closes the file, and another begins, once the disk takes them again.
            self._chunks.extendleft(reversed(chunks))
            self._recording.abandon()
            self._recording = None
            raise

    def _tell_dropped(self) -> None:
        if self._dropped_count and self._recording is not None:
            (_, _, from_us, _), (_, _, to_us, _) = self._dropped[0], self._dropped[-1]
            self._tell_gap(from_us, to_us, "the disk took nothing for too long", self._dropped_count)
            self._dropped, self._dropped_count = [], 0

    def _tell_gap(self, from_us: int, to_us: int, reason: str, pieces_lost: int | None) -> None:
        lost = {"line": self._line, "from_us": from_us, "to_us": to_us, "reason": reason, "pieces_lost": pieces_lost}
        self._book.record(Fact("serial.gap", lost))
