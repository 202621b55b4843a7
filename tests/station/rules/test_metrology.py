"""Permissible errors, bounds of sums, and what a difference means: by the standard's own tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.rules.metrology import (
    Change,
    check_weight,
    compare,
    interval_mg,
    permissible_error_mg,
    sum_bound_mg,
    weighing_bound_mg,
)

G, KG = 1_000, 1_000_000


def scale(accuracy_class, *ranges):
    """An instrument with these partial ranges, (Max, e) in milligrams."""
    return {
        "accuracy_class": accuracy_class,
        "ranges": [{"max_mg": max_mg, "e_mg": e_mg} for max_mg, e_mg in ranges],
    }


GOLDEN = scale("III", (2 * KG, 1 * G), (5 * KG, 2 * G), (15 * KG, 10 * G))


@pytest.mark.parametrize(
    ("from_g", "to_g", "error_mg"),
    [(0, 500, 500), (501, 2_000, 1_000), (2_001, 4_000, 2_000), (4_001, 5_000, 3_000), (5_001, 15_000, 10_000)],
)
def test_the_example_of_the_standard(from_g, to_g, error_mg):
    """Class III, e 1/2/10 g, Max 2/5/15 kg: the permissible errors that R 76 prints for it; twice of them in service."""
    for load_mg in (from_g * G, (from_g + to_g) // 2 * G, to_g * G):
        assert permissible_error_mg(GOLDEN, load_mg, in_service=False) == error_mg
        assert permissible_error_mg(GOLDEN, load_mg) == 2 * error_mg
        assert permissible_error_mg(GOLDEN, -load_mg) == 2 * error_mg


@pytest.mark.parametrize(
    ("accuracy_class", "half", "whole"),
    [("I", 50_000, 200_000), ("II", 5_000, 20_000), ("III", 500, 2_000), ("IIII", 50, 200)],
)
def test_the_steps_of_each_class(accuracy_class, half, whole):
    """0.5 e, 1 e and 1.5 e, each up to and with the number of intervals in table 6; in service twice that."""
    e_mg = 10
    instrument = scale(accuracy_class, (10**9, e_mg))
    steps = [(0, 10), (half, 10), (half + 1, 20), (whole, 20), (whole + 1, 30)]

    assert [permissible_error_mg(instrument, count * e_mg) for count, _ in steps] == [error for _, error in steps]
    assert [permissible_error_mg(instrument, count * e_mg, in_service=False) for count, _ in steps] == [
        error // 2 for _, error in steps
    ]


def test_the_interval_is_that_of_the_partial_range():
    """A range reaches to its Max and with it; what is beyond the last has the last one's."""
    assert [interval_mg(GOLDEN, mass) for mass in (2 * KG, 2 * KG + 1, 5 * KG, 5 * KG + 1, 99 * KG)] == [
        1 * G,
        2 * G,
        2 * G,
        10 * G,
        10 * G,
    ]


def weighing(mass_mg, kind=None, tare_mg=None, shown_as="net"):
    """The fields of a weighing that its bound follows from."""
    tare = None if tare_mg is None else {"mass_mg": tare_mg}
    return {"mass_mg": mass_mg, "scale": GOLDEN, "tare": tare, "tare_kind": kind, "shown_as": shown_as}


def test_a_net_value_has_the_bound_of_the_net_load_unless_the_tare_was_preset():
    """3.5.3.3: nobody weighed a preset tare, so the load on the scale counts; a gross value holds it already."""
    assert weighing_bound_mg(weighing(400 * G)) == 1_000
    assert weighing_bound_mg(weighing(400 * G, None, 0)) == 1_000
    assert weighing_bound_mg(weighing(400 * G, "weighed", 200 * G)) == 1_000
    assert weighing_bound_mg(weighing(400 * G, "preset", 200 * G)) == 2_000
    assert weighing_bound_mg(weighing(400 * G, "preset", -200 * G)) == 2_000
    assert weighing_bound_mg(weighing(400 * G, "preset", 200 * G, shown_as="gross")) == 1_000
    assert weighing_bound_mg(weighing(400 * G, "preset")) == 1_000


@pytest.mark.parametrize(("shown_as", "bound_mg"), [("net", 2_000), ("displayed", 2_000), ("gross", 1_000)])
def test_a_tare_of_which_nobody_says_how_it_came_counts_as_preset(shown_as, bound_mg):
    """The smaller bound is for him who can say that the tare was weighed."""
    assert weighing_bound_mg(weighing(400 * G, None, 200 * G, shown_as)) == bound_mg


def test_a_sum_has_the_bounds_of_its_parts_and_a_division_for_each():
    """The worst case: nothing says that errors of the same scale cancel."""
    assert sum_bound_mg([], 1 * G) == 0
    assert sum_bound_mg(iter([1 * G, 2 * G, 4 * G]), 1 * G) == 10 * G


@pytest.mark.parametrize(
    ("later", "change", "difference"),
    [
        (1_000, Change.SAME, 0),
        (1_030, Change.SAME, 30),
        (970, Change.SAME, -30),
        (1_031, Change.GAINED, 31),
        (969, Change.LOST, -31),
    ],
)
def test_a_difference_beyond_the_bounds_is_lost_or_gained(later, change, difference):
    """Up to the sum of the bounds, and with it, nothing can be said; the difference is told all the same."""
    found = compare(1_000, later, 10, 20)

    assert (found.change, found.difference_mg, found.u_mg) == (change, difference, 30)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.lists(st.integers(0, 10**7)))
def test_a_gain_is_never_silent(earlier, later, bounds):
    """Whatever the bounds: the difference keeps its sign and size; it is a gain or a loss exactly when it is above U."""
    found = compare(earlier, later, *bounds)

    assert found.difference_mg == later - earlier
    assert (found.change is Change.GAINED) == (later > earlier + sum(bounds))
    assert (found.change is Change.LOST) == (later < earlier - sum(bounds))


@given(st.integers(0, 15 * KG), st.integers(0, 15 * KG))
def test_a_heavier_load_never_has_a_smaller_bound(one, other):
    """Nor has any load none."""
    light, heavy = sorted((one, other))

    assert 0 < permissible_error_mg(GOLDEN, light) <= permissible_error_mg(GOLDEN, heavy)


@pytest.mark.parametrize(
    ("shown_g", "passed"), [(1_000, True), (1_002, True), (998, True), (1_003, False), (997, False)]
)
def test_a_check_weight_passes_within_the_error_in_service(shown_g, passed):
    """1 kg on the golden scale: 1 g at verification, 2 g in service."""
    found = check_weight(GOLDEN, 1 * KG, shown_g * G)

    assert (found.error_mg, found.permitted_mg, found.passed) == ((shown_g - 1_000) * G, 2 * G, passed)
