"""The decoder of Sartorius SBI against lines written from the manuals' tables of places."""

import pytest
from hypothesis import given

from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.protocols.sartorius_sbi import PROTOCOL, SartoriusSbi
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs, TareKind
from tests.firmware_bridge.protocols import streams

PLAIN = b"+   123.56 g  \r\n"
NET = b"N     +   123.56 g  \r\n"


@pytest.mark.parametrize(
    ("line", "figure", "shown_as", "stable"),
    [
        (PLAIN, Figure("+   123.56", "g", 2, 123_560), ShownAs.DISPLAYED, True),
        (b"+   1255.7 g  \r\n", Figure("+   1255.7", "g", 1, 1_255_700), ShownAs.DISPLAYED, True),
        (b"-     0.05 kg \r\n", Figure("-     0.05", "kg", 2, -50_000), ShownAs.DISPLAYED, True),
        (b"    123.56 g  \r\n", Figure("    123.56", "g", 2, 123_560), ShownAs.DISPLAYED, True),
        (b"+111.25507 mg \r\n", Figure("+111.25507", "mg", 5, None), ShownAs.DISPLAYED, True),
        (b"+   123.56    \r\n", Figure("+   123.56", "", 2, None), ShownAs.DISPLAYED, False),
        (b"+  123.5[6]   \r\n", Figure("+  123.5[6]", "", 2, None), ShownAs.DISPLAYED, False),
        (b"+  123.5[6]g  \r\n", Figure("+  123.5[6]", "g", 2, 123_560), ShownAs.DISPLAYED, True),
        (b"+  123.[56]g  \r\n", Figure("+  123.[56]", "g", 2, 123_560), ShownAs.DISPLAYED, True),
        (b"+      253 pcs\r\n", Figure("+      253", "pcs", 0, None), ShownAs.DISPLAYED, True),
        (NET, Figure("+   123.56", "g", 2, 123_560), ShownAs.NET, True),
        (b"N1    +   123.56    \r\n", Figure("+   123.56", "", 2, None), ShownAs.NET, False),
        (b"G#    +   1255.7 g  \r\n", Figure("+   1255.7", "g", 1, 1_255_700), ShownAs.GROSS, True),
        (b"G     +   1255.7 g  \r\n", Figure("+   1255.7", "g", 1, 1_255_700), ShownAs.GROSS, True),
        (b"Qnt   +      253 pcs\r\n", Figure("+      253", "pcs", 0, None), ShownAs.DISPLAYED, True),
    ],
)
def test_a_value_is_read_as_sent(*, line: bytes, figure: Figure, shown_as: ShownAs, stable: bool):
    """With and without an identifier; a blank unit is no stable weight; brackets mark digits that are not verified."""
    assert streams.one(SartoriusSbi, line) == Reading(figure, shown_as, stable, Condition.OK, None, line)


@pytest.mark.parametrize(
    ("name", "kind"), [(b"T     ", None), (b"T1    ", None), (b"T2    ", None), (b"PT2   ", TareKind.PRESET)]
)
def test_a_printed_tare_is_no_load(name: bytes, kind: TareKind | None):
    """It stands in `tare`, and there is no figure."""
    line = name + b"+    12.00 g  \r\n"
    tare = Figure("+    12.00", "g", 2, 12_000)

    assert streams.one(SartoriusSbi, line) == Reading(
        None, ShownAs.DISPLAYED, stable=True, condition=Condition.OK, tare=tare, raw=line, tare_kind=kind
    )


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("     High     ", Condition.OVERLOAD),
        ("      H       ", Condition.OVERLOAD),
        ("     Low      ", Condition.UNDERLOAD),
        ("      L       ", Condition.UNDERLOAD),
        ("   Cal.Ext.   ", Condition.NOT_EXECUTABLE),
        ("   Cal.Int.   ", Condition.NOT_EXECUTABLE),
        ("      C       ", Condition.NOT_EXECUTABLE),
        ("      --      ", Condition.NOT_EXECUTABLE),
        ("              ", Condition.NOT_EXECUTABLE),
        ("   Err 054    ", Condition.INSTRUMENT_ERROR),
        ("   ERR  54    ", Condition.INSTRUMENT_ERROR),
        ("   APP.ERR    ", Condition.INSTRUMENT_ERROR),
        ("   DIS.ERR    ", Condition.INSTRUMENT_ERROR),
        ("   PRT.ERR    ", Condition.INSTRUMENT_ERROR),
    ],
)
@pytest.mark.parametrize("name", ["", "Stat  "])
def test_a_state_has_no_value(name: str, text: str, condition: Condition):
    """Both widths."""
    line = f"{name}{text}\r\n".encode()

    assert streams.one(SartoriusSbi, line) == Reading.without_value(condition, line)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (b"+   123.56 g \r\n", "wide"),
        (b"+   123.56 g   \r\n", "wide"),
        (b"+    123.56 g  \r\n", "wide"),
        (b"S S     100.00 g\r\n", "wide"),
        (b"Nom.  +   200.00 g  \r\n", "not the weight"),
        (b"*N    +   200.00 g  \r\n", "not the weight"),
        (b"Stat  +   200.00 g  \r\n", "not the weight"),
        (b"+   12 .56 g  \r\n", "not a number"),
        (b"+  -123.56 g  \r\n", "not a number"),
        (b"+   12.3.6 g  \r\n", "not a number"),
        (b"+   12O.56 g  \r\n", "not a number"),
        (b"+   123.56xg  \r\n", "not a number"),
        (b"+   123.56 7g \r\n", "not a number"),
        (b"+   123.56 g k\r\n", "not a number"),
        (b"+  123.5[6 g  \r\n", "not a number"),
        (b"+      .56 g  \r\n", "not a number"),
        (b"+          g  \r\n", "not a number"),
        (b"N         High  \r\n", "wide"),
        (b"\xff\x00+   123.56 g\r\n", "not text"),
    ],
)
def test_what_is_no_line_of_sbi_is_a_fault(line: bytes, word: str):
    """Lost and added bytes, printed values that are not the load, gaps, letters, two signs or points, noise."""
    item = streams.one(SartoriusSbi, line)

    assert type(item) is Fault
    assert word in item.reason


def test_chunks_make_no_difference():
    """Whole, byte by byte and in pieces."""
    stream = (
        b"\xff\x00" + PLAIN + NET[:9] + NET + b"Stat       High        \r\n" + b"z" * 150 + b"\r\n" + PLAIN + NET[:5]
    )
    items = streams.same_however_chunked(SartoriusSbi, stream)

    assert isinstance(items[-1], Reading)


@given(junk=streams.junk(PLAIN, NET, b"Stat       High     \r\n"))
def test_no_byte_is_lost_or_invented(junk: bytes):
    """A figure is sent in the line, in the one place where it may stand."""
    for item in streams.nothing_lost(SartoriusSbi, junk):
        if isinstance(item, Reading) and item.figure:
            assert item.raw.rstrip(b"\r\n")[-14:].startswith(item.figure.digits.encode())


@given(junk=streams.junk(PLAIN, NET))
def test_the_next_good_line_is_found(junk: bytes):
    """Whatever came before."""
    streams.finds_the_next(SartoriusSbi, junk, PLAIN)


def test_a_line_gone_mad_stays_small():
    """One byte for ever."""
    streams.stays_small(SartoriusSbi)


def test_the_question_only_prints():
    """ESC P; CR LF is optional, and harmless."""
    assert PROTOCOL.question(LineForm()) == b"\x1bP\r\n"
