"""When a weighing is granted."""

from dataclasses import replace

import pytest

from firmware_bridge.reading import Condition, Figure, Reading, ShownAs
from firmware_bridge.stability import NotSettledError, SettledWeight, Waiting

STEP_US = 200_000
ZERO_TARE = Figure.read("      0.00", "g")


def reading(
    digits: str | None,
    *,
    stable: bool = True,
    condition: Condition = Condition.OK,
    tare: Figure | None = ZERO_TARE,
    unit: str = "g",
    shown_as: ShownAs = ShownAs.DISPLAYED,
):
    """A reading as MT-SICS gives it, its raw bytes naming the value."""
    figure = None if digits is None else Figure.read(digits, unit)
    return Reading(figure, shown_as, stable, condition, tare, f"{digits}\r\n".encode())


class Bench:
    """Feeds one reading a step."""

    def __init__(self) -> None:
        self.settled = SettledWeight(
            stable_us=1_000_000, min_mg=20_000, max_mg=6_000_000, period_us=600_000, empty_us=1_000_000
        )
        self.now_us = 50_000_000

    def show(self, a_reading: Reading, steps: int = 1):
        """Show the same reading for some steps."""
        for _ in range(steps):
            self.now_us += STEP_US
            self.settled.feed(a_reading, self.now_us)
        return self.settled.waiting_for(self.now_us)

    def take(self):
        """Take the weighing now."""
        return self.settled.take(self.now_us)


@pytest.fixture
def bench():
    """A scale that stood empty for long enough."""
    bench = Bench()
    bench.show(reading("0.00"), 6)
    return bench


def test_a_settled_load_is_granted_with_its_lines(bench: Bench):
    """The raw lines are those between the two times, and the times are as far apart as was asked."""
    waits = [bench.show(reading("100.00")) for _ in range(8)]
    settled = bench.take()

    assert waits == [Waiting.SETTLING] * 5 + [None] * 3
    assert settled.reading == reading("100.00")
    assert (settled.stable_us, settled.last_mono_us) == (1_000_000, bench.now_us)
    assert settled.first_mono_us == bench.now_us - 1_000_000
    assert settled.raw == (b"100.00\r\n",) * 6


@pytest.mark.parametrize(
    "other",
    [
        reading("100.00", stable=False),
        reading("100.01"),
        reading("100.000"),
        reading("100.00", tare=Figure.read("1.00", "g")),
        reading("100.00", tare=None),
        reading("100.00", shown_as=ShownAs.NET),
        reading("0.10000", unit="kg"),
        reading(None, condition=Condition.OVERLOAD),
        reading(None, condition=Condition.NOT_EXECUTABLE),
    ],
)
def test_any_change_begins_the_wait_again(bench: Bench, other: Reading):
    """Motion, figure, decimals, tare, unit, gross or net, condition: one such reading and the count is at nought."""
    bench.show(reading("100.00"), 5)
    bench.show(other)

    assert [bench.show(reading("100.00")) for _ in range(6)] == [Waiting.SETTLING] * 5 + [None]


def test_a_hole_in_the_readings_begins_the_wait_again(bench: Bench):
    """What the scale did in a hole nobody knows."""
    bench.show(reading("100.00"), 6)
    bench.now_us += 500_000

    assert bench.show(reading("100.00")) is Waiting.SETTLING


def test_an_old_reading_is_no_reading(bench: Bench):
    """A value that is not fresh is never taken."""
    bench.show(reading("100.00"), 6)

    assert bench.settled.waiting_for(bench.now_us + 600_000) is None
    assert bench.settled.waiting_for(bench.now_us + 600_001) is Waiting.NO_READING
    with pytest.raises(NotSettledError):
        bench.settled.take(bench.now_us + 600_001)


def test_before_the_first_reading_there_is_no_reading():
    """Nothing is assumed."""
    assert Bench().settled.waiting_for(0) is Waiting.NO_READING


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        (reading("100.00", stable=False), Waiting.IN_MOTION),
        (reading("19.99"), Waiting.BELOW_MIN),
        (reading("-100.00"), Waiting.BELOW_MIN),
        (reading("6000.01"), Waiting.ABOVE_MAX),
        (reading("100", unit="N"), Waiting.UNIT_UNKNOWN),
        (reading("100.00001", unit="g"), Waiting.UNIT_UNKNOWN),
        (reading(None), Waiting.NO_READING),
        *[
            (reading("100.00", condition=condition), Waiting[condition.name])
            for condition in Condition
            if condition != "ok"
        ],
    ],
)
def test_what_is_missing_is_named(bench: Bench, shown: Reading, missing: Waiting):
    """However long the value stands, it is not granted, and the error says the same."""
    assert bench.show(shown, 10) is missing
    with pytest.raises(NotSettledError, match=str(missing)) as caught:
        bench.take()
    assert caught.value.waiting_for is missing


@pytest.mark.parametrize("digits", ["20.00", "6000.00"])
def test_min_and_max_themselves_are_granted(bench: Bench, digits: str | None):
    """The limits belong to the range."""
    assert bench.show(reading(digits), 6) is None


def test_the_same_load_is_not_weighed_twice(bench: Bench):
    """After a weighing the scale must stand empty for a while."""
    bench.show(reading("100.00"), 6)
    bench.take()

    assert bench.show(reading("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF
    bench.show(reading("0.00"), 2)
    assert bench.show(reading("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF
    bench.show(reading("0.00"), 6)
    assert bench.show(reading("100.00"), 6) is None


def test_a_load_that_was_there_at_the_start_is_not_weighed():
    """A restart of the station must not give the same load a second weighing."""
    assert Bench().show(reading("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF


def test_taring_the_load_away_and_back_is_not_taking_it_off(bench: Bench):
    """The display was below Min, but under another tare."""
    bench.show(reading("100.00"), 6)
    bench.take()
    bench.show(reading("0.00", tare=Figure.read("100.00", "g")), 10)

    assert bench.show(reading("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF


def test_taring_the_load_away_is_not_taking_it_off_where_no_tare_is_told():
    """Gross turned to net and back: the value below Min was shown as another mass."""
    bench = Bench()
    bench.show(reading("0.00", tare=None, shown_as=ShownAs.GROSS), 6)
    bench.show(reading("100.00", tare=None, shown_as=ShownAs.GROSS), 6)
    bench.take()
    bench.show(reading("0.00", tare=None, shown_as=ShownAs.NET), 10)

    assert bench.show(reading("100.00", tare=None, shown_as=ShownAs.GROSS), 10) is Waiting.LOAD_TO_TAKE_OFF


def test_gross_and_net_in_turn_are_no_look_at_an_empty_scale():
    """The time must pass under one of them."""
    bench = Bench()
    for _ in range(10):
        bench.show(reading("0.00", shown_as=ShownAs.GROSS), 2)
        bench.show(reading("0.00", shown_as=ShownAs.NET), 2)

    assert bench.show(reading("100.00", shown_as=ShownAs.NET), 10) is Waiting.LOAD_TO_TAKE_OFF


def test_a_line_that_was_lost_takes_the_zero_with_it(bench: Bench):
    """Another load, or another scale, may stand at its end when it comes back."""
    bench.show(reading("100.00"), 6)
    bench.settled.forget()

    assert bench.settled.waiting_for(bench.now_us) is Waiting.NO_READING
    assert bench.show(reading("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF
    bench.show(reading("0.00"), 6)
    assert bench.show(reading("100.00"), 6) is None


def test_a_load_put_down_slowly_is_no_empty_scale():
    """Where nothing tells motion, the empty scale must stand at one value."""
    bench = Bench()
    for tenths in range(10):
        bench.show(silent(f"{tenths}.00"))

    assert bench.show(silent("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF
    bench.show(silent("0.10"), 6)
    assert bench.show(silent("100.00"), 6) is None


def silent(digits: str) -> Reading:
    """A reading of a protocol without a word for motion."""
    return replace(reading(digits), stable=None)


@pytest.mark.parametrize(("digits", "missing"), [("5500.00", None), ("5500.01", Waiting.ABOVE_MAX)])
def test_max_limits_the_net_mass_with_its_tare(digits: str, missing: Waiting | None):
    """The scale bears both."""
    bench, container = Bench(), Figure.read("500.00", "g")
    bench.show(reading("0.00", tare=container, shown_as=ShownAs.NET), 6)

    assert bench.show(reading(digits, tare=container, shown_as=ShownAs.NET), 6) is missing


def test_a_new_container_may_be_tared(bench: Bench):
    """Take off, put the container on, tare, fill: granted."""
    bench.show(reading("100.00"), 6)
    bench.take()
    container = Figure.read("500.00", "g")
    bench.show(reading("0.00"), 3)
    bench.show(reading("500.00", tare=ZERO_TARE), 3)
    bench.show(reading("0.00", tare=container), 6)

    assert bench.show(reading("100.00", tare=container), 6) is None


def test_holes_do_not_count_as_an_empty_scale():
    """Two glimpses of an empty scale with a hole between prove nothing."""
    bench = Bench()
    bench.show(reading("0.00"))
    bench.now_us += 5_000_000
    bench.show(reading("0.00"))

    assert bench.show(reading("100.00"), 10) is Waiting.LOAD_TO_TAKE_OFF


def test_a_weighing_has_as_many_lines_as_the_time_needs_and_no_more(bench: Bench):
    """A load left on for an hour does not grow the record."""
    bench.show(reading("100.00"), 500)

    assert len(bench.take().raw) == 6


def test_every_condition_but_ok_has_words():
    """A new condition without words would stop the station with an error."""
    assert {condition.name for condition in Condition} - {"OK"} <= {waiting.name for waiting in Waiting}


@pytest.mark.parametrize("wrong", [{"min_mg": 0}, {"min_mg": 7_000_000}, {"stable_us": 0}, {"period_us": 0}])
def test_settings_that_cannot_work_are_refused(wrong: dict[str, int]):
    """A Min of nought would let every load be weighed twice."""
    right = {"stable_us": 1, "min_mg": 1, "max_mg": 6_000_000, "period_us": 1}
    with pytest.raises(ValueError, match="Min"):
        SettledWeight(**(right | wrong))


def test_readings_are_values():
    """A reading cannot be changed after it was taken."""
    with pytest.raises(AttributeError):
        reading("1.00").stable = False
    assert replace(reading("1.00"), tare=None) != reading("1.00")
