"""The decoder of SMA SCP-0499 against answers written from the standard's table."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.protocols.sma import PROTOCOL, Sma
from firmware_bridge.reading import Condition, Fault, Figure, Outcome, Reading, Reply, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"\n 1G      12.340kg \r"


@pytest.mark.parametrize(
    ("frame", "figure", "shown_as", "stable", "at_zero"),
    [
        (PLAIN, Figure("    12.340", "kg", 3, 12_340_000), ShownAs.GROSS, True, False),
        (b"\nZ1G       0.000kg \r", Figure("     0.000", "kg", 3, 0), ShownAs.GROSS, True, True),
        (b"\n 1NM     -0.005kg \r", Figure("    -0.005", "kg", 3, -5_000), ShownAs.NET, False, False),
        (b"\n 2N  -      1.5g  \r", Figure("-      1.5", "g", 1, -1_500), ShownAs.NET, True, False),
        (b"\n 3G *      1234lb \r", Figure("      1234", "lb", 0, None), ShownAs.GROSS, True, False),
        (b"\n  G  000012.340kg \r", Figure("000012.340", "kg", 3, 12_340_000), ShownAs.GROSS, True, False),
    ],
)
def test_a_weight_is_read_as_sent(*, frame: bytes, figure: Figure, shown_as: ShownAs, stable: bool, at_zero: bool):
    """State, range, gross or net, motion, any mark in the place for the future."""
    expected = Reading(figure, shown_as, stable, Condition.OK, None, frame, at_zero=at_zero)

    assert streams.one(Sma, frame) == expected


def _all(raw: bytes):
    decoder = Sma()
    return decoder.feed(raw) + decoder.end()


@pytest.mark.parametrize(
    ("frame", "condition"),
    [
        (b"\nO1G      99.999kg \r", Condition.OVERLOAD),
        (b"\nU1G     -99.999kg \r", Condition.UNDERLOAD),
        (b"\nI1G  ----------kg \r", Condition.ZERO_NOT_CAPTURED),
        (b"\nE1G  ----------kg \r", Condition.INSTRUMENT_ERROR),
        (b"\nT1N   -------- kg \r", Condition.INSTRUMENT_ERROR),
        (b"\ne1G      12.340kg \r", Condition.NOT_EXECUTABLE),
        (b"\n 1G  ------.---kg \r", Condition.INSTRUMENT_ERROR),
    ],
)
def test_a_state_of_error_has_no_weight(frame: bytes, condition: Condition):
    """Also where digits come with it; dashes without a state are an error too."""
    reading = streams.one(Sma, frame)

    assert (reading.figure, reading.condition) == (None, condition)


def test_high_resolution_is_no_weighing():
    """Small letters keep their digits and are told."""
    reading = streams.one(Sma, b"\n 1g    12.34005kg \r")

    assert (reading.figure.digits, reading.shown_as, reading.condition) == (
        "  12.34005",
        ShownAs.GROSS,
        Condition.EXPANDED,
    )


def test_the_tare_is_a_reply_and_a_refusal_a_reading_without_weight():
    """Answers to M, and to what the scale did not understand."""
    tare = Figure("     1.200", "kg", 3, 1_200_000)

    assert streams.one(Sma, b"\n 1T       1.200kg \r") == Reply(
        "M", Outcome.DONE, None, tare, b"\n 1T       1.200kg \r"
    )
    assert streams.one(Sma, b"\n?\r").condition is Condition.NOT_UNDERSTOOD
    assert streams.one(Sma, b"\n!\r").condition is Condition.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN[1:],
        PLAIN[:-1],
        PLAIN[:8] + PLAIN[9:],
        b"\n 1G       12.340kg \r",
        b"\nX1G      12.340kg \r",
        b"\n 1X      12.340kg \r",
        b"\n 1GX     12.340kg \r",
        b"\n 1G      12,340kg \r",
        b"\n 1G      1 2.34kg \r",
        b"\n 1G     --2.340kg \r",
        b"\n 1G      1.2.34kg \r",
        b"\n 1G      12.34Okg \r",
        b"\n 1G            kg \r",
        b"\n 1G      12.340k\xe7 \r",
        b"\n\r",
        b"\nSMA:2/1.0\r",
        b"S S      1.234 kg\r\n",
    ],
)
def test_what_is_no_answer_is_a_fault(raw: bytes):
    """Lost and added bytes, letters, two signs or points, noise, other answers and protocols."""
    assert {type(item) for item in _all(raw)} == {Fault}


def test_a_cut_frame_does_not_take_the_next_with_it():
    """A line feed begins afresh."""
    items = Sma().feed(PLAIN[:9] + PLAIN + b"\xff\x00" + PLAIN)

    assert [(type(item), item.raw) for item in items] == [
        (Fault, PLAIN[:9]),
        (Reading, PLAIN),
        (Fault, b"\xff\x00"),
        (Reading, PLAIN),
    ]


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    streams.same_however_chunked(
        Sma, b"\xff\x00" + PLAIN * 2 + PLAIN[:9] + PLAIN + b"9" * 140 + b"\n" + b"8" * 80 + PLAIN + b"\n?\r" + PLAIN[:5]
    )


@given(junk=streams.junk(PLAIN, b"\nO1G      99.999kg \r", b"\n?\r"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure stands at its place in the frame."""
    for item in streams.nothing_lost(Sma, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw[6:16] == item.figure.digits.encode()


@given(junk=streams.junk(PLAIN, b"\n?\r"))
def test_the_next_good_answer_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(Sma, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(Sma)


def test_the_question_only_reads():
    """The displayed weight, now."""
    assert PROTOCOL.question(LineForm()) == b"\nW\r"
