"""Stations to follow, honest or not, and a desk at which somebody watches them."""

import json
import shutil

import pytest

from station import keys
from station.formats.entry import Event
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.monitor.follower import Follower, Orders
from station.monitor.telling import Teller
from station.recorder.book import Book
from station.recorder.clocks import now
from tests.logs import BEGIN_US, Station, signer_of, write_log
from tests.software import SOFTWARE
from tests.station.recorder.books import CLOSED, JOINED, NAME, OPENED, QUORUM

BEGIN_S = BEGIN_US // 10**6
DAY_S = 86_400


class Furnace:
    """A real station's log, written by the ledger into a folder; it goes on by hand."""

    def __init__(self, folder):
        folder.mkdir()
        self.keys, self.log = keys.generate(folder / "key", NAME), folder / "recordings" / "log"
        url = f"sqlite:///{folder}/station.db"
        self.ledger = Ledger.open(engine.writer(url), keys.load(folder / "key"), project, now, self.log)
        self.book = Book(self.ledger, engine.reader(url), ())

    def started(self):
        """Record the start of the program, as the recorder does."""
        first, second = self.keys
        data = {"software": SOFTWARE, "boot_id": "boot", "key": first, "post_quantum_key": second, "config_sha256": "0"}
        self.ledger.append(Event("station.started", data))
        return self.publish()

    def publish(self):
        """Wait until all is published; return the size."""
        self.ledger.publisher.flush()
        return self.ledger.size

    def open(self, session="S1"):
        """Open a session."""
        self.book.open(session, OPENED, JOINED, by="desk")
        return self.publish()

    def seal(self):
        """Close and seal it."""
        self.book.record(CLOSED, by="desk")
        self.book.seal([], QUORUM, by="desk")
        return self.publish()


class Desk:
    """A monitor of one log in this process. `now_s` is its clock; `round` returns what it says, as (event, state)."""

    def __init__(self, state, target, **orders):
        self.state, self.target, self.orders = state, str(target), orders
        self.now_s, self.lines = BEGIN_S, []
        self.start()

    def start(self):
        """Begin anew with what is stored, as a new process does."""
        teller = Teller(lambda line: self.lines.append(json.loads(line)), as_json=True)
        self.follower = Follower(self.target, Orders(self.state, **self.orders), teller, lambda: self.now_s)

    def round(self, after_s=0):
        """Look again, so much later."""
        self.now_s += after_s
        before = len(self.lines)
        self.follower.round()
        return [(each["event"], each["state"]) for each in self.lines[before:]]

    def said(self, event):
        """The texts said of one sort."""
        return [each["text"] for each in self.lines if each["event"] == event]

    @property
    def kept(self):
        """The checkpoint that it keeps."""
        (path,) = (self.state / "logs").glob("*/checkpoint")
        return path

    @property
    def evidence(self):
        """The folders of its evidence."""
        return sorted((self.state / "evidence").glob("*"))


class Shown:
    """A log in a folder that shows whatever an insider who holds the key wants it to show."""

    def __init__(self, folder, station):
        self.folder, self.station = folder, station

    def show(self, count=None, *, bodies=None, signer=None):
        """Show the first entries, or others, instead of what was shown before."""
        shutil.rmtree(self.folder, ignore_errors=True)
        chosen = (self.station.bodies if bodies is None else bodies)[:count]
        write_log(self.folder, chosen, signer or self.station.signer)


@pytest.fixture
def furnace(tmp_path):
    """A real station's log, with nothing in it but its start."""
    made = Furnace(tmp_path / "furnace")
    made.started()
    yield made
    made.ledger.close()


@pytest.fixture
def station():
    """A station with a sealed session behind it."""
    made = Station(signer_of(1))
    made.start()
    made.hold("S1", "K1")
    return made


@pytest.fixture
def shown(tmp_path, station):
    """Its log, shown whole."""
    made = Shown(tmp_path / "log", station)
    made.show()
    return made


@pytest.fixture
def desk(tmp_path, shown):
    """A monitor of it that has looked once."""
    made = Desk(tmp_path / "state", shown.folder)
    made.now_s += DAY_S
    made.round()
    return made
