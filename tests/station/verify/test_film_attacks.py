"""Films that were edited: found, with the second at which they are wrong and the part that is still whole.

Each attack is made three times: on the film alone, with the manifests made anew, and with the fragment list made anew too.
"""

import av
import pytest

from station.verify.verify import verify_bag
from tests import forgeries
from tests.films import pieces_of
from tests.sessions import SECOND

FILM = "data/footage/S20261121-01-scale-0003.mp4"  # seven seconds, 16.2 s into the session
LIST = "data/fragments/S20261121-01-scale-0003.fragments.jsonl"
NAIVE, MANIFESTS, LISTS = range(3)
ATTACKS = {
    "first seconds dropped": lambda film, _: forgeries.without(film, 1, 3),
    "last seconds dropped": lambda film, _: forgeries.without(film, 6, 8),
    "middle removed": lambda film, _: forgeries.without(film, 4, 6),
    "fragments swapped": lambda film, _: forgeries.swapped(film, 3, 6),
    "slowed by its time scale": lambda film, _: forgeries.slowed_by_timescale(film),
    "slowed by its durations": lambda film, _: forgeries.slowed_by_durations(film),
    "cropped": forgeries.cropped,
    "encoded again": forgeries.encoded_again,
}


def spells(found):
    """The (from, to) seconds of spells in details."""
    return [(each["from_us"] / SECOND, each["to_us"] / SECOND) for each in found]


def attacked(bag, tmp_path, name, level):
    """Attack the film in a bag and return what the verifier says of it."""
    film = ATTACKS[name]((bag / FILM).read_bytes(), tmp_path)
    forgeries.replace(bag, FILM, film)
    if level == LISTS:
        forgeries.list_anew(bag, FILM)
    if level >= MANIFESTS:
        forgeries.manifest_anew(bag)
    failures = verify_bag(bag).failures
    (told,) = [each for each in failures if each.check == "recording" and each.details["file"] == FILM]
    checks = {NAIVE: {"manifest", "texts", "recording"}, MANIFESTS: {"recording"}, LISTS: {"recording"}}
    assert {each.check for each in failures} <= checks[level]
    assert (LIST in "".join(str(each.text) for each in failures)) == (level == LISTS)
    return told


@pytest.mark.parametrize("level", [NAIVE, MANIFESTS])
@pytest.mark.parametrize(
    ("attack", "expected"),
    [
        ("first seconds dropped", ([("missing", 0, 2)], [(2, 7)], False)),
        ("last seconds dropped", ([("missing", 5, 7)], [(0, 5)], False)),
        ("middle removed", ([("missing", 3, 5)], [(0, 3), (5, 7)], False)),
        ("fragments swapped", ([("moved", 2, 3), ("moved", 5, 6)], [(0, 2), (3, 5), (6, 7)], False)),
        ("slowed by its time scale", ([], [(0, 7)], True)),
        ("slowed by its durations", ([("altered", 0, 7)], [], False)),
        ("cropped", ([], [(0, 7)], True)),
        ("encoded again", ([("altered", 0, 7)], [], True)),
    ],
)
def test_the_wrong_seconds_are_named(bag, tmp_path, attack, expected, level):
    """With the sealed fragment list, the report says exactly which seconds are wrong, and which are whole."""
    told = attacked(bag, tmp_path, attack, level)
    found = [(each["what"], each["from_us"] / SECOND, each["to_us"] / SECOND) for each in told.details["harm"]]

    assert (found, spells(told.details["whole"]), "initialisation" in told.details) == expected


@pytest.mark.parametrize(
    ("attack", "wrong_from", "whole"),
    [
        ("first seconds dropped", 0, [(3, 7)]),
        ("last seconds dropped", 5, [(0, 5)]),
        ("middle removed", 3, [(0, 3)]),
        ("slowed by its durations", 0, []),
        ("cropped", 0, [(0, 7)]),
        ("encoded again", 0, []),
    ],
)
def test_a_forged_list_does_not_hide_the_second(bag, tmp_path, attack, wrong_from, whole):
    """With everything unsigned made anew, the log's commits still say from when on, and what they vouch for."""
    told = attacked(bag, tmp_path, attack, LISTS)

    assert (told.details["wrong_from_us"] / SECOND, spells(told.details["whole"])) == (wrong_from, whole)


@pytest.mark.parametrize("attack", ["slowed by its time scale", "slowed by its durations"])
@pytest.mark.parametrize("level", [NAIVE, MANIFESTS, LISTS])
def test_a_slowed_film_is_said_to_be_slow(bag, tmp_path, attack, level):
    """The report says how long the film plays now and how long it was recorded."""
    told = attacked(bag, tmp_path, attack, level)

    assert (told.details["plays_us"] / SECOND, told.details["recorded_us"] / SECOND) == (14, 7)
    assert "It now plays for 14.0 s" in str(told.text)


def test_a_cropped_film_is_told_from_an_altered_picture(bag, whole_bag, tmp_path):
    """The parameter sets are named, the pictures are called whole, and the crop is real."""
    told = attacked(bag, tmp_path, "cropped", NAIVE)

    assert "cropping of the picture (H.264 parameter sets)" in str(told.text)
    assert "Whole: 0.0 s to 7.0 s." in str(told.text)
    assert (_height(whole_bag / FILM), _height(bag / FILM)) == (120, 88)


def _height(path):
    with av.open(str(path)) as film:
        return next(film.decode(video=0)).height


def test_a_film_cut_in_the_middle_of_a_fragment(bag):
    """What is left of the last fragment is counted, and everything before it is whole."""
    film = (bag / FILM).read_bytes()
    forgeries.replace(bag, FILM, film[:-700])
    (told,) = [each for each in verify_bag(bag).failures if each.check == "recording"]

    assert "From 6.0 s to 7.0 s" in str(told.text)
    assert "is cut off:" in str(told.text)
    assert spells(told.details["whole"]) == [(0, 6)]


def test_bytes_added_to_a_film_are_placed(bag):
    """Bytes between two fragments are reported at their second, and nothing else is doubted."""
    pieces = [piece.data for piece in pieces_of((bag / FILM).read_bytes())]
    forgeries.replace(bag, FILM, b"".join([*pieces[:3], b"moof" * 9, *pieces[3:]]))
    (told,) = [each for each in verify_bag(bag).failures if each.check == "recording"]

    assert "At 2.0 s, 36 bytes stand that were never recorded." in str(told.text)
    assert spells(told.details["whole"]) == [(0, 7)]


def test_times_forged_in_the_list_mislead_nobody(bag):
    """A list with true hashes and false times is found, and seconds are told by the film's own times."""
    text = (bag / LIST).read_bytes()
    forgeries.replace(bag, LIST, text.replace(b'"start_us":3000000', b'"start_us":3900000'))
    forgeries.replace(bag, FILM, forgeries.without((bag / FILM).read_bytes(), 2, 4))
    forgeries.manifest_anew(bag)
    (told,) = [each for each in verify_bag(bag).failures if each.details["file"] == FILM]

    assert spells(told.details["whole"]) == [(0, 1), (3, 7)]


def test_a_list_with_false_times_fails_beside_a_whole_film(bag):
    """Every field of every line of the list must be what the film gives."""
    text = (bag / LIST).read_bytes()
    forgeries.replace(bag, LIST, text.replace(b'"start_us":3000000', b'"start_us":3900000'))
    forgeries.manifest_anew(bag)
    (told,) = verify_bag(bag).failures

    assert str(told.text) == f"The fragment list {LIST} is wrong: line 5 is not what the recording gives."
