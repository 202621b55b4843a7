"""Where in a controller's registers the temperature and the state of its sensor stand, and what their bits mean.

Promise: temperatures are integers, thousandths of a degree Celsius. An integer register with its decimals is exact. A
float32 has steps of 0.00006 degrees at 850 (2^-14), finer than a thousandth up to 8,192 degrees: its exact binary value is
rounded once, to the nearest thousandth, halves to even. A value that no furnace has (`HOTTEST_MDEG`, `COLDEST_MDEG`), that
is no number, or that is smaller than a float32's normal numbers, is none: most often the two words of it are the wrong way round.
Limits: the map cannot know the unit; a controller set to Fahrenheit shows a number that is too high by itself.
"""

import math
import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from firmware_bridge.furnace.modbus import Question
from firmware_bridge.reading import FurnaceCondition, FurnaceReading

# No thermocouple reads more (tungsten-rhenium, IEC 60584-1 type C: 2,315 °C), and nothing is colder than -273.15 °C.
HOTTEST_MDEG, COLDEST_MDEG = 3_000_000, -273_150
MAX_DECIMALS = 3
_THOUSANDTH = Decimal("0.001")
_SMALLEST_NORMAL = 2.0**-126


class RegistersError(ValueError):
    """A register map that cannot work."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the furnace's registers: {reason}")


class Form(StrEnum):
    """How a temperature stands in its registers; all but float32 are two's complement."""

    INT16 = "int16"
    INT32 = "int32"
    FLOAT32 = "float32"

    @property
    def size(self) -> int:
        """How many registers it takes."""
        return 1 if self is Form.INT16 else 2


class Words(StrEnum):
    """Which half of a value of two registers comes first."""

    HIGH_FIRST = "high-first"
    LOW_FIRST = "low-first"


@dataclass(frozen=True)
class TemperatureAt:
    """The temperature's register. `decimals` of an integer; `breaks` are values, as integers, that say "no sensor"."""

    function: int
    register: int
    form: Form
    words: Words = Words.HIGH_FIRST
    decimals: int = 0
    breaks: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MAX_DECIMALS or (self.form is Form.FLOAT32 and self.decimals):
            raise RegistersError(f"decimals 0 to {MAX_DECIMALS}, and none of a float32; not {self.decimals}")

    def mdeg(self, data: bytes) -> int | None:
        """The temperature that the registers' bytes hold; None when it is none."""
        if self.words is Words.LOW_FIRST:
            data = data[2:] + data[:2]
        if int.from_bytes(data, "big", signed=True) in self.breaks:
            return None
        if self.form is Form.FLOAT32:
            mdeg = _rounded(struct.unpack(">f", data)[0])
        else:
            mdeg = int.from_bytes(data, "big", signed=True) * 10 ** (MAX_DECIMALS - self.decimals)
        return mdeg if mdeg is not None and COLDEST_MDEG <= mdeg <= HOTTEST_MDEG else None

    def is_break(self, data: bytes) -> bool:
        """Whether the bytes are one of the values that say that there is no sensor."""
        if self.words is Words.LOW_FIRST:
            data = data[2:] + data[:2]
        return int.from_bytes(data, "big", signed=True) in self.breaks


@dataclass(frozen=True)
class StatusAt:
    """The status word's register, and the bits in it that matter. `count` registers are read, of which it is the first.

    `complement`: the second one holds its bits inverted, and an answer in which it does not tells nothing.
    """

    function: int
    register: int
    count: int = 1
    complement: bool = False
    sensor_break: int = 0
    out_of_range: int = 0
    error: int = 0
    door_open: int = 0

    def __post_init__(self) -> None:
        if self.complement and self.count < 2:
            raise RegistersError("a complement is read with the status: count 2")
        if not all(0 <= bits <= 0xFFFF for bits in (self.sensor_break, self.out_of_range, self.error, self.door_open)):
            raise RegistersError("the status's bits are those of one register, 0 to 0xFFFF")

    def word(self, data: bytes) -> int | None:
        """The status word; None when its complement is not."""
        words = struct.unpack(f">{self.count}H", data)
        return None if self.complement and words[0] ^ words[1] != 0xFFFF else int(words[0])


@dataclass(frozen=True)
class RegisterMap:
    """What to ask of which unit, and how its answers make a reading. Raises RegistersError or QuestionError."""

    unit: int
    temperature: TemperatureAt
    status: StatusAt | None = None

    def __post_init__(self) -> None:
        heads = [question.head for question in self.questions]
        if len(set(heads)) != len(heads):
            # A late answer to one question must not pass for the answer to the other: a status for a temperature.
            raise RegistersError("the answers to both questions look alike: read the status with count 2")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, in order. Status after temperature: a sensor that broke in between must not pass for whole."""
        place, status = self.temperature, self.status
        count = place.form.size
        if status is None:
            return (Question(self.unit, place.function, place.register, count),)
        if (status.function, status.register) == (place.function, place.register + count):
            return (Question(self.unit, place.function, place.register, count + status.count),)
        return (
            Question(self.unit, place.function, place.register, count),
            Question(self.unit, status.function, status.register, status.count),
        )

    def reading(self, parts: Sequence[bytes], raw: bytes) -> FurnaceReading:
        """What the answers to all questions, in order, say together."""
        data, size = b"".join(parts), 2 * self.temperature.form.size
        value, rest = data[:size], data[size:]
        word = 0 if self.status is None else self.status.word(rest)
        condition = self._condition(word, value)
        door = self.status.door_open if self.status is not None else 0
        mdeg = self.temperature.mdeg(value) if condition is FurnaceCondition.OK else None
        return FurnaceReading(mdeg, condition, bool(word & door) if door and word is not None else None, raw)

    def _condition(self, word: int | None, value: bytes) -> FurnaceCondition:
        status = self.status
        if word is None or (status is not None and word & status.error):
            return FurnaceCondition.CONTROLLER_ERROR
        if self.temperature.is_break(value) or (status is not None and word & status.sensor_break):
            return FurnaceCondition.SENSOR_BREAK
        if self.temperature.mdeg(value) is None or (status is not None and word & status.out_of_range):
            return FurnaceCondition.OUT_OF_RANGE
        return FurnaceCondition.OK

    def to_data(self) -> dict[str, Any]:
        """The map as entries hold it: whoever has the bytes and this needs no table of controllers."""
        temperature = asdict(self.temperature) | {"breaks": list(self.temperature.breaks)}
        temperature |= {"form": self.temperature.form.value, "words": self.temperature.words.value}
        return {"unit": self.unit, "temperature": temperature, "status": self.status and asdict(self.status)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "RegisterMap":
        """Read what `to_data` gave. Raises ValueError (RegistersError, QuestionError) for a map that cannot work."""
        value = dict(data["temperature"])
        value |= {"form": Form(value["form"]), "words": Words(value["words"]), "breaks": tuple(value["breaks"])}
        status = None if data["status"] is None else StatusAt(**data["status"])
        return cls(data["unit"], TemperatureAt(**value), status)


def _rounded(value: float) -> int | None:
    if not math.isfinite(value) or 0 < abs(value) < _SMALLEST_NORMAL or abs(value) > HOTTEST_MDEG:
        return None
    return int(Decimal(value).quantize(_THOUSANDTH, ROUND_HALF_EVEN).scaleb(MAX_DECIMALS))
