"""A scale on a line, and an owner of its port who keeps and waits for what the port tells."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from firmware_bridge.events import Event, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.reading import Reading
from firmware_bridge.settings import PortSettings
from firmware_bridge.simulator import SimulatedScale

# How long a test waits for what must come; reached only when it fails.
PATIENCE_S = 10

# Shorter than in service, so that losses are noticed within a test.
FAST: dict[str, Any] = {
    "poll_us": 100_000,
    "period_us": 350_000,
    "tare_us": 300_000,
    "answer_us": 400_000,
    "action_us": 1_500_000,
    "silence_us": 700_000,
    "reopen_us": 50_000,
    "reopen_max_us": 200_000,
}


class Owner:
    """Keeps what a port tells, and waits for it."""

    def __init__(self, settings: PortSettings) -> None:
        self.settings = settings
        self.events: list[Event[Reading]] = []
        self.bytes: list[tuple[str, bytes, int, int]] = []
        self._news = threading.Condition()

    def on_event(self, event: Event[Reading]) -> None:
        """Keep an event."""
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def on_bytes(self, direction: str, data: bytes, unix_us: int, mono_us: int) -> None:
        """Keep a piece."""
        self.bytes.append((direction, data, unix_us, mono_us))

    def wait_for(self, kind: type, test: Callable[[Any], bool] = lambda _: True, after: int = 0):
        """Give the first event of a kind, from the event numbered `after` on, that passes the test."""

        def found() -> list[Event[Reading]]:
            return [event for event in self.events[after:] if isinstance(event, kind) and test(event)]

        with self._news:
            assert self._news.wait_for(found, PATIENCE_S), f"no {kind.__name__} in {self.events[-5:]}"
            return found()[0]

    def wait_for_value(self, digits: str):
        """Give the first stable reading of these digits."""

        def shows(event: Measured) -> bool:
            figure = event.reading.figure
            return figure is not None and figure.digits.strip() == digits and event.reading.stable

        return self.wait_for(Measured, shows)

    def sent(self, direction: str) -> bytes:
        """All bytes of one direction."""
        return b"".join(data for way, data, *_ in list(self.bytes) if way == direction)


@pytest.fixture
def owner_of() -> Callable[..., Owner]:
    """An owner for settings that differ from the fast ones by these."""
    return lambda url, **settings: Owner(PortSettings(url=url, **(FAST | settings)))


@pytest.fixture
def port_on(owner_of: Callable[..., Owner]) -> Callable[..., AbstractContextManager[tuple[ScalePort, Owner]]]:
    """A running port on a device, with its owner."""

    @contextmanager
    def run(device: str, **settings: Any) -> Iterator[tuple[ScalePort, Owner]]:
        owner = owner_of(device, **settings)
        with ScalePort(owner.settings, on_bytes=owner.on_bytes, on_event=owner.on_event) as port:
            yield port, owner

    return run


@pytest.fixture
def scale() -> Iterator[SimulatedScale]:
    """An MT-SICS scale that settles fast."""
    with SimulatedScale(settle_us=100_000) as scale:
        yield scale
