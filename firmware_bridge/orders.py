"""Orders to the scale from other threads: zero, tare, clear the tare, ask the tare; and how they can fail."""

from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from firmware_bridge.protocols.mt_sics import Command
from firmware_bridge.reading import Outcome, Reply


class OrderError(Exception):
    """An order to the scale was not carried out. Never raised itself."""


class NotConnectedError(OrderError):
    """The scale is not on the line."""

    def __init__(self) -> None:
        super().__init__("the scale is not connected: wait for it, or look at the cable")


class NoAnswerError(OrderError):
    """The scale did not answer `command` in time, so nobody knows whether it obeyed."""

    def __init__(self, command: str) -> None:
        super().__init__(f"the scale did not answer {command}: look at its display before going on")
        self.command = command


class RefusedError(OrderError):
    """The scale answered `command` with a refusal; `outcome` is its reason."""

    def __init__(self, command: str, outcome: Outcome) -> None:
        super().__init__(f"the scale refused {command}: {outcome}")
        self.command, self.outcome = command, outcome


class NotInProtocolError(OrderError):
    """The line's protocol has no answer to an order, so none is sent."""

    def __init__(self, protocol: str) -> None:
        super().__init__(f"{protocol} cannot confirm an order: use the keys of the scale")
        self.protocol = protocol


@dataclass(frozen=True)
class Order:
    """One command that a thread waits for."""

    command: Command
    answer: "Future[Reply]" = field(default_factory=Future)

    def wait(self, timeout_s: float) -> Reply:
        """Give the scale's answer, whatever it says. Raises NoAnswerError or NotConnectedError."""
        try:
            return self.answer.result(timeout_s)
        except FutureTimeoutError:
            self.answer.cancel()
            raise NoAnswerError(self.command.name) from None


class Orders:
    """The queue between the threads that give orders and the port's thread that carries them out."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Order] = SimpleQueue()

    def give(self, command: Command) -> Order:
        """Queue a command."""
        order = Order(command)
        self._queue.put(order)
        return order

    def next(self) -> Order | None:
        """Take the next order that somebody still waits for; from then on it cannot be called back."""
        while True:
            try:
                order = self._queue.get_nowait()
            except Empty:
                return None
            if order.answer.set_running_or_notify_cancel():
                return order

    def fail_all(self) -> None:
        """Tell everybody who waits that the scale is gone."""
        while order := self.next():
            order.answer.set_exception(NotConnectedError())
