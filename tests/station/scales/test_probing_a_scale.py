"""`station scale probe` on real pseudo-terminals, and what it writes."""

import io
from pathlib import Path

import pytest
import yaml
from rich.console import Console
from serial import Serial
from typer.testing import CliRunner

from firmware_bridge.probing import Doing, Findings, Found, Progress
from firmware_bridge.probing.evidence import weigh_up
from firmware_bridge.probing.hints import EIGHT, EIGHT_EVEN, SEVEN_EVEN, Word
from firmware_bridge.probing.order import Setting
from firmware_bridge.simulator import Plate, SimulatedScale
from station.cli.app import app
from station.config import ConfigError, load
from station.scales.config_lines import config_lines
from station.scales.probe_screen import ProbeScreen
from station.scales.probe_words import findings_words

KG = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")
YAOHUA = b"\x02+00123421D\x03"  # 12.34, or 1234.2
STARTS = "accuracy_class: III\n  min_mg: 200_000\n  max_mg: 60_000_000\n  division_mg: 10_000\n"


def probe(port: str, *options: str):
    """Run the command as a user does."""
    return CliRunner().invoke(app, ["scale", "probe", port, *options])


def section(text: str):
    """The settings of printed lines."""
    return yaml.safe_load(text)["scale"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("voice", "expected", "shown"),
    [
        ("mt-sics", {"protocol": "mt-sics", "mode": "poll"}, "12.34 kg"),
        ("st-gs", {"protocol": "st-gs", "mode": "stream"}, "12.34 kg"),
        ("mt-continuous/checksum", {"protocol": "mt-continuous", "mode": "stream", "checksum": True}, "12.34 kg"),
        ("yaohua-0", {"protocol": None, "mode": "stream", "unit": None, "decimals": None}, "12.34: yaohua-0; 1234.2"),
    ],
)
def test_a_scale_is_found(tmp_path: Path, voice: str, expected: dict[str, object], shown: str):
    """The lines are printed and written; the operator is told what the display should show."""
    written = tmp_path / "scale.yaml"
    with SimulatedScale(protocol=voice, plate=KG, settle_us=0) as scale:
        scale.put(12_340_000)
        done = probe(scale.device, "--write", str(written))
        line = {"url": scale.device, "baudrate": 9600, "bytesize": 8, "parity": "N", "stopbits": 1}

    assert done.exit_code == 0, done.output
    assert section(done.stdout) == line | expected
    assert written.read_text(encoding="utf-8") == done.stdout
    assert shown in done.stderr


@pytest.mark.slow
def test_silence_is_said_with_what_to_look_at():
    """Exit code 1, within the time that was given."""
    with SimulatedScale() as scale:
        scale.be_silent(60)
        done = probe(scale.device, "--seconds", "5")

    assert done.exit_code == 1
    assert "Nothing was heard in 5 seconds" in done.stderr
    assert "Is the scale on" in done.stderr
    assert done.stdout == ""


def test_a_port_that_the_station_has_open_is_said_so():
    """Two programs cannot share a line."""
    with SimulatedScale() as scale, Serial(scale.device, exclusive=True):
        done = probe(scale.device)

    assert "another program has it open: if that is the station, stop it first" in str(done.exception)


def test_an_existing_file_is_not_overwritten(tmp_path: Path):
    """It may be the station's own settings; said before the search begins."""
    taken = tmp_path / "config.yaml"
    taken.write_text("station:\n", encoding="utf-8")
    done = probe("none", "--write", str(taken))

    assert "is not overwritten" in str(done.exception)
    assert taken.read_text(encoding="utf-8") == "station:\n"


def found(data: bytes, word: Word = EIGHT, *, parity_known: bool = True) -> Found:
    """What the probe makes of bytes that came by themselves."""
    return Found(Setting(9600, word), polled=False, evidence=tuple(weigh_up(data)), parity_known=parity_known)


def test_the_station_does_not_start_before_the_display_was_read(tmp_path: Path):
    """What the line cannot tell stands empty, with its reason, and the settings are refused until it is filled in."""
    example = Path("config.yaml").read_text(encoding="utf-8")
    before, _, after = example.partition("\nscale:\n")
    after = after[after.index("\ndisk:\n") :]
    lines = config_lines("/dev/ttyUSB0", found(YAOHUA * 5))
    config = tmp_path / "config.yaml"

    config.write_text(f"{before}\n{lines}  {STARTS}{after}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"scale\.protocol"):
        load(config)
    lines = lines.replace("protocol: #", "protocol: yaohua-0 #")
    config.write_text(f"{before}\n{lines}  {STARTS}{after}", encoding="utf-8")
    with pytest.raises(ConfigError, match="does not tell the unit"):
        load(config)
    lines = lines.replace("unit: #", "unit: kg #").replace("decimals: #", "decimals: 2 #")
    config.write_text(f"{before}\n{lines}  {STARTS}{after}", encoding="utf-8")

    assert load(config).scale.protocol == "yaohua-0"
    assert "#   yaohua-tenths: 1234.2 (Keli (D2008), VESAR)" in lines


def test_what_cannot_be_heard_or_set_is_said_in_the_lines():
    """Even or odd of 8 bits with parity, and the speed of an adapter on the network."""
    data = b"ST,GS,+  12.34kg\r\n" * 5

    assert "  parity: E # or O" in config_lines("/dev/ttyS0", found(data, EIGHT_EVEN, parity_known=False))
    assert "  parity: E\n" in config_lines("/dev/ttyS0", found(data, SEVEN_EVEN))
    assert "baudrate: 9600 # set this in the network adapter" in config_lines("socket://x:1", found(data), fixed=True)


def test_a_second_protocol_that_reads_the_same_is_named():
    """The operator takes the one whose maker stands on the plate."""
    lines = config_lines("/dev/ttyS0", found(b"ST,GS,   12.34,Kg\r\n" * 5))

    assert section(lines)["protocol"] == "dini-argeo"
    assert "# st-gs reads the same values" in lines


BOARD = b"FB1,0A1B2C3D,00000000000a,3,8388,12340000,ok,stable,851000,closed,run," + b"0f" * 16 + b"\r\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ST,GS,+  12.34kg\r\n", "The display should show 12.34 kg now."),
        (b"ST,GS,+   0.00kg\r\n", "The scale says zero. Put something on it and do this again"),
        (YAOHUA, "Does it show 12.34: yaohua-0; 1234.2: yaohua-tenths?"),
        (BOARD, "only the station can tell, with the board's key"),
    ],
)
def test_the_operator_is_told_what_to_compare(data: bytes, said: str):
    """What the display must show, and when that proves nothing."""
    findings = Findings(found(data * 5), len(data) * 5, data, tried=1, elapsed_us=3_000_000)

    assert said in " ".join(findings_words(findings))


def test_noise_is_shown_to_who_can_read_it():
    """With the places in the scale's menu to look at."""
    words = findings_words(Findings(None, 300, b"temperature 21 C\r\n", tried=40, elapsed_us=300_000_000))

    assert words[0] == "Something is on the line (300 bytes), and no protocol explains it. The last of it:"
    assert words[1] == "temperature 21 C.."


def test_the_screen_shows_what_is_tried_and_seen():
    """Past attempts, the present one, its bytes, the best so far, and how long it may still take."""
    terminal = Console(file=io.StringIO(), force_terminal=True, width=100)
    screen = ProbeScreen(terminal, "/dev/ttyUSB0")
    (best,) = weigh_up(b"ST,GS,+  12.34kg\r\n" * 5)
    steps = [
        Progress(Doing.LISTENING, Setting(9600, EIGHT), None, 0, b"", None, 1_000_000, 300_000_000),
        Progress(Doing.ASKING, Setting(2400, SEVEN_EVEN), "a-and-d", 5, b"ST\x02\x80,", best, 60_000_000, 300_000_000),
    ]
    for step in steps:
        screen.tell(step)
    with terminal.capture() as capture:
        terminal.print(screen.picture())
    shown = capture.get()

    assert "Listened at 9600 baud, 8 bits, no parity: nothing" in shown
    assert "Asking at 2400 baud, 7 bits, even parity, as a-and-d does" in shown
    assert "ST..," in shown
    assert "st-gs: 5 frames" in shown
    assert "240 seconds at most" in shown


def test_a_pipe_gets_a_line_for_each_setting():
    """Nothing that moves."""
    file = io.StringIO()
    with ProbeScreen(Console(file=file, width=200), "/dev/ttyUSB0") as screen:
        for baudrate in (9600, 4800):
            screen.tell(Progress(Doing.LISTENING, Setting(baudrate, EIGHT), None, 7, b"", None, 1, 2))

    assert file.getvalue().splitlines() == [
        "Listened at 9600 baud, 8 bits, no parity: 7 bytes",
        "Listened at 4800 baud, 8 bits, no parity: 7 bytes",
    ]
