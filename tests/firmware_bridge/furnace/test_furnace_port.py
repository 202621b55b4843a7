"""The furnace's line against a real Modbus server (pymodbus, a process of its own) over pseudo-terminals."""

import struct

import pytest

from firmware_bridge.events import Complained, Connected, Lost, Measured
from firmware_bridge.furnace.controllers import CONTROLLERS, Told
from firmware_bridge.furnace.registers import Form, RegisterMap, StatusAt, TemperatureAt, Words
from firmware_bridge.furnace.rounds import Said, readings_of
from firmware_bridge.reading import FurnaceCondition, FurnaceReading
from firmware_bridge.settings import Identity

OK, BREAK = FurnaceCondition.OK, FurnaceCondition.SENSOR_BREAK
HIGH, LOW = struct.unpack(">HH", struct.pack(">f", 851.3))
E5CC = CONTROLLERS["omron-e5cc"].registers(Told(decimals=1))
# Controller, its map, registers at 851.3 degrees, and the registers that then tell of a broken sensor.
LINES = {
    "omron-e5cc": (E5CC, {"r0x2000": 8513, "r0x2001": 0}, {"r0x2001": 0x0040}),
    "oven-trm202": (
        CONTROLLERS["oven-trm202"].registers(Told()),
        {"r0x1009": HIGH, "r0x100A": LOW, "r0x0000": 0},
        {"r0x0000": 1},
    ),
    "eurotherm-3200": (
        CONTROLLERS["eurotherm-3200"].registers(Told(unit=1, decimals=1, function=4)),
        {"r1": 8513, "r75": 0x0010, "r76": 0xFFEF},
        {"r75": 0x0030, "r76": 0xFFCF},
    ),
    "generic int32, low word first": (
        RegisterMap(1, TemperatureAt(4, 40, Form.INT32, Words.LOW_FIRST, decimals=3, breaks=(-1,))),
        {"r40": 851_300 & 0xFFFF, "r41": 851_300 >> 16},
        {"r40": 0xFFFF, "r41": 0xFFFF},
    ),
    "generic with a door": (
        RegisterMap(1, TemperatureAt(3, 5, Form.INT16, decimals=1), StatusAt(3, 6, sensor_break=2, door_open=1)),
        {"r5": 8513, "r6": 0},
        {"r6": 2},
    ),
}


def values(owner, after=0):
    """Temperature and condition of the readings since an event."""
    return [
        (each.reading.temperature_mdeg, each.reading.condition)
        for each in owner.events[after:]
        if isinstance(each, Measured)
    ]


@pytest.mark.parametrize("name", LINES)
def test_each_map_reads_temperature_and_sensor_break(name, controller, port_on):
    """The temperature to the thousandth, none while the sensor is broken, and again afterwards."""
    registers, whole, broken = LINES[name]
    furnace = controller(registers.unit)
    furnace.set(**whole)
    with port_on(registers, controller=name) as (port, owner):
        first = owner.wait_for(Measured)
        furnace.set(**broken)
        lost = owner.wait_for(Measured, lambda event: event.reading.condition is BREAK)
        furnace.set(**whole)
        owner.wait_for(Measured, lambda event: event.reading.condition is OK, after=owner.events.index(lost))
        latest = port.latest()

    assert owner.events[0] == Connected(Identity(model=name, protocol="modbus-rtu"))
    assert (first.reading.temperature_mdeg, first.reading.condition) == (851_300, OK)
    assert lost.reading.temperature_mdeg is None
    assert set(values(owner)) == {(851_300, OK), (None, BREAK)}
    assert latest.live
    assert port.faults == 0


def test_only_questions_are_ever_sent(controller, port_on):
    """Every byte that left is a question of functions 3 or 4, and the server was written to by none."""
    registers, whole, _ = LINES["eurotherm-3200"]
    furnace = controller()
    furnace.set(**whole)
    with port_on(registers) as (_, owner):
        for _ in range(3):
            owner.wait_for(Measured, after=len(owner.events))
    sent = [data for way, data, *_ in owner.bytes if way == ">"]

    assert set(sent) == {question.sent for question in registers.questions}
    assert {data[1] for data in sent} <= {3, 4}
    furnace.set(r9=9)  # its answer is the next line that the server says: it told of no write before


def test_a_door_is_told_where_a_bit_tells_it(controller, port_on):
    """Open and closed; None on a controller that knows of no door."""
    registers, whole, _ = LINES["generic with a door"]
    furnace = controller()
    furnace.set(**whole)
    with port_on(registers) as (_, owner):
        closed = owner.wait_for(Measured)
        furnace.set(r6=1)
        opened = owner.wait_for(Measured, lambda event: event.reading.door_open)

    assert (closed.reading.door_open, opened.reading.door_open) == (False, True)
    assert opened.reading.temperature_mdeg == 851_300
    assert E5CC.reading([bytes.fromhex("21410000")], b"").door_open is None


def test_a_wrong_checksum_is_no_temperature(controller, port_on, cable):
    """A damaged answer is a fault, and the next whole one is a reading again."""
    registers, whole, _ = LINES["omron-e5cc"]
    controller().set(**whole)
    with port_on(registers) as (port, owner):
        owner.wait_for(Measured)
        cable.damage = 1
        fault = owner.wait_for(Complained)
        owner.wait_for(Measured, after=owner.events.index(fault))

    assert "checksum" in fault.fault.reason
    assert set(values(owner)) == {(851_300, OK)}
    assert port.faults >= 1


def test_noise_before_an_answer_costs_nothing(controller, port_on, cable):
    """It is told, and the answer behind it is heard."""
    registers, whole, _ = LINES["omron-e5cc"]
    controller().set(**whole)
    with port_on(registers) as (_, owner):
        owner.wait_for(Measured)
        cable.before = b"\x00\xff\x00"
        fault = owner.wait_for(Complained)

    assert fault.fault.raw == b"\x00\xff\x00"
    assert set(values(owner)) == {(851_300, OK)}


def test_a_silent_line_is_lost_and_comes_back(controller, port_on, cable):
    """Silence is a loss with its reason; nothing is live meanwhile; the line is found again by itself."""
    registers, whole, _ = LINES["oven-trm202"]
    controller().set(**whole)
    with port_on(registers) as (port, owner):
        owner.wait_for(Measured)
        cable.mute = True
        lost = owner.wait_for(Lost)
        live = port.latest().live
        cable.mute = False
        owner.wait_for(Connected, after=owner.events.index(lost))

    assert "no answer" in lost.reason
    assert not live


def test_a_controller_that_is_switched_off_and_on(controller, port_on):
    """A server killed and started again on the same line is read again, with what it then says."""
    registers, whole, _ = LINES["omron-e5cc"]
    first = controller()
    first.set(**whole)
    with port_on(registers) as (_, owner):
        owner.wait_for(Measured)
        first.kill()
        lost = owner.wait_for(Lost)
        controller().set(**(whole | {"r0x2000": 200}))
        again = owner.wait_for(Measured, after=owner.events.index(lost))

    assert again.reading.temperature_mdeg == 20_000


def test_a_register_that_the_controller_does_not_have(controller, port_on):
    """Its refusal is a reading that says so, and holds no temperature."""
    controller()
    with port_on(E5CC) as (_, owner):
        refused = owner.wait_for(Measured)

    assert refused.reading.condition is FurnaceCondition.CONTROLLER_ERROR
    assert refused.reading.temperature_mdeg is None


def test_the_recorded_bytes_give_the_same_readings(controller, port_on, cable):
    """Whoever has both directions with their times reads what the port read, faults and all."""
    registers, whole, broken = LINES["oven-trm202"]
    furnace = controller()
    furnace.set(**whole)
    with port_on(registers) as (_, owner):
        owner.wait_for(Measured)
        cable.damage = 1
        fault = owner.wait_for(Complained)
        furnace.set(**broken)
        owner.wait_for(Measured, lambda event: event.reading.condition is BREAK, after=owner.events.index(fault))
    told = [event for event in owner.events if isinstance(event, Measured)]
    heard = list(readings_of(registers, [Said(*piece) for piece in owner.bytes]))

    assert [each.reading for each in heard] == [each.reading for each in told]
    assert [each.mono_us for each in heard] == [each.mono_us for each in told]
    assert all(isinstance(each.reading, FurnaceReading) for each in heard)
