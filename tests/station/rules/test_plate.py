"""Plates that exist are taken; plates that cannot exist, and nearly every slip by ten in copying one, are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.rules.plate import check_plate

G, KG, T = 1_000, 1_000_000, 1_000_000_000
# Class, Min, d, then (Max, e) of each range, as on plates of common instruments.
PLATES = [
    ("I", 100, 1, ((220 * G, 1),)),
    ("I", 100, 1, ((1_100 * G, 10),)),
    ("II", 20, 1, ((620 * G, 10),)),
    ("II", 200, 10, ((620 * G, 10),)),
    ("II", 500, 10, ((4_200 * G, 100),)),
    ("II", 5 * G, 100, ((6_200 * G, 100),)),
    ("II", 50 * G, 1 * G, ((60 * KG, 1 * G),)),
    ("III", 40 * G, 2 * G, ((6 * KG, 2 * G),)),
    ("III", 100 * G, 5 * G, ((15 * KG, 5 * G),)),
    ("III", 400 * G, 20 * G, ((60 * KG, 20 * G),)),
    ("III", 1 * KG, 50 * G, ((150 * KG, 50 * G),)),
    ("III", 10 * KG, 500 * G, ((3 * T, 500 * G),)),
    ("III", 20 * G, 1 * G, ((2 * KG, 1 * G), (5 * KG, 2 * G), (15 * KG, 10 * G))),
    ("III", 40 * G, 2 * G, ((6 * KG, 2 * G), (15 * KG, 5 * G))),
    ("III", 200 * G, 10 * G, ((30 * KG, 10 * G), (60 * KG, 20 * G))),
    ("IIII", 50 * KG, 5 * KG, ((2 * T, 5 * KG),)),
]


def refused(*plate):
    """Whether a plate is refused."""
    try:
        check_plate(*plate)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize("plate", PLATES)
def test_a_real_plate_is_taken(plate):
    """Nobody is kept from weighing on an instrument that exists."""
    check_plate(*plate)


@given(st.sampled_from(PLATES), st.sampled_from(["min", "d"]), st.sampled_from([10, -10]))
def test_a_slip_by_ten_in_min_or_d_is_refused(plate, which, factor):
    """Either way, whatever the class: the two hold each other."""
    accuracy_class, min_mg, division_mg, ranges = plate
    if which == "min":
        min_mg = _times(min_mg, factor)
    else:
        division_mg = _times(division_mg, factor)

    assert refused(accuracy_class, min_mg, division_mg, ranges)


@given(st.sampled_from(PLATES), st.integers(0, 2), st.sampled_from([10, -10]))
def test_a_slip_by_ten_in_e_makes_no_bound_smaller(plate, number, factor):
    """A finer e is refused, in any range; a coarser one too, but where an auxiliary device may show a tenth of it.

    Class I has no largest number of intervals: there d in the place of e passes.
    """
    accuracy_class, min_mg, division_mg, ranges = plate
    number %= len(ranges)
    max_mg, e_mg = ranges[number]
    slipped = (*ranges[:number], (max_mg, _times(e_mg, factor)), *ranges[number + 1 :])

    d_for_e = accuracy_class == "I" and slipped[number][1] == division_mg
    if (factor < 0 and not d_for_e) or accuracy_class in {"III", "IIII"}:
        assert refused(accuracy_class, min_mg, division_mg, slipped)


@given(st.sampled_from(PLATES))
def test_a_max_ten_times_too_large_is_refused_where_the_class_has_no_such_instrument(plate):
    """Class III has at most 10,000 intervals, class II 100,000: what has a tenth of them or less cannot be told."""
    accuracy_class, min_mg, division_mg, ranges = plate
    max_mg, e_mg = ranges[-1]
    most = {"I": 10**9, "II": 100_000, "III": 10_000, "IIII": 1_000}[accuracy_class]
    slipped = (*ranges[:-1], (max_mg * 10, e_mg))

    assert refused(accuracy_class, min_mg, division_mg, slipped) is (max_mg // e_mg * 10 > most)


@given(st.sampled_from([plate for plate in PLATES if len(plate[3]) > 1]), st.integers(0, 2))
def test_a_partial_range_ten_times_too_large_is_refused(plate, number):
    """Its small e would count where the plate has a larger one."""
    accuracy_class, min_mg, division_mg, ranges = plate
    number %= len(ranges)
    max_mg, e_mg = ranges[number]
    slipped = (*ranges[:number], (max_mg * 10, e_mg), *ranges[number + 1 :])

    assert refused(accuracy_class, min_mg, division_mg, slipped)


def _times(value_mg, factor):
    return value_mg * factor if factor > 0 else value_mg // -factor


@pytest.mark.parametrize(
    ("plate", "words"),
    [
        (("III", 60 * G, 3 * G, ((6 * KG, 3 * G),)), "e is 1, 2 or 5 with zeros"),
        (("III", 1 * G, 50, ((300 * G, 50),)), "no instrument of class III has e = 50 mg"),
        (("III", 100 * G, 5 * G, ((100 * KG, 5 * G),)), "are 20000 intervals: class III has at most 10000"),
        (("III", 100 * G, 5 * G, ((2 * KG, 5 * G),)), "are 400 intervals: class III has at least 500"),
        (("II", 20 * G, 1 * G, ((60 * KG, 1 * G),)), "Min is at least 50000 mg in class II"),
        (("III", 40 * G, 1 * G, ((6 * KG, 2 * G),)), "in class III the division is e"),
        (("II", 2_500, 50, ((60 * KG, 1 * G),)), "at least a tenth of it"),
        (("III", 20 * G, 1 * G, ((5 * KG, 2 * G), (2 * KG, 1 * G))), "from the smallest Max and e to the largest"),
        (("III", 40 * G, 2 * G, ((2 * KG, 2 * G), (5 * KG, 1 * G))), "from the smallest Max and e to the largest"),
        (("III", 20 * G, 1 * G, ((1 * KG, 1 * G), (15 * KG, 5 * G))), "too short before one with e 5000 mg"),
    ],
)
def test_what_is_wrong_is_said(plate, words):
    """In words that send whoever typed it back to the plate."""
    with pytest.raises(ValueError, match=words):
        check_plate(*plate)
