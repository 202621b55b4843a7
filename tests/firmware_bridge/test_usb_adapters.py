"""A line named by its adapter's USB serial number, on pseudo-terminals that stand for the adapters."""

import os
from dataclasses import dataclass
from typing import Any

import pytest

from firmware_bridge.adapters import lasting_url, plugged_in, resolve
from firmware_bridge.events import LineLostError, Lost, Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.simulator import SimulatedScale


@dataclass(frozen=True)
class Adapter:
    """What the system says of one serial port."""

    device: str
    vid: int | None = 0x0403
    pid: int | None = 0x6001
    serial_number: str | None = None


FTDI = Adapter("/dev/ttyUSB0", serial_number="A10KXYZ1")
OTHER_FTDI = Adapter("/dev/ttyUSB1", serial_number="A10KXYZ2")
CLONE = Adapter("/dev/ttyUSB2", vid=0x1A86, pid=0x7523)
MAC = Adapter("/dev/ttyACM0", vid=0x303A, pid=0x1001, serial_number="24:6F:28:00:11:22")
BOARD = Adapter("/dev/ttyS0", vid=None, pid=None)
ALL = [FTDI, OTHER_FTDI, CLONE, MAC, BOARD]


@pytest.mark.parametrize(
    ("url", "device"),
    [
        ("usb:A10KXYZ1", FTDI.device),
        ("usb:0403:6001:A10KXYZ2", OTHER_FTDI.device),
        ("usb:1a86:7523", CLONE.device),
        ("usb:1A86:7523", CLONE.device),
        ("usb:24:6F:28:00:11:22", MAC.device),
        ("usb:303a:1001:24:6F:28:00:11:22", MAC.device),
        ("/dev/ttyUSB9", "/dev/ttyUSB9"),
        ("socket://127.0.0.1:5001", "socket://127.0.0.1:5001"),
    ],
)
def test_an_adapter_is_found_by_what_is_burnt_into_it(url: str, device: str):
    """By serial number, by kind, or by both; any other address stays as it is."""
    assert resolve(url, ALL) == device


@pytest.mark.parametrize("url", ["usb:A10KXYZ", "usb:a10kxyz1", "usb:", "usb:1a86:7523:A10KXYZ1", "usb:None"])
def test_an_adapter_that_is_not_there_is_said_with_those_that_are(url: str):
    """Nothing near enough is ever taken for it."""
    with pytest.raises(LineLostError) as lost:
        resolve(url, ALL)

    assert "usb:0403:6001:A10KXYZ1 (/dev/ttyUSB0)" in lost.value.reason
    assert "usb:1a86:7523, without a serial number (/dev/ttyUSB2)" in lost.value.reason
    assert "ttyS0" not in lost.value.reason


def test_two_of_a_kind_are_not_guessed_between():
    """Both are named, and what to do."""
    with pytest.raises(LineLostError, match="/dev/ttyUSB0 and /dev/ttyUSB1"):
        resolve("usb:0403:6001", ALL)


def test_no_adapter_at_all():
    """It says so."""
    with pytest.raises(LineLostError, match="no USB adapter at all"):
        resolve("usb:A10KXYZ1", [BOARD])


def test_a_device_is_given_the_name_that_lasts():
    """Where its adapter can be told apart for good: by a serial number that no other has."""
    twin = Adapter("/dev/ttyUSB7", serial_number="A10KXYZ1")

    assert lasting_url(FTDI.device, ALL) == "usb:0403:6001:A10KXYZ1"
    assert resolve("usb:0403:6001:A10KXYZ1", ALL) == FTDI.device
    assert lasting_url(CLONE.device, ALL) is None
    assert lasting_url(BOARD.device, ALL) is None
    assert lasting_url("/dev/pts/3", ALL) is None
    assert lasting_url(FTDI.device, [*ALL, twin]) is None


def test_the_system_can_be_asked():
    """Whatever this machine has, each port has a device."""
    assert all(port.device for port in plugged_in())


def test_a_replug_under_another_name_is_followed(owner_of: Any):
    """The adapter is looked for at each opening: values go on from the new device."""
    there: list[Adapter] = []
    owner = owner_of("usb:A10KXYZ1")
    with (
        SimulatedScale(settle_us=0) as scale,
        ScalePort(owner.settings, on_bytes=owner.on_bytes, on_event=owner.on_event, list_ports=lambda: there) as port,
    ):
        absent = owner.wait_for(Lost)
        there[:] = [CLONE, Adapter(first := scale.device, serial_number="A10KXYZ1")]
        owner.wait_for(Measured)
        after = len(owner.events)
        there[:] = [CLONE]
        scale.unplug()
        owner.wait_for(Lost, after=after)
        old_name_taken = os.openpty()
        scale.replug()
        scale.put(250_000)
        there[:] = [Adapter(scale.device, serial_number="A10KXYZ1"), CLONE]
        owner.wait_for_value("250.0")
        assert port.running
        for end in old_name_taken:
            os.close(end)

    assert "no adapter A10KXYZ1 is plugged in" in absent.reason
    assert scale.device != first
