"""The controllers that the station knows, and the map of the settings for all others.

What is confirmed and what is not, so that the settings can say otherwise:
- omron-e5cc: PV 0x2000 and status 0x2001 in two-byte mode (H175, H186, H225 5-1: confirmed); input error bit 6, A/D converter
  error bit 2 (H175 3-25, E5CN-H 6-15: confirmed). That the status there is its lower 16 bits is recalled. The line must be
  set to Modbus (factory: CompoWay/F), 8 bits; 9600 even is recalled. The registers do not tell the decimals.
- oven-trm202: PV float32 at 0x1009, status 0x0000 (python-owen; TRM12 at 4105 agrees: one maker, one source each). The order of
  its words is high first by the one and low first by the other source, so `words` may be set. That bit 0 of the status
  says an error of input 1 is recalled: `sensor_break` may be set. Functions 3 and 4 should both do.
- eurotherm-3200: PV 1, instrument status 75, its complement 76, sensor break bit 5, PV over range bit 10 (HA028651 p81-82:
  confirmed). Its parity is not told. The decimals follow the controller's configuration.
- generic: all of it from the settings.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from firmware_bridge.furnace.modbus import READ_HOLDING
from firmware_bridge.furnace.registers import Form, RegisterMap, StatusAt, TemperatureAt, Words
from firmware_bridge.protocols.protocol import LineDefaults

GENERIC = "generic"


@dataclass(frozen=True)
class Told:
    """What the settings say of a controller; None where the controller's own map is right."""

    unit: int = 1
    decimals: int | None = None
    function: int | None = None
    words: Words | None = None
    sensor_break: int | None = None


@dataclass(frozen=True)
class Controller:
    """One make. `needs_decimals`: its registers do not say where the point stands, so the settings must."""

    name: str
    makers: str
    registers: Callable[[Told], RegisterMap]
    needs_decimals: bool
    source: str
    defaults: LineDefaults


def _omron(told: Told) -> RegisterMap:
    place = TemperatureAt(_function(told), 0x2000, Form.INT16, decimals=told.decimals or 0)
    return _made(told, place, StatusAt(_function(told), 0x2001, sensor_break=1 << 6, error=1 << 2))


def _oven(told: Told) -> RegisterMap:
    place = TemperatureAt(_function(told), 0x1009, Form.FLOAT32, words=told.words or Words.HIGH_FIRST)
    return _made(told, place, StatusAt(_function(told), 0x0000, sensor_break=1 << 0))


def _eurotherm(told: Told) -> RegisterMap:
    place = TemperatureAt(_function(told), 1, Form.INT16, decimals=told.decimals or 0)
    status = StatusAt(_function(told), 75, count=2, complement=True, sensor_break=1 << 5, out_of_range=1 << 10)
    return _made(told, place, status)


def _function(told: Told) -> int:
    return told.function or READ_HOLDING


def _made(told: Told, place: TemperatureAt, status: StatusAt) -> RegisterMap:
    if told.sensor_break is not None:
        status = replace(status, sensor_break=told.sensor_break)
    return RegisterMap(told.unit, place, status)


CONTROLLERS: dict[str, Controller] = {
    each.name: each
    for each in (
        Controller(
            name="omron-e5cc",
            makers="Omron E5CC, E5EC, E5AC, E5DC, E5GC",
            registers=_omron,
            needs_decimals=True,
            source="H175 3-25, 5-1",
            defaults=LineDefaults(9600, 8, "E", 1),
        ),
        Controller(
            name="oven-trm202",
            makers="OVEN TRM202, TRM201",
            registers=_oven,
            needs_decimals=False,
            source="python-owen, device/trm202",
            defaults=LineDefaults(),
        ),
        Controller(
            name="eurotherm-3200",
            makers="Eurotherm 3216, 3208, 3204",
            registers=_eurotherm,
            needs_decimals=True,
            source="HA028651 p81-82",
            defaults=LineDefaults(),
        ),
    )
}
