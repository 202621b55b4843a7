"""What the board keeps when its power fails at the worst moment, or when its memory ages."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge.board_watch import BLOCK
from firmware_bridge.events import Measured
from firmware_bridge.protocols import LineForm
from firmware_bridge.provisioning import commitment, provision
from firmware_bridge.reading import Item, Reading
from tests.firmware_bridge.firmware.simulated_board import BOARD, EMPTY, KEY, KILOGRAM, SimulatedBoard


def test_the_counter_rises_across_power_cuts(board: SimulatedBoard, port_on: Any, board_line: Any):
    """A power cut is told by the first reading after it; the same port goes on, and only the line it cut is refused."""
    with port_on(board.device, **board_line, form=LineForm(key=KEY)) as (port, owner):
        before = owner.wait_for(Measured).reading.board
        board.order("power")
        first = owner.wait_for(Measured, lambda event: event.reading.board.restarted).reading.board
        after = owner.wait_for(Measured, lambda event: event.reading.board.counter > first.counter).reading.board

    assert first.counter // BLOCK == before.counter // BLOCK + 1
    assert (first.counter % BLOCK, first.missing) == (0, 0)
    assert (after.missing, after.restarted) == (0, False)
    assert port.faults <= 1


@contextlib.contextmanager
def boards(built: Path, eeprom: Path, tmp_path: Path, count: int) -> Iterator[list[SimulatedBoard]]:
    """Copies of one board, all running at once."""
    with contextlib.ExitStack() as stack:
        copies = [shutil.copy(eeprom, tmp_path / f"copy-{number}") for number in range(count)]
        yield [stack.enter_context(SimulatedBoard(built, copy)) for copy in copies]


# Of a counter's record of eight bytes, twice, a start changes the lowest byte and the four of the checksum, or fewer.
RESERVING_WRITES = 10


def first_of_next_block(board: SimulatedBoard, last: int) -> int:
    """The first counter after a restart."""
    return board.reading(lambda told: told.board.counter // BLOCK > last // BLOCK).board.counter


def test_no_count_repeats_when_power_fails_in_the_middle_of_reserving(built: Path, calibrated: Path, tmp_path: Path):
    """Cut in the middle of each byte of the record's two copies: what comes after is above what came before."""
    with boards(built, calibrated, tmp_path, RESERVING_WRITES) as copies:
        last = [board.reading().board.counter for board in copies]
        for place, board in enumerate(copies):
            board.order(f"tear {place + 1}", "power")
        torn = [first_of_next_block(*pair) for pair in zip(copies, last, strict=True)]
        for board in copies:
            board.order("power")
        again = [first_of_next_block(*pair) for pair in zip(copies, torn, strict=True)]

    assert {counter % BLOCK for counter in torn + again} == {0}
    # A copy torn before the first was whole gives the same block again, of which nothing was sent.
    assert {counter // BLOCK for counter in torn} == {2, 3}
    assert [new > old for new, old in zip(again, torn, strict=True)] == [True] * RESERVING_WRITES


@pytest.mark.parametrize("newer", ["first", "second"])
def test_of_two_good_copies_the_newer_counts(built: Path, calibrated: Path, tmp_path: Path, newer: str):
    """Power failed between the two: the block and the events are those of the copy that was written last."""
    eeprom = Path(shutil.copy(calibrated, tmp_path / "eeprom"))
    old = eeprom.read_bytes()
    with SimulatedBoard(built, eeprom) as board:
        board.order("jumper on")
        last = board.reading(lambda told: told.board.events == 6).board
    new = eeprom.read_bytes()
    eeprom.write_bytes(new[:512] + old[512:] if newer == "first" else old[:512] + new[512:])
    with SimulatedBoard(built, eeprom) as board:
        after = board.reading().board

    assert after.counter // BLOCK == last.counter // BLOCK + 1
    assert after.events == 6


@pytest.mark.parametrize("place", [32, 32 + 512, 16, 16 + 512, 128, 128 + 512])
def test_one_copy_of_any_record_may_rot(built: Path, calibrated: Path, tmp_path: Path, place: int):
    """The other one goes on: same calibration, same key, a counter that rises."""
    rotten = bytearray(calibrated.read_bytes())
    rotten[place] ^= 0x10
    (tmp_path / "eeprom").write_bytes(rotten)
    with SimulatedBoard(built, tmp_path / "eeprom") as board:
        board.order(f"load {EMPTY + KILOGRAM}")
        told = board.reading(lambda told: told.board.raw_counts == EMPTY + KILOGRAM)

    assert (told.figure.mass_mg, told.board.events, told.board.counter // BLOCK) == (1_000_000, 5, 1)


@pytest.mark.parametrize("place", [16, 32, 128])
def test_a_board_whose_memory_is_lost_says_so_and_signs_nothing(
    built: Path, calibrated: Path, tmp_path: Path, place: int
):
    """Both copies of a record are rotten: no guess, no second life, no second key."""
    rotten = bytearray(calibrated.read_bytes())
    rotten[place] ^= 0x10
    rotten[place + 512] ^= 0x10
    (tmp_path / "eeprom").write_bytes(rotten)
    with SimulatedBoard(built, tmp_path / "eeprom") as board:
        board.order("jumper on")
        said = next(board.items(KEY))

    assert "memory has failed" in said.reason


def _of_second_block(item: Item) -> bool:
    """Whether it was sent after the cut, and after the jumper had held for a second again."""
    return item.raw[13:19] == b"000001" and b",cal," in item.raw


def test_a_key_that_was_cut_short_is_whole_or_absent(built: Path, tmp_path: Path):
    """Power fails in the middle of the provisioning: the board has exactly this key, or takes it again."""
    cuts = (1, 9, 12, 30, 50, 60, 67, 100)
    (tmp_path / "blank").write_bytes(b"\xff" * 1024)
    with boards(built, tmp_path / "blank", tmp_path, len(cuts)) as copies:
        for board in copies:
            board.order("jumper on")
        for cut, board in zip(cuts, copies, strict=True):
            next(item for item in board.items(None) if b",cal," in item.raw)
            board.order(f"tear {cut}")
            board.say(f"K {BOARD} {KEY.hex()}")
        second_blocks = [next(filter(_of_second_block, board.items(KEY))) for board in copies]
        has_key = [isinstance(item, Reading) for item in second_blocks]
        for board in (board for board, has in zip(copies, has_key, strict=True) if not has):
            assert provision(board.device, BOARD, KEY) == commitment(BOARD, KEY)
        # The jumper, the jumper again at the second start, and the key: attempted once or twice, or cut before it began.
        events = {board.reading().board.events for board in copies}

    assert has_key == sorted(has_key)
    assert set(has_key) == {False, True}
    assert events <= {3, 4}
