"""Yaohua's frames against the manuals' tables and against frames of real indicators, written in hexadecimal."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm, Tells
from firmware_bridge.protocols.yaohua_frames import COMMAND, FORMAT_0, TENTHS, question
from firmware_bridge.reading import Condition, Fault, Figure, Outcome, Reading, Reply, ShownAs
from tests.firmware_bridge.protocols import streams

KILOGRAMS = LineForm(unit="kg")

# By hand: the six digits leave 04, so 2B^04 = 2F, and with the decimals, 33, it is 1C.
PLAIN = b"\x02+0012343" + b"1C" + b"\x03"
# Of real indicators: an empty A9 and DS3, and a D2008 that showed 85.0.
EMPTY = bytes.fromhex("02 2B 30 30 30 30 30 30 30 31 42 03")
D2008 = bytes.fromhex("02 2B 30 30 30 30 38 35 30 31 36 03")
# Address A, gross: 41^42 = 03, with what PLAIN has, 1C, it is 1F.
ANSWER = b"\x02AB+0012343" + b"1F" + b"\x03"


def format_0():
    """A decoder of format 0 whose display shows kilograms."""
    return FORMAT_0.decoder(KILOGRAMS)


def tenths():
    """A decoder of the fixed tenths."""
    return TENTHS.decoder(KILOGRAMS)


def command():
    """A decoder of the command mode, address 1."""
    return COMMAND.decoder(KILOGRAMS)


def weighed(figure: Figure, raw: bytes, shown_as: ShownAs = ShownAs.DISPLAYED) -> Reading:
    """What a frame without any flags gives."""
    return Reading(figure, shown_as, stable=None, condition=Condition.OK, tare=None, raw=raw)


@pytest.mark.parametrize(
    ("frame", "figure"),
    [
        (PLAIN, Figure("+001234", "kg", 3, 1_234_000)),
        (EMPTY, Figure("+000000", "kg", 0, 0)),
        (b"\x02-0012343" + b"1A" + b"\x03", Figure("-001234", "kg", 3, -1_234_000)),
        (b"\x02+0012340" + b"1F" + b"\x03", Figure("+001234", "kg", 0, 1_234_000_000)),
        (b"\x02+0012344" + b"1;" + b"\x03", Figure("+001234", "kg", 4, 123_400)),
        (b"\x02+001234\x03" + b"2C" + b"\x03", Figure("+001234", "kg", 3, 1_234_000)),
        (b"\x02+001234\x02" + b"2D" + b"\x03", Figure("+001234", "kg", 2, 12_340_000)),
        (b"\x02+001234\x02" + b"2=" + b"\x03", Figure("+001234", "kg", 2, 12_340_000)),
    ],
)
def test_format_0(frame: bytes, figure: Figure):
    """Sign, six digits, decimals as a digit or a bare byte; the XOR with letters or in A22's way."""
    assert streams.one(format_0, frame) == weighed(figure, frame)


def test_tenths_are_fixed_also_under_a_display_without_decimals():
    """The same bytes read as format 0 would be ten times less: 8.5 for 85.0, so both need the display's decimals."""
    assert streams.one(tenths, D2008) == weighed(Figure("+0000850", "kg", 1, 85_000_000), D2008)
    assert streams.one(tenths, EMPTY) == weighed(Figure("+0000000", "kg", 1, 0), EMPTY)
    whole = TENTHS.decoder(LineForm(unit="kg", decimals=0))
    assert whole.feed(D2008)[0].figure == Figure("+0000850", "kg", 1, 85_000_000)
    two = TENTHS.decoder(LineForm(unit="kg", decimals=2))
    assert "decimals" in two.feed(D2008)[0].reason


def test_decimals_other_than_those_of_the_display_are_a_fault():
    """The guard against a wrong format, and against a changed setting of the indicator."""
    for kind, frame in ((FORMAT_0, PLAIN), (COMMAND, ANSWER)):
        assert isinstance(kind.decoder(LineForm(unit="kg", decimals=3)).feed(frame)[0], Reading)
        assert "decimals" in kind.decoder(LineForm(unit="kg", decimals=2)).feed(frame)[0].reason
    assert type(FORMAT_0.decoder(LineForm(unit="kg", decimals=1)).feed(D2008)[0]) is Fault


def test_answers_of_the_command_mode():
    """Gross and net are readings; tare and hand-shake replies."""
    net, tare = b"\x02AD-0012343" + b"1F" + b"\x03", b"\x02AC+0001003" + b"1B" + b"\x03"
    handshake = b"\x02AA00\x03"

    assert streams.one(command, ANSWER) == weighed(Figure("+001234", "kg", 3, 1_234_000), ANSWER, ShownAs.GROSS)
    assert streams.one(command, net) == weighed(Figure("-001234", "kg", 3, -1_234_000), net, ShownAs.NET)
    assert streams.one(command, tare) == Reply("C", Outcome.DONE, None, Figure("+000100", "kg", 3, 100_000), tare)
    assert streams.one(command, handshake) == Reply("A", Outcome.DONE, None, None, handshake)


def test_the_questions_of_the_manual():
    """a23p p26, in hexadecimal; address 2 is B."""
    assert question(LineForm()) == bytes.fromhex("02 41 42 30 33 03")
    assert question(LineForm(net=True)) == bytes.fromhex("02 41 44 30 35 03")
    assert question(LineForm(address=2)) == bytes.fromhex("02 42 42 30 30 03")
    assert COMMAND.question(LineForm()) == question(LineForm())
    with pytest.raises(ValueError, match="1 to 26"):
        question(LineForm(address=27))


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN[1:],
        PLAIN[:-1],
        PLAIN[:5] + PLAIN[6:],
        b"\x02+0012343" + b"1D" + b"\x03",
        b"\x02+0012343" + b"1c" + b"\x03",
        b"\x02+0012345" + b"1:" + b"\x03",
        b"\x02 0012343" + b"17" + b"\x03",
        b"\x02+0O12343" + b"63" + b"\x03",
        b"\x02+0 12343" + b"0C" + b"\x03",
        b"\x02+0012343" + b"1C" + b"\r",
        bytes(byte | 0x80 for byte in PLAIN),
        D2008[:-4] + b"5" + b"13\x03",
        ANSWER,
        b"ST,GS,+  1.234kg\r\n",
    ],
)
def test_what_is_no_frame_of_format_0_is_a_fault(raw: bytes):
    """Lost bytes, wrong XOR, decimals above 4, no sign, letters, gaps, the eighth bit, other protocols."""
    decoder = format_0()

    assert {type(item) for item in decoder.feed(raw) + decoder.end()} == {Fault}


@pytest.mark.parametrize(
    "raw",
    [
        ANSWER[:-1] + b"\r",
        b"\x02BB+0012343" + b"1C" + b"\x03",
        b"\x02AE+0012343" + b"18" + b"\x03",
        b"\x02AB+0012343" + b"1E" + b"\x03",
        b"\x02BA03\x03",
        PLAIN,
    ],
)
def test_what_is_no_answer_of_the_command_mode_is_a_fault(raw: bytes):
    """Another address, another command, a wrong XOR, a stream."""
    decoder = command()

    assert {type(item) for item in decoder.feed(raw) + decoder.end()} == {Fault}


def test_no_frame_tells_unit_or_decimals():
    """The settings must, checked against the display."""
    assert FORMAT_0.needs == TENTHS.needs == COMMAND.needs == {Tells.UNIT, Tells.DECIMALS}


@pytest.mark.parametrize(
    ("make", "frame"), [(format_0, PLAIN), (format_0, b"\x02+001234\x022D\x03"), (tenths, D2008), (command, ANSWER)]
)
def test_what_every_decoder_keeps(make, frame: bytes):
    """Chunks make no difference, a flipped bit is noticed, memory stays small, a cut frame takes no other with it."""
    broken = b"\xff\x00" + frame[:7] + frame + frame[:9] + b"\x03" + frame + b"z" * 140
    streams.same_however_chunked(make, frame * 2 + broken + frame + frame[:5])
    streams.damage_is_noticed(make, frame)
    streams.stays_small(make)
    for cut in range(1, len(frame)):
        streams.finds_the_next(make, frame[:cut], frame)
        assert [item.raw for item in make().feed(frame[:cut] + frame) if isinstance(item, Reading)] == [frame]


@given(junk=streams.junk(PLAIN, D2008, ANSWER, b"\x02+001234\x022D\x03"))
def test_no_byte_is_lost_and_the_next_good_frame_is_found(junk: bytes):
    """A figure stands in its frame; whatever came before, a good frame is read."""
    for make, frame in ((format_0, PLAIN), (tenths, D2008), (command, ANSWER)):
        for item in streams.nothing_lost(make, junk):
            if isinstance(item, Reading):
                assert item.figure.digits.encode() in item.raw
        streams.finds_the_next(make, junk, frame)
