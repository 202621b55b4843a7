"""A furnace that is not there: a chamber that heats up and cools down, and an Omron E5CC that tells of it over Modbus RTU.

Written from H175 (4-3 frames, 5-1 registers in two-byte mode, 3-25 status bits) and the Modbus specification, and from nothing
else here: it shares no code with the decoder, so that it cannot share its errors. Temperatures are thousandths of a degree.
Limits: the chamber follows its heating at an even rate, and a write is refused as H175 has it while writing is switched off.
"""

import struct
import threading
import time
from pathlib import Path
from typing import Self

from firmware_bridge.simulator.line import PtyLine

TICK_S = 0.005
UNIT = 1
REQUEST_BYTES = 8
READ, READ_INPUT = 3, 4
PV, STATUS = 0x2000, 0x2001
INPUT_ERROR = 1 << 6
# With an input error the controller shows S.ERR and holds PV at the end of its range: type K, -20.0 to 500.0 or 1300.
RANGE_END_TENTHS = 13_000
ILLEGAL_FUNCTION, ILLEGAL_ADDRESS = 1, 2
AMBIENT_MDEG = 20_000


class SimulatedFurnace:
    """`with SimulatedFurnace() as furnace: furnace.heat_to(900_000)`. Keys and faults may be used from any thread."""

    def __init__(self, *, link: Path | None = None, mdeg_a_second: int = 50_000) -> None:
        self._line = PtyLine(link)
        self._rate = mdeg_a_second
        self._lock = threading.Lock()
        # Guarded by the lock, like the line.
        self._from_mdeg = self._to_mdeg = AMBIENT_MDEG
        self._since_us = _now_us()
        self._broken = self._silent = False
        self._heard = b""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._live, name="simulated furnace", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exit: object) -> None:
        self._stop.set()
        self._thread.join()
        self._line.unplug()

    @property
    def device(self) -> str:
        """The path to open."""
        return self._line.device

    @property
    def temperature_mdeg(self) -> int:
        """The chamber's temperature now."""
        with self._lock:
            return self._mdeg()

    def heat_to(self, mdeg: int) -> None:
        """Let the chamber move to this temperature, from where it is."""
        with self._lock:
            self._from_mdeg, self._to_mdeg, self._since_us = self._mdeg(), mdeg, _now_us()

    def break_sensor(self, *, broken: bool = True) -> None:
        """Break the thermocouple, or mend it."""
        with self._lock:
            self._broken = broken

    def be_silent(self, *, silent: bool = True) -> None:
        """Answer nothing, as a controller that is switched off."""
        with self._lock:
            self._silent = silent

    def _mdeg(self) -> int:
        moved = (_now_us() - self._since_us) * self._rate // 1_000_000
        way = self._to_mdeg - self._from_mdeg
        return self._to_mdeg if moved >= abs(way) else self._from_mdeg + (moved if way > 0 else -moved)

    def _live(self) -> None:
        while not self._stop.wait(TICK_S):
            with self._lock:
                self._tick()

    def _tick(self) -> None:
        heard = self._line.read()
        # Frames are told apart by silence (3.5 characters): what comes in two ticks is one frame, after a pause a new one.
        self._heard = self._heard + heard if heard else b""
        if len(self._heard) == REQUEST_BYTES and not self._silent:
            request, self._heard = self._heard, b""
            if _crc(request[:-2]) == request[-2:] and request[0] == UNIT:
                self._line.write(self._answer(request))

    def _answer(self, request: bytes) -> bytes:
        unit, function, register, count = struct.unpack(">BBHH", request[:-2])
        if function not in {READ, READ_INPUT}:
            return _framed(bytes([unit, function | 0x80, ILLEGAL_FUNCTION]))
        values = {PV: self._pv_tenths() & 0xFFFF, STATUS: INPUT_ERROR if self._broken else 0}
        wanted = range(register, register + count)
        if not count or any(each not in values for each in wanted):
            return _framed(bytes([unit, function | 0x80, ILLEGAL_ADDRESS]))
        data = b"".join(values[each].to_bytes(2, "big") for each in wanted)
        return _framed(bytes([unit, function, len(data)]) + data)

    def _pv_tenths(self) -> int:
        return RANGE_END_TENTHS if self._broken else self._mdeg() // 100


def _framed(body: bytes) -> bytes:
    return body + _crc(body)


def _crc(body: bytes) -> bytes:
    """Modbus over Serial Line 1.02, 6.2.2, step by step as the text has it."""
    register = 0xFFFF
    for byte in body:
        register ^= byte
        for _ in range(8):
            carry, register = register & 1, register >> 1
            if carry:
                register ^= 0xA001
    return bytes([register & 0xFF, register >> 8])


def _now_us() -> int:
    return time.monotonic_ns() // 1_000
