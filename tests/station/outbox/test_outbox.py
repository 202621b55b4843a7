"""The outbox against a real witness's process and a real time authority: patient, never twice, nothing forgotten."""

import json
import re
import shutil
import subprocess
import sys
import time

import pytest
import yaml

from station import keys
from station.demo.authority import Authority
from station.formats.cosignature import parse_verifier
from station.formats.note import parse
from station.formats.timestamp import check_response
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder.book import Book
from station.recorder.clocks import now
from tests.scales import SETTINGS
from tests.station.recorder.books import CLOSED, JOINED, NAME, OPENED, QUORUM

PATIENCE_S = 20


def wait_for(condition):
    """Wait until something holds, and return it."""
    until = time.monotonic() + PATIENCE_S
    while not (found := condition()):
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)
    return found


class Newsroom:
    """A witness's process that can be stopped and started on the same port."""

    def __init__(self, folder, log_keys):
        self.folder, self.port = folder, 0
        self.key = keys.generate_cosigner(folder / "witness.key", "newsroom.example/witness")
        (folder / "log.vkey").write_text("\n".join(log_keys) + "\n")
        self.process = None

    def start(self):
        """Serve; the first start takes a free port."""
        command = ["witness", "serve", "--state", self.folder / "state", "--key", self.folder / "witness.key"]
        more = ["--log", self.folder / "log.vkey", "--port", self.port]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "station.cli", *map(str, [*command, *more])], stdout=subprocess.PIPE, text=True
        )
        line = next(line for line in self.process.stdout if line.startswith("Listens:"))
        self.port = int(re.search(r":(\d+)$", line)[1])

    def stop(self):
        """End it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process = None


class Station:
    """A log in a folder that grows by hand, and its outbox's process."""

    def __init__(self, folder, key_of=None):
        self.folder = folder
        self.recordings = folder / "recordings"
        (self.recordings / "run").mkdir(parents=True)
        if key_of is None:
            self.keys = keys.generate(folder / "key", NAME)
        else:
            shutil.copy(key_of.folder / "key", folder / "key")
        self.url = f"sqlite:///{folder}/station.db"
        writer = engine.writer(self.url)
        self.ledger = Ledger.open(writer, keys.load(folder / "key"), project, now, self.recordings / "log")
        self.book = Book(self.ledger, engine.reader(self.url), ())
        self.process = None

    def send_out(self, **outbox):
        """Start the outbox with these settings."""
        scale = SETTINGS | {"url": "/dev/null"}
        settings = {
            "station": {"name": NAME, "key": "key", "recordings": "recordings", "database": self.url},
            "api": {"operators": "o", "secret": "s"},
            "scale": scale,
            "cameras": [{"camera": "c", "view": "v", "source": 0, "way": "encoded"}],
            "outbox": {"newest_every_s": 1, **outbox},
        }
        (self.folder / "config.yaml").write_text(yaml.safe_dump(settings))
        command = [sys.executable, "-m", "station.outbox", str(self.folder / "config.yaml")]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def burn(self):
        """Record a session of which nothing burned; return the sizes of the checkpoints at its turns."""
        turns = [self.book.open("S1", OPENED, JOINED, by="desk")[-1].index + 1]
        turns.append(self.book.record(CLOSED, by="desk")[-1].index + 1)
        turns.append(self.book.seal([], QUORUM, by="desk")[-1].index + 1)
        return turns

    def attested(self, pattern):
        """The sizes for which such a file is held, in order."""
        found = (self.recordings / "attested").glob(f"*/{pattern}")
        return sorted(int(path.parent.name) for path in found)

    def told(self):
        """What the outbox says of itself, by name."""
        path = self.recordings / "run" / "outbox.json"
        return {each["name"]: each for each in json.loads(path.read_text())} if path.exists() else {}

    def stop(self):
        """End the outbox and the log."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stderr.close()
        self.ledger.close()


@pytest.fixture
def station(tmp_path):
    """A station without network."""
    made = Station(tmp_path / "station")
    yield made
    made.stop()


@pytest.fixture
def newsroom(tmp_path, station):
    """A witness that follows the station, not yet started."""
    (tmp_path / "newsroom").mkdir()
    made = Newsroom(tmp_path / "newsroom", station.keys)
    yield made
    made.stop()


@pytest.fixture
def authority(tmp_path):
    """A time authority that answers."""
    (tmp_path / "authority").mkdir()
    with Authority(tmp_path / "authority") as made:
        yield made


@pytest.mark.slow
def test_a_witness_co_signs_the_turns_of_a_session(station, newsroom):
    """Opening, close and seal, in order, also when it was down meanwhile; each cosignature verifies."""
    newsroom.start()
    station.send_out(witnesses=[{"key": newsroom.key, "url": f"http://127.0.0.1:{newsroom.port}"}])
    wait_for(station.told)
    newsroom.stop()
    turns = station.burn()
    trouble = wait_for(lambda: station.told()["newsroom.example/witness"]["trouble"])
    newsroom.start()

    wait_for(lambda: set(turns) <= set(station.attested("*.cosignature")))

    assert "cannot be reached" in trouble
    wait_for(lambda: station.told()["newsroom.example/witness"]["waiting"] == 0)
    verifier = parse_verifier(newsroom.key)
    for size in turns:
        folder = station.recordings / "attested" / str(size)
        line = (folder / f"{verifier.key_id:08x}.cosignature").read_bytes()
        note = parse((folder / "checkpoint").read_bytes())
        (signature,) = parse(b"any\n\n" + line).signatures
        verifier.verify(note.text, signature.signature)


@pytest.mark.slow
def test_a_growing_log_is_shown_between_the_turns(station, newsroom):
    """The newest checkpoint follows by itself, so that what happened lately cannot be taken back either."""
    newsroom.start()
    turns = station.burn()
    station.send_out(witnesses=[{"key": newsroom.key, "url": f"http://127.0.0.1:{newsroom.port}"}])
    wait_for(lambda: set(turns) <= set(station.attested("*.cosignature")))

    station.book.open("S2", OPENED, JOINED, by="desk")
    later = station.ledger.size
    wait_for(lambda: later in station.attested("*.cosignature"))


@pytest.mark.slow
def test_tokens_wait_for_the_network(station, authority):
    """What could not be stamped is stamped when the authority is back, after a restart too; nothing is asked for twice."""
    authority.down()
    settings = {"name": "demo", "url": authority.url, "certificate": str(authority.certificate)}
    turns = station.burn()
    station.send_out(authorities=[settings])
    wait_for(lambda: station.told().get("demo", {}).get("trouble"))
    station.process.kill()
    station.process.wait()
    station.process.stderr.close()
    authority.up()
    station.send_out(authorities=[settings])

    stamped = [turns[0], turns[-1]]
    wait_for(lambda: set(stamped) <= set(station.attested("demo.tsr")))

    time.sleep(1.5)
    assert authority.requests == len(station.attested("demo.tsr"))
    for size in stamped:
        folder = station.recordings / "attested" / str(size)
        checkpoint, response = ((folder / name).read_bytes() for name in ("checkpoint", "demo.tsr"))
        assert check_response(response, checkpoint, authority.certificate.read_bytes()).pinned
        verified = subprocess.run(
            [
                "openssl",
                "ts",
                "-verify",
                "-data",
                folder / "checkpoint",
                "-in",
                folder / "demo.tsr",
                "-CAfile",
                authority.ca,
            ],
            check=False,
            capture_output=True,
            text=True,
        )
        assert "Verification: OK" in verified.stdout + verified.stderr


@pytest.mark.slow
def test_a_witness_that_knows_another_history_is_an_alarm(station, newsroom, tmp_path):
    """A station set back to an older copy is told so by its witness, and what it says is kept for people to see."""
    newsroom.start()
    other = Station(tmp_path / "other", key_of=station)
    other.burn()
    witness = {"key": newsroom.key, "url": f"http://127.0.0.1:{newsroom.port}"}
    other.send_out(witnesses=[witness])
    wait_for(lambda: other.attested("*.cosignature"))
    wait_for(lambda: other.told().get("newsroom.example/witness", {"waiting": 1})["waiting"] == 0)
    other.stop()

    station.burn()
    station.send_out(witnesses=[witness])

    told = wait_for(lambda: (station.told().get("newsroom.example/witness") or {}).get("trouble"))
    assert "another history" in told or "was set back" in told
    assert station.told()["newsroom.example/witness"]["alarming"] is True
    assert station.attested("*.cosignature") == []
