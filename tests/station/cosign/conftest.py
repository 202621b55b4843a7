"""Whole stations for their people's laptops: the real API over HTTP, the real desk behind its socket, a real ledger."""

import json
import shutil
import socket
import threading
import time
import urllib.request
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner

from api.app import create_app
from station import keys
from station.cli.app import app
from station.formats import checkpoint, note
from station.ledger import engine, proofs
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder import commands as say
from station.recorder.book import Book, Fact
from station.recorder.clocks import now
from station.recorder.desk import Desk
from station.recorder.instruments import Instruments
from station.recorder.server import Server
from tests.api.conftest import NAME, make_config
from tests.station.recorder.books import CLOSED, OPENED, QUORUM

PERSON = "P2"
MEDIA = "media.example/7"


class Listening:
    """An ASGI application served on a free port of 127.0.0.1."""

    def __init__(self, asgi):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(asgi, log_config=None, timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)

    def close(self):
        """Stop it."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


class House:
    """A station with a session of a policeman and a journalist. `key_of` is another one's: what an insider would do with it."""

    def __init__(self, folder: Path, *, key_of: "House | None" = None):
        self.folder = folder
        self.config = make_config(folder)
        (folder / "recordings" / "run").mkdir(parents=True)
        if key_of is None:
            keys.generate(self.config.station.key, NAME)
        else:
            shutil.copy(key_of.config.station.key, self.config.station.key)
        signer = keys.load(self.config.station.key)
        self.vkeys = folder / "station.vkey"
        self.vkeys.write_text("".join(f"{each.format()}\n" for each in (signer.verifier, signer.second_verifier)))
        self._engines = engine.writer(self.config.station.database), engine.reader(self.config.station.database)
        self.ledger = Ledger.open(self._engines[0], signer, project, now, self.config.log_folder)
        self.book = Book(self.ledger, self._engines[1], ["case"])
        # of the hall's instruments none is needed: nothing is weighed or filmed here
        desk = Desk(self.config, self.book, self._engines[1], Instruments(None, None, None, None, None))
        self._recorder = Server(self.config.run_folder / "recorder.sock", desk.carry_out, lambda: None, time.sleep)
        self._desk = desk
        self._api = Listening(create_app(self.config))
        self.url = self._api.url

    def open(self, session="S1"):
        """Open a session with P1 of the police and P2 of the media."""
        people = [
            Fact("person.joined", {"person": f"P{number}", "role": role, "name": "name", "body": "body"})
            for number, role in enumerate(("police", "media"), 1)
        ]
        quorum = {"quorum": [["police"], ["media"]]}
        self.book.open(session, Fact("session.opened", OPENED.data | quorum), *people, by="desk")

    def present(self, vkey, person=PERSON):
        """Let the operator enter a person's key."""
        self._desk.carry_out(say.Request(by="desk", order=say.PresentKey(person=person, key=vkey)))

    def remark(self, text="one more entry"):
        """Record something."""
        self.book.record(Fact("remark.made", {"person": "P1", "text": text}), by="desk")

    def end(self):
        """Close the session."""
        self.book.record(CLOSED, by="desk")

    def seal(self):
        """Seal it, with whatever quorum it has."""
        session = self.book.session
        missing = session.quorum_missing()
        told = {"met": not missing, "cosigned": list(session.cosigned), "missing": missing}
        self.book.seal([], QUORUM | told | {"reason": "they left" if missing else None}, by="desk")

    def published(self):
        """The published note, once all is published."""
        self.ledger.publisher.flush()
        return (self.config.log_folder / "checkpoint").read_bytes()

    @property
    def verifier(self):
        """The log's Ed25519 key."""
        return keys.public(self.config.station.key).first

    def root_at(self, size):
        """The root of this log over its first entries."""
        with self._engines[1].connect() as connection:
            return proofs.checkpoint_at(connection, size).root

    def entries(self, *kinds):
        """The data of the entries of these kinds, by their numbers."""
        with urllib.request.urlopen(f"{self.url}/api/v1/entries?limit=200") as answer:
            told = json.load(answer)["entries"]
        return {each["number"]: each["entry"]["data"] for each in told if each["entry"]["kind"] in kinds}

    def close(self):
        """Stop everything."""
        self._api.close()
        self._recorder.close()
        self.ledger.close()
        for each in self._engines:
            each.dispose()


class Laptop:
    """A person's own laptop: a key, a folder, and the command line."""

    def __init__(self, folder: Path, trusted: Path, *, post_quantum=False):
        folder.mkdir(exist_ok=True)
        self.folder, self.state, self.key, self.trusted = folder, folder / "state", folder / "own.key", trusted
        self.vkey = keys.generate_cosigner(self.key, MEDIA, post_quantum=post_quantum)

    def words(self, *words, person=PERSON):
        """The words of `station cosign sign`."""
        own = ("--key", self.key, "--station", self.trusted, "--person", person, "--state", self.state)
        return ["cosign", "sign", *map(str, (*words, *own))]

    def sign(self, *words, person=PERSON):
        """Sign."""
        return run(*self.words(*words, person=person))

    def files(self, pattern):
        """What it keeps, by pattern."""
        return sorted(self.state.glob(f"*/{pattern}"))

    def file(self, pattern):
        """The one file of a pattern."""
        (found,) = self.files(pattern)
        return found


def run(*words):
    """Run a command in this process; return its exit code, everything it said on one line, and its error."""
    done = CliRunner().invoke(app, [*map(str, words)])
    return done.exit_code, " ".join(done.output.split()), done.exception


def stated(data):
    """The checkpoint of a note."""
    return checkpoint.parse(note.parse(data).text)


@pytest.fixture
def house(tmp_path):
    """A station whose session is open and has entries; nobody has presented a key."""
    (tmp_path / "house").mkdir()
    made = House(tmp_path / "house")
    made.open()
    yield made
    made.close()


@pytest.fixture
def laptop(house, tmp_path):
    """The journalist's laptop, its key presented to the station."""
    made = Laptop(tmp_path / "laptop", house.vkeys)
    house.present(made.vkey)
    return made


@pytest.fixture
def other(house, tmp_path):
    """The same station as an insider would show it to others: the same key, another history, more entries."""
    (tmp_path / "other").mkdir()
    made = House(tmp_path / "other", key_of=house)
    made.open("S9")
    for number in range(9):
        made.remark(f"a second history {number}")
    yield made
    made.close()
