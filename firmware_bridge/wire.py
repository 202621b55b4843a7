"""The open serial line: bytes in and out, each piece told to the tap with its time before anybody decodes it.

Promise: whatever goes wrong with the device comes out as LineLostError with a reason in plain words; a read never
blocks longer than it was told. Exclusive use is asked for where the platform can give it (POSIX locks; Windows always).
Every exception counts as the line's: when a device vanishes, pyserial lets through OSError, ValueError, termios.error,
TypeError and AttributeError, by platform and kind of line.
Limits: `socket://` and `rfc2217://` cannot be locked, and their opening may take up to five seconds. What the system
had received before the opening is dropped by it, untold. ">" means handed to the device, not that the scale heard it.
"""

import errno
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

import serial

from firmware_bridge.adapters import PREFIX, ListPorts, plugged_in, resolve
from firmware_bridge.events import LineLostError, Moment
from firmware_bridge.settings import LineSettings

Tap = Callable[[Literal["<", ">"], bytes, int, int], None]

# One piece of bytes at most; a line gone mad must not hold the loop.
MAX_PIECE_BYTES = 4_096
# A hung adapter takes no bytes. pyserial refuses this setting for rfc2217, whose socket has its own timeout.
WRITE_TIMEOUT_S = 1
# After a first byte wait for its neighbours: a piece a byte would make the recording of the line ten times larger.
GATHER_S = 0.01


def now() -> Moment:
    """Read both clocks."""
    return Moment(time.time_ns() // 1_000, time.monotonic_ns() // 1_000)


class Wire:
    """One opened line. Raises LineLostError from every method but `close`. A `usb:` url is looked up in `list_ports`."""

    def __init__(
        self, settings: LineSettings, tap: Tap, *, read_timeout_s: float, list_ports: ListPorts = plugged_in
    ) -> None:
        self._tap = tap
        try:
            self._serial = serial.serial_for_url(
                resolve(settings.url, list_ports() if settings.url.startswith(PREFIX) else ()),
                baudrate=settings.baudrate,
                bytesize=settings.bytesize,
                parity=settings.parity,
                stopbits=settings.stopbits,
                timeout=read_timeout_s,
                write_timeout=None if settings.url.startswith("rfc2217:") else WRITE_TIMEOUT_S,
                exclusive=True,
            )
        except LineLostError:
            raise
        except Exception as error:
            raise LineLostError(f"cannot open {settings.url}: {error}; {_advice(error)}") from error

    def read(self) -> tuple[bytes, Moment]:
        """Give what arrived, b"" when the read timeout passed, with the time after the last byte."""
        data = b""
        try:
            data = self._serial.read(1)
            if data:
                time.sleep(GATHER_S)
            while data and len(data) < MAX_PIECE_BYTES and (waiting := self._serial.in_waiting):
                data += self._serial.read(min(waiting, MAX_PIECE_BYTES - len(data)))
        except Exception as error:
            # Bytes that came before the break are still evidence; the break shows again at the next read.
            if not data:
                raise LineLostError(f"the line broke: {error}; look at the cable and the adapter") from error
        moment = now()
        if data:
            self._tap("<", data, *moment)
        return data, moment

    def write(self, data: bytes) -> None:
        """Send all of it."""
        self._tap(">", data, *now())
        try:
            self._serial.write(data)
        except Exception as error:
            raise LineLostError(f"the line takes no bytes: {error}; look at the cable and the adapter") from error

    def close(self) -> None:
        """Close; a device that is gone already counts as closed."""
        with suppress(Exception):
            self._serial.close()


def _advice(error: Exception) -> str:
    """Linux and macOS answer EAGAIN when another program holds the lock; Windows refuses access."""
    if isinstance(error, OSError) and error.errno in {errno.EAGAIN, errno.EWOULDBLOCK}:
        return "another program has it open: if that is the station, stop it first"
    return "is it plugged in, and free?"
