"""Custody before the station is told as claimed: its holes, its contradictions, its hours; and nothing of it fails a record."""

import re

import pytest

from station.verify.custody import custody_notes
from station.verify.languages import LANGUAGES
from station.verify.record import Record
from station.verify.report import render
from station.verify.verify import verify_bag
from tests.sessions import Script, make_session
from tests.station.rules.papers import Papers, at
from tests.station.verify.conftest import bag_of
from tests.station.verify.goods_scripts import claims, holding, together, whole
from tests.station.verify.scale_scripts import failed, noted

SEIZED = whole("consignment.registered", {"seizure_date": "2026-11-01T10:00:00Z"})
SEIZED_BY = {"giver": "name zero", "holder": "name one"}
GIVEN_ON = {"giver": "name one", "holder": "name two"}
KEPT = holding("01T10", "10T10", **SEIZED_BY), holding("10T10", None, **GIVEN_ON)


def custody_of(report):
    """The words of the notes on custody, with the entries of the claims as A, B, C: what stands before them may change."""
    notes = [each for each in report.findings if each.check == "custody"]
    letters = {str(entry): chr(ord("A") + number) for number, entry in enumerate(notes[0].details["entries"])}
    return [re.sub(r"(?<=entry |tries |. and )\d+", lambda found: letters[found[0]], str(each.text)) for each in notes]


def notes_of(papers, names=None):
    """The words of all notes on made-up papers."""
    return [str(each.text) for each in custody_notes(Record(tuple(papers.entries), ()), names or {})]


@pytest.fixture
def opened_bag(tmp_path):
    """Makes the bag of a scripted session for those entitled to its openings."""

    def make(**script):
        (tmp_path / "station").mkdir()
        return bag_of(make_session(tmp_path / "station", Script(**script)), tmp_path / "bag", openings=True)

    return make


def test_what_fits_is_told_as_claimed(opened_bag):
    """Nobody who reads the report can take papers for what the station saw; the hours run to the first package shown."""
    report = verify_bag(opened_bag(facts=SEIZED, more=claims(*KEPT)))

    assert failed(report) == []
    assert {each.verdict.name for each in report.findings if each.check == "custody"} == {"NOTE"}
    header, hours, unsealed = custody_of(report)
    assert header == (
        "CLAIMED, NOT SEEN: what is told here of the time before the station stands in papers, and the station saw none of it. "
        "Holdings claimed: 2, of consignments C1."
    )
    assert hours == (
        "As claimed, consignment C1 (packages K1; K2; K3) took 482 h 0 min from the seizure to the station, in these steps: the "
        "seizure to entry A, 0 h 0 min; entry A to entry B, 216 h 0 min; entry B to the station, 266 h 0 min."
    )
    assert unsealed == "No claim on consignment C1 names a seal."


def test_a_consignment_of_which_nothing_is_claimed(bag_of_script):
    """It is named, with the hours that nobody accounts for, and with the session that may say more."""
    facts = together(SEIZED, whole("consignment.registered", {"continues": "S20261101-01"}))
    report = verify_bag(bag_of_script(facts=facts))

    assert failed(report) == []
    assert noted(report, "custody") == (
        "Nothing is claimed about where consignment C1 (packages K1; K2; K3) was between seizure and station: 482 h 0 min. "
        "Consignment C1 was registered before, in session S20261101-01: look there, too."
    )


def test_what_does_not_fit_is_told(opened_bag):
    """A hole, a giver who did not have it, a seal that changed in silence and one with a reason, a kilogram less."""
    claimed = (
        holding("01T10", "10T10", **SEIZED_BY, package="K1", seal="Y1", gross_mg=5_100_000),
        holding("10T22", "20T10", package="K1", **GIVEN_ON | {"giver": "name four"}, seal="Y2", gross_mg=4_100_000),
        holding("19T10", None, package="K1", giver="Name  Two", seal="Z1", seal_reason="new bag"),
    )
    report = verify_bag(opened_bag(facts=SEIZED, more=claims(*claimed)))
    said = " ".join(custody_of(report))

    assert failed(report) == []
    assert (
        "HOLES: of these times nothing is claimed about consignment C1 (packages K1): 12 h 0 min from "
        "2026-11-10T10:00:00.000000Z to 2026-11-10T22:00:00.000000Z (entry A to entry B)." in said
    )
    assert (
        "IN TWO HANDS AT ONCE, as claimed, was consignment C1 (packages K1): 24 h 0 min from 2026-11-19T10:00:00.000000Z to "
        "2026-11-20T10:00:00.000000Z (entries B and C)." in said
    )
    assert "The giver of consignment C1 (packages K1) is not the holder before: entry B." in said
    assert "SEALS THAT CHANGED WITHOUT A REASON, as claimed: package K1: 'Y1' (entry A), then 'Y2' (entry B)." in said
    assert "with a reason: package K1: 'Y2' (entry B), then 'Z1' (entry C): 'new bag'." in said
    assert (
        "LOST from paper to paper, as claimed (within which limits is not known): package K1: 5100000 mg (entry A), then "
        "4100000 mg (entry B), difference -1000000 mg." in said
    )
    assert "Nothing is claimed about where consignment C1 (packages K2; K3) was" not in said
    assert "consignment C1 (packages K2; K3): " in said  # the whole time is their hole


def test_names_that_are_withheld_are_not_compared(bag_of_script):
    """Without openings the report says so, and how many hand-overs that concerns; no name is ever printed."""
    report = verify_bag(bag_of_script(facts=SEIZED, more=claims(*KEPT)))

    assert "could not be compared in 1 hand-overs: names are withheld here." in noted(report, "custody")


def test_no_name_is_printed(opened_bag):
    """Though the bag opens them: a report may be handed on."""
    report = render(verify_bag(opened_bag(facts=SEIZED, more=claims(*KEPT, holding("09T10", None)))))

    assert "is not the holder before" in report
    assert not re.search("name (zero|one|two)", report)


def test_times_that_make_no_sense():
    """Unreadable, the wrong way round, before the seizure, after the station: each is named, and covers nothing."""
    papers = Papers()
    papers.consignment(seizure_date="2026-11-01T00:00:00Z")
    papers.package(gross_mg=7)
    papers.claim("yesterday", None, seal="Z1", gross_mg=9)
    papers.claim(50, 40)
    papers.claim(-60, 30)
    papers.claim(70, 99_999, gross_mg=9)
    papers.presented(minutes=600)
    said = " ".join(notes_of(papers))

    assert "cover nothing: entry 2, since 'yesterday'; entry 3, until '2026-11-01T00:40:00+00:00'." in said
    assert "Held, as claimed, before the seizure was consignment C1 (packages K1): entry 4." in said
    assert (
        "Still held elsewhere, as claimed, when the station had it was consignment C1 (packages K1): entry 5." in said
    )
    assert "0 h 20 min from 2026-11-01T00:30:00.000000Z to 2026-11-01T00:50:00.000000Z (entry 4 to entry 3)" in said
    assert "the seizure to entry 4, -1 h 0 min; entry 4 to entry 3, 1 h 50 min" in said
    assert "GAINED from paper to paper" in said
    assert "package K1: 7 mg (entry 1), then 9 mg (entry 5), difference 2 mg" in said


def test_a_package_that_was_never_shown():
    """Its chain ends with the opening of the session, and says so; a bad day of seizure leaves the hours from there out."""
    papers = Papers(opened=600)
    papers.add("session.opened")
    papers.consignment(seizure_date="the first")
    papers.claim(0, 300, seal="Z1")

    _, holes, hours, bad_time = notes_of(papers)

    assert holes == (
        "HOLES: of these times nothing is claimed about consignment C1: 5 h 0 min from 2026-11-01T05:00:00.000000Z to "
        "2026-11-01T10:00:00.000000Z (entry 2 to the opening of the session)."
    )
    assert hours == "As claimed, consignment C1 took these steps: entry 2 to the opening of the session, 10 h 0 min."
    assert bad_time.endswith("and cover nothing: entry 1, seizure_date 'the first'.")


def test_nothing_claimed_since_a_day_that_cannot_be_read():
    """No hours are told then; a seizure known by its day alone is told as a span."""
    papers = Papers()
    papers.consignment("C1", seizure_date="the first")
    papers.consignment("C2", seizure_date="2026-11-01")
    papers.claim("2026-11-02T00:00:00Z", None, consignment="C2")
    first, *_, hours, unsealed = notes_of(papers)[1:]

    assert first == "Nothing is claimed about where consignment C1 was between seizure and station."
    assert "C2 took 142 h 40 min to 166 h 40 min from the seizure" in hours
    assert "the seizure to entry 2, 0 h 0 min to 24 h 0 min" in hours
    assert unsealed == "No claim on consignment C2 names a seal."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_times(bag_of_script, language):
    """The facts stand in each translation."""
    claimed = holding("01T10", "10T10"), holding("10T22", None)
    report = render(verify_bag(bag_of_script(facts=SEIZED, more=claims(*claimed))), language)

    assert "2026-11-10T22:00:00.000000Z" in report
    assert "482" in report


def test_times_of_papers_are_those_of_the_entry():
    """What is told as a time is the claimed one, in UTC."""
    papers = Papers()
    papers.consignment(seizure_date=at(0))
    papers.claim("2026-11-01T06:00:00+05:00", None)

    assert "1 h 0 min from 2026-11-01T00:00:00.000000Z to 2026-11-01T01:00:00.000000Z" in " ".join(notes_of(papers))
