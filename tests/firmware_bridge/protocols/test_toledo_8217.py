"""The decoder of Toledo 8217 against answers written from the manuals' tables."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm, Tells
from firmware_bridge.protocols.toledo_8217 import PROTOCOL, Toledo8217
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"\x0201.234\r"


def make() -> Toledo8217:
    """A decoder for a scale that shows kilograms."""
    return Toledo8217("kg")


@pytest.mark.parametrize(
    ("frame", "figure", "shown_as"),
    [
        (PLAIN, Figure("01.234", "kg", 3, 1_234_000), ShownAs.GROSS),
        (b"\x0200.000\r", Figure("00.000", "kg", 3, 0), ShownAs.GROSS),
        (b"\x02 1.234\r", Figure(" 1.234", "kg", 3, 1_234_000), ShownAs.GROSS),
        (b"\x02123.45\r", Figure("123.45", "kg", 2, 123_450_000), ShownAs.GROSS),
        (b"\x0212.34\r", Figure("12.34", "kg", 2, 12_340_000), ShownAs.GROSS),
        (b"\x0200.500N\r", Figure("00.500", "kg", 3, 500_000), ShownAs.NET),
    ],
)
def test_a_weight_is_at_rest(frame: bytes, figure: Figure, shown_as: ShownAs):
    """As sent, in the unit of the settings; N says that a tare is active."""
    assert streams.one(make, frame) == Reading(
        figure, shown_as, stable=True, condition=Condition.OK, tare=None, raw=frame
    )


@pytest.mark.parametrize(
    ("status", "condition", "stable", "shown_as", "at_zero"),
    [
        (0x41, Condition.OK, False, ShownAs.GROSS, False),
        (0x42, Condition.OVERLOAD, True, ShownAs.GROSS, False),
        (0x43, Condition.OVERLOAD, False, ShownAs.GROSS, False),
        (0x44, Condition.UNDERLOAD, True, ShownAs.GROSS, False),
        (0x48, Condition.ZERO_NOT_CAPTURED, True, ShownAs.GROSS, False),
        (0x50, Condition.OK, True, ShownAs.GROSS, True),
        (0x61, Condition.OK, False, ShownAs.NET, False),
        (0x02, Condition.OVERLOAD, True, ShownAs.GROSS, False),
        (0x0D, Condition.UNDERLOAD, False, ShownAs.GROSS, False),
    ],
)
def test_a_status_has_no_weight(*, status: int, condition: Condition, stable: bool, shown_as: ShownAs, at_zero: bool):
    """Each bit; also where the status byte looks like STX or CR."""
    frame = b"\x02?" + bytes([status]) + b"\r"

    assert streams.one(make, frame) == Reading(
        None, shown_as, stable=stable, condition=condition, tare=None, raw=frame, at_zero=at_zero
    )


def test_without_a_point_the_settings_must_say_the_decimals():
    """Grams or kilograms: the answer does not tell, and a guess could be wrong by a thousand."""
    frame = b"\x0201234\r"

    assert "decimals" in streams.one(make, frame).reason
    assert streams.one(lambda: Toledo8217("kg", 3), frame).figure == Figure("01234", "kg", 3, 1_234_000)
    assert streams.one(lambda: Toledo8217("g", 0), frame).figure == Figure("01234", "g", 0, 1_234_000)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"01.234\r", "outside"),
        (b"\xff\x00\r", "eighth"),
        (b"\x02\xb01.234\r", "eighth"),
        (b"\x02?\xc1\r", "eighth"),
        (b"\x02.12\r", "not a weight"),
        (b"\x02-1.234\r", "not a weight"),
        (b"\x0201.23G\r", "not a weight"),
        (b"\x0201.2.3\r", "not a weight"),
        (b"\x0201 234\r", "not a weight"),
        (b"\x0201.234NN\r", "not a weight"),
        (b"\x021.2\r", "not a weight"),
        (b"\x02\r", "not a weight"),
        (b"\x0201.2345678", "no CR"),
    ],
)
def test_what_is_no_answer_is_a_fault(raw: bytes, word: str):
    """Lost start byte, other parity, noise, letters, two points, gaps."""
    item = streams.one(make, raw)

    assert type(item) is Fault
    assert word in item.reason


def test_a_cut_frame_does_not_take_the_next_with_it():
    """The start byte begins afresh, also after a broken status."""
    items = make().feed(PLAIN[:4] + PLAIN + b"\x02?" + PLAIN + b"zz" + PLAIN)

    assert [item.raw for item in items if isinstance(item, Reading)] == [PLAIN] * 3
    assert [item.raw for item in items if isinstance(item, Fault)] == [PLAIN[:4], b"\x02?", b"zz"]


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    broken = b"\xff\x00" + PLAIN[:3] + b"\x02?A\r" + b"\x02?" + b"\x02?\r\r" + b"z" * 70 + b"\x0212345678901\r"
    items = streams.same_however_chunked(make, PLAIN + broken + PLAIN + b"\x0200.500N\r" + PLAIN[:5])

    assert sum(isinstance(item, Reading) and item.figure is not None for item in items) == 3


@given(junk=streams.junk(PLAIN, b"\x02?A\r", b"\x0200.500N\r"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A weight is one whole frame of the input."""
    for item in streams.nothing_lost(make, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw.strip(b"\x02\rN").decode() == item.figure.digits


@given(junk=streams.junk(PLAIN, b"\x02?A\r"))
def test_the_next_good_answer_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(make, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(make)


def test_the_scale_is_asked_and_its_unit_is_set():
    """It sends nothing by itself, and does not say its unit."""
    assert PROTOCOL.question(LineForm()) == b"W"
    assert (PROTOCOL.streams, PROTOCOL.needs, PROTOCOL.may_need) == (False, {Tells.UNIT}, {Tells.DECIMALS})
    assert PROTOCOL.decoder(LineForm(unit="kg")).feed(PLAIN) == make().feed(PLAIN)
