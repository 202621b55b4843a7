"""A mass goes from a cell to milligrams without losing or gaining one, however it is written."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.lists import Source, check
from station.lists.cells import Figure
from station.lists.errors import Wrong
from station.lists.limits import MAX_MG
from station.lists.values import quantity
from tests.lists import PACKAGE, good, saved, workbook

MASSES = st.integers(0, MAX_MG)
# Excel keeps 15 digits, and so does a double: no more can be meant by a cell.
CELLS = st.integers(0, 10**14)
EXPONENTS = st.sampled_from([6, 3, 0])


def written(mass_mg, exponent):
    """A mass in its unit, with all its decimals."""
    return f"{Decimal(mass_mg).scaleb(-exponent):f}"


@given(MASSES, EXPONENTS, st.booleans())
def test_a_mass_as_text_is_exact(mass_mg, exponent, comma):
    """With a point, or a comma where that is the decimal sign."""
    text = written(mass_mg, exponent)

    assert quantity(text.replace(".", ",") if comma else text, exponent, comma=comma) == mass_mg


@given(CELLS, EXPONENTS)
def test_a_mass_as_a_number_of_excel_is_exact(mass_mg, exponent):
    """Though a double holds it only nearly: the shortest decimal that gives the double is what was typed."""
    stored = Decimal(repr(float(written(mass_mg, exponent))))

    assert quantity(Figure(stored), exponent, comma=False) == mass_mg


@given(MASSES.filter(lambda mass: mass < MAX_MG), st.integers(1, 999), EXPONENTS)
def test_a_part_of_a_milligram_is_refused(mass_mg, thousandths, exponent):
    """Never rounded."""
    text = f"{(Decimal(mass_mg) + Decimal(thousandths).scaleb(-3)).scaleb(-exponent):f}"

    with pytest.raises(Wrong, match=r"decimals|whole|a number like"):
        quantity(text, exponent, comma=False)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 0.1 + 0.2, 1e300, 1e-7, -1.0, True])
def test_what_is_no_mass_is_refused(value):
    """Endless, beyond all, less than nothing, or the rest of a sum of doubles."""
    cell = value if value is True else Figure(Decimal(repr(value)))

    with pytest.raises(Wrong):
        quantity(cell, 6, comma=False)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 10**11), min_size=20, max_size=20))
def test_masses_through_a_real_workbook_are_exact(masses_mg):
    """Written and read as Excel's own numbers, 12.48 kg is 12,480,000 mg."""
    rows = [
        PACKAGE
        | {"package": f"K-{n}", "seal": f"S-{n}", "case_package": "", "seal_at_seizure": "", "net_kg": ""}
        | {"gross_kg": float(written(mass_mg, 6))}
        for n, mass_mg in enumerate(masses_mg)
    ]
    tables = {"consignments": good()["consignments"], "packages": rows}
    goods = check([Source("list.xlsx", saved(workbook(tables)))]).goods

    assert [package.stated.gross_mg for package in goods.packages] == masses_mg


def test_a_mass_of_a_real_workbook():
    """12.48 kg is 12,480,000 mg."""
    rows = [PACKAGE | {"gross_kg": 12.48}]
    tables = {"consignments": good()["consignments"], "packages": rows}
    goods = check([Source("list.xlsx", saved(workbook(tables)))]).goods

    assert goods.packages[0].stated.gross_mg == 12_480_000
