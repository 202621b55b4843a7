"""What papers claim of the time before the station: no hole and no overlap is missed, no change and no bad time passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.rules.custody import (
    BadTime,
    Hole,
    MassChange,
    NotATime,
    Overlap,
    SealChange,
    Step,
    accounts,
    day_us,
    moment_us,
)
from tests.station.rules.papers import Papers, at, hidden, unix_us

STATION = 60  # the minute of the presentation, in the random chains
NAMES = {f"{number:064x}": name for number, name in enumerate(["nobody", "name one", "Name  ONE", "name two"])}


def chain(papers, **names):
    """The one chain of the one consignment."""
    (account,) = accounts(papers.entries, **names)
    (found,) = account.chains
    return found


def simple(*claims, **consignment):
    """One package with these holdings, seized at minute 0 and shown at minute 60."""
    papers = Papers(opened=STATION - 1)
    papers.consignment(**consignment)
    papers.package()
    for claim in claims:
        papers.claim(*claim)
    papers.presented(minutes=STATION)
    return papers


@given(st.lists(st.tuples(st.integers(-5, 70), st.none() | st.integers(-5, 70)), max_size=8))
def test_no_hole_and_no_overlap_is_missed(spans):
    """Each minute from the seizure to the station is claimed or in a hole, each minute claimed twice is in an overlap."""
    spans = [(since, until if until is None else max(since, until)) for since, until in spans]
    found = chain(simple(*spans))
    ends = [(since, max(since, STATION) if until is None else until) for since, until in spans]
    holders = {minute: sum(since <= minute < until for since, until in ends) for minute in range(-5, 71)}

    def inside(minute, parts):
        return any(each.from_us <= unix_us(minute) < each.to_us for each in parts)

    assert {m for m in range(-5, 71) if inside(m, found.holes)} == {m for m in range(STATION) if not holders[m]}
    assert {m for m in range(-5, 71) if inside(m, found.overlaps)} == {m for m, count in holders.items() if count > 1}
    assert len(found.holdings) == len(spans)


def test_a_hole_is_named_by_what_stands_around_it():
    """After the seizure, between two claims, and before the station."""
    papers = simple((10, 20), (30, 40))
    assert chain(papers).holes == (
        Hole(None, 2, unix_us(0), unix_us(10)),
        Hole(2, 3, unix_us(20), unix_us(30)),
        Hole(3, None, unix_us(40), unix_us(60)),
    )


def test_nothing_claimed_is_one_hole():
    """From the seizure to the station."""
    assert chain(simple()).holes == (Hole(None, None, unix_us(0), unix_us(60)),)


def test_a_short_holding_within_a_long_one_makes_no_hole():
    """The long one still covers what follows; the two overlap."""
    found = chain(simple((0, 50), (10, 20), (50, None)))

    assert (found.holes, found.overlaps) == ((), (Overlap(2, 3, unix_us(10), unix_us(20)),))


def test_claims_are_ordered_by_their_times():
    """Whatever the order in which they were typed, and in whatever zone."""
    papers = simple((40, None), (20, 40), ("2026-11-01T05:00:00+05:00", 20))
    found = chain(papers)

    assert [each.entry for each in found.holdings] == [4, 3, 2]
    assert (found.holes, found.overlaps) == ((), ())


def test_what_contradicts_the_seizure_and_the_station_is_named():
    """Held before it was seized; held elsewhere after the station saw it."""
    found = chain(simple((-1, 30), (30, 61), (70, None)))

    assert (found.too_early, found.too_late) == ((2,), (3, 4))
    assert chain(simple((0, None))).too_late == ()


def test_minutes_between_the_steps():
    """From the seizure over each beginning to the station; seconds that make no whole minute are left out."""
    papers = simple((0, 20), ("2026-11-01T00:20:59+00:00", None))
    found = chain(papers)

    assert found.steps == (Step(None, 2, 0, 0), Step(2, 3, 20, 20), Step(3, None, 39, 39))
    assert found.whole == Step(None, None, 60, 60)


def test_a_seizure_known_by_its_day_alone_is_a_span():
    """The day is taken in the zone of the first holding: 24 hours that may or may not have passed."""
    papers = Papers()
    papers.consignment(seizure_date="2026-11-01")
    papers.package()
    papers.claim("2026-11-02T05:00:00+05:00", None)
    papers.presented(minutes=2 * 1440)
    found = chain(papers)

    assert found.steps == (Step(None, 2, 5 * 60, 29 * 60), Step(2, None, 1440, 1440))
    assert (found.whole, found.holes) == (
        Step(None, None, 29 * 60, 53 * 60),
        (Hole(None, 2, unix_us(19 * 60), unix_us(24 * 60)),),
    )


def test_a_holding_within_the_day_of_seizure_is_no_contradiction():
    """Between none and ten hours after it; one that begins the day before is one."""
    same = chain(simple(("2026-11-01T10:00:00+00:00", None), seizure_date="2026-11-01"))
    before = chain(simple(("2026-10-31T23:00:00+00:00", None), seizure_date="2026-11-01"))

    assert (same.steps[0], same.too_early) == (Step(None, 2, 0, 600), ())
    assert (before.steps[0], before.too_early) == (Step(None, 2, -1500, -60), (2,))


def test_packages_that_came_one_by_one_are_a_span():
    """The last step is as long as for the first and for the last of them; a hole, as short as for the first."""
    papers = simple((0, 30))
    papers.package("K2", seal="Z2")
    papers.presented("K2", minutes=90)
    found = chain(papers)

    assert (found.packages, found.seen, found.steps[-1]) == (("K1", "K2"), True, Step(2, None, 60, 90))
    assert found.holes == (Hole(2, None, unix_us(30), unix_us(60)),)


def test_what_was_never_shown_ends_with_the_opening():
    """A missing package was with its last holder until the session, as papers say."""
    papers = Papers(opened=500)
    papers.add("session.opened")
    papers.consignment()
    papers.package()
    papers.claim(0, 400)
    found = chain(papers)

    assert (found.seen, found.holes) == (False, (Hole(3, None, unix_us(400), unix_us(500)),))


def test_a_package_with_a_claim_of_its_own_has_its_own_chain():
    """To it belongs what is claimed of the consignment, too; the other packages do not share what is claimed of one."""
    papers = simple((0, 30), (40, None), (30, 40, "K1"))
    papers.package("K2", seal="Z2")
    (account,) = accounts(papers.entries)
    others, own = account.chains

    assert (others.packages, own.packages) == (("K2",), ("K1",))
    assert ([each.entry for each in others.holdings], len(others.holes)) == ([2, 3], 1)
    assert ([each.entry for each in own.holdings], own.holes) == ([2, 4, 3], ())


def test_consignments_are_told_apart():
    """Each has its account, also one of which nothing is claimed and one that is nowhere registered."""
    papers = simple((0, None))
    papers.consignment("C2")
    papers.claim(0, None, consignment="C3")

    assert [(each.consignment, len(each.claims)) for each in accounts(papers.entries)] == [
        ("C1", 1),
        ("C2", 0),
        ("C3", 1),
    ]


@pytest.mark.parametrize(
    ("since", "until", "field", "text"),
    [
        ("yesterday", 40, "since", "yesterday"),
        (10, "2026-11-01", "until", "2026-11-01"),
        (10, 5, "until", at(5)),
        (10, "2026-11-01T10:00:00", "until", "2026-11-01T10:00:00"),
    ],
)
def test_times_that_cannot_be_read_are_named(since, until, field, text):
    """They cover nothing: not from the beginning, or not after it."""
    papers = simple((since, until))
    (account,) = accounts(papers.entries)

    assert account.bad_times == (BadTime(2, field, text),)
    assert unix_us(60) in {each.to_us for each in account.chains[0].holes}


def test_a_bad_day_of_seizure_is_named_once():
    """Though two chains begin with it; they then begin with their first holding."""
    papers = simple((0, None), (5, 10, "K1"), seizure_date="2026-02-30")
    papers.package("K2", seal="Z2")
    (account,) = accounts(papers.entries)

    assert account.bad_times == (BadTime(0, "seizure_date", "2026-02-30"),)
    assert [(each.whole, each.holes) for each in account.chains] == [(None, ()), (None, ())]


def test_a_giver_who_is_not_the_holder_before():
    """Compared where both names are known, whatever capitals and spaces; counted where one is withheld."""
    papers = simple()
    papers.claim(0, 10, holder=1)
    papers.claim(10, 20, giver=2, holder=3)
    broken = papers.claim(20, 30, giver=1, holder=9)
    papers.claim(30, None, giver=3)

    assert chain(papers, names=NAMES).hand_overs.broken == (broken,)
    assert chain(papers, names=NAMES).hand_overs.unknown == 1
    assert (chain(papers).hand_overs.broken, chain(papers).hand_overs.unknown) == ((), 3)
    assert hidden(1)["commitment"] in NAMES


def test_seals_that_change_with_and_without_a_reason():
    """From the seizure over the claims to the seal on paper today; look-alikes are the same seal, a blank is no reason."""
    papers = Papers()
    papers.consignment()
    registered = papers.package(seal="Z4", seal_at_seizure="Z1")
    papers.package("K2", seal="Y1", seal_at_seizure="y-1")
    same = papers.claim(0, 10, "K1", seal="z 1")
    opened = papers.claim(10, 20, "K1", seal="Z2", seal_reason="opened for analysis")
    papers.claim(20, 30, "K1")
    blank = papers.claim(30, 40, "K1", seal="Z3", seal_reason="  ")
    (account,) = accounts(papers.entries)

    assert account.sealed
    assert account.seal_changes == (
        SealChange("K1", same, opened, "z 1", "Z2", "opened for analysis"),
        SealChange("K1", opened, blank, "Z2", "Z3", None),
        SealChange("K1", blank, registered, "Z3", "Z4", None),
    )


def test_seals_that_are_never_named():
    """The papers say who held it, and not under which seal."""
    (account,) = accounts(simple((0, None)).entries)

    assert not account.sealed


@given(st.lists(st.none() | st.integers(0, 10**13), min_size=1, max_size=6))
def test_every_change_of_mass_is_told_to_the_milligram(masses):
    """From stated mass to stated mass, whatever lies unstated between them; the changes add up to the whole difference."""
    papers = Papers()
    papers.consignment()
    papers.package(gross_mg=masses[0])
    for minute, mass_mg in enumerate(masses[1:]):
        papers.claim(minute, minute + 1, "K1", gross_mg=mass_mg)
    (account,) = accounts(papers.entries)
    stated = [mass_mg for mass_mg in masses if mass_mg is not None]

    assert sum(each.difference_mg for each in account.mass_changes) == (stated[-1] - stated[0] if stated else 0)
    assert all(each.difference_mg for each in account.mass_changes)


def test_masses_of_a_consignment_and_of_its_packages_are_not_mixed():
    """Two bags in one box: the box has another mass. A consignment that is one package has the same one."""
    papers = simple()
    papers.claim(0, 10, gross_mg=900)
    whole = papers.claim(10, 20, gross_mg=890)
    papers.package("K2", gross_mg=400, last_mg=410)
    (account,) = accounts(papers.entries)
    alone = Papers()
    alone.consignment()
    registered = alone.package(gross_mg=500, last_mg=480)
    claimed = alone.claim(0, 10, gross_mg=500)
    (single,) = accounts(alone.entries)

    assert account.mass_changes == (
        MassChange(None, whole - 1, whole, 900, 890),
        MassChange("K2", whole + 1, whole + 1, 400, 410),
    )
    assert single.mass_changes == (MassChange("K1", claimed, registered, 500, 480),)


def test_the_rest_of_a_consignment_is_not_taken_for_the_whole():
    """One package that is left over from an earlier session has not the mass of all of them."""
    papers = Papers()
    papers.consignment(continues="S0")
    papers.package(gross_mg=500)
    papers.claim(0, 10, gross_mg=9_000)

    assert accounts(papers.entries)[0].mass_changes == ()


@pytest.mark.parametrize(
    ("text", "expected_us"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T05:00:00+05:00", 0),
        ("1969-12-31T23:59:59.5Z", -500_000),
        ("1970-01-01T00:00:00.000001-00:00", 1),
        ("0001-01-01T00:00:00+23:59", -62_135_683_140_000_000),
        ("9999-12-31T23:59:59.999999-23:59", 253_402_300_799_999_999 + 86_340_000_000),
    ],
)
def test_times_are_exact(text, expected_us):
    """To the microsecond, in every zone and year."""
    assert moment_us(text) == expected_us


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-21",
        "2026-11-21T10:00Z",
        "2026-11-21T10:00:00",
        "2026-11-21 10:00:00Z",
        "2026-11-21t10:00:00z",
        "2026-11-21T10:00:00+0500",
        "2026-11-21T10:00:00+24:00",
        "2026-11-21T24:00:00Z",
        "2026-11-21T10:00:60Z",
        "2026-11-21T10:00:00.1234567Z",
        "2026-02-29T10:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-11-21T10:00:00Z\n",
        "\uff12026-11-21T10:00:00Z",
    ],
)
def test_what_two_readers_could_place_differently_is_no_time(text):
    """No zone, no seconds, another spelling, a day that there is not: the message says how to write it."""
    with pytest.raises(NotATime, match="write it like") as caught:
        moment_us(text)
    assert caught.value.text == text


def test_a_day_without_a_zone_is_wherever_it_was():
    """Fifty hours; with a zone twenty-four; a time is one moment."""
    hour = 3_600_000_000
    first, last = day_us("1970-01-02")

    assert (first // hour, last // hour) == (10, 60)
    assert day_us("1970-01-02", "2026-11-21T10:00:00+05:00") == (19 * hour, 43 * hour)
    assert day_us("1970-01-01T01:00:00Z") == (hour, hour)
