"""A still is the very frame that was asked for, as PyAV decodes it, or none."""

import time

import pytest

from station.cameras.still import NoStill, cut_still
from station.formats.frames import frames_of
from tests.films import make_film, pieces_of
from tests.images import away, frames, rare_keys

# Much alike, yet not the same: between two pictures of the real film some values out of 255 differ by a few.
ALIKE, OTHER = 1.6, 2.5


@pytest.fixture
def film():
    """A film whose fragments mostly begin without a key frame."""
    return rare_keys()


@pytest.mark.parametrize("number", [0, 1, 12, 30, 49, 50, 74])
def test_the_still_is_the_frame_and_not_its_neighbour(film, number):
    """Compared with every frame of the film, it is this one."""
    head, *fragments = pieces_of(film)
    wanted = [each for one in fragments for each in frames_of(head.data, one.data)][number]
    still = cut_still(film, wanted.shown_ticks)
    distances = [away(still, picture) for _, picture in frames(film)]

    assert distances.index(min(distances)) == number
    assert distances[number] < ALIKE
    assert min(distances[:number] + distances[number + 1 :]) > OTHER


def test_the_same_film_gives_the_same_bytes(film):
    """What was cut before a crash, and is cut again after it, is one image."""
    assert cut_still(film, 36_000) == cut_still(film, 36_000)


@pytest.mark.parametrize("ticks", [1, 10**9])
def test_a_frame_that_is_not_there_gives_none(film, ticks):
    """Never the one beside it."""
    with pytest.raises(NoStill, match="holds no such frame"):
        cut_still(film, ticks)


def test_a_frame_without_its_key_frame_gives_none(film):
    """A guess of a decoder is no evidence."""
    head, *fragments = pieces_of(film)
    late = frames_of(head.data, fragments[2].data)[0]
    assert not late.key

    with pytest.raises(NoStill):
        cut_still(head.data + fragments[2].data, late.shown_ticks)


@pytest.mark.parametrize("film", [b"", b"no film", make_film(1, "testsrc2")[:300]])
def test_what_is_no_film_gives_none(film):
    """And the reason says what the decoder thought of it."""
    with pytest.raises(NoStill, match=r"the frame could not be decoded: .+"):
        cut_still(film, 0)


def test_a_decoder_that_hangs_is_ended(monkeypatch):
    """The recorder waits for no film."""
    monkeypatch.setattr("station.cameras.still.LIMIT_S", 0.2)
    monkeypatch.setattr("station.cameras.still._command", lambda _ticks: ["sleep", "60"])
    began = time.monotonic()

    with pytest.raises(NoStill, match=r"took longer than 0\.2 s"):
        cut_still(b"", 0)
    assert time.monotonic() - began < 30
