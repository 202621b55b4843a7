"""One scale's line, watched: what it says now, how often, and what goes wrong on it.

The port's thread calls `on_event`; whoever shows it calls `look`. Rates are of the last `WINDOW_US`.
"""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Self

from firmware_bridge.events import Complained, Connected, Event, LineState, Lost, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.reading import Reading
from firmware_bridge.settings import Identity, PortSettings
from firmware_bridge.wire import now

# Long enough for a steady figure, short enough to see a change while one looks.
WINDOW_US = 5_000_000


@dataclass(frozen=True)
class Sight:
    """What is to be seen at one moment. Rates are thousandths a second; `age_us` is the newest reading's."""

    state: LineState
    reading: Reading | None
    age_us: int | None
    readings_milli_hz: int
    faults_milli_hz: int
    readings: int
    faults: int
    losses: int
    identity: Identity | None
    last_fault: str | None
    lost: str | None


class Rate:
    """Counts events, all and of late."""

    def __init__(self) -> None:
        self.total = 0
        self._times: deque[int] = deque()

    def count(self, mono_us: int) -> None:
        """Count one."""
        self.total += 1
        self._times.append(mono_us)

    def milli_hz(self, mono_us: int, since_us: int) -> int:
        """Give the thousandths a second, over the window or since the beginning when that was later."""
        while self._times and self._times[0] < mono_us - WINDOW_US:
            self._times.popleft()
        span_us = min(WINDOW_US, mono_us - since_us)
        return len(self._times) * 1_000_000_000 // span_us if span_us > 0 else 0


class Watch:
    """`with Watch(settings) as watch`, then `watch.look()` as often as one likes."""

    def __init__(self, settings: PortSettings) -> None:
        self._lock = threading.Lock()
        self._readings, self._faults, self._losses = Rate(), Rate(), 0
        self._identity: Identity | None = None
        self._last_fault: str | None = None
        self._lost: str | None = None
        self._since_us = now().mono_us
        self._port = ScalePort(settings, on_bytes=lambda *_piece: None, on_event=self.on_event)

    def __enter__(self) -> Self:
        self._port.start()
        return self

    def __exit__(self, *_exit: object) -> None:
        self._port.close()

    @property
    def running(self) -> bool:
        """Whether the port still tries; False when it stopped on an error of its own, which leaving raises."""
        return self._port.running

    def on_event(self, event: Event[Reading]) -> None:
        """Take what the port tells."""
        with self._lock:
            match event:
                case Measured():
                    self._readings.count(event.mono_us)
                case Complained():
                    self._faults.count(now().mono_us)
                    self._last_fault = event.fault.reason
                case Connected():
                    self._identity, self._lost = event.identity, None
                case Lost():
                    self._lost = event.reason
                    self._losses += 1

    def look(self) -> Sight:
        """Give what is to be seen now."""
        latest, state, at_us = self._port.latest(), self._port.state(), now().mono_us
        with self._lock:
            return Sight(
                state=state,
                reading=latest.reading if latest else None,
                age_us=latest.age_us if latest else None,
                readings_milli_hz=self._readings.milli_hz(at_us, self._since_us),
                faults_milli_hz=self._faults.milli_hz(at_us, self._since_us),
                readings=self._readings.total,
                faults=self._faults.total,
                losses=self._losses,
                identity=self._identity,
                last_fault=self._last_fault,
                lost=self._lost,
            )
