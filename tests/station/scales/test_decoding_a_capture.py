"""`station scale decode`: a captured line without a scale."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from station.cli.app import app
from station.streams.serial_recording import SerialRecording

LINES = b"S S     100.00 g\r\nS D     -12.30 g\r\nnoise\r\nS +\r\nTA A       1.50 g\r\nS S    "
YAOHUA = "02 2B 30 30 31 32 33 34 32 31 44 03\n0x02,0x2B,0x30,0x30,0x31,0x32,0x33,0x34,0x32,0x31,0x44,0x04"


def decode(*words: str):
    """Run the command."""
    return CliRunner().invoke(app, ["scale", "decode", *words])


def items(*words: str):
    """What it prints as JSON."""
    return [json.loads(line) for line in decode(*words, "--json").stdout.splitlines()]


@pytest.fixture
def capture(tmp_path: Path) -> str:
    """Raw bytes of an MT-SICS line."""
    path = tmp_path / "capture.bin"
    path.write_bytes(LINES)
    return str(path)


def test_each_frame_is_a_row(capture: str):
    """Digits, unit, milligrams, state and raw bytes; faults too, and the frame that was cut off."""
    done = decode("mt-sics", capture)
    rows = [line.split() for line in done.stdout.splitlines()]

    assert done.exit_code == 0
    assert rows[0] == ["digits", "unit", "mg", "stable", "shown", "condition", "tare", "raw"]
    assert rows[1][:7] == ["100.00", "g", "100000", "stable", "displayed", "ok", "-"]
    assert rows[2][:4] == ["-12.30", "g", "-12300", "moving"]
    assert rows[3] == ["FAULT", "not", "an", "answer", "that", "MT-SICS", "knows", r"noise\r\n"]
    assert rows[4][:6] == ["-", "-", "-", "moving", "displayed", "overload"]
    assert rows[5][:3] == ["REPLY", "TA:", "done"]
    assert rows[6][0] == "FAULT"
    assert "3 readings, 2 faults" in done.stderr


def test_json_keeps_everything(capture: str):
    """Digits with their padding, exact milligrams as integers, raw bytes as hexadecimal."""
    first, _, fault, over, reply, cut = items("mt-sics", capture)

    assert first["item"] == "reading"
    assert first["figure"] == {"digits": "    100.00", "unit": "g", "decimals": 2, "mass_mg": 100_000}
    assert (first["stable"], first["shown_as"], first["condition"]) == (True, "displayed", "ok")
    assert bytes.fromhex(first["raw"]) == b"S S     100.00 g\r\n"
    assert (fault["item"], fault["raw"]) == ("fault", b"noise\r\n".hex())
    assert (over["figure"], over["condition"]) == (None, "overload")
    assert (reply["item"], reply["command"], reply["figure"]["mass_mg"]) == ("reply", "TA", 1_500)
    assert cut["reason"] == "the frame was cut before its end"
    assert all(each["unix_us"] is None for each in (first, fault, cut))


def test_a_serial_recording_of_the_station_gives_the_times(tmp_path: Path):
    """What came from the scale, over the pieces in which it came; what was sent to it is left out."""
    recording = SerialRecording.begin(tmp_path, "S20261121-01", "serial")
    chunks = [(">", b"SI\r\n", 5, 1), ("<", LINES[:9], 10, 2), ("<", LINES[9:18], 20, 3), ("<", LINES[18:36], 30, 4)]
    recording.append(chunks)
    recording.finish()
    (path,) = (tmp_path / "S20261121-01").glob("*.txt")
    first, second = items("mt-sics", str(path))

    assert (first["unix_us"], first["figure"]["mass_mg"]) == (20, 100_000)
    assert (second["unix_us"], second["figure"]["mass_mg"]) == (30, -12_300)


def test_hexadecimal_text(tmp_path: Path):
    """With spaces, commas and 0x, over several lines; what the protocol does not tell is given."""
    path = tmp_path / "capture.txt"
    path.write_text(YAOHUA, encoding="ascii")
    good, bad = items("yaohua-0", str(path), "--hex", "--unit", "kg", "--decimals", "2")

    assert good["figure"]["mass_mg"] == 12_340_000
    assert good["stable"] is None
    assert bad["item"] == "fault"


def test_not_one_reading_is_exit_code_1(capture: str):
    """Perhaps it is another protocol."""
    done = decode("cas-22", capture)

    assert done.exit_code == 1
    assert "0 readings" in done.stderr


@pytest.mark.parametrize(
    ("words", "content", "said"),
    [
        (("mt",), b"", "'mt' is not a protocol; there are mt-sics, "),
        (("yaohua-0", "--decimals", "2"), b"", "yaohua-0 does not tell the unit: give it as it stands on the display"),
        (("mt-sics", "--hex"), b"S S", "is not hexadecimal text"),
        (("mt-sics",), b"10 2 < 5320\nhello\n", "line 2 is not of a serial recording"),
    ],
)
def test_what_cannot_be_decoded_is_one_sentence(tmp_path: Path, words: tuple[str, ...], content: bytes, said: str):
    """With what to change."""
    path = tmp_path / "capture"
    path.write_bytes(content)

    assert said in str(decode(*words, str(path)).exception)


def test_a_long_capture_is_read_in_pieces(tmp_path: Path):
    """Frames lie across the pieces' ends."""
    path = tmp_path / "capture.bin"
    path.write_bytes(LINES[:18] * 8_000)

    assert "8000 readings, 0 faults" in decode("mt-sics", str(path), "--json").stderr
