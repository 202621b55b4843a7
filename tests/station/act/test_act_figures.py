"""Numbers on paper are the record's integers: nothing rounded, and every sum adds up."""

from decimal import Decimal

import typst
from hypothesis import given
from hypothesis import strategies as st

from station.act.balance import Balance, Line, Sum
from station.act.catalogue import load_texts
from station.act.figures import Figures
from station.act.printable import PRINTABLE, printable
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


def lines():
    """Packages of any masses and fates."""
    masses = st.none() | st.integers(0, 10**10)
    return st.builds(
        Line,
        package=st.just("K"),
        consignment=st.sampled_from(["C1", "C2"]),
        seal=st.just("Z"),
        description=st.just(""),
        gross_mg=masses,
        net_mg=masses,
        weighed_mg=masses,
        shown_as=st.just("gross"),
        compared_with=st.sampled_from(["gross_mg", "net_mg", None]),
        fate=st.sampled_from(list(Fate)),
        batch=st.none(),
        weighing=st.none(),
        reason=st.none(),
        set_aside_in=st.none(),
        again_as=st.none(),
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
