"""The frames of a fragment: their times and key frames, as an independent reader finds them."""

import io
import struct

import av
import pytest

from station.formats.errors import Malformed
from station.formats.frames import frames_of
from tests.films import ffmpeg, make_film, pieces_of
from tests.images import rare_keys
from tests.real_film import bikes

FILMS = {
    "encoded": lambda: make_film(3, "testsrc2"),
    "rare key frames": rare_keys,
    "b frames": lambda: ffmpeg("-i", str(bikes()), "-c", "copy"),
    "with sound": lambda: ffmpeg("-i", str(bikes()), "-f", "lavfi", "-i", "sine=duration=10", "-c:v", "copy"),
}


@pytest.mark.parametrize("film", FILMS)
def test_frames_are_those_that_pyav_finds(film):
    """Decode times, presentation times, key frames; in the order of the file."""
    film = FILMS[film]()
    head, *fragments = pieces_of(film)
    found = [frame for each in fragments for frame in frames_of(head.data, each.data)]
    with av.open(io.BytesIO(film)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]

    assert [frame.start_us for frame in found] == [round(each.dts * each.time_base * 1_000_000) for each in packets]
    assert [frame.shown_ticks for frame in found] == [each.pts for each in packets]
    assert [frame.key for frame in found] == [each.is_keyframe for each in packets]
    assert len(found) == sum(each.frames for each in fragments)


def test_frames_lie_within_their_fragment():
    """The times are those that the fragment list holds."""
    head, *fragments = pieces_of(make_film(3, "testsrc2"))
    for each in fragments:
        frames = frames_of(head.data, each.data)
        assert frames[0].start_us == each.start_us
        assert each.start_us <= frames[-1].start_us < each.end_us


@pytest.mark.parametrize("count", [11, 1_000_000, 2**32 - 1])
def test_a_run_that_states_too_many_frames_is_refused(count):
    """Its bytes cannot hold them."""
    head, fragment, *_ = pieces_of(make_film(1, "testsrc2"))
    forged = bytearray(fragment.data)
    struct.pack_into(">I", forged, forged.index(b"trun") + 8, count)

    with pytest.raises(Malformed, match=f"a trun states {count} samples"):
        frames_of(head.data, bytes(forged))


def test_a_run_without_any_statement_cannot_count_without_end():
    """Frames that take no bytes would fill a reader's memory."""
    head, fragment, *_ = pieces_of(make_film(1, "testsrc2"))
    forged = bytearray(fragment.data)
    at = forged.index(b"trun") + 4
    struct.pack_into(">II", forged, at, 0, 2**32 - 1)

    with pytest.raises(Malformed, match="a trun states 4294967295 samples"):
        frames_of(head.data, bytes(forged))
