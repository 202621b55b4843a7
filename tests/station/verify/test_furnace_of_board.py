"""A board that tells of the furnace with the scale's line: its recorded lines give the heat, signed ones and each once."""

import hashlib

from station.formats.entry import Moment
from station.verify.furnace import recorded_heat

UNIX, MONO = 1_795_262_400_000_000, 5_000_000_000
KEY, OTHER = bytes(range(32)), bytes(32)
BOARD = {"controller": "board", "place": "the vault", "threshold_mdeg": 850_000, "registers": None}
BURN = Moment(UNIX, MONO), Moment(UNIX + 10_000_000, MONO + 10_000_000)


def line(counter, temperature, *, door="closed", key=KEY):
    """A line of the board (firmware_bridge/firmware/README.md); without a key it is unsigned."""
    signed = f"FB1,A1B2C3D4,{counter:012x},0,123,1000,ok,stable,{temperature},{door},run,"
    tag = "unsigned" if key is None else hashlib.blake2s(signed.encode(), key=key, digest_size=16).hexdigest()
    return f"{signed}{tag}\r\n".encode()


def heat(tmp_path, lines, key=None):
    """What a recording of these lines gives, one a second, each in two pieces."""
    path = tmp_path / "serial.txt"
    text = ""
    for second, data in enumerate(lines):
        for piece, late_us in ((data[:9], 0), (data[9:], 1000)):
            at_us = second * 1_000_000 + late_us
            text += f"{UNIX + at_us} {MONO + at_us} < {piece.hex()}\n"
    path.write_text(text)
    return recorded_heat(path, [], BURN, BOARD, key)


def test_the_lines_give_the_heat(tmp_path):
    """Temperatures in thousandths, a broken sensor, the door."""
    lines = [line(1, 900_000), line(2, 851_250), line(3, "open"), line(4, 900_000, door="open"), line(5, 849_999)]
    found = heat(tmp_path, lines)

    assert (found["readings"], found["above_us"]) == (4, 1_000_000)
    assert (found["highest_mdeg"], found["lowest_mdeg"]) == (900_000, 849_999)
    assert (found["sensor_breaks"], found["door_openings"]) == (1, 1)


def test_unsigned_and_replayed_lines_count_for_nothing(tmp_path):
    """Also without the key: a count that does not rise was there before."""
    lines = [line(7, 900_000), line(8, 1_200_000, key=None), line(7, 1_100_000), line(8, 900_000)]

    assert heat(tmp_path, lines)["highest_mdeg"] == 900_000
    assert heat(tmp_path, lines)["readings"] == 2


def test_with_the_key_only_its_own_lines_count(tmp_path):
    """The station has it; a verifier without it takes every signed line, and says so."""
    lines = [line(1, 900_000), line(2, 1_200_000, key=OTHER), line(3, 900_000)]

    assert heat(tmp_path, lines, KEY)["highest_mdeg"] == 900_000
    assert heat(tmp_path, lines)["highest_mdeg"] == 1_200_000
