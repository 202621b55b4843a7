"""Fragmented MP4, read piece by piece: where each fragment begins and ends, how many frames it has, and when they are.

A film's pieces joined are the film, byte for byte: piece 0 is everything before the first `moof`, each further piece ends with
the `mdat` of its `moof`, and boxes that belong to no fragment (`styp`, `sidx`) stand at the head of the piece after them. What
follows the last whole piece (an unfinished one, or an `mfra` index) is never a piece. Nothing is decoded. Times are those of
track 1, which is the picture; of a piece without pictures, those of the track that it has.

Source: ISO/IEC 14496-12 (trun: 8.8.8); the other boxes are read by `boxes` and `tracks`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from station.formats.boxes import MAX_BOX, MAX_BOXES, box_inside, box_size, boxes_in, numbers
from station.formats.errors import Malformed
from station.formats.tracks import PICTURE_TRACK, Track, decode_time, sample_defaults, track_number, tracks_of

# A moof counts a second's frames at 16 bytes each, and so has a few kB. It is read by Python, box for box.
MAX_MOOF = 2**20
MAX_PIECE = 2 * MAX_BOX  # an mdat, and what may stand before it
CHUNK = 2**20


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
        self._tracks: dict[int, Track] = {}
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
        if self._tracks or b"moov" not in dict(boxes_in(bytes(self._buffer[: self._scanned]))):
            return None
        return self._cut_head()

    def _take(self, kind: bytes, size: int, pieces: list[Fragment]) -> None:
        if kind == b"moof":
            if not self._tracks:
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
        sized = box_size(head, self._offset + self._scanned)
        if sized is None:
            return None
        size, _ = sized
        if head[4:8] == b"moof" and size > MAX_MOOF:
            raise Malformed("film", f"the moof at byte {self._offset + self._scanned} states a size of {size} bytes")
        return (head[4:8], size) if len(self._buffer) >= self._scanned + size else None

    def _cut_head(self) -> Fragment:
        self._tracks = tracks_of(bytes(self._buffer[: self._scanned]))
        data = self._cut()
        return Fragment(data=data, offset=0, frames=0, start_us=0, end_us=0)

    def _cut_fragment(self) -> Fragment:
        if self._moof is None:
            raise Malformed("film", f"the mdat that ends at byte {self._offset + self._scanned} has no moof before it")
        offset, (start, end) = self._offset, self._moof
        span, track = _timing(bytes(self._buffer[start:end]), self._tracks)
        self._moof = None
        return Fragment(
            data=self._cut(),
            offset=offset,
            frames=span.frames,
            start_us=track.us(span.start),
            end_us=track.us(span.end),
            longest_us=track.us(span.longest),
            longest_at_us=track.us(span.longest_at),
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


def _timing(moof: bytes, tracks: dict[int, Track]) -> tuple[_Span, Track]:
    """The pictures of a moof and their times, and the track that counts them."""
    spans: dict[int, _Span] = {}
    for body in (body for kind, body in boxes_in(box_inside(moof, b"moof")) if kind == b"traf"):
        boxes = boxes_in(body)
        tfhd, tfdt = dict(boxes).get(b"tfhd", b""), dict(boxes).get(b"tfdt", b"")
        number = track_number(tfhd)
        if number not in tracks:
            raise Malformed("film", f"a fragment has samples of track {number}, which does not exist")
        start, (duration, _) = decode_time(tfdt), sample_defaults(tfhd, tracks[number])
        span = _Span(0, start, start, 0, start)
        for run in (run for kind, run in boxes if kind == b"trun"):
            span = _run(run, duration, span)
        spans[number] = spans[number].before(span) if number in spans else span
    if not spans:
        raise Malformed("film", "a fragment has samples of no track")
    if PICTURE_TRACK in spans:
        return spans[PICTURE_TRACK], tracks[PICTURE_TRACK]
    first = min(spans)
    return spans[first]._replace(frames=0, longest=0), tracks[first]


def _run(trun: bytes, default: int, span: _Span) -> _Span:
    """Add the samples of a trun to those before it."""
    flags, count = numbers(">II", trun, 0)
    fields = sum(4 for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit)
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    if at + count * fields > len(trun):
        raise Malformed("film", f"a trun states {count} samples and is too short for them")
    if not flags & 0x100:
        longest = default if count else 0
        return span.before(_Span(count, span.end, span.end + count * default, longest, span.end))
    end, longest, longest_at = span.end, span.longest, span.longest_at
    for number in range(count):
        (ticks,) = numbers(">I", trun, at + number * fields)
        if ticks > longest:
            longest, longest_at = ticks, end
        end += ticks
    return _Span(span.frames + count, span.start, end, longest, longest_at)
