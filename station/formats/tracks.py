"""How the tracks of a fragmented film count time, by the film's head and the heads of its fragments.

Source: ISO/IEC 14496-12 (mdhd: 8.4.2; trex: 8.8.3; tfhd: 8.8.7; tfdt: 8.8.12).
"""

from dataclasses import dataclass

from station.formats.boxes import box_inside, boxes_in, numbers
from station.formats.errors import Malformed

PICTURE_TRACK = 1
_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Track:
    """A track's ticks a second, and duration (ticks) and flags of a sample that does not state its own."""

    timescale: int
    duration: int
    flags: int

    def us(self, ticks: int) -> int:
        """Ticks as microseconds, rounded to the nearest."""
        return (ticks * _MICROSECONDS + self.timescale // 2) // self.timescale


def tracks_of(head: bytes) -> dict[int, Track]:
    """The tracks by number, from everything before a film's first `moof`; raises `Malformed`."""
    moov = dict(boxes_in(head)).get(b"moov")
    if moov is None:
        raise Malformed("film", "no moov stands before its first moof")
    defaults = _defaults(moov)
    tracks = {}
    for trak in (body for kind, body in boxes_in(moov) if kind == b"trak"):
        number = _number(trak)
        mdhd = box_inside(trak, b"mdia", b"mdhd")
        (timescale,) = numbers(">I", mdhd, 20 if mdhd[:1] == b"\x01" else 12)
        if timescale == 0:
            raise Malformed("film", f"track {number} counts no time")
        tracks[number] = Track(timescale, *defaults.get(number, (0, 0)))
    if PICTURE_TRACK not in tracks:
        raise Malformed("film", "it has no track 1")
    return tracks


def track_number(tfhd: bytes) -> int:
    """Of which track a traf holds samples, by its tfhd."""
    return numbers(">I", tfhd, 4)[0]


def sample_defaults(tfhd: bytes, track: Track) -> tuple[int, int]:
    """Duration (ticks) and flags of the samples of a traf that do not state their own."""
    (flags,) = numbers(">I", tfhd, 0)
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    duration, sample_flags = track.duration, track.flags
    if flags & 0x8:
        (duration,) = numbers(">I", tfhd, at)
    if flags & 0x20:
        (sample_flags,) = numbers(">I", tfhd, at + (4 if flags & 0x8 else 0) + (4 if flags & 0x10 else 0))
    return duration, sample_flags


def decode_time(tfdt: bytes) -> int:
    """When the first sample of a traf is decoded, in ticks."""
    return numbers(">Q" if tfdt[:1] == b"\x01" else ">I", tfdt, 4)[0]


def _number(trak: bytes) -> int:
    tkhd = box_inside(trak, b"tkhd")
    return numbers(">I", tkhd, 20 if tkhd[:1] == b"\x01" else 12)[0]


def _defaults(moov: bytes) -> dict[int, tuple[int, int]]:
    """Default sample duration and flags by track, from the trex boxes."""
    bodies = [body for kind, body in boxes_in(box_inside(moov, b"mvex")) if kind == b"trex"]
    return {numbers(">I", body, 4)[0]: (numbers(">I", body, 12)[0], numbers(">I", body, 20)[0]) for body in bodies}
