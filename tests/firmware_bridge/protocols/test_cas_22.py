"""The decoder of CAS's 22 bytes against frames written from the manual's table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.protocols.cas_22 import PROTOCOL, Cas22
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"ST,GS,\x03\xc4,000013.5 kg\r\n"


def frame(
    status: bytes = b"ST", kind: bytes = b"GS", name: int = 3, lamps: int = 0xC4, places: bytes = b"000013.5"
) -> bytes:
    """Write a frame by the places of the table."""
    return status + b"," + kind + b"," + bytes([name, lamps]) + b"," + places + b" kg\r\n"


@pytest.mark.parametrize("name", [0x00, 0x01, 0x0A, 0x0C, 0x0D, 0x2C, 0x53, 0x63, 0xFF])
def test_the_id_may_be_any_byte(name: int):
    """Also a comma, a line feed, a carriage return."""
    raw = frame(name=name)

    assert streams.one(Cas22, raw) == Reading(
        Figure("000013.5", "kg", 1, 13_500_000),
        ShownAs.GROSS,
        stable=True,
        condition=Condition.OK,
        tare=None,
        raw=raw,
        at_zero=False,
    )


@pytest.mark.parametrize(
    ("places", "digits", "mass_mg"),
    [
        (b"   12.34", "   12.34", 12_340_000),
        (b"+  12.34", "+  12.34", 12_340_000),
        (b"-  12.34", "-  12.34", -12_340_000),
        (b"-00120.0", "-00120.0", -120_000_000),
        (b"  -12.34", "  -12.34", -12_340_000),
        (b"    1234", "    1234", 1_234_000_000),
    ],
)
def test_the_places_are_kept_as_sent(places: bytes, digits: str, mass_mg: int):
    """Sign, padding and zeros."""
    figure = streams.one(Cas22, frame(places=places)).figure

    assert (figure.digits, figure.mass_mg) == (digits, mass_mg)


@pytest.mark.parametrize(
    ("status", "lamps", "stable", "at_zero"),
    [
        (b"ST", 0xC4, True, False),
        (b"ST", 0xE5, True, True),
        (b"US", 0x84, False, False),
        (b"US", 0xC4, False, False),
        (b"ST", 0x84, False, False),
        (b"ST", 0xD4, False, False),
    ],
)
def test_header_and_lamps_must_agree_on_stability(*, status: bytes, lamps: int, stable: bool, at_zero: bool):
    """A held display is never stable."""
    reading = streams.one(Cas22, frame(status=status, lamps=lamps))

    assert (reading.stable, reading.at_zero) == (stable, at_zero)


def test_net_and_tonnes():
    """As told."""
    reading = streams.one(Cas22, b"ST,NT,\x03\xc2,  12.340  t\r\n")

    assert (reading.shown_as, reading.figure) == (ShownAs.NET, Figure("  12.340", "t", 3, 12_340_000_000))


def test_overload_has_no_figure():
    """Whatever the places hold."""
    raw = frame(status=b"OL", places=b"999999.9")

    assert streams.one(Cas22, raw) == Reading(
        None, ShownAs.GROSS, stable=False, condition=Condition.OVERLOAD, tare=None, raw=raw
    )


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (frame(lamps=0x44), "8 bits"),
        (frame()[:17] + b"\x81" + frame()[18:], "relay"),
        (frame(places=b"0000 3.5"), "not a number"),
        (frame(places=b"+-0013.5"), "not a number"),
        (frame(places=b"00.013.5"), "not a number"),
        (frame(places=b"        "), "not a number"),
        (frame(places=b"00001E.5"), "damaged"),
        (frame(kind=b"XX"), "damaged"),
        (frame()[:18] + b"xx\r\n", "damaged"),
    ],
)
def test_a_damaged_frame_is_a_fault(raw: bytes, word: str):
    """Whole, with the setting to look at."""
    fault, *readings = Cas22().feed(raw + PLAIN)

    assert (type(fault), fault.raw) == (Fault, raw)
    assert word in fault.reason
    assert [item.raw for item in readings] == [PLAIN]


@pytest.mark.parametrize(
    "raw", [PLAIN[:9] + PLAIN[11:], PLAIN[1:], PLAIN[:7], b"ST,GS,", b"\xff\x00\r\n", b"S", b"ST,GS,+ 123.45kg\r\n"]
)
def test_a_broken_frame_does_not_take_the_next_with_it(raw: bytes):
    """Lost bytes, stray bytes, another format of CAS."""
    items = Cas22().feed(raw + PLAIN * 2)

    assert [item.raw for item in items if isinstance(item, Reading)] == [PLAIN] * 2
    assert b"".join(item.raw for item in items if isinstance(item, Fault)) == raw


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces, also with a line feed as id."""
    stream = b"\xff\x00" + PLAIN + frame(name=0x0A) + PLAIN[:9] + frame(name=0x2C) + b"z" * 60 + PLAIN[:8] + b"\r\n"
    items = streams.same_however_chunked(Cas22, stream + frame(lamps=0x44) + PLAIN[5:] + PLAIN + PLAIN[:15])

    assert sum(isinstance(item, Reading) for item in items) == 4


@given(junk=streams.junk(PLAIN, frame(name=0x0A), frame(status=b"OL")))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure is the eight places of one whole frame."""
    for item in streams.nothing_lost(Cas22, junk):
        if isinstance(item, Reading) and item.figure:
            assert (len(item.raw), item.raw[9:17].decode()) == (22, item.figure.digits)


@given(junk=streams.junk(PLAIN, frame(name=0x0A)), name=st.integers(0, 255))
def test_the_next_good_frame_is_found(junk: bytes, name: int):
    """Whatever came before, and whatever the id."""
    streams.finds_the_next(Cas22, junk, frame(name=name))


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(Cas22)


def test_the_question_is_the_id():
    """One raw byte."""
    assert PROTOCOL.question(LineForm(address=10)) == b"\x0a"
