"""What a line's values are worth: the five states, on real pseudo-terminals."""

import time
from pathlib import Path
from typing import Any

from firmware_bridge.events import Connected, LineState, Lost, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.simulator import SimulatedScale

PATIENCE_S = 10


def wait_for_state(port: ScalePort, state: LineState) -> None:
    """Wait until the line is so."""
    deadline = time.monotonic() + PATIENCE_S
    while port.state() is not state:
        assert time.monotonic() < deadline, port.state()
        time.sleep(0.005)


def test_a_port_that_was_not_started_is_new(owner_of: Any):
    """Nobody looks at the line yet."""
    owner = owner_of("none")
    port = ScalePort(owner.settings, on_bytes=owner.on_bytes, on_event=owner.on_event)

    assert port.state() is LineState.NEW


def test_from_waiting_to_live_to_stale_to_lost_and_back(scale: SimulatedScale, port_on: Any):
    """Silence makes a value stale first; only when it lasts is the line lost; then values come again."""
    scale.be_silent(0.3)
    with port_on(scale.device, silence_us=1_000_000) as (port, owner):
        assert port.state() is LineState.WAITING
        wait_for_state(port, LineState.LIVE)
        scale.be_silent(1.5)
        wait_for_state(port, LineState.STALE)
        assert not any(isinstance(event, Lost) for event in owner.events)
        held = port.latest()
        wait_for_state(port, LineState.LOST)
        wait_for_state(port, LineState.LIVE)
    closed = port.state()

    assert held is not None
    assert not held.live
    assert closed is LineState.LOST


def test_a_scale_that_is_not_there_is_lost(tmp_path: Path, port_on: Any):
    """Also at the first attempt: the port has looked, and found nothing."""
    with port_on(str(tmp_path / "none")) as (port, owner):
        owner.wait_for(Lost)

        assert port.state() is LineState.LOST


def test_a_value_from_before_a_loss_is_not_live_after_it(tmp_path: Path, port_on: Any):
    """A line that came back fast has no value until it says a new one, however young the old one is."""
    states: list[tuple[LineState, bool]] = []
    with (
        SimulatedScale(link=tmp_path / "scale", settle_us=0) as scale,
        port_on(scale.device, period_us=5_000_000, silence_us=5_000_000) as (port, owner),
    ):
        owner.wait_for(Measured)
        keep = owner.on_event

        def on_event(event: object) -> None:
            if isinstance(event, Connected):
                latest = port.latest()
                states.append((port.state(), latest is not None and latest.live))
            keep(event)

        port._on_event = on_event
        scale.replug()
        owner.wait_for(Lost)
        after = len(owner.events)
        owner.wait_for(Measured, after=after)

        assert states == [(LineState.WAITING, False)]
        assert port.state() is LineState.LIVE


def test_a_line_that_sends_by_itself_is_waited_for(port_on: Any):
    """Opened and silent is waiting, not live."""
    with SimulatedScale(protocol="mt-continuous") as scale:
        scale.be_silent(0.4)
        with port_on(scale.device, protocol="mt-continuous", poll=False) as (port, _):
            time.sleep(0.1)
            assert port.state() is LineState.WAITING
            wait_for_state(port, LineState.LIVE)
