"""Zero, tare and whole weighings through the port, on the simulated scale."""

from typing import Any

import pytest

from firmware_bridge.events import Lost, Measured
from firmware_bridge.orders import NoAnswerError, RefusedError
from firmware_bridge.reading import Figure, Outcome
from firmware_bridge.simulator import SimulatedScale
from firmware_bridge.stability import SettledWeight, Waiting

# How long a test waits for what must come; reached only when it fails.
PATIENCE_S = 10


def test_zero_tare_and_their_refusals(scale: SimulatedScale, port_on: Any):
    """Orders come back with what the scale said."""
    with port_on(scale.device) as (port, owner):
        owner.wait_for(Measured)
        scale.put(12_000)
        owner.wait_for_value("12.0")
        assert port.tare() == Figure("      12.0", "g", 1, 12_000)
        assert port.ask_tare() == Figure("      12.0", "g", 1, 12_000)
        net = owner.wait_for(Measured, lambda event: event.reading.tare and event.reading.tare.mass_mg == 12_000)
        port.clear_tare()
        port.zero()
        scale.put(3_000_000)
        owner.wait_for_value("2988.0")
        with pytest.raises(RefusedError) as refused:
            port.zero()

    assert net.reading.figure.mass_mg == 0
    assert refused.value.outcome is Outcome.ABOVE_RANGE


def test_no_reading_carries_a_tare_of_before_the_order(scale: SimulatedScale, port_on: Any):
    """After a tare each reading has the new tare or none: the net value never stands beside the old one."""
    with port_on(scale.device, tare_us=60_000_000) as (port, owner):
        owner.wait_for(Measured)
        scale.put(500_000)
        owner.wait_for_value("500.0")
        port.tare()
        before = len(owner.events)
        owner.wait_for(Measured, lambda event: event.reading.tare is not None, after=before)

    tares = [event.reading.tare for event in owner.events[before:] if isinstance(event, Measured)]
    assert {tare.mass_mg for tare in tares if tare} == {500_000}


@pytest.mark.slow
def test_an_order_waits_for_stability_without_losing_the_line(port_on: Any):
    """The scale is silent while it waits; that is not a loss. When it never settles, nobody knows: NoAnswerError."""
    with SimulatedScale(settle_us=30_000_000) as slow, port_on(slow.device) as (port, owner):
        owner.wait_for(Measured)
        slow.put(100_000)
        owner.wait_for(Measured, lambda event: not event.reading.stable)
        with pytest.raises(NoAnswerError):
            port.tare()
        owner.wait_for(Measured, after=len(owner.events))
        lost = [event for event in owner.events if isinstance(event, Lost)]

    assert lost == []


@pytest.mark.slow
def test_a_whole_weighing(scale: SimulatedScale, port_on: Any):
    """From an empty scale to a granted weighing, and not a second one of the same load."""
    with port_on(scale.device) as (port, owner):
        period_us = owner.settings.period_us
        settled = SettledWeight(
            stable_us=400_000, min_mg=20_000, max_mg=6_000_000, period_us=period_us, empty_us=400_000
        )
        for load_mg in (0, 1_234_500):
            scale.put(load_mg)
            _feed_until(settled, owner, Waiting.BELOW_MIN if load_mg == 0 else None)
        taken = settled.take(port.latest().mono_us)
        _feed_until(settled, owner, Waiting.LOAD_TO_TAKE_OFF)

    assert taken.reading.figure == Figure("    1234.5", "g", 1, 1_234_500)
    assert taken.stable_us == taken.last_mono_us - taken.first_mono_us >= 400_000
    assert set(taken.raw) == {b"S S     1234.5 g\r\n"}
    heard = b"".join(data for way, data, _, mono_us in owner.bytes if way == "<" and mono_us >= taken.first_mono_us)
    assert heard.count(taken.raw[0]) >= len(taken.raw)


def _feed_until(settled: SettledWeight, owner: Any, wanted: Waiting | None) -> None:
    """Feed what comes from now on, for as long as a second, until the scale waits for what is wanted."""
    place, first = len(owner.events), None
    while True:
        event = owner.wait_for(Measured, after=place)
        place = owner.events.index(event, place) + 1
        settled.feed(event.reading, event.mono_us)
        first = first or event.mono_us
        if event.mono_us - first > 700_000 and settled.waiting_for(event.mono_us) is wanted:
            return
        assert event.mono_us - first < PATIENCE_S * 1_000_000
