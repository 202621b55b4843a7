"""Excerpts of recordings: what they hold, that they play, and that nothing half-done is ever left behind."""

import shutil
import subprocess
from dataclasses import replace

import av
import pytest

from station.excerpts import (
    FromBag,
    NothingShown,
    PlaceTaken,
    RecordContradicts,
    RecordingDamaged,
    SessionOpen,
    UnknownRecording,
)
from station.verify import excerpt_form as form
from station.verify.excerpt import looks_like_excerpt, verify_excerpt
from tests.films import pieces_of
from tests.sessions import SESSION, Script, make_session
from tests.station.excerpts.taking import FILM, LISTED, SERIAL, contents, keys_of, lines_of, station_of, take, told

ALWAYS = {"README.txt", "excerpt.json", "film.mp4", "station.vkey"}
PROVEN = {f"{name}.{kind}" for name in ("started", "finished", "seal") for kind in ("json", "tlog-proof")}
# The film begins at 12:00:06.2 UTC, has 8 fragments, and lost its last three seconds when its writer was killed.
MINUTE = "2026-11-21T12:00:08.2Z-2026-11-21T12:00:12.7Z"


def frames_of(film):
    """How many pictures another program's decoder finds, and when, in seconds."""
    with av.open(film) as container:
        times = [float(frame.time) for frame in container.decode(video=0)]
    return len(times), times


def test_station_and_bag_give_the_same_bytes(station, from_bag, tmp_path):
    """Whoever was handed a session can hand on a part of it, and nobody can tell the two apart."""
    ours = take(station, f"{FILM}@2.0-6.5", tmp_path / "ours", "3.0-4.0")
    theirs = take(from_bag, f"{FILM}@2.0-6.5", tmp_path / "theirs", "3.0-4.0")

    assert contents(ours) == contents(theirs)
    assert contents(ours).keys() == ALWAYS | PROVEN


@pytest.mark.parametrize("span", ["2.0-6.5", MINUTE, "#3-#7"])
def test_time_and_fragments_ask_for_the_same(made, station, tmp_path, span):
    """UTC, seconds of the recording and fragment numbers are three ways to say one thing."""
    excerpt = take(station, f"{FILM}@{span}", tmp_path / "excerpt")
    report = verify_excerpt(excerpt, trusted_keys=keys_of(made))

    assert told(report) == ""
    assert (report.session, report.key_checked) == (SESSION, True)
    assert lines_of(report, "shown") == [
        f"50 of the 70 frames of {FILM} (furnace) are shown, 5.0 s.",
        "Shown: 2026-11-21T12:00:08.200000Z to 2026-11-21T12:00:13.200000Z, which is 2.0 s to 7.0 s of the recording.",
        "Not part of the excerpt: 2.0 s, from 2026-11-21T12:00:06.200000Z to 2026-11-21T12:00:08.200000Z (0.0 s to 2.0 s).",
    ]


def test_the_film_plays_and_has_the_frames_that_are_stated(station, tmp_path):
    """A decoder of others opens it and finds exactly the frames that excerpt.json and the README state, at their own times."""
    excerpt = take(station, f"{FILM}@2.0-6.5", tmp_path / "excerpt")
    count, times = frames_of(excerpt / "film.mp4")
    stated = form.parse((excerpt / form.EXCERPT).read_bytes())

    assert count == sum(each.frames for each in stated.shown) == 50
    assert (min(times), max(times)) == (2.0, 6.9)
    assert b"SHOWN in film.mp4: 5.0 s, 50 of 70 frames" in (excerpt / form.README).read_bytes()


def test_a_withheld_middle_still_plays_and_verifies(made, station, tmp_path):
    """A face is withheld: its seconds are nowhere in the folder, the rest verifies, and the excerpt says how many are missing."""
    excerpt = take(station, f"{FILM}@0-7", tmp_path / "excerpt", "3.2-4.1", "#2-#2")
    report = verify_excerpt(excerpt, trusted_keys=keys_of(made))
    count, times = frames_of(excerpt / "film.mp4")
    pieces = pieces_of((made.recordings / SESSION / f"{FILM}.mp4").read_bytes())

    assert told(report) == ""
    assert count == 40
    assert not [each for each in times if 1.0 <= each < 2.0 or 3.0 <= each < 5.0]
    assert not any(pieces[number].data in data for number in (2, 4, 5) for data in contents(excerpt).values())
    assert lines_of(report, "withheld")[1:] == [
        "Withheld: 1.0 s, from 2026-11-21T12:00:07.200000Z to 2026-11-21T12:00:08.200000Z (1.0 s to 2.0 s).",
        "Withheld: 2.0 s, from 2026-11-21T12:00:09.200000Z to 2026-11-21T12:00:11.200000Z (3.0 s to 5.0 s).",
    ]
    assert b"WITHHELD between what is shown: 3.0 s" in (excerpt / form.README).read_bytes()


def test_a_whole_recording_withholds_nothing(made, station, tmp_path):
    """Then the film is the sealed one, byte for byte, and no hash is needed."""
    excerpt = take(station, f"{FILM}@0-7", tmp_path / "excerpt")
    report = verify_excerpt(excerpt)

    assert (excerpt / "film.mp4").read_bytes() == (made.recordings / SESSION / f"{FILM}.mp4").read_bytes()
    assert form.parse((excerpt / form.EXCERPT).read_bytes()).hashes == ()
    assert lines_of(report, "withheld") == [
        "Nothing is withheld between the first and the last fragment that are shown."
    ]
    assert (report.ok, report.key_checked) == (True, False)


def test_a_recording_of_a_long_list_brings_the_entry_that_lists_it(made, station, from_bag, tmp_path):
    """The seal of a long session has no room for it; the listing entry takes the seal's place."""
    excerpt = take(station, f"{LISTED}@1-3", tmp_path / "excerpt")
    report = verify_excerpt(excerpt, trusted_keys=keys_of(made))

    assert told(report) == ""
    assert contents(excerpt).keys() == ALWAYS | PROVEN | {"listed.json", "listed.tlog-proof"}
    assert contents(excerpt) == contents(take(from_bag, f"{LISTED}@1-3", tmp_path / "theirs"))


def test_a_serial_recording(made, station, from_bag, tmp_path):
    """What the scale sent is text: whole lines, with the fragments' sizes in excerpt.json."""
    excerpt = take(station, f"{SERIAL}@5-9", tmp_path / "excerpt", "#6-#6")
    report = verify_excerpt(excerpt, trusted_keys=keys_of(made))
    shown = (excerpt / "serial.txt").read_bytes()
    stated = form.parse((excerpt / form.EXCERPT).read_bytes())

    assert told(report) == ""
    assert contents(excerpt) == contents(take(from_bag, f"{SERIAL}@5-9", tmp_path / "theirs", "#6-#6"))
    assert shown.count(b"\n") == sum(each.frames for each in stated.shown)
    assert all(
        part in (made.recordings / SESSION / f"{SERIAL}.txt").read_bytes() for part in shown.splitlines(keepends=True)
    )
    assert len(lines_of(report, "withheld")) == 2


def test_the_readme_s_own_commands_check_the_signature(station, tmp_path):
    """With openssl and a shell alone, as it says."""
    excerpt = take(station, f"{FILM}@2-3", tmp_path / "excerpt")
    text = (excerpt / form.README).read_text(encoding="utf-8")
    script = text[text.index("       (printf") : text.index("WHAT THIS DOES NOT")].replace("/tmp", str(tmp_path))
    done = subprocess.run(["sh", "-ec", script], cwd=excerpt, capture_output=True, text=True, check=False)

    assert "Signature Verified Successfully" in done.stdout + done.stderr


def test_an_excerpt_is_known_by_its_claim(bag, station, tmp_path):
    """`station verify` tells it from a bag."""
    excerpt = take(station, f"{FILM}@2-3", tmp_path / "excerpt")

    assert [looks_like_excerpt(path) for path in (excerpt, bag, tmp_path / "nothing")] == [True, False, False]


def test_progress_reaches_the_end(station, tmp_path):
    """Both ways it is told in bytes, up to all of them."""
    told_of = []
    excerpt = take(station, f"{FILM}@2-3", tmp_path / "excerpt")
    verify_excerpt(excerpt, progress=lambda done, total: told_of.append((done, total)))

    assert told_of[-1][0] == told_of[-1][1] == (excerpt / "film.mp4").stat().st_size


# --- what is refused ---


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ((f"{FILM}@100-200",), "lasts 7.0 s and has the fragments #0 to #7"),
        ((f"{FILM}@2-3", "1-5"), "Nothing of"),
        ((f"{FILM}@#0-#0",), "Nothing of"),
        (("S-none-0001@2-3",), "no recording S-none-0001"),
    ],
)
def test_nothing_is_made_of_nothing(station, from_bag, tmp_path, wanted, said):
    """What is not there cannot be shown; the message says what there is."""
    what, *without = wanted
    for source in (station, from_bag):
        with pytest.raises((NothingShown, UnknownRecording), match=said):
            take(source, what, tmp_path / "excerpt", *without)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(station, tmp_path):
    """An existing folder is left alone."""
    (tmp_path / "excerpt").mkdir()

    with pytest.raises(PlaceTaken, match="Give another place"):
        take(station, f"{FILM}@2-3", tmp_path / "excerpt")
    assert list((tmp_path / "excerpt").iterdir()) == []


def test_what_a_crash_left_is_replaced(station, tmp_path):
    """An unfinished excerpt of an earlier attempt does not get into the new one."""
    (tmp_path / "excerpt.unfinished").mkdir()
    (tmp_path / "excerpt.unfinished" / "stale").write_bytes(b"x")
    excerpt = take(station, f"{FILM}@2-3", tmp_path / "excerpt")

    assert list(tmp_path.iterdir()) == [excerpt]
    assert verify_excerpt(excerpt).ok


def test_a_session_under_way_has_no_excerpts(tmp_path):
    """Only the seal makes its recordings final."""
    made = make_session(tmp_path, Script(facts=lambda kind, data: None if kind == "session.sealed" else data))

    with station_of(made) as station, pytest.raises(SessionOpen, match="Seal it"):
        take(station, f"{FILM}@2-3", tmp_path / "excerpt")


def test_a_recording_that_was_never_finished_has_no_excerpts(tmp_path):
    """A seal that an insider made without it does not vouch for it."""

    def unfinished(kind, data):
        return None if kind == "recording.finished" and data["recording"] == FILM else data

    made = make_session(tmp_path, Script(facts=unfinished))
    with station_of(made) as station, pytest.raises(RecordContradicts, match=f"{FILM} began and was never sealed"):
        take(station, f"{FILM}@2-3", tmp_path / "excerpt")


@pytest.fixture
def damaged(made, tmp_path):
    """The recordings, with a byte of the film's fragment 4 changed."""
    recordings = shutil.copytree(made.recordings, tmp_path / "damaged")
    path = recordings / SESSION / f"{FILM}.mp4"
    film = bytearray(path.read_bytes())
    piece = pieces_of(bytes(film))[4]
    film[piece.offset + len(piece.data) - 1] ^= 1
    path.write_bytes(film)
    return replace(made, recordings=recordings), path


def test_what_is_whole_of_a_damaged_film_can_still_be_shown(damaged, tmp_path):
    """The fragments before and after the damage are proven; the damaged one is refused, by number."""
    made, _ = damaged
    with station_of(made) as station:
        excerpt = take(station, f"{FILM}@#2-#6", tmp_path / "excerpt", "#4-#4")
        with pytest.raises(RecordingDamaged, match=r"its fragment #4 at .* was changed"):
            take(station, f"{FILM}@#2-#6", tmp_path / "other")

    assert verify_excerpt(excerpt, trusted_keys=keys_of(made)).ok
    assert not (tmp_path / "other.unfinished").exists()


@pytest.mark.parametrize("harm", ["list", "film"])
def test_a_film_without_its_list_and_a_list_without_its_film(damaged, tmp_path, harm):
    """A damaged film needs its list, and nothing replaces a film."""
    made, path = damaged
    (path if harm == "film" else path.with_name(f"{FILM}.fragments.jsonl")).unlink()

    with station_of(made) as station, pytest.raises(RecordingDamaged, match="is not as it was sealed"):
        take(station, f"{FILM}@#2-#3", tmp_path / "excerpt")


def test_a_lost_list_of_a_whole_film_costs_nothing(made, tmp_path):
    """The film is divided by its own boxes."""
    recordings = shutil.copytree(made.recordings, tmp_path / "recordings")
    (recordings / SESSION / f"{FILM}.fragments.jsonl").write_bytes(b"nonsense\n")

    with station_of(made, recordings) as station:
        assert verify_excerpt(take(station, f"{FILM}@2-3", tmp_path / "excerpt")).ok


def test_a_bag_that_was_changed_gives_nothing(bag, tmp_path):
    """An excerpt is verified before it gets its name."""
    changed = shutil.copytree(bag, tmp_path / "bag")
    entries = (changed / "data/entries.jsonl").read_bytes()
    (changed / "data/entries.jsonl").write_bytes(entries.replace(b"SAXAUL-7", b"SAXAUL-8"))

    with pytest.raises(RecordContradicts, match="does not lead from"):
        take(FromBag(changed), f"{FILM}@2-3", tmp_path / "excerpt")
    assert not list(tmp_path.glob("excerpt*"))
