"""The simulator as a program: its device works, and it takes its commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import serial

from firmware_bridge.simulator import SimulatedScale
from firmware_bridge.simulator.__main__ import USAGE, obey


def test_the_program_speaks_on_its_link_and_obeys(tmp_path: Path):
    """It prints the link, a load can be put on, and `quit` ends it cleanly."""
    link = tmp_path / "scale"
    command = [sys.executable, "-m", "firmware_bridge.simulator", "--link", str(link), "--settle", "0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == f"{link}\n"
        program.stdin.write("load 1234.50 g\ntare\n")
        program.stdin.flush()
        assert program.stdout.readline() == "tare S\n"
        with serial.Serial(str(link), timeout=5) as line:
            line.write(b"TA\r\n")
            assert line.readline() == b"TA A     1234.5 g\r\n"
        program.stdin.write("quit\n")
        program.stdin.close()

        assert program.wait(10) == 0
    assert not os.path.lexists(link)


@pytest.mark.parametrize(
    "wrong", ["load", "load x g", "load 1 stone", "load 0.0001 mg", "dance", "silent", "silent soon"]
)
def test_a_wrong_command_is_answered_with_the_list(wrong: str):
    """And the next one is obeyed."""
    said: list[str] = []
    with SimulatedScale(settle_us=0) as scale:
        obey(scale, [wrong, "", "load 2 kg", "tare", "clear", "zero", "quit", "tare"], said.append)

    assert said == [USAGE, "tare S", "zero +"]


def test_commands_of_the_line():
    """The faults, and the device's return under a name that exists."""
    said: list[str] = []
    with SimulatedScale() as scale:
        obey(scale, ["garbage", "cut", "silent 0.1", "power 0.1", "unplug", "replug"], said.append)
        (device,) = said

        assert Path(device).exists()
