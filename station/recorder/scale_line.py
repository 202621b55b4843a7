"""The scale as the recorder sees it: readings for weighings, and the line's own bytes as a recording.

Every byte in and out is written down (`line_recording`). The port's thread only hands over; files and entries are written by
whoever looks, one at a time. Bytes that were no answer are an entry, and so is the empty scale after a weighing.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Engine

from firmware_bridge.events import Complained, Connected, Event, Lost, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.reading import Figure, FurnaceReading, Reading
from firmware_bridge.settings import Identity
from firmware_bridge.stability import EMPTY_US, Settled, SettledWeight
from station.config import Config
from station.recorder.answers import ScaleLive
from station.recorder.audit_trail import AuditTrail
from station.recorder.board import BoardBook
from station.recorder.book import Book, Fact
from station.recorder.footage import FILMED
from station.recorder.line_faults import LineFaults
from station.recorder.line_recording import LineRecording
from station.recorder.refusals import not_ready
from station.recorder.weighing import Weighing, figure_data
from station.rules.shapes import Data
from station.settings.scale import ScaleSettings
from station.streams.recover import SERIAL

LINE_MARGIN_US = 1_000_000  # an answer's first bytes arrive before its last: far less than this


class Emptied(NamedTuple):
    """The empty scale's value, once it has been seen since the last weighing."""

    zero: Figure


class Happened(NamedTuple):
    """What waits to be written, and how many weighings had been granted when it happened: their entries come first."""

    event: Connected | Lost | Emptied
    granted: int


class ScaleLine:
    """The port, its recording and the weighing. The port's thread calls in; `look` runs on the recorder's."""

    def __init__(
        self,
        config: Config,
        book: Book,
        trail: AuditTrail,
        reader: Engine,
        on_furnace: Callable[[FurnaceReading, int, int], None] | None = None,
    ) -> None:
        """`on_furnace` is told what a board says of the furnace, with its times on both clocks."""
        self._trail, self._on_furnace = trail, on_furnace
        self._settings, self._book = config.scale, book
        stable_us = config.weighing.stable_ms * 1000
        self.weighing = Weighing(_settled_weight(config.scale, stable_us))
        self._identity: Identity | None = None
        self._events: deque[Happened] = deque()
        # The line's newest loss or arrival, and the newest that is written: what the scale says in between counts for nothing.
        self._line_changed: Connected | Lost | None = None
        self._change_written: Connected | Lost | None = None
        self._faults = LineFaults("scale")
        self._looking = threading.RLock()
        self._recording = LineRecording(config, book, device=SERIAL, line="scale")
        board = config.scale.board
        self._board = None if board is None else BoardBook(board, book, trail, reader)
        form = None if self._board is None else self._board.form(config.scale.form)
        # an old tare must outlast neither a stable value nor the look at the empty scale
        settings = config.scale.line(form, tare_us=min(stable_us // 2, EMPTY_US // 2))
        self._port = ScalePort(settings, on_bytes=self._recording.on_bytes, on_event=self._on_event)
        self._port.start()

    def close(self) -> None:
        """Let go of the line, and finish its recording."""
        self._port.close()
        with self._looking:
            if self._board is not None:
                self._board.look(last_words=True)
            self._recording.finish()

    def live(self) -> bool:
        """Whether a value arrived within the line's period."""
        latest = self._port.latest()
        return latest is not None and latest.live

    def instrument(self) -> Data:
        """Who the instrument is, as entries hold it: what it told on the line, apart from what its plate says."""
        return instrument_data(self._settings, self._identity or Identity())

    def reading(self) -> Reading | None:
        """The value on the display now; None when it is not live."""
        latest = self._port.latest()
        return latest.reading if latest is not None and latest.live else None

    def zero(self) -> None:
        """Zero the scale; raises what the port raises when it refuses or does not answer."""
        self._port.zero()

    def tare(self) -> Data | None:
        """Tare the scale and give its answer; raises what the port raises when it refuses or does not answer."""
        return figure_data(self._port.tare())

    def where(self, settled: Settled) -> Data:
        """The stretch of the serial recording that holds a settled value's lines, on the disk once this returns."""
        with self._looking:
            self.look()
            if self._recording.name is None:
                raise not_ready("The serial line is not being recorded.", "Wait a second and weigh again.")
            from_us = settled.first_mono_us - LINE_MARGIN_US
            return {"recording": self._recording.name, "from_mono_us": from_us, "to_mono_us": settled.last_mono_us}

    def look(self) -> None:
        """Write what has arrived: bytes to the recording, arrivals and losses of the scale to the log.

        Raises `PortStoppedError` when the port's thread has died: then the recorder must start again.
        """
        if not self._port.running:
            self._port.close()
        with self._looking:
            self._recording.look()
            self._tell_faults()
            if self._board is not None:
                self._board.look()
            while self._events and self._events[0].granted <= self.weighing.done_with:
                self._record(self._events[0].event)
                self._events.popleft()

    def told(self) -> ScaleLive:
        """What is live now."""
        latest, reading = self._port.latest(), self.reading()
        figure = reading.figure if reading else None
        told = self.instrument()["told"]
        names = [name for name in (told["make"], told["model"]) if name]
        return ScaleLive(
            live=reading is not None,
            state=self._port.state().value,
            stable=reading is not None and reading.stable is True,
            figure=figure.digits if figure else None,
            unit=figure.unit if figure else None,
            mass_mg=figure.mass_mg if figure else None,
            shown_as=reading.shown_as.value if reading else None,
            condition=reading.condition.value if reading else None,
            age_ms=latest.age_us // 1000 if latest else None,
            identity=" ".join(names) or None,
            waiting_for=self.weighing.waiting_for(),
        )

    def _on_event(self, event: Event[Reading]) -> None:
        if isinstance(event, Measured):
            self._on_measured(event)
        elif isinstance(event, Complained):
            self._faults.add(event.fault)
        else:
            if isinstance(event, Connected):
                self._identity = event.identity
            self._line_changed = event
            self.weighing.forget()
            self._happened(event)

    def _on_measured(self, event: Measured[Reading]) -> None:
        if self._board is not None and event.reading.board is not None:
            self._board.take(event.reading.board)
        if self._on_furnace is not None and event.reading.furnace is not None:
            self._on_furnace(event.reading.furnace, event.unix_us, event.mono_us)
        if self._change_written is not self._line_changed:
            return
        zero = self.weighing.feed(event.reading, event.mono_us)
        if zero is not None and zero.figure is not None:
            self._happened(Emptied(zero.figure))

    def _happened(self, event: Connected | Lost | Emptied) -> None:
        self._events.append(Happened(event, self.weighing.granted))

    def _record(self, event: Connected | Lost | Emptied) -> None:
        if isinstance(event, Connected):
            connected = Fact("scale.connected", {"scale": self.instrument()}, of_the_station=True)
            self._trail.instrument(event.identity, connected)
        elif isinstance(event, Emptied):
            self._record_emptied(event)
        elif isinstance(event, Lost):
            lost = {"reason": event.reason, "since_us": event.since_unix_us}
            self._book.record(Fact("scale.lost", lost, of_the_station=True))
        if not isinstance(event, Emptied):
            self._change_written = event

    def _record_emptied(self, event: Emptied) -> None:
        """The scale has been seen empty since the session's newest weighing: its zero belongs to that weighing.

        After the close the line is not recorded any more, so nobody could hold such an entry against its bytes.
        """
        with self._book.turn:
            session = self._book.session
            recorded = self._recording.name is not None and session.stage in FILMED
            if recorded and session.weighed is not None and session.emptied_after != session.weighed:
                seen = {"after": session.weighed, **(figure_data(event.zero) or {})}
                self._book.record(Fact("scale.emptied", seen))

    def _tell_faults(self) -> None:
        """Tell the session's faults; noise between sessions is none of them."""
        for data in self._faults.gathered(all_of_them=self._recording.name is None):
            if self._recording.name is not None:
                self._book.record(Fact("line.faulted", data))


def instrument_data(scale: ScaleSettings, told: Identity) -> Data:
    """The instrument as entries hold it."""
    verification = scale.verification
    return {
        "protocol": scale.protocol,
        "told": {"make": told.make, "model": told.model, "serial": told.serial, "software": told.software},
        "plate": {"make": scale.make, "model": scale.model, "serial": scale.serial},
        "line": {
            "unit": scale.unit,
            "decimals": scale.decimals,
            "checksum": scale.checksum,
            "address": scale.address,
        },
        "accuracy_class": scale.accuracy_class,
        "min_mg": scale.min_mg,
        "max_mg": scale.max_mg,
        "division_mg": scale.division_mg,
        "ranges": [each.model_dump() for each in scale.partial_ranges],
        "verification": verification and verification.model_dump(mode="json"),
    }


def _settled_weight(scale: ScaleSettings, stable_us: int) -> SettledWeight:
    return SettledWeight(
        stable_us=stable_us,
        window_us=scale.window_ms * 1000,
        min_mg=scale.min_mg,
        max_mg=scale.max_mg,
        period_us=scale.period_ms * 1000,
    )
