"""The frame at a moment: the last that begins before it, with the bytes that it takes to see it."""

import pytest

from station.formats.errors import Malformed
from station.formats.frames import frames_of
from station.streams.fragment_list import FragmentTail
from station.streams.frame_at import frame_at
from station.streams.recording_file import RecordingFile
from tests.films import make_film, pieces_of
from tests.images import frames, rare_keys


def written(path, film):
    """Write a film as the station does; return its list."""
    file = RecordingFile(path)
    for piece in pieces_of(film):
        file.append(piece)
    file.finish()
    return FragmentTail(path).read()


@pytest.fixture
def film():
    """A film whose fragments mostly begin without a key frame."""
    return rare_keys()


def test_every_moment_has_the_frame_that_stands_then(tmp_path, film):
    """Until the next one begins, to the microsecond; places count over the fragments."""
    lines = written(tmp_path / "film.mp4", film)
    times = [start_us for start_us, _ in frames(film)]
    for place, start_us in enumerate(times):
        for moment in (start_us, start_us + 39_999):
            found = frame_at(tmp_path / "film.mp4", lines, moment)
            assert (found.place, found.start_us) == (place, start_us)


def test_the_film_to_see_it_begins_with_a_key_frame(tmp_path, film):
    """It is the head, and the fragments since the newest key frame; no more."""
    lines = written(tmp_path / "film.mp4", film)
    head, *fragments = pieces_of(film)
    keys = [number for number, each in enumerate(fragments) if any(f.key for f in frames_of(head.data, each.data))]
    assert 0 in keys
    assert len(keys) < len(fragments)
    for number, each in enumerate(fragments):
        since = max(key for key in keys if key <= number)
        expected = head.data + b"".join(one.data for one in fragments[since : number + 1])
        assert frame_at(tmp_path / "film.mp4", lines, each.start_us).film == expected


def test_before_the_first_frame_there_is_none(tmp_path):
    """Nor in a film that has only its head, or nothing yet."""
    film = make_film(1, "testsrc2")
    lines = written(tmp_path / "film.mp4", film)

    assert frame_at(tmp_path / "film.mp4", lines, -1) is None
    assert frame_at(tmp_path / "film.mp4", lines[:1], 10**9) is None
    assert frame_at(tmp_path / "film.mp4", [], 0) is None


def test_after_the_last_frame_it_is_the_last(tmp_path):
    """How long a picture may stand is for others to say."""
    lines = written(tmp_path / "film.mp4", make_film(2, "testsrc2"))

    assert frame_at(tmp_path / "film.mp4", lines, 10**12).place == 19


def test_a_film_without_its_key_frame_is_refused(tmp_path, film, monkeypatch):
    """Also when the key frame is too far back to be decoded in a moment."""
    lines = written(tmp_path / "film.mp4", film)
    monkeypatch.setattr("station.streams.frame_at.MAX_BACK_BYTES", lines[2].bytes)

    with pytest.raises(Malformed, match="no key frame stands in the"):
        frame_at(tmp_path / "film.mp4", lines, lines[2].start_us)
    with pytest.raises(Malformed, match="no key frame stands in the"):
        frame_at(tmp_path / "film.mp4", [lines[0], *lines[3:]], lines[3].start_us)


def test_a_film_that_is_gone_is_an_error(tmp_path):
    """The list alone shows nothing."""
    lines = written(tmp_path / "film.mp4", make_film(1, "testsrc2"))
    (tmp_path / "film.mp4").unlink()

    with pytest.raises(FileNotFoundError):
        frame_at(tmp_path / "film.mp4", lines, 0)
