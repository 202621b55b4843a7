"""What every decoder of the scales' protocols must keep, whatever its protocol: checked here for all of them.

`make` gives a fresh decoder. The functions that decode also give the items, for a test that wants to say more.
"""

from collections.abc import Callable

from hypothesis import strategies as st

from firmware_bridge.framing import PIECE_BYTES, Decoder
from firmware_bridge.reading import Fault, Figure, Item, Reading

Make = Callable[[], Decoder]

# Idle lines, start bytes, padding, digits and marks of the protocols: a line gone mad repeats one of them for ever.
_STUCK = b"\x00\x02\x0a\x0d =,0FN\xf8\xff"


def one(make: Make, frame: bytes) -> Item:
    """Decode a frame that must give one item and leave nothing behind."""
    decoder = make()
    (item,) = decoder.feed(frame)
    assert (item.raw, decoder.held) == (frame, b"")
    return item


def same_however_chunked(make: Make, stream: bytes) -> list[Item]:
    """Whole, byte by byte, in equal pieces and cut in two at every place: the same items."""
    expected = nothing_lost(make, stream)
    for size in (1, 2, 3, 5, 7, 16, 50):
        assert _fed(make, [stream[place : place + size] for place in range(0, len(stream), size)]) == expected
    for cut in range(len(stream)):
        assert _fed(make, [stream[:cut], stream[cut:]]) == expected
    return expected


def nothing_lost(make: Make, data: bytes) -> list[Item]:
    """Every byte is in one item, in order, or is still held, and the end gives what is held as a fault."""
    decoder = make()
    items = decoder.feed(data)
    assert all(item.raw for item in items)
    assert b"".join(item.raw for item in items) + decoder.held == data
    cut = b"".join(fault.raw for fault in decoder.end())
    assert b"".join(item.raw for item in items) + cut == data
    assert decoder.held == b""
    return items


def finds_the_next(make: Make, junk: bytes, frame: bytes) -> None:
    """Whatever came before, of good frames one after another the last gives what it gives alone."""
    expected = one(make, frame)
    assert make().feed(junk + frame * 3)[-1] == expected


def stays_small(make: Make) -> None:
    """A line that repeats one byte for ever does not fill memory, and says no weight."""
    for byte in _STUCK:
        decoder = make()
        items = decoder.feed(bytes([byte]) * 2 * PIECE_BYTES)
        assert all(isinstance(item, Fault) for item in items)
        assert len(decoder.held) < PIECE_BYTES


def damage_is_noticed(make: Make, frame: bytes) -> None:
    """For frames with a checksum: with any one bit flipped, no other weight comes out."""
    expected = _figures(make().feed(frame))
    for place in range(len(frame)):
        for bit in range(8):
            damaged = bytearray(frame)
            damaged[place] ^= 1 << bit
            assert not _figures(make().feed(bytes(damaged))) - expected


def junk(*pieces: bytes) -> st.SearchStrategy[bytes]:
    """Noise mixed with whole and broken pieces of a protocol."""
    halves = [piece[: len(piece) // 2] for piece in pieces] + [piece[len(piece) // 2 :] for piece in pieces]
    piece = st.sampled_from([*pieces, *halves])
    return st.lists(st.one_of(st.binary(max_size=20), piece), max_size=20).map(b"".join)


def _fed(make: Make, pieces: list[bytes]) -> list[Item]:
    decoder = make()
    return [item for piece in pieces for item in decoder.feed(piece)]


def _figures(items: list[Item]) -> set[Figure]:
    return {item.figure for item in items if isinstance(item, Reading) and item.figure}
