"""One instrument on one line, kept alive: a thread that opens, asks or listens, notices silence, and opens again.

Promise: it may be started before the instrument; it outlives silence, noise, a pulled cable, a hung adapter and a power
cycle; a value older than `period_us`, or of a lost line, is never `live`; it never spins.
Callbacks run on the port's own thread. They must be quick, and must not call the port's orders or `close`. If one
raises, the port stops at once (a line that nobody records must not go on), and `close` raises PortStoppedError from it.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Self

from firmware_bridge.adapters import ListPorts, plugged_in
from firmware_bridge.dialogue import Asking, Dialogue, Listening
from firmware_bridge.events import Complained, Connected, Event, LineLostError, LineState, Lost, Measured, S
from firmware_bridge.framing import Decoder
from firmware_bridge.orders import NotConnectedError, NotInProtocolError, Order, Orders, RefusedError
from firmware_bridge.protocols import PROTOCOLS
from firmware_bridge.protocols.mt_sics import COMMANDS
from firmware_bridge.reading import Fault, Figure, Outcome, Reading, Reply
from firmware_bridge.settings import LineSettings, PortSettings
from firmware_bridge.wire import Tap, Wire, now

LOG = logging.getLogger(__name__)

# How long one read may block: the delay of an order, of `close`, and of noticing silence.
READ_TIMEOUT_S = 0.02


class PortStoppedError(RuntimeError):
    """The port stopped on an error that is not the line's, such as a callback that raised; the cause is chained."""


@dataclass(frozen=True)
class Latest(Generic[S]):
    """The last reading, its times and age in microseconds. Show or use it only while `live`."""

    reading: S
    unix_us: int
    mono_us: int
    age_us: int
    live: bool


class Port(Generic[S]):
    """Start it with `start()` or `with`; every method but the callbacks' may be called from any thread.

    `talk` gives a decoder and a dialogue for each opening of the line.
    `on_bytes(direction, data, unix_us, mono_us)` is told every byte, before decoding, "<" from the instrument, ">" to it.
    `on_event(event)` is told Connected, Lost, Measured and Complained.
    `list_ports` is asked at each opening of a `usb:` url.
    """

    def __init__(
        self,
        settings: LineSettings,
        talk: Callable[[], tuple[Decoder, Dialogue[S]]],
        *,
        on_bytes: Tap,
        on_event: Callable[[Event[S]], None],
        list_ports: ListPorts = plugged_in,
    ) -> None:
        self._settings, self._talk, self._list_ports = settings, talk, list_ports
        self._on_bytes, self._on_event = on_bytes, on_event
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"line {settings.url}", daemon=True)
        self._lock = threading.Lock()
        # Guarded by the lock: written by the port's thread, read by all.
        self._state: Literal["new", "connected", "lost"] = "new"
        self._last: Measured[S] | None = None
        self._heard_since_connected = False
        self._faults = 0
        # The port's thread alone.
        self._heard = now()
        self._failure: Exception | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exit: object) -> None:
        self.close()

    def start(self) -> None:
        """Begin to look for the instrument. Returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Stop and wait for the thread. Raises PortStoppedError when a callback had stopped the port."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()
        if self._failure:
            raise PortStoppedError(f"the port of {self._settings.url} had stopped: {self._failure}") from self._failure

    @property
    def running(self) -> bool:
        """Whether the port's thread lives; False before `start`, after `close`, and when a callback stopped it."""
        return self._thread.is_alive()

    @property
    def faults(self) -> int:
        """How many pieces of bytes were no answer, since the start."""
        with self._lock:
            return self._faults

    def latest(self) -> Latest[S] | None:
        """Give the last reading, or None before the first."""
        live = self.state() is LineState.LIVE
        with self._lock:
            last = self._last
        if last is None:
            return None
        return Latest(last.reading, last.unix_us, last.mono_us, now().mono_us - last.mono_us, live)

    def state(self) -> LineState:
        """Give what the line is worth now, by the port's own clock."""
        if self._thread.ident is None:
            return LineState.NEW
        with self._lock:
            last, state, heard = self._last, self._state, self._heard_since_connected
        if state == "lost":
            return LineState.LOST
        if last is None or not heard:
            return LineState.WAITING
        return LineState.LIVE if now().mono_us - last.mono_us <= self._settings.period_us else LineState.STALE

    def _run(self) -> None:
        try:
            self._keep_alive()
        except Exception as error:
            LOG.exception("the port of %s stops", self._settings.url)
            self._failure = error
        finally:
            self._disconnect()

    def _keep_alive(self) -> None:
        pause_us = self._settings.reopen_us
        while not self._closing.is_set():
            try:
                self._session()
            except LineLostError as lost:
                if self._state == "connected":
                    pause_us = self._settings.reopen_us
                self._lose(lost.reason)
            self._closing.wait(pause_us / 1_000_000)
            pause_us = min(2 * pause_us, self._settings.reopen_max_us)

    def _session(self) -> None:
        wire = Wire(self._settings, self._on_bytes, read_timeout_s=READ_TIMEOUT_S, list_ports=self._list_ports)
        decoder, dialogue = self._talk()
        try:
            self._converse(wire, decoder, dialogue)
        finally:
            wire.close()
            dialogue.give_up()

    def _converse(self, wire: Wire, decoder: Decoder, dialogue: Dialogue[S]) -> None:
        last_us, unread = now().mono_us, 0
        try:
            while not self._closing.is_set():
                data, at = wire.read()
                unread += len(data)
                for item in decoder.feed(data):
                    if not isinstance(item, Fault):
                        self._heard, last_us, unread = at, at.mono_us, 0
                    self._tell_all(dialogue.hear(item, at))
                if question := dialogue.due(at):
                    wire.write(question)
                if at.mono_us - max(last_us, dialogue.patient_until_us) > self._settings.silence_us:
                    raise LineLostError(_silence(unread))
        finally:
            self._tell_all([*map(Complained, decoder.end())])

    def _tell_all(self, events: list[Event[S]]) -> None:
        for event in events:
            with self._lock:
                if isinstance(event, Measured):
                    self._last, self._heard_since_connected = event, True
                elif isinstance(event, Connected):
                    self._state, self._heard_since_connected = "connected", False
                elif isinstance(event, Complained):
                    self._faults += 1
            self._on_event(event)

    def _lose(self, reason: str) -> None:
        """Tell a loss once, however many attempts to open follow it."""
        first = self._state != "lost"
        self._disconnect()
        if first:
            self._on_event(Lost(reason, self._heard.unix_us))

    def _disconnect(self) -> None:
        with self._lock:
            self._state = "lost"


class ScalePort(Port[Reading]):
    """A scale's line. Besides telling, it carries out the few orders that a scale may be given (R15)."""

    def __init__(
        self,
        settings: PortSettings,
        *,
        on_bytes: Tap,
        on_event: Callable[[Event[Reading]], None],
        list_ports: ListPorts = plugged_in,
    ) -> None:
        super().__init__(
            settings, lambda: self._begin(settings), on_bytes=on_bytes, on_event=on_event, list_ports=list_ports
        )
        self._orders = Orders()
        self._protocol = settings.protocol
        # The question before it, the order's own time, and one loop.
        self._order_wait_us = 2 * settings.answer_us + settings.action_us + settings.silence_us

    def zero(self) -> None:
        """Set zero once stable. Raises an OrderError when it was not done or nobody knows."""
        self._carry_out("Z")

    def tare(self) -> Figure | None:
        """Take the load as tare once stable; gives the tare as sent. Raises an OrderError."""
        return self._carry_out("T").figure

    def clear_tare(self) -> None:
        """Clear the tare. Raises an OrderError."""
        self._carry_out("TAC")

    def ask_tare(self) -> Figure | None:
        """Ask the tare in memory: as sent, or None when the scale refuses to say. Raises an OrderError."""
        return self._order("TA").figure

    def _carry_out(self, name: str) -> Reply:
        reply = self._order(name)
        if reply.outcome not in {Outcome.DONE, Outcome.DONE_IN_MOTION}:
            raise RefusedError(name, reply.outcome)
        return reply

    def _order(self, name: str) -> Reply:
        if self._protocol != "mt-sics":
            raise NotInProtocolError(self._protocol)
        with self._lock:
            if self._state != "connected":
                raise NotConnectedError
            order: Order = self._orders.give(COMMANDS[name])
        return order.wait(self._order_wait_us / 1_000_000)

    def _begin(self, settings: PortSettings) -> tuple[Decoder, Dialogue[Reading]]:
        decoder = PROTOCOLS[settings.protocol].decoder(settings.form)
        asks = settings.protocol == "mt-sics"
        return decoder, Asking(settings, self._orders) if asks else Listening(settings)

    def _disconnect(self) -> None:
        """No order may be given after this, and none that was given stays without an answer."""
        super()._disconnect()
        with self._lock:
            self._orders.fail_all()


def _silence(unread: int) -> str:
    if unread:
        return f"only noise ({unread} bytes): check speed, parity and protocol against the instrument's menu"
    return "no answer: is the instrument on, the cable in, and the speed right?"
