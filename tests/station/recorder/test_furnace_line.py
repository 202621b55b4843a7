"""The furnace's line as the recorder keeps it: recorded bytes, entries, and the heat of a batch, across a killed recorder."""

import time

import pytest

from firmware_bridge.simulator.furnace import SimulatedFurnace
from station import keys
from station.config import Config
from station.ledger import engine, proofs
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder.book import Book, Fact
from station.recorder.clocks import now
from station.recorder.footage import Footage
from station.recorder.furnace_line import furnace_of
from station.rules.session import Stage
from station.streams.recover import CONTROLLER, SERIAL
from tests.station.recorder.books import JOINED, NAME, OPENED

PATIENCE_S = 10


@pytest.fixture
def chamber():
    """A furnace that heats up within a second."""
    with SimulatedFurnace(mdeg_a_second=2_000_000) as furnace:
        yield furnace


@pytest.fixture
def config(tmp_path, chamber):
    """A station's settings with this furnace."""
    scale = {"url": "none", "protocol": "mt-sics", "accuracy_class": "II", "min_mg": 50_000, "max_mg": 60_000_000}
    furnace = {
        "source": "modbus",
        "url": chamber.device,
        "controller": "omron-e5cc",
        "decimals": 1,
        "poll_ms": 200,
        "parity": "N",
    }
    return Config.model_validate(
        {
            "station": {"name": NAME, "key": "key", "recordings": tmp_path / "r", "database": "sqlite://"},
            "api": {"operators": "operators", "secret": "secret"},
            "scale": scale | {"division_mg": 1_000},
            "furnace": furnace | {"place": "the vault of the chamber"},
            "cameras": [{"camera": "hall", "view": "all", "source": 0, "way": "encoded"}],
        }
    )


class Desk:
    """A recorder without cameras and scale: its book, its footage and its furnace, with real clocks."""

    def __init__(self, config, folder):
        url = f"sqlite:///{folder}/station.db"
        if not (folder / "key").exists():
            keys.generate(folder / "key", NAME)
        self.reader = engine.reader(url)
        self.ledger = Ledger.open(engine.writer(url), keys.load(folder / "key"), project, now, folder / "log")
        self.book = Book(self.ledger, self.reader, ["case"])
        self.furnace = furnace_of(config, self.book, self.reader)
        config.run_folder.mkdir(parents=True, exist_ok=True)
        self.footage = Footage(config, self.book, self.reader, (SERIAL, CONTROLLER))

    def open(self):
        """Open a session."""
        opened = OPENED.data | {"furnace_controller": self.furnace.controller()}
        self.book.open("S1", Fact("session.opened", opened), JOINED, by="desk")

    def light(self):
        """Record that a fire was lit; the rules that ask for goods first have their own tests."""
        self.book.record(Fact("burn.started", {"batch": "B1"}, of_the_station=True))

    def until(self, happened):
        """Look until something has happened."""
        deadline = time.monotonic() + PATIENCE_S
        while not happened():
            assert time.monotonic() < deadline
            self.look()
            time.sleep(0.05)

    def look(self):
        """What the recorder does twice a second."""
        self.furnace.look()
        self.footage.look()

    def entries(self, kind):
        """The data of all entries of a kind."""
        with self.reader.connect() as connection:
            return [each.data for each in proofs.entries(connection, 0, self.ledger.size) if each.kind == kind]

    def kill(self):
        """Go without finishing anything, as a killed process does."""
        self.furnace._port.close()
        if self.furnace._recording._recording is not None:
            self.furnace._recording._recording.abandon()
        for socket in (self.footage._receiver, *self.footage._senders):
            socket.close()
        self.ledger.close()


@pytest.fixture
def desk_of(config, tmp_path):
    """Starts the recorder's parts over the same folder, again after each kill."""
    started = []

    def start():
        started.append(Desk(config, tmp_path))
        return started[-1]

    yield start
    started[-1].kill()


def hot(desk, mdeg=900_000):
    """Whether the furnace is told to be so hot."""
    return lambda: desk.furnace.told().temperature_mdeg == mdeg


def test_the_heat_is_reckoned_from_the_recorded_bytes(desk_of, chamber):
    """Cold and hot time since the fire was lit, the extremes, a broken sensor; what was before the fire is none of it."""
    desk = desk_of()
    desk.open()
    chamber.heat_to(1_200_000)
    desk.until(hot(desk, 1_200_000))
    chamber.heat_to(900_000)
    desk.until(hot(desk))
    desk.light()
    lit = time.monotonic()
    while time.monotonic() < lit + 1.2:
        desk.look()
        time.sleep(0.1)
    chamber.break_sensor()
    desk.until(lambda: desk.furnace.told().condition == "sensor break")
    chamber.break_sensor(broken=False)
    desk.until(hot(desk))
    heat = desk.furnace.heat()
    lasted_us = int((time.monotonic() - lit) * 1_000_000)

    assert 800_000 < heat["above_us"] < lasted_us
    assert heat["above_us"] + heat["unseen_us"] <= lasted_us
    assert (heat["highest_mdeg"], heat["lowest_mdeg"], heat["threshold_mdeg"]) == (900_000, 900_000, 850_000)
    assert (heat["sensor_breaks"], heat["door_openings"]) == (1, 0)
    (broke,) = desk.entries("furnace.sensor_broke")
    assert broke["condition"] == "sensor break"
    assert len(desk.entries("furnace.sensor_mended")) == 1
    (connected,) = desk.entries("furnace.connected")
    assert connected["controller"] == desk.furnace.controller()


def test_a_furnace_that_stays_cold_is_told_so(desk_of):
    """Nothing is hot below the threshold."""
    desk = desk_of()
    desk.open()
    desk.until(hot(desk, 20_000))
    desk.light()
    desk.until(lambda: desk.furnace.heat()["readings"] > 2)
    heat = desk.furnace.heat()

    assert (heat["above_us"], heat["highest_mdeg"]) == (0, 20_000)


def test_a_killed_recorder_forgets_nothing_of_a_fire(desk_of, chamber):
    """The new one reckons with what the old one had recorded; the time between is unseen, and the gap is an entry."""
    first = desk_of()
    first.open()
    chamber.heat_to(900_000)
    first.until(hot(first))
    first.light()
    first.until(lambda: first.furnace.heat()["above_us"] > 600_000)
    before = first.furnace.heat()
    first.look()
    first.kill()
    time.sleep(0.5)
    second = desk_of()
    assert second.book.session.stage is Stage.BURNING
    second.until(lambda: second.furnace.heat()["readings"] > before["readings"] + 3)
    heat = second.furnace.heat()

    assert heat["above_us"] >= before["above_us"] + 400_000
    assert heat["unseen_us"] >= 500_000
    (gap,) = second.entries("serial.gap")
    assert gap["line"] == "furnace"
    assert [each["device"] for each in second.entries("recording.started")] == [CONTROLLER] * 2


def test_a_controller_that_is_silent_is_lost_and_nothing_is_live(desk_of, chamber):
    """Its last temperature is not shown as one of now."""
    desk = desk_of()
    desk.open()
    desk.until(hot(desk, 20_000))
    chamber.be_silent()
    desk.until(lambda: desk.entries("furnace.lost"))
    told = desk.furnace.told()

    assert (told.live, told.temperature_mdeg, told.threshold_mdeg) == (False, None, 850_000)


def test_noise_on_the_line_is_an_entry(desk_of, chamber):
    """Bytes that are no answer are gathered and told with the line's name."""
    desk = desk_of()
    desk.open()
    desk.until(hot(desk, 20_000))
    with chamber._lock:
        chamber._line.write(b"\xff" * 100)
    desk.until(lambda: desk.furnace._port.faults)
    desk.furnace._faults._by_reason.update(
        {reason: _old(each) for reason, each in desk.furnace._faults._by_reason.items()}
    )
    desk.look()

    assert {each["line"] for each in desk.entries("line.faulted")} == {"furnace"}


def _old(gathered):
    gathered.from_us = 0
    return gathered
