"""The decoder of NCI SCP-01 against answers written from the manuals' tables."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.nci import PROTOCOL, Nci
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"\n0012.34kg\r\n00\r\x03"
KILOGRAMS = Figure("0012.34", "kg", 2, 12_340_000)


@pytest.mark.parametrize(
    ("frame", "figure", "shown_as", "stable", "at_zero"),
    [
        (PLAIN, KILOGRAMS, ShownAs.DISPLAYED, True, False),
        (b"\n0012.34kg\r\n10\r\x03", KILOGRAMS, ShownAs.DISPLAYED, False, False),
        (b"\n0000.00lb\r\n20\r\x03", Figure("0000.00", "lb", 2, 0), ShownAs.DISPLAYED, True, True),
        (b"\n-  1.50kg\r\n00\r\x03", Figure("-  1.50", "kg", 2, -1_500_000), ShownAs.DISPLAYED, True, False),
        (b"\n  1234g \r\n00\r\x03", Figure("  1234", "g", 0, 1_234_000), ShownAs.DISPLAYED, True, False),
        (b"\n 001.234 kg\r\n00\r\x03", Figure(" 001.234", "kg", 3, 1_234_000), ShownAs.DISPLAYED, True, False),
        (b"\n0012.34kg\r\n0p0\r\x03", KILOGRAMS, ShownAs.GROSS, True, False),
        (b"\n0012.34kg\r\n0p4\r\x03", KILOGRAMS, ShownAs.NET, True, False),
        (b"\n0012.34kg\r\n0pt0\r\x03", KILOGRAMS, ShownAs.NET, True, False),
        (b"\n12lb 07.5oz\r\n00\r\x03", Figure("12lb 07.5", "lb:oz", 1, None), ShownAs.DISPLAYED, True, False),
        (b"\n      12pcs\r\n00\r\x03", Figure("      12", "pcs", 0, None), ShownAs.DISPLAYED, True, False),
    ],
)
def test_a_weight_is_read_as_sent(*, frame: bytes, figure: Figure, shown_as: ShownAs, stable: bool, at_zero: bool):
    """Gross or net only with a third status byte; pounds with ounces are two numbers and have no mass."""
    expected = Reading(figure, shown_as, stable, Condition.OK, None, frame, at_zero=at_zero)

    assert streams.one(Nci, frame) == expected


@pytest.mark.parametrize(
    ("frame", "condition"),
    [
        (b"\n^^^^^^^^kg\r\n02\r\x03", Condition.OVERLOAD),
        (b"\n^^^^^^^^\r\n00\r\x03", Condition.OVERLOAD),
        (b"\n________kg\r\n01\r\x03", Condition.UNDERLOAD),
        (b"\n--------kg\r\n00\r\x03", Condition.ZERO_NOT_CAPTURED),
        (b"\n0099.99kg\r\n02\r\x03", Condition.OVERLOAD),
        (b"\n0000.00kg\r\n11\r\x03", Condition.UNDERLOAD),
        (b"\n0012.34kg\r\n40\r\x03", Condition.INSTRUMENT_ERROR),
        (b"\n0012.34kg\r\n80\r\x03", Condition.INSTRUMENT_ERROR),
        (b"\n0012.34kg\r\n04\r\x03", Condition.INSTRUMENT_ERROR),
        (b"\n0012.34kg\r\n08\r\x03", Condition.INSTRUMENT_ERROR),
        (b"\n0012.34kg\r\n0p8\r\x03", Condition.ZERO_NOT_CAPTURED),
        (b"\n0012.34kg\r\n0pp4\r\x03", Condition.NOT_EXECUTABLE),
        (b"\n?\r\x03", Condition.NOT_UNDERSTOOD),
        (b"\n02\r\x03", Condition.OVERLOAD),
        (b"\n00\r\x03", Condition.OK),
    ],
)
def test_a_state_of_error_has_no_weight(frame: bytes, condition: Condition):
    """By its characters or by its status; a status on its own has none either."""
    reading = streams.one(Nci, frame)

    assert (reading.figure, reading.condition) == (None, condition)


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN[1:3],
        PLAIN[:-1],
        b"\n0012.34kg\r\x03",
        b"\n0012.34\r\n00\r\x03",
        b"\n0012,34kg\r\n00\r\x03",
        b"\n001.2.4kg\r\n00\r\x03",
        b"\n--12.34kg\r\n00\r\x03",
        b"\n0012.3Okg\r\n00\r\x03",
        b"\n00 2.34kg\r\n00\r\x03",
        b"\n0012.34k\xe7\r\n00\r\x03",
        b"\n0012.34kg\r\n0\r\x03",
        b"\n0012.34kg\r\n0p\r\x03",
        b"\n0012.34kg\r\n000\r\x03",
        b"\n0012.34kg\r\np0\r\x03",
        b"\n0012.34kg\r\n0!\r\x03",
        b"\n0012.34kg\r\n\xb00\r\x03",
        b"\n\r\x03",
    ],
)
def test_what_is_no_answer_gives_no_weight(raw: bytes):
    """Lost bytes, letters, two signs or points, a status that cannot be."""
    decoder = Nci()
    items = decoder.feed(raw) + decoder.end()

    assert type(items[0]) is Fault
    assert all(getattr(item, "figure", None) is None for item in items)


def test_a_cut_frame_does_not_take_the_next_with_it():
    """A line feed begins afresh, also where the status should come."""
    for cut in (4, 10, 11, 13):
        items = Nci().feed(PLAIN[:cut] + PLAIN)
        assert items[-1] == streams.one(Nci, PLAIN)
        assert all(type(item) is Fault for item in items[:-1])


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    broken = b"\xff\x00" + PLAIN[:5] + PLAIN + b"z" * 140 + b"\n" + b"8" * 80 + PLAIN[:11]
    streams.same_however_chunked(Nci, PLAIN * 2 + broken + PLAIN + b"\n?\r\x03" + PLAIN[:5])


@given(junk=streams.junk(PLAIN, b"\n^^^^^^^^kg\r\n02\r\x03"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure begins its frame."""
    for item in streams.nothing_lost(Nci, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw[1:].startswith(item.figure.digits.encode())


@given(junk=streams.junk(PLAIN))
def test_the_next_good_answer_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(Nci, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(Nci)


def test_the_question_only_reads():
    """The weight, now; nothing comes unasked."""
    assert PROTOCOL.question(LineForm()) == b"W\r"
    assert not PROTOCOL.streams
