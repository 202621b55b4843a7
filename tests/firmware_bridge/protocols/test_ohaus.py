"""The decoder of OHAUS against lines from the manuals and from a log of a Defender 3000."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.ohaus import PROTOCOL, Ohaus
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Outcome, Reading, Reply, ShownAs
from tests.firmware_bridge.protocols import streams

DEFENDER = b"-  1.640 kg   ?N\r\n"
MANUAL = b"       12.73 g    ?\r\n"


@pytest.mark.parametrize(
    ("line", "figure", "stable", "shown_as"),
    [
        (DEFENDER, Figure("-  1.640", "kg", 3, -1_640_000), False, ShownAs.NET),
        (b"-  1.640 kg    N\r\n", Figure("-  1.640", "kg", 3, -1_640_000), True, ShownAs.NET),
        (b"   0.360 kg    G\r\n", Figure("   0.360", "kg", 3, 360_000), True, ShownAs.GROSS),
        (b"    20.0 kg    G\r\n", Figure("    20.0", "kg", 1, 20_000_000), True, ShownAs.GROSS),
        (b"    19.8 kg   ?G\r\n", Figure("    19.8", "kg", 1, 19_800_000), False, ShownAs.GROSS),
        (b"-   1.640 kg   ?NET\r\n", Figure("-   1.640", "kg", 3, -1_640_000), False, ShownAs.NET),
        (b"  123.456 kg    G  \r\n", Figure("  123.456", "kg", 3, 123_456_000), True, ShownAs.GROSS),
        (b"        0.00 g     \r\n", Figure("        0.00", "g", 2, 0), True, ShownAs.DISPLAYED),
        (MANUAL, Figure("       12.73", "g", 2, 12_730), False, ShownAs.DISPLAYED),
        (b"      0.4500 oz    \r\n", Figure("      0.4500", "oz", 4, None), True, ShownAs.DISPLAYED),
        (b"           3 PCS  ?\r\n", Figure("           3", "PCS", 0, None), False, ShownAs.DISPLAYED),
        (b"           3 PCS   \r\n", Figure("           3", "PCS", 0, None), True, ShownAs.DISPLAYED),
        (b"        200 g  \r\n", Figure("        200", "g", 0, 200_000), True, ShownAs.DISPLAYED),
        (b"        311 g ?\r\n", Figure("        311", "g", 0, 311_000), False, ShownAs.DISPLAYED),
        (b"       0.211 kg ?\r\n", Figure("       0.211", "kg", 3, 211_000), False, ShownAs.DISPLAYED),
        (b"       0.211 kg ? NET\r\n", Figure("       0.211", "kg", 3, 211_000), False, ShownAs.NET),
        (b"       0.211 kg\r\n", Figure("       0.211", "kg", 3, 211_000), None, ShownAs.DISPLAYED),
        (b"    192.21 g\r\n", Figure("    192.21", "g", 2, 192_210), None, ShownAs.DISPLAYED),
        (b"      0.01 g ?\r\n", Figure("      0.01", "g", 2, 10), False, ShownAs.DISPLAYED),
        (b"    -12.50 g  \r\n", Figure("    -12.50", "g", 2, -12_500), True, ShownAs.DISPLAYED),
        (b"     1.640 kg NET\r\n", Figure("     1.640", "kg", 3, 1_640_000), None, ShownAs.NET),
        (b"     1.640 kg   NET\r\n", Figure("     1.640", "kg", 3, 1_640_000), True, ShownAs.NET),
        (b"     1.640 kg ? B/G\r\n", Figure("     1.640", "kg", 3, 1_640_000), False, ShownAs.GROSS),
        (b"      1.640 kg ?\r\n", Figure("      1.640", "kg", 3, 1_640_000), False, ShownAs.DISPLAYED),
        (b"       0.01     g     \r\n", Figure("       0.01", "g", 2, 10), True, ShownAs.DISPLAYED),
    ],
)
def test_a_weight_is_read_as_sent(*, line: bytes, figure: Figure, stable: bool | None, shown_as: ShownAs):
    """Every maker's form; a line without a place for the mark cannot say that it is stable."""
    expected = Reading(figure, shown_as, stable, Condition.OK, None, line)

    assert streams.one(Ohaus, line) == expected


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        (b"Err 8.3\r\n", Condition.OVERLOAD),
        (b"Err 8.4\r\n", Condition.UNDERLOAD),
        (b"Error 8.1\r\n", Condition.INSTRUMENT_ERROR),
    ],
)
def test_an_error_has_no_weight(line: bytes, condition: Condition):
    """Its number tells overload and underload."""
    assert streams.one(Ohaus, line) == Reading.without_value(condition, line)


def test_answers_that_are_no_weighing():
    """The tare on its own, a sum, an order that was not known, one that was."""
    tare = Figure("   0.360", "kg", 3, 360_000)

    assert streams.one(Ohaus, b"   0.360 kg    T\r\n") == Reply("T", Outcome.DONE, None, tare, b"   0.360 kg    T\r\n")
    total = Figure("    207.80", "g", 2, 207_800)
    assert streams.one(Ohaus, b"    207.80 g TOTAL\r\n") == Reply(
        "TOTAL", Outcome.DONE, None, total, b"    207.80 g TOTAL\r\n"
    )
    assert streams.one(Ohaus, b"ES\r\n") == Reply("", Outcome.SYNTAX_ERROR, None, None, b"ES\r\n")
    assert streams.one(Ohaus, b"OK!\r\n") == Reply("", Outcome.DONE, None, None, b"OK!\r\n")


@pytest.mark.parametrize(
    "line",
    [
        b"\r\n",
        b"  1.640 kg   ?N\r\n",
        b"-  1.640 kg  ?N\r\n",
        b"-  1.640 kg  ? N\r\n",
        b"-  1.640 kg    X\r\n",
        b"-  1.640kg   ?N\r\n",
        b"-  1,640 kg   ?N\r\n",
        b"-- 1.640 kg   ?N\r\n",
        b"- 1.6.40 kg   ?N\r\n",
        b"-  1.64O kg   ?N\r\n",
        b"-1 1.640 kg   ?N\r\n",
        b"       1.640 \r\n",
        b"      12.73 g    ?\r\n",
        b"    207.80 g SUM\r\n",
        b"    207.80 g  NET\r\n",
        b"    207.80  g\r\n",
        b"    207.80g\r\n",
        b"    20 .80 g\r\n",
        b"    207.80 g ?NET\r\n",
        b"       12.73 g    \r\n",
        b"       12.73 g   ?\r\n",
        b"        0.85 oz     WET WT\r\n",
        b"       0.01    g     \r\n",
        b"\xff      12.73 g    ?\r\n",
        b"ST,GS,+  1.234kg\r\n",
        b"S S      1.234 kg\r\n",
    ],
)
def test_what_is_no_line_of_a_scale_is_a_fault(line: bytes):
    """A lost byte, two signs or points, letters, no unit, other legends, other protocols."""
    assert type(streams.one(Ohaus, line)) is Fault


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    streams.same_however_chunked(Ohaus, b"\xff\x00" + DEFENDER * 2 + MANUAL[:9] + MANUAL + b"9" * 140 + b"\r\nES\r\n ")


@given(junk=streams.junk(DEFENDER, MANUAL, b"Err 8.3\r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure begins its line."""
    for item in streams.nothing_lost(Ohaus, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw.startswith(item.figure.digits.encode())


@given(junk=streams.junk(DEFENDER, MANUAL))
def test_the_next_good_line_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(Ohaus, junk, DEFENDER)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(Ohaus)


def test_the_question_only_reads():
    """IP prints the display at once."""
    assert PROTOCOL.question(LineForm()) == b"IP\r\n"
