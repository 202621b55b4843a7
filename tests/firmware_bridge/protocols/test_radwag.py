"""The decoder of Radwag against the frames that its manuals print."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.protocols.radwag import PROTOCOL, Radwag
from firmware_bridge.reading import Condition, Fault, Figure, Outcome, Reading, Reply, ShownAs
from tests.firmware_bridge.protocols import streams

SUI = b"SUI? -   58.237 kg \r\n"
SI = b"SI ?       18.5 kg \r\n"


@pytest.mark.parametrize(
    ("line", "figure", "stable"),
    [
        (SUI, Figure("-   58.237", "kg", 3, -58_237_000), False),
        (SI, Figure("      18.5", "kg", 1, 18_500_000), False),
        (b"SU   -  172.135 N  \r\n", Figure("-  172.135", "N", 3, None), True),
        (b"S    -      8.5 g  \r\n", Figure("-      8.5", "g", 1, -8_500), True),
        (b"S    -      8.5 g\r\n", Figure("-      8.5", "g", 1, -8_500), True),
        (b"      1832.0 g  \r\n", Figure("    1832.0", "g", 1, 1_832_000), True),
        (b"? -   1832.0 g  \r\n", Figure("-   1832.0", "g", 1, -1_832_000), False),
        (b"      18.32[0] g  \r\n", Figure("    18.32[0]", "g", 3, 18_320), True),
        (b"      18.3[20] g  \r\n", Figure("    18.3[20]", "g", 3, 18_320), True),
        (b"       182.[1] g  \r\n", Figure("     182.[1]", "g", 1, 182_100), True),
        (b"SUI?     18.32[5] g  \r\n", Figure("    18.32[5]", "g", 3, 18_325), False),
        (b"SI      0.00020 g  \r\n", Figure("   0.00020", "g", 5, None), True),
    ],
)
def test_a_mass_is_read_as_sent(*, line: bytes, figure: Figure, stable: bool):
    """Answers and printouts; digits in brackets count, and the brackets stay."""
    assert streams.one(Radwag, line) == Reading(figure, ShownAs.DISPLAYED, stable, Condition.OK, None, line)


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        (b"SUI^    999.999 g  \r\n", Condition.OVERLOAD),
        (b"SI ^            kg \r\n", Condition.OVERLOAD),
        (b"SUIv                \r\n", Condition.UNDERLOAD),
        (b"^\r\n", Condition.OVERLOAD),
        (b"v\r\n", Condition.UNDERLOAD),
        (b"^     999.9 g  \r\n", Condition.OVERLOAD),
        (b"S ^\r\n", Condition.OVERLOAD),
        (b"SU v\r\n", Condition.UNDERLOAD),
        (b"SUI I\r\n", Condition.NOT_EXECUTABLE),
        (b"S E\r\n", Condition.NOT_EXECUTABLE),
    ],
)
def test_beyond_the_range_or_refused_has_no_mass(line: bytes, condition: Condition):
    """Whatever stands in the places of the mass."""
    assert streams.one(Radwag, line) == Reading.without_value(condition, line)


@pytest.mark.parametrize(
    ("line", "command", "outcome", "text", "digits"),
    [
        (b"S A\r\n", "S", Outcome.MORE_FOLLOWS, None, None),
        (b"SU A\r\n", "SU", Outcome.MORE_FOLLOWS, None, None),
        (b"Z A\r\n", "Z", Outcome.MORE_FOLLOWS, None, None),
        (b"Z D\r\n", "Z", Outcome.DONE, None, None),
        (b"Z ^\r\n", "Z", Outcome.ABOVE_RANGE, None, None),
        (b"T v\r\n", "T", Outcome.BELOW_RANGE, None, None),
        (b"T E\r\n", "T", Outcome.NOT_EXECUTABLE, None, None),
        (b"UT OK\r\n", "UT", Outcome.DONE, None, None),
        (b"CU1 I\r\n", "CU1", Outcome.NOT_EXECUTABLE, None, None),
        (b"ES\r\n", "", Outcome.SYNTAX_ERROR, None, None),
        (b'NB A "1234567"\r\n', "NB", Outcome.DONE, "1234567", None),
        (b"OT    12.340 g  \r\n", "OT", Outcome.DONE, None, "   12.340"),
    ],
)
def test_replies(line: bytes, command: str, outcome: Outcome, text: str | None, digits: str | None):
    """First and second step, refusals, identity, tare: none of them a weight."""
    reply = streams.one(Radwag, line)

    assert type(reply) is Reply
    assert (reply.command, reply.outcome, reply.text) == (command, outcome, text)
    assert (reply.figure.digits if reply.figure else None) == digits


@pytest.mark.parametrize(
    "line",
    [
        b"\r\n",
        b"SUI? -  58.237 kg \r\n",
        b"SUI? -    58.237 kg \r\n",
        b"SUI? + + 58.237 kg \r\n",
        b"SUI? -   5 .237 kg \r\n",
        b"SUI? -   58,237 kg \r\n",
        b"SUI? -   58.23O kg \r\n",
        b"SUI? -   58.237    \r\n",
        b"SUI? -  5.8.237 kg \r\n",
        b"SUI? -   58.2[7] kg \r\n",
        b"SUI! -   58.237 kg \r\n",
        b"SUX? -   58.237 kg \r\n",
        b"SU? -   58.237 kg \r\n",
        b"      1[8.3]20 g  \r\n",
        b"         18.32[0 g  \r\n",
        b"\xffSI ?       18.5 kg \r\n",
        b"S S      1.234 kg\r\n",
        b"ST,GS,+  1.234kg\r\n",
    ],
)
def test_what_is_no_line_of_a_balance_is_a_fault(line: bytes):
    """Lost and added bytes, two signs or points, letters, no unit, a broken bracket, other protocols."""
    assert type(streams.one(Radwag, line)) is Fault


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    streams.same_however_chunked(
        Radwag, b"\xff\x00" + SUI + b"S A\r\n" + SI + SI[:9] + SI + b"9" * 140 + b"\r\nES\r\n^"
    )


@given(junk=streams.junk(SUI, SI, b"S A\r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure stands in its line as sent."""
    for item in streams.nothing_lost(Radwag, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.figure.digits.encode() + b" " + item.figure.unit.encode() in item.raw


@given(junk=streams.junk(SUI, SI))
def test_the_next_good_line_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(Radwag, junk, SUI)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(Radwag)


def test_the_question_only_reads():
    """The value now, in the unit of the display."""
    assert PROTOCOL.question(LineForm()) == b"SUI\r\n"
