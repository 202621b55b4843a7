"""Whether a consignment comes with a draw that failed in an earlier session: nobody gets rid of it by coming back another day."""

from dataclasses import replace

import pytest

from station.rules.draws import failed_in
from tests.draws import SESSION, DrawDay

LATER = "S20261122-01"


def day_with(*facts):
    """A draw, and what became of the first package that it fell on; all others were as declared."""
    day = DrawDay()
    first, *others = day.draw()
    for package in others:
        day.test(package)
    for fact in facts:
        fact(day, first)
    return day


def put_aside(day, package):
    """Set aside."""
    day.add("package.set_aside", package=package, reason="for later")


def as_declared(day, package):
    """Tested, and as declared."""
    day.test(package)


def not_as_declared(day, package):
    """Tested, and not as declared."""
    day.test(package, result="not_as_declared")


@pytest.mark.parametrize(
    ("facts", "failed"),
    [((as_declared,), None), ((put_aside,), SESSION), ((put_aside, as_declared), None), ((not_as_declared,), SESSION)],
)
def test_a_session_is_judged_as_it_ended(facts, failed):
    """A package set aside untested counts against its consignment, unless it was tested before the session's end."""
    assert failed_in(day_with(*facts).entries, "C1") == failed


def test_the_number_however_it_is_written():
    """Another consignment's draw says nothing; a number written otherwise is the same one."""
    entries = day_with(not_as_declared).entries

    assert failed_in(entries, "c-1") == SESSION
    assert failed_in(entries, "C2") is None


def test_the_newest_failure_is_named():
    """Of two sessions that failed; a good one after them does not take it away."""
    first = day_with(not_as_declared).entries
    second = [replace(each, session=LATER) for each in first]
    good = [replace(each, session="S20261123-01") for each in day_with(as_declared).entries]

    assert failed_in([*first, *second, *good], "C1") == LATER
    assert failed_in([*first, *good], "C1") == SESSION
