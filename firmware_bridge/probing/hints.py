"""What raw bytes, read as 8 bits without parity, give away of the line that sent them.

Promise: a hint is only an order in which to try; nothing is concluded from it that valid frames do not confirm.
How it works. 7 bits with parity take as long on the line as 8 bits without, so the parity stands in the eighth bit, and
a second stop bit stands there as 1. When the port reads faster than the scale sends, the start bit, always 0, is as
long as several of the port's bits, so every byte begins (from its lowest bit) with that many zeros less one.
Limits: a scale that sends faster than the port reads leaves no such trace. 8 bits with parity are longer than 8
without, and come out broken; whether that parity is even or odd cannot be told by listening, as the system does not check it.
"""

from typing import Literal, NamedTuple

from firmware_bridge.protocols.protocol import Parity

# Fewer bytes prove nothing: by chance one in 2**24 noises looks like parity.
MIN_BYTES = 24
# One short answer is enough to choose what to try next.
FEW_BYTES = 6
# Plug-in noise and collisions may spoil some bytes.
MOST = 0.97


class Word(NamedTuple):
    """How one byte travels."""

    bytesize: Literal[7, 8]
    parity: Parity
    stopbits: Literal[1, 2]

    def __str__(self) -> str:
        return f"{self.bytesize}{self.parity}{self.stopbits}"


EIGHT = Word(8, "N", 1)
SEVEN_EVEN, SEVEN_ODD, SEVEN_NONE = Word(7, "E", 1), Word(7, "O", 1), Word(7, "N", 2)
EIGHT_EVEN = Word(8, "E", 1)


def seven_bits(data: bytes, *, least: int = MIN_BYTES) -> Word | None:
    """Give the 7-bit word whose parity or stop bit explains the eighth bits of at least so many bytes, if one does."""
    marked = [byte for byte in data if byte & 0x80]
    if len(data) < least or not marked:
        return None
    even = sum(byte.bit_count() % 2 == 0 for byte in data)
    shares = {SEVEN_EVEN: even, SEVEN_ODD: len(data) - even, SEVEN_NONE: len(marked)}
    return next((word for word, count in shares.items() if count >= MOST * len(data)), None)


def without_eighth_bits(data: bytes) -> bytes:
    """Give the bytes as a port set to 7 bits would."""
    return bytes(byte & 0x7F for byte in data)


def times_too_fast(data: bytes) -> int | None:
    """How many times faster the port reads than the scale seems to send; None when nothing says so."""
    told = [byte for byte in data if byte]
    if len(data) < MIN_BYTES:
        return None
    if not told:
        return 10  # a whole byte of zeros: not even the start bit ended
    zeros = sorted((byte & -byte).bit_length() - 1 for byte in told)
    start = zeros[int((1 - MOST) * len(zeros))]
    return start + 1 if start else None
