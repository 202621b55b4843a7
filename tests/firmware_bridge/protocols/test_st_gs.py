"""The decoder of the ST,GS family against lines from manuals and from captures that others published."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.st_gs import PROTOCOL, StGs
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"ST,GS,+ 123.45kg\r\n"
GSC = b"ST,NT,-000050.Kg\r\n"


@pytest.mark.parametrize(
    ("line", "figure", "shown_as", "stable"),
    [
        (PLAIN, Figure("+ 123.45", "kg", 2, 123_450_000), ShownAs.GROSS, True),
        (b"US,NT,-  12.50kg\r\n", Figure("-  12.50", "kg", 2, -12_500_000), ShownAs.NET, False),
        (b"ST,GS,000013.5kg\r\n", Figure("000013.5", "kg", 1, 13_500_000), ShownAs.GROSS, True),
        (b"ST,NT,+0012.34kg\r\n", Figure("+0012.34", "kg", 2, 12_340_000), ShownAs.NET, True),
        (b"ST,NT,+0012.34 g\r\n", Figure("+0012.34", "g", 2, 12_340), ShownAs.NET, True),
        (b"ST,NT,+0012.34 t\r\n", Figure("+0012.34", "t", 2, 12_340_000_000), ShownAs.NET, True),
        (b"ST,G ,+01234.5kg\r\n", Figure("+01234.5", "kg", 1, 1_234_500_000), ShownAs.GROSS, True),
        (GSC, Figure("-000050.", "Kg", 0, -50_000_000), ShownAs.NET, True),
        (b"ST,GS,+000000.kg\r\n", Figure("+000000.", "kg", 0, 0), ShownAs.GROSS, True),
        (b"ST,GR,    12.5kg\r\n", Figure("    12.5", "kg", 1, 12_500_000), ShownAs.GROSS, True),
        (b"ST,GS    20.7g  \r\n", Figure("    20.7", "g", 1, 20_700), ShownAs.GROSS, True),
        (b"ST, GS+ 5.12KG\r\n", Figure("+ 5.12", "KG", 2, 5_120_000), ShownAs.GROSS, True),
        (b"ST,GS, 00091.0 g\r\n", Figure(" 00091.0", "g", 1, 91_000), ShownAs.GROSS, True),
        (b"ST,GS,+      0.00     g\r\n", Figure("+      0.00", "g", 2, 0), ShownAs.GROSS, True),
        (b"US,NT,-113.0254kg\n", Figure("-113.0254", "kg", 4, -113_025_400), ShownAs.NET, False),
        (b"ST,NT,5.123kg\r\n", Figure("5.123", "kg", 3, 5_123_000), ShownAs.NET, True),
        (b"ST,NT,-  3.350KG\r\n", Figure("-  3.350", "KG", 3, -3_350_000), ShownAs.NET, True),
        (b"ST,NT,-  0.597  g\r\n", Figure("-  0.597", "g", 3, -597), ShownAs.NET, True),
        (b"ST,GS,   12.34,kg\r\n", Figure("   12.34", "kg", 2, 12_340_000), ShownAs.GROSS, True),
        (b"ST,GS,   12.34,lb\r\n", Figure("   12.34", "lb", 2, None), ShownAs.GROSS, True),
        (b"01ST,GS,   12.34kg\r\n", Figure("   12.34", "kg", 2, 12_340_000), ShownAs.GROSS, True),
        (b"ST,GS,+0012.34 T\r\n", Figure("+0012.34", "T", 2, None), ShownAs.GROSS, True),
    ],
)
def test_a_value_is_read_as_sent(*, line: bytes, figure: Figure, shown_as: ShownAs, stable: bool):
    """Digits with sign and padding, whatever the maker's width; `T` may be a short ton, so it has no mass."""
    assert streams.one(StGs, line) == Reading(figure, shown_as, stable, Condition.OK, None, line)


@pytest.mark.parametrize(
    ("line", "condition", "shown_as"),
    [
        (b"OL,GS,+999999kg\r\n", Condition.OVERLOAD, ShownAs.GROSS),
        (b"OL,GS,+            \r\n", Condition.OVERLOAD, ShownAs.GROSS),
        (b"OL,NT,+    .  kg\r\n", Condition.OVERLOAD, ShownAs.NET),
        (b"OL,GS,-    .  kg\r\n", Condition.OVERLOAD, ShownAs.GROSS),
        (b"OL,GS^^^^^^^kg\r\n", Condition.OVERLOAD, ShownAs.GROSS),
        (b"UL,GS,   0.000,kg\r\n", Condition.UNDERLOAD, ShownAs.GROSS),
    ],
)
def test_out_of_range_has_no_figure(line: bytes, condition: Condition, shown_as: ShownAs):
    """Whatever the places hold."""
    assert streams.one(StGs, line) == Reading(None, shown_as, stable=False, condition=condition, tare=None, raw=line)


@pytest.mark.parametrize(
    "line",
    [
        b"ST,GS,+-12.34kg\r\n",
        b"ST,GS,+12.3.4kg\r\n",
        b"ST,GS,+12.34.kg\r\n",
        b"ST,GS,+12..kg\r\n",
        b"ST,GS,+12 34kg\r\n",
        b"ST,GS,+12,34kg\r\n",
        b"ST,GS,+.34kg\r\n",
        b"ST,GS,+     kg\r\n",
        b"ST,GS,+1O.34kg\r\n",
        b"ST,GS,+12.34\r\n",
        b"ST,GS,+12.34kgg\r\n",
        b"ST,GS,+12.34xx\r\n",
        b"ST,GS,+12.34kg7\r\n",
        b"ST,GS,,+12.34kg\r\n",
        b"XX,GS,+12.34kg\r\n",
        b"ST,XX,+12.34kg\r\n",
        b"ST,TR,+12.34kg\r\n",
        b"T,GS,+12.34kg\r\n",
        b"1ST,GS,+12.34kg\r\n",
        b"ST,GS,+12.34kgST,GS,+12.34kg\r\n",
        b"ST,+00123.45  g\r\n",
        b"ST,GS,\x01\xc4,000013.5 kg\r\n",
        b"\xff\x00ST,GS,+12.34kg\r\n",
        b"-- OL --\r\n",
        b"\r\n",
    ],
)
def test_what_is_damaged_is_a_fault(line: bytes):
    """Two signs or points, gaps, letters, no unit, other headers, other protocols, two lines in one."""
    assert type(streams.one(StGs, line)) is Fault


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    streams.same_however_chunked(
        StGs, b"\xff\x00" + PLAIN + GSC + PLAIN[:9] + GSC + b"0" * 140 + b"\n" + PLAIN + GSC[:6]
    )


def test_a_line_may_end_with_cr_alone():
    """It is known when the next one begins; LF after CR belongs to the line that it ends, however late it comes."""
    bare = PLAIN.rstrip(b"\n")
    decoder = StGs()

    assert decoder.feed(bare) == []
    assert [item.raw for item in decoder.feed(bare)] == [bare]
    assert [item.raw for item in decoder.feed(b"\n")] == [PLAIN]
    items = streams.same_however_chunked(StGs, bare * 3 + PLAIN + bare + b"\r\n" + bare + GSC)
    assert [item.raw for item in items] == [bare] * 3 + [PLAIN, bare + b"\r\n", bare, GSC]
    assert all(isinstance(item, Reading) for item in items)


@given(junk=streams.junk(PLAIN, GSC, b"OL,GS,+999999kg\r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure stands in its own line."""
    for item in streams.nothing_lost(StGs, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.figure.digits.encode() in item.raw


@given(junk=streams.junk(PLAIN, GSC))
def test_the_next_good_line_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(StGs, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(StGs)


def test_the_family_has_no_question_of_its_own():
    """Makers differ in it: the scale is set to send by itself."""
    assert PROTOCOL.question is None
