"""Excerpts that were changed, or made to deceive: each fails, and says why."""

import base64
import random
import shutil
from dataclasses import replace

import pytest

from station.formats import multiproof
from station.formats.merkle import leaf_hash, root
from station.verify import excerpt_form as form
from station.verify.excerpt_form import Shown, Totals
from tests.films import make_film, pieces_of
from tests.sessions import SESSION
from tests.station.excerpts.taking import (
    FILM,
    LISTED,
    SERIAL,
    claim,
    claim_of,
    failed,
    pieces,
    retell,
    show,
    station_of,
    take,
    told,
    verified,
)

SHOWN = [0, 3, 5, 6]
OTHER = f"{SESSION}-scale-0002"


def test_the_genuine_one_passes(made, excerpt):
    """What follows fails for what is changed, and for nothing else."""
    assert told(verified(made, excerpt)) == ""


@pytest.mark.parametrize("number", range(len(SHOWN)))
def test_an_altered_fragment(made, excerpt, number):
    """One bit of the picture, in any fragment."""
    parts = [pieces(made)[each] for each in SHOWN]
    parts[number] = parts[number][:-1] + bytes([parts[number][-1] ^ 1])
    show(excerpt, parts)
    report = verified(made, excerpt)

    assert failed(report) == {"fragments"}
    assert "What film.mp4 shows was not sealed so" in told(report)


def test_swapped_fragments(made, excerpt):
    """A second that is shown before the one that came before it, with a claim and a README to match."""
    whole, stated = pieces(made), claim_of(excerpt).shown
    show(excerpt, [whole[0], whole[3], whole[6], whole[5]])
    sizes = [stated[number] for number in (0, 1, 3, 2)]
    places = zip(sizes, SHOWN, strict=True)
    claim(excerpt, shown=tuple(Shown(index, each.bytes, each.frames) for each, index in places))
    retell(excerpt)

    assert failed(verified(made, excerpt)) == {"fragments"}


def test_a_fragment_under_another_s_number(made, excerpt):
    """Second 6 may not pass for second 4, whatever stands in the claim."""
    leaves = [leaf_hash(each) for each in pieces(made)]
    stated = claim_of(excerpt).shown
    moved = (*stated[:2], Shown(4, stated[2].bytes, stated[2].frames), stated[3])
    claim(excerpt, shown=moved, hashes=tuple(multiproof.prove(leaves, {0, 3, 4, 6})))
    retell(excerpt)

    assert failed(verified(made, excerpt)) == {"fragments"}


def test_a_withheld_fragment_that_is_claimed_to_be_shown(made, excerpt):
    """The claim says that nothing is withheld; the film does not have it."""
    stated, hidden = claim_of(excerpt).shown, pieces_of(b"".join(pieces(made)))[4]
    claim(excerpt, shown=(*stated[:2], Shown(4, len(hidden.data), hidden.frames), *stated[2:]))
    report = verified(made, excerpt)

    assert failed(report) == {"fragments"}
    assert "film.mp4 holds 4 fragments with 30 frames; excerpt.json claims 5 fragments with 40 frames" in told(report)


def test_a_shown_fragment_that_is_cut_out(made, excerpt):
    """The film is shorter than the claim."""
    show(excerpt, [pieces(made)[number] for number in SHOWN if number != 5])

    assert failed(verified(made, excerpt)) == {"fragments"}


def test_a_withheld_fragment_that_is_not_told(made, excerpt):
    """The numbers in the claim close up, as if the fragments had followed each other."""
    stated = claim_of(excerpt).shown
    closed = [Shown(index, each.bytes, each.frames) for index, each in zip((0, 3, 4, 5), stated, strict=True)]
    claim(excerpt, shown=tuple(closed))
    retell(excerpt)

    assert failed(verified(made, excerpt)) == {"fragments"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (b"x", "its last 1 bytes are not a whole fragment"),
        (b"\x00\x00\x00\x08free", "its last 8 bytes are not a whole fragment"),
        (b"\x00\x00\x00\x09mdatx", "has no moof before it"),
        (make_film(1, "testsrc"), "states a size|holds 5 fragments|not a whole fragment"),
    ],
    ids=["byte", "box", "data", "film"],
)
def test_something_appended(made, excerpt, more, said):
    """The file is exactly the sealed fragments, and nothing else: no byte, no box, no further film."""
    with (excerpt / "film.mp4").open("ab") as film:
        film.write(more)
    report = verified(made, excerpt)

    assert failed(report) == {"fragments"}
    assert any(each in told(report) for each in said.split("|"))


def test_something_put_between(made, excerpt):
    """A box that players pass over, before a fragment."""
    whole = pieces(made)
    hidden = b"\x00\x00\x00\x0cfreexxxx"
    show(excerpt, [whole[0], whole[3], hidden + whole[5], whole[6]])
    stated = claim_of(excerpt).shown
    claim(excerpt, shown=(*stated[:2], Shown(5, stated[2].bytes + len(hidden), stated[2].frames), stated[3]))

    assert failed(verified(made, excerpt)) == {"fragments"}


def test_a_head_of_another_film(made, excerpt):
    """The head holds the picture's size and its clock: another one shows another film."""
    whole = pieces(made)
    head = pieces(made, LISTED)[0].replace(b"\x00\x01\x5f\x90", b"\x00\x02\xbf\x20")  # half as fast
    show(excerpt, [head, *(whole[number] for number in SHOWN[1:])])

    assert failed(verified(made, excerpt)) == {"fragments"}


def test_a_film_without_its_head(made, excerpt):
    """The picture cannot be seen without fragment 0, so an excerpt without it is none."""
    claim(excerpt, shown=claim_of(excerpt).shown[1:])
    report = verified(made, excerpt)

    assert failed(report) == {"fragments"}
    assert "does not begin with the recording's own head" in told(report)


def test_the_claim_of_another_recording(made, excerpt):
    """The other camera's film of that time is sealed too; this is not it."""
    claim(excerpt, recording=OTHER)
    retell(excerpt)
    report = verified(made, excerpt)

    assert failed(report) == {"recording"}
    assert f"started.json is about {FILM}, but the excerpt claims to be of {OTHER}." in told(report)


def test_another_recording_with_all_its_papers(made, excerpt, tmp_path):
    """With the other recording's entries and totals the papers are right, and the pictures are not theirs."""
    with station_of(made) as station:
        other = take(station, f"{OTHER}@#3-#6", tmp_path / "other", "#4-#4")
    for path in other.iterdir():
        if path.name != "film.mp4":
            shutil.copy(path, excerpt)

    assert failed(verified(made, excerpt)) == {"fragments"}


def test_totals_that_hide_the_rest(made, excerpt):
    """Who states a shorter recording, so that nothing seems withheld at its end, contradicts the seal."""
    sealed = claim_of(excerpt).sealed
    claim(excerpt, sealed=Totals(sealed.bytes, 7, 60, sealed.root, sealed.sha256))
    report = verified(made, excerpt)

    assert {"recording", "fragments"} >= failed(report) >= {"recording"}
    assert "excerpt.json states other totals or another root than seal.json." in told(report)
    assert "excerpt.json states other totals or another root than finished.json." in told(report)


def test_a_film_of_the_forger_s_own(made, excerpt):
    """With totals, a root, hashes and a README to match: neither the seal nor the end of the recording knows it."""
    film = pieces_of(make_film(3, "testsrc", "80x60"))
    own = root([leaf_hash(each.data) for each in film])
    show(excerpt, [each.data for each in film])
    shown = tuple(Shown(number, len(each.data), each.frames) for number, each in enumerate(film))
    sealed = replace(claim_of(excerpt).sealed, fragments=4, root=base64.b64encode(own).decode())
    claim(excerpt, sealed=sealed, shown=shown, hashes=())
    retell(excerpt)

    assert failed(verified(made, excerpt)) == {"recording"}


def test_more_or_fewer_hashes(made, excerpt):
    """The proof has one form."""
    hashes = claim_of(excerpt).hashes
    for changed in (hashes[:-1], (*hashes, bytes(32)), hashes[::-1], (hashes[0][:31], *hashes[1:])):
        claim(excerpt, hashes=changed)
        assert failed(verified(made, excerpt)) == {"fragments"}


def test_frames_that_are_stated_wrongly(made, excerpt):
    """What a claim states of its fragments is held against them."""
    stated = claim_of(excerpt).shown
    claim(excerpt, shown=(stated[0], replace(stated[1], frames=9), *stated[2:]))

    assert failed(verified(made, excerpt)) == {"fragments"}


# --- the folder ---


def test_a_readme_with_another_story(made, excerpt):
    """What people read first is held against the record too."""
    text = (excerpt / form.README).read_text(encoding="utf-8")
    (excerpt / form.README).write_text(text.replace("WITHHELD between what is shown: 1.0 s", "WITHHELD: nothing"))
    report = verified(made, excerpt)

    assert failed(report) == {"texts"}
    assert "someone changed what it says" in told(report)


def test_a_file_too_many_and_one_too_few(made, excerpt):
    """Nothing travels along that is not vouched for, and nothing is missing; links are not followed into the excerpt."""
    (excerpt / "interview.mp4").write_bytes(b"x")
    (excerpt / "link").symlink_to(excerpt / "film.mp4")
    (excerpt / form.README).unlink()
    report = verified(made, excerpt)

    assert failed(report) == {"contents"}
    assert told(report) == (
        "README.txt is missing. interview.mp4 has no place in this excerpt. link has no place in this excerpt."
    )


def test_a_missing_film(made, excerpt):
    """Papers alone show nothing."""
    (excerpt / "film.mp4").unlink()

    assert told(verified(made, excerpt)) == "film.mp4 is missing."


@pytest.mark.parametrize(
    "text", [b"{}", b"no json", b"[" * 100_000, b'{"format":"station/excerpt/v2"}'], ids=["empty", "text", "deep", "v2"]
)
def test_a_claim_that_is_none(made, excerpt, text):
    """A file that cannot be read is a finding, not a crash."""
    (excerpt / form.EXCERPT).write_bytes(text)

    assert failed(verified(made, excerpt)) == {"excerpt"}


@pytest.mark.parametrize("shown", [(), (Shown(3, 1, 1), Shown(3, 1, 1)), (Shown(8, 1, 1),), (Shown(0, 0, 0),)])
def test_a_claim_of_impossible_fragments(made, excerpt, shown):
    """Nothing shown, a fragment twice, one beyond the end, one of no length."""
    claim(excerpt, shown=shown)

    assert failed(verified(made, excerpt)) == {"excerpt"}


def test_every_file_stands_against_mutation(made, excerpt, genuine):
    """Whatever byte of whatever file is changed, something fails: nothing in the folder can be forged unseen."""
    chance = random.Random(1)
    for path in sorted(genuine.iterdir()):
        data = path.read_bytes()
        for place in chance.sample(range(len(data)), 8):
            changed = bytearray(data)
            changed[place] ^= 1 << chance.randrange(8)
            (excerpt / path.name).write_bytes(changed)
            assert not verified(made, excerpt).ok, (path.name, place)
        (excerpt / path.name).write_bytes(data)


def test_serial_lines_that_were_changed(made, tmp_path):
    """A figure on the scale's line; lines between the fragments; a boundary that was moved."""
    with station_of(made) as station:
        excerpt = take(station, f"{SERIAL}@#3-#6", tmp_path / "excerpt")
    text, stated = (excerpt / "serial.txt").read_bytes(), claim_of(excerpt).shown
    figure = text.replace(b"20", b"21", 1)
    more = text + text.splitlines(keepends=True)[-1]
    for forged in (figure, more, text[:-1]):
        (excerpt / "serial.txt").write_bytes(forged)
        assert failed(verified(made, excerpt)) == {"fragments"}
    (excerpt / "serial.txt").write_bytes(text)
    line = len(text.splitlines(keepends=True)[0])
    moved = (replace(stated[0], bytes=stated[0].bytes - line), replace(stated[1], bytes=stated[1].bytes + line))
    claim(excerpt, shown=(*moved, *stated[2:]))
    assert failed(verified(made, excerpt)) == {"fragments"}
