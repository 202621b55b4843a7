"""What goes wrong on a line, on the simulated scale: the port notices, says so, and comes back."""

import time
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge.events import Complained, Connected, Lost, Measured
from firmware_bridge.orders import NotConnectedError
from firmware_bridge.simulator import Plate, SimulatedScale

# How long a test waits for what must come; reached only when it fails.
PATIENCE_S = 10


def test_a_port_started_before_the_scale(tmp_path: Path, port_on: Any):
    """One loss is told with its reason; the scale is found when it comes."""
    link = tmp_path / "scale"
    with port_on(str(link)) as (port, owner):
        lost = owner.wait_for(Lost)
        with pytest.raises(NotConnectedError):
            port.zero()
        assert port.latest() is None
        with SimulatedScale(link=link):
            owner.wait_for(Measured)

    assert "cannot open" in lost.reason
    assert [type(event) for event in owner.events[:3]] == [Lost, Connected, Measured]


def test_replug(tmp_path: Path, port_on: Any):
    """A pulled adapter is a loss; a new device under the same link is found, and its identity asked again."""
    with SimulatedScale(link=tmp_path / "scale", settle_us=0) as scale, port_on(scale.device) as (port, owner):
        before = owner.wait_for(Measured)
        scale.unplug()
        lost = owner.wait_for(Lost)
        held = port.latest()
        after = len(owner.events)
        scale.replug()
        owner.wait_for(Connected, after=after)
        owner.wait_for(Measured, after=after)

    assert "broke" in lost.reason or "takes no bytes" in lost.reason
    assert lost.since_unix_us >= before.unix_us
    assert held is not None
    assert not held.live


@pytest.mark.slow
def test_silence_makes_the_value_stale_at_once_and_the_line_lost_later(scale: SimulatedScale, port_on: Any):
    """The last value is never shown as live; the port opens the line again and goes on."""
    with port_on(scale.device) as (port, owner):
        owner.wait_for(Measured)
        scale.be_silent(1.2)
        deadline = time.monotonic() + PATIENCE_S
        while (latest := port.latest()) and latest.live and time.monotonic() < deadline:
            time.sleep(0.01)
        assert latest
        assert latest.age_us > owner.settings.period_us
        assert not any(isinstance(event, Lost) for event in owner.events)
        lost = owner.wait_for(Lost)
        owner.wait_for(Measured, after=owner.events.index(lost))

    assert "no answer" in lost.reason


def test_a_power_cycle_asks_the_identity_again(scale: SimulatedScale, port_on: Any):
    """Even one shorter than the silence timeout: the scale's greeting tells it, and the tare is asked afresh."""
    with port_on(scale.device, silence_us=5_000_000) as (port, owner):
        owner.wait_for(Measured)
        scale.put(50_000)
        owner.wait_for_value("50.0")
        port.tare()
        after = len(owner.events)
        scale.power_cycle(0.2)
        lost = owner.wait_for(Lost, after=after)
        again = owner.events.index(owner.wait_for(Connected, after=after))
        measured = owner.wait_for(Measured, after=again)

    assert "switching on" in lost.reason
    assert measured.reading.tare.mass_mg == 0


def test_an_exchanged_instrument_is_noticed(scale: SimulatedScale, port_on: Any):
    """Another serial number on the same line ends the conversation, and the new one is told."""
    with port_on(scale.device, identity_us=200_000) as (_, owner):
        first = owner.wait_for(Connected)
        scale.scale.plate = Plate(serial="SIM-0002")
        lost = owner.wait_for(Lost)
        second = owner.wait_for(Connected, after=owner.events.index(lost))

    assert (first.identity.serial, second.identity.serial) == ("SIM-0001", "SIM-0002")
    assert "SIM-0002" in lost.reason


def test_garbage_and_cut_lines_are_counted_and_told(scale: SimulatedScale, port_on: Any):
    """They are complaints, never values, and the next line is read again."""
    with port_on(scale.device) as (port, owner):
        owner.wait_for(Measured)
        scale.send_garbage()
        noise = owner.wait_for(Complained)
        scale.cut_next()
        cut = owner.wait_for(Complained, after=owner.events.index(noise) + 1)
        owner.wait_for(Measured, after=owner.events.index(cut))
        assert port.faults >= 2

    assert b"\xff\x00\xff" in noise.fault.raw
    values = {event.reading.figure.digits for event in owner.events if isinstance(event, Measured)}
    assert values == {"       0.0"}


def test_the_wrong_protocol_is_only_noise(port_on: Any):
    """Frames on a line that should speak MT-SICS: the loss says what to check."""
    with SimulatedScale(protocol="mt-continuous") as scale, port_on(scale.device) as (_, owner):
        lost = owner.wait_for(Lost)

    assert "check speed, parity and protocol" in lost.reason
    assert not any(isinstance(event, Measured | Connected) for event in owner.events)


def test_waiting_for_a_missing_scale_costs_nothing(tmp_path: Path, port_on: Any):
    """It does not spin: a thread that did would take all of a processor."""
    cpu_s, clock_s = time.process_time(), time.monotonic()
    with port_on(str(tmp_path / "none"), reopen_us=50_000, reopen_max_us=5_000_000) as (_, owner):
        owner.wait_for(Lost)
        time.sleep(0.8)

    assert time.process_time() - cpu_s < (time.monotonic() - clock_s) / 2
    assert len(owner.events) == 1
