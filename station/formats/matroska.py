"""Live Matroska, just enough to hand frames to ffmpeg with their own exact times.

The stream has no index and no known end: a header, then one cluster for every frame or text. Times are whole microseconds, so
nothing depends on when a pipe happened to be read. A frame's payload is not touched and need not be copied: `block_head` gives
the bytes before it, with the sizes already right. Not a general writer: no lacing, no seeking, no audio.

Source: RFC 9559 (Matroska), RFC 8794 (EBML), matroska.org codec mappings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# RFC 8794 section 6.2: a size of all ones means "unknown", which is right for a live stream.
_UNKNOWN_SIZE = b"\x01" + b"\xff" * 7
_MICROSECOND_NS = 1000  # TimestampScale: one tick of the stream is one microsecond
_VIDEO, _SUBTITLE = 1, 17  # TrackType values, RFC 9559 section 5.1.4.1.3


@dataclass(frozen=True)
class RawVideo:
    """Uncompressed planar YUV 4:2:0 pictures; `interval_us` is the usual time between two of them, a hint for rate control."""

    width: int
    height: int
    interval_us: int


@dataclass(frozen=True)
class H264Video:
    """H.264 access units in Annex B; `parameter_sets` is the SPS and PPS with their start codes."""

    width: int
    height: int
    interval_us: int
    parameter_sets: bytes


@dataclass(frozen=True)
class Text:
    """UTF-8 text, shown for a time."""


Track = RawVideo | H264Video | Text


def header(tracks: Sequence[Track]) -> bytes:
    """Everything that stands before the first frame; tracks are numbered from 1 in the order given."""
    ebml = _element(
        0x1A45DFA3,
        _uint(0x4286, 1) + _uint(0x42F7, 1) + _uint(0x42F2, 4) + _uint(0x42F3, 8),
        _element(0x4282, b"matroska") + _uint(0x4287, 4) + _uint(0x4285, 2),
    )
    info = _element(0x1549A966, _uint(0x2AD7B1, _MICROSECOND_NS), _element(0x4D80, b"s"), _element(0x5741, b"s"))
    entries = b"".join(_track(number, track) for number, track in enumerate(tracks, start=1))
    return ebml + _id(0x18538067) + _UNKNOWN_SIZE + info + _element(0x1654AE6B, entries)


def block_head(track: int, at_us: int, size: int, *, keyframe: bool) -> bytes:
    """What stands before a frame of `size` bytes at `at_us`; the frame's own bytes must follow."""
    timestamp = _uint(0xE7, at_us)
    block = _block_start(track, flags=0x80 if keyframe else 0)
    head = _id(0xA3) + _size(len(block) + size) + block
    return _id(0x1F43B675) + _size(len(timestamp) + len(head) + size) + timestamp + head


def text_block(track: int, at_us: int, duration_us: int, text: str) -> bytes:
    """A whole cluster with one text, shown from `at_us` for `duration_us`."""
    block = _element(0xA1, _block_start(track, flags=0), text.encode())
    group = _element(0xA0, block, _uint(0x9B, duration_us))
    return _element(0x1F43B675, _uint(0xE7, at_us), group)


def _track(number: int, track: Track) -> bytes:
    kind = _SUBTITLE if isinstance(track, Text) else _VIDEO
    common = _uint(0xD7, number) + _uint(0x73C5, number) + _uint(0x83, kind) + _uint(0x9C, 0)
    match track:
        case Text():
            return _element(0xAE, common, _element(0x86, b"S_TEXT/UTF8"))
        case RawVideo():
            codec = _element(0x86, b"V_UNCOMPRESSED")
            colour = _element(0x2EB524, b"I420")
        case H264Video():
            codec = _element(0x86, b"V_MPEG4/ISO/AVC") + _element(0x63A2, track.parameter_sets)
            colour = b""
    picture = _element(0xE0, _uint(0xB0, track.width), _uint(0xBA, track.height), colour)
    return _element(0xAE, common, codec, _uint(0x23E383, track.interval_us * 1000), picture)


def _block_start(track: int, *, flags: int) -> bytes:
    # Track number, time relative to the cluster (always 0: a cluster holds one block), flags.
    return _size(track) + b"\x00\x00" + bytes([flags])


def _element(ident: int, *parts: bytes) -> bytes:
    payload = b"".join(parts)
    return _id(ident) + _size(len(payload)) + payload


def _uint(ident: int, value: int) -> bytes:
    return _element(ident, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _id(ident: int) -> bytes:
    # Matroska names its elements by the encoded form, marker bit included.
    return ident.to_bytes((ident.bit_length() + 7) // 8, "big")


def _size(value: int) -> bytes:
    # RFC 8794 section 4: 7 bits a byte; the all-ones value of each length is reserved.
    length = 1
    while value >= (1 << (7 * length)) - 1:
        length += 1
    return ((1 << (7 * length)) | value).to_bytes(length, "big")
