"""Logs that submit, and witnesses that answer: in this process, or served by a process of their own."""

import http.client
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station import keys
from station.formats.add_checkpoint import AddCheckpoint, parse_answer
from station.formats.checkpoint import Checkpoint
from station.formats.merkle import consistency_proof, leaf_hash, root, subtrees_of
from station.formats.signing import Ed25519Signer, LogSigner, MlDsa44Cosigner
from station.witness.following import Following, eras_of, follow
from station.witness.newest import origin_hash
from station.witness.state import LOGS, State
from station.witness.witness import Witness

ORIGIN = "station.example/log"
NAME = "newsroom.example/witness"
SERVE = """
import sys
from pathlib import Path
from station.witness.process import serve
serve(Path(sys.argv[1]), Path(sys.argv[2]), (), host="127.0.0.1", port=0, announce=lambda text: print(text, flush=True))
"""


def log_key(seed=b"k", origin=ORIGIN, *, post_quantum=False):
    """A log's keys, always the same for one seed byte."""
    second = MlDsa44Cosigner(origin, MLDSA44PrivateKey.from_seed_bytes(seed * 32)) if post_quantum else None
    return LogSigner(Ed25519Signer(origin, Ed25519PrivateKey.from_private_bytes(seed * 32)), second)


class History:
    """A log's history; one with another word departs from the true one at the entry numbered `since`."""

    def __init__(self, word="true", *, signer=None, since=0, size=40):
        words = ["true"] * since + [word] * (size - since)
        self.signer = signer or log_key()
        self.leaves = [leaf_hash(f"{each} {number}".encode()) for number, each in enumerate(words)]

    def stated(self, size):
        """What the log says at a size."""
        return Checkpoint(self.signer.name, size, root(self.leaves[:size]))

    def signed(self, size):
        """The signed checkpoint of a size."""
        return self.stated(size).sign(self.signer)

    def request(self, old, size, **changed):
        """A right request, or one with parts changed."""
        proof = consistency_proof(old, size, subtrees_of(self.leaves)) if old <= size else []
        return AddCheckpoint(**{"old": old, "proof": tuple(proof), "checkpoint": self.signed(size), **changed})

    def body(self, old, size, **changed):
        """Its bytes."""
        return self.request(old, size, **changed).format()


class Room:
    """A witness in this process, with files under a folder; `start` opens it anew."""

    def __init__(self, folder, *, post_quantum=False, logs=None, now_s=None):
        self.folder, self.key_file = folder / "state", folder / "witness.key"
        self.logs = (log_key().verifier,) if logs is None else logs
        self.clock = {} if now_s is None else {"now_s": now_s}
        if not self.key_file.exists():
            keys.generate_cosigner(self.key_file, NAME, post_quantum=post_quantum)
        self.state = None
        self.start()

    def close(self):
        """Let the state go, if it is open."""
        if self.state is not None:
            self.state.close()
            self.state = None

    def start(self):
        """Open the state, as a new process does."""
        signer = keys.load_cosigner(self.key_file)
        self.key = signer.verifier
        self.state = State(self.folder, self.key_file, self.key)
        self.witness = Witness(signer, self.state, Following(self.folder / LOGS, eras_of(self.logs)), **self.clock)

    def add(self, body):
        """Submit a body."""
        return self.witness.add(body)

    def newest(self, origin=ORIGIN):
        """What monitors get."""
        return self.witness.newest(origin_hash(origin))

    def stored(self, origin=ORIGIN):
        """The file of a log's newest checkpoint."""
        return self.folder / "newest" / origin_hash(origin)


class Served:
    """A witness in a process of its own, over HTTP on 127.0.0.1."""

    def __init__(self, folder: Path, key_file: Path):
        self.folder, self.key = folder, keys.load_cosigner(key_file).verifier
        command = [sys.executable, "-c", SERVE, str(folder), str(key_file)]
        with key_file.with_name("witness.log").open("a") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.greeting = [self.process.stdout.readline() for _ in range(3)]
        self.port = int(self.greeting[2].rpartition(":")[2])

    def ask(self, method, path, body=None):
        """One request: status, content type, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type"), answer.read()
        finally:
            connection.close()

    def add(self, body):
        """Submit, as a log does."""
        return parse_answer(*self.ask("POST", "/add-checkpoint", body))

    def newest(self, origin=ORIGIN):
        """What monitors get."""
        return self.ask("GET", f"/{origin_hash(origin)}/checkpoint")

    def follow(self, origin, **other):
        """Follow a log from now on; return the true history of it, and others by their words."""
        signer = log_key(origin=origin)
        follow(self.folder / LOGS, eras_of([signer.verifier]))
        return [History(signer=signer), *(History(word, signer=signer, since=since) for word, since in other.items())]

    def end(self):
        """Kill it, as SIGKILL does."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


@pytest.fixture
def room(tmp_path):
    """A witness that follows one log and has seen nothing."""
    opened = Room(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A witness's process; `follow` its logs as they come."""
    folder = tmp_path_factory.mktemp("served")
    keys.generate_cosigner(folder / "witness.key", NAME)
    with Served(folder / "state", folder / "witness.key") as process:
        yield process
