"""Numbers on paper are the record's integers: nothing rounded, and every sum adds up."""

from decimal import Decimal

import typst
from hypothesis import given
from hypothesis import strategies as st

from station.act.catalogue import load_texts
from station.act.figures import Figures
from station.act.printable import PRINTABLE, printable

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
    assert RUSSIAN.litres(12_500) == "12,500"


def test_times_stand_in_civil_time_and_in_utc():
    """Kazakhstan is five hours ahead; a time after midnight says its date."""
    evening_us = 1_795_286_800_000_000  # 2026-11-21 18:46:40 UTC

    assert ENGLISH.moment(evening_us) == "2026-11-21 23:46:40 (UTC+05:00) = 2026-11-21 18:46:40 UTC"
    assert RUSSIAN.pair(evening_us, evening_us) == "23:46:40 / 18:46:40"
    assert RUSSIAN.pair(evening_us + 3600 * 10**6, evening_us) == "22.11 00:46:40 / 19:46:40"
    assert ENGLISH.duration(3_723_999_999) == "1:02:03"
    assert ENGLISH.length(3_000_001) == "3.000001 s"
    assert RUSSIAN.degrees(851_500) == f"851,5{SPACE}°C"


@given(st.integers(-(10**6), 10**7))
def test_every_thousandth_of_a_degree_is_printed(mdeg):
    """A temperature is not rounded either."""
    shown = ENGLISH.degrees(mdeg).removesuffix(f"{SPACE}°C").replace("\u2212", "-")

    assert Decimal(shown) * 1000 == mdeg


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
