"""The oldest doubt: half of it was cut with sugar, or exchanged, and the good half sold."""

import pytest

from tests.goods import stated
from tests.goods_day import POWDER, Day, Draw, Parcel
from tests.station.scenarios.document import misquoted
from tests.station.verify.scale_scripts import failed, noted

BAGS = tuple(f"K{number}" for number in range(1, 21))
PAPERS = {"stated": stated(gross_mg=1_050_000, net_mg=1_000_000)}
SUGAR = frozenset({"K2", "K3", "K4", "K5", "K9", "K10", "K12", "K13", "K16", "K20"})


def day(draw, **otherwise):
    """Twenty bags of a kilogram, weighed as on paper."""
    return Day(tuple(Parcel(each, "1050.0", PAPERS, **otherwise) for each in BAGS), POWDER, draw)


def result(package):
    """What a colour test says: of pure sugar that it is no cocaine."""
    return "not_as_declared" if package in SUGAR else "as_declared"


@pytest.fixture(scope="module")
def found(play):
    """Ten bags are sugar; the draw is to show nine in ten."""
    return play(day(Draw(result), aside="the draw found sugar"))


@pytest.fixture(scope="module")
def missed(play):
    """Ten bags are sugar; the draw is to show a half only, falls on four, and on none of the ten."""
    return play(day(Draw(result, share="1/2")))


@pytest.fixture(scope="module")
def cut(play):
    """All bags are half sugar: the test finds cocaine in each."""
    return play(day(Draw()))


def test_a_draw_of_nine_in_ten_finds_it(found):
    """Twelve of twenty are tested; only ten are good."""
    assert failed(found.report) == []
    assert noted(found.report, "tests").startswith(
        "THE CLAIM OF DRAW D1 DOES NOT HOLD. Of the 12 packages of consignment C1"
    )


def test_a_small_draw_claims_no_more_than_it_shows(missed):
    """It missed ten bags of sugar; its claim is still true, and beside it stands how often such a draw misses so many."""
    drawn = next(entry.data["drawn"] for entry in missed.made.entries if entry.kind == "draw.made")
    tests = noted(missed.report, "tests")

    assert SUGAR.isdisjoint(drawn)
    assert failed(missed.report) == []
    assert "with 95 % confidence at least 50 % of the 20 packages are, that is 10 or more." in tests
    assert (
        "But if 10 of the 20 packages are swapped, a draw of 4 misses all of them with a probability of 4.34 %."
        in tests
    )
    assert (
        "A single swapped package is drawn with a probability of 20 %: re-testing cannot find one swapped bag" in tests
    )


def test_what_is_cut_is_found_as_declared_and_the_record_says_so(cut):
    """Masses, seals, tests and ash are all right, and half of it is sugar."""
    unseen = noted(cut.report, "unseen")

    assert failed(cut.report) == []
    assert noted(cut.report, "tests").startswith("Draw D1 of consignment C1 came out well: of the 12 packages")
    assert (
        "a drug cut with sugar is found as declared, at any purity. Only a laboratory can say, from the samples kept."
        in unseen
    )
    assert "sugar burns as drugs do and leaves as little." in unseen


def test_an_exchange_on_the_way_to_the_fire_is_left_to_the_films(missed):
    """No entry tells of it; the report names the times and the act the films, those with the most time first."""
    unseen = noted(missed.report, "unseen")
    (spells,) = (each.details["spells"] for each in missed.report.findings if "spells" in each.details)

    assert "Between its showing and the furnace a package can be exchanged for another, and no entry tells." in unseen
    assert "package K1, 39.9 s from 2026-11-21T12:00:07.1" in unseen
    on_film = {each["camera"]: 0 for each in spells[0]["films"]}
    for each in spells[0]["films"]:
        on_film[each["camera"]] += each["to_us"] - each["from_us"]
    assert on_film == {"scale": 39_900_000, "furnace": 39_900_000}
    assert "In view, UTC+05:00 / UTC; film, time in the film" in missed.act()


def test_the_act_says_what_it_does_not_prove(cut):
    """In the section that nobody can leave out."""
    act = cut.act()

    assert "That the drug was not cut or replaced with sugar or another organic powder." in act
    assert "That a package of the same mass was not exchanged." in act
    assert "What is in the packages that were not opened and tested here: 8 of 20." in act


@pytest.mark.parametrize(("language", "words"), [("ru", "разбавленный сахаром"), ("kk", "қант қосылған")])
def test_it_is_said_in_the_court_s_language(cut, language, words):
    """That a test does not tell how much."""
    assert words in cut.verifier(language)


def test_the_document_quotes_it(found, missed, cut):
    """docs/known-failures.md."""
    said = " ".join(each.verifier() for each in (found, missed, cut))

    assert misquoted("test_cut_with_sugar", verifier=said, act=cut.act()) == []
