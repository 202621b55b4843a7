"""The balance on days small enough to add up by hand: masses, bounds, and what is not known."""

import pytest

from station.rules.balance import Amount, Basis, DoesNotAdd, Gap, Lacking, Line, balance
from station.rules.metrology import Change
from tests.station.rules.balance.days import OPINION, U_MG, a_day, figures, only
from tests.station.rules.balance.goods_entries import BOUND_MG, Log


def test_a_consignment_closes_to_the_milligram():
    """Nothing was lost, and every figure names the entries that it rests on."""
    line = only(balance(a_day().entries).consignments).line

    assert figures(line) == (10_000_000, 5_000, 20_000, 9_975_000, 3_975_000, 3_000_000, 3_000_000, 0)
    assert (line.basis, line.change, line.unknown) == (Basis.NET, Change.SAME, ())
    assert line.seized.entries == (1,)
    assert line.burned.entries == (2, 6, 9, 10)  # registration with the packaging, weighing, charge, end of the batch
    assert line.set_aside.entries == (3, 7, 8)
    assert (line.missing.entries, line.missing.stated) == ((4, 11), 1)
    assert (line.burned.stated, line.burned.packaged, line.presented.parts) == (0, 1, 3)


def test_only_weighings_have_a_bound():
    """Two of three packages were weighed; papers say nothing of how exact they are."""
    line = only(balance(a_day().entries).consignments).line

    assert line.presented.bound_mg == line.difference.bound_mg == 2 * U_MG
    assert line.missing.bound_mg == 0


@pytest.mark.parametrize(
    ("stolen_mg", "change"),
    [(2 * U_MG, Change.SAME), (2 * U_MG + 1, Change.LOST), (-2 * U_MG, Change.SAME), (-2 * U_MG - 1, Change.GAINED)],
)
def test_a_difference_is_told_to_the_milligram_and_judged_by_the_bound(stolen_mg, change):
    """Also where it is within the permissible errors, it is not put down as zero."""
    log = a_day()
    log.entries[7].data["mass_mg"] -= stolen_mg
    line = only(balance(log.entries).consignments).line

    assert line.difference.mg == stolen_mg
    assert line.change is change


def test_a_package_is_compared_with_the_papers_under_both_bounds():
    """Less what was taken from it here; a paper that says how exact it is adds its own bound."""
    log = Log()
    log.consignment()
    log.package("K1", last={"gross_mg": 1_000_000, "bound_mg": 500, "source": "store"})
    log.sample("M1", 20_000, package="K1", seen=True)
    log.tested("K1", 3_000)
    log.weighed("K1", 970_000)
    package = only(balance(log.entries).packages)

    assert (package.against_papers.difference_mg, package.against_papers.u_mg) == (-7_000, BOUND_MG + 500)
    assert package.against_papers.change is Change.LOST
    assert (package.paper_bound_mg, package.taken.mg) == (500, 23_000)


def test_a_paper_that_does_not_say_how_exact_it_is_is_flagged():
    """The comparison then has the bound of the station's own weighing alone."""
    package = balance(a_day().entries).packages[0]

    assert package.paper_bound_mg is None
    assert package.against_papers.u_mg == BOUND_MG


def test_a_mass_at_seizure_is_older_than_the_samples_of_the_papers():
    """Where no later mass is stated, what the papers say was taken is taken off before the two are compared."""
    log = Log()
    log.consignment(gross_mg=1_000_000)
    log.package("K1", gross_mg=1_000_000)
    log.sample("M1", 20_000, package="K1")
    log.weighed("K1", 980_000)
    found = balance(log.entries)

    assert only(found.packages).against_papers.difference_mg == 0
    assert only(found.consignments).line.difference.mg == 0


def test_what_is_taken_after_a_weighing_is_taken_off():
    """A package that was weighed, sampled and then not burned holds that much less."""
    log = Log()
    log.consignment(gross_mg=1_000_000)
    log.package("K1", gross_mg=1_000_000)
    log.weighed("K1", 1_000_000)
    log.take("batch.cancelled", batch="B1", reason="furnace failed")
    log.sample("M1", 20_000, package="K1", seen=True)
    log.set_aside("K1")
    line = only(balance(log.entries).consignments).line

    assert (line.set_aside.mg, line.sampled.mg, line.difference.mg) == (980_000, 20_000, 0)


def test_gross_is_set_against_gross_where_no_net_mass_can_be_known():
    """What was analysed and sampled is taken off as it is: packaging goes into neither."""
    log = Log()
    log.consignment(gross_mg=2_000_000, net_mg=1_900_000, opinions=[OPINION])
    log.package("K1", gross_mg=2_000_000)
    log.weighed("K1", 1_995_000, shown_as="displayed")
    line = only(balance(log.entries).consignments).line

    assert (line.basis, line.difference.mg, line.unknown) == (Basis.GROSS, 0, ())


def test_a_net_mass_that_nobody_can_know_is_named():
    """Weighed gross, and nobody stated the packaging: the line does not close, and says of which package."""
    log = Log()
    log.consignment(net_mg=1_900_000)
    log.package("K1", gross_mg=1_000_000, net_mg=950_000)
    log.package("K2", gross_mg=1_000_000)
    log.weighed("K1", 1_000_000)
    log.weighed("K2", 1_000_000)
    log.burned("K1", "K2")
    line = only(balance(log.entries).consignments).line

    assert line.unknown == (Gap(Lacking.PACKAGING, "C1", "K2"),)
    assert (line.difference.mg, line.change, line.comparison) == (None, None, None)
    assert (line.burned.mg, line.burned.known_mg, line.shown.mg) == (None, 950_000, 2_000_000)


@pytest.mark.parametrize(
    ("registered", "weighed_as", "gap"),
    [
        ({}, None, Gap(Lacking.MASS, "C1", "K1")),
        ({"net_mg": 900_000}, None, Gap(Lacking.GROSS, "C1", "K1")),
        ({"gross_mg": 1_000_000}, "net", Gap(Lacking.GROSS, "C1", "K1")),
    ],
)
def test_what_keeps_a_gross_line_open_is_named(registered, weighed_as, gap):
    """By kind and number, for whoever prints it."""
    log = Log()
    log.consignment(gross_mg=1_000_000)
    log.package("K1", **registered)
    if weighed_as:
        log.weighed("K1", 900_000, shown_as=weighed_as)

    assert only(balance(log.entries).consignments).line.unknown == (gap,)


def test_without_a_mass_at_seizure_masses_stand_as_they_are_known():
    """And the line says that it cannot close."""
    line = only(balance(a_day(stated=False).entries).consignments).line

    assert (line.basis, line.unknown) == (Basis.UNSTATED, (Gap(Lacking.SEIZED, "C1"),))
    assert line.presented.mg == 4_075_000 + 3_100_000 + 3_100_000


def test_an_analysis_that_does_not_say_what_it_used_up_is_named():
    """Nothing used up is not the same as nobody said."""
    log = Log()
    log.consignment(net_mg=1, opinions=[OPINION | {"used_mg": None}])
    line = only(balance(log.entries).consignments).line

    assert line.unknown == (Gap(Lacking.USED, "C1", "E-1"),)


def test_what_nothing_was_recorded_of_is_missing():
    """A session that was never closed, or forged, loses no package."""
    log = Log()
    log.consignment(gross_mg=2_000)
    log.package("K1", gross_mg=1_000)
    log.package("K2", gross_mg=1_000)
    log.missing("K2")
    line = only(balance(log.entries).consignments).line

    assert (line.missing.mg, line.unaccounted.mg, line.difference.mg) == (2_000, 1_000, 0)


def test_residue_stands_beside_the_balance():
    """And only what was weighed after the last fire; where nobody weighed it, that is named."""
    log = a_day()
    found = only(balance(log.entries).sessions)
    log.burned(batch="B2")
    later = balance(log.entries)

    assert (found.residue.mg, found.residue.bound_mg) == (90_000, U_MG)
    assert later.residue.unknown == (Gap(Lacking.RESIDUE, None, "S1"),)
    assert later.life == balance(a_day().entries).life


def test_pieces_and_millilitres_are_balanced_by_papers():
    """By what became of the packages; of a package without a number the line names it."""
    log = Log()
    log.consignment(count=300, millilitres=900)
    for number, pieces, millilitres in (("K1", 100, 300), ("K2", 100, 300), ("K3", 90, None)):
        log.package(number, count=pieces, millilitres=millilitres)
    log.burned("K1")
    log.set_aside("K2")
    line = only(balance(log.entries).consignments).line

    numbers = [getattr(line.pieces, name).number for name in ("seized", "burned", "set_aside", "missing", "difference")]
    assert numbers == [300, 100, 100, 90, 10]
    assert (line.millilitres.presented.known, line.millilitres.difference.number) == (600, None)
    assert line.millilitres.difference.unknown == (Gap(Lacking.AMOUNT, "C1", "K3"),)


def test_a_sum_over_both_bases_says_so():
    """Differences add up all the same: packaging is in both sides of each."""
    log = Log()
    log.consignment("C1", gross_mg=1_000)
    log.consignment("C2", net_mg=1_000)

    assert (balance(log.entries).life.basis, balance(log.entries).life.difference.mg) == (Basis.MIXED, 2_000)


def test_no_entries_have_an_empty_balance():
    """Zero, and not unknown."""
    assert figures(balance([]).life) == (0,) * 8


def test_a_line_that_does_not_add_up_cannot_be_made():
    """Should the program ever count a package twice, nobody gets a figure from it."""
    none, one = Amount(), Amount.on_paper(1, 0)
    figures = dict.fromkeys(("seized", "analysed", "sampled", "set_aside", "missing", "unaccounted", "shown"), none)
    with pytest.raises(DoesNotAdd, match="presented are 1 mg, but burned, set aside and missing together 0 mg"):
        Line(basis=Basis.NET, presented=one, burned=none, samples_burned=none, **figures)


def test_a_net_mass_above_the_gross_one_is_no_packaging():
    """Papers that contradict themselves do not make a package heavier."""
    log = Log()
    log.consignment(net_mg=1_000)
    log.package("K1", gross_mg=900, net_mg=1_000)
    log.weighed("K1", 900)

    assert balance(log.entries).life.unknown == (Gap(Lacking.PACKAGING, "C1", "K1"),)
