"""The frames of one fragment of a film: when each one begins, and which can be decoded without those before it.

A frame's place counts from 0 in the order of the file, as the record counts frames. Nothing is decoded.
Source: ISO/IEC 14496-12 (trun: 8.8.8; sample flags: 8.8.3.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from station.formats.boxes import box_inside, boxes_in, numbers
from station.formats.errors import Malformed
from station.formats.tracks import PICTURE_TRACK, Track, decode_time, sample_defaults, track_number, tracks_of

_NOT_SYNC = 0x10000  # sample_is_non_sync_sample
_DURATION, _SIZE, _FLAGS, _SHIFT = 0x100, 0x200, 0x400, 0x800  # what a trun states of each sample, in this order
_MAX_FRAMES = 20_000  # of one run; a run that states nothing of its samples could count them without end


@dataclass(frozen=True)
class FilmFrame:
    """One frame: `start_us` of media time; `shown_ticks`, its presentation time in the film's own clock; a key frame or not."""

    start_us: int
    shown_ticks: int
    key: bool


def frames_of(head: bytes, fragment: bytes) -> list[FilmFrame]:
    """The frames of a fragment, given the film's head (piece 0); raises `Malformed`."""
    track = tracks_of(head)[PICTURE_TRACK]
    frames: list[FilmFrame] = []
    for body in (body for kind, body in boxes_in(box_inside(fragment, b"moof")) if kind == b"traf"):
        boxes = boxes_in(body)
        tfhd, tfdt = dict(boxes).get(b"tfhd", b""), dict(boxes).get(b"tfdt", b"")
        if track_number(tfhd) != PICTURE_TRACK:
            continue
        ticks = decode_time(tfdt)
        for run in (run for kind, run in boxes if kind == b"trun"):
            for duration, shift, flags in _samples(run, *sample_defaults(tfhd, track)):
                frames.append(_frame(track, ticks, shift, flags))
                ticks += duration
    return frames


def _frame(track: Track, ticks: int, shift: int, flags: int) -> FilmFrame:
    return FilmFrame(track.us(ticks), ticks + shift, not flags & _NOT_SYNC)


def _samples(trun: bytes, duration: int, flags: int) -> Iterator[tuple[int, int, int]]:
    """Duration, composition offset and flags of each sample of a run, with the defaults of its traf."""
    stated, count = numbers(">II", trun, 0)
    fields = [bit for bit in (_DURATION, _SIZE, _FLAGS, _SHIFT) if stated & bit]
    at = 8 + (4 if stated & 0x1 else 0)
    first_flags = None
    if stated & 0x4:
        (first_flags,) = numbers(">I", trun, at)
        at += 4
    if at + count * 4 * len(fields) > len(trun) or count > _MAX_FRAMES:
        raise Malformed("film", f"a trun states {count} samples, which it cannot hold")
    signed = "i" if trun[:1] == b"\x01" else "I"
    form = ">" + "".join(signed if bit == _SHIFT else "I" for bit in fields)
    for number in range(count):
        told = dict(zip(fields, numbers(form, trun, at + number * 4 * len(fields)), strict=True))
        own = first_flags if number == 0 and first_flags is not None else flags
        yield told.get(_DURATION, duration), told.get(_SHIFT, 0), told.get(_FLAGS, own)
