"""The decoder of the A&D standard format against lines as the manuals print them."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.and_standard import PROTOCOL, AndStandard
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"ST,+00123.45  g\r\n"
CSV = b"ST,+0001.278, ct\r\n"


@pytest.mark.parametrize(
    ("line", "figure", "stable"),
    [
        (PLAIN, Figure("+00123.45", "g", 2, 123_450), True),
        (b"ST,+0001.278 kg\r\n", Figure("+0001.278", "kg", 3, 1_278_000), True),
        (b"US,-00123.45  g\r\n", Figure("-00123.45", "g", 2, -123_450), False),
        (b"ST,+001234.5  g\r\n", Figure("+001234.5", "g", 1, 1_234_500), True),
        (b"ST,+0000.1278  g\r\n", Figure("+0000.1278", "g", 4, None), True),
        (b"QT,+00012345 PC\r\n", Figure("+00012345", "PC", 0, None), True),
        (b"WT,+00123.45  g\r\n", Figure("+00123.45", "g", 2, 123_450), None),
        (b"ST,+00123.45ozt\r\n", Figure("+00123.45", "ozt", 2, None), True),
        (b"ST,+00123.45  %\r\n", Figure("+00123.45", "%", 2, None), True),
        (CSV, Figure("+0001.278", "ct", 3, None), True),
        (b"US,+0000.1278,  g\r\n", Figure("+0000.1278", "g", 4, None), False),
        (b"ST,+00123,45  g\r\n", Figure("+00123,45", "g", 2, 123_450), True),
        (b"ST;+00123,45;  g\r\n", Figure("+00123,45", "g", 2, 123_450), True),
        (b"ST;+00012345;  g\r\n", Figure("+00012345", "g", 0, 12_345_000), True),
    ],
)
def test_a_value_is_read_as_sent(*, line: bytes, figure: Figure, stable: bool | None):
    """Both variants, both decimal marks; WT does not tell whether it is stable."""
    assert streams.one(AndStandard, line) == Reading(figure, ShownAs.DISPLAYED, stable, Condition.OK, None, line)


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        (b"OL,+9999999E+19\r\n", Condition.OVERLOAD),
        (b"OL,-9999999E+19\r\n", Condition.UNDERLOAD),
        (b"OL,+9999999E+19, ct\r\n", Condition.OVERLOAD),
        (b"OL;+9999999E+19;  g\r\n", Condition.OVERLOAD),
        (b"OL,+999999.9  g\r\n", Condition.OVERLOAD),
        (b"OL,-99999999 PC\r\n", Condition.UNDERLOAD),
        (b"EC,E11\r\n", Condition.INSTRUMENT_ERROR),
    ],
)
def test_no_value_is_a_reading_without_a_figure(line: bytes, condition: Condition):
    """The nines of an overload are never a weight."""
    assert streams.one(AndStandard, line) == Reading.without_value(condition, line)


@pytest.mark.parametrize(
    "line",
    [
        b"ST,+0123.45  g\r\n",
        b"ST,+000123.456  g\r\n",
        b"ST,+00123.45 g\r\n",
        b"ST,+00123.45   g\r\n",
        b"ST,00123.45   g\r\n",
        b"ST,++0123.45  g\r\n",
        b"ST,+0012.3.5  g\r\n",
        b"ST,+00123.45   \r\n",
        b"ST,+00123.4S  g\r\n",
        b"ST,+ 0123.45  g\r\n",
        b"SX,+00123.45  g\r\n",
        b"ST;+00123.45;  g\r\n",
        b"ST;+00123,45  g\r\n",
        b"ST,+00123,45,  g\r\n",
        b"ST,+00123,45;  g\r\n",
        b"ST,+9999999E+19\r\n",
        b"OL,+9999999E+19  kgg\r\n",
        b"LAB-0123,ST,+0000.1278,  g\r\n",
        b"ST,GS,+00123.4kg\r\n",
        b"\xffST,+00123.45  g\r\n",
        b"T,+00123.45  g\r\n",
    ],
)
def test_what_is_no_line_of_the_format_is_a_fault(line: bytes):
    """Lost bytes, two signs or points, letters, no unit, mixed separators, other protocols."""
    assert type(streams.one(AndStandard, line)) is Fault


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    streams.same_however_chunked(
        AndStandard, b"\xff\x00" + PLAIN + CSV + CSV[:7] + PLAIN + b"9" * 140 + CSV + PLAIN[:6]
    )


@given(junk=streams.junk(PLAIN, CSV, b"OL,+9999999E+19\r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure stands in the line right after its header."""
    for item in streams.nothing_lost(AndStandard, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw[3:].startswith(item.figure.digits.encode())


@given(junk=streams.junk(PLAIN, CSV))
def test_the_next_good_line_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(AndStandard, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(AndStandard)


def test_the_question_only_reads():
    """Q asks for the value now."""
    assert PROTOCOL.question(LineForm()) == b"Q\r\n"
