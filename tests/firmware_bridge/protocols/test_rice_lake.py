"""The decoder of the Rice Lake stream against frames written from the manuals' figure."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.protocols.rice_lake import PROTOCOL, RiceLake
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from tests.firmware_bridge.protocols import streams

PLAIN = b"\x02  12.345KG \r"


@pytest.mark.parametrize(
    ("frame", "figure", "shown_as", "stable", "at_zero"),
    [
        (PLAIN, Figure("  12.345", "kg", 3, 12_345_000), ShownAs.GROSS, True, None),
        (b"\x02-  0.005KNM\r", Figure("-  0.005", "kg", 3, -5_000), ShownAs.NET, False, None),
        (b"\x02  123400LG \r", Figure("  123400", "lb", 0, 123_400 * 45_359_237 // 100), ShownAs.GROSS, True, None),
        (b"\x02+0012.34GG \r", Figure("+0012.34", "g", 2, 12_340), ShownAs.GROSS, True, None),
        (b"\x02    12.5OG \r", Figure("    12.5", "oz", 1, None), ShownAs.GROSS, True, None),
        (b"\x02   1.234TG \r", Figure("   1.234", "T", 3, None), ShownAs.GROSS, True, None),
        (b"\x02   1.234 G \r", Figure("   1.234", "", 3, None), ShownAs.GROSS, True, None),
        (b"\x02   0.000KGZ\r", Figure("   0.000", "kg", 3, 0), ShownAs.GROSS, True, True),
    ],
)
def test_a_weight_is_read_as_sent(
    *, frame: bytes, figure: Figure, shown_as: ShownAs, stable: bool, at_zero: bool | None
):
    """Sign and seven places; tons are short or metric, so they have no mass."""
    expected = Reading(figure, shown_as, stable, Condition.OK, None, frame, at_zero=at_zero)

    assert streams.one(RiceLake, frame) == expected


@pytest.mark.parametrize(
    ("frame", "condition"),
    [
        (b"\x02  99.999KGO\r", Condition.OVERLOAD),
        (b"\x02-  0.999KGO\r", Condition.UNDERLOAD),
        (b"\x02^^^^^^^^KGO\r", Condition.OVERLOAD),
        (b"\x02]]]]]]]]KGO\r", Condition.UNDERLOAD),
        (b"\x02 -------KGI\r", Condition.INSTRUMENT_ERROR),
        (b"\x02  12.345KGI\r", Condition.INSTRUMENT_ERROR),
        (b"\x02  12.345KGH\r", Condition.NOT_EXECUTABLE),
    ],
)
def test_out_of_range_invalid_or_held_has_no_weight(frame: bytes, condition: Condition):
    """Whatever the seven places hold."""
    expected = Reading(None, ShownAs.GROSS, stable=False, condition=condition, tare=None, raw=frame)

    assert streams.one(RiceLake, frame) == expected


def test_the_line_may_end_with_cr_and_lf():
    """The line feed belongs to the frame that follows it, so no frame waits for it."""
    decoder = RiceLake()
    items = decoder.feed(PLAIN + b"\n" + PLAIN + b"\n")

    assert [(type(item), item.raw) for item in items] == [(Reading, PLAIN), (Reading, b"\n" + PLAIN)]
    assert decoder.held == b"\n"


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN[1:],
        PLAIN[:-1],
        PLAIN[:5] + PLAIN[6:],
        b"\x02   12.345KG \r",
        b"\x02  12.345XG \r",
        b"\x02  12.345KX \r",
        b"\x02  12.345KGX\r",
        b"\x02* 12.345KG \r",
        b"\x02  12,345KG \r",
        b"\x02  1.2.34KG \r",
        b"\x02--12.345KG \r",
        b"\x02  12 345KG \r",
        b"\x02 -------KG \r",
        b"\x02        KG \r",
        b"\x02  12.34\xb5KG \r",
        b"\x02\x2d\x30\x20001234000000\r",
        b"\x0201.234\r",
    ],
)
def test_what_is_no_frame_is_a_fault(raw: bytes):
    """Lost and added bytes, unknown letters, two signs or points, no number, other protocols."""
    decoder = RiceLake()

    assert {type(item) for item in decoder.feed(raw) + decoder.end()} == {Fault}


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    broken = b"\xff\x00" + PLAIN[:6] + PLAIN + b"z" * 140 + b"\x02" + b"8" * 80 + b"\n\n\n"
    streams.same_however_chunked(RiceLake, PLAIN * 2 + broken + PLAIN + b"\n" + PLAIN + b"\r\n" + PLAIN[:5])


@given(junk=streams.junk(PLAIN, b"\x02-  0.999KGO\r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure stands between STX and the unit."""
    for item in streams.nothing_lost(RiceLake, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw.lstrip(b"\n")[1:9] == item.figure.digits.encode()


@given(junk=streams.junk(PLAIN))
def test_the_next_good_frame_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(RiceLake, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(RiceLake)


def test_it_sends_by_itself():
    """There is no question."""
    assert (PROTOCOL.question, PROTOCOL.streams) == (None, True)
    assert type(PROTOCOL.decoder(LineForm())) is RiceLake
