"""Figures and exact milligrams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.reading import MAX_MASS_MG, Figure, NotANumberError, exact_mass_mg


@pytest.mark.parametrize(
    ("digits", "unit", "mass_mg"),
    [
        ("    100.00", "g", 100_000),
        ("   1234.50", "g", 1_234_500),
        ("-0.05", "g", -50),
        ("+12", "g", 12_000),
        ("1.234567", "kg", 1_234_567),
        ("12.3456", "t", 12_345_600_000),
        ("7", "mg", 7),
        ("0.0010", "g", 1),
        ("100", "lb", 45_359_237),
        ("1600", "oz", 45_359_237),
        ("0.00", "oz", 0),
    ],
)
def test_a_value_that_is_whole_milligrams_is_given_exactly(digits: str, unit: str, mass_mg: int | None):
    """The mass is the exact integer."""
    assert exact_mass_mg(digits, unit) == mass_mg


@pytest.mark.parametrize(
    ("digits", "unit"),
    [
        ("0.0005", "g"),
        ("1.2345678", "kg"),
        ("1", "lb"),
        ("1", "oz"),
        ("1", "N"),
        ("1", "G"),
        ("1", ""),
        ("9007199254740992", "mg"),
        ("12:07.50", "oz"),
        ("1e3", "g"),
        ("\u0661", "g"),
        ("1_0", "g"),
        ("- 1", "g"),
        ("1.", "g"),
        (".5", "g"),
        ("", "g"),
    ],
)
def test_nothing_is_rounded_or_guessed(digits: str, unit: str):
    """Without an exact, known, recordable number of milligrams there is no mass."""
    assert exact_mass_mg(digits, unit) is None


def test_a_figure_keeps_what_was_sent():
    """Padding, sign and trailing zeros stay."""
    figure = Figure.read("   -12.500", "kg")

    assert figure == Figure("   -12.500", "kg", decimals=3, mass_mg=-12_500_000)


@pytest.mark.parametrize("digits", ["", "      ", "12:07.50", "1 2", "12a", "--1", "1.2.3", "NaN", "1\n"])
def test_what_is_not_a_number_raises(digits: str):
    """The error carries the digits."""
    with pytest.raises(NotANumberError) as caught:
        Figure.read(digits, "g")

    assert caught.value.digits == digits


@given(st.integers(-MAX_MASS_MG, MAX_MASS_MG))
def test_every_recordable_mass_survives_writing_in_kilograms(mass_mg: int | None):
    """Six decimals of kilograms are milligrams, for the whole range and both signs."""
    whole, part = divmod(abs(mass_mg), 1_000_000)
    digits = f"{'-' if mass_mg < 0 else ''}{whole}.{part:06d}"

    assert Figure.read(digits, "kg").mass_mg == mass_mg
