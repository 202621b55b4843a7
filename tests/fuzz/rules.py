"""What must hold for every decoder, whatever bytes come; each rule breaks as an AssertionError that says how to repeat it.

No decoder raises. Every byte fed comes back in one item, in order, or is held. What is held stays small. The pieces in
which bytes come make no difference. A reading of a protocol with a checksum has one that holds, computed here by the
simulator's own arithmetic.
"""

import random
from collections.abc import Callable

from firmware_bridge.framing import Decoder
from firmware_bridge.reading import Item, Reading
from firmware_bridge.simulator import massa_k, tenso_m, yaohua
from tests.emulated import CHECKED, decoder_for, stream

# No frame of these protocols is longer than MAX_LINE_BYTES (128); a decoder may wait for one and look for the next.
MAX_HELD_BYTES = 256
FRAMES = 30


def attacked(name: str, seed: int) -> tuple[Decoder, Decoder, bytes]:
    """Two fresh decoders of one form and a damaged stream of it, the same for a seed."""
    chance = random.Random(seed)
    plate, frames = stream(name, seed % 8, FRAMES)
    data = bytearray(b"".join(chance.choice(frames) for _ in range(10)))
    for _ in range(chance.randrange(12)):
        chance.choice(_DAMAGES)(data, chance, frames)
    return decoder_for(name, plate), decoder_for(name, plate), bytes(data)


def check(name: str, seed: int) -> None:
    """Feed one damaged stream whole and in pieces, and hold the rules."""
    whole, pieced, data = attacked(name, seed)
    repeat = f"repeat with rules.check({name!r}, {seed})"
    items = whole.feed(data)
    assert b"".join(item.raw for item in items) + whole.held == data, f"bytes lost or out of order: {repeat}"
    assert _in_pieces(pieced, data, random.Random(seed), repeat) == items, f"pieces make a difference: {repeat}"
    cut = b"".join(fault.raw for fault in whole.end())
    assert data.endswith(cut), f"the cut end is not the end: {repeat}"
    assert whole.held == b"", f"something is held after the end: {repeat}"
    if name in CHECKED:
        for item in items:
            assert not _has_weight(item) or holds(name, item.raw), f"a wrong checksum became {item}: {repeat}"


def holds(name: str, raw: bytes) -> bool:
    """Whether the checksum of a whole frame is right."""
    return next(rule for start, rule in _CHECKSUMS.items() if name.startswith(start))(raw)


def _in_pieces(decoder: Decoder, data: bytes, chance: random.Random, repeat: str) -> list[Item]:
    items, start = [], 0
    while start < len(data):
        end = start + chance.choice((1, 1, 2, 7, 20))
        items += decoder.feed(data[start:end])
        assert len(decoder.held) <= MAX_HELD_BYTES, f"{len(decoder.held)} bytes held: {repeat}"
        start = end
    return items


def _has_weight(item: Item) -> bool:
    return isinstance(item, Reading) and item.figure is not None


def _exclusive_or(raw: bytes) -> bool:
    """STX, fields, two characters, ETX; the A22 writes the high nibbles otherwise."""
    body, sent = raw[1:-3], raw[-3:-1]
    return raw[:1] == b"\x02" and raw[-1:] == b"\x03" and sent in {yaohua.check(body), yaohua.check(body, 0x30)}


_CHECKSUMS: dict[str, Callable[[bytes], bool]] = {
    "mt-continuous": lambda raw: len(raw) == 18 and sum(raw) % 128 == 0,
    "yaohua-a12/e": lambda raw: yaohua.check(raw[:11]) == raw[11:13],
    "yaohua": _exclusive_or,
    "tenso-m": lambda raw: tenso_m.crc(raw.strip(b"\xff").replace(b"\xff\xfe", b"\xff")) == 0,
    "massa-k": lambda raw: massa_k.framed(raw[5:-2]) == raw,
}


def _change(data: bytearray, chance: random.Random, _frames: tuple[bytes, ...]) -> None:
    data[chance.randrange(len(data))] = chance.randrange(256)


def _flip(data: bytearray, chance: random.Random, _frames: tuple[bytes, ...]) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _lose(data: bytearray, chance: random.Random, _frames: tuple[bytes, ...]) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 1, 1, 5, 30))]
    data += b"\r\n"


def _insert(data: bytearray, chance: random.Random, _frames: tuple[bytes, ...]) -> None:
    place = chance.randrange(len(data))
    data[place:place] = chance.randbytes(chance.choice((1, 1, 4, 60, 300)))


def _repeat(data: bytearray, chance: random.Random, _frames: tuple[bytes, ...]) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randrange(1, 20)]


def _stick(data: bytearray, chance: random.Random, frames: tuple[bytes, ...]) -> None:
    """One byte of the protocol itself, many times."""
    place = chance.randrange(len(data))
    data[place:place] = bytes([chance.choice(chance.choice(frames))]) * chance.randrange(1, 300)


def _splice(data: bytearray, chance: random.Random, frames: tuple[bytes, ...]) -> None:
    """A whole frame in the middle of another."""
    place = chance.randrange(len(data))
    data[place:place] = chance.choice(frames)


_DAMAGES = (_change, _change, _flip, _flip, _lose, _insert, _repeat, _stick, _splice)
