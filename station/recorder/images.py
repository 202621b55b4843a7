"""The image of each package, cut from the film of the first camera at the moment when it was presented.

What is to be cut follows from the log alone: every `package.presented` without an `image.cut` or `image.failed` of its own. So
the same code cuts an image a second after the showing, and after any crash, and never twice. A thread does it, since no command
may wait for a decoder; only the seal does. An image is on the disk before its entry is written: a crash between the two leaves a
file that is cut again and replaced.
"""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

import structlog
from sqlalchemy import Engine, select

from station import durable
from station.cameras.still import NoStill, cut_still
from station.durable import DiskFull
from station.formats.entry import Entry
from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine
from station.ledger.errors import CommitFailed, WriteRefused
from station.ledger.tables import entries
from station.recorder.book import Book, Fact, InDoubt
from station.rules.shapes import Data
from station.streams.fragment_list import FragmentTail
from station.streams.frame_at import FrameAt, frame_at
from station.token import TokenError
from station.verify.presence import PRESENTED, film_start
from station.verify.timeline import Timeline

LOOK_S = 0.5  # a fragment is a second long, so this adds little to when an image can be had
PAUSE_S = 5.0  # after what somebody has to mend: a full disk, a token that was pulled out
STALE_US = 1_500_000  # an older picture does not show the package; well below the two seconds that the verifier allows
STARTED, FINISHED, CLOSED = "recording.started", "recording.finished", "session.closed"
ANSWERS = ("image.cut", "image.failed")
# What the moments of films rest on, and what was cut.
FOLLOWED = ("session.opened", "station.started", "clock.stepped", STARTED, FINISHED, CLOSED, PRESENTED, *ANSWERS)
log = structlog.get_logger()


class NoImage(Exception):
    """The film has no picture of that moment; the text says why."""


class ImagesStopped(RuntimeError):
    """The thread that cuts images died; the recorder must start again."""

    def __init__(self) -> None:
        super().__init__("No images are cut any more; the program's log says why. The recorder starts again by itself.")


class Reel:
    """A film of the first camera: its `recording.started`, where it begins on the line of time, and its fragments so far."""

    def __init__(self, path: Path, started: Entry) -> None:
        self.path, self.started = path, started
        self._tail = FragmentTail(path)
        self._lines: list[FragmentLine] = []

    def lines(self) -> Sequence[FragmentLine]:
        """The fragments that are on the disk."""
        self._lines += self._tail.read()
        return self._lines

    @property
    def end_us(self) -> int:
        """The media time up to which it was read."""
        return self._tail.end_us


class Images:
    """Cuts what is to be cut. `look` may be called from any thread that does not hold the book's `turn`."""

    def __init__(self, recordings: Path, book: Book, reader: Engine) -> None:
        self._recordings, self._book, self._reader = recordings, book, reader
        self._looking = threading.Lock()
        self._session: str | None = None
        self._told: list[Entry] = []
        self._read_to = 0  # the number of the first entry that was not looked at
        self._due: dict[int, Entry] = {}
        self._reels: list[Reel] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="images", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def check(self) -> None:
        """Raise `ImagesStopped` when the thread has died."""
        if not self._thread.is_alive():
            raise ImagesStopped

    def close(self) -> None:
        """End after the image in hand."""
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Cut the images of all packages whose moment is on the films by now; raises what the disk or the ledger raises."""
        with self._looking:
            self._follow()
            for presented in list(self._due.values()):
                self._settle(presented)

    def _run(self) -> None:
        pause_s = LOOK_S
        while not self._stop.wait(pause_s):
            pause_s = LOOK_S
            try:
                self.look()
            except (CommitFailed, DiskFull, InDoubt, TokenError, WriteRefused) as error:
                log.error("image_not_written", remedy=str(error))  # noqa: TRY400 - a full disk is no bug to trace
                pause_s = PAUSE_S

    def _follow(self) -> None:
        """Take in what the log tells that is new."""
        if self._session != self._book.session_id:
            self._session, self._read_to = self._book.session_id, self._book.first
            self._told, self._due, self._reels = [], {}, []
        size = self._book.ledger.size
        if self._session is None or self._read_to == size:
            return
        new = (entries.c.entry >= self._read_to) & (entries.c.entry < size) & (entries.c.session == self._session)
        telling = select(entries.c.entry, entries.c.body).where(new & entries.c.kind.in_(FOLLOWED))
        with self._reader.connect() as connection:
            for index, body in connection.execute(telling.order_by(entries.c.entry)):
                self._take(Entry.decode(index, body))
        self._read_to = size

    def _take(self, entry: Entry) -> None:
        self._told.append(entry)
        if entry.kind == PRESENTED:
            self._due[entry.index] = entry
        elif entry.kind in ANSWERS:
            self._due.pop(entry.data["presented"], None)
        elif entry.kind == STARTED and entry.data["device"] == self._camera():
            self._reels.append(Reel(self._recordings / entry.data["file"], entry))

    def _camera(self) -> str | None:
        cameras = self._told[0].data["cameras"]
        return cameras[0]["camera"] if cameras else None

    def _settle(self, presented: Entry) -> None:
        about = {"package": presented.data["package"], "presented": presented.index}
        try:
            image = self._image(presented)
        except NoImage as error:
            self._record("image.failed", about | {"reason": str(error)})
            return
        if image is not None:
            self._record("image.cut", about | image)

    def _record(self, kind: str, data: Data) -> None:
        with self._book.turn:
            if self._book.session_id == self._session:
                self._book.record(Fact(kind, data))
        self._due.pop(data["presented"])

    def _image(self, presented: Entry) -> Data | None:
        """Cut the image and write it; None while its moment is not on the films yet. Raises `NoImage`."""
        try:
            found = self._frame(presented)
            if found is None:
                return None
            reel, frame = found
            jpeg = cut_still(frame.film, frame.shown_ticks)
        except (Malformed, NoStill, OSError) as error:
            raise NoImage(str(error)) from error
        file = f"{self._session}/images/{presented.index}.jpg"
        durable.make_folder((self._recordings / file).parent)
        durable.write_file(self._recordings / file, jpeg)
        return {
            "recording": reel.started.data["recording"],
            "frame": reel.started.data["first_frame"] + frame.place,
            "unix_us": reel.started.data["epoch_us"] + frame.start_us,
            "file": file,
            "sha256": hashlib.sha256(jpeg).hexdigest(),
            "bytes": len(jpeg),
        }

    def _frame(self, presented: Entry) -> tuple[Reel, FrameAt] | None:
        """The picture that stood on the camera's film; None while it cannot be known. Raises `NoImage`."""
        timeline = Timeline(self._told)
        at = timeline.of(presented)
        starts = [film_start(timeline, reel.started) for reel in self._reels]
        if not self._passed(at, starts):
            return None
        for reel, start in reversed(list(zip(self._reels, starts, strict=True))):
            frame = frame_at(reel.path, reel.lines(), at - start)
            if frame is not None and at - start - frame.start_us <= STALE_US:
                return reel, frame
            if frame is not None:
                break
        raise NoImage(f"camera {self._camera()} gave no picture in the {STALE_US / 1_000_000} s before")

    def _passed(self, at: int, starts: Sequence[int]) -> bool:
        """Whether the camera's films have gone past a place of the line of time, or will not any more."""
        for reel, start in reversed(list(zip(self._reels, starts, strict=True))):
            reel.lines()
            if start + reel.end_us > at:
                return True
            if start <= at:
                break
        finished = {entry.data["recording"] for entry in self._told if entry.kind == FINISHED}
        closed = any(entry.kind == CLOSED for entry in self._told)
        return closed and all(reel.started.data["recording"] in finished for reel in self._reels)
