"""The board's real program, built by avr-gcc and run by simavr among models of its sensors, on a pseudo-terminal."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from firmware_bridge.board_watch import BoardWatch
from firmware_bridge.protocols.board import Board
from firmware_bridge.reading import Item, Outcome, Reading, Reply

FIRMWARE = Path(__file__).parent.parent.parent.parent / "firmware_bridge" / "firmware"
BOARD, KEY = "A0000001", bytes(range(32))
# What `calibrate` makes of the cell: 1 kg is 400,000 counts above an empty pan of 100,000; Max 30 kg, d 5 g.
EMPTY, KILOGRAM = 100_000, 400_000
# How long a test waits for what must come; reached only when it fails.
PATIENCE_S = 10


def build(folder: Path) -> Path:
    """Build the program and the simulator; gives the folder with both."""
    subprocess.run(["make", "--silent", "-C", FIRMWARE, f"BUILD={folder}"], check=True, stdout=subprocess.PIPE)
    return folder


class SimulatedBoard:
    """A board that runs while the `with` block does. `eeprom` is the file that outlives it."""

    def __init__(self, built: Path, eeprom: Path, *, program: str = "board.elf") -> None:
        self._command = [built / "runner", built / program, eeprom]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.device = self._hear()
        return self

    def __exit__(self, *_exit: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            pipe.close()

    def order(self, *orders: str) -> None:
        """Change what is around the board, or its power; see simulation/runner.c."""
        for order in orders:
            self._process.stdin.write(f"{order}\n")
            self._process.stdin.flush()
            assert self._hear() == "ok"

    def say(self, command: str) -> None:
        """Send a line to the board, whoever else listens to it."""
        line = os.open(self.device, os.O_WRONLY | os.O_NOCTTY)
        os.write(line, command.encode() + b"\r\n")
        os.close(line)

    def heard(self) -> Iterator[bytes]:
        """What comes on the line, piece by piece, for as long as a test may wait."""
        line = os.open(self.device, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        until = time.monotonic() + PATIENCE_S
        try:
            while time.monotonic() < until:
                try:
                    yield os.read(line, 4096)
                except BlockingIOError:
                    time.sleep(0.01)
        finally:
            os.close(line)

    def items(self, key: bytes | None, watch: BoardWatch | None = None) -> Iterator[Item]:
        """What comes on the line, decoded."""
        decoder = Board(key, watch or BoardWatch())
        for piece in self.heard():
            yield from decoder.feed(piece)

    def reading(self, test: Callable[[Reading], bool] = lambda _: True, **watch: int) -> Reading:
        """The next signed reading that passes the test."""
        items = self.items(KEY, BoardWatch(BOARD, **watch))
        return next(item for item in items if isinstance(item, Reading) and test(item))

    def answer(self, command: str) -> Reply:
        """Send a command and give its answer."""
        items = self.items(None)
        next(items)
        self.say(command)
        return next(item for item in items if isinstance(item, Reply))

    def set_jumper(self) -> None:
        """Set the jumper, and wait until the board takes it as set: it must hold for a second."""
        self.order("jumper on")
        next(item for item in self.items(None) if b",cal," in item.raw)

    def calibrate(self) -> None:
        """As the firmware's README says, with the jumper already set."""
        for load, command in (
            (EMPTY, "C ZERO"),
            (EMPTY + KILOGRAM, "C SPAN 1000000"),
            (EMPTY, "C RANGE 30000000 5000"),
        ):
            self.order(f"load {load}")
            # The load must rest for the length of the board's window first: eight samples.
            said = next(said for said in (self.answer(command) for _ in range(20)) if said.text != "the load moves")
            assert said.outcome is Outcome.DONE

    def _hear(self) -> str:
        return self._process.stdout.readline().strip()
