"""The decoder of Dini Argeo against strings from the manuals and one published capture."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.dini_argeo import PROTOCOL, DiniArgeo
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Outcome, Reading, Reply, ShownAs, TareKind
from tests.firmware_bridge.protocols import streams

PLAIN = b"ST,GS,    12.5,kg\r\n"
CAPTURED = b"1,ST,     0.000,       0.000,         0,kg\r\n"


@pytest.mark.parametrize(
    ("line", "figure", "shown_as", "stable"),
    [
        (PLAIN, Figure("    12.5", "kg", 1, 12_500_000), ShownAs.GROSS, True),
        (b"US,NT,  -0.500,Kg\r\n", Figure("  -0.500", "Kg", 3, -500_000), ShownAs.NET, False),
        (b"01ST,GS,     0.0,kg\r\n", Figure("     0.0", "kg", 1, 0), ShownAs.GROSS, True),
        (b"ST,GS,    0.000,kg\r\n", Figure("    0.000", "kg", 3, 0), ShownAs.GROSS, True),
        (b"ST,GS,    1250, g\r\n", Figure("    1250", "g", 0, 1_250_000), ShownAs.GROSS, True),
        (b"ST,GS,  12.500, t\r\n", Figure("  12.500", "t", 3, 12_500_000_000), ShownAs.GROSS, True),
        (b"ST,GS,-   12.5,lb\r\n", Figure("-   12.5", "lb", 1, None), ShownAs.GROSS, True),
    ],
)
def test_the_standard_string(*, line: bytes, figure: Figure, shown_as: ShownAs, stable: bool):
    """What the display shows, with and without the code of the instrument."""
    assert streams.one(DiniArgeo, line) == Reading(figure, shown_as, stable, Condition.OK, None, line)


@pytest.mark.parametrize(
    ("line", "net", "tare", "kind", "stable"),
    [
        (
            b"1,ST,      10.5,PT       2.0,         0,         0,kg\r\n",
            Figure("      10.5", "kg", 1, 10_500_000),
            Figure("       2.0", "kg", 1, 2_000_000),
            TareKind.PRESET,
            True,
        ),
        (
            b"001,US,     -10.5,         2.0,         0,         0,kg\r\n",
            Figure("     -10.5", "kg", 1, -10_500_000),
            Figure("       2.0", "kg", 1, 2_000_000),
            TareKind.WEIGHED,
            False,
        ),
        (
            b"1,ST,     0.0,PT    20.8,         0,kg\r\n",
            Figure("     0.0", "kg", 1, 0),
            Figure("    20.8", "kg", 1, 20_800_000),
            TareKind.PRESET,
            True,
        ),
        (CAPTURED, Figure("     0.000", "kg", 3, 0), Figure("     0.000", "kg", 3, 0), None, True),
        (
            b"01ST,1,       0.0,PT      20.8,         0,kg\r\n",
            Figure("       0.0", "kg", 1, 0),
            Figure("      20.8", "kg", 1, 20_800_000),
            TareKind.PRESET,
            True,
        ),
    ],
)
def test_the_extended_string(*, line: bytes, net: Figure, tare: Figure, kind: TareKind | None, stable: bool):
    """The net weight, the tare and how it came to be; without a tare the net weight is the gross weight."""
    shown_as = ShownAs.NET if tare.mass_mg else ShownAs.GROSS

    assert streams.one(DiniArgeo, line) == Reading(
        net, shown_as, stable, Condition.OK, tare, line, net=net, tare_kind=kind
    )


@pytest.mark.parametrize(
    ("line", "condition", "shown_as"),
    [
        (b"OL,GS,^^^^^^^^,kg\r\n", Condition.OVERLOAD, ShownAs.GROSS),
        (b"UL,NT,  -0.500,kg\r\n", Condition.UNDERLOAD, ShownAs.NET),
        (b"TL,GS,     0.0,kg\r\n", Condition.INSTRUMENT_ERROR, ShownAs.GROSS),
        (b"1,OL,      10.5,         0.0,         0,         0,kg\r\n", Condition.OVERLOAD, ShownAs.NET),
        (b"0,ER,      10.5,         0.0,         0,         0,kg\r\n", Condition.INSTRUMENT_ERROR, ShownAs.NET),
    ],
)
def test_out_of_range_has_no_figure(line: bytes, condition: Condition, shown_as: ShownAs):
    """Neither in the standard nor in the extended string."""
    assert streams.one(DiniArgeo, line) == Reading(
        None, shown_as, stable=False, condition=condition, tare=None, raw=line
    )


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (b"OK\r\n", Outcome.DONE),
        (b"00OK\r\n", Outcome.DONE),
        (b"ERR01\r\n", Outcome.SYNTAX_ERROR),
        (b"ERR02\r\n", Outcome.WRONG_PARAMETER),
        (b"ERR03\r\n", Outcome.NOT_EXECUTABLE),
        (b"ERR04\r\n", Outcome.SYNTAX_ERROR),
    ],
)
def test_replies(line: bytes, outcome: Outcome):
    """The instrument does not name the command."""
    assert streams.one(DiniArgeo, line) == Reply("", outcome, None, None, line)


@pytest.mark.parametrize(
    "line",
    [
        b"ST,GS,   12.5,kg\r\n",
        b"ST,GS,       12.5,kg\r\n",
        b"ST,GS,    12.5kg\r\n",
        b"ST,GS,  1 12.5,kg\r\n",
        b"ST,GS,  +-12.5,kg\r\n",
        b"ST,GS,  12.5.0,kg\r\n",
        b"ST,GS,      .5,kg\r\n",
        b"ST,GS,        ,kg\r\n",
        b"ST,GS,^^^^^^^^,kg\r\n",
        b"ST,VL,    12.5,kg\r\n",
        b"ST,RZ,   12500,kg\r\n",
        b"XX,GS,    12.5,kg\r\n",
        b"ST,GS,    12.5,xx\r\n",
        b"1,ST,     10.5,PT       2.0,         0,         0,kg\r\n",
        b"1,ST,    0.0,PT   20.8,         0,kg\r\n",
        b"1,ST,     0.0,PT   120.8 ,         0,kg\r\n",
        b"1,ST,      10.5,XX       2.0,         0,         0,kg\r\n",
        b"1,ST,      10.5,PT      2. 0,         0,         0,kg\r\n",
        b"1,ST,      10.5,PT       2.0,kg\r\n",
        b"1,ST,      10.5,PT       2.0,         0,         0,         0,kg\r\n",
        b"ERR05\r\n",
        b"PIDST,1,      10.5kg,         0.0kg,00000-000001\r\n",
        b"\xffST,GS,    12.5,kg\r\n",
    ],
)
def test_what_is_no_string_is_a_fault(line: bytes):
    """Lost bytes, gaps, two signs or points, microvolts, points of the converter, unknown words."""
    assert type(streams.one(DiniArgeo, line)) is Fault


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    streams.same_however_chunked(
        DiniArgeo, b"\xff\x00" + PLAIN + CAPTURED + PLAIN[:9] + PLAIN + b"OK\r\n" + CAPTURED[:9]
    )


@given(junk=streams.junk(PLAIN, CAPTURED, b"OK\r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure stands in its own line."""
    for item in streams.nothing_lost(DiniArgeo, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.figure.digits.encode() in item.raw


@given(junk=streams.junk(PLAIN, CAPTURED))
def test_the_next_good_line_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(DiniArgeo, junk, CAPTURED)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(DiniArgeo)


def test_the_questions_only_read():
    """The display, or net and tare together."""
    assert PROTOCOL.question(LineForm()) == b"READ\r\n"
    assert PROTOCOL.question(LineForm(all_masses=True)) == b"REXT\r\n"
