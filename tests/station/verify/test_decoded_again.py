"""The verifier reads every protocol of the catalogue, with nothing but what an entry says of the line."""

import pytest

from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.reading import Reading
from firmware_bridge.simulator.scale import Plate, Scale
from firmware_bridge.simulator.speakers import NAMES, speaker
from station.formats.errors import Malformed
from station.verify.decode import decode, figure_data, reading_of
from tests.scales import INSTRUMENT

PLATE = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")
LOAD_MG = 12_340_000


def scale_of(name):
    """An instrument that speaks a protocol, with what its line does not tell set by hand."""
    protocol = PROTOCOLS[name.partition("/")[0]]
    by_hand = {
        "unit": "kg" if "unit" in protocol.needs else None,
        "decimals": 2 if "decimals" in protocol.needs else None,
    }
    if name == "yaohua-tenths":
        by_hand["decimals"] = 1
    line = by_hand | {"checksum": name.endswith("/checksum"), "address": 1}
    return INSTRUMENT | {"protocol": protocol.name, "line": line}


def said(name):
    """What a simulated scale with a load says in some seconds, asked and by itself."""
    plate = PLATE if name != "yaohua-tenths" else Plate(max_mg=60_000_000, division_mg=100_000, unit="kg")
    scale = Scale(plate, settle_us=1)
    scale.put(LOAD_MG if name != "yaohua-tenths" else 12_300_000)
    speaks = speaker(name, scale)
    data = speaks.switch_on()
    protocol = PROTOCOLS[name.partition("/")[0]]
    form = LineForm(**scale_of(name)["line"])
    for at_us in range(1_000_000, 3_000_000, 100_000):
        data += speaks.tick(at_us)
        if protocol.question is not None:
            data += speaks.hear(protocol.question(form), at_us)
    return data


@pytest.mark.parametrize("name", NAMES)
def test_each_raw_line_gives_its_reading_again(name):
    """A line taken out of the stream says what it said in the stream: so it can stand in an entry as proof."""
    scale = scale_of(name)
    readings = [item for item in decode(scale, said(name)) if isinstance(item, Reading) and item.figure is not None]

    assert readings
    assert {each.figure.mass_mg for each in readings} <= {0, LOAD_MG, 12_300_000}
    for each in readings:
        again = reading_of(scale, each.raw)
        assert again is None or again == each
    assert any(reading_of(scale, each.raw) is not None for each in readings)


BOARD_LINE = b"FB1,7Q4M2XKC,00000000002a,3,123456,5000000,ok,stable,854250,closed,run,%s\r\n"


@pytest.mark.parametrize("tag", [b"00" * 16, b"unsigned"])
def test_a_boards_line_is_read_without_its_key(tag):
    """As far as it stands there: figure, unit, motion; that the board sent it, only the key can say."""
    scale = INSTRUMENT | {"protocol": "board"}
    reading = reading_of(scale, BOARD_LINE % tag)

    assert reading is not None
    assert figure_data(reading.figure) == {"mass_mg": 5_000_000, "figure": "5000000", "unit": "mg"}
    assert reading_of(scale, BOARD_LINE.replace(b"stable", b"moving") % tag) is None
    assert reading_of(scale, BOARD_LINE.replace(b"run", b"cal") % tag) is None
    assert reading_of(scale, b"FB1,nonsense\r\n") is None


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (INSTRUMENT | {"protocol": "telepathy"}, "'telepathy' is not a protocol of this format"),
        (
            INSTRUMENT | {"protocol": "yaohua-0", "line": INSTRUMENT["line"] | {"unit": "kg", "decimals": 10**9}},
            "no scale shows 1000000000 digits after the point",
        ),
        (
            INSTRUMENT | {"protocol": "yaohua-0", "line": INSTRUMENT["line"] | {"unit": "kg", "decimals": -1}},
            "no scale shows -1 digits",
        ),
    ],
)
def test_an_instrument_that_cannot_be_is_refused(scale, words):
    """In words, whatever a key holder wrote into it."""
    with pytest.raises(Malformed, match=words):
        decode(scale, b"")
