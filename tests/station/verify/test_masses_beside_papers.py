"""Masses beside the papers: within the limits of both weighings, lost, gained, or perhaps only dry."""

import pytest

from station.formats.entry import Entry, Moment
from station.rules.metrology import Change
from station.verify.languages import LANGUAGES
from station.verify.masses import check_masses
from station.verify.report import Verdict, render
from station.verify.verify import verify_bag
from station.verify.weighed import Weighing, steps
from tests.draws import DrawDay
from tests.goods import sample
from tests.sessions import SESSION
from tests.station.act.goods_days import kept_from_the_fire, nothing_burned
from tests.station.verify.goods_scripts import one_burned, passed, together, whole
from tests.station.verify.scale_scripts import failed, noted, of, told

K2_ASIDE = (10.55, "package.set_aside", {"package": "K2", "reason": "in doubt"})


def papers(gross_mg, package="K1", **otherwise):
    """Facts in which the papers of a package are otherwise."""
    return whole("package.registered", {"stated": {"gross_mg": gross_mg}, **otherwise}, package=package)


POWDER = of("consignment.registered", {"form": "powder", "fresh": False})
LIGHT = together(papers(5_000_000), papers(4_000_000, "K2"))  # as they are weighed


def test_the_same_within_both_limits(bag_of_script):
    """The last official mass and its limit come before what was stated at seizure; whose limit is not told is named."""
    last = {"gross_mg": 5_001_500, "bound_mg": 500, "source": "store's scale"}
    facts = together(POWDER, LIGHT, papers(9_000_000, last=last))
    report = verify_bag(bag_of_script(facts=facts))
    said = noted(report, "masses")

    assert failed(report) == []
    assert (
        "Same within U: package K1, 5001500 mg on paper, 5000000 mg weighed (weighing 2), difference -1500 mg, U 1500 mg;"
        in said
    )
    assert "so U is the limit of the weighing here alone: K2." in said
    assert (
        "The 2 packages burned weighed 9000000 mg together; with the permissible errors and one division each, the sum "
        "is right "
        "within 4000 mg." in said
    )


@pytest.mark.parametrize(
    ("stated_mg", "words"),
    [
        (4_001_001, "LOST since the papers were written: package K2, 4001001 mg on paper, 4000000 mg weighed"),
        (3_998_999, "GAINED since the papers were written: package K2, 3998999 mg on paper, 4000000 mg weighed"),
    ],
)
def test_a_powder_that_lost_or_gained_is_loud(bag_of_script, stated_mg, words):
    """A milligram beyond the limit; it was set aside, as the rules ask."""
    facts = together(POWDER, LIGHT, papers(stated_mg, "K2"), one_burned)
    report = verify_bag(bag_of_script(facts=facts, more=(K2_ASIDE,)))

    assert failed(report) == []
    assert words in noted(report, "masses")
    assert "drying" not in noted(report, "masses")


def test_a_powder_that_lost_and_burned_breaks_the_rules(bag_of_script):
    """Without a decision of the people present; the difference is told all the same."""
    report = verify_bag(bag_of_script(facts=together(POWDER, LIGHT, papers(4_002_000, "K2"))))

    assert failed(report) == ["rules"]
    assert "LOST since the papers were written: package K2" in noted(report, "masses")
    assert "which breaks the rules, no mass is compared." in noted(report, "masses")
    assert not passed(report, "masses")


def test_a_plant_could_be_drying_within_its_share(bag_of_script):
    """First weighed fresh, and no more than the conditions expect: said so, and never called the same."""
    facts = whole("session.opened", {"conditions": {"drying_permille": 250}})
    report = verify_bag(bag_of_script(facts=together(facts, papers(5_100_000), papers(5_333_333, "K2"))))
    said = noted(report, "masses")

    assert failed(report) == []
    assert (
        "it could be drying: plants that were first weighed fresh, of which this session's conditions expect up to 250‰"
        in said
    )
    assert "package K2, 5333333 mg on paper, 4000000 mg weighed (weighing 3), difference -1333333 mg" in said
    assert "Same within" not in said


@pytest.mark.parametrize("change", [{"fresh": False}, {"form": "tablets", "fresh": False}])
def test_what_was_not_weighed_fresh_cannot_be_drying(bag_of_script, change):
    """Nor what is no plant, nor more than the share."""
    facts = together(of("consignment.registered", change), LIGHT, papers(4_100_000, "K2"), one_burned)
    report = verify_bag(bag_of_script(facts=facts, more=(K2_ASIDE,)))

    assert failed(report) == []
    assert "LOST since the papers were written: package K2" in noted(report, "masses")


def test_what_was_taken_here_is_not_lost(bag_of_script):
    """A sample taken before the weighing is counted out of the papers' mass."""
    taken = sample("B1", "C1", which="B", package="K1", seen=True, seal="S-9", mass_mg=900)
    facts = together(POWDER, LIGHT, papers(5_000_900))
    report = verify_bag(bag_of_script(facts=facts, more=((5.9, "sample.kept", taken),)))

    assert failed(report) == []
    assert (
        "Same within U: package K1, 5000900 mg on paper, 900 mg taken from it by people's word, 5000000 mg weighed "
        "(weighing 2), difference 0 mg, U 1000 mg" in noted(report, "masses")
    )


def test_the_pass_counts_what_was_compared(bag_of_script):
    """And what stands beside no mass is named."""
    facts = together(POWDER, LIGHT, papers(None, "K2"), one_burned)
    report = verify_bag(bag_of_script(facts=facts, more=(K2_ASIDE,)))

    assert failed(report) == []
    assert told(report, "masses", Verdict.PASS) == (
        "Packages weighed: 2; of these, compared with a mass on their papers: 1."
    )
    assert (
        "NOT COMPARED with anything, since their papers state no mass of the kind that the scale showed: package K2, "
        "4000000 mg "
        "displayed (weighing 3)." in noted(report, "masses")
    )


def test_a_session_without_a_weighing_compares_nothing():
    """Its pass says so in figures."""
    (found,) = check_masses(DrawDay().record)

    assert str(found.text) == "Packages weighed: 0; of these, compared with a mass on their papers: 0."


@pytest.mark.parametrize(
    ("limit_mg", "named"),
    [(50_000, ""), (50_001, "package K1, 5000000 mg within 50001 mg"), (100_000, "within 100000 mg")],
)
def test_a_paper_that_allows_for_more_than_a_percent_is_named(bag_of_script, limit_mg, named):
    """Whoever writes the paper says how much may be gone unseen."""
    last = {"gross_mg": 5_000_000, "bound_mg": limit_mg, "source": "store"}
    report = verify_bag(bag_of_script(facts=together(POWDER, LIGHT, papers(9_000_000, last=last))))

    assert failed(report) == []
    assert ("PAPERS THAT ALLOW FOR MORE THAN 1 %" in noted(report, "masses")) == bool(named)
    assert named in noted(report, "masses")


def corrected(kind, data):
    """The second weighing is of the first package again, as a correction; the second package is never weighed."""
    if kind == "weighing.recorded" and data["weighing"] == 3:
        return data | {"package": "K1", "corrects": 2}
    return data


def test_what_changed_between_two_weighings_is_loud_and_no_drying(bag_of_script):
    """A plant of 5.1 kg could dry to 4 kg; not from one weighing here to the next."""
    fresh = whole("session.opened", {"conditions": {"drying_permille": 770}})
    facts = together(fresh, corrected, nothing_burned)
    said = noted(verify_bag(bag_of_script(facts=facts, more=kept_from_the_fire("lighter"))), "masses")

    assert (
        "LOST HERE, between two weighings: package K1, 5000000 mg displayed (weighing 2), then 4000000 mg displayed "
        "(weighing 3), "
        "taken from it between 0 mg, difference -1000000 mg, U 2000 mg." in said
    )
    assert (
        "LOST since the papers were written: package K1, 5100000 mg on paper, 4000000 mg weighed (weighing 3)" in said
    )
    assert "drying" not in said


def weighing(mass_mg, taken_mg=0):
    """A weighing of K1 with a limit of 1 g, and what had been taken from it by then."""
    data = {"package": "K1", "mass_mg": mass_mg, "bound_mg": 1_000, "shown_as": "gross"}
    entry = Entry(0, "weighing.recorded", Moment(0, 0), data, session=SESSION)
    return Weighing(entry, entry, None, decided=False, drying=False, taken_mg=0, taken_here_mg=taken_mg)


@pytest.mark.parametrize(
    ("weighings", "changes"),
    [
        ([weighing(5_000_000)], []),
        ([weighing(5_000_000), weighing(4_998_000)], [Change.SAME]),
        ([weighing(5_000_000), weighing(4_997_999)], [Change.LOST]),
        ([weighing(5_000_000), weighing(5_002_001)], [Change.GAINED]),
        ([weighing(5_000_000, 20), weighing(4_990_000, 10_020)], [Change.SAME]),
        ([weighing(5_000_000), weighing(4_998_500), weighing(4_997_000)], [Change.SAME, Change.LOST]),
        ([weighing(5_000_000), weighing(4_000_000), weighing(5_000_000)], [Change.LOST, Change.GAINED]),
    ],
)
def test_no_weighing_hides_another(weighings, changes):
    """Each is held against the one before and against the first, less what was taken between."""
    assert [step.found.change for step in steps(weighings)] == changes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_it(bag_of_script, language):
    """With the same numbers."""
    facts = together(POWDER, LIGHT, papers(4_002_000, "K2"), one_burned)
    refused = {"what": "case-package", "number": "17", "before": {"session": SESSION, "package": "K7"}}
    report = render(verify_bag(bag_of_script(facts=facts, more=(K2_ASIDE, (2.6, "number.refused", refused)))), language)

    assert ("4002000" in report, "K7" in report) == (True, True)
    assert language == "en" or "case-package" not in report
