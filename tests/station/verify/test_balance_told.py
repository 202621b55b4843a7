"""What the verifier says of the balance: every mass in words, a difference as a note, and the close held against its entries."""

import pytest

from station.rules.balance import Gap, Lacking
from station.verify.balance import _gap, check_balance
from station.verify.languages import say
from station.verify.record import Record
from station.verify.report import Verdict
from tests.station.rules.balance.goods_entries import Log

OPINION = {"number": "E-1", "date": "2026-03-09", "result": "heroin", "purity_permille": 310, "used_mg": 5_000}


def a_day(*, weighed_mg=4_075_000, packages_burned=1, burned_mg=None):
    """10 kg net in three packages: 5 g analysed, a sample of 20 g; one burned, one set aside, one missing."""
    log = Log()
    log.take("session.opened")
    log.consignment(net_mg=10_000_000, opinions=[OPINION])
    log.package("K1", gross_mg=4_100_000, net_mg=4_000_000, last=4_095_000)
    log.package("K2", gross_mg=3_100_000, net_mg=3_000_000)
    log.package("K3", gross_mg=3_100_000, net_mg=3_000_000)
    log.sample("M1", 20_000, package="K1", seen=True)
    log.weighed("K1", weighed_mg)
    log.set_aside("K2")
    log.burned("K1")
    log.missing("K3")
    log.weighed(None, 90_000, batch=None, purpose="residue")
    log.take("session.closed", packages_burned=packages_burned, burned_mg=burned_mg or weighed_mg)
    return log


def told(log):
    """The findings: what passes or fails, and the notes' texts."""
    found = list(check_balance(Record(tuple(log.entries), ())))
    notes = [each for each in found if each.verdict is Verdict.NOTE]
    return [each for each in found if each.verdict is not Verdict.NOTE], notes


def test_the_pass_counts_the_consignments_that_close():
    """Of one whose seized mass nobody states nothing is said to stand against it."""
    log = a_day()
    log.consignment("C2")
    (passed,), _ = told(log)

    assert str(passed.text) == (
        "Every package counts once. Consignments: 2; of these, standing against what was seized: 1, and within U: 1."
    )


def test_kept_samples_that_burn_stand_beside_the_line():
    """What was kept and what came as it: a sample of 20 g does not weigh 3 kg."""
    log = a_day(packages_burned=2, burned_mg=7_075_000)
    log.sample("M2", 20_000)
    log.package("S1", sample="M2")
    log.weighed("S1", 3_000_000)
    log.burned("S1", batch="B2")
    _, (_, consignment) = told(log)

    assert (
        "Beside this line, kept samples that came as packages: sample M2, 20000 mg when it was kept, as package S1, "
        "3000000 mg "
        "weighed, burned." in str(consignment.text)
    )


def test_a_statement_that_contradicts_an_earlier_one_is_told():
    """The earlier one stands, and the entry of the later one is named."""
    log = a_day()
    log.consignment(net_mg=9_000_000, opinions=[OPINION])
    _, notes = told(log)

    assert str(notes[-1].text) == (
        "CONTRADICTED: of consignment C1 these entries state otherwise what was stated before, which stands: "
        f"{log.entries[-1].index}."
    )


def test_a_consignment_is_told_in_one_sentence():
    """With every mass, where it comes from, and what is missing."""
    (passed,), (session, consignment) = told(a_day())

    assert passed.verdict is Verdict.PASS
    assert str(consignment.text) == (
        "Consignment C1 (entry 1): seized 10000000 mg net; analysed 5000 mg; samples 20000 mg; presented 9975000 mg "
        "(packages: 3), of which burned 3975000 mg (packages: 1), set aside 3000000 mg (packages: 1), missing 3000000 mg "
        "(packages: 1); difference 0 mg, within U, 3000 mg. "
        "Of this, samples and what tests used up stand by people's word alone, weighed by no scale of this record: "
        "20000 mg. "
        "MISSING (packages: 1): 3000000 mg; of so many of them no entry says what became: 0. "
        "Not weighed here, but taken from papers: 2 of these packages; weighed here, and the packaging taken off by "
        "papers: 1."
    )
    assert str(session.text).startswith("The whole session S1: seized 10000000 mg net;")
    assert str(session.text).endswith("nothing of what burned: 90000 mg.")


@pytest.mark.parametrize(
    ("weighed_mg", "outcome"),
    [
        (4_072_000, "difference 3000 mg, within U, 3000 mg"),
        (4_071_999, "difference 3001 mg, LOST beyond U, 3000 mg"),
        (4_078_001, "difference -3001 mg, GAINED beyond U, 3000 mg"),
    ],
)
def test_a_difference_is_a_note_and_no_verdict(weighed_mg, outcome):
    """Also beyond U nothing fails: why something is missing is not in the record."""
    (passed,), notes = told(a_day(weighed_mg=weighed_mg))

    assert passed.verdict is Verdict.PASS
    assert all(outcome in str(each.text) for each in notes)


def test_programs_get_the_figures_with_their_entries():
    """Whoever prints a figure can show what it rests on."""
    _, (_, consignment) = told(a_day())

    assert consignment.details["difference_mg"] == 0
    assert consignment.details["rests_on"]["burned"] == [2, 6, 8, 9]
    assert consignment.details["unknown"] == []


def test_a_balance_that_does_not_close_names_why():
    """A package without any mass is named, and what is known is told."""
    log = a_day()
    log.package("K4")
    _, (_, consignment) = told(log)

    assert "missing 3000000 mg and what is not known (packages: 2)" in str(consignment.text)
    assert "IT DOES NOT CLOSE: package K4 was not weighed, and no mass of it is stated." in str(consignment.text)
    assert consignment.details["unknown"] == [{"lacking": "mass", "consignment": "C1", "number": "K4"}]
    assert consignment.details["difference_mg"] is None


@pytest.mark.parametrize("lacking", [each for each in Lacking if each not in {Lacking.AMOUNT, Lacking.RESIDUE}])
def test_every_gap_of_a_line_has_words_of_its_own(lacking):
    """In every language, with the number of what it is about."""
    english, russian, kazakh = (say(_gap(Gap(lacking, "C1", "N7")), language) for language in ("en", "ru", "kk"))

    assert len({english, russian, kazakh}) == 3
    assert all(any(name in each for name in ("C1", "N7")) for each in (english, russian, kazakh))


def test_pieces_and_millilitres_are_told_where_papers_state_any():
    """And what a package does not state is not known, rather than none."""
    log = Log()
    log.consignment(count=300, millilitres=900)
    log.package("K1", count=280)
    _, (_, consignment) = told(log)

    assert (
        "Pieces, by papers and counted by nobody here: seized 300, burned 0, set aside 0, missing 280, difference 20."
    ) in str(consignment.text)
    assert "seized 900, burned 0, set aside 0, missing not known, difference not known." in str(consignment.text)


@pytest.mark.parametrize("forged", [{"burned_mg": 4_075_001}, {"packages_burned": 2}])
def test_a_close_that_states_more_than_burned_fails(forged):
    """The balance counts by another way than the rules do."""
    log = a_day()
    log.entries[-1].data.update(forged)
    (failed,), _ = told(log)

    assert failed.verdict is Verdict.FAIL
    assert str(failed.text).endswith("the balance gives 1 packages, 4075000 mg.")


def test_the_balance_is_said_in_every_language():
    """No sentence falls back on English."""
    log = a_day()
    log.consignment("C2", count=4)
    _, notes = told(log)

    for language in ("ru", "kk"):
        assert not any(
            word in say(each.text, language) for each in notes for word in ("seized", "weighed", "missing", "known")
        )
