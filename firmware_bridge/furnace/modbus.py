"""Modbus RTU, the reading half: the questions that a controller may be asked, and its answers, without touching a wire.

Promise: no question can be made but with function 3 (read holding registers) or 4 (read input registers), so nothing built
here changes a controller; Eurotherm warns of 100,000 write cycles in its memory. An answer counts only when it is of the
unit, function and length of a question and its CRC is right; all else is a Fault, whole, and never a temperature.
Limits: an answer does not say which registers it holds. Whoever asks must ask one thing at a time (`rounds`).

Written here, and not taken from a library, because the verifier decodes the recorded bytes with the standard library alone.
Sources: MODBUS Application Protocol 1.1b3 (6.3, 6.4, 7), MODBUS over Serial Line 1.02 (2.5.1, 6.2.2).
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from firmware_bridge.framing import Framing
from firmware_bridge.reading import Fault, Item, Registers

READ_HOLDING, READ_INPUT = 3, 4
FUNCTIONS = (READ_HOLDING, READ_INPUT)
UNITS = range(1, 248)  # 0 is a broadcast, which nobody answers; 248 and above are reserved
# A temperature takes two registers, a status word and its complement two more.
MAX_COUNT = 8
_REFUSED = 0x80
_REFUSAL_BYTES = 5
_HEAD_BYTES = 3
# Stray bytes are told in pieces: a line that sends no answer at all must not fill memory.
MAX_STRAY_BYTES = 64


class QuestionError(ValueError):
    """A question that may not be asked, or that no controller could answer."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"a controller is only asked for registers: {wanted}")


@dataclass(frozen=True)
class Question:
    """Read `count` registers from `register` on, addresses as in the frame (from 0). Raises QuestionError."""

    unit: int
    function: int
    register: int
    count: int

    def __post_init__(self) -> None:
        if self.function not in FUNCTIONS:
            raise QuestionError(f"function 3 or 4, not {self.function}")
        if self.unit not in UNITS:
            raise QuestionError(f"unit 1 to 247, not {self.unit}")
        if not 1 <= self.count <= MAX_COUNT:
            raise QuestionError(f"1 to {MAX_COUNT} registers, not {self.count}")
        if not 0 <= self.register <= 0x10000 - self.count:
            raise QuestionError(f"registers 0 to 65535, not {self.register} and {self.count - 1} more")

    @property
    def sent(self) -> bytes:
        """The frame that asks it."""
        body = struct.pack(">BBHH", self.unit, self.function, self.register, self.count)
        return body + crc16(body)

    @property
    def head(self) -> bytes:
        """How its answer begins: unit, function, number of bytes."""
        return bytes([self.unit, self.function, 2 * self.count])

    @property
    def refusal(self) -> bytes:
        """How it is refused: unit, and function with its highest bit."""
        return bytes([self.unit, self.function | _REFUSED])


class Answers(Framing):
    """Feed it what a controller sent; it gives the answers to these questions, and faults."""

    def __init__(self, questions: Iterable[Question]) -> None:
        super().__init__()
        questions = tuple(questions)
        self._echoes = tuple(question.sent for question in questions)
        # How an answer can begin, and how long it then is: three bytes of data, count and CRC beside the registers.
        self._heads = {question.head: len(question.head) + 2 * question.count + 2 for question in questions}
        self._heads |= {question.refusal: _REFUSAL_BYTES for question in questions}

    def _next(self) -> Item | None:
        size = self._begins(0)
        if size:
            return self._answer(size) if len(self.held) >= size else None
        return self._stray() if size == 0 else None

    def _begins(self, place: int) -> int | None:
        """How long the answer is that begins at a place; 0 when none does, None while that cannot be told."""
        start = self.held[place : place + _HEAD_BYTES]
        for head, size in self._heads.items():
            if start.startswith(head):
                return size
        return None if len(start) < _HEAD_BYTES and any(head.startswith(start) for head in self._heads) else 0

    def _answer(self, size: int) -> Item:
        raw = self.held[:size]
        if crc16(raw[:-2]) != raw[-2:]:
            # What follows a cut answer may stand inside it already.
            again = next((place for place in range(1, size) if self._begins_within(place, raw)), size)
            return Fault("an answer with a wrong checksum: noise, or a bad contact on the line", raw[:again])
        if raw[1] & _REFUSED:
            return Registers(raw[1] & ~_REFUSED, b"", raw[2], raw)
        return Registers(raw[1], raw[_HEAD_BYTES:-2], None, raw)

    def _begins_within(self, place: int, raw: bytes) -> bool:
        start = raw[place : place + _HEAD_BYTES]
        return any(start.startswith(head) or head.startswith(start) for head in self._heads)

    def _stray(self) -> Fault | None:
        """Bytes before an answer: noise at plug-in, another unit's talk, or an adapter that repeats what it sends."""
        end = next((place for place in range(1, MAX_STRAY_BYTES) if self._begins(place)), MAX_STRAY_BYTES)
        if end == MAX_STRAY_BYTES and len(self.held) < MAX_STRAY_BYTES + _HEAD_BYTES:
            return None
        raw = self.held[:end]
        if raw in self._echoes:
            return Fault("the adapter sends back what it is given: switch its echo off", raw)
        return Fault("bytes that are no answer: check speed, parity and the unit's number on the controller", raw)


def crc16(data: bytes) -> bytes:
    """The CRC of a frame (polynomial 0xA001 reflected, begun with 0xFFFF) as it is sent, low byte first."""
    crc = 0xFFFF
    for byte in data:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc.to_bytes(2, "little")


def _table_entry(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
    return byte


_TABLE = tuple(map(_table_entry, range(256)))
