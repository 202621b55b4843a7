"""What registers' bytes mean, and how answers become readings: exact, and nothing from what is late or does not fit."""

import struct
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.furnace.controllers import CONTROLLERS, Told
from firmware_bridge.furnace.modbus import QuestionError
from firmware_bridge.furnace.registers import (
    Form,
    RegisterMap,
    RegistersError,
    StatusAt,
    TemperatureAt,
    Words,
)
from firmware_bridge.furnace.rounds import ANSWER_US, Rounds
from firmware_bridge.reading import FurnaceCondition, FurnaceReading, Registers

MAPS = {name: each.registers(Told(decimals=1)) for name, each in CONTROLLERS.items()}
TRM202 = MAPS["oven-trm202"]


def float32(value, words=Words.HIGH_FIRST):
    """What a controller sends."""
    data = struct.pack(">f", value)
    return data if words is Words.HIGH_FIRST else data[2:] + data[:2]


@pytest.mark.parametrize(
    ("decimals", "raw", "mdeg"), [(0, 851, 851_000), (1, 8513, 851_300), (3, 1234, 1_234), (1, -5, -500), (0, 0, 0)]
)
def test_an_integer_is_exact(decimals, raw, mdeg):
    """With its decimals, negative ones too."""
    place = TemperatureAt(3, 0, Form.INT16, decimals=decimals)

    assert place.mdeg(struct.pack(">h", raw)) == mdeg


@given(value=st.floats(width=32, min_value=-273, max_value=3_000))
def test_a_float32_is_rounded_once_from_its_exact_value(value):
    """Half to even, at the thousandth; both orders of words."""
    expected = int((Decimal(value) * 1000).quantize(Decimal(1), ROUND_HALF_EVEN))
    found = {
        TemperatureAt(3, 0, Form.FLOAT32, words).mdeg(float32(value, words))
        for words in (Words.HIGH_FIRST, Words.LOW_FIRST)
    }

    assert found <= ({expected} if value == 0 or abs(value) >= 2**-126 else {None})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e-40, 3_000.1, -274, 1e30])
def test_a_float32_that_is_no_temperature_is_none(value):
    """Not a number, hotter or colder than anything, or so small that the words must be the wrong way round."""
    assert TemperatureAt(3, 0, Form.FLOAT32).mdeg(float32(value)) is None


@pytest.mark.parametrize("value", [20.5, 851.3, 850.0, 1100.0])
def test_words_the_wrong_way_round_are_no_temperature(value):
    """A furnace's temperature read so is out of all ranges, not another temperature."""
    assert TemperatureAt(3, 0, Form.FLOAT32).mdeg(float32(value, Words.LOW_FIRST)) is None


def test_values_that_say_no_sensor():
    """A controller may tell a broken sensor by a value."""
    place = TemperatureAt(3, 0, Form.INT16, breaks=(-32768, 32767))
    reading = RegisterMap(1, place).reading([b"\x7f\xff"], b"raw")

    assert reading == FurnaceReading(None, FurnaceCondition.SENSOR_BREAK, None, b"raw")


def test_a_status_whose_complement_is_none_tells_nothing():
    """Eurotherm's registers 75 and 76 must be each other's complement."""
    parts = [struct.pack(">h", 8513), struct.pack(">HH", 0x0010, 0xFFFF)]
    reading = MAPS["eurotherm-3200"].reading(parts, b"")

    assert (reading.temperature_mdeg, reading.condition) == (None, FurnaceCondition.CONTROLLER_ERROR)


def test_over_the_range_is_no_temperature():
    """Eurotherm: bit 10."""
    parts = [struct.pack(">h", 14000), struct.pack(">HH", 0x0400, 0xFBFF)]

    assert MAPS["eurotherm-3200"].reading(parts, b"").condition is FurnaceCondition.OUT_OF_RANGE


@pytest.mark.parametrize("name", MAPS)
def test_a_map_survives_the_record(name):
    """What an entry holds gives the same map again."""
    assert RegisterMap.from_data(MAPS[name].to_data()) == MAPS[name]


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: TemperatureAt(3, 0, Form.FLOAT32, decimals=1), RegistersError),
        (lambda: TemperatureAt(3, 0, Form.INT16, decimals=4), RegistersError),
        (lambda: StatusAt(3, 0, complement=True), RegistersError),
        (lambda: StatusAt(3, 0, sensor_break=0x10000), RegistersError),
        (lambda: RegisterMap(1, TemperatureAt(6, 0, Form.INT16)), QuestionError),
        (lambda: RegisterMap(1, TemperatureAt(3, 0, Form.INT16), StatusAt(3, 7)), RegistersError),
    ],
)
def test_a_map_that_cannot_work_is_refused(make, error):
    """Also one in which a late status could pass for a temperature."""
    with pytest.raises(error):
        make()


# --- rounds ---

VALUE = Registers(3, float32(851.3), None, b"value")
STATUS = Registers(3, b"\x00\x00", None, b"status")
READING = FurnaceReading(851_300, FurnaceCondition.OK, None, b"valuestatus")


def test_a_round_ends_in_a_reading():
    """Temperature, then status."""
    rounds = Rounds(TRM202)
    rounds.asked(0, 0)
    assert (rounds.heard(VALUE, 10), rounds.next) == (None, 1)
    rounds.asked(1, 20)

    assert (rounds.heard(STATUS, 30), rounds.next) == (READING, 0)


@pytest.mark.parametrize(
    "steps",
    [
        [(0, VALUE, ANSWER_US + 1)],
        [(0, STATUS, 10)],
        [(0, VALUE, 10), (None, VALUE, 20), (1, STATUS, 30)],
        [(0, VALUE, 10), (0, STATUS, 20)],
        [(1, STATUS, 10)],
        [(None, VALUE, 10)],
    ],
    ids=["late", "of another length", "twice", "to the other question", "without a beginning", "unasked"],
)
def test_what_does_not_fit_tells_nothing(steps):
    """No reading comes of it, and the next round is whole again."""
    rounds = Rounds(TRM202)
    for number, answer, at_us in steps:
        if number is not None:
            rounds.asked(number, 0)
        assert rounds.heard(answer, at_us) is None
    rounds.asked(0, 10**9)
    rounds.heard(VALUE, 10**9)
    rounds.asked(1, 10**9)

    assert rounds.heard(STATUS, 10**9) == READING
