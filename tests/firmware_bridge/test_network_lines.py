"""The port over the two kinds of network adapter: a raw TCP socket and RFC 2217, each bridged to a pseudo-terminal."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Self

import pytest
import serial
from serial.rfc2217 import PortManager

from firmware_bridge.events import Connected, Event, Lost, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.settings import PortSettings
from firmware_bridge.simulator import SimulatedScale

PATIENCE_S = 10


# What an adapter does to the bytes from its client, and to those for it.
TwoWays = tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]
Wrap = Callable[[serial.Serial, socket.socket], TwoWays]


def raw(_line: serial.Serial, _client: socket.socket) -> TwoWays:
    """A raw adapter changes nothing."""
    return bytes, bytes


def rfc2217(line: serial.Serial, client: socket.socket) -> TwoWays:
    """The server side of RFC 2217 that ships with pyserial: it takes negotiation out and escapes what goes back."""

    class Connection:
        def write(self, data: bytes) -> None:
            """Send negotiation to the client."""
            client.sendall(data)

    manager = PortManager(line, Connection())
    return (lambda data: b"".join(manager.filter(data))), (lambda data: b"".join(manager.escape(data)))


class LineWithoutModem(serial.Serial):
    """A pseudo-terminal has no modem lines; the server of RFC 2217 wants to read and set them."""

    cts = dsr = ri = cd = False

    def _update_rts_state(self) -> None:
        """Nothing to set."""

    def _update_dtr_state(self) -> None:
        """Nothing to set."""


class Adapter:
    """A serial device server on loopback for one client at a time."""

    def __init__(self, device: str, wrap: Wrap) -> None:
        self._line = LineWithoutModem(device, timeout=0)
        self._wrap = wrap
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.05)
        self.port = self._server.getsockname()[1]
        self._stop = threading.Event()
        self._hang_up = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exit: object) -> None:
        self._stop.set()
        self._thread.join()
        self._server.close()
        self._line.close()

    def hang_up(self) -> None:
        """Drop the client."""
        self._hang_up.set()

    def _serve(self) -> None:
        while not self._stop.is_set():
            with suppress(TimeoutError):
                client, _ = self._server.accept()
                with client, suppress(ConnectionError):
                    self._bridge(client)

    def _bridge(self, client: socket.socket) -> None:
        client.settimeout(0.005)
        from_client, to_client = self._wrap(self._line, client)
        while not self._stop.is_set() and not self._hang_up.is_set():
            with suppress(TimeoutError):
                data = client.recv(1_024)
                if not data:
                    return
                self._line.write(from_client(data))
            if data := self._line.read(1_024):
                client.sendall(to_client(data))
        self._hang_up.clear()


@contextmanager
def port_on(url: str) -> Iterator[tuple[ScalePort, list[Event], Callable[[Callable[[], bool]], None]]]:
    """A running port, its events, and a way to wait."""
    events: list[Event] = []
    news = threading.Condition()

    def on_event(event: Event) -> None:
        with news:
            events.append(event)
            news.notify_all()

    def wait_until(test: Callable[[], bool]) -> None:
        with news:
            assert news.wait_for(test, PATIENCE_S), events[-5:]

    settings = PortSettings(url=url, poll_us=100_000, silence_us=1_000_000, reopen_us=50_000, reopen_max_us=200_000)
    with ScalePort(settings, on_bytes=lambda *_piece: None, on_event=on_event) as port:
        yield port, events, wait_until


@pytest.mark.slow
# pyserial 3.5 calls deprecated methods of threading.
@pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")
@pytest.mark.parametrize(("scheme", "wrap"), [("socket", raw), ("rfc2217", rfc2217)])
def test_a_scale_behind_a_network_adapter(scheme: str, wrap: Wrap):
    """It is identified, measured, tared, and found again after the adapter hangs up."""
    with (
        SimulatedScale(settle_us=50_000) as scale,
        Adapter(scale.device, wrap) as adapter,
        port_on(f"{scheme}://127.0.0.1:{adapter.port}") as (port, events, wait_until),
    ):
        scale.put(250_000)
        wait_until(lambda: any(isinstance(event, Measured) and event.reading.stable for event in events))
        tare = port.tare()
        adapter.hang_up()
        wait_until(lambda: isinstance(events[-1], Lost))
        place = len(events)
        wait_until(lambda: any(isinstance(event, Measured) for event in events[place:]))

    first = events[0]
    assert isinstance(first, Connected)
    assert first.identity.serial == "SIM-0001"
    assert tare is not None
    assert tare.mass_mg == 250_000


def test_an_adapter_that_is_not_there():
    """A refused connection is a loss with the address in its reason."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"socket://127.0.0.1:{taken.getsockname()[1]}"
    with port_on(url) as (_, events, wait_until):
        wait_until(lambda: len(events) > 0)

    assert isinstance(events[0], Lost)
    assert url in events[0].reason
