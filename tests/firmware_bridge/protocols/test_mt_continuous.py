"""The decoder of Standard Continuous Output against frames written from the manuals' bit tables."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.protocols.mt_continuous import MtContinuous
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs

# SWA 0x2C: X1, XXXX.XX; SWB 0x30: gross, positive, in range, no motion, kg; SWC 0x20.
PLAIN = b"\x02\x2c\x30\x20001234000000\r"


def one(frame: bytes, *, checksum: bool = False):
    """Decode a frame that must give one item."""
    (item,) = MtContinuous(checksum=checksum).feed(frame)
    assert item.raw == frame
    return item


def frame(swa: int = 0x2C, swb: int = 0x30, swc: int = 0x20, weight: bytes = b"001234", tare: bytes = b"000000"):
    """Write a frame byte by byte."""
    return b"\x02" + bytes([swa, swb, swc]) + weight + tare + b"\r"


def test_a_plain_frame():
    """12.34 kg gross, stable, with the point set into the six digits."""
    tare = Figure("0000.00", "kg", 2, 0)
    expected = Reading(
        Figure("0012.34", "kg", 2, 12_340_000), ShownAs.GROSS, stable=True, condition=Condition.OK, tare=tare, raw=PLAIN
    )

    assert one(PLAIN) == expected


@pytest.mark.parametrize(
    ("code", "weight", "digits", "mass_mg"),
    [
        (0, b"123400", "123400", 123_400_000_000),
        (1, b"012340", "012340", 12_340_000_000),
        (2, b"001234", "001234", 1_234_000_000),
        (3, b"001234", "00123.4", 123_400_000),
        (4, b"001234", "0012.34", 12_340_000),
        (5, b"001234", "001.234", 1_234_000),
        (6, b"001234", "00.1234", 123_400),
        (7, b"001234", "0.01234", 12_340),
        (4, b"  1234", "  12.34", 12_340_000),
        (4, b"     5", "   0.05", 50_000),
        (7, b"     5", "0.00005", 50),
        (1, b"    10", "    10", 10_000_000),
    ],
)
def test_decimal_codes(code: int, weight: bytes, digits: str, mass_mg: int | None):
    """Codes 0 and 1 already hold their fixed zeros: the value is not multiplied again."""
    figure = one(frame(swa=0x28 | code, weight=weight)).figure

    assert (figure.digits, figure.mass_mg) == (digits, mass_mg)


@pytest.mark.parametrize(("code", "weight"), [(0, b"001234"), (0, b"001230"), (1, b"001234")])
def test_fixed_zeros_that_are_not_there_are_a_fault(code: int, weight: bytes):
    """An indicator that leaves the zeros out would be read ten or a hundred times too small."""
    assert "fixed zeros" in one(frame(swa=0x28 | code, weight=weight)).reason


@pytest.mark.parametrize(
    ("build", "weight", "fits"),
    [
        (0x08, b"001233", True),
        (0x10, b"001234", True),
        (0x10, b"001233", False),
        (0x18, b"001235", True),
        (0x18, b"001234", False),
        (0x00, b"001233", True),
    ],
)
def test_digits_must_fit_the_build_code(*, build: int, weight: bytes, fits: bool):
    """X1, X2, X5 in bits 3 and 4; an indicator that does not say is not held to it."""
    assert isinstance(one(frame(swa=0x24 | build, weight=weight)), Reading) is fits


@pytest.mark.parametrize(
    ("swb", "swc", "unit", "mass_mg"),
    [
        (0x30, 0x20, "kg", 12_340_000),
        (0x20, 0x20, "lb", None),
        (0x30, 0x21, "g", 12_340),
        (0x20, 0x21, "g", 12_340),
        (0x20, 0x22, "t", 12_340_000_000),
        (0x20, 0x23, "oz", None),
        (0x20, 0x24, "code 4", None),
        (0x20, 0x25, "code 5", None),
        (0x20, 0x26, "ton", None),
        (0x20, 0x27, "N", None),
    ],
)
def test_units(swb: int, swc: int, unit: str, mass_mg: int | None):
    """The other units overrule the bit for kg."""
    figure = one(frame(swb=swb, swc=swc)).figure

    assert (figure.unit, figure.mass_mg) == (unit, mass_mg)


def test_net_negative_in_motion_with_a_tare():
    """Each bit of SWB has its own meaning."""
    reading = one(frame(swb=0x3B, weight=b"000150", tare=b"001000"))

    assert reading.shown_as is ShownAs.NET
    assert reading.figure == Figure("-0001.50", "kg", 2, -1_500_000)
    assert not reading.stable
    assert reading.tare == Figure("0010.00", "kg", 2, 10_000_000)


@pytest.mark.parametrize(("swb", "condition"), [(0x34, Condition.OVERLOAD), (0x36, Condition.UNDERLOAD)])
def test_out_of_range_has_no_figure(swb: int, condition: Condition):
    """Whatever the six places hold."""
    reading = one(frame(swb=swb, weight=b"^^^^^^"))

    assert (reading.figure, reading.condition, reading.stable) == (None, condition, False)


def test_a_zero_that_was_never_captured_is_told():
    """Power-up state keeps its figure and is not ok."""
    assert one(frame(swb=0x70)).condition is Condition.ZERO_NOT_CAPTURED


def test_the_expanded_display_is_told():
    """Times ten: its digits need not fit the division, and it can never be weighed."""
    assert one(frame(swa=0x34, swc=0x30, weight=b"001233")).condition is Condition.EXPANDED


def test_a_print_request_changes_nothing():
    """SWC bit 3 is a key pressed at the indicator."""
    assert one(frame(swc=0x28)) == Reading(**{**vars(one(PLAIN)), "raw": frame(swc=0x28)})


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (PLAIN[1:], "without its start byte"),
        (bytes(byte | 0x80 for byte in PLAIN[1:4]) + PLAIN[4:], "eighth bit"),
        (b"\xff\x00\r", "eighth bit"),
        (b"\x00\x00\r", "outside"),
        (PLAIN[:9] + b"\r", "too short"),
        (PLAIN[:9] + PLAIN[10:], "too short"),
        (frame(weight=b"      "), "not a number"),
        (frame(weight=b"12 345"), "not a number"),
        (frame(weight=b"12345 "), "not a number"),
        (frame(weight=b"1_2345"), "not a number"),
        (frame(tare=b"00x000"), "not a number"),
        (frame(swa=0x0C), "status"),
        (frame(swa=0x6C), "status"),
        (frame(swb=0x10), "status"),
        (frame(swc=0x00), "status"),
        (frame(swb=0xB0), "eighth bit"),
        (PLAIN[:16] + b"0", "no CR"),
    ],
)
def test_what_is_not_a_frame_is_a_fault_with_a_reason(raw: bytes, word: str):
    """Stripped STX, other parity, noise at plug-in, cut and damaged frames never become a weight."""
    item = one(raw)

    assert type(item) is Fault
    assert word in item.reason


def test_a_cut_frame_does_not_take_the_next_with_it():
    """The start byte begins afresh."""
    items = MtContinuous(checksum=False).feed(PLAIN[:9] + PLAIN + b"\xff\x00" + PLAIN)

    assert [(type(item), item.raw) for item in items] == [
        (Fault, PLAIN[:9]),
        (Reading, PLAIN),
        (Fault, b"\xff\x00"),
        (Reading, PLAIN),
    ]


def test_the_checksum_is_right_by_the_manual():
    """By hand: 2 + 44 + 48 + 32, twelve digits 586, CR 13, are 725 = 5 * 128 + 85, and 128 - 85 = 43 = 0x2B."""
    assert isinstance(one(PLAIN + b"\x2b", checksum=True), Reading)
    assert "checksum" in one(PLAIN + b"\x2a", checksum=True).reason


@pytest.mark.parametrize("place", range(17))
def test_one_flipped_bit_anywhere_is_noticed_by_the_checksum(place: int):
    """No reading comes of a damaged frame."""
    damaged = bytearray(PLAIN + b"\x2b")
    damaged[place] ^= 0x01
    items = MtContinuous(checksum=True).feed(bytes(damaged))

    assert not any(isinstance(item, Reading) for item in items)


def test_a_scale_without_the_checksum_is_noticed():
    """Every frame complains, and none is swallowed with the byte of the next."""
    items = MtContinuous(checksum=True).feed(PLAIN * 3)

    assert [item.raw for item in items] == [PLAIN, PLAIN]
    assert all("checksum" in item.reason for item in items)


def test_a_checksum_that_is_not_expected_complains_beside_the_reading():
    """The stray byte is told, so the setting gets noticed."""
    items = MtContinuous(checksum=False).feed((PLAIN + b"\x2b") * 2)

    assert [type(item) for item in items] == [Reading, Fault, Reading]


STREAM = (
    PLAIN[:5]
    + PLAIN
    + PLAIN[:9]
    + b"\r"
    + PLAIN
    + b"\xff\x00\r"
    + frame(swb=0x34)
    + b"z" * 150
    + PLAIN[1:]
    + frame(swa=0x28)
    + PLAIN[:7]
)


@pytest.mark.parametrize("checksum", [False, True])
@given(cuts=st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_chunks_make_no_difference(*, checksum: bool, cuts: list[int]):
    """Whole or in any pieces: the same items."""
    places = [0, *sorted(cuts), len(STREAM)]
    decoder = MtContinuous(checksum=checksum)
    pieces = [item for a, b in pairwise(places) for item in decoder.feed(STREAM[a:b])]

    assert pieces == MtContinuous(checksum=checksum).feed(STREAM)


@pytest.mark.parametrize("checksum", [False, True])
def test_byte_by_byte_gives_the_same_items(*, checksum: bool):
    """One byte a feed; the held end is a cut frame."""
    decoder = MtContinuous(checksum=checksum)

    assert [item for byte in STREAM for item in decoder.feed(bytes([byte]))] == MtContinuous(checksum=checksum).feed(
        STREAM
    )
    assert [fault.raw for fault in decoder.end()] == [PLAIN[:7]]


JUNK = st.lists(
    st.one_of(
        st.binary(max_size=20), st.sampled_from([b"\x02", b"\r", b"\x02\x2c\x30\x20", b"001234", b"      ", PLAIN])
    ),
    max_size=20,
).map(b"".join)


@pytest.mark.parametrize("checksum", [False, True])
@given(junk=JUNK)
def test_no_byte_is_lost_or_invented(*, checksum: bool, junk: bytes):
    """The raw bytes of the items, with what is held, are the input; a reading is one whole frame of it."""
    decoder = MtContinuous(checksum=checksum)
    items = decoder.feed(junk)

    assert b"".join(item.raw for item in items) + decoder.held == junk
    for item in items:
        if isinstance(item, Reading):
            assert (len(item.raw), item.raw[0], item.raw[16]) == (18 if checksum else 17, 0x02, 0x0D)
            if item.figure:
                shown = item.figure.digits.replace(".", "").replace("-", "").replace(" ", "")
                assert int(shown) == int(item.raw[4:10])
