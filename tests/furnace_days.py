"""The made session of `tests.sessions` beside a furnace that is read: an Omron E5CC, asked twice a second, over Modbus RTU.

Its frames are written from H175 here once more. What its entry should state is reckoned by hand: the fire is lit at 12 s and the
reckoning ends at 16.05 s; answers come at 12.25, 12.75, ... 15.75 s.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.sessions import SESSION, Session
from tests.studio import Script, microseconds

DEVICE = "controller"
REGISTERS = {
    "unit": 1,
    "temperature": {
        "function": 3,
        "register": 0x2000,
        "form": "int16",
        "words": "high-first",
        "decimals": 1,
        "breaks": [],
    },
    "status": {
        "function": 3,
        "register": 0x2001,
        "count": 1,
        "complement": False,
        "sensor_break": 64,
        "out_of_range": 0,
        "error": 4,
        "door_open": 0,
    },
}
CONTROLLER = {
    "controller": "omron-e5cc",
    "place": "the vault of the chamber",
    "threshold_mdeg": 850_000,
    "registers": REGISTERS,
}
QUESTION = "010320000002"
UNTIL_S = 16.05
HOT = {
    "threshold_mdeg": 850_000,
    "readings": 8,
    "above_us": 3_500_000,
    "unseen_us": 549_999,  # the entry of the lighting stands a microsecond after its second
    "highest_mdeg": 900_000,
    "lowest_mdeg": 900_000,
    "sensor_breaks": 0,
    "door_openings": 0,
}


@dataclass(frozen=True)
class Fire:
    """What the furnace does, and what is said of it. `degrees` at a second; None: the sensor is broken."""

    degrees: Callable[[float], float | None] = lambda _second: 900.0
    controller: dict | None = None
    heat: dict | None = None
    heat_until_s: float = UNTIL_S
    sends: tuple[tuple[float, str], ...] = ()  # what else goes to the controller


class FurnaceDay(Session):
    """A session with a controller's recording beside the scale's."""

    fire = Fire()

    def _plan(self):
        if self.fire.controller is not None and self.fire.controller["registers"] is None:
            return super()._plan()  # a board: it has no line of its own
        name = f"{SESSION}-{DEVICE}-0001"
        started = {"media": "text/plain", "way": "bytes", "batch": None, "first_frame": 0, "stream": "serial"}
        begun = (name, DEVICE, self._unix(200_000), started | {"width": 0, "height": 0, "codec": ""})
        acts = [*super()._plan(), (210_000, lambda: self._begin(*begun))]
        seconds = [half / 2 + 0.25 for half in range(1, 46)]
        acts += [(microseconds(second), lambda second=second: self._ask(name, second)) for second in seconds]
        acts += [
            (microseconds(at), lambda sent=sent: self._put(name, ">", bytes.fromhex(sent)))
            for at, sent in self.fire.sends
        ]
        return [*acts, (microseconds(23.25), lambda: self._finish(name, None))]

    def _ask(self, name, second):
        degrees = self.fire.degrees(second)
        value, status = (13_000, 64) if degrees is None else (round(degrees * 10), 0)
        answer = bytes([1, 3, 4]) + value.to_bytes(2, "big", signed=True) + status.to_bytes(2, "big")
        self.now_us -= 40_000
        self._put(name, ">", framed(bytes.fromhex(QUESTION)))
        self.now_us += 40_000
        self._put(name, "<", framed(answer)[:5])
        self._put(name, "<", framed(answer)[5:])

    def _put(self, name, way, data):
        self._put_down(name, [(self.now_us, way, data)])

    def _record(self, kind, by=None, *, in_session=True, **data):
        if kind == "session.opened":
            data["furnace_controller"] = CONTROLLER if self.fire.controller is None else self.fire.controller
        if kind == "batch.ended" and self.fire.heat is not None:
            until_us = microseconds(self.fire.heat_until_s)
            data["heat"] = {"to_us": self._unix(until_us), "to_mono_us": 10**9 + until_us, **self.fire.heat}
        return super()._record(kind, by, in_session=in_session, **data)


def make_furnace_day(folder, fire=None, script=None):
    """Make a sealed session with a furnace below a folder."""
    day = FurnaceDay(folder, script or Script())
    day.fire = fire or Fire(heat=HOT)
    return day.make()


def framed(body):
    """A frame with its CRC, as the standard's text has it."""
    crc = 0xFFFF
    for byte in body:
        crc ^= byte
        for _ in range(8):
            crc, carry = crc >> 1, crc & 1
            crc ^= 0xA001 if carry else 0
    return body + bytes([crc & 0xFF, crc >> 8])
