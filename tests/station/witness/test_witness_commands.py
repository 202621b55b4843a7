"""`station witness`: one command to make a key, one to serve, one to follow; what goes wrong is one sentence."""

import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from typer.testing import CliRunner

from station.cli.app import app
from station.formats.add_checkpoint import Cosigned, parse_answer
from station.formats.cosignature import Ed25519CosignatureVerifier, MlDsa44Verifier, parse_verifier
from station.formats.errors import Malformed
from station.keys import KeyFileError
from station.witness.errors import WitnessError
from tests.station.witness.conftest import NAME, ORIGIN, History, log_key

LOG = History()


def command(*words):
    """Run a command in this process; return its exit code, what it printed, and its error."""
    done = CliRunner().invoke(app, ["witness", *map(str, words)])
    return done.exit_code, done.output, done.exception


@pytest.mark.parametrize(("flags", "kind"), [((), Ed25519CosignatureVerifier), (("--post-quantum",), MlDsa44Verifier)])
def test_a_key_is_made_and_its_public_half_printed(tmp_path, flags, kind):
    """One line to give to the station, of the type asked for."""
    code, printed, _ = command("key", tmp_path / "key", NAME, *flags)

    assert code == 0
    assert isinstance(parse_verifier(printed.rstrip("\n")), kind)


def test_one_command_serves(tmp_path):
    """It says its key, its logs and its address; a log is cosigned; SIGTERM ends it at once."""
    (tmp_path / "station.vkey").write_text(f"{LOG.signer.verifier.format()}\n")
    _, vkey, _ = command("key", tmp_path / "key", NAME)
    words = ["serve", "--state", "state", "--key", "key", "--log", "station.vkey", "--port", "0"]
    started = [sys.executable, "-m", "station.cli", "witness", *words]
    with subprocess.Popen(started, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        printed = [process.stdout.readline() for _ in range(3)]
        address = printed[2].split()[1]
        with urllib.request.urlopen(f"{address}/add-checkpoint", LOG.body(0, 5), timeout=20) as answer:
            read = parse_answer(answer.status, answer.headers["Content-Type"], answer.read())
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        logged = process.stderr.read()

    assert printed[:2] == [f"Key: {vkey}", f"Follows: {ORIGIN}\n"]
    assert isinstance(read, Cosigned)
    assert read.trusted(LOG.stated(5).format(), [parse_verifier(vkey.strip())])
    assert '"event": "cosigned"' in logged
    assert "Traceback" not in logged


def test_a_log_is_followed_by_key_or_file(tmp_path):
    """The key goes into the state's folder, before the first start or while it serves."""
    (tmp_path / "station.vkey").write_text(f"{LOG.signer.verifier.format()}\n")

    assert command("follow", tmp_path / "station.vkey", "--state", tmp_path / "state")[:2] == (
        0,
        f"Followed: {ORIGIN}\n",
    )
    other = log_key(b"o", "other.example/log").verifier.format()
    assert command("follow", other, "--state", tmp_path / "state")[:2] == (0, "Followed: other.example/log\n")
    assert len([*(tmp_path / "state" / "logs").iterdir()]) == 2


def test_a_log_is_unfollowed_by_key_or_name(tmp_path):
    """It says by how many keys the log is followed still."""
    old, state = tmp_path / "old.vkey", ("--state", tmp_path / "state")
    old.write_text(f"{LOG.signer.verifier.format()}\n")
    command("follow", old, *state)
    command("follow", log_key(b"n").verifier.format(), *state)

    assert command("unfollow", old, *state)[:2] == (0, f"{ORIGIN}: still followed, by 1 key(s)\n")
    assert command("unfollow", ORIGIN, *state)[:2] == (0, f"{ORIGIN}: not followed any more\n")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("serve", "--key", "missing"), KeyFileError),
        (("serve", "--key", "key", "--log", "no-key-and-no-file"), Malformed),
        (("serve", "--key", "key", "--port", "TAKEN"), OSError),
        (("serve", "--key", "key", "--port", "0"), WitnessError),
        (("follow", "no-key-and-no-file"), Malformed),
        (("unfollow", "no-key-and-no-log"), WitnessError),
        (("key", "key", NAME), KeyFileError),
    ],
    ids=[
        "no key",
        "no log's key",
        "port taken",
        "broken list",
        "nothing to follow",
        "nothing to unfollow",
        "key exists",
    ],
)
def test_what_the_operator_can_mend_is_said_before_it_serves(tmp_path, monkeypatch, words, kind):
    """Each is one of the errors that the command line prints as a sentence."""
    monkeypatch.chdir(tmp_path)
    command("key", "key", NAME)
    if words[0] == "serve" and kind is WitnessError:
        (tmp_path / "state" / "logs").mkdir(parents=True)
        (tmp_path / "state" / "logs" / "a.vkey").write_text("nonsense\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = [str(taken.getsockname()[1]) if each == "TAKEN" else each for each in words]
        code, _, error = command(*given, *(() if words[0] == "key" else ("--state", "state")))

    assert code == 1
    assert isinstance(error, kind)
