"""Giving a board its key, once, and the commitment that the record holds instead of the key.

Promise: `provision` returns only when the board said the commitment of exactly this board id and key.
Limits: the key crosses the serial line in the clear; do it where the board's jumper is set, before the board is sealed
in. After NotProvisionedError with `unknown`, keep the key until a reading shows whether the board has it.
"""

import hashlib
import time
from collections.abc import Iterator

from serial import Serial, serial_for_url

from firmware_bridge.board_watch import BoardWatch
from firmware_bridge.protocols.board import BOARD_ID, KEY_BYTES, PROTOCOL, Board
from firmware_bridge.reading import Outcome, Reply

# The firmware's commands.c has the same words.
DOMAIN = b"furnace-station board key v1"
# The board answers within two of its readings; a slow adapter and a busy machine get much more.
PATIENCE_S = 3.0
READ_TIMEOUT_S = 0.1


class NotProvisionedError(Exception):
    """The board did not confirm the key. `unknown`: it may have it all the same."""

    def __init__(self, reason: str, *, unknown: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.unknown = reason, unknown


def commitment(board: str, key: bytes) -> bytes:
    """Give BLAKE2s-256 over the domain, the board id (8 of 0-9 A-Z) and the key (32 bytes). Raises ValueError."""
    if not BOARD_ID.fullmatch(board) or len(key) != KEY_BYTES:
        raise ValueError(f"a board id is 8 digits or capital letters, a key {KEY_BYTES} bytes")
    return hashlib.blake2s(DOMAIN + board.encode("ascii") + key).digest()


def provision(url: str, board: str, key: bytes) -> bytes:
    """Set the key of the board on a line, and give its commitment. Raises NotProvisionedError, SerialException."""
    expected = commitment(board, key)
    with serial_for_url(url, PROTOCOL.defaults.baudrate, timeout=READ_TIMEOUT_S, exclusive=True) as line:
        # An empty line first: it ends whatever stood half-said on the line before.
        line.write(f"\r\nK {board} {key.hex()}\r\n".encode("ascii"))
        reply = next((reply for reply in _replies(line) if reply.command == "K"), None)
    if reply is None:
        raise NotProvisionedError("the board did not answer: look at its cable and power", unknown=True)
    if reply.outcome is not Outcome.DONE:
        raise NotProvisionedError(f"the board refused the key: {reply.text}")
    if reply.text != expected.hex():
        raise NotProvisionedError("the board confirmed another key or id than was sent", unknown=True)
    return expected


def _replies(line: Serial) -> Iterator[Reply]:
    decoder, until = Board(None, BoardWatch()), time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        yield from (item for item in decoder.feed(line.read(256)) if isinstance(item, Reply))
