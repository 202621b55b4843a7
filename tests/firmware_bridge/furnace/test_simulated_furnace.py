"""The simulated furnace, asked by a Modbus client that is not ours (pymodbus) and by our port."""

import time

import pytest
from pymodbus.client import ModbusSerialClient

from firmware_bridge.events import Lost, Measured
from firmware_bridge.furnace.controllers import CONTROLLERS, Told
from firmware_bridge.reading import FurnaceCondition
from firmware_bridge.simulator.furnace import SimulatedFurnace

E5CC = CONTROLLERS["omron-e5cc"].registers(Told(decimals=1))


@pytest.fixture
def furnace():
    """One that heats up fast."""
    with SimulatedFurnace(mdeg_a_second=2_000_000) as simulated:
        yield simulated


def test_a_client_of_another_maker_reads_it(furnace):
    """Registers as in the table, an exception for others, none written."""
    client = ModbusSerialClient(furnace.device, baudrate=9600, timeout=2)
    assert client.connect()
    try:
        found = client.read_holding_registers(0x2000, count=2, device_id=1)
        strange = client.read_holding_registers(0x1000, count=1, device_id=1)
        written = client.write_register(0x2103, 900, device_id=1)
    finally:
        client.close()

    assert found.registers == [200, 0]
    assert (strange.isError(), strange.exception_code) == (True, 2)
    assert (written.isError(), written.exception_code) == (True, 1)


def test_it_heats_up_and_its_sensor_breaks(furnace, port_on):
    """The port reads what the chamber does."""
    with port_on(E5CC, url=furnace.device) as (_, owner):
        cold = owner.wait_for(Measured)
        furnace.heat_to(900_000)
        owner.wait_for(Measured, lambda event: event.reading.temperature_mdeg == 900_000)
        furnace.break_sensor()
        broken = owner.wait_for(Measured, lambda event: event.reading.condition is not FurnaceCondition.OK)
        furnace.break_sensor(broken=False)
        furnace.be_silent()
        owner.wait_for(Lost)
        furnace.be_silent(silent=False)
        furnace.heat_to(100_000)
        owner.wait_for(Measured, lambda event: event.reading.temperature_mdeg == 100_000)

    assert cold.reading.temperature_mdeg == 20_000
    assert broken.reading.condition is FurnaceCondition.SENSOR_BREAK


def test_it_moves_at_its_rate():
    """Not before its time, and never beyond where it shall go."""
    with SimulatedFurnace(mdeg_a_second=100_000) as slow:
        slow.heat_to(30_000)
        assert slow.temperature_mdeg < 30_000
        time.sleep(0.15)
        assert slow.temperature_mdeg == 30_000
