"""A sealed room in theory, from hand to hand in practice."""

import pytest

from tests.goods_day import POWDER, Day, Parcel
from tests.station.scenarios.document import misquoted
from tests.station.verify.goods_scripts import holding
from tests.station.verify.scale_scripts import failed, noted

PAPERS = (
    holding("01T10", "03T10", giver="name zero", holder="name one", seal="Y-1"),
    holding("05T10", "12T10", giver="name four", holder="name two", seal="Z-1"),
    holding("11T10", None, giver="name two", holder="name three", seal="Z-1"),
)


@pytest.fixture(scope="module")
def scene(play):
    """Three holdings: two days that nobody tells of, one day in two hands, a giver who never had it, a new seal."""
    goods = POWDER | {"seizure_date": "2026-11-01T10:00:00Z"}
    told = tuple(("custody.claimed", each) for each in PAPERS)
    return play(Day((Parcel("K1", "1050.0"),), goods, told=told))


def test_what_papers_tell_is_shown_as_claimed(scene):
    """First of all that nobody saw it; no hole fails a record, and none is filled."""
    custody = noted(scene.report, "custody")

    assert failed(scene.report) == []
    assert custody.startswith("CLAIMED, NOT SEEN: what is told here of the time before the station stands in papers")
    assert "HOLES: of these times nothing is claimed about consignment C1 (packages K1): 48 h 0 min from" in custody
    assert "IN TWO HANDS AT ONCE, as claimed, was consignment C1 (packages K1): 24 h 0 min from" in custody
    assert "The giver of consignment C1 (packages K1) is not the holder before: entry " in custody
    assert "SEALS THAT CHANGED WITHOUT A REASON, as claimed: package K1: 'Y-1' (entry " in custody


def test_the_hours_are_told_from_the_seizure_to_the_station(scene):
    """Shorter time is still time."""
    assert "As claimed, consignment C1 (packages K1) took 482 h 0 min from the seizure to the station" in noted(
        scene.report, "custody"
    )


def test_the_act_says_the_same(scene):
    """Under a heading that nobody can take for what was seen."""
    act = scene.act()

    assert "Custody before the station: CLAIMED, NOT SEEN" in act
    assert "All of this stands in papers; the station saw none of it." in act
    assert "HOLES: of these times nothing is claimed about consignment C1" in act


@pytest.mark.parametrize(("language", "words"), [("ru", "ЗАЯВЛЕНО"), ("kk", "МӘЛІМДЕЛГЕН, БІРАҚ КӨРІЛМЕГЕН")])
def test_it_is_said_in_the_court_s_language(scene, language, words):
    """That nobody saw it."""
    assert words in scene.verifier(language)


def test_the_document_quotes_it(scene):
    """docs/known-failures.md."""
    assert misquoted("test_hand_to_hand", verifier=scene.verifier(), act=scene.act()) == []
