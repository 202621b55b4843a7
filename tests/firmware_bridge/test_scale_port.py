"""The port against the simulated scale over a real pseudo-terminal."""

import time
from typing import Any

import pytest

from firmware_bridge.events import Connected, Lost, Measured
from firmware_bridge.orders import NotConnectedError, NotInProtocolError
from firmware_bridge.port import PortStoppedError, ScalePort
from firmware_bridge.protocols import LineForm
from firmware_bridge.protocols.mt_sics import COMMANDS
from firmware_bridge.reading import Condition, ShownAs
from firmware_bridge.settings import Identity, PortSettings, SettingsError
from firmware_bridge.simulator import Plate, SimulatedScale

# How long a test waits for what must come; reached only when it fails.
PATIENCE_S = 10


ASKED_BY: dict[str, dict[str, Any]] = {
    "SI": {},
    "SIR": {"poll": False},
    "SIX1": {"form": LineForm(all_masses=True)},
}


@pytest.mark.parametrize("ask", ASKED_BY)
def test_connect_identify_and_measure(scale: SimulatedScale, ask: str, port_on: Any):
    """Who it is comes first; then values, moving and stable, each with the tare as sent."""
    with port_on(scale.device, **ASKED_BY[ask], nameplate=Identity(make="Simulated")) as (port, owner):
        owner.wait_for(Measured)
        scale.put(1_234_500)
        settled = owner.wait_for_value("1234.5")
        latest = port.latest()

    assert owner.events[0] == Connected(Identity("Simulated", "SIM6000", "SIM-0001", "1.00", "mt-sics"))
    assert settled.reading.figure.mass_mg == 1_234_500
    assert settled.reading.tare.mass_mg == 0
    assert settled.reading.shown_as is (ShownAs.GROSS if ask == "SIX1" else ShownAs.DISPLAYED)
    assert latest is not None
    assert latest.live
    assert port.faults == 0


def test_every_byte_is_told_in_order_and_nothing_else_is_sent(scale: SimulatedScale, port_on: Any):
    """What was measured stands in the bytes told, and each question is in the table of allowed commands."""
    with port_on(scale.device) as (port, owner):
        owner.wait_for(Measured)
        port.tare()
        owner.wait_for(Measured, after=len(owner.events))

    heard, asked = owner.sent("<"), owner.sent(">")
    raws = [event.reading.raw for event in owner.events if isinstance(event, Measured)]
    place = 0
    for raw in raws:
        place = heard.index(raw, place) + len(raw)
    assert asked.startswith(b"I2\r\nI3\r\nI4\r\nTA\r\n")
    assert set(asked.split(b"\r\n")) <= {name.encode() for name in COMMANDS} | {b""}
    times = [mono_us for *_, mono_us in owner.bytes]
    assert times == sorted(times)


CONTINUOUS: dict[str, Any] = {"protocol": "mt-continuous", "poll": False}


@pytest.mark.parametrize("checksum", [False, True])
def test_a_continuous_line(*, checksum: bool, port_on: Any):
    """Values without a question; the identity is the settings'; nothing is ever sent."""
    plate = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")
    nameplate = Identity("Simulated", "SIM60", "SIM-0003", None, None)
    with (
        SimulatedScale(protocol="mt-continuous", plate=plate, checksum=checksum, settle_us=100_000) as scale,
        port_on(scale.device, **CONTINUOUS, form=LineForm(checksum=checksum), nameplate=nameplate) as (port, owner),
    ):
        scale.put(12_340_000)
        gross = owner.wait_for_value("0012.34")
        assert scale.press_tare() == "S"
        net = owner.wait_for(Measured, lambda event: event.reading.shown_as is ShownAs.NET)
        with pytest.raises(NotInProtocolError):
            port.tare()
        scale.put(70_000_000)
        over = owner.wait_for(Measured, lambda event: event.reading.condition is Condition.OVERLOAD)

    assert owner.wait_for(Connected) == Connected(Identity("Simulated", "SIM60", "SIM-0003", None, "mt-continuous"))
    assert (gross.reading.shown_as, gross.reading.figure.mass_mg) == (ShownAs.GROSS, 12_340_000)
    assert (net.reading.figure.mass_mg, net.reading.tare.mass_mg) == (0, 12_340_000)
    assert over.reading.figure is None
    assert owner.sent(">") == b""


def test_two_ports_cannot_share_a_line(scale: SimulatedScale, port_on: Any):
    """The second is told that the line is not free."""
    with port_on(scale.device) as (_, first):
        first.wait_for(Measured)
        with port_on(scale.device) as (_, second):
            lost = second.wait_for(Lost)

    assert "lock" in lost.reason
    assert not any(isinstance(event, Measured) for event in second.events)


def test_a_port_whose_owner_fails_stops_and_says_so(scale: SimulatedScale, owner_of: Any):
    """A line that nobody records does not go on in secret."""

    def full_disk(*_piece: object) -> None:
        raise OSError("no space left")

    owner = owner_of(scale.device)
    port = ScalePort(owner.settings, on_bytes=full_disk, on_event=owner.on_event)
    port.start()
    deadline = time.monotonic() + PATIENCE_S
    while port.running and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not port.running
    with pytest.raises(NotConnectedError):
        port.zero()
    with pytest.raises(PortStoppedError) as stopped:
        port.close()
    assert str(stopped.value.__cause__) == "no space left"


def test_a_port_that_was_never_started_can_be_closed(owner_of: Any):
    """An owner that fails early has nothing to mind."""
    owner = owner_of("none")
    port = ScalePort(owner.settings, on_bytes=owner.on_bytes, on_event=owner.on_event)
    port.close()

    assert not port.running
    assert port.latest() is None


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"poll_us": 99_999}, "poll_us"),
        ({"poll_us": 200_000, "period_us": 200_000}, "period_us"),
        ({"silence_us": 1}, "silence_us"),
        ({"tare_us": 100_000}, "tare_us"),
        ({"identity_us": 100_000}, "tare_us"),
        ({"reopen_us": 0}, "reopen_us"),
        ({"reopen_us": 2, "reopen_max_us": 1}, "reopen_us"),
    ],
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, int], name: str):
    """The error names the setting."""
    with pytest.raises(SettingsError) as caught:
        PortSettings(url="none", **wrong)

    assert caught.value.name == name


def test_what_a_protocol_needs_is_named_as_the_settings_name_it():
    """The operator reads the key that he has to write."""
    with pytest.raises(SettingsError, match=r"^scale setting 'unit': toledo-8217 does not tell it") as caught:
        PortSettings(url="none", protocol="toledo-8217")

    assert caught.value.name == "unit"
