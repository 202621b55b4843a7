"""The heat of a batch: what counts as hot, as seen, as a break; over killed recorders, stepped clocks and a PC that was off."""

import pytest

from firmware_bridge.furnace.rounds import Heard
from firmware_bridge.reading import FurnaceCondition, FurnaceReading
from station.formats.entry import Moment
from station.rules.heat import Span, batch_heat, spans_of

SECOND = 1_000_000
UNIX = 1_795_262_400 * SECOND
MONO = 5_000 * SECOND
LIT = Moment(UNIX, MONO)


def read(second, degrees, *, door=None, step=0, boot=0):
    """A reading at a second after the fire was lit; None degrees: the sensor is broken. UTC may be `step` seconds ahead."""
    condition = FurnaceCondition.SENSOR_BREAK if degrees is None else FurnaceCondition.OK
    reading = FurnaceReading(None if degrees is None else degrees * 1000, condition, door, b"")
    return Heard(UNIX + int((second + step) * SECOND), MONO + int((second - boot) * SECOND), reading)


def heat(running, *begun, until=10, boot=0):
    """The heat at 850 degrees until a second."""
    to = Moment(UNIX + until * SECOND, MONO + (until - boot) * SECOND)
    return batch_heat(running, begun, LIT, to, 850_000)


def seconds(found, *names):
    """Some of it, in seconds."""
    return [found[name] / SECOND for name in names]


def test_hot_between_two_readings_at_or_above_the_threshold():
    """One at 850 counts; what rises through it does not, and neither does the time before the fire or after its end."""
    found = heat([read(s, d) for s, d in ((-2, 900), (0, 849), (1, 850), (2, 900), (3, 849), (12, 900))])

    assert seconds(found, "above_us", "unseen_us") == [1, 7]
    assert (found["readings"], found["highest_mdeg"], found["lowest_mdeg"]) == (4, 900_000, 849_000)
    assert (found["to_us"], found["to_mono_us"]) == (UNIX + 10 * SECOND, MONO + 10 * SECOND)


def test_nobody_read_it():
    """All of it is unseen, and there are no extremes."""
    found = heat([])

    assert seconds(found, "above_us", "unseen_us") == [0, 10]
    assert (found["readings"], found["highest_mdeg"], found["lowest_mdeg"]) == (0, None, None)


def test_a_pause_longer_than_five_seconds_is_unseen():
    """Whatever was read before and after it."""
    assert seconds(heat([read(0, 900), read(1, 900), read(7, 900), read(8, 900)]), "above_us", "unseen_us") == [2, 8]


def test_a_broken_sensor_hides_what_was_between():
    """Each spell counts once, one from the beginning too."""
    found = heat([read(s, d) for s, d in ((0, None), (1, 900), (2, 900), (3, None), (3.5, None), (4, 900), (5, 900))])

    assert seconds(found, "above_us", "unseen_us") == [2, 8]
    assert (found["sensor_breaks"], found["readings"]) == (2, 4)


def test_the_door():
    """How often it was opened; a door that stood open before was not."""
    doors = [True, False, True, True, False, None, True]
    found = heat([read(number, 900, door=door) for number, door in enumerate(doors)])

    assert found["door_openings"] == 2


def test_a_step_of_utc_makes_no_heat():
    """An hour forwards or back within a recording changes nothing."""
    for step in (3600, -3600):
        found = heat([read(0, 900), read(1, 900), read(2, 900, step=step), read(3, 900, step=step)])
        assert seconds(found, "above_us", "unseen_us") == [3, 7]


def test_a_killed_recorder():
    """The time between two recordings is unseen, however short; what both hold counts."""
    found = heat([read(0, 900), read(1, 900)], [read(3, 900), read(4, 900)])

    assert seconds(found, "above_us", "unseen_us") == [2, 8]


def test_a_pc_that_was_off():
    """The monotonic clock begins anew, far below: UTC says how long it was away."""
    boot = 4_990
    found = heat(
        [read(0, 900), read(1, 900)], [read(61, 900, boot=boot), read(63, 900, boot=boot)], until=70, boot=boot
    )

    assert seconds(found, "above_us", "unseen_us") == [3, 67]


def test_a_pc_that_came_back_without_its_furnace():
    """What was read before the power went is kept."""
    found = heat([read(0, 900), read(1, 900)], [], until=60, boot=4_990)

    assert seconds(found, "above_us", "unseen_us") == [1, 59]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("a", 1, None)], ("a", [])),
        ([("a", 1, 8), ("b", 12, 15), ("c", 16, None)], (None, ["b", "c"])),
        ([("a", 1, 3), ("b", 4, 14), ("c", 15, None), ("d", 31, None)], ("b", ["c"])),
        ([], (None, [])),
    ],
)
def test_which_recordings_belong_to_a_fire(spans, expected):
    """The one that ran when it was lit at entry 10, and those begun before it ended at 30."""
    assert spans_of([Span(*each) for each in spans], 10, 30) == expected
