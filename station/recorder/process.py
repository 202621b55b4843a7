"""The recorder's process: one lock, one ledger, one loop.

Start: the folder is locked (a second recorder is refused), the database is held against the published log, and a session
that was open goes on. Then, until told to stop, every tick tells the cameras what to do, takes in what they and the scale
have done, and watches clock and disk. What the loop cannot deal with ends the process: the supervisor starts it again, and
start-up is the one way back to a known state.
"""

import hashlib
import threading
from pathlib import Path

import structlog
from sqlalchemy import Engine, select

from station.config import Config
from station.durable import DiskFull, FolderLock, make_folder
from station.formats.entry import Entry, Moment
from station.formats.signing import LogSigner
from station.ledger import engine
from station.ledger.errors import CommitFailed, WriteRefused
from station.ledger.keyring import open_signer
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.ledger.rotation import settle
from station.ledger.tables import entries
from station.recorder.audit_trail import AuditTrail
from station.recorder.book import Book, Fact, InDoubt
from station.recorder.clocks import ClockWatch, boot_id, now
from station.recorder.desk import Desk
from station.recorder.disk import MEGABYTE, DiskWatch
from station.recorder.footage import Footage
from station.recorder.furnace_line import furnace_of
from station.recorder.images import Images
from station.recorder.instruments import Instruments
from station.recorder.live import LiveView
from station.recorder.scale_line import ScaleLine
from station.recorder.server import Server
from station.rules.shapes import Data
from station.streams.recover import CONTROLLER, SERIAL
from station.token import TokenError

TICK_S = 0.1  # orders to cameras, and how old a drawn-in weight can be
TICKS_A_LOOK = 5  # journals and the serial line: so that a second's fragment is in the log within two
TICKS_A_WATCH = 10  # clock and disk
DISK_FULL_PAUSE_S = 1.0
log = structlog.get_logger()


class Recorder:
    """Everything the recorder's process holds, from start to stop."""

    def __init__(self, config: Config, config_file: Path) -> None:
        make_folder(config.run_folder)
        self._lock = FolderLock(config.station.recordings)
        settle(config.station, config.log_folder)  # a change of the key may have been cut short
        signer = open_signer(config.station)
        writer = engine.writer(config.station.database)
        self._ledger = Ledger.open(writer, signer, project, now, config.log_folder)
        reader = engine.reader(config.station.database)
        self._book = Book(self._ledger, reader, config.session.withhold)
        self._footage = Footage(config, self._book, reader, (SERIAL, CONTROLLER))
        self._images = Images(config.station.recordings, self._book, reader)
        self._trail = AuditTrail(self._book, reader)
        self._furnace = furnace_of(config, self._book, reader)
        by_board = self._furnace is not None and self._furnace.device == SERIAL
        on_furnace = self._furnace.hear if self._furnace is not None and by_board else None
        self._scale = ScaleLine(config, self._book, self._trail, reader, on_furnace)
        self._live = LiveView(config, self._book, self._footage, self._scale, self._furnace)
        self._clock = ClockWatch(since=_last_clocks(reader))
        self._disk = DiskWatch(config.station.recordings, config.disk.reserve_mb * MEGABYTE)
        self._stop = threading.Event()
        self._book.record(_started(config_file, signer, self._trail.running))
        self._trail.software(config)
        self._trail.settings(config)
        self._watch()  # the clock may have been set while nobody looked
        instruments = Instruments(self._footage, self._scale, self._trail, self._furnace, self._images)
        desk = Desk(config, self._book, reader, instruments)
        self._server = Server(
            config.run_folder / "recorder.sock", desk.carry_out, self._live.now, self._scale.weighing.wait_for_news
        )

    def run(self) -> None:
        """Work until told to stop; raises whatever a new start has to mend."""
        self._images.start()
        tick = 0
        while not self._stop.wait(TICK_S):
            tick += 1
            try:
                self._tick(tick)
            except (CommitFailed, DiskFull, TokenError, WriteRefused) as error:
                # nothing was acknowledged that is not there; what is new waits in the cameras' journals
                log.error("not_written", remedy=str(error))  # noqa: TRY400 - a full disk is no bug to trace
                self._stop.wait(DISK_FULL_PAUSE_S)
        self._close()

    def stop(self) -> None:
        """End `run` after the tick in hand."""
        self._stop.set()

    def _tick(self, tick: int) -> None:
        if self._book.in_doubt:
            raise InDoubt
        self._footage.command(self._live.overlay())
        if tick % TICKS_A_LOOK == 0:
            self._scale.look()
            if self._furnace is not None:
                self._furnace.look()
            self._footage.look()
        if tick % TICKS_A_WATCH == 0:
            self._images.check()
            self._watch()

    def _watch(self) -> None:
        step_us = self._clock.look()
        if step_us is not None:
            self._trail.clock(step_us)
        free = self._disk.look()
        if free is not None:
            low = {"free_bytes": free, "needed_bytes": self._disk.reserve_bytes}
            self._book.record(Fact("disk.low", low, of_the_station=True))

    def _close(self) -> None:
        self._server.close()
        self._images.close()
        self._scale.close()
        if self._furnace is not None:
            self._furnace.close()
        self._footage.look()
        self._book.record(Fact("station.stopped", {}, of_the_station=True))
        self._ledger.close()
        self._lock.close()


def _last_clocks(reader: Engine) -> Moment | None:
    """The newest entry's clocks, when they are of this start of the PC: then the two can be compared with now."""
    with reader.connect() as connection:
        newest = select(entries.c.entry, entries.c.body).order_by(entries.c.entry.desc()).limit(1)
        started = newest.where(entries.c.kind == "station.started")
        found = [Entry.decode(*row) for query in (newest, started) for row in connection.execute(query)]
    if len(found) < 2 or found[1].data["boot_id"] != boot_id():
        return None
    return found[0].at


def _started(config_file: Path, signer: LogSigner, software: Data) -> Fact:
    data = {
        "software": software,
        "boot_id": boot_id(),
        "key": signer.verifier.format(),
        "post_quantum_key": None if signer.second_verifier is None else signer.second_verifier.format(),
        "config_sha256": hashlib.sha256(config_file.read_bytes()).hexdigest(),
    }
    return Fact("station.started", data, of_the_station=True)
