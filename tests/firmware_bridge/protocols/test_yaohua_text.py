"""Yaohua's text formats against the examples of the manuals."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm, Tells
from firmware_bridge.protocols.yaohua_text import A12_LINES, FORMAT_1, FORMAT_2
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

KILOGRAMS = LineForm(unit="kg")
BACKWARDS, FORWARDS = b"=000.3000", b"=0003.000"
# A12(E) p12, in hexadecimal there: its XOR is 3D.
A12 = b"WG004.139kg3D\r\n"


def format_1():
    """A decoder of the backward digits."""
    return FORMAT_1.decoder(KILOGRAMS)


def format_2():
    """A decoder of the forward digits."""
    return FORMAT_2.decoder(KILOGRAMS)


def a12():
    """A decoder of A12 lines."""
    return A12_LINES.decoder(LineForm())


def weighed(figure: Figure, raw: bytes, shown_as: ShownAs = ShownAs.DISPLAYED) -> Reading:
    """What a frame without any flags gives."""
    return Reading(figure, shown_as, stable=None, condition=Condition.OK, tare=None, raw=raw)


@pytest.mark.parametrize(
    ("make", "frame", "figure"),
    [
        (format_1, BACKWARDS, Figure("000.3000", "kg", 3, 3_000_000)),
        (format_1, b"=00.1000-", Figure("00.1000-", "kg", 2, -1_000_000)),
        (format_1, b"=00210000", Figure("00210000", "kg", 0, 1_200_000_000)),
        (format_2, FORWARDS, Figure("0003.000", "kg", 3, 3_000_000)),
        (format_2, b"=-0001.00", Figure("-0001.00", "kg", 2, -1_000_000)),
        (format_2, b"=00000012", Figure("00000012", "kg", 0, 12_000_000)),
    ],
)
def test_the_equals_formats(make, frame: bytes, figure: Figure):
    """The manuals' examples: 3.000 and -1.00, from the last digit or from the first."""
    assert streams.one(make, frame) == weighed(figure, frame)


def test_a_frame_read_in_the_wrong_direction_has_other_decimals_than_the_display():
    """5.00 backwards would be 0.5: the decimals that two people confirmed refuse it."""
    confirmed = LineForm(unit="kg", decimals=2)

    assert FORMAT_1.decoder(confirmed).feed(b"=00.50000")[0].figure.mass_mg == 5_000_000
    assert "decimals" in FORMAT_2.decoder(confirmed).feed(b"=00.50000")[0].reason
    assert FORMAT_1.needs == FORMAT_2.needs == {Tells.UNIT, Tells.DECIMALS}


def test_frames_may_stand_on_lines():
    """The line end belongs to the frame that follows it."""
    assert [item.raw for item in format_2().feed(FORWARDS + b"\r\n" + FORWARDS)] == [FORWARDS, b"\r\n" + FORWARDS]


@pytest.mark.parametrize(
    ("line", "figure", "shown_as"),
    [
        (A12, Figure("004.139", "kg", 3, 4_139_000), ShownAs.GROSS),
        (b"wn001.171kg\r\n", Figure("001.171", "kg", 3, 1_171_000), ShownAs.NET),
        (b"ww0003.17kg\r\n", Figure("0003.17", "kg", 2, 3_170_000), ShownAs.GROSS),
        (b"wn-003.17kg\r\n", Figure("-003.17", "kg", 2, -3_170_000), ShownAs.NET),
        (b"wn000012 kg\r\n", Figure("000012 ", "kg", 0, 12_000_000), ShownAs.NET),
    ],
)
def test_a12_lines(line: bytes, figure: Figure, shown_as: ShownAs):
    """Gross or net, and the unit; the XOR where there is one."""
    assert streams.one(a12, line) == weighed(figure, line, shown_as)


@pytest.mark.parametrize(
    ("line", "condition"),
    [(b"         OL23\r\n", Condition.OVERLOAD), (b"         LO23\r\n", Condition.UNDERLOAD)],
)
def test_a12_beyond_its_range(line: bytes, condition: Condition):
    """Nine blanks and two letters with their XOR."""
    assert streams.one(a12, line) == Reading.without_value(condition, line, stable=None)


@pytest.mark.parametrize(
    "line",
    [
        b"\r\n",
        b"WG004.139kg\r\n",
        b"WG004.139kg3C\r\n",
        b"WG004.138kg3D\r\n",
        b"wn01.171kg\r\n",
        b"wn0001.171kg\r\n",
        b"wn001.171g\r\n",
        b"wn001.171\r\n",
        b"wx001.171kg\r\n",
        b"wn001,171kg\r\n",
        b"wn001.1.1kg\r\n",
        b"wn--1.171kg\r\n",
        b"wn0 1.171kg\r\n",
        b"wn00l.171kg\r\n",
        b"        OL23\r\n",
        b"\xff\x00wn001.171kg\r\n",
    ],
)
def test_what_is_no_line_of_an_a12_is_a_fault(line: bytes):
    """A wrong or missing XOR, lost bytes, letters, two signs or points, no unit."""
    assert type(streams.one(a12, line)) is Fault


@pytest.mark.parametrize(
    "raw",
    [
        b"0003.000",
        b"=0003.00",
        b"=0003,000",
        b"=00.3.000",
        b"=0-03.000",
        b"=--03.000",
        b"=0003.00O",
        b"= 003.000",
        b"=0003000.",
        b"=0003.00\xb0",
        b"=........",
    ],
)
def test_what_is_no_frame_of_the_equals_formats_is_a_fault(raw: bytes):
    """Lost bytes, letters, two signs or points, a point at the end, noise: in both directions."""
    for make, data in ((format_2, raw), (format_1, b"=" + raw[:0:-1] if raw[:1] == b"=" else raw)):
        decoder = make()
        assert {type(item) for item in decoder.feed(data) + decoder.end()} == {Fault}


@pytest.mark.parametrize(("make", "frame"), [(format_1, BACKWARDS), (format_2, FORWARDS), (a12, A12)])
def test_what_every_decoder_keeps(make, frame: bytes):
    """Chunks make no difference, memory stays small, the next good frame is found."""
    broken = b"\xff\x00" + frame[:7] + frame + b"\r\n\r\n" + frame + b"z" * 140
    streams.same_however_chunked(make, frame * 2 + broken + frame + b"\n" + frame + frame[:5])
    streams.stays_small(make)
    for cut in range(1, len(frame)):
        streams.finds_the_next(make, frame[:cut], frame)


@given(junk=streams.junk(BACKWARDS, FORWARDS, A12, b"wn001.171kg\r\n"))
def test_no_byte_is_lost_and_the_next_good_frame_is_found(junk: bytes):
    """A figure stands in its frame; whatever came before, a good frame is read."""
    for make, frame in ((format_1, BACKWARDS), (format_2, FORWARDS), (a12, A12)):
        for item in streams.nothing_lost(make, junk):
            if isinstance(item, Reading) and item.figure:
                assert item.figure.digits.encode() in item.raw
        streams.finds_the_next(make, junk, frame)
