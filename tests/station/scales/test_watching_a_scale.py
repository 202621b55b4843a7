"""`station scale watch` on real pseudo-terminals: what it shows, when the scale goes and comes, and how it ends."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from firmware_bridge.events import Complained, LineState, Lost, Measured
from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.reading import Condition, Fault, Figure, Reading, ShownAs
from firmware_bridge.settings import Identity, PortSettings
from firmware_bridge.simulator import SimulatedScale
from station.cli.app import app
from station.config import load
from station.scales.settings import from_options
from station.scales.watch_words import reading_words, sight_words
from station.scales.watching import Rate, Sight, Watch

PATIENCE_S = 20
FIGURE = Figure("   12.34", "kg", 2, 12_340_000)
READING = Reading(
    FIGURE, ShownAs.NET, stable=True, condition=Condition.OK, tare=Figure("0.50", "kg", 2, 500_000), raw=b""
)
SIGHT = Sight(LineState.LIVE, READING, 120_000, 9_900, 250, 99, 3, 0, Identity(model="SIM6000"), "noise", None)


@contextmanager
def watching(*words: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[str], str]]]:
    """The command in a process of its own, and a way to wait for a line that has a text in it."""
    command = [sys.executable, "-m", "station.cli", "scale", "watch", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as run:

        def wait_for(text: str) -> str:
            deadline = time.monotonic() + PATIENCE_S
            assert run.stdout
            while (line := run.stdout.readline()) and time.monotonic() < deadline:
                if text in line:
                    return line
            raise AssertionError(text)

        try:
            yield run, wait_for
        finally:
            run.kill()


@pytest.mark.slow
def test_a_scale_that_goes_and_comes_back_is_followed(tmp_path: Path):
    """Live, lost with the reason, live again; Ctrl-C ends it with exit code 0 and a last count."""
    with (
        SimulatedScale(link=tmp_path / "scale", settle_us=0) as scale,
        watching(scale.device, "--protocol", "mt-sics") as (run, wait_for),
    ):
        scale.put(1_234_500)
        live = wait_for("live; 1234.5 g, stable")
        scale.unplug()
        lost = wait_for("LOST")
        scale.replug()
        again = wait_for("live; 1234.5 g")
        run.send_signal(signal.SIGINT)
        rest, _ = run.communicate(timeout=PATIENCE_S)

    assert "The scale says that it is: SIM6000, SIM-0001" in live
    assert "Why: " in lost
    assert "lost 1 times" in again
    assert rest.splitlines()[-1].endswith("lost 1 times")
    assert "readings" in rest
    assert run.returncode == 0


@pytest.mark.slow
def test_in_a_terminal_the_picture_changes_in_its_place(scale_terminal: tuple[int, int]):
    """The cursor goes back up between two pictures; Ctrl-C leaves the terminal as it was."""
    ours, theirs = scale_terminal
    with SimulatedScale(protocol="mt-continuous", settle_us=0) as scale:
        command = [sys.executable, "-m", "station.cli", "scale", "watch", scale.device, "--protocol", "mt-continuous"]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "30"}
        with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as run:
            try:
                shown, deadline = "", time.monotonic() + PATIENCE_S
                while shown.count("gross") < 3 and time.monotonic() < deadline and run.poll() is None:
                    shown += written(ours)
                run.send_signal(signal.SIGINT)
                run.wait(PATIENCE_S)
                while more := written(ours):
                    shown += more
            finally:
                run.kill()

    assert shown.count("gross") >= 3
    assert "\x1b[1A" in shown
    assert "Ctrl-C ends it." in shown
    assert shown.endswith("times\r\n")
    assert "\x1b[?25h" in shown
    assert run.returncode == 0


def written(terminal: int) -> str:
    """What a program has written to a terminal, "" when it writes nothing for a while."""
    ready, _, _ = select.select([terminal], [], [], 0.2)
    return os.read(terminal, 65_536).decode() if ready else ""


@pytest.fixture
def scale_terminal() -> Iterator[tuple[int, int]]:
    """A terminal for a program to write to."""
    ours, theirs = os.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


def test_a_value_that_is_not_live_is_never_shown_as_if_it_were():
    """The state comes first; a stale value is said to be old."""
    state, value, *_ = sight_words(replace(SIGHT, state=LineState.STALE, age_us=2_340_000))

    assert state == "STALE: the scale says nothing; the value below is old"
    assert value == "12.34 kg, stable, net, tare 0.50 kg, 2.3 s old"


def test_rates_faults_and_identity_are_told():
    """In words."""
    _, _, rates, identity, fault = sight_words(SIGHT)

    assert rates == "9.9 readings a second, 0.2 faults a second (99 and 3 in all, lost 0 times)"
    assert identity == "The scale says that it is: SIM6000"
    assert fault == "Last fault: noise"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stable": None}, "not said whether stable"),
        ({"stable": False}, "moving"),
        ({"figure": None, "condition": Condition.OVERLOAD}, "no value, stable, net, OVERLOAD"),
        ({"figure": Figure("1.5", "code 4", 1, None)}, "NOT a mass that the station can use"),
        ({"at_zero": True}, "at zero"),
    ],
)
def test_flags_are_told(change: dict[str, object], said: str):
    """All that makes a value no weighing."""
    assert said in reading_words(replace(READING, **change))


def test_rates_are_of_late():
    """What was long ago does not count; a short watch is not diluted."""
    rate = Rate()
    for second in range(10):
        rate.count(second * 1_000_000)

    assert rate.milli_hz(9_000_000, since_us=0) == 1_200
    assert rate.milli_hz(30_000_000, since_us=0) == 0
    assert rate.milli_hz(30_000_000, since_us=30_000_000) == 0
    assert rate.total == 10


def test_what_the_port_tells_is_counted():
    """Readings, faults with the last reason, losses with theirs."""
    watch = Watch(PortSettings(url="none"))
    watch.on_event(Measured(READING, 1, 1))
    watch.on_event(Complained(Fault("the checksum is wrong", b"x")))
    watch.on_event(Lost("the cable", 1))
    sight = watch.look()

    assert (sight.readings, sight.faults, sight.losses) == (1, 1, 1)
    assert (sight.last_fault, sight.lost, sight.state) == ("the checksum is wrong", "the cable", LineState.NEW)


def test_the_stations_scale_is_watched_as_the_station_would():
    """The same line, protocol, form and pace as in its settings."""
    scale = load(Path("config.yaml")).scale
    settings = scale.line()

    assert (settings.url, settings.protocol, settings.baudrate) == (scale.url, scale.protocol, scale.baudrate)
    assert (settings.poll, settings.period_us, settings.form) == (scale.poll, scale.period_ms * 1000, scale.form)
    assert "scale" in yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))


def test_options_make_a_line():
    """`7E1` is even parity; a scale that has a question is asked unless told not to be."""
    form = LineForm()
    asked = from_options("x", "a-and-d", 2400, "7E1", stream=False, form=form)
    listened = from_options("x", "a-and-d", 2400, "7E1", stream=True, form=form)

    assert (asked.baudrate, asked.bytesize, asked.parity, asked.stopbits) == (2400, 7, "E", 1)
    assert PROTOCOLS["a-and-d"].question
    assert (asked.poll, listened.poll) == (True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("/dev/x",), "give --protocol, one of mt-sics"),
        (("/dev/x", "--protocol", "mt"), "`station scale probe /dev/x` finds out which"),
        (("/dev/x", "--protocol", "mt-sics", "--word", "8N3"), "'8N3' is none of 8N1"),
        (("/dev/x", "--protocol", "yaohua-0", "--decimals", "2"), "does not tell it: read it from the scale's display"),
        (("/dev/x", "--protocol", "toledo-8217", "--unit", "kg", "--stream"), "sends nothing unless it is asked"),
    ],
)
def test_options_that_cannot_be(words: tuple[str, ...], said: str):
    """One sentence that says what to do."""
    assert said in str(CliRunner().invoke(app, ["scale", "watch", *words]).exception)
