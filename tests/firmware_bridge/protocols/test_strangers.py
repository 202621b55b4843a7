"""A line set to the wrong protocol: no decoder makes another weight of a stranger's frame."""

import pytest

from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.reading import Reading

FORM = LineForm(unit="kg", decimals=3)

# One frame of each, 1.234 kg by its own protocol.
FRAMES = {
    "mt-sics": b"S S      1.234 kg\r\n",
    "mt-continuous": b"\x02\x2d\x30\x20001234000000\r",
    "toledo-8217": b"\x0201.234\r",
    "sartorius-sbi": b"+    1.234 kg \r\n",
    "a-and-d": b"ST,+0001.234 kg\r\n",
    "st-gs": b"ST,GS,+  1.234kg\r\n",
    "dini-argeo": b"ST,GS,   1.234,kg\r\n",
    "cas-22": b"ST,GS,\x03\xc4,  01.234 kg\r\n",
}


def masses(protocol: str, frame: bytes) -> set[int]:
    """The masses that a decoder takes from three frames in a row."""
    items = PROTOCOLS[protocol].decoder(FORM).feed(frame * 3)
    return {item.figure.mass_mg for item in items if isinstance(item, Reading) and item.figure}


@pytest.mark.parametrize("sender", FRAMES)
def test_each_understands_its_own(sender: str):
    """The frames of the table are good ones."""
    assert masses(sender, FRAMES[sender]) == {1_234_000}


@pytest.mark.parametrize("reader", PROTOCOLS)
@pytest.mark.parametrize("sender", FRAMES)
def test_no_other_weight_comes_of_a_stranger(sender: str, reader: str):
    """The ST,GS family reads its cousin's standard string rightly; everybody else reads nothing."""
    assert masses(reader, FRAMES[sender]) <= {1_234_000}
