"""Modbus RTU frames: only reading ones can be made, and only what was asked for comes out of what was received."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.furnace.modbus import Answers, Question, QuestionError, crc16
from firmware_bridge.reading import Fault, Registers
from tests.firmware_bridge.protocols.streams import junk, nothing_lost, same_however_chunked

# MODBUS Application Protocol 1.1b3, 6.3 (function 3) and 6.4 (function 4) as RTU frames of unit 0x11.
ASKED = Question(0x11, 3, 0x6B, 3)
ANSWER = bytes.fromhex("1103 06 022B 0000 0064")
REFUSAL = bytes.fromhex("1183 02")


def framed(body):
    """A frame with its checksum."""
    return body + crc16(body)


WHOLE, REFUSED = framed(ANSWER), framed(REFUSAL)


def decoder():
    """For the answers to the question above, and to one for a single register."""
    return Answers([ASKED, Question(0x11, 4, 8, 1)])


@pytest.mark.parametrize(
    ("question", "frame"),
    [
        (Question(1, 3, 0, 1), "010300000001 840a"),
        (Question(1, 4, 0, 2), "010400000002 71cb"),
        (Question(0x11, 3, 0x6B, 3), "1103006b0003 7687"),
    ],
)
def test_a_question_is_the_frame_of_the_standard(question, frame):
    """Address, function, register, count, CRC with its low byte first."""
    assert question.sent == bytes.fromhex(frame)


def test_the_checksum_is_that_of_the_standards_example():
    """MODBUS over Serial Line 1.02, 6.2.2: 02 07 gives 0x1241, sent 41 12."""
    assert crc16(bytes.fromhex("0207")) == bytes.fromhex("4112")


@given(function=st.integers(0, 255))
def test_no_question_can_be_made_that_writes(function):
    """Of all functions there are only the two that read."""
    if function in {3, 4}:
        assert Question(1, function, 0, 1).sent[1] == function
    else:
        with pytest.raises(QuestionError, match="function 3 or 4"):
            Question(1, function, 0, 1)


@pytest.mark.parametrize(
    "wrong", [{"unit": 0}, {"unit": 248}, {"count": 0}, {"count": 9}, {"register": -1}, {"register": 0x10000}]
)
def test_a_question_that_nobody_can_answer_is_refused(wrong):
    """A broadcast, no registers, registers beyond the last."""
    with pytest.raises(QuestionError):
        Question(**({"unit": 1, "function": 3, "register": 0, "count": 1} | wrong))


def test_answers_and_refusals_however_they_arrive():
    """The standard's own answer and a refusal, whole and in pieces."""
    assert same_however_chunked(decoder, WHOLE + REFUSED + WHOLE) == [
        Registers(3, ANSWER[3:], None, WHOLE),
        Registers(3, b"", 2, REFUSED),
        Registers(3, ANSWER[3:], None, WHOLE),
    ]


@pytest.mark.parametrize(
    ("stray", "reason"),
    [
        (b"\x00\xff\x00", "bytes that are no answer"),
        (framed(bytes.fromhex("1203 06 022B 0000 0064")), "bytes that are no answer"),  # another unit's
        (framed(bytes.fromhex("1106 0001 0003")), "bytes that are no answer"),  # somebody else writes
        (ASKED.sent, "echo"),
    ],
)
def test_what_nobody_asked_for_is_told_and_the_answer_after_it_is_heard(stray, reason):
    """Noise, another unit, another function, the echo of an adapter."""
    (fault, answer) = same_however_chunked(decoder, stray + WHOLE)

    assert (fault.raw, answer.raw) == (stray, WHOLE)
    assert reason in fault.reason


def test_a_cut_answer_does_not_cost_the_next():
    """Wherever an answer is cut, the whole one behind it is heard."""
    for cut in range(1, len(WHOLE)):
        items = same_however_chunked(decoder, WHOLE[:cut] + WHOLE)
        assert [each for each in items if isinstance(each, Registers)] == [Registers(3, ANSWER[3:], None, WHOLE)]


def test_any_wrong_bit_makes_an_answer_none():
    """The checksum finds each; nothing is invented from a damaged frame."""
    for place in range(len(WHOLE)):
        for bit in range(8):
            damaged = bytearray(WHOLE)
            damaged[place] ^= 1 << bit
            assert not [each for each in decoder().feed(bytes(damaged)) if isinstance(each, Registers)]


def test_a_line_gone_mad_fills_no_memory():
    """The same byte for ever, also one with which an answer begins."""
    for byte in (0x00, 0xFF, 0x11, 0x03):
        answers = decoder()
        items = answers.feed(bytes([byte]) * 10_000)
        assert all(isinstance(each, Fault) for each in items)
        assert len(answers.held) < 100


@given(data=junk(WHOLE, REFUSED, ASKED.sent))
def test_no_byte_is_lost(data):
    """Whatever arrives comes back in order, as answers or as faults."""
    nothing_lost(decoder, data)
