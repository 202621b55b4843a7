"""The built program, and boards that run it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge.provisioning import commitment, provision
from tests.firmware_bridge.firmware.simulated_board import BOARD, EMPTY, KEY, SimulatedBoard, build


@pytest.fixture(scope="session")
def built(tmp_path_factory: Any) -> Path:
    """The program and its simulator."""
    return build(tmp_path_factory.mktemp("firmware"))


@pytest.fixture(scope="session")
def calibrated(built: Path, tmp_path_factory: Any) -> Path:
    """The EEPROM of a board that has a key and a calibration: five events."""
    eeprom = tmp_path_factory.mktemp("board") / "eeprom"
    with SimulatedBoard(built, eeprom) as board:
        board.order(f"load {EMPTY}")
        board.set_jumper()
        assert provision(board.device, BOARD, KEY) == commitment(BOARD, KEY)
        board.calibrate()
    return eeprom


@pytest.fixture
def board(built: Path, calibrated: Path, tmp_path: Path) -> Iterator[SimulatedBoard]:
    """A calibrated board of its own, its pan empty and its jumper out."""
    shutil.copy(calibrated, tmp_path / "eeprom")
    with SimulatedBoard(built, tmp_path / "eeprom") as board:
        board.order(f"load {EMPTY}")
        yield board


@pytest.fixture
def board_line() -> dict[str, Any]:
    """How the product's port is set for a board."""
    return {"protocol": "board", "poll": False, "baudrate": 38400, "silence_us": 2_000_000}
