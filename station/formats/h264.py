"""What must be known of an H.264 access unit in Annex B to store it untouched: key frame, parameter sets, B slices.

Only the heads of NAL units are looked at, up to the first slice. Nothing is decoded.

Source: ITU-T H.264, 7.3.1 (NAL unit), 7.3.3 (slice header), 7.4.1 table 7-1 (types), 9.1 (Exp-Golomb), Annex B.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_START = b"\x00\x00\x01"
_IDR_SLICE, _SPS, _PPS = 5, 7, 8
_SLICES = range(1, 6)
_B_SLICE = 1  # slice_type modulo 5, table 7-6
_SLICE_HEAD = 16  # bytes that hold first_mb_in_slice and slice_type, whatever the picture's size


@dataclass(frozen=True)
class AccessUnit:
    """One picture's packet: `parameter_sets` holds its SPS and PPS with start codes, or nothing."""

    keyframe: bool
    parameter_sets: bytes
    has_b_slice: bool


def inspect(data: bytes) -> AccessUnit:
    """Look at one packet; a packet without a slice is no key frame."""
    sets = b""
    for kind, nal in _heads(data):
        if kind in (_SPS, _PPS):
            sets += b"\x00" + _START + nal
        elif kind in _SLICES:
            return AccessUnit(kind == _IDR_SLICE, sets, has_b_slice=_slice_type(nal) == _B_SLICE)
    return AccessUnit(keyframe=False, parameter_sets=sets, has_b_slice=False)


def _heads(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and bytes of each NAL unit up to the first slice, of which only the head is given."""
    at = data.find(_START)
    while 0 <= at < len(data) - 3:
        at += 3
        kind = data[at] & 0x1F
        if kind in _SLICES:
            yield kind, data[at : at + _SLICE_HEAD]
            return
        end = data.find(_START, at)
        yield kind, data[at : end if end >= 0 else len(data)].rstrip(b"\x00")
        at = end


def _slice_type(nal: bytes) -> int:
    bits = int.from_bytes(nal[1:], "big")
    left = 8 * (len(nal) - 1)
    value = 0
    for _ in ("first_mb_in_slice", "slice_type"):
        zeros = left - bits.bit_length()
        if left < 2 * zeros + 1:
            return -1
        left -= 2 * zeros + 1
        value = (bits >> left) - 1
        bits &= (1 << left) - 1
    return value % 5
