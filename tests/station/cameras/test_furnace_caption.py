"""The furnace's temperature on the films: what is live, and never what is old."""

import pytest

from station.cameras.caption import NOT_READ, Told, caption
from station.cameras.messages import Overlay
from station.recorder.answers import FurnaceLive
from station.recorder.live import _temperature

NOW = 1_795_262_400_000_000


def furnace_in(told, silent_us=0):
    """The fields of the caption that speak of the furnace."""
    return [field for field in caption("hall", 7, NOW, Told(told, 0), silent_us) if field.startswith("furnace")]


def test_a_live_temperature_is_shown():
    """As the recorder says it."""
    assert furnace_in(Overlay(has_furnace=True, furnace="851.3 C", furnace_age_us=900_000)) == ["furnace 851.3 C"]


def test_a_broken_sensor_is_shown():
    """In words, in the temperature's place."""
    told = Overlay(has_furnace=True, furnace="sensor break", furnace_age_us=900_000)

    assert furnace_in(told) == ["furnace sensor break"]


@pytest.mark.parametrize(
    ("told", "silent_us"),
    [
        (Overlay(has_furnace=True), 0),
        (Overlay(has_furnace=True, furnace="851.3 C", furnace_age_us=7_000_000), 0),
        (Overlay(has_furnace=True, furnace="851.3 C", furnace_age_us=0), 1_100_000),
        (Overlay(has_furnace=True, furnace="851.3 C"), 0),
    ],
    ids=["never read", "old", "the recorder is silent", "no age"],
)
def test_what_is_not_live_is_said_not_to_be_read(told, silent_us):
    """Better none than an old one."""
    assert furnace_in(told, silent_us) == [NOT_READ]


def test_a_station_without_a_furnace_says_nothing():
    """There is nothing to read."""
    assert furnace_in(Overlay()) == []


@pytest.mark.parametrize(
    ("mdeg", "condition", "text"),
    [
        (851_300, "ok", "851.3 C"),
        (849_999, "ok", "849.9 C"),
        (-500, "ok", "-0.5 C"),
        (None, "sensor break", "sensor break"),
        (None, None, None),
    ],
)
def test_the_text_of_a_temperature(mdeg, condition, text):
    """To a tenth, never rounded up."""
    told = FurnaceLive(
        live=condition is not None,
        temperature_mdeg=mdeg,
        condition=condition,
        door_open=None,
        age_ms=0,
        threshold_mdeg=850_000,
    )

    assert _temperature(told) == text
