"""docs/balance.md says what the program does: its worked example, and every name under which something is missing."""

import re
from pathlib import Path

from station.rules.balance import Lacking, balance
from station.rules.metrology import Change
from tests.station.rules.balance.goods_entries import BOUND_MG, DIVISION_MG, Log

DOCUMENT = Path("docs/balance.md").read_text(encoding="utf-8")
FIGURES = ("seized", "analysed", "sampled", "presented", "burned", "set aside", "missing", "difference")


def section(number):
    """The text of one section."""
    return re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[number]


def example():
    """The worked example's balance."""
    log = Log()
    log.take("session.opened")
    opinion = {"number": "E-1", "date": "2026-03-09", "result": "heroin", "purity_permille": None, "used_mg": 5_000}
    log.consignment(net_mg=10_000_000, gross_mg=10_300_000, opinions=[opinion])
    log.package("K1", gross_mg=4_100_000, net_mg=4_000_000, last=4_095_000)
    log.package("K2", gross_mg=3_100_000, net_mg=3_000_000)
    log.package("K3", gross_mg=3_100_000, net_mg=3_000_000)
    log.sample("M1", 20_000, package="K1", seen=True)
    log.weighed("K1", 4_074_000)
    log.weighed("K2", 3_100_000)
    log.set_aside("K2")
    log.burned("K1")
    log.missing("K3")
    return balance(log.entries)


def test_the_worked_example_is_what_the_program_gives():
    """Every figure, and every entry that it rests on."""
    line = example().life
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \| ([^|]+) \|$", section(4), re.MULTILINE)

    assert [name for name, _, _ in rows] == list(FIGURES)
    for name, mass_mg, entries in rows:
        figure = getattr(line, name.replace(" ", "_"))
        assert figure.mg == int(mass_mg)
        if name != "difference":
            assert ", ".join(map(str, figure.entries)) == entries


def test_the_worked_example_s_bounds_are_the_program_s():
    """Of the one package, and of the difference."""
    found = example()
    package = found.packages[0].against_papers

    assert (BOUND_MG, DIVISION_MG) == (2_000, 1_000)
    assert (package.difference_mg, package.u_mg, package.change) == (-1_000, 2_000, Change.SAME)
    assert f"U of the difference is {found.life.comparison.u_mg:,} mg" in section(4)


def test_every_name_of_what_is_missing_is_explained():
    """And no other."""
    assert set(re.findall(r"^\| `([a-z]+)` \|", section(3), re.MULTILINE)) == {str(each) for each in Lacking}
