"""The scale as the recorder sees it: readings for weighings, and the line's own bytes as a recording.

Every byte in and out is written down with its times, one fragment at every look, as long as a session films. The port's
thread only hands over; files and entries are written by whoever looks, one at a time. Bytes that no recording holds,
because the recorder was away or the disk full for too long, are an entry; so are bytes that were no answer, and the
empty scale after a weighing.
"""

import threading
from collections import deque
from typing import NamedTuple

from firmware_bridge.events import Complained, Connected, Event, Lost, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.reading import Figure, Reading
from firmware_bridge.settings import Identity, PortSettings
from firmware_bridge.stability import Settled, SettledWeight
from station.config import Config, ScaleSettings
from station.recorder.answers import ScaleLive
from station.recorder.audit_trail import AuditTrail
from station.recorder.book import Book, Fact
from station.recorder.clocks import unix_us
from station.recorder.footage import FILMED
from station.recorder.line_faults import LineFaults
from station.recorder.refusals import not_ready
from station.recorder.weighing import Weighing, figure_data
from station.rules.shapes import Data
from station.streams.recover import SERIAL, recover_device
from station.streams.serial_recording import Chunk, SerialRecording

LINE_MARGIN_US = 1_000_000  # an answer's first bytes arrive before its last: far less than this
LINE_BACKLOG = 100_000  # chunks kept while the disk hangs: hours of a scale's talk, and not all of the memory


class Emptied(NamedTuple):
    """The empty scale's value, once it has been seen since the last weighing."""

    zero: Figure


class ScaleLine:
    """The port, its recording and the weighing. The port's thread calls in; `look` runs on the recorder's."""

    def __init__(self, config: Config, book: Book, trail: AuditTrail) -> None:
        self._trail = trail
        self._settings, self._book = config.scale, book
        self._folder = config.station.recordings
        stable_us = config.weighing.stable_ms * 1000
        self.weighing = Weighing(_settled_weight(config.scale, stable_us))
        self._identity: Identity | None = None
        self._events: deque[Event[Reading] | Emptied] = deque()
        self._faults = LineFaults("scale")
        self._chunks: deque[Chunk] = deque()
        self._dropped: list[Chunk] = []  # the first and the last of what the backlog could not hold
        self._dropped_count = 0
        self._looking = threading.RLock()
        self._recording: SerialRecording | None = None
        self._recorded_session: str | None = None
        settings = _port_settings(config.scale, stable_us)
        self._port = ScalePort(settings, on_bytes=self._on_bytes, on_event=self._on_event)
        self._port.start()

    def close(self) -> None:
        """Let go of the line, and finish its recording."""
        self._port.close()
        with self._looking:
            self._finish()

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
            if self._recording is None:
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
            self._follow_session()
            self._write_chunks()
            self._tell_dropped()
            self._tell_faults()
            while self._events:
                self._record(self._events[0])
                self._events.popleft()

    def told(self) -> ScaleLive:
        """What is live now."""
        latest, reading = self._port.latest(), self.reading()
        figure = reading.figure if reading else None
        told = self.instrument()["told"]
        names = [name for name in (told["make"], told["model"]) if name]
        return ScaleLive(
            live=reading is not None,
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

    def _on_bytes(self, direction: str, data: bytes, at_unix_us: int, at_mono_us: int) -> None:
        if len(self._chunks) < LINE_BACKLOG:
            self._chunks.append((direction, data, at_unix_us, at_mono_us))
            return
        self._dropped = [*self._dropped[:1], (direction, data, at_unix_us, at_mono_us)]
        self._dropped_count += 1

    def _on_event(self, event: Event[Reading]) -> None:
        if isinstance(event, Measured):
            zero = self.weighing.feed(event.reading, event.mono_us)
            if zero is not None and zero.figure is not None:
                self._events.append(Emptied(zero.figure))
        elif isinstance(event, Connected):
            self._identity = event.identity
        elif isinstance(event, Complained):
            self._faults.add(event.fault)
        if not isinstance(event, Measured | Complained):
            self._events.append(event)

    def _record(self, event: Event[Reading] | Emptied) -> None:
        if isinstance(event, Connected):
            self._book.record(Fact("scale.connected", {"scale": self.instrument()}, of_the_station=True))
            self._trail.instrument(event.identity)
        elif isinstance(event, Emptied):
            self._record_emptied(event)
        elif isinstance(event, Lost):
            lost = {"reason": event.reason, "since_us": event.since_unix_us}
            self._book.record(Fact("scale.lost", lost, of_the_station=True))

    def _record_emptied(self, event: Emptied) -> None:
        """The scale has been seen empty since the session's newest weighing: its zero belongs to that weighing."""
        with self._book.turn:
            session = self._book.session
            if self._book.session_id and session.weighed is not None and session.emptied_after != session.weighed:
                seen = {"after": session.weighed, **(figure_data(event.zero) or {})}
                self._book.record(Fact("scale.emptied", seen))

    def _tell_faults(self) -> None:
        """Tell the session's faults; noise between sessions is none of them."""
        for data in self._faults.gathered(all_of_them=self._recording is None):
            if self._recording is not None:
                self._book.record(Fact("line.faulted", data))

    def _follow_session(self) -> None:
        session = self._book.session_id if self._book.session.stage in FILMED else None
        if session is None:
            self._finish()
            self._chunks.clear()  # what is said between sessions is none of them
            self._recorded_session = None
        elif self._recording is None:
            self._begin(session)

    def _begin(self, session: str) -> None:
        """Begin the session's recording, or its next one after a crash or a full disk."""
        history = recover_device(self._folder, session, SERIAL)
        if session != self._recorded_session and history.ended_us is not None:
            gap = {
                "from_us": history.ended_us,
                "to_us": unix_us(),
                "reason": "the recorder was away",
                "pieces_lost": None,
            }
            self._book.record(Fact("serial.gap", gap))
        self._recording = SerialRecording.begin(self._folder, session, SERIAL)
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
            reason = "the disk took nothing for too long"
            lost = {"from_us": from_us, "to_us": to_us, "reason": reason, "pieces_lost": self._dropped_count}
            self._book.record(Fact("serial.gap", lost))
            self._dropped, self._dropped_count = [], 0

    def _finish(self) -> None:
        recording, self._recording = self._recording, None
        if recording is not None:
            self._finish_or_abandon(recording)

    def _finish_or_abandon(self, recording: SerialRecording) -> None:
        try:
            recording.append([self._chunks.popleft() for _ in range(len(self._chunks))])
            recording.finish()
        except OSError:
            recording.abandon()
            raise


def instrument_data(scale: ScaleSettings, told: Identity) -> Data:
    """The instrument as entries hold it."""
    verification = scale.verification
    return {
        "protocol": scale.protocol,
        "told": {"make": told.make, "model": told.model, "serial": told.serial, "software": told.software},
        "plate": {"make": scale.make, "model": scale.model, "serial": scale.serial},
        "line": {"unit": scale.unit, "decimals": scale.decimals, "checksum": scale.checksum},
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


def _port_settings(scale: ScaleSettings, stable_us: int) -> PortSettings:
    return PortSettings(
        url=scale.url,
        protocol=scale.protocol,
        baudrate=scale.baudrate,
        bytesize=scale.bytesize,
        parity=scale.parity,
        stopbits=scale.stopbits,
        poll=scale.poll,
        form=scale.form,
        poll_us=scale.poll_ms * 1000,
        period_us=scale.period_ms * 1000,
        tare_us=stable_us // 2,  # an old tare must not outlast a stable value
    )
