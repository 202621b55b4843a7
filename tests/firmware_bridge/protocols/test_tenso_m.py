"""The decoder of Tenso-M against frames written from the protocol's table."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm, Tells
from firmware_bridge.protocols.tenso_m import PROTOCOL, TensoM, crc8, question
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

# Address 1, gross, 012345 with the lowest byte first, stable with two decimals.
PLAIN = bytes.fromhex("FF 01 C3 45 23 01 12 FF FF")


def shift_register_crc(data: bytes) -> int:
    """The maker's way: bits of the data shifted into a register of eight, and a zero byte after them."""
    register = 0
    for byte in data + b"\0":
        for place in range(7, -1, -1):
            carry = register & 0x80
            register = (register << 1 | byte >> place & 1) & 0xFF
            register ^= 0x69 if carry else 0
    return register


def checked(body: str) -> bytes:
    """Write a frame with its CRC, FF within as FF FE."""
    data = bytes.fromhex(body)
    data += bytes([shift_register_crc(data)])
    return b"\xff" + data.replace(b"\xff", b"\xff\xfe") + b"\xff\xff"


CHECKED = checked("01 C3 45 23 01 12")


def make() -> TensoM:
    """A decoder without CRC."""
    return TensoM(LineForm(unit="kg"))


def make_checked() -> TensoM:
    """A decoder with CRC."""
    return TensoM(LineForm(unit="kg", checksum=True))


@pytest.mark.parametrize(
    ("body", "figure", "shown_as", "stable"),
    [
        ("01 C3 45 23 01 12", Figure("012345", "kg", 2, 123_450_000), ShownAs.GROSS, True),
        ("01 C2 45 23 01 12", Figure("012345", "kg", 2, 123_450_000), ShownAs.NET, True),
        ("01 C3 45 23 01 03", Figure("012345", "kg", 3, 12_345_000), ShownAs.GROSS, False),
        ("01 C3 50 00 00 93", Figure("-000050", "kg", 3, -50_000), ShownAs.GROSS, True),
        ("01 C3 99 99 99 10", Figure("999999", "kg", 0, 999_999_000_000), ShownAs.GROSS, True),
        ("01 C3 56 34 12 16", Figure("123456", "kg", 6, 123_456), ShownAs.GROSS, True),
    ],
)
def test_a_weight_is_read_with_and_without_crc(*, body: str, figure: Figure, shown_as: ShownAs, stable: bool):
    """Six BCD digits, the highest first in `digits`; sign, motion and point from CON."""
    plain = b"\xff" + bytes.fromhex(body) + b"\xff\xff"

    for decoder, frame in ((make, plain), (make_checked, checked(body))):
        assert streams.one(decoder, frame) == Reading(figure, shown_as, stable, Condition.OK, None, frame)


def test_an_overload_has_no_weight():
    """Bit 3 of CON."""
    frame = bytes.fromhex("FF 01 C3 45 23 01 1A FF FF")
    expected = Reading(None, ShownAs.GROSS, stable=True, condition=Condition.OVERLOAD, tare=None, raw=frame)

    assert streams.one(make, frame) == expected


@pytest.mark.parametrize(
    ("body", "condition"),
    [
        ("01 EE 03", Condition.INSTRUMENT_ERROR),
        ("01 EE", Condition.INSTRUMENT_ERROR),
        ("01 FD", Condition.NOT_UNDERSTOOD),
    ],
)
def test_refusals(body: str, condition: Condition):
    """An error of the terminal, and a command that it does not know."""
    frame = checked(body)

    assert streams.one(make_checked, frame) == Reading.without_value(condition, frame)


def test_the_crc_is_the_maker_s():
    """The table gives what the shift register gives; a frame with its CRC gives 0; FF is stuffed."""
    for data in (b"\x01\xc3", b"\x01\xc2", b"\x05\xc3\x45\x23\x01\x12", bytes(range(32))):
        assert crc8(data) == shift_register_crc(data)
        assert crc8(data + bytes([crc8(data)])) == 0
    stuffed = next(
        checked(f"01 C3 {tens}{ones} 00 00 {con}")
        for tens in range(10)
        for ones in range(10)
        for con in ("10", "11", "12", "13", "02", "03", "90")
        if b"\xff\xfe" in checked(f"01 C3 {tens}{ones} 00 00 {con}")
    )
    assert isinstance(streams.one(make_checked, stuffed), Reading)


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN[1:],
        PLAIN[:-2],
        PLAIN[:4] + PLAIN[5:],
        PLAIN[:4] + b"\x00" + PLAIN[4:],
        bytes.fromhex("FF 02 C3 45 23 01 12 FF FF"),
        bytes.fromhex("FF 01 C4 45 23 01 12 FF FF"),
        bytes.fromhex("FF 01 C3 4A 23 01 12 FF FF"),
        bytes.fromhex("FF 01 C3 45 23 01 17 FF FF"),
        bytes.fromhex("FF 01 FF FF"),
        CHECKED,
        b"\x00" * 40,
        b"ST,GS,+  1.234kg\r\n",
    ],
)
def test_what_is_no_answer_is_a_fault(raw: bytes):
    """Lost and added bytes, another address or question, no digit, a point outside, a CRC that is not expected."""
    decoder = make()

    assert {type(item) for item in decoder.feed(raw) + decoder.end()} == {Fault}


def test_a_terminal_without_crc_is_noticed():
    """Every frame complains."""
    assert "checksum" in streams.one(make_checked, PLAIN).reason


def test_a_lost_end_does_not_take_the_next_frame_with_it():
    """One FF can end a frame and begin the next."""
    items = make_checked().feed(CHECKED[:-1] + CHECKED)

    assert [item.raw for item in items] == [CHECKED[:-1] + b"\xff", CHECKED[1:]]
    assert all(isinstance(item, Reading) for item in items)


@pytest.mark.parametrize(("decoder", "frame"), [(make, PLAIN), (make_checked, CHECKED)])
def test_what_every_decoder_keeps(decoder, frame: bytes):
    """Chunks make no difference, memory stays small, the next good frame is found."""
    broken = b"\x00" + frame[:4] + frame + b"\xff" * 20 + frame + frame[:-1] + frame + b"z" * 60
    streams.same_however_chunked(decoder, frame * 2 + broken + frame + frame[:5])
    streams.stays_small(decoder)
    for cut in range(1, len(frame)):
        streams.finds_the_next(decoder, frame[:cut], frame)


def test_a_flipped_bit_is_noticed_by_the_crc():
    """Anywhere in the frame."""
    streams.damage_is_noticed(make_checked, CHECKED)


@given(junk=streams.junk(PLAIN, CHECKED, b"\xff", b"\xff\xfe", b"\xff\xff"))
def test_no_byte_is_lost_and_the_next_good_frame_is_found(junk: bytes):
    """A figure's digits stand backwards in its frame; whatever came before, a good frame is read."""
    for decoder, frame in ((make, PLAIN), (make_checked, CHECKED)):
        for item in streams.nothing_lost(decoder, junk):
            if isinstance(item, Reading) and item.figure:
                assert bytes.fromhex(item.figure.digits.lstrip("-"))[::-1] in item.raw
        streams.finds_the_next(decoder, junk, frame)


def test_the_questions():
    """Gross or net, with or without CRC, of any address; nothing that changes the terminal."""
    assert question(LineForm()) == bytes.fromhex("FF 01 C3 FF FF")
    assert question(LineForm(net=True, address=5)) == bytes.fromhex("FF 05 C2 FF FF")
    assert question(LineForm(checksum=True)) == checked("01 C3")
    assert PROTOCOL.question(LineForm()) == question(LineForm())
    assert PROTOCOL.needs == {Tells.UNIT}
