"""The MT-SICS decoder against lines as the manuals print them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.framing import MAX_LINE_BYTES
from firmware_bridge.protocols.mt_sics import COMMANDS, Command, MtSics, Purpose, build
from firmware_bridge.reading import Condition, Fault, Figure, Outcome, Reading, Reply, ShownAs


def one(line: bytes):
    """Decode a line that must give one item."""
    (item,) = MtSics().feed(line)
    assert item.raw == line
    return item


@pytest.mark.parametrize(
    ("line", "digits", "unit", "decimals", "mass_mg", "stable"),
    [
        (b"S S     100.00 g\r\n", "    100.00", "g", 2, 100_000, True),
        (b"S D     100.00 g\r\n", "    100.00", "g", 2, 100_000, False),
        (b"S S    1234.50 g\r\n", "   1234.50", "g", 2, 1_234_500, True),
        (b"S S      -0.05 g\r\n", "     -0.05", "g", 2, -50, True),
        (b"S S     12.345 kg\r\n", "    12.345", "kg", 3, 12_345_000, True),
        (b"S S       1234 g\r\n", "      1234", "g", 0, 1_234_000, True),
        (b"S S    100.00 g\r\n", "   100.00", "g", 2, 100_000, True),
        (b"S S     100.00 g  \r\n", "    100.00", "g", 2, 100_000, True),
        (b"S S    100.0  g\r\n", "   100.0 ", "g", 1, 100_000, True),
        (b"S S     100.00 g\n", "    100.00", "g", 2, 100_000, True),
        (b"S S         12 PCS\r\n", "        12", "PCS", 0, None, True),
        (b"S S   0.123456 g\r\n", "  0.123456", "g", 6, None, True),
        (b"S S       2.50 lb\r\n", "      2.50", "lb", 2, None, True),
        (b"S D 12:07.50 lb:oz\r\n", "12:07.50", "lb:oz", 2, None, False),
    ],
)
def test_a_value_is_read_as_sent(
    *, line: bytes, digits: str, unit: str, decimals: int, mass_mg: int | None, stable: bool
):
    """Digits, unit and decimals stay; the value is as displayed, since MT-SICS does not say gross or net."""
    expected = Reading(Figure(digits, unit, decimals, mass_mg), ShownAs.DISPLAYED, stable, Condition.OK, None, line)

    assert one(line) == expected


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        (b"S I\r\n", Condition.NOT_EXECUTABLE),
        (b"S L\r\n", Condition.NOT_UNDERSTOOD),
        (b"S +\r\n", Condition.OVERLOAD),
        (b"S -\r\n", Condition.UNDERLOAD),
        (b"S S Error 1b\r\n", Condition.INSTRUMENT_ERROR),
        (b"SIX1 +\r\n", Condition.OVERLOAD),
        (b"SIX1 -\r\n", Condition.UNDERLOAD),
        (b"SIX1 I\r\n", Condition.NOT_EXECUTABLE),
    ],
)
def test_no_value_is_a_reading_without_a_figure(line: bytes, condition: Condition):
    """Overload and its like are told, never as a weight."""
    assert one(line) == Reading(None, ShownAs.DISPLAYED, stable=False, condition=condition, tare=None, raw=line)


@pytest.mark.parametrize(
    ("line", "command", "outcome"),
    [
        (b"Z A\r\n", "Z", Outcome.DONE),
        (b"Z I\r\n", "Z", Outcome.NOT_EXECUTABLE),
        (b"Z +\r\n", "Z", Outcome.ABOVE_RANGE),
        (b"Z -\r\n", "Z", Outcome.BELOW_RANGE),
        (b"Z S\r\n", "Z", Outcome.DONE),
        (b"Z D\r\n", "Z", Outcome.DONE_IN_MOTION),
        (b"ZI S\r\n", "ZI", Outcome.DONE),
        (b"ZI D\r\n", "ZI", Outcome.DONE_IN_MOTION),
        (b"ZI I\r\n", "ZI", Outcome.NOT_EXECUTABLE),
        (b"ZI +\r\n", "ZI", Outcome.ABOVE_RANGE),
        (b"ZI -\r\n", "ZI", Outcome.BELOW_RANGE),
        (b"T I\r\n", "T", Outcome.NOT_EXECUTABLE),
        (b"T L\r\n", "T", Outcome.WRONG_PARAMETER),
        (b"T +\r\n", "T", Outcome.ABOVE_RANGE),
        (b"T -\r\n", "T", Outcome.BELOW_RANGE),
        (b"TI I\r\n", "TI", Outcome.NOT_EXECUTABLE),
        (b"TI L\r\n", "TI", Outcome.WRONG_PARAMETER),
        (b"TI +\r\n", "TI", Outcome.ABOVE_RANGE),
        (b"TI -\r\n", "TI", Outcome.BELOW_RANGE),
        (b"TA I\r\n", "TA", Outcome.NOT_EXECUTABLE),
        (b"TA L\r\n", "TA", Outcome.WRONG_PARAMETER),
        (b"TAC A\r\n", "TAC", Outcome.DONE),
        (b"TAC I\r\n", "TAC", Outcome.NOT_EXECUTABLE),
        (b"TAC L\r\n", "TAC", Outcome.WRONG_PARAMETER),
        (b"I2 I\r\n", "I2", Outcome.NOT_EXECUTABLE),
        (b"I4 I\r\n", "I4", Outcome.NOT_EXECUTABLE),
        (b"I4 L\r\n", "I4", Outcome.WRONG_PARAMETER),
        (b"ES\r\n", "", Outcome.SYNTAX_ERROR),
        (b"ET\r\n", "", Outcome.TRANSMISSION_ERROR),
        (b"EL\r\n", "", Outcome.LOGICAL_ERROR),
    ],
)
def test_answers_without_a_value(line: bytes, command: str, outcome: Outcome):
    """Every acknowledgement and refusal of the manuals' tables."""
    assert one(line) == Reply(command, outcome, None, None, line)


@pytest.mark.parametrize(
    ("line", "command", "outcome", "digits"),
    [
        (b"TA A      12.00 g\r\n", "TA", Outcome.DONE, "     12.00"),
        (b"T S      12.00 g\r\n", "T", Outcome.DONE, "     12.00"),
        (b"TI S      12.00 g\r\n", "TI", Outcome.DONE, "     12.00"),
        (b"TI D      12.00 g\r\n", "TI", Outcome.DONE_IN_MOTION, "     12.00"),
        (b"T D      12.00 g\r\n", "T", Outcome.DONE_IN_MOTION, "     12.00"),
    ],
)
def test_answers_with_a_tare(line: bytes, command: str, outcome: Outcome, digits: str):
    """The tare as sent is in the reply; `T S` may answer TI."""
    assert one(line) == Reply(command, outcome, None, Figure(digits, "g", 2, 12_000), line)


@pytest.mark.parametrize(
    ("line", "command", "outcome", "text"),
    [
        (b'I2 A "WMS404C-L WMS-Bridge 410.0090 g"\r\n', "I2", Outcome.DONE, "WMS404C-L WMS-Bridge 410.0090 g"),
        (b'I3 A "2.10 10.28.0.493.142"\r\n', "I3", Outcome.DONE, "2.10 10.28.0.493.142"),
        (b'I4 A "B021002593"\r\n', "I4", Outcome.DONE, "B021002593"),
        (b'I0 B 0 "I0"\r\n', "I0", Outcome.MORE_FOLLOWS, '0 "I0"'),
        (b'I0 A 3 "SM4"\r\n', "I0", Outcome.DONE, '3 "SM4"'),
        (b'I1 A "01" "2.30" "2.22" "" ""\r\n', "I1", Outcome.DONE, '"01" "2.30" "2.22" "" ""'),
    ],
)
def test_identity(line: bytes, command: str, outcome: Outcome, text: str):
    """Quoted text comes without its quotes."""
    assert one(line) == Reply(command, outcome, text, None, line)


@pytest.mark.parametrize(
    ("tare_mode", "shown_as", "digits"),
    [(b"N", ShownAs.GROSS, "   512.00"), (b"M", ShownAs.NET, "   500.00"), (b"P", ShownAs.NET, "   500.00")],
)
def test_six1_says_gross_or_net_and_the_tare(tare_mode: bytes, shown_as: ShownAs, digits: str):
    """With a tare, weighed or preset, the value is net; without one, gross."""
    line = b"SIX1 S 0 N R R 0 0 0 1 " + tare_mode + b"    512.00    500.00     12.00 g\r\n"
    reading = one(line)

    assert (reading.shown_as, reading.figure.digits, reading.tare.mass_mg) == (shown_as, digits, 12_000)
    assert reading.stable


@pytest.mark.parametrize(
    "line",
    [
        b"\r\n",
        b"\xff\x00S S     100.00 g\r\n",
        b"S S     100.00\r\n",
        b"S S     10S S     100.00 g\r\n",
        b"S S    10.00 g\r\n"[:7] + b"0.00 g\r\n",
        b"S S      100.00 g\r\n",
        b"S S     1OO.00 g\r\n",
        b"S S     100,00 g\r\n",
        b"S S     -- --- g\r\n",
        b"S S    - 100.0 g\r\n",
        b"S X     100.00 g\r\n",
        b"S  S    100.00 g\r\n",
        b"s s     100.00 g\r\n",
        b" S S     100.00 g\r\n",
        b"S S     100.00\x00g\r\n",
        b"S S     100.00 \xe7\r\n",
        b"S S\t    100.00 g\r\n",
        b'I2 A "A\x07B"\r\n',
        b"TA A\r\n",
        b"TA A   g\r\n",
        b"SIX1 S 0 N R R 0 0 0 1 N    512.00    500.00 g\r\n",
        b"SIX1 S 0 N R R 0 0 0 1 N    512.00    5OO.00     12.00 g\r\n",
        b"ST,GS,+0001.234kg\r\n",
    ],
)
def test_what_is_not_an_answer_is_a_fault_with_a_reason(line: bytes):
    """Damaged lines, lost bytes, wrong speeds and other protocols never become a weight."""
    item = one(line)

    assert type(item) is Fault
    assert item.reason


def test_a_field_of_another_width_can_be_allowed_by_setting():
    """Only the station's owner can widen what is trusted."""
    line = b"S S 100.00 g\r\n"

    assert type(one(line)) is Fault
    (item,) = MtSics(field_widths={6}).feed(line)
    assert item.figure.mass_mg == 100_000


def test_an_endless_line_is_cut_and_the_next_line_is_read():
    """Memory is bounded; the decoder finds its way back."""
    decoder = MtSics()
    items = decoder.feed(b"x" * MAX_LINE_BYTES * 3 + b"\r\nS S     100.00 g\r\n")

    assert [type(item) for item in items] == [Fault, Fault, Fault, Fault, Reading]
    assert decoder.held == b""


def test_a_cut_line_is_a_fault_and_does_not_join_what_follows():
    """After the end of a connection half a value is not completed by the next one."""
    decoder = MtSics()
    assert decoder.feed(b"S S     1") == []
    (cut,) = decoder.end()
    (item,) = decoder.feed(b"00.00 g\r\n")

    assert cut.raw == b"S S     1"
    assert type(item) is Fault
    assert decoder.end() == []


STREAM = (
    b'I4 A "B021002593"\r\n'
    b"\xff\x00S S     100.00 g\r\n"
    b"S D      99.98 g\r\nS S     100.00 g\r\n"
    b"S +\r\nT S      12.00 g\r\nTA A      12.00 g\r\nES\r\n" + b"y" * 200 + b"\r\nS S     100.00 g\r\nS S   "
)


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_chunks_make_no_difference(cuts: list[int]):
    """Whole, byte by byte, or in any pieces: the same items."""
    whole = MtSics().feed(STREAM)
    places = [0, *sorted(cuts), len(STREAM)]
    decoder = MtSics()
    pieces = [item for a, b in pairwise(places) for item in decoder.feed(STREAM[a:b])]

    assert pieces == whole
    assert decoder.held == b"S S   "


def test_byte_by_byte_gives_the_same_items():
    """One byte a feed."""
    decoder = MtSics()

    assert [item for byte in STREAM for item in decoder.feed(bytes([byte]))] == MtSics().feed(STREAM)


JUNK = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from(
            [b"S S ", b"S D ", b"TA A ", b" g", b"\r\n", b"  100.00", b"    ", b"SIX1 ", b"S S     100.00 g\r\n"]
        ),
    ),
    max_size=30,
).map(b"".join)


@given(JUNK)
def test_no_byte_is_lost_or_invented(junk: bytes):
    """The raw bytes of the items, with what is held, are the input; so a reading holds only what was sent in one line."""
    decoder = MtSics()
    items = decoder.feed(junk)

    assert b"".join(item.raw for item in items) + decoder.held == junk
    for item in items:
        if isinstance(item, Reading) and item.figure:
            assert item.figure.digits.encode() + b" " + item.figure.unit.encode() in item.raw
            assert item.raw.count(b"\n") == 1


def test_the_table_of_commands_is_complete_and_harmless():
    """R15: the exact list of what can ever be sent. A change here is a change of what the station may do to a scale."""
    expected = {
        "SI": Purpose.READ,
        "SIR": Purpose.READ,
        "SIX1": Purpose.READ,
        "TA": Purpose.READ,
        "Z": Purpose.ZERO,
        "T": Purpose.TARE,
        "TAC": Purpose.TARE,
        "I2": Purpose.IDENTITY,
        "I3": Purpose.IDENTITY,
        "I4": Purpose.IDENTITY,
    }

    assert {name: command.purpose for name, command in COMMANDS.items()} == expected
    assert {build(command) for command in COMMANDS.values()} == {f"{name}\r\n".encode() for name in expected}


def test_a_command_outside_the_table_cannot_be_built():
    """Not even an adjustment dressed as a reading."""
    with pytest.raises(ValueError, match="C3"):
        build(Command("C3", Purpose.READ, "adjust", frozenset({"C3"})))
