"""The board's program, built and run for real, and read by the product: nothing between them is simulated but the sensors."""

import hashlib
import itertools
import os
import threading
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge.board_watch import BLOCK, BoardWatch
from firmware_bridge.events import Complained, Measured
from firmware_bridge.protocols import LineForm
from firmware_bridge.provisioning import NotProvisionedError, commitment, provision
from firmware_bridge.reading import Condition, FurnaceCondition, Outcome, Reading
from tests.firmware_bridge.firmware.simulated_board import BOARD, EMPTY, KEY, KILOGRAM, SimulatedBoard


def test_the_product_reads_load_furnace_and_door(board: SimulatedBoard, port_on: Any, board_line: Any):
    """What is put on the pan, into the furnace and on the door arrives, and so does what each cannot tell."""
    with port_on(board.device, **board_line, form=LineForm(key=KEY)) as (port, owner):

        def wait(test: Callable[[Reading], bool]) -> Reading:
            return owner.wait_for(Measured, lambda event: test(event.reading), after=len(owner.events)).reading

        owner.wait_for_value("0")
        board.order(f"load {EMPTY + 2 * KILOGRAM + 999}", "temperature 851250", "door open")
        moving = wait(lambda told: told.figure.mass_mg == 2_000_000)
        settled = owner.wait_for_value("2000000").reading
        hot = wait(lambda told: told.furnace.temperature_mdeg == 851_250)
        board.order("load 12000000", "temperature open", "door closed")
        over = wait(lambda told: told.condition is Condition.OVERLOAD)
        broken = wait(lambda told: told.furnace.condition is FurnaceCondition.SENSOR_BREAK)
        board.order("load silent", "temperature -20250")
        silent = wait(lambda told: told.condition is Condition.INSTRUMENT_ERROR)
        cold = wait(lambda told: told.furnace.temperature_mdeg == -20_250)
        board.order(f"load {EMPTY - KILOGRAM}", "temperature silent")
        under = wait(lambda told: told.condition is Condition.UNDERLOAD)
        absent = wait(lambda told: told.furnace.condition is FurnaceCondition.CONTROLLER_ERROR)

    assert (moving.stable, settled.stable) == (False, True)
    assert (settled.figure.digits, settled.figure.unit, settled.figure.mass_mg) == ("2000000", "mg", 2_000_000)
    assert settled.board.raw_counts == EMPTY + 2 * KILOGRAM + 999
    assert (hot.furnace.door_open, broken.furnace.door_open) == (True, False)
    assert [told.figure for told in (over, silent, under)] == [None] * 3
    assert [told.furnace.temperature_mdeg for told in (broken, absent)] == [None] * 2
    assert cold.condition is Condition.INSTRUMENT_ERROR
    assert port.faults == 0
    counters = [event.reading.board.counter for event in owner.events if isinstance(event, Measured)]
    assert counters == list(range(counters[0], counters[0] + len(counters)))


def test_the_rounding_is_to_the_division_and_away_from_zero(board: SimulatedBoard):
    """5 g are 2,000 counts: half of them, above or below the empty pan, is already one division."""
    for counts, mass_mg in ((999, 0), (1000, 5_000), (-999, 0), (-1000, -5_000), (-40_999, -100_000)):
        board.order(f"load {EMPTY + counts}")
        told = board.reading(lambda told, counts=counts: told.board.raw_counts == EMPTY + counts)
        assert told.figure.mass_mg == mass_mg


def test_a_load_that_was_out_of_sight_proves_its_rest_again(board: SimulatedBoard):
    """The same load before and after a moment without samples: it may have been another in between."""
    board.reading(lambda told: told.stable)
    board.order("load silent")
    unseen = board.reading(lambda told: told.figure is None).board
    board.order(f"load {EMPTY}")
    seen = board.reading(lambda told: told.figure is not None, counter=unseen.counter)

    assert (seen.figure.mass_mg, seen.stable) == (0, False)


def test_a_data_line_that_is_held_low_is_no_mass(board: SimulatedBoard):
    """It looks ready at once, and all its bits are 0: a signed weight near the zero, and a stable one, were it believed."""
    board.reading(lambda told: told.stable)
    board.order("load shorted")
    first = board.reading(lambda told: told.board.raw_counts != EMPTY).board
    held = readings(board, 12)
    board.order(f"load {EMPTY}")
    seen = board.reading(lambda told: told.figure is not None, counter=held[-1].board.counter)

    assert first.raw_counts is None
    assert {(told.condition, told.figure, told.stable) for told in held} == {(Condition.INSTRUMENT_ERROR, None, False)}
    assert {told.board.raw_counts for told in held} == {None}
    assert (seen.board.raw_counts, seen.figure.mass_mg, seen.stable) == (EMPTY, 0, False)


def readings(board: SimulatedBoard, count: int) -> list[Reading]:
    """The next signed readings, whatever they tell."""
    told = (item for item in board.items(KEY, BoardWatch(BOARD)) if isinstance(item, Reading))
    return list(itertools.islice(told, count))


def test_a_jumper_with_a_loose_contact_is_one_event(board: SimulatedBoard):
    """Touches shorter than a second are no setting, and gaps shorter than a second no taking out."""

    def bounce(*states: str) -> list[Reading]:
        told = []
        for state in states:
            board.order(f"jumper {state}")
            told += readings(board, 4)
        return told

    readings(board, 1)
    touched = bounce("on", "off") + bounce("on", "off") + bounce("on", "off")
    refused = board.answer("C ZERO").text
    board.set_jumper()
    gaps = bounce("off", "on") + bounce("off", "on")
    board.order("jumper off")
    after = board.reading(lambda told: told.condition is Condition.OK)

    assert {(told.condition, told.board.events) for told in touched} == {(Condition.OK, 5)}
    assert refused == "the jumper is out"
    assert {(told.condition, told.board.events) for told in gaps} == {(Condition.JUMPER_SET, 6)}
    assert after.board.events == 6


def test_a_key_is_set_once_and_never_told(built: Path, tmp_path: Path):
    """Not without the jumper, not twice; until then nothing is signed; no answer holds the key."""
    with SimulatedBoard(built, tmp_path / "eeprom") as board:
        unsigned = next(board.items(KEY))
        with pytest.raises(NotProvisionedError, match="the jumper is out"):
            provision(board.device, BOARD, KEY)
        board.set_jumper()
        assert provision(board.device, BOARD, KEY) == commitment(BOARD, KEY)
        with pytest.raises(NotProvisionedError, match="the key is set"):
            provision(board.device, "B0000002", bytes(32))
        commands = ("K", "K?", "k", "KEY", "C KEY", "R", "?", f"K {BOARD} {KEY.hex()}", "x" * 200)
        answers = [board.answer(command) for command in commands]
        told = board.reading()

    assert "unsigned" in unsigned.reason
    assert {said.outcome for said in answers} == {Outcome.NOT_EXECUTABLE}
    assert all(KEY.hex() not in said.text.lower() for said in answers)
    assert (told.condition, told.board.events) == (Condition.INSTRUMENT_ERROR, 2)


# Each with its answer, on a calibrated board with an empty pan and the jumper set.
REFUSED = {
    "C": "not understood",
    "C ZERO 1": "not understood",
    "C SPAN": "not understood",
    "C SPAN 0": "not understood",
    "C SPAN -5": "not understood",
    "C SPAN 2000000000": "not understood",
    "C SPAN 5": "the load is too light",
    "C RANGE 30000000 3000": "no such division",
    "C RANGE 30000000 1000": "no such division",
    "C RANGE 4000 50": "no such division",
    "T": "not understood",
    "Z": "not understood",
}


def test_calibration_needs_the_jumper_and_is_counted(board: SimulatedBoard):
    """Without it every command is refused and nothing changes; with it each step raises the event counter, refusals none."""
    before = board.reading()
    shut = [board.answer(command).text for command in ("C ZERO", "C SPAN 1000000", "C RANGE 30000000 5000")]
    unchanged = board.reading()
    board.order("jumper on")
    ready = board.reading(lambda told: told.condition is Condition.JUMPER_SET)
    refused = {command: board.answer(command).text for command in REFUSED}
    still = board.reading()
    board.calibrate()
    board.order("jumper off")
    after = board.reading(lambda told: told.condition is Condition.OK)

    assert shut == ["the jumper is out"] * 3
    assert refused == REFUSED
    events = [told.board.events for told in (before, unchanged, ready, still, after)]
    assert events == [5, 5, 6, 6, 9]


def test_forged_lines_are_refused_among_true_ones(board: SimulatedBoard, port_on: Any, board_line: Any):
    """Between board and product sits somebody who repeats, alters, unsigns and re-labels each line: only the true ones count."""
    master, slave = os.openpty()
    tty.setraw(slave)
    stop = threading.Event()
    relay = threading.Thread(target=_forge, args=(board, master, stop))
    relay.start()
    try:
        with port_on(os.ttyname(slave), **board_line, form=LineForm(key=KEY)) as (_, owner):
            owner.wait_for(Measured, lambda event: event.reading.board.counter % BLOCK >= 12)
    finally:
        stop.set()
        relay.join()
        os.close(master)
        os.close(slave)

    faults = [event.fault.reason for event in owner.events if isinstance(event, Complained)]
    told = [event.reading for event in owner.events if isinstance(event, Measured)]
    for word in ("replayed", "altered", "unsigned", "another board", "not a line"):
        assert sum(reason.startswith(word) for reason in faults) >= 3, word
    assert len({reading.board.counter for reading in told}) == len(told) >= 5
    assert {reading.figure.mass_mg for reading in told} == {0}
    assert {reading.board.missing for reading in told} == {0}


def _forge(board: SimulatedBoard, master: int, stop: threading.Event) -> None:
    """Pass each line on, with forgeries around it."""
    held = b""
    for piece in board.heard():
        *lines, held = (held + piece).split(b"\r\n")
        for line in lines if not stop.is_set() else []:
            text, _, tag = line.rpartition(b",")
            heavier = line.replace(b",0,ok,", b",5000,ok,")
            other = line.replace(BOARD.encode(), b"B0000002")
            for forged in (heavier, line, line, text + b",unsigned", other, text + b"," + tag[:-1]):
                os.write(master, forged + b"\r\n")
        if stop.is_set():
            return


def test_the_tag_is_that_of_rfc_7693_and_cheap(built: Path, tmp_path: Path):
    """The controller's BLAKE2s against Python's, around each end of a block; what it costs is printed."""
    heard = b""
    with SimulatedBoard(built, tmp_path / "eeprom", program="tag_timing.elf") as board:
        pieces = board.heard()
        while heard.count(b"end\r\n") < 2:
            heard += next(pieces)
    lines = [line.split() for line in heard.split(b"end\r\n")[1].decode().splitlines()]

    assert len(lines) == 22
    for key_size, size, cycles, digest in lines:
        counting = bytes(range(192))
        expected = hashlib.blake2s(counting[: int(size)], key=counting[: int(key_size)], digest_size=16)
        assert digest == expected.hexdigest()
        print(f"BLAKE2s, key {key_size:>2}, message {size:>3} bytes: {cycles:>6} cycles, {int(cycles) / 16_000:.1f} ms")
