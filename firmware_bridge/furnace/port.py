"""The line to the furnace's controller: several questions in turn, one at a time, and only ever reading ones.

Promise: as the scale's port, it outlives silence, noise, a pulled cable and a controller that was switched off. A question
without an answer is followed by a rest as long, in which a late answer can go by unheard.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from firmware_bridge.dialogue import Dialogue
from firmware_bridge.events import Complained, Connected, Event, Measured, Moment
from firmware_bridge.framing import Decoder
from firmware_bridge.furnace.modbus import Answers
from firmware_bridge.furnace.registers import Form, RegisterMap, TemperatureAt
from firmware_bridge.furnace.rounds import ANSWER_US, Rounds
from firmware_bridge.port import Port
from firmware_bridge.reading import Fault, FurnaceReading, Item, Registers
from firmware_bridge.settings import Identity, LineSettings
from firmware_bridge.wire import Tap

PROTOCOL = "modbus-rtu"
# Modbus asks for 3.5 characters of silence between frames, 4 ms at 9600 baud; slow controllers want some more.
GAP_US = 20_000


@dataclass(frozen=True)
class FurnaceLineSettings(LineSettings):
    """A line with a controller on it, which is asked once every `poll_us`."""

    controller: str = "generic"
    registers: RegisterMap = field(default_factory=lambda: RegisterMap(1, TemperatureAt(3, 0, Form.INT16)))


class Polling:
    """Asks all questions of a round, waits, and begins again."""

    patient_until_us = 0

    def __init__(self, settings: FurnaceLineSettings) -> None:
        self._settings = settings
        self._questions = settings.registers.questions
        self._rounds = Rounds(settings.registers)
        self._begun_us: int | None = None
        self._resting_until_us = 0
        self._waiting = self._greeted = False

    def due(self, now: Moment) -> bytes | None:
        """Give the next question, once the last is answered or given up."""
        if self._waiting and not self._rounds.is_waiting(now.mono_us):
            self._waiting, self._resting_until_us = False, now.mono_us + ANSWER_US
        if self._waiting or now.mono_us < self._resting_until_us:
            return None
        number = self._rounds.next
        if number == 0:
            if self._begun_us is not None and now.mono_us - self._begun_us < self._settings.poll_us:
                return None
            self._begun_us = now.mono_us
        self._rounds.asked(number, now.mono_us)
        self._waiting = True
        return self._questions[number].sent

    def hear(self, item: Item, at: Moment) -> list[Event[FurnaceReading]]:
        """Take an answer; the last of a round makes a reading, and the first reading also connects."""
        if isinstance(item, Fault):
            return [Complained(item)]
        if not isinstance(item, Registers):
            return []
        reading = self._rounds.heard(item, at.mono_us)
        self._waiting, self._resting_until_us = False, max(self._resting_until_us, at.mono_us + GAP_US)
        if reading is None:
            return []
        identity = Identity(model=self._settings.controller, protocol=PROTOCOL)
        greeting: list[Event[FurnaceReading]] = [] if self._greeted else [Connected(identity)]
        self._greeted = True
        return [*greeting, Measured(reading, *at)]

    def give_up(self) -> None:
        """Nothing that anybody waits for is ever open."""


class FurnacePort(Port[FurnaceReading]):
    """A controller's line. It has no orders: nothing can be told to a furnace."""

    def __init__(
        self, settings: FurnaceLineSettings, *, on_bytes: Tap, on_event: Callable[[Event[FurnaceReading]], None]
    ) -> None:
        def talk() -> tuple[Decoder, Dialogue[FurnaceReading]]:
            return Answers(settings.registers.questions), Polling(settings)

        super().__init__(settings, talk, on_bytes=on_bytes, on_event=on_event)
