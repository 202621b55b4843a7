"""What no entry can tell is said in every report: packages that nobody opened, what a test leaves open, the way to the fire."""

import pytest

from station.verify.languages import say
from station.verify.report import Verdict
from station.verify.unseen import check_unseen
from tests.draws import DrawDay
from tests.goods import shown


def findings(day):
    """What is told."""
    return list(check_unseen(day.record))


def texts(day):
    """Its English words."""
    return [str(each.text) for each in findings(day)]


def charge(day, *packages, batch="B1"):
    """Show packages and charge them, an entry a second."""
    for package in packages:
        day.add("package.presented", **shown(package, f"Z-{package}"))
    day.add("furnace.charged", batch=batch, packages=list(packages), mass_mg=1)


def test_nothing_of_it_passes_or_fails():
    """A reader must not count it among what was checked."""
    day = DrawDay(packages=3)
    day.test("K1", draw=None)
    charge(day, "K1", "K2")

    assert [each.verdict for each in findings(day)] == [Verdict.NOTE] * 3


def test_packages_that_nobody_opened_are_counted():
    """All of them are in the details; those tested are not among them, whatever the test said."""
    day = DrawDay(packages=3)
    day.test("K2", "unclear", draw=None)
    closed, _ = findings(day)

    assert str(closed.text).startswith(
        "Into 2 of the 3 packages nobody looked here. What was in them no mass, no seal and"
    )
    assert closed.details["packages"] == ["K1", "K3"]


def test_where_all_were_tested_only_the_purity_is_open():
    """A test says what it is, not how much of it."""
    day = DrawDay(packages=1)
    day.test("K1", draw=None)

    assert [each[:42] for each in texts(day)] == ["A test that finds what is declared does no"]


def test_those_longest_on_the_way_come_first():
    """With the times of the films to look at; what was set aside is not among them."""
    day = DrawDay(packages=3)
    day.add("package.presented", **shown("K3", "Z-K3"))
    day.add("package.set_aside", package="K3", reason="wet")
    charge(day, "K2", "K1")
    _, exchanged = findings(day)

    assert str(exchanged.text).endswith(
        "show: package K2, 2.0 s from 2026-11-21T12:00:11.000000Z to 2026-11-21T12:00:13.000000Z; package K1, 1.0 s from "
        "2026-11-21T12:00:12.000000Z to 2026-11-21T12:00:13.000000Z."
    )
    assert [each["package"] for each in exchanged.details["spells"]] == ["K2", "K1"]


def test_a_session_without_packages_says_nothing():
    """There is nothing to look into."""
    assert texts(DrawDay(packages=0)) == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_is_said_in_every_language(language):
    """No sentence falls back on English."""
    day = DrawDay(packages=2)
    day.test("K1", draw=None)
    charge(day, "K1")

    assert not any(word in say(each.text, language) for each in findings(day) for word in ("package", "sugar", "film"))
