"""Fragmented MP4 is cut into pieces that are the film."""

import io
import itertools
import struct
from contextlib import nullcontext

import av
import pytest

from station.formats.boxes import MAX_BOX, MAX_BOXES
from station.formats.errors import Malformed
from station.formats.mp4 import MAX_MOOF, FragmentParser, fragments_of
from tests.films import ffmpeg, make_film
from tests.real_film import bikes


@pytest.fixture(scope="module")
def film():
    """The real film, remuxed into fragments."""
    return ffmpeg("-i", str(bikes()), "-c", "copy")


def box(kind, body=b""):
    """A box of ISO 14496-12."""
    return struct.pack(">I4s", 8 + len(body), kind) + body


def test_pieces_joined_are_the_film(film):
    """Nothing is left out and nothing is added."""
    pieces = list(fragments_of(io.BytesIO(film)))

    assert b"".join(piece.data for piece in pieces) == film
    assert [piece.offset for piece in pieces] == [sum(len(p.data) for p in pieces[:n]) for n in range(len(pieces))]


@pytest.mark.parametrize("size", [1, 7, 4096, 10**9])
def test_pieces_do_not_depend_on_how_bytes_arrive(size):
    """Byte by byte or all at once gives the same."""
    film = make_film(2, "testsrc")
    parser = FragmentParser()
    got = [piece for at in range(0, len(film), size) for piece in parser.feed(film[at : at + size])]

    assert got == list(fragments_of(io.BytesIO(film)))
    assert parser.pending == 0


def test_frames_and_times_are_those_that_pyav_finds(film):
    """An independent reader counts the same frames at the same times."""
    pieces = list(fragments_of(io.BytesIO(film)))
    with av.open(io.BytesIO(film)) as container:
        times = [packet.dts * packet.time_base * 1_000_000 for packet in container.demux(video=0) if packet.size]

    assert sum(piece.frames for piece in pieces) == len(times) == 250
    starts = [times[sum(p.frames for p in pieces[:n])] for n in range(1, len(pieces))]
    # PyAV gives times after the edit list, which moves the first picture to 0
    assert [piece.start_us - pieces[1].start_us for piece in pieces[1:]] == [round(s - starts[0]) for s in starts]
    assert all(one.end_us == other.start_us for one, other in itertools.pairwise(pieces))


def test_a_fragment_with_several_runs_is_counted_whole():
    """Sample counts of all truns of track 1 are added, other tracks are not."""
    film = ffmpeg(
        "-i", str(bikes()), "-f", "lavfi", "-i", "sine=duration=10", "-map", "0:v", "-map", "1:a", "-c:v", "copy"
    )

    assert sum(piece.frames for piece in fragments_of(io.BytesIO(film))) == 250


def test_other_boxes_stand_at_the_head_of_the_next_piece():
    """A styp or sidx belongs to the fragment after it."""
    head, first, second = list(fragments_of(io.BytesIO(make_film(2, "testsrc"))))
    other = box(b"styp", b"msdh") + box(b"sidx", bytes(20))
    pieces = list(fragments_of(io.BytesIO(head.data + first.data + other + second.data)))

    assert [piece.data for piece in pieces] == [head.data, first.data, other + second.data]
    assert [piece.frames for piece in pieces] == [head.frames, first.frames, second.frames]


def test_an_index_behind_the_last_fragment_is_no_piece():
    """An mfra stays over, and the reader says so."""
    film = make_film(2, "testsrc")
    pieces = []

    with pytest.raises(Malformed, match="last 16 bytes"):
        pieces.extend(fragments_of(io.BytesIO(film + box(b"mfra", bytes(8)))))


def test_every_cut_gives_the_whole_fragments_before_it():
    """A film cut anywhere gives exactly its whole pieces."""
    film = make_film(2, "testsrc")
    whole = list(fragments_of(io.BytesIO(film)))
    ends = [piece.offset + len(piece.data) for piece in whole]
    for cut in [*range(0, len(film), 997), *ends, *(end + 1 for end in ends[:-1])]:
        pieces = fragments_of(io.BytesIO(film[:cut]))
        got = []
        with nullcontext() if cut in {0, *ends} else pytest.raises(Malformed):
            got.extend(pieces)
        assert got == [piece for piece, end in zip(whole, ends, strict=True) if end <= cut]


@pytest.mark.parametrize("size", [0, 2, 7, MAX_BOX + 1])
def test_a_nonsense_size_is_refused_after_the_whole_pieces(size):
    """What is whole is given first, then the error names the byte."""
    film = make_film(2, "testsrc")
    parser = FragmentParser()

    assert len(parser.feed(film + struct.pack(">I4s", size, b"moof") + bytes(8))) == 3
    with pytest.raises(Malformed, match=f"byte {len(film)} states a size of {size}"):
        parser.feed(b"")


def test_a_64_bit_size_is_read():
    """Size 1 means that the size follows the type."""
    head, first, _ = list(fragments_of(io.BytesIO(make_film(2, "testsrc"))))
    wide = struct.pack(">I4sQ", 1, b"free", 24) + bytes(8)
    pieces = list(fragments_of(io.BytesIO(head.data + wide + first.data)))

    assert [piece.data for piece in pieces] == [head.data + wide, first.data]


@pytest.mark.parametrize(
    ("film", "reason"),
    [
        (box(b"moof"), "no moov"),
        (box(b"ftyp") + box(b"mdat", b"x"), "no moof before it"),
        (box(b"moov", box(b"mvex")) + box(b"moof"), "no track 1"),
        (box(b"moov", b"\x00\x00\x00\xff") + box(b"moof"), "longer than what holds it"),
    ],
)
def test_bytes_that_are_no_film_are_refused(film, reason):
    """Each fault is named."""
    with pytest.raises(Malformed, match=reason):
        FragmentParser().feed(film)


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        (box(b"moof", bytes(MAX_MOOF - 7)), f"states a size of {MAX_MOOF + 1} bytes"),
        (box(b"moof", box(b"free") * (MAX_BOXES + 1)) + box(b"mdat"), f"holds over {MAX_BOXES} others"),
        (box(b"free") * (MAX_BOXES + 1), "boxes stand before byte"),
        (box(b"free", bytes(MAX_BOX - 8)) * 3, "3 boxes stand before byte"),
    ],
)
def test_boxes_without_end_are_refused(rest, reason):
    """No file makes a reader count empty boxes, or keep what belongs to no piece."""
    film = make_film(2, "testsrc")
    parser = FragmentParser()

    assert len(parser.feed(film)) == 3
    with pytest.raises(Malformed, match=reason):
        parser.feed(rest)
    assert len(list(FragmentParser().feed(film + box(b"free") * 100))) == 3


def test_a_nonsense_moof_is_not_waited_for():
    """Its size is refused before its bytes have come."""
    with pytest.raises(Malformed, match="the moof at byte 0 states"):
        FragmentParser().feed(struct.pack(">I4s", MAX_MOOF + 1, b"moof") + bytes(8))


def test_boxes_before_the_first_piece_have_an_end_too():
    """A head of empty boxes is no head."""
    with pytest.raises(Malformed, match=f"holds over {MAX_BOXES} others"):
        FragmentParser().feed(box(b"moov", box(b"free") * (MAX_BOXES + 1)) + box(b"moof"))
