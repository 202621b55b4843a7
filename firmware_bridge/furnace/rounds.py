"""Questions and answers put together to readings: the one way, for the line as it is and for its recording.

Promise: an answer counts only for the question that is open, within `ANSWER_US`, in a round in which every question was
answered in its order. One that comes late, twice or unasked makes its round tell nothing. A refusal makes a reading that
says so. So whoever has the bytes of both directions with their times gets the readings that the station got.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from firmware_bridge.furnace.modbus import Answers
from firmware_bridge.furnace.registers import RegisterMap
from firmware_bridge.reading import FurnaceCondition, FurnaceReading, Item, Registers

# Controllers answer within some tens of milliseconds; USB adapters hold bytes back for as long again.
ANSWER_US = 500_000
TO_CONTROLLER = ">"


class Said(NamedTuple):
    """Bytes that went over the line, and when on both clocks; direction `>` is to the controller."""

    direction: str
    data: bytes
    unix_us: int
    mono_us: int


class Heard(NamedTuple):
    """A reading, and when its last byte arrived."""

    unix_us: int
    mono_us: int
    reading: FurnaceReading


class Rounds:
    """Tell it what was asked and answered, when; it gives a reading at the end of each round."""

    def __init__(self, registers: RegisterMap) -> None:
        self._map = registers
        self._open: tuple[int, int] | None = None  # the number of the question, and when it was asked
        self._answers: list[Registers] = []

    @property
    def next(self) -> int:
        """The number of the question that comes next; 0 begins a new round."""
        return len(self._answers)

    def asked(self, number: int, at_us: int) -> None:
        """A question went out."""
        if number == 0:
            self._answers = []
        self._open = (number, at_us) if number == len(self._answers) else None

    def is_waiting(self, at_us: int) -> bool:
        """Whether the open question may still be answered; one that may not is given up, and its round with it."""
        if self._open is not None and at_us - self._open[1] > ANSWER_US:
            self._void()
        return self._open is not None

    def heard(self, answer: Registers, at_us: int) -> FurnaceReading | None:
        """An answer came in."""
        fits = self.is_waiting(at_us) and self._fits(answer)
        if not fits:
            self._void()
            return None
        self._open = None
        self._answers.append(answer)
        if answer.refused is not None:
            return self._refused()
        return self._complete() if len(self._answers) == len(self._map.questions) else None

    def _fits(self, answer: Registers) -> bool:
        question = self._map.questions[len(self._answers)]
        whole = answer.refused is not None or len(answer.data) == 2 * question.count
        return whole and answer.function == question.function

    def _complete(self) -> FurnaceReading:
        reading = self._map.reading([answer.data for answer in self._answers], self._raw())
        self._void()
        return reading

    def _refused(self) -> FurnaceReading:
        reading = FurnaceReading(None, FurnaceCondition.CONTROLLER_ERROR, None, self._raw())
        self._void()
        return reading

    def _raw(self) -> bytes:
        return b"".join(answer.raw for answer in self._answers)

    def _void(self) -> None:
        self._open, self._answers = None, []


def readings_of(registers: RegisterMap, said: Iterable[Said]) -> Iterator[Heard]:
    """Read a recording of the line again."""
    rounds, decoder = Rounds(registers), Answers(registers.questions)
    numbers = {question.sent: number for number, question in enumerate(registers.questions)}
    for piece in said:
        if piece.direction == TO_CONTROLLER:
            if piece.data in numbers:
                rounds.asked(numbers[piece.data], piece.mono_us)
            continue
        for item in decoder.feed(piece.data):
            reading = _reading(rounds, item, piece.mono_us)
            if reading is not None:
                yield Heard(piece.unix_us, piece.mono_us, reading)


def _reading(rounds: Rounds, item: Item, at_us: int) -> FurnaceReading | None:
    return rounds.heard(item, at_us) if isinstance(item, Registers) else None
