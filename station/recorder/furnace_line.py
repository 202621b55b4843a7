"""The furnace as the recorder sees it: its temperature now, what happens at it, and how hot a batch burned.

`Furnace` is told readings, by a board on the scale's line; `FurnaceLine` has a controller and a recording of its own. How hot
a batch burned is reckoned from the recorded bytes alone, as the verifier does, so a killed recorder forgets nothing of it.
"""

import threading
import time
from collections import deque

from sqlalchemy import Engine, select

from firmware_bridge.events import Complained, Connected, Event, Lost, Measured
from firmware_bridge.furnace.controllers import CONTROLLERS
from firmware_bridge.furnace.port import FurnaceLineSettings, FurnacePort
from firmware_bridge.furnace.registers import RegisterMap
from firmware_bridge.furnace.rounds import Heard
from firmware_bridge.protocols import LineDefaults
from firmware_bridge.reading import FurnaceReading
from station.config import Config
from station.formats.entry import Entry
from station.ledger.queries import RecordingRow
from station.ledger.tables import entries
from station.recorder.answers import FurnaceLive
from station.recorder.board import board_key
from station.recorder.book import Book, Fact
from station.recorder.clocks import monotonic_us, now
from station.recorder.furnace_watch import FurnaceWatch
from station.recorder.line_faults import LineFaults
from station.recorder.line_recording import LineRecording
from station.rules.heat import Span, spans_of
from station.rules.shapes import Data
from station.settings.furnace import FurnaceSettings
from station.streams.recover import CONTROLLER, SERIAL
from station.verify.furnace import recorded_heat

# Bytes that the line's thread has stamped and not yet handed over are written by then.
HAND_OVER_S = 0.1
LIVE_POLLS = 3  # one lost answer must not blink
SILENT_POLLS = 5


class Furnace:
    """Told readings by others; `look` runs on the recorder's thread, `hear` on the line's."""

    device = SERIAL

    def __init__(self, settings: FurnaceSettings, config: Config, book: Book, reader: Engine) -> None:
        self._settings, self._config, self._book, self._reader = settings, config, book, reader
        self._period_us = config.scale.period_ms * 1000
        self._watch = FurnaceWatch()
        self._facts: deque[Fact] = deque()
        self._heard: Heard | None = None
        self._looking = threading.RLock()

    def close(self) -> None:
        """Let go of the furnace."""

    def controller(self) -> Data:
        """Who reads the temperature and where, as entries hold it."""
        registers = self._settings.registers
        return {
            "controller": self._settings.controller or self._settings.source,
            "place": self._settings.place,
            "threshold_mdeg": self._settings.threshold_mdeg,
            "registers": registers and registers.to_data(),
        }

    def hear(self, reading: FurnaceReading, at_unix_us: int, at_mono_us: int) -> None:
        """Take a reading with its times."""
        if self._heard is None and self.device == SERIAL:
            self._facts.append(Fact("furnace.connected", {"controller": self.controller()}, of_the_station=True))
        self._heard = Heard(at_unix_us, at_mono_us, reading)
        self._facts.extend(self._watch.news(reading, at_unix_us))

    def look(self) -> None:
        """Take what has happened into the log."""
        with self._looking:
            while self._facts:
                self._book.record(self._facts[0])
                self._facts.popleft()

    def told(self) -> FurnaceLive:
        """What is live now."""
        heard = self._heard
        age_us = None if heard is None else monotonic_us() - heard.mono_us
        live = heard is not None and age_us is not None and age_us <= self._period_us
        return FurnaceLive(
            live=live,
            temperature_mdeg=heard.reading.temperature_mdeg if heard and live else None,
            condition=heard.reading.condition.value if heard and live else None,
            door_open=heard.reading.door_open if heard and live else None,
            age_ms=None if age_us is None else age_us // 1000,
            threshold_mdeg=self._settings.threshold_mdeg,
        )

    def heat(self) -> Data:
        """How hot it has been since the newest `burn.started` of the session, from the bytes recorded until now."""
        to = now()
        time.sleep(HAND_OVER_S)
        self.look()
        lit = self._lit()
        running, begun = spans_of(self._spans(), lit.index, self._book.ledger.size)
        # A crash right after a recording's start leaves it without a file.
        files = [path for path in map(self._config.station.recordings.joinpath, begun) if path.exists()]
        burning = None if running is None else self._config.station.recordings / running
        return recorded_heat(burning, files, (lit.at, to), self.controller(), board_key(self._config.scale))

    def _lit(self) -> Entry:
        ours = (entries.c.session == self._book.session_id) & (entries.c.kind == "burn.started")
        newest = select(entries.c.entry, entries.c.body).where(ours).order_by(entries.c.entry.desc()).limit(1)
        with self._reader.connect() as connection:
            return Entry.decode(*connection.execute(newest).one())

    def _spans(self) -> list[Span[str]]:
        ours = (RecordingRow.session == self._book.session_id) & (RecordingRow.device == self.device)
        row = RecordingRow.file, RecordingRow.start_entry, RecordingRow.finish_entry
        with self._reader.connect() as connection:
            found = connection.execute(select(*row).where(ours).order_by(RecordingRow.start_entry))
            return [Span(*each) for each in found]


class FurnaceLine(Furnace):
    """A controller on a line of its own, whose bytes are recorded as long as a session films."""

    device = CONTROLLER

    def __init__(
        self, settings: FurnaceSettings, registers: RegisterMap, config: Config, book: Book, reader: Engine
    ) -> None:
        super().__init__(settings, config, book, reader)
        line = _line_settings(settings, registers)
        self._period_us = line.period_us
        self._faults = LineFaults("furnace")
        self._recording = LineRecording(config, book, device=self.device, line="furnace")
        self._port = FurnacePort(line, on_bytes=self._recording.on_bytes, on_event=self._on_event)
        self._port.start()

    def close(self) -> None:
        """Let go of the line, and finish its recording."""
        self._port.close()
        with self._looking:
            self._recording.finish()

    def look(self) -> None:
        """Write what has arrived. Raises `PortStoppedError` when the port's thread has died: then start again."""
        if not self._port.running:
            self._port.close()
        with self._looking:
            self._recording.look()
            for data in self._faults.gathered(all_of_them=self._recording.name is None):
                if self._recording.name is not None:
                    self._book.record(Fact("line.faulted", data))
            super().look()

    def _on_event(self, event: Event[FurnaceReading]) -> None:
        if isinstance(event, Measured):
            self.hear(event.reading, event.unix_us, event.mono_us)
        elif isinstance(event, Connected):
            self._facts.append(Fact("furnace.connected", {"controller": self.controller()}, of_the_station=True))
        elif isinstance(event, Lost):
            lost = {"reason": event.reason, "since_us": event.since_unix_us}
            self._facts.append(Fact("furnace.lost", lost, of_the_station=True))
        elif isinstance(event, Complained):
            self._faults.add(event.fault)


def furnace_of(config: Config, book: Book, reader: Engine) -> Furnace | None:
    """The furnace that the settings name, if any."""
    settings = config.furnace
    if settings is None:
        return None
    registers = settings.registers
    if registers is None:
        return Furnace(settings, config, book, reader)
    return FurnaceLine(settings, registers, config, book, reader)


def _line_settings(settings: FurnaceSettings, registers: RegisterMap) -> FurnaceLineSettings:
    known = CONTROLLERS.get(settings.controller or "")
    usual = LineDefaults() if known is None else known.defaults
    poll_us = settings.poll_ms * 1000
    return FurnaceLineSettings(
        url=settings.url or "",
        baudrate=settings.baudrate or usual.baudrate,
        bytesize=settings.bytesize,
        parity=settings.parity or usual.parity,
        stopbits=settings.stopbits or usual.stopbits,
        poll_us=poll_us,
        period_us=LIVE_POLLS * poll_us,
        silence_us=max(SILENT_POLLS * poll_us, 3_000_000),
        controller=settings.controller or "",
        registers=registers,
    )
