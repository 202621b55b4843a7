"""What must be there before a scale is believed: check weights at opening and close, and after each change of the scale."""

from contextlib import suppress

import pytest

from station.rules.goods import Fate
from station.rules.moves import OutOfOrder, check
from station.rules.session import Session, Stage
from tests.scales import CHECK_WEIGHT, INSTRUMENT, figure, weighed
from tests.station.rules.scale_sessions import (
    CLOSE,
    OMIT,
    OMIT_AFTER,
    OPEN_BATCH,
    SHOWN,
    SWAPPED,
    burned,
    checked,
    missing,
    session_with,
    take,
)

SECOND_WEIGHT = {"weight": "m-20kg", "nominal_mg": 20_000_000, "certificate": "C-2026-45"}


def test_no_batch_before_a_check_weight_passed():
    """10 kg within 2 g in service; beyond, the weighing stands in the record and the batch stays closed."""
    session = session_with()
    assert "a check weight to be weighed within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, checked("10002.1"))
    assert "a check weight to be weighed within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, checked("10002.0", 2), OPEN_BATCH)


def test_no_weight_may_fail():
    """One that passed does not speak for one that did not."""
    session = session_with(weights=(CHECK_WEIGHT, SECOND_WEIGHT))
    take(session, checked("10000.0"), checked("20900.0", 2, "m-20kg"))

    assert "within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, checked("20000.0", 3, "m-20kg"), OPEN_BATCH)


def test_an_explained_omission_opens_the_batch_until_a_weight_fails():
    """The reason stands for a weight that was not weighed, not for one that was and failed; nor is another one taken."""
    session = session_with()
    take(session, OMIT)
    check(session, *OPEN_BATCH)
    take(session, checked("9000.0"))
    assert "m-10kg was not, and no reason undoes that" in missing(session, *OPEN_BATCH)
    assert "m-10kg was weighed and failed" in missing(session, *OMIT)
    session.apply(*OMIT, 0)  # by a station that takes it all the same
    assert "no reason undoes that" in missing(session, *OPEN_BATCH)
    take(session, checked("10000.0", 2), OPEN_BATCH)


def test_a_scale_that_fails_at_the_opening_locks_nobody_up():
    """Nothing burns on that day: the package is set aside, and the session is closed."""
    session = session_with()
    take(session, checked("9000.0"), ("package.set_aside", {"package": "K1", "reason": "the scale failed"}))
    check(session, "session.closed", CLOSE[1] | {"packages_burned": 0, "packages_set_aside": 1, "burned_mg": 0})


@pytest.mark.parametrize(
    "other", [{"tare": figure("200.0")}, {"tare": figure("-200.0"), "tare_kind": "weighed"}, {"shown_as": "net"}]
)
def test_no_check_weight_under_a_tare(other):
    """A tare that was typed would make a wrong scale show the right mass."""
    kind, data = checked("10000.0")

    assert "no tare while a check weight is weighed" in missing(session_with(), kind, data | other)
    check(session_with(), kind, data | {"tare": figure("0.0"), "shown_as": "gross"})


def test_a_station_without_check_weights_needs_none():
    """What it has not, it cannot weigh; the opening says that it has none."""
    check(session_with(weights=()), *OPEN_BATCH)


def test_another_instrument_is_checked_anew():
    """The weight stood on the other one; and of the other one was the reason why none did."""
    for done in (checked("10000.0"), OMIT):
        session = session_with()
        take(session, done, SWAPPED)
        assert "a check weight to be weighed" in missing(session, *OPEN_BATCH)


def test_a_scale_that_is_swapped_within_a_batch_weighs_no_package():
    """The batch is called off, or what was weighed before is burned; then the other scale is checked, and all goes on."""
    session = session_with()
    take(session, checked("10000.0"), OPEN_BATCH, SWAPPED)
    package = weighed("5000.0", package="K1", batch="B1", weighing=2)
    assert "once this batch is burned or cancelled" in missing(session, "weighing.recorded", package)
    take(session, ("batch.cancelled", {"batch": "B1", "reason": "another scale"}), checked("10000.0", 2))
    take(session, ("batch.opened", {"batch": "B2"}), *burned("B2"))
    take(session, checked("10000.0", 4), ("scale.emptied", {"after": 4} | figure("0.0")), CLOSE)


def test_a_scale_that_is_swapped_after_a_package_was_weighed_can_still_burn_it():
    """Its mass is the checked scale's. The residue is weighed on a checked one, or a reason stands in its place."""
    session = session_with()
    take(session, checked("10000.0"), OPEN_BATCH, *burned("B1")[:2], SWAPPED, *burned("B1")[2:-1])
    residue = weighed("100.0", "residue", weighing=4)
    assert "a check weight to be weighed" in missing(session, "weighing.recorded", residue)
    check(session, "residue.not_weighed", {"reason": "too hot"})
    take(session, OMIT)
    check(session, "weighing.recorded", residue)


@pytest.mark.parametrize("swapped_at", range(10))
def test_whenever_the_scale_is_swapped_the_session_can_be_closed(swapped_at):
    """Without any weight for the other scale, and by reasons alone."""
    session = session_with()
    course = [checked("10000.0"), OPEN_BATCH, *burned("B1"), checked("10000.0", 4)]
    course += [("scale.emptied", {"after": 4} | figure("0.0"))]
    take(session, *course[:swapped_at], SWAPPED)
    for kind, data in course[swapped_at:]:
        with suppress(OutOfOrder):
            take(session, (kind, data))
    if session.stage is Stage.WEIGHING:
        take(session, ("batch.cancelled", {"batch": "B1", "reason": "another scale"}))
    for package in session.of_fate(Fate.REGISTERED):
        take(session, ("package.set_aside", {"package": package.number, "reason": "another scale"}))
    count = {
        "packages_burned": len(session.of_fate(Fate.BURNED)),
        "packages_set_aside": len(session.of_fate(Fate.SET_ASIDE)),
    }
    take(session, OMIT_AFTER, ("session.closed", CLOSE[1] | count | {"burned_mg": session.burned_mg()}))

    assert Stage.CLOSED is session.stage


def test_a_scale_that_is_swapped_after_the_last_check_is_checked_again():
    """What was weighed on the first one, or the reason given there, does not close the session."""
    for done in ((checked("10000.0", 2), ("scale.emptied", {"after": 2} | figure("0.0"))), (OMIT_AFTER,)):
        session = session_with(until="session.closed")
        take(session, *done)
        check(session, *CLOSE)
        take(session, SWAPPED)
        assert "a check weight to be weighed after the last fire" in missing(session, *CLOSE)


@pytest.mark.parametrize(
    ("weight", "words"), [("m-5kg", r"a check weight of this station (m-10kg): m-5kg is not"), (None, "None is not")]
)
def test_only_the_stations_own_weights_are_check_weights(weight, words):
    """Their masses and certificates stand in the opening."""
    assert words in missing(session_with(), *checked("10000.0", weight=weight))


def test_no_check_weight_within_a_batch():
    """Between two packages it would be one more load that nobody registered."""
    session = session_with()
    take(session, checked("10000.0"), OPEN_BATCH)

    assert "between batches" in missing(session, *OMIT_AFTER)
    assert "the batch to be ended" in missing(session, *checked("10000.0", 2))


def test_no_close_before_a_check_weight_and_the_empty_scale():
    """Both after the last fire; a weight that fails then closes the session all the same, and stands in the record."""
    session = session_with(until="session.closed")
    assert "a check weight to be weighed after the last fire" in missing(session, *CLOSE)
    take(session, checked("9000.0", 2))
    assert "the scale to be emptied" in missing(session, *CLOSE)
    take(session, ("scale.emptied", {"after": 2} | figure("0.0")), CLOSE)


def test_an_explained_omission_closes_the_session():
    """The reason is in the log."""
    take(session_with(until="session.closed"), OMIT_AFTER, CLOSE)


def test_a_reason_given_before_the_last_fire_does_not_hold_after_it():
    """Nobody excuses beforehand what he cannot know."""
    session = session_with()
    take(session, OMIT, OMIT_AFTER, OPEN_BATCH)
    take(session, SHOWN, ("weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1)))
    take(session, ("furnace.charged", {"batch": "B1", "packages": ["K1"], "mass_mg": 5_000_000}))
    take(session, ("burn.started", {"batch": "B1"}), ("batch.ended", {"batch": "B1"}))
    take(session, ("residue.not_weighed", {"reason": "too hot"}))

    assert "a check weight to be weighed after the last fire" in missing(session, *CLOSE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"when": "noon", "reason": "x"}, "'noon' is neither"),
        ({"when": "opening", "reason": " "}, "a reason in words"),
    ],
)
def test_an_omission_says_which_and_why(data, words):
    """A blank is no reason."""
    assert words in missing(session_with(), "check.omitted", data)


def test_a_purpose_that_nobody_knows_is_refused():
    """Each weighing is of a package, the residue or a check weight."""
    assert "'tea' is none of them" in missing(session_with(), "weighing.recorded", weighed("100.0", "tea"))


@pytest.mark.parametrize(
    "other", [{"accuracy_class": "V"}, {"ranges": []}, {"min_mg": 5}, {"ranges": [{"max_mg": 60_000_000, "e_mg": 0}]}]
)
def test_a_plate_that_cannot_be_opens_no_session_and_weighs_nothing(other):
    """Whatever would be reckoned from it would be nonsense."""
    opened = {"seats": [], "quorum": [], "cameras": [], "check_weights": []}

    assert "a plate that an instrument can have" in missing(
        Session(), "session.opened", opened | {"scale": INSTRUMENT | other}
    )
    assert "a plate that an instrument can have" in missing(
        session_with(),
        "weighing.recorded",
        weighed("10000.0", "check", check_weight="m-10kg") | {"scale": INSTRUMENT | other},
    )
