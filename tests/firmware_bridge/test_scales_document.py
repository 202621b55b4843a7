"""docs/scales.md agrees with the catalogue of decoders and with what the fuzzer measures."""

from pathlib import Path

import pytest

from firmware_bridge.protocols import PROTOCOLS, ScaleProtocol, Tells
from firmware_bridge.simulator.speakers import NAMES
from tests.fuzz.__main__ import row

DOCUMENT = Path(__file__).parents[2] / "docs" / "scales.md"
SCALES_HEAD = (
    "| protocol | makers | default line settings | it tells | it does not tell | source |",
    "|---|---|---|:--|:--|---|",
)
ERRORS_HEAD = ("| form | a byte changed | a bit flipped | a byte lost |", "|---|--:|--:|--:|")


def scale_row(protocol: ScaleProtocol):
    """A protocol as the table must have it."""
    line = protocol.defaults
    ways = ["sends by itself"] * protocol.streams + ["answers"] * (protocol.question is not None)
    settings = f"{line.baudrate} {line.bytesize}{line.parity}{line.stopbits}, {', '.join(ways)}"
    told = ", ".join(each for each in Tells if each in protocol.tells) or "nothing but digits"
    untold = ", ".join(each for each in Tells if each not in protocol.tells) or "-"
    return f"| {protocol.name} | {protocol.makers} | {settings} | {told} | {untold} | {protocol.source} |"


def rows_below(head: tuple[str, str]):
    """The rows of the table that has this head."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    start = lines.index(head[0]) + 2
    assert lines[start - 1] == head[1]
    end = next(place for place in range(start, len(lines)) if not lines[place].startswith("|"))
    return lines[start:end]


def test_the_table_of_scales_is_the_catalogue():
    """One row a protocol, in its order, word for word."""
    assert rows_below(SCALES_HEAD) == [scale_row(protocol) for protocol in PROTOCOLS.values()]


def test_every_form_has_its_row_of_errors():
    """And no other."""
    assert [line.split()[1] for line in rows_below(ERRORS_HEAD)] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_errors_are_as_measured(name: str):
    """The fuzzer's own figures; `python -m tests.fuzz --seconds 0` prints them anew."""
    assert row(name, 1) in rows_below(ERRORS_HEAD)
