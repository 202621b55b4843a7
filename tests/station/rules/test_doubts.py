"""Why a package may not burn until people decide: its seal, its mass within the limits of both weighings, its tests, its draw.

A load of 5 kg has a limit of 1 g on the tests' scale (class II, e = 1 g); the papers' weighings have the limits that they state.
"""

import pytest

from station.rules.doubts import Doubt, negatives, untested
from tests.goods import consignment, sample
from tests.station.rules.goods_sessions import (
    OPEN_BATCH,
    drawn,
    kit_says,
    presented,
    registered,
    session_with,
    set_aside,
    weighing,
)
from tests.station.rules.scale_sessions import take

POWDER = {"form": "powder", "fresh": False}
LISTED = ("K1", "K2", "K3", "K4")
OTHER = consignment("C2")
MISSING = ("package.missing", {"package": "K1", "reason": "not there"})


def last(gross_mg, bound_mg=None):
    """The last official weighing before the station."""
    return {"gross_mg": gross_mg, "bound_mg": bound_mg, "source": "store's book"}


def doubts_of(session, number="K1"):
    """The doubts about one package."""
    return session.doubts(session.packages[number])


def weighed(grams, papers, consignment=POWDER, **otherwise):
    """The doubts about K1, which these papers tell of, after its weighing."""
    session = session_with(packages=(), **consignment)
    take(session, registered("K1", **papers), OPEN_BATCH, presented("K1"), weighing("K1", grams, **otherwise))
    return doubts_of(session)


def after(session, *facts):
    """The session after these facts, whatever the rules of the room would say to them."""
    for kind, data in facts:
        session.apply(kind, data, 0)
    return session


# --- the seal ---


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ({}, []),
        ({"seal": "z-1"}, []),
        ({"seal": "Z7"}, [Doubt.SEAL_OTHER]),
        ({"seal_state": "damaged"}, [Doubt.SEAL_NOT_INTACT]),
        ({"seal_state": "open"}, [Doubt.SEAL_NOT_INTACT]),
        ({"seal_state": "other"}, [Doubt.SEAL_NOT_INTACT]),
        ({"seal": "Z7", "seal_state": "other"}, [Doubt.SEAL_NOT_INTACT, Doubt.SEAL_OTHER]),
    ],
)
def test_a_seal_is_intact_and_the_one_on_paper(shown, found):
    """It may be read with other separators and small letters."""
    session = session_with()
    take(session, presented("K1", **shown))

    assert doubts_of(session) == found


def test_a_seal_that_is_missing_is_not_intact():
    """There is none to be read."""
    session = session_with()
    kind, data = presented("K1")
    take(session, (kind, data | {"seal": None, "seal_state": "missing"}))

    assert doubts_of(session) == [Doubt.SEAL_NOT_INTACT]


def test_a_seal_that_is_shown_again_does_not_become_better():
    """What was once found stays found."""
    session = session_with()
    take(session, presented("K1", seal="Z7", seal_state="damaged"), presented("K1"))

    assert doubts_of(session) == [Doubt.SEAL_NOT_INTACT, Doubt.SEAL_OTHER]


# --- the mass ---


@pytest.mark.parametrize(
    ("paper_mg", "bound_mg", "found"),
    [
        (5_001_000, None, []),
        (5_001_001, None, [Doubt.LIGHTER]),
        (4_999_000, None, []),
        (4_998_999, None, [Doubt.HEAVIER]),
        (5_003_000, 2_000, []),
        (5_003_001, 2_000, [Doubt.LIGHTER]),
        (4_997_000, 2_000, []),
        (4_996_999, 2_000, [Doubt.HEAVIER]),
    ],
)
def test_a_difference_counts_beyond_the_limits_of_both_weighings(paper_mg, bound_mg, found):
    """They add up; where the papers tell none, the station's own stands alone."""
    assert weighed("5000.0", {"last": last(paper_mg, bound_mg)}) == found


def test_the_last_official_mass_goes_before_the_one_at_seizure():
    """What was taken since the seizure stands in the papers between the two."""
    assert weighed("5000.0", {"gross_mg": 9_000_000, "last": last(5_000_000)}) == []
    assert weighed("5000.0", {"gross_mg": 5_000_000, "last": last(9_000_000)}) == [Doubt.LIGHTER]
    assert weighed("5000.0", {"gross_mg": 9_000_000}) == [Doubt.LIGHTER]


@pytest.mark.parametrize(
    ("shown_as", "found"), [("net", []), ("gross", [Doubt.LIGHTER]), ("displayed", [Doubt.LIGHTER])]
)
def test_like_is_compared_with_like(shown_as, found):
    """A net mass with the stated net one; what the display does not name is that of an unopened package, and gross."""
    stated = {"gross_mg": 6_000_000, "net_mg": 5_000_000, "count": None, "millilitres": None}

    assert weighed("5000.0", {"stated": stated}, shown_as=shown_as) == found


def test_what_cannot_be_compared_is_in_doubt():
    """Else whoever states no mass, or one of another kind, could take what he likes."""
    assert weighed("5000.0", {"gross_mg": None}) == [Doubt.NOT_COMPARED]
    assert weighed("5000.0", {"gross_mg": 9_000_000}, shown_as="net") == [Doubt.NOT_COMPARED]
    net = {"gross_mg": None, "net_mg": 9_000_000, "count": None, "millilitres": None}
    assert weighed("5000.0", {"stated": net}) == [Doubt.NOT_COMPARED]


@pytest.mark.parametrize(
    ("papers", "grams", "found"),
    [
        ({"form": "plant", "fresh": True}, "2300.0", []),
        ({"form": "plant", "fresh": True}, "2299.9", [Doubt.LIGHTER]),
        ({"form": "plant", "fresh": False}, "2300.0", [Doubt.LIGHTER]),
        ({"form": "powder", "fresh": False}, "2300.0", [Doubt.LIGHTER]),
        ({"form": "tablets", "fresh": False}, "9990.0", [Doubt.LIGHTER]),
        ({"form": "liquid", "fresh": False}, "9990.0", [Doubt.LIGHTER]),
        ({"form": "other", "fresh": False}, "9990.0", [Doubt.LIGHTER]),
    ],
)
def test_only_a_plant_weighed_fresh_may_dry_and_only_so_far(papers, grams, found):
    """10 kg on paper, and a loss of 770 per mille is as much as may be drying."""
    assert weighed(grams, {"gross_mg": 10_000_000}, papers) == found


def test_how_far_a_plant_may_dry_is_the_conditions_to_say():
    """A country that allows nothing has every loss decided upon."""
    fresh = {"form": "plant", "fresh": True, "conditions": {"drying_permille": 0}}

    assert weighed("9990.0", {"gross_mg": 10_000_000}, fresh) == [Doubt.LIGHTER]


@pytest.mark.parametrize("papers", [{"form": "plant", "fresh": True}, POWDER])
def test_nothing_may_gain(papers):
    """Something is in the sack that was not there."""
    assert weighed("5000.0", {"gross_mg": 4_998_999}, papers) == [Doubt.HEAVIER]


@pytest.mark.parametrize(
    "papers", [{"gross_mg": 5_520_500}, {"last": last(5_020_500)}, {"gross_mg": 9_000_000, "last": last(5_020_500)}]
)
def test_what_was_taken_is_subtracted(papers):
    """20 g before the cameras, 0.5 g by a test; the 500 g that the papers tell of only from the mass at seizure."""
    session = session_with(packages=(), **POWDER)
    taken = sample("B1", "C1", package="K1", mass_mg=20_000, seen=True)
    told = sample("B2", "C1", package="K1", mass_mg=500_000, seen=False)
    take(session, registered("K1", **papers), ("sample.kept", taken), ("sample.kept", told))
    take(session, kit_says("K1", "as_declared", used_mg=500), OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))
    assert doubts_of(session) == [Doubt.TAKEN]
    take(session, weighing("K1", "5020.5", weighing=2, corrects=1))
    assert doubts_of(session) == [Doubt.TAKEN, Doubt.CHANGED_HERE, Doubt.HEAVIER]
    take(session, weighing("K1", "4979.5", weighing=3, corrects=2))
    assert doubts_of(session) == [Doubt.TAKEN, Doubt.CHANGED_HERE, Doubt.LIGHTER]


def test_what_was_taken_within_the_bound_is_no_doubt():
    """A kit's milligrams are less than the scale can tell."""
    session = session_with(packages=(), **POWDER)
    take(session, registered("K1", gross_mg=5_000_000), kit_says("K1", "as_declared", used_mg=500))
    take(session, OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))

    assert doubts_of(session) == []


@pytest.mark.parametrize("papers", [POWDER, {"form": "plant", "fresh": True}])
def test_a_mass_that_changes_here_is_in_doubt(papers):
    """Whatever the batch was called off for: nothing dries from one hour to the next."""
    session = session_with(packages=(), **papers)
    take(session, registered("K1", gross_mg=5_000_000), OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))
    take(session, ("batch.cancelled", {"batch": "B1", "reason": "door"}), ("batch.opened", {"batch": "B2"}))
    take(session, presented("K1"), weighing("K1", "4000.0", weighing=2, batch="B2"))

    assert Doubt.CHANGED_HERE in doubts_of(session)


def test_a_batch_that_was_called_off_forgets_its_masses():
    """The package is weighed anew, and compared with its papers again."""
    session = session_with(packages=(), **POWDER)
    take(session, registered("K1", gross_mg=6_000_000), OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))
    assert doubts_of(session) == [Doubt.LIGHTER]
    take(session, ("batch.cancelled", {"batch": "B1", "reason": "door"}))

    assert doubts_of(session) == []


# --- tests and draws ---


@pytest.mark.parametrize(
    ("results", "found"),
    [
        (["as_declared"], []),
        (["not_as_declared"], [Doubt.TEST_FAILED]),
        (["unclear"], [Doubt.TEST_FAILED]),
        (["not_as_declared", "as_declared"], [Doubt.TEST_FAILED]),
    ],
)
def test_a_test_that_did_not_find_what_is_declared_stands(results, found):
    """An unclear one is no better, and a second one does not undo the first."""
    session = session_with()
    take(session, *(kit_says("K1", result, test=f"T{number}") for number, result in enumerate(results)))

    assert doubts_of(session) == found
    assert doubts_of(session, "K2") == []


@pytest.mark.parametrize(
    ("fact", "counts"),
    [
        (kit_says("K1", "as_declared", draw="D1"), False),
        (kit_says("K1", "not_as_declared", draw="D1"), True),
        (kit_says("K1", "unclear", draw="D1"), True),
        (set_aside("K1"), True),
        (MISSING, True),
    ],
)
def test_a_drawn_package_counts_as_negative(fact, counts):
    """Not as declared or unclear, and also when it is gone before anybody tested it."""
    session = after(session_with(packages=LISTED), *drawn("K1", "K3"), fact)

    assert negatives(session, session.draws["D1"]) == (["K1"] if counts else [])
    assert untested(session, session.draws["D1"]) == ["K3"]
    for number in LISTED:
        assert (Doubt.DRAW_FAILED in doubts_of(session, number)) == counts


def test_what_was_tested_and_then_set_aside_counts_as_tested():
    """Its result stands, whatever becomes of it."""
    session = after(
        session_with(packages=LISTED), *drawn("K1"), kit_says("K1", "as_declared", draw="D1"), set_aside("K1")
    )

    assert negatives(session, session.draws["D1"]) == []


def test_a_package_that_was_not_drawn_is_no_negative():
    """However it comes away."""
    session = after(session_with(packages=LISTED), *drawn("K3"), set_aside("K1"), kit_says("K2", "unclear"))

    assert negatives(session, session.draws["D1"]) == []
    assert doubts_of(session, "K4") == []


def test_a_draw_fails_beyond_its_allowed_negatives():
    """One too many, and every package of the consignment is in doubt; of another consignment none is."""
    session = after(session_with(packages=LISTED), *drawn("K1", "K2", allowed=1), kit_says("K1", "unclear"))
    assert doubts_of(session) == [Doubt.TEST_FAILED]
    assert doubts_of(session, "K4") == []
    after(session, ("consignment.registered", OTHER), registered("K9", consignment="C2"), set_aside("K2"))

    assert [number for number in LISTED if Doubt.DRAW_FAILED in doubts_of(session, number)] == list(LISTED)
    assert doubts_of(session, "K9") == []


def test_a_draw_that_was_called_off_says_nothing():
    """It fell on nothing."""
    session = after(session_with(packages=LISTED), drawn("K1")[0], ("draw.cancelled", {"draw": "D1"}), set_aside("K1"))

    assert doubts_of(session, "K2") == []
