"""Numbers on paper are the record's integers: nothing rounded, and every sum adds up."""

from decimal import Decimal

import typst
from hypothesis import given
from hypothesis import strategies as st

from station.act.balance import Balance, Bound, Line, Sum
from station.act.catalogue import load_texts
from station.act.figures import Figures
from station.act.printable import PRINTABLE, printable
from station.rules.metrology import Change
from station.rules.session import Fate

ENGLISH, RUSSIAN = Figures(load_texts("en")), Figures(load_texts("ru"))
MASSES = st.integers(min_value=-(10**15), max_value=10**15)
SPACE = "\u202f"


@given(MASSES)
def test_every_milligram_is_printed(mass_mg):
    """What is read back from the page is the integer of the record, in either unit and language."""

    def read(text):
        return Decimal(text.replace(SPACE, "").replace(",", ".").replace("\u2212", "-"))

    assert read(ENGLISH.grams(mass_mg)) * 1000 == mass_mg
    assert read(RUSSIAN.grams(mass_mg)) * 1000 == mass_mg
    assert read(ENGLISH.kilograms(mass_mg)) * 1_000_000 == mass_mg


def test_masses_are_grouped_and_signed():
    """As a reader of each language writes them."""
    assert ENGLISH.grams(1_234_567_890) == f"1{SPACE}234{SPACE}567.890"
    assert RUSSIAN.kilograms(9_000_001) == f"9,000{SPACE}001"
    assert ENGLISH.difference(1) == "+0.001"
    assert ENGLISH.difference(-1) == "\u22120.001"
    assert ENGLISH.difference(0) == "0.000"


def test_times_stand_in_civil_time_and_in_utc():
    """Kazakhstan is five hours ahead; a time after midnight says its date."""
    evening_us = 1_795_286_800_000_000  # 2026-11-21 18:46:40 UTC

    assert ENGLISH.moment(evening_us) == "2026-11-21 23:46:40 (UTC+05:00) = 2026-11-21 18:46:40 UTC"
    assert RUSSIAN.pair(evening_us, evening_us) == "23:46:40 / 18:46:40"
    assert RUSSIAN.pair(evening_us + 3600 * 10**6, evening_us) == "22.11 00:46:40 / 19:46:40"
    assert ENGLISH.duration(3_723_999_999) == "1:02:03"
    assert ENGLISH.length(3_000_001) == "3.000001 s"
    assert RUSSIAN.degrees(851_500) == f"851,5{SPACE}°C"


def line(gross_mg, net_mg, weighed, compared_with="gross_mg", fate=Fate.BURNED, *, consignment="C1"):
    """A package; `weighed` is its mass and the bound of it, or None."""
    mass_mg, bound_mg = weighed or (None, None)
    return Line(
        package="K",
        consignment=consignment,
        seal="Z",
        description="",
        gross_mg=gross_mg,
        net_mg=net_mg,
        weighed_mg=mass_mg,
        bound=None if weighed is None else Bound(bound_mg, 1_000),
        shown_as="gross",
        compared_with=compared_with,
        fate=fate,
        batch=None,
        weighing=None,
        reason=None,
        set_aside_in=None,
        again_as=None,
    )


def lines():
    """Packages of any masses and fates."""
    masses = st.integers(0, 10**10)
    return st.builds(
        line,
        st.none() | masses,
        st.none() | masses,
        st.none() | st.tuples(masses, st.integers(0, 10**6)),
        st.sampled_from(["gross_mg", "net_mg", None]),
        st.sampled_from(list(Fate)),
        consignment=st.sampled_from(["C1", "C2"]),
    )


@given(st.lists(lines()))
def test_balances_add_up(drawn):
    """Burned, set aside and missing are all packages; the sums of the consignments are those of the session."""
    whole = Balance(tuple(drawn))
    parts = [whole.of_consignment(each) for each in ("C1", "C2")]
    complete = [each for each in whole.burned if each.difference_mg is not None]

    assert len(whole.burned) + len(whole.set_aside) + len(whole.missing) == len(drawn)
    assert sum(part.weighed_burned().mass_mg for part in parts) == whole.weighed_burned().mass_mg
    assert sum(part.difference().mass_mg for part in parts) == whole.difference().mass_mg
    assert sum(each.weighed_mg - each.stated_mg for each in complete) == whole.difference().mass_mg


@given(st.lists(lines()))
def test_every_package_is_the_same_or_lost_or_gained_or_not_compared(drawn):
    """None falls through; and the bound of a sum is no smaller than that of any part."""
    whole = Balance(tuple(drawn))
    bounds = [each.bound.bound_mg for each in drawn if each.bound]

    assert sum(whole.changed(change) for change in (*Change, None)) == len(drawn)
    assert whole.weighed().bound_mg == (sum(bounds) + 1_000 * len(bounds) if bounds else None)


def test_a_gain_within_the_bound_keeps_its_sign():
    """Same within U is said of it, and by how much it is more."""
    gained = line(5_000_000, None, (5_002_000, 3_000))
    grown = line(5_000_000, None, (5_003_001, 3_000))

    assert (gained.comparison.change, gained.difference_mg) == (Change.SAME, 2_000)
    assert (grown.comparison.change, grown.difference_mg) == (Change.GAINED, 3_001)


@given(st.integers(-(10**6), 10**7))
def test_every_thousandth_of_a_degree_is_printed(mdeg):
    """A temperature is not rounded either."""
    shown = ENGLISH.degrees(mdeg).removesuffix(f"{SPACE}°C").replace("\u2212", "-")

    assert Decimal(shown) * 1000 == mdeg


def test_a_sum_says_of_how_many_it_is():
    """A missing figure is no zero."""
    assert Sum.of([1, None, 3]) == Sum(4, 2, 3)


def test_every_printable_character_has_a_glyph_in_every_font():
    """Regular, bold, italic and monospaced: PDF/A refuses a character without one, and a remark would stop the act."""
    text = PRINTABLE.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    fonts = ('font: "Libertinus Serif"', 'font: "Libertinus Serif", weight: "bold"', 'font: "DejaVu Sans Mono"')
    styles = "".join(f'#text({font}, fallback: false, "{text}")\n' for font in fonts)
    source = f'#set document(title: "t")\n{styles}'

    assert typst.compile(source.encode(), ignore_system_fonts=True, pdf_standards="a-3u", timestamp=0)[:5] == b"%PDF-"


def test_what_has_no_glyph_is_named_by_its_number():
    """Also a control character, and one that turns the direction of writing."""
    assert printable({"a": ["x\u202ey\x00", "и\u0306"]}) == {"a": ["x[U+202E]y[U+0000]", "й"]}


def test_a_long_run_may_break():
    """Or it would leave the page; what is copied from the page has no trace of it."""
    assert printable("x" * 29).replace("\u200b", "") == "x" * 29
    assert "\u200b" in printable("x" * 29)
    assert "\u200b" not in printable("x" * 28)
