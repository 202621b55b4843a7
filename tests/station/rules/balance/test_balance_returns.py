"""Each thing counts once: packages that come again, samples that burn later, cases and sessions, and forged records."""

import pytest

from station.formats.commitment import commit
from station.rules.balance import Books, Gap, Lacking, balance
from station.rules.goods import Fate
from station.rules.metrology import Change
from tests.station.rules.balance.days import OPINION, a_day, figures, only
from tests.station.rules.balance.goods_entries import Log


def test_a_package_brought_again_counts_once():
    """Set aside in one session, burned in the next: the newest registration counts, and the masses of both are compared."""
    log = a_day()
    log.consignment(session="S2", net_mg=10_000_000, gross_mg=10_300_000, opinions=[OPINION], continues="S1")
    log.package("K2", session="S2", gross_mg=3_100_000, net_mg=3_000_000, last=3_000_000, set_aside_in="S1")
    log.weighed("K2", 3_000_000, session="S2")
    log.burned("K2", session="S2")
    found = balance(log.entries)
    first, second = found.sessions

    assert figures(found.life) == (10_000_000, 5_000, 20_000, 9_875_000, 6_875_000, 0, 3_000_000, 100_000)
    assert (first.line.set_aside.parts, second.line.burned.mg) == (0, 2_900_000)
    assert first.again == (("K2", "S2", "K2"),)
    package = found.packages[1]
    assert package.sessions == ("S1", "S2")
    # the paper was written to fit; the station's own scale says otherwise
    assert package.against_papers.change is Change.SAME
    assert (package.against_own.difference_mg, package.against_own.change) == (-100_000, Change.LOST)


def test_a_session_says_nothing_of_a_consignment_that_is_spread_over_others():
    """Its packages count; what was seized is not its own to balance."""
    log = a_day()
    log.consignment(session="S2", net_mg=10_000_000, gross_mg=10_300_000, continues="S1")
    log.package("K4", session="S2", gross_mg=1_000, net_mg=900)
    first, second = balance(log.entries).sessions

    assert first.line.unknown == (Gap(Lacking.ELSEWHERE, "C1", "S2"),)
    assert second.line.unknown == (Gap(Lacking.ELSEWHERE, "C1", "S1"),)
    assert (first.line.presented.mg, second.line.presented.mg) == (9_975_000, 900)


def test_a_bag_of_a_later_session_does_not_close():
    """The packages of the earlier one are not in it."""
    log = Log()
    log.consignment(session="S2", net_mg=10_000_000, continues="S1")
    log.package("K4", session="S2", gross_mg=1_000, net_mg=900)
    line = only(balance(log.entries).consignments).line

    assert line.unknown == (Gap(Lacking.EARLIER, "C1", "S1"),)
    assert (line.presented.mg, line.difference.mg) == (900, None)


def test_under_another_number_with_the_same_seal_it_is_the_same_package():
    """After it was set aside; how a slip of the pen is mended. Also when the slip was the consignment."""
    log = Log()
    log.consignment("C1", gross_mg=0)
    log.consignment("C2", gross_mg=1_000)
    log.package("K1", "C1", seal="\u0410-100", gross_mg=1_000)  # a Cyrillic letter
    log.set_aside("K1")
    log.package("K9", "C2", seal="a 1oo", gross_mg=1_000)
    found = balance(log.entries)

    assert [each.package for each in found.packages] == ["K9"]
    assert [each.line.difference.mg for each in found.consignments] == [0, 0]
    assert only(found.sessions).again == (("K1", "S1", "K9"),)


def test_what_has_burned_is_not_superseded():
    """A number used again after the fire is another package, and both count: the rules refuse it, a forged record may not."""
    log = Log()
    log.consignment(gross_mg=1_000)
    log.package("K1", gross_mg=1_000)
    log.weighed("K1", 1_000)
    log.burned("K1")
    log.package("K1", gross_mg=1_000, session="S2")
    line = only(balance(log.entries).consignments).line

    assert (line.burned.mg, line.missing.mg, line.difference.mg) == (1_000, 1_000, -1_000)


def test_what_was_stated_first_stands():
    """Whoever registers again and states less makes no loss go away, and is named."""
    log = Log()
    log.consignment(gross_mg=1_000_000, opinions=[OPINION])
    log.package("K1", gross_mg=600_000)
    log.set_aside("K1")
    less = OPINION | {"used_mg": 400_000}
    again = log.consignment(session="S2", gross_mg=600_000, case="case 2", opinions=[less], continues="S1")
    found = only(balance(log.entries).consignments)

    assert (found.line.seized.mg, found.line.analysed.mg, found.case) == (1_000_000, 5_000, "case 1")
    assert found.restated == (again,)


def test_a_consignment_told_of_again_alike_is_not_named():
    """Nor one that now states what was not known before; that then counts."""
    log = Log()
    log.consignment(opinions=[OPINION | {"used_mg": None}])
    log.consignment(session="S2", gross_mg=7_000, opinions=[OPINION], continues="S1")
    found = only(balance(log.entries).consignments)

    assert (found.restated, found.line.seized.mg, found.line.analysed.mg) == ((), 7_000, 5_000)


def test_a_sample_burned_later_is_the_fate_of_the_sample():
    """It is no second presentation of its consignment; the session's burned mass has it all the same."""
    log = a_day()
    log.consignment(session="S2", net_mg=10_000_000, gross_mg=10_300_000, opinions=[OPINION], continues="S1")
    log.sample("m-1", 20_000, session="S2", package=None)  # told of again
    log.package("K7", session="S2", sample="M1", last=25_000)
    log.weighed("K7", 25_000, session="S2")
    log.burned("K7", session="S2")
    found = balance(log.entries)
    sample = only(found.samples)

    assert figures(found.life) == (10_000_000, 5_000, 20_000, 9_975_000, 3_975_000, 3_000_000, 3_000_000, 0)
    assert (sample.kept.mg, sample.entry, sample.session, sample.seen) == (20_000, 5, "S1", True)
    assert (sample.fate, sample.package.sessions, sample.package.weighed.mass_mg) == (Fate.BURNED, ("S2",), 25_000)
    assert found.sessions[1].line.samples_burned.mg == 25_000


def test_a_sample_that_was_never_kept_takes_no_mass_out_of_the_balance():
    """A package that is said to be a sample, of which nothing tells, is named."""
    log = Log()
    log.consignment(net_mg=1_000)
    log.package("K7", sample="M9", gross_mg=1_000, net_mg=1_000)
    found = balance(log.entries)

    assert found.life.unknown == (Gap(Lacking.KEPT, "C1", "M9"),)
    assert (only(found.samples).entry, only(found.samples).fate) == (None, Fate.REGISTERED)


def test_a_sample_that_is_still_kept_has_no_fate():
    """As far as these entries tell."""
    assert only(balance(a_day().entries).samples).fate is None


def test_the_newest_weighing_counts():
    """A correction stands for what it corrects."""
    log = Log()
    log.consignment(gross_mg=1_000)
    log.package("K1", gross_mg=1_000)
    log.weighed("K1", 10_000)
    log.weighed("K1", 1_000)
    log.burned("K1")
    found = balance(log.entries)

    assert found.life.burned.mg == 1_000
    assert only(found.packages).against_own is None  # the same package on the same scale a moment before


@pytest.mark.parametrize(("decision", "fate"), [("keep", Fate.SET_ASIDE), ("burn", Fate.REGISTERED)])
def test_those_present_decide(decision, fate):
    """Kept, it stays set aside; to be burned, it has to come again."""
    log = Log()
    log.consignment()
    log.package("K1")
    log.set_aside("K1")
    log.decided("K1", decision)

    assert only(balance(log.entries).packages).fate is fate


def test_a_cancelled_batch_burns_nothing():
    """Not even when a batch of that number is said to have ended."""
    log = Log()
    log.consignment(gross_mg=1_000)
    log.package("K1", gross_mg=1_000)
    log.weighed("K1", 1_000)
    log.take("furnace.charged", batch="B1", packages=["K1"], mass_mg=1_000)
    log.take("batch.cancelled", batch="B1", reason="no gas")
    log.take("batch.ended", batch="B1", heat=None)

    assert balance(log.entries).life.unaccounted.mg == 1_000


def test_a_case_that_is_written_otherwise_is_the_same_case():
    """In one line, under the number that came first; and a consignment that comes again under it contradicts nothing."""
    log = Log()
    log.consignment("C1", gross_mg=1, case="26-1/18")
    log.consignment("C2", gross_mg=10, case="26\u20111/18.")
    log.consignment("C3", gross_mg=100, case="2-61/18")
    log.consignment("C1", session="S2", case="26-1 / 18", continues="S1")
    log.consignment("C2", session="S2", case="2-61/18", continues="S1")
    found = balance(log.entries)

    assert [(each.case, each.consignments, each.line.seized.mg) for each in found.cases] == [
        ("26-1/18", ("C1", "C2"), 11),
        ("2-61/18", ("C3",), 100),
    ]
    assert [len(each.restated) for each in found.consignments] == [0, 1, 0]


def test_cases_are_those_of_equal_text():
    """Across sessions; a withheld one needs its opening, and stands alone without."""
    withheld, opening = commit("case 1")
    log = Log()
    log.consignment("C1", gross_mg=1)
    log.consignment("C2", gross_mg=10, case={"commitment": withheld})
    log.consignment("C3", gross_mg=100, case="case 3")
    closed = balance(log.entries).cases
    opened = balance(log.entries, {withheld: opening.value}).cases

    assert [(each.case, each.commitments, each.consignments) for each in closed] == [
        ("case 1", (), ("C1",)),
        (None, (withheld,), ("C2",)),
        ("case 3", (), ("C3",)),
    ]
    assert [(each.case, each.consignments, each.line.seized.mg) for each in opened] == [
        ("case 1", ("C1", "C2"), 11),
        ("case 3", ("C3",), 100),
    ]


def test_strangers_are_passed_over():
    """A case's entries name packages of other cases in the furnace, and things that were never registered."""
    log = a_day()
    before = balance(log.entries).life
    log.burned("K77", "K78", batch="B7")
    log.weighed("K77", 5)
    log.set_aside("K77")
    log.missing("K1", session="S9")
    log.tested("K77", 5)

    assert balance(log.entries).life == before


def test_goods_of_a_consignment_that_was_never_registered_are_not_lost():
    """Its line has no seized mass, and says so."""
    log = Log()
    log.package("K1", "C5", gross_mg=1_000)
    found = only(balance(log.entries).consignments)

    assert (found.consignment, found.line.missing.mg) == ("C5", 1_000)
    assert found.line.unknown == (Gap(Lacking.SEIZED, "C5"),)


def test_entries_may_come_one_by_one():
    """A balance can be drawn up at any moment."""
    log, books = a_day(), Books()
    for entry in log.entries:
        books.take(entry)

    assert only(balance(log.entries).consignments) == only(type(balance([])).of(books).consignments)


def test_a_sample_told_of_again_is_taken_once():
    """From its consignment, and from the package that it came from."""
    log = Log()
    log.consignment(gross_mg=1_000_000)
    log.package("K1", gross_mg=1_000_000)
    log.sample("M1", 20_000, package="K1", seen=True)
    log.set_aside("K1")
    log.consignment(session="S2", gross_mg=1_000_000, continues="S1")
    log.package("K1", session="S2", gross_mg=1_000_000)
    log.sample("M1", 20_000, package="K1", session="S2")
    found = balance(log.entries)

    assert (found.life.sampled.mg, found.life.missing.mg, found.life.difference.mg) == (20_000, 980_000, 0)


def test_from_what_has_burned_nothing_is_taken():
    """A test that is written down after the fire was made before it; what burned is what was weighed."""
    log = Log()
    log.consignment(gross_mg=1_000)
    log.package("K1", gross_mg=1_000)
    log.weighed("K1", 1_000)
    log.burned("K1")
    log.tested("K1", 10)

    assert balance(log.entries).life.burned.mg == 1_000


def test_what_has_burned_has_burned():
    """Nothing that a forged record says later brings it back."""
    log = a_day()
    before = balance(log.entries).life
    log.set_aside("K1")
    log.missing("K1")

    assert balance(log.entries).life == before


def test_a_number_that_was_given_up_moves_nothing():
    """The package stands under its new number."""
    log = Log()
    log.consignment(gross_mg=1_000)
    log.package("K1", seal="1", gross_mg=1_000)
    log.set_aside("K1")
    log.package("K2", seal="1", gross_mg=1_000)
    log.burned("K1")

    assert only(balance(log.entries).packages).fate is Fate.REGISTERED


def test_an_old_weighing_is_not_compared_with_new_papers():
    """Not weighed since it was brought again: its mass is the old one, and there is nothing to compare."""
    log = Log()
    log.consignment(gross_mg=1_000_000)
    log.package("K1", gross_mg=1_000_000)
    log.weighed("K1", 1_000_000)
    log.set_aside("K1")
    log.package("K1", session="S2", last=500_000, set_aside_in="S1")
    package = only(balance(log.entries).packages)

    assert (package.against_papers, package.presented.mg) == (None, 1_000_000)
