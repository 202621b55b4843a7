"""The conversation with one scale: what to send when, and what its answers mean. No wire, no thread, no own clock.

Promise of the MT-SICS side: one question at a time, never faster than `MIN_POLL_US`; a reading carries the newest tare
that the scale told, and none between a change of the tare and the next answer to TA. An instrument that says another
serial number, or that greets as after switching on, ends the conversation, so that its identity is asked afresh.
Limits: ES, ET and EL name no command; they are taken as the answer to the open question.
"""

from collections import deque
from dataclasses import dataclass, replace
from typing import Protocol

from firmware_bridge.events import Complained, Connected, Event, LineLostError, Measured, Moment, S
from firmware_bridge.orders import NoAnswerError, NotConnectedError, Order, Orders
from firmware_bridge.protocols import PROTOCOLS
from firmware_bridge.protocols.mt_sics import COMMANDS, Command, Purpose, build
from firmware_bridge.reading import Fault, Figure, Item, Outcome, Reading, Reply
from firmware_bridge.settings import MIN_POLL_US, Identity, PortSettings


class Dialogue(Protocol[S]):
    """What the port needs of a protocol's conversation."""

    @property
    def patient_until_us(self) -> int:
        """Monotonic time until which silence is no sign of a lost line."""

    def due(self, now: Moment) -> bytes | None:
        """Give the bytes to send now, if any."""

    def hear(self, item: Item, at: Moment) -> list[Event[S]]:
        """Take an item and give what it means. Raises LineLostError when the instrument is another one."""

    def give_up(self) -> None:
        """Fail what is still open: the line is gone."""


class Listening:
    """The scale sends by itself, or answers one fixed question; the identity comes from the settings."""

    patient_until_us = 0

    def __init__(self, settings: PortSettings) -> None:
        protocol = PROTOCOLS[settings.protocol]
        self._question = protocol.question(settings.form) if settings.poll and protocol.question else None
        self._settings = settings
        self._asked_us: int | None = None
        self._answered = True
        self._greeted = False

    def due(self, now: Moment) -> bytes | None:
        """Give the question when the last was answered, or stayed without answer for too long."""
        pause_us = self._settings.poll_us if self._answered else self._settings.answer_us
        if self._question is None or not _passed(self._asked_us, pause_us, now.mono_us):
            return None
        self._asked_us, self._answered = now.mono_us, False
        return self._question

    def hear(self, item: Item, at: Moment) -> list[Event[Reading]]:
        """Tell each reading and fault; the first reading also connects."""
        if isinstance(item, Fault):
            return [Complained(item)]
        if not isinstance(item, Reading):
            return []
        identity = replace(self._settings.nameplate, protocol=self._settings.protocol)
        greeting: list[Event[Reading]] = [] if self._greeted else [Connected(identity)]
        self._greeted = self._answered = True
        return [*greeting, Measured(item, *at)]

    def give_up(self) -> None:
        """Nothing is ever open."""


@dataclass(frozen=True)
class _Question:
    command: Command
    at_us: int
    order: Order | None


class Asking:
    """MT-SICS: asks who the scale is, then the value and the tare, and carries out orders."""

    def __init__(self, settings: PortSettings, orders: Orders) -> None:
        self._settings, self._orders = settings, orders
        self._ask = "SIR" if not settings.poll else "SIX1" if settings.form.all_masses else "SI"
        self._introduction = deque(COMMANDS[name] for name in ("I2", "I3", "I4", "TA"))
        self._said: dict[str, str] = {}
        self._open: _Question | None = None
        self._asked_us: dict[str, int] = {}
        self._sent_us: int | None = None
        self._value_us: int | None = None
        self._tare: Figure | None = None
        self._greeted = False
        self.patient_until_us = 0

    def due(self, now: Moment) -> bytes | None:
        """Give the next question, once the last is answered or given up."""
        self._forget_unanswered(now.mono_us)
        if self._open or not _passed(self._sent_us, MIN_POLL_US, now.mono_us):
            return None
        order = self._orders.next() if self._greeted else None
        command = order.command if order else self._next(now.mono_us)
        if command is None:
            return None
        self._open = _Question(command, now.mono_us, order)
        self._sent_us = self._asked_us[command.name] = now.mono_us
        # The scale waits for stability before it zeroes or tares, and says nothing meanwhile.
        if command.purpose in _ACTIONS:
            self.patient_until_us = now.mono_us + self._settings.action_us
        return build(command)

    def hear(self, item: Item, at: Moment) -> list[Event[Reading]]:
        """Take an answer, asked for or not."""
        if isinstance(item, Fault):
            return [Complained(item)]
        if isinstance(item, Reply):
            self._reply(item)
            return self._greeting()
        return self._reading(item, at) if isinstance(item, Reading) else []

    def give_up(self) -> None:
        """Fail the order that is open."""
        self._close(NotConnectedError())

    def _next(self, now_us: int) -> Command | None:
        settings, asked = self._settings, self._asked_us.get
        if self._introduction:
            return self._introduction.popleft()
        if _passed(asked("TA"), settings.tare_us, now_us):
            return COMMANDS["TA"]
        if _passed(asked("I4"), settings.identity_us, now_us):
            return COMMANDS["I4"]
        # A stream that stopped is started again; a poll follows its own pace.
        pace_us, since_us = settings.poll_us, asked(self._ask)
        if not settings.poll:
            pace_us, since_us = settings.period_us, max(since_us or 0, self._value_us or 0) or None
        return COMMANDS[self._ask] if _passed(since_us, pace_us, now_us) else None

    def _reading(self, reading: Reading, at: Moment) -> list[Event[Reading]]:
        self._value_us = at.mono_us
        if self._open and self._open.command.name == self._ask:
            self._open = None
        greeting = self._greeting()
        if not self._greeted:
            return []
        return [*greeting, Measured(replace(reading, tare=reading.tare or self._tare), *at)]

    def _reply(self, reply: Reply) -> None:
        question = self._open
        mine = question is not None and reply.command in {"", *question.command.answers}
        name = reply.command or (question.command.name if question else "")
        if name in {"I2", "I3", "I4"} and reply.text is not None:
            self._identify(name, reply.text, asked=mine)
        elif name == "TA":
            self._tare = reply.figure
        elif name in _CHANGE_TARE:
            self._doubt_tare()
        if mine and reply.outcome is not Outcome.MORE_FOLLOWS:
            self._close(reply)

    def _identify(self, name: str, text: str, *, asked: bool) -> None:
        if not self._greeted:
            self._said[name] = text
        elif name == "I4" and not asked:
            raise LineLostError("the scale greeted as after switching on")
        elif name == "I4" and text != self._said.get("I4"):
            raise LineLostError(f"the instrument says another serial number: {text!r}, before {self._said.get('I4')!r}")

    def _greeting(self) -> list[Event[Reading]]:
        """Connected, once the introduction is over and something was heard."""
        if self._greeted or self._introduction or self._open:
            return []
        self._greeted = True
        plate, said = self._settings.nameplate, self._said
        model, software, serial = (said.get(name) for name in ("I2", "I3", "I4"))
        return [
            Connected(
                Identity(
                    make=plate.make,
                    model=model or plate.model,
                    serial=serial or plate.serial,
                    software=software or plate.software,
                    protocol=self._settings.protocol,
                )
            )
        ]

    def _forget_unanswered(self, now_us: int) -> None:
        if self._open is None:
            return
        command = self._open.command
        patience_us = self._settings.action_us if command.purpose in _ACTIONS else self._settings.answer_us
        if now_us - self._open.at_us < patience_us:
            return
        if command.name == "TA":
            self._tare = None
        elif command.purpose in _ACTIONS:
            self._doubt_tare()
        self._close(NoAnswerError(command.name))

    def _doubt_tare(self) -> None:
        """Forget the tare and ask it next."""
        self._tare = None
        self._asked_us.pop("TA", None)

    def _close(self, result: Reply | Exception) -> None:
        question, self._open = self._open, None
        if question is None or question.order is None:
            return
        if isinstance(result, Reply):
            self.patient_until_us = 0
            question.order.answer.set_result(result)
        else:
            question.order.answer.set_exception(result)


_ACTIONS = {Purpose.ZERO, Purpose.TARE}
_CHANGE_TARE = {"Z", "ZI", "T", "TI", "TAC"}


def _passed(since_us: int | None, pause_us: int, now_us: int) -> bool:
    return since_us is None or now_us - since_us >= pause_us
