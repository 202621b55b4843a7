"""Fragmented MP4, read piece by piece: where each fragment begins and ends, how many frames it has, and when they are.

A film's pieces joined are the film, byte for byte: piece 0 is everything before the first `moof`, each further piece ends with
the `mdat` of its `moof`, and boxes that belong to no fragment (`styp`, `sidx`) stand at the head of the piece after them. What
follows the last whole piece (an unfinished one, or an `mfra` index) is never a piece. Nothing is decoded. Times are those of
track 1, which is the picture; of a piece without pictures, those of the track that it has.

Source: ISO/IEC 14496-12 (boxes: 4.2; tfhd: 8.8.7; trun: 8.8.8; tfdt: 8.8.12).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from station.formats.errors import Malformed

PICTURE_TRACK = 1
MAX_BOX = 64 * 2**20  # a fragment of a second at 100 Mb/s is 12 MB; a nonsense size must not fill memory
# A moof counts a second's frames at 16 bytes each, and so has a few kB; a moov has some boxes for each track. Both are read by
# Python, box for box: without these limits a few MB of empty boxes would take a reader's memory and his day.
MAX_MOOF = 2**20
MAX_BOXES = 10_000  # of one container, or of one piece
MAX_PIECE = 2 * MAX_BOX  # an mdat, and what may stand before it
CHUNK = 2**20
_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Fragment:
    """One piece of a film; `start_us` and `end_us` are decode times of the picture, counted from media time 0.

    `longest_us` is how long the picture stands that stands longest, and `longest_at_us` from when on.
    """

    data: bytes = field(repr=False)
    offset: int
    frames: int
    start_us: int
    end_us: int
    longest_us: int = 0
    longest_at_us: int = 0


@dataclass(frozen=True)
class _Clock:
    """How a track counts time: ticks a second, and the duration of a sample that does not state its own."""

    timescale: int
    default_duration: int


class _Span(NamedTuple):
    """Samples in ticks: how many, from when to when, and the one that stands longest."""

    frames: int
    start: int
    end: int
    longest: int
    longest_at: int

    def before(self, other: "_Span") -> "_Span":
        """Join what comes after."""
        longer = self if self.longest >= other.longest else other
        return _Span(self.frames + other.frames, self.start, other.end, longer.longest, longer.longest_at)


class FragmentParser:
    """Takes bytes as they come and gives whole pieces; raises `Malformed` for bytes that cannot be a film."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._scanned = 0  # how much of the buffer is whole boxes that wait for their fragment's end
        self._offset = 0
        self._count = 0  # of those boxes
        self._moof: tuple[int, int] | None = None
        self._clocks: dict[int, _Clock] = {}
        self._wrong: Malformed | None = None

    @property
    def pending(self) -> int:
        """How many bytes were taken that no piece holds yet."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[Fragment]:
        """Take the next bytes, of any number; return the pieces that they completed.

        What is wrong after whole pieces is raised by the next call, so that no whole piece is lost with it.
        """
        if self._wrong is not None:
            raise self._wrong
        self._buffer += data
        pieces: list[Fragment] = []
        try:
            while (box := self._next_box()) is not None:
                self._take(*box, pieces)
        except Malformed as error:
            self._wrong = error
            if not pieces:
                raise
        return pieces

    def finish_head(self) -> Fragment | None:
        """Return piece 0 when the film ended before its first `moof`, or None when there is no whole head to return."""
        if self._clocks or b"moov" not in dict(_boxes(bytes(self._buffer[: self._scanned]))):
            return None
        return self._cut_head()

    def _take(self, kind: bytes, size: int, pieces: list[Fragment]) -> None:
        if kind == b"moof":
            if not self._clocks:
                pieces.append(self._cut_head())
            self._moof = (self._scanned, self._scanned + size)
        self._scanned += size
        self._count += 1
        if self._count > MAX_BOXES or self._scanned > MAX_PIECE:
            raise Malformed(
                "film", f"{self._count} boxes stand before byte {self._offset + self._scanned} without an mdat"
            )
        if kind == b"mdat":
            pieces.append(self._cut_fragment())

    def _next_box(self) -> tuple[bytes, int] | None:
        """Type and size of the next whole box, or None when more bytes are needed."""
        head = bytes(self._buffer[self._scanned : self._scanned + 16])
        sized = _box_size(head, self._offset + self._scanned)
        if sized is None:
            return None
        size, _ = sized
        if head[4:8] == b"moof" and size > MAX_MOOF:
            raise Malformed("film", f"the moof at byte {self._offset + self._scanned} states a size of {size} bytes")
        return (head[4:8], size) if len(self._buffer) >= self._scanned + size else None

    def _cut_head(self) -> Fragment:
        self._clocks = _clocks(bytes(self._buffer[: self._scanned]))
        data = self._cut()
        return Fragment(data=data, offset=0, frames=0, start_us=0, end_us=0)

    def _cut_fragment(self) -> Fragment:
        if self._moof is None:
            raise Malformed("film", f"the mdat that ends at byte {self._offset + self._scanned} has no moof before it")
        offset, (start, end) = self._offset, self._moof
        span, clock = _timing(bytes(self._buffer[start:end]), self._clocks)
        self._moof = None
        return Fragment(
            data=self._cut(),
            offset=offset,
            frames=span.frames,
            start_us=_us(span.start, clock),
            end_us=_us(span.end, clock),
            longest_us=_us(span.longest, clock),
            longest_at_us=_us(span.longest_at, clock),
        )

    def _cut(self) -> bytes:
        data = bytes(memoryview(self._buffer)[: self._scanned])
        del self._buffer[: self._scanned]
        self._offset += self._scanned
        self._scanned = self._count = 0
        return data


def fragments_of(file: BinaryIO) -> Iterator[Fragment]:
    """Read a film from its start; after its whole pieces, `Malformed` says where it stops being a film, if it does."""
    parser = FragmentParser()
    while chunk := file.read(CHUNK):
        yield from parser.feed(chunk)
    yield from parser.feed(b"")  # raises what was found wrong behind the last whole piece
    head = parser.finish_head()
    if head is not None:
        yield head
    if parser.pending:
        raise Malformed("film", f"its last {parser.pending} bytes are not a whole fragment")


def _clocks(head: bytes) -> dict[int, _Clock]:
    moov = dict(_boxes(head)).get(b"moov")
    if moov is None:
        raise Malformed("film", "no moov stands before its first moof")
    durations = _default_durations(moov)
    clocks = {}
    for trak in (body for kind, body in _boxes(moov) if kind == b"trak"):
        track = _track_id(trak)
        mdhd = _inside(trak, b"mdia", b"mdhd")
        (timescale,) = _unpack(">I", mdhd, 20 if mdhd[:1] == b"\x01" else 12)
        if timescale == 0:
            raise Malformed("film", f"track {track} counts no time")
        clocks[track] = _Clock(timescale, durations.get(track, 0))
    if PICTURE_TRACK not in clocks:
        raise Malformed("film", "it has no track 1")
    return clocks


def _track_id(trak: bytes) -> int:
    tkhd = _inside(trak, b"tkhd")
    return int(_unpack(">I", tkhd, 20 if tkhd[:1] == b"\x01" else 12)[0])


def _default_durations(moov: bytes) -> dict[int, int]:
    """Default sample duration by track, from the trex boxes."""
    bodies = [body for kind, body in _boxes(_inside(moov, b"mvex")) if kind == b"trex"]
    return {_unpack(">I", body, 4)[0]: _unpack(">I", body, 12)[0] for body in bodies}


def _timing(moof: bytes, clocks: dict[int, _Clock]) -> tuple[_Span, _Clock]:
    """The pictures of a moof and their times, and the clock that counts them."""
    spans: dict[int, _Span] = {}
    for body in (body for kind, body in _boxes(_inside(moof, b"moof")) if kind == b"traf"):
        boxes = _boxes(body)
        tfhd, tfdt = dict(boxes).get(b"tfhd", b""), dict(boxes).get(b"tfdt", b"")
        track = int(_unpack(">I", tfhd, 4)[0])
        if track not in clocks:
            raise Malformed("film", f"a fragment has samples of track {track}, which does not exist")
        start = _decode_time(tfdt)
        span = _Span(0, start, start, 0, start)
        for run in (run for kind, run in boxes if kind == b"trun"):
            span = _run(run, _duration(tfhd, clocks[track]), span)
        spans[track] = spans[track].before(span) if track in spans else span
    if not spans:
        raise Malformed("film", "a fragment has samples of no track")
    if PICTURE_TRACK in spans:
        return spans[PICTURE_TRACK], clocks[PICTURE_TRACK]
    track = min(spans)
    return spans[track]._replace(frames=0, longest=0), clocks[track]


def _duration(tfhd: bytes, clock: _Clock) -> int:
    """Return the duration of the samples of a traf that do not state their own."""
    (flags,) = _unpack(">I", tfhd, 0)
    if not flags & 0x8:
        return clock.default_duration
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    return int(_unpack(">I", tfhd, at)[0])


def _decode_time(tfdt: bytes) -> int:
    return int(_unpack(">Q" if tfdt[:1] == b"\x01" else ">I", tfdt, 4)[0])


def _run(trun: bytes, default: int, span: _Span) -> _Span:
    """Add the samples of a trun to those before it."""
    flags, count = _unpack(">II", trun, 0)
    fields = sum(4 for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit)
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    if at + count * fields > len(trun):
        raise Malformed("film", f"a trun states {count} samples and is too short for them")
    if not flags & 0x100:
        longest = default if count else 0
        return span.before(_Span(count, span.end, span.end + count * default, longest, span.end))
    end, longest, longest_at = span.end, span.longest, span.longest_at
    for number in range(count):
        (ticks,) = _unpack(">I", trun, at + number * fields)
        if ticks > longest:
            longest, longest_at = ticks, end
        end += ticks
    return _Span(span.frames + count, span.start, end, longest, longest_at)


def _us(ticks: int, clock: _Clock) -> int:
    return (ticks * _MICROSECONDS + clock.timescale // 2) // clock.timescale


def _inside(data: bytes, *path: bytes) -> bytes:
    for name in path:
        found = dict(_boxes(data)).get(name)
        if found is None:
            raise Malformed("film", f"the box {name.decode('ascii')} is missing")
        data = found
    return data


def _boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    """Type and body of each box in a container."""
    boxes: list[tuple[bytes, bytes]] = []
    at = 0
    while at < len(data):
        sized = _box_size(data[at : at + 16], at)
        if sized is None or at + sized[0] > len(data):
            raise Malformed("film", f"a box is longer than what holds it, by {len(data) - at} bytes of room")
        if len(boxes) == MAX_BOXES:
            raise Malformed("film", f"a box holds over {MAX_BOXES} others")
        size, head = sized
        boxes.append((data[at + 4 : at + 8], data[at + head : at + size]))
        at += size
    return boxes


def _box_size(head: bytes, at: int) -> tuple[int, int] | None:
    """Size of a box and of its head, or None when the head is not whole."""
    if len(head) < 8:
        return None
    (size,) = struct.unpack_from(">I", head)
    length = 8
    if size == 1:  # a 64-bit size follows the type
        if len(head) < 16:
            return None
        (size,) = struct.unpack_from(">Q", head, 8)
        length = 16
    if not length <= size <= MAX_BOX:
        raise Malformed("film", f"the box at byte {at} states a size of {size} bytes")
    return size, length


def _unpack(form: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error as error:
        raise Malformed("film", "a box is too short for what it must hold") from error
