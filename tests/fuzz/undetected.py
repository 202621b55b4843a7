"""What a protocol cannot see: of all single errors in its frames, how many give another weight that may be weighed.

Every frame is damaged in every place: each byte by each other value, each bit, each byte lost; a good frame follows, as
on a line. Counted is a reading that is ok, not in motion, and not the frame's own weight. No decoder can do better where
a digit may be any digit and nothing checks it.
Limits: on a line with parity, one flipped bit never reaches a decoder that may trust it: the port reads a broken byte.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.emulated import decoder_for, stream, weight


@dataclass(frozen=True)
class Rates:
    """Percent of the errors of one kind that give another weight."""

    byte_changed: float
    bit_flipped: float
    byte_lost: float


def rates(name: str, *, frames: int) -> Rates:
    """Damage so many frames of one form that show a stable weight."""
    return Rates(
        *(100 * _unseen(name, frames, damage) for damage in (_every_byte_changed, _every_bit_flipped, _every_byte_lost))
    )


def _unseen(name: str, count: int, damage: Callable[[bytes], Iterator[bytes]]) -> float:
    plate, sent = stream(name, 2, 40 * count)
    weights = {frame: [weight(item) for item in decoder_for(name, plate).feed(frame * 2)][:1] for frame in sent}
    stable = [frame for frame in dict.fromkeys(sent) if weights[frame] != [None]][:count]
    unseen = tried = 0
    for frame in stable:
        for damaged in damage(frame):
            told = {weight(item) for item in decoder_for(name, plate).feed(damaged + frame)}
            unseen += bool(told - {None, *weights[frame]})
            tried += 1
    return unseen / tried


def _every_byte_changed(frame: bytes) -> Iterator[bytes]:
    for place, byte in enumerate(frame):
        for other in range(256):
            if other != byte:
                yield frame[:place] + bytes([other]) + frame[place + 1 :]


def _every_bit_flipped(frame: bytes) -> Iterator[bytes]:
    for place, byte in enumerate(frame):
        for bit in range(8):
            yield frame[:place] + bytes([byte ^ 1 << bit]) + frame[place + 1 :]


def _every_byte_lost(frame: bytes) -> Iterator[bytes]:
    for place in range(len(frame)):
        yield frame[:place] + frame[place + 1 :]
