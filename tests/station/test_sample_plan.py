"""`station sample-plan`: the size, the claim, its opposite and the comparison, for people and for programs."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from station.cli.app import app
from station.cli.sample_plan import MILLIONTHS
from station.rules.sampling import Demand, Plan, least_size, missed
from station.verify.claim import CONDITIONS, claim, opposite
from tests.missed_picture import picture

OF_A_HUNDRED = ("--packages", "100", "--share", "90%", "--confidence", "95%")


@pytest.fixture
def plan(monkeypatch):
    """Ask for a plan on a wide English terminal; return what was printed, on one line."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def asked(*words):
        done = CliRunner().invoke(app, ["sample-plan", *words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    return asked


def test_the_claim_and_its_opposite(plan):
    """The size, what it shows, what it misses, and what no draw finds."""
    text = plan(*OF_A_HUNDRED)

    assert text.startswith(
        "Packages to test: 23 / 100 If all 23 tested packages are found to be as declared, then with 95 %"
    )
    assert "at least 90 % of the 100 packages are, that is 90 or more. This holds only if" in text
    assert (
        "But if 10 of the 100 packages are swapped, a draw of 23 misses all of them with a probability of 6.34 %."
        in text
    )
    assert "misses with a probability above 5 % is 10." in text
    assert "re-testing cannot find one swapped bag in a large store; weights, seals and images must." in text
    assert "find one 1 77 % 95 2 59.12 % 78 5 26.25 % 45 10 6.34 % 25 11 4.72 % 23 " in text


def test_the_plans_and_customs_beside_each_other(plan):
    """With the confidence that each really gives in this store, rounded down."""
    compared = plan(*OF_A_HUNDRED).partition("Confidence that it gives ")[2]

    assert compared == (
        "hypergeometric (this store) 23 95.28 % binomial (endless store) 29 98.19 % beta, Bayes (endless store) 28 97.86 % "
        "beta-binomial, Bayes (this store) 22 94.5 % square root 10 70.62 % Colón 28 97.86 % USP 20 92.6 %"
    )


def test_the_same_for_programs(plan):
    """Probabilities are whole millionths, fractions stay fractions, and no locale changes them."""
    found = json.loads(plan(*OF_A_HUNDRED, "--allowed-negatives", "1", "--plan", "beta", "--prior", "3", "1", "--json"))

    assert (found["plan"], found["size"], found["needed"], found["prior"]) == ("beta", 43, 90, [3, 1])
    assert (found["share"], found["confidence"], found["allowed_negatives"]) == ("9/10", "19/20", 1)
    assert "If no more than 1 of the 43 tested packages are found not to be as declared" in found["claim"]
    assert "as Be(3, 1)." in found["claim"]
    assert "finds no more than the 1 allowed negatives, and so passes," in found["opposite"][0]
    assert [each["swapped"] for each in found["missed"]] == [1, 2, 5, 10, 11]
    assert found["missed"][0] == {"swapped": 1, "missed_millionths": MILLIONTHS, "discovery_size": 95}
    assert [each["rule"] for each in found["compared"]][-3:] == ["square root", "Colón", "USP"]


def test_when_all_are_tested_nothing_is_left_to_chance(plan):
    """There is no opposite to it then."""
    text = plan("--packages", "5", "--share", "1", "--confidence", "95%")
    found = json.loads(plan("--packages", "5", "--share", "1", "--confidence", "95%", "--json"))

    assert text.startswith("Packages to test: 5 / 5 All 5 packages are tested: nothing is left to chance,")
    assert "swapped, a draw" not in text
    assert (found["opposite"], found["largest_missed"]) == ([], 0)


def test_a_share_of_all_speaks_of_a_single_package(plan):
    """The claim that none is swapped is false from the first one on."""
    text = plan("--packages", "100", "--share", "100%", "--confidence", "95%")

    assert (
        "But if 1 of the 100 packages are swapped, a draw of 95 misses all of them with a probability of 5 %." in text
    )
    assert "Even a single swapped package is missed with a probability of 5 % at most." in text


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [("ru", "доверительной вероятностью 95 % такими являются", "6,34 %"), ("kk", "95 % сенімділікпен", "6,34 %")],
)
def test_in_other_languages(plan, language, words, number):
    """With their decimal comma; nothing is left in English but a proper name."""
    text = plan(*OF_A_HUNDRED, "--language", language)

    assert words in text
    assert number in text
    assert {word for word in text.split() if word.isascii() and word.isalpha()} == {"USP"}


def test_a_share_without_a_decimal_end_stays_a_fraction(plan):
    """Two thirds are not 66.67 %."""
    assert "at least 2/3 of the 99 packages are, that is 66 or more" in plan(
        "--packages", "99", "--share", "2/3", "--confidence", "95%"
    )


def test_the_document_says_what_the_program_says():
    """Its example of a claim and of its opposite, word for word."""
    demand = Demand(100, Fraction(9, 10), Fraction(95, 100))
    size = least_size(Plan.HYPERGEOMETRIC, demand)
    said = f"> {claim(Plan.HYPERGEOMETRIC, demand, size)}"
    document = Path("docs/sampling.md").read_text(encoding="utf-8")

    assert said.removesuffix(f" {CONDITIONS}") in document
    assert f"> {opposite(100, size, 5, missed(100, size, 5))}\n" in document


def test_the_picture_of_the_document_is_drawn_from_the_same_numbers():
    """And fits into a page: under 50 kB."""
    svg = Path("docs/missed.svg").read_text(encoding="utf-8")

    assert svg == picture(), "draw it again with: python -m tests.missed_picture > docs/missed.svg"
    assert len(svg) < 50_000
