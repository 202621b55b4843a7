"""A USB serial adapter named by what is burnt into it, not by the name that the system gave it today.

Promise: `usb:SERIAL`, `usb:VID:PID:SERIAL` and `usb:VID:PID` (hexadecimal, as `lsusb` writes them) give the device that
bears them now, or raise; never another one. Asked afresh at every opening, so a replug under another name is followed.
Limits: many cheap adapters have no serial number: VID:PID finds one as long as it is the only one of its kind. Two
lines of one adapter share a serial number: name their devices. On Linux a path under /dev/serial/by-id or by-path needs
none of this: the system itself keeps it on the adapter, or on its socket.
"""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from serial.tools.list_ports import comports

from firmware_bridge.events import LineLostError

PREFIX = "usb:"
_KIND = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})(?::(.+))?")


class Plugged(Protocol):
    """A serial port of this PC; `vid`, `pid` and `serial_number` are None for what is not USB, or does not say."""

    device: str
    vid: int | None
    pid: int | None
    serial_number: str | None


ListPorts = Callable[[], Sequence[Plugged]]


def plugged_in() -> Sequence[Plugged]:
    """Give the serial ports that the system knows now."""
    return list(comports())


def resolve(url: str, ports: Sequence[Plugged]) -> str:
    """Give the device that `url` means; any other url is its own answer. Raises LineLostError for none or several."""
    if not url.startswith(PREFIX):
        return url
    wanted = url.removeprefix(PREFIX)
    devices = [port.device for port in ports if _is(port, wanted)]
    if not devices:
        raise LineLostError(f"no adapter {wanted} is plugged in: look at the cable. There {_listed(ports)}")
    if len(devices) > 1:
        together = " and ".join(devices)
        raise LineLostError(f"{wanted} is more than one: {together}. Name one by its serial number, or its device")
    return devices[0]


def _is(port: Plugged, wanted: str) -> bool:
    kind = _KIND.fullmatch(wanted)
    if kind is None:
        return bool(wanted) and port.serial_number == wanted
    of_kind = (port.vid, port.pid) == (int(kind[1], 16), int(kind[2], 16))
    return of_kind and kind[3] in {None, port.serial_number}


def _listed(ports: Sequence[Plugged]) -> str:
    there = [f"{_name(port)} ({port.device})" for port in ports if port.vid is not None and port.pid is not None]
    return f"is {', '.join(there)}" if there else "is no USB adapter at all"


def _name(port: Plugged) -> str:
    serial = f":{port.serial_number}" if port.serial_number else ", without a serial number"
    return f"{PREFIX}{port.vid or 0:04x}:{port.pid or 0:04x}{serial}"


def lasting_url(device: str, ports: Sequence[Plugged]) -> str | None:
    """Give the `usb:` url that finds this device again under any name; None when nothing tells its adapter apart."""
    port = next((each for each in ports if each.device == device), None)
    if port is None or port.vid is None or port.pid is None or not port.serial_number:
        return None
    url = f"{PREFIX}{port.vid:04x}:{port.pid:04x}:{port.serial_number}"
    return url if sum(_is(each, url.removeprefix(PREFIX)) for each in ports) == 1 else None
