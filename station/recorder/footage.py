"""The cameras as the recorder sees them: orders out, journals in.

What a camera's process has done stands in its durable journal and fragment lists; `look` takes what is new there into the log,
and is the same code while all is well and after any crash. How far a journal was taken is not written down anywhere: each
of its lines is one entry, so the log itself tells. What a camera is to do follows from the session's state alone and
is sent again and again, so that no order can be lost.
"""

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection, Engine, select

from station.cameras.memory import end_process
from station.cameras.messages import CameraStatus, Orders, OrderSender, Overlay, RecordingOrder, StatusReceiver
from station.config import Config
from station.durable import FileInUse
from station.formats.canonical import canonical
from station.formats.entry import Entry
from station.ledger.queries import RecordingRow
from station.ledger.tables import entries
from station.recorder.book import Book, Fact
from station.recorder.clocks import monotonic_us
from station.rules.kinds import UnknownKind, WrongShape
from station.rules.moves import OutOfOrder
from station.rules.session import Session, Stage
from station.rules.shapes import Data
from station.streams.fragment_list import FragmentTail
from station.streams.journal import Event as JournalEvent
from station.streams.journal import JournalReader, journal_path
from station.streams.recover import recover_device

STATUS_LIFE_US = 1_500_000  # a camera that has not spoken for so long is not live; it speaks four times a second
ATTEMPTS_TO_CLOSE, CLOSE_PAUSE_S = 40, 0.05  # a killed process is gone within two seconds
PROGRESS_US = 900_000  # a second, less the tick that would make it two
JOURNALLED = (
    "recording.started",
    "recording.finished",
    "camera.gap",
    "camera.lost",
    "camera.returned",
    "camera.obscured",
    "camera.cleared",
)
FILMED = frozenset({Stage.OPEN, Stage.WEIGHING, Stage.CHARGED, Stage.BURNING})
log = structlog.get_logger()


@dataclass
class Device:
    """What makes recordings, a camera or a line: its journal, and the files of it that are growing."""

    name: str
    journal: JournalReader
    growing: dict[str, FragmentTail] = field(default_factory=dict)
    untaken: deque[JournalEvent] = field(default_factory=deque)  # read, and not yet in the log: the disk may be full


class Footage:
    """Orders to the cameras and entries from their journals. `look` may be called from any thread."""

    def __init__(self, config: Config, book: Book, reader: Engine, lines: Sequence[str]) -> None:
        self._config, self._book, self._reader = config, book, reader
        self._cameras = [camera.camera for camera in config.cameras]
        self._lines = tuple(lines)
        self._devices: list[Device] = []
        self._session: str | None = None
        self._looking = threading.Lock()
        self._senders = [OrderSender(config.run_folder, name) for name in self._cameras]
        self._receiver = StatusReceiver(config.run_folder)
        self._progressed_us = 0
        self._heard: dict[str, tuple[CameraStatus, int]] = {}

    def command(self, overlay: Overlay) -> None:
        """Tell every camera what to record and to show, and hear what they say."""
        orders = Orders(recording=self._order(), overlay=overlay)
        for sender in self._senders:
            sender.send(orders)
        for status in self._receiver.receive():
            self._heard[status.camera] = (status, monotonic_us())

    def statuses(self) -> dict[str, CameraStatus | None]:
        """What each camera last said, or None when that is too old to be true."""
        fresh = monotonic_us() - STATUS_LIFE_US
        heard = {name: self._heard.get(name) for name in self._cameras}
        return {name: told[0] if told and told[1] > fresh else None for name, told in heard.items()}

    def not_live(self) -> list[str]:
        """The cameras that do not deliver pictures now."""
        return [name for name, status in self.statuses().items() if status is None or not status.live]

    def held_up_by(self) -> str | None:
        """Which camera a weighing has to wait for, in words."""
        away = sorted({*self.not_live(), *self._book.session.not_filming()})
        return f"camera {away[0]} does not film" if away else None

    def look(self) -> None:
        """Take what is new in journals into the log, and about once a second how far the recordings have grown."""
        with self._looking:
            self._follow_session()
            for device in self._devices:
                device.untaken.extend(device.journal.read())
                self._take_journal(device)
            if monotonic_us() - self._progressed_us >= PROGRESS_US:
                self._progressed_us = monotonic_us()
                self._commit_progress()

    def close_for(self, name: str) -> None:
        """Close the unfinished files of a device whose process does not, and take the result into the log.

        A camera's process that hangs is killed first: two writers on one file would change it after its seal.
        """
        if self._session is None:
            return
        for attempt in range(ATTEMPTS_TO_CLOSE):
            try:
                recover_device(self._config.station.recordings, self._session, name)
                break
            except FileInUse:
                if attempt == 0:
                    log.warning("camera_hangs", camera=name)
                    end_process(self._config.run_folder, name)
                time.sleep(CLOSE_PAUSE_S)
        self.look()

    def _order(self) -> RecordingOrder | None:
        session: Session = self._book.session
        if self._book.session_id is None or session.stage not in FILMED:
            return None
        # a new page at the beginning and at the end of every batch: odd within a batch, even between
        page = 2 * len(session.batches_begun) - (session.batch is not None)
        name = self._book.session_id
        return RecordingOrder(session=name, folder=name, batch=session.batch, part=page)

    def _follow_session(self) -> None:
        if self._session == self._book.session_id:
            return
        self._session, self._devices = self._book.session_id, []
        if self._session is None:
            return
        with self._reader.connect() as connection:
            taken = _taken(connection, self._session)
            # the session's own cameras: one that has gone from the settings still has files to finish
            for name in (*self._book.session.cameras, *self._lines):
                journal = JournalReader(journal_path(self._config.station.recordings / self._session, name))
                untaken = _untaken(journal.read(), taken)
                growing = {
                    recording: FragmentTail(self._config.station.recordings / file)
                    for recording, file in _growing(connection, self._session, name)
                }
                self._devices.append(Device(name, journal, growing, deque(untaken)))

    def _take_journal(self, device: Device) -> None:
        while device.untaken:
            kind, data = device.untaken[0]
            try:
                self._book.record(Fact(kind, data))
            except (OutOfOrder, UnknownKind, WrongShape) as error:
                # whoever wrote this line, it must not hold up what the cameras say after it
                log.error("journal_line_refused", device=device.name, kind=kind, reason=str(error))  # noqa: TRY400
            device.untaken.popleft()
            if kind == "recording.started":
                device.growing[data["recording"]] = FragmentTail(self._config.station.recordings / data["file"])
            elif kind == "recording.finished":
                device.growing.pop(data["recording"], None)

    def _commit_progress(self) -> None:
        """Make one entry for all the recordings that have grown."""
        progress: list[Data] = [
            {"recording": recording, **tail.totals()}
            for device in self._devices
            for recording, tail in device.growing.items()
            if tail.read()
        ]
        if progress:
            self._book.record(Fact("recordings.progressed", {"recordings": progress}))


def _growing(connection: Connection, session: str, device: str) -> list[tuple[str, str]]:
    ours = (RecordingRow.session == session) & (RecordingRow.device == device)
    unfinished = ours & RecordingRow.finish_entry.is_(None)
    found = connection.execute(select(RecordingRow.recording, RecordingRow.file).where(unfinished))
    return [(row.recording, row.file) for row in found]


def _taken(connection: Connection, session: str) -> set[bytes]:
    """The journal lines that the log holds, each as the one entry that was made of it."""
    told = entries.c.kind.in_(JOURNALLED)
    ours = select(entries.c.entry, entries.c.body).where((entries.c.session == session) & told)
    taken = (Entry.decode(entry, body) for entry, body in connection.execute(ours))
    return {canonical([entry.kind, entry.data]) for entry in taken}


def _untaken(lines: list[JournalEvent], taken: set[bytes]) -> list[JournalEvent]:
    """The lines after the last one that the log holds: also when a power cut took lines back from the journal."""
    known = [number for number, (kind, data) in enumerate(lines, 1) if canonical([kind, data]) in taken]
    return lines[max(known, default=0) :]
