"""The decoder of Massa-K protocol 100 against frames that stand in public sources, and the protocol's tables."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.massa_k import PROTOCOL, MassaK, crc16, frame
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

# Answers of real scales, with their checksums: empty; 419 divisions of 10 g.
EMPTY = bytes.fromhex("F8 55 CE 0D 00 24 00 00 00 00 01 01 00 01 00 00 00 00 FC 23")
LOADED = bytes.fromhex("F8 55 CE 0D 00 24 A3 01 00 00 02 01 00 00 00 00 00 00 F9 5D")


def test_frames_of_real_scales():
    """Mass, tare, stability, net and zero as told."""
    assert streams.one(MassaK, EMPTY) == Reading(
        Figure("0", "kg", 3, 0),
        ShownAs.GROSS,
        stable=True,
        condition=Condition.OK,
        tare=Figure("0", "kg", 3, 0),
        raw=EMPTY,
        at_zero=True,
    )
    assert streams.one(MassaK, LOADED) == Reading(
        Figure("419", "kg", 2, 4_190_000),
        ShownAs.GROSS,
        stable=True,
        condition=Condition.OK,
        tare=Figure("0", "kg", 2, 0),
        raw=LOADED,
        at_zero=False,
    )


@pytest.mark.parametrize(
    ("body", "crc"),
    [
        ("23", "23 00"),
        ("F0", "F0 00"),
        ("55 07 2C 01 00 00", "44 1F"),
        ("92 01 00 00 00 00 00 00", "B5 EF"),
    ],
)
def test_the_crc_of_printed_frames(body: str, crc: str):
    """Without the final augmentation: the CRC of one byte is that byte."""
    assert crc16(bytes.fromhex(body)).to_bytes(2, "little") == bytes.fromhex(crc)


@pytest.mark.parametrize(
    ("body", "figure", "tare", "shown_as", "stable", "at_zero"),
    [
        ("24 39 30 00 00 00 01 00 00", Figure("12345", "kg", 4, 1_234_500), None, ShownAs.GROSS, True, False),
        ("24 39 30 00 00 01 00 00 00", Figure("12345", "kg", 3, 12_345_000), None, ShownAs.GROSS, False, False),
        ("24 39 30 00 00 03 01 00 00", Figure("12345", "kg", 1, 1_234_500_000), None, ShownAs.GROSS, True, False),
        ("24 39 30 00 00 04 01 00 00", Figure("12345", "kg", 0, 12_345_000_000), None, ShownAs.GROSS, True, False),
        ("24 FB FF FF FF 01 01 00 00", Figure("-5", "kg", 3, -5_000), None, ShownAs.GROSS, True, False),
        (
            "24 9C FF FF FF 01 01 01 01 64 00 00 00",
            Figure("-100", "kg", 3, -100_000),
            Figure("100", "kg", 3, 100_000),
            ShownAs.NET,
            True,
            True,
        ),
    ],
)
def test_divisions_signs_and_flags(*, body: str, figure, tare, shown_as, stable, at_zero):
    """0.1 g to 1 kg; the tare only where it was sent."""
    raw = frame(bytes.fromhex(body))

    assert streams.one(MassaK, raw) == Reading(figure, shown_as, stable, Condition.OK, tare, raw, at_zero=at_zero)


@pytest.mark.parametrize(
    ("body", "condition"),
    [
        ("28 08", Condition.OVERLOAD),
        ("28 09", Condition.NOT_EXECUTABLE),
        ("28 07", Condition.NOT_UNDERSTOOD),
        ("28 17", Condition.INSTRUMENT_ERROR),
        ("F0", Condition.NOT_UNDERSTOOD),
    ],
)
def test_errors_have_no_weight(body: str, condition: Condition):
    """Overload, not in weighing mode, unknown command, no link to the weighing module."""
    raw = frame(bytes.fromhex(body))

    assert streams.one(MassaK, raw) == Reading.without_value(condition, raw)


@pytest.mark.parametrize(
    "raw",
    [
        EMPTY[1:],
        EMPTY[:-1],
        EMPTY[:8] + EMPTY[9:],
        EMPTY[:-2] + bytes.fromhex("7D 26"),
        frame(bytes.fromhex("24 39 30 00 00 05 01 00 00")),
        frame(bytes.fromhex("24 39 30 00 00 01 02 00 00")),
        frame(bytes.fromhex("24 39 30 00 00 01 01 00")),
        frame(bytes.fromhex("76 4D 61 78")),
        frame(b""),
        bytes.fromhex("F8 55 CE FF FF 24") + b"\x00" * 60,
        b"ST,GS,+  1.234kg\r\n",
    ],
)
def test_what_is_no_answer_is_a_fault(raw: bytes):
    """Lost bytes, the usual CRC, unknown division or flag, another length or answer, a damaged length."""
    decoder = MassaK()

    assert {type(item) for item in decoder.feed(raw) + decoder.end()} == {Fault}


def test_a_damaged_length_does_not_swallow_what_follows():
    """At most the window of one frame is late, and nothing is lost."""
    damaged = EMPTY[:3] + b"\x3d" + EMPTY[4:]
    items = MassaK().feed(damaged + LOADED * 4)

    assert [item.raw for item in items if isinstance(item, Reading)] == [LOADED] * 4


def test_a_header_that_a_broken_frame_cuts_in_two_is_found():
    """A frame that lost two bytes ends inside the next header."""
    items = MassaK().feed(EMPTY[:10] + EMPTY[12:] + LOADED)

    assert [item.raw for item in items] == [EMPTY[:10] + EMPTY[12:], LOADED]


def test_what_every_decoder_keeps():
    """Chunks make no difference, a flipped bit is noticed, memory stays small, a cut frame takes no other with it."""
    broken = b"\xff\x00" + EMPTY[:9] + LOADED + EMPTY[:10] + EMPTY[12:] + LOADED + b"\xf8\x55" * 50
    streams.same_however_chunked(MassaK, EMPTY * 2 + broken + LOADED + frame(b"\x28\x08") + EMPTY[:7])
    streams.damage_is_noticed(MassaK, LOADED)
    streams.stays_small(MassaK)
    for cut in range(1, len(LOADED)):
        assert [item.raw for item in MassaK().feed(EMPTY[:cut] + LOADED) if isinstance(item, Reading)] == [LOADED]


@given(junk=streams.junk(EMPTY, LOADED, b"\xf8\x55\xce", b"\xf8\x55\xce\xff\xff"))
def test_no_byte_is_lost_and_the_next_good_frame_is_found(junk: bytes):
    """A reading is one whole frame with its checksum."""
    for item in streams.nothing_lost(MassaK, junk):
        if isinstance(item, Reading):
            assert crc16(item.raw[5:-2]).to_bytes(2, "little") == item.raw[-2:]
    assert MassaK().feed(junk + LOADED * 8)[-1] == streams.one(MassaK, LOADED)


def test_the_question_only_reads():
    """CMD_GET_MASSA as printed; nothing comes unasked."""
    assert PROTOCOL.question(LineForm()) == bytes.fromhex("F8 55 CE 01 00 23 23 00")
    assert not PROTOCOL.streams
    assert not PROTOCOL.needs
