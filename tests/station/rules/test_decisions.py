"""What people decide about a package in doubt: who may, about what, and what a decision excuses and what it does not."""

import pytest

from station.rules.goods import Fate
from station.rules.moves import check
from tests.goods import sample
from tests.station.rules.goods_sessions import (
    OPEN_BATCH,
    charge,
    decided,
    kit_says,
    presented,
    registered,
    session_with,
    set_aside,
    weighing,
)
from tests.station.rules.scale_sessions import missing, take

AGAIN = ("batch.opened", {"batch": "B2"})
CANCEL = ("batch.cancelled", {"batch": "B1", "reason": "a package in doubt"})


def damaged(**papers):
    """A session in which K1 was set aside because its seal is damaged; between batches."""
    session = session_with(packages=("K1",), **papers)
    take(session, presented("K1", seal_state="damaged"), set_aside("K1"))
    return session


def weighed_and_kept(grams, **papers):
    """A session in which K1 was set aside after its weighing; between batches."""
    session = session_with(packages=())
    take(session, registered("K1", **papers), OPEN_BATCH, presented("K1"), weighing("K1", grams))
    take(session, set_aside("K1"), CANCEL)
    return session


# --- nothing in doubt enters the furnace ---


def test_nothing_in_doubt_is_charged():
    """All that speaks against it is named; set aside, it lets the others burn."""
    session = session_with()
    take(session, OPEN_BATCH, presented("K1", seal="Z9", seal_state="open"), presented("K2"))
    take(session, weighing("K1", "5000.0"), weighing("K2", "4000.0", weighing=2))

    told = missing(session, *charge("K1", "K2", mass_mg=9_000_000))
    assert "package K1 to be set aside, and decided upon by those present" in told
    assert "its seal was not intact, its seal is not the one on paper" in told
    take(session, set_aside("K1"), charge("K2", mass_mg=4_000_000))


def test_a_decision_brings_a_package_back_to_be_shown_and_weighed_again():
    """Nobody burns what was out of view meanwhile; a second weighing corrects the first."""
    session = weighed_and_kept("5000.0")
    take(session, decided("K1"), AGAIN)
    assert session.packages["K1"].fate is Fate.REGISTERED
    second = weighing("K1", "5000.0", batch="B2", weighing=2, corrects=1)
    assert "package K1 and its seal to be shown to the cameras" in missing(session, *second)
    take(session, presented("K1"), second, charge("K1", mass_mg=5_000_000, batch="B2"))


def test_what_is_kept_stays_kept_until_people_decide_otherwise():
    """A decision to keep is recorded and changes nothing."""
    session = damaged()
    take(session, decided("K1", "keep"))

    assert session.packages["K1"].fate is Fate.SET_ASIDE
    assert session.doubts(session.packages["K1"]) == ["its seal was not intact"]
    check(session, *decided("K1", "burn"))


# --- who decides, and about what ---


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"persons": ["P1", "P2"]}, "media to decide with the others"),
        ({"persons": ["P1", "P3"]}, "prosecutor or judiciary to decide with the others"),
        ({"persons": ["P1", "P2", "P3", "P9"]}, "people who are present: P9 is not"),
        ({"persons": []}, "police to decide with the others"),
        ({"decision": "sell"}, "burn or keep: 'sell' is neither"),
        ({"reason": " "}, "a reason in words"),
        ({"package": "K9"}, "package K9 to be registered first"),
    ],
)
def test_one_of_each_group_of_the_quorum_decides_with_a_reason(otherwise, words):
    """All who are named are present, and what they decide is one of two things."""
    kind, data = decided("K1")

    assert words in missing(damaged(), kind, data | otherwise)
    check(damaged(), kind, data)


def test_who_has_left_decides_nothing():
    """However long he was in the room."""
    session = damaged()
    take(session, ("person.left", {"person": "P3"}))

    told = missing(session, *decided("K1"))
    assert "people who are present: P3 is not" in told
    assert "media to decide with the others" in told


def test_nothing_is_decided_of_a_package_without_doubt():
    """A decision beforehand would excuse what nobody has seen."""
    assert "a package set aside or in doubt: K1 is registered" in missing(session_with(), *decided("K1"))


def test_a_decision_is_made_between_batches():
    """With the furnace at rest, and nothing on the scale."""
    session = damaged()
    take(session, registered("K2"), OPEN_BATCH)

    assert "between batches" in missing(session, *decided("K1"))


# --- what a decision excuses ---


def test_what_was_known_is_excused():
    """The seal is as damaged as it was when they decided: it is told again, and burns."""
    session = damaged()
    take(session, decided("K1"), OPEN_BATCH, presented("K1", seal_state="damaged"), weighing("K1", "5000.0"))

    assert session.doubts(session.packages["K1"]) == []
    take(session, charge("K1", mass_mg=5_000_000))


@pytest.mark.parametrize(
    ("shown", "doubt"),
    [
        ({"seal_state": "open"}, "its seal was not intact"),
        ({"seal": "Z9"}, "its seal is not the one on paper"),
    ],
)
def test_what_is_found_afterwards_is_not(shown, doubt):
    """Nobody has decided about a seal that has changed since."""
    session = damaged()
    take(session, decided("K1"), OPEN_BATCH, presented("K1", **shown), weighing("K1", "5000.0"))

    assert session.doubts(session.packages["K1"]) == [doubt]
    assert doubt in missing(session, *charge("K1", mass_mg=5_000_000))


def test_a_test_that_fails_afterwards_is_not_excused():
    """Of two failed tests people have decided about one."""
    session = session_with()
    take(session, kit_says("K1", "unclear"), set_aside("K1"), decided("K1"))
    assert session.doubts(session.packages["K1"]) == []
    take(session, kit_says("K1", "not_as_declared", test="T2"))

    assert session.doubts(session.packages["K1"]) == ["its test did not find what is declared"]


@pytest.mark.parametrize("stated_mg", [5_000_000, 8_000_000, None])
@pytest.mark.parametrize(
    ("grams", "found"),
    [
        ("5002.0", []),
        ("4999.0", []),
        ("4990.0", ["it lost mass beyond the limits of both weighings"]),
        ("5010.0", ["it gained mass beyond the limits of both weighings"]),
    ],
)
@pytest.mark.parametrize("shown_as", ["gross", "net", "displayed"])
def test_nobody_takes_a_part_of_what_people_have_decided_about(stated_mg, grams, found, shown_as):
    """The mass that they saw on the scale is the one to compare with: whatever the papers say, and plants do not dry so fast.

    Nor does it help to tare the scale. Both weighings have a limit of 1 g: 5 kg in class II with e = 1 g.
    """
    session = weighed_and_kept("5000.0", gross_mg=stated_mg)
    take(session, decided("K1"), AGAIN, presented("K1"))
    take(session, weighing("K1", grams, batch="B2", weighing=2, corrects=1, shown_as=shown_as))

    assert session.doubts(session.packages["K1"]) == found


def test_a_loss_that_was_excused_does_not_excuse_the_next():
    """Powder that was a kilogram short when they decided, and is two short now."""
    session = session_with(packages=(), form="powder", fresh=False)
    take(session, registered("K1", gross_mg=6_000_000), OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))
    lost = ["it lost mass beyond the limits of both weighings"]
    assert session.doubts(session.packages["K1"]) == lost
    take(session, set_aside("K1"), CANCEL, decided("K1"), AGAIN, presented("K1"))
    take(session, weighing("K1", "4000.0", batch="B2", weighing=2, corrects=1))

    assert session.doubts(session.packages["K1"]) == lost
    assert "it lost mass" in missing(session, *charge("K1", mass_mg=4_000_000, batch="B2"))


def test_what_was_taken_before_the_first_weighing_is_not_taken_twice():
    """The mass that they decided about was without it already."""
    session = session_with(packages=())
    seen = sample("B1", "C1", seen=True, package="K1", mass_mg=20_000)
    take(session, registered("K1", gross_mg=5_020_000), ("sample.kept", seen), OPEN_BATCH)
    take(session, presented("K1"), weighing("K1", "5000.0"), set_aside("K1"), CANCEL, decided("K1"), AGAIN)
    take(session, presented("K1"), weighing("K1", "4980.0", batch="B2", weighing=2, corrects=1))

    assert session.doubts(session.packages["K1"]) == ["it lost mass beyond the limits of both weighings"]


# --- under another number ---


@pytest.mark.parametrize("papers", [{"seal": "z-1"}, {"seal": "Z7", "set_aside_in": "S20261120-01"}])
def test_a_package_keeps_its_doubt_under_another_number(papers):
    """In this session by its seal, from another one by what its registration says; people decide before it burns."""
    session = damaged()
    take(session, registered("K2", **papers), OPEN_BATCH, presented("K2", seal=papers["seal"]))
    take(session, weighing("K2", "5000.0"))
    assert "it was set aside before" in missing(session, *charge("K2", mass_mg=5_000_000))

    session = damaged()
    take(session, registered("K2", **papers), decided("K2"), OPEN_BATCH, presented("K2", seal=papers["seal"]))
    take(session, weighing("K2", "5000.0"), charge("K2", mass_mg=5_000_000))
