"""`station monitor` as people run it: over HTTP, once or for long, with a webhook, killed at any moment."""

import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from typing import ClassVar

import pytest

from station import durable
from station.formats.checkpoint import open_checkpoint, parse
from station.formats.note import Ed25519Verifier
from station.formats.note import parse as parse_note
from station.monitor.follower import Follower, Orders
from station.monitor.telling import Teller
from station.monitor.webhook import Webhook
from tests.station.monitor.conftest import DAY_S, Desk
from tests.station.recorder.books import STEPPED

PATIENCE_S = 20
KILLS = 6
WRITES = 4  # of a first look: target, keys, checkpoint, progress
QUICK = """
import sys
from pathlib import Path
from station.monitor.follower import Orders
from station.monitor.run import Monitor
from station.monitor.telling import Teller
Monitor(sys.argv[1:2], Orders(Path(sys.argv[2])), Teller(lambda line: print(line, flush=True))).stay(0.01)
"""


def command(*words):
    """The command line of a monitor."""
    return [sys.executable, "-m", "station.cli", "monitor", *map(str, words)]


def monitor(*words):
    """Run it to its end; return what was done and the events."""
    done = subprocess.run(command(*words, "--json"), capture_output=True, text=True, timeout=60, check=False)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


class Served:
    """A handler's real HTTP server on 127.0.0.1."""

    def __init__(self, handler, port=0):
        self.server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, *_):
        """Say nothing."""


class Hook(BaseHTTPRequestHandler):
    """Takes posts; the first ones it refuses."""

    taken: ClassVar[list] = []
    refusals = 0

    def do_POST(self):
        """Refuse, or take."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if Hook.refusals:
            Hook.refusals -= 1
            self.send_error(503)
            return
        Hook.taken.append(body)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def hook():
    """A webhook's address and what it has taken."""
    Hook.taken, Hook.refusals = [], 0
    with Served(Hook) as served:
        yield served


def size_of(path):
    """The size of a kept checkpoint."""
    return parse(parse_note(path.read_bytes()).text).size


@pytest.mark.slow
def test_a_station_on_the_web_is_looked_at_once(furnace, tmp_path):
    """The station's address is enough; 0 while all is well, 2 when it cannot be seen, 1 when it was cut back."""
    furnace.open()
    furnace.seal()
    older = tmp_path / "older"
    shutil.copytree(furnace.log, older / "log")
    furnace.open("S2")
    furnace.seal()
    key = tmp_path / "log.vkey"
    key.write_text("\n".join(furnace.keys))
    with Served(partial(Quiet, directory=furnace.log.parent)) as served:
        words = (served.url, "--state", tmp_path / "state", "--key", key, "--once")
        first, events = monitor(*words)
    gone, unseen = monitor(*words)
    with Served(partial(Quiet, directory=older), served.port):
        cut, told = monitor(*words)

    assert (first.returncode, gone.returncode, cut.returncode) == (0, 2, 1)
    assert events[-1].keys() == {"event", "state", "station", "size", "when", "text", "details"}
    assert [each["event"] for each in events].count("session.sealed") == 2
    assert [(each["event"], each["state"]) for each in unseen] == [("unreachable", "begins")]
    assert [(each["event"], each["state"]) for each in told] == [("unreachable", "ends"), ("rollback", "begins")]


@pytest.mark.slow
def test_many_stations_are_followed_at_once(shown, furnace, tmp_path):
    """One that cannot be seen keeps nobody from seeing the others; an alarm counts more than that."""
    state = tmp_path / "state"
    done, events = monitor(shown.folder, furnace.log, tmp_path / "nothing", "--state", state, "--once")

    assert done.returncode == 2
    assert {each["station"] for each in events if each["event"] == "following"} == {str(shown.folder), str(furnace.log)}
    shown.show(3)
    assert monitor(shown.folder, tmp_path / "nothing", "--state", state, "--once")[0].returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--key", "no-key"), "no-key"),
        (("--webhook", "file:///etc/passwd"), "is not an http or https address"),
        (("--policy", "missing.policy"), "missing.policy"),
    ],
)
def test_bad_orders_are_one_sentence(shown, tmp_path, words, said):
    """Exit code 2, no trace, nothing begun."""
    done, events = monitor(shown.folder, "--state", tmp_path / "state", "--once", *words)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert events == []


@pytest.mark.slow
def test_two_monitors_do_not_share_a_state(shown, tmp_path):
    """The second is refused, and the first goes on until it is stopped."""
    state = tmp_path / "state"
    with subprocess.Popen(command(shown.folder, "--state", state), stdout=subprocess.PIPE, text=True) as running:
        assert "TRUST ON FIRST USE" in running.stdout.readline()
        done, _ = monitor(shown.folder, "--state", state, "--once")
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE_S)

    assert done.returncode == 2
    assert f"in use by another monitor, process {running.pid}" in " ".join(done.stderr.split())
    assert running.returncode == 0


@pytest.mark.slow
def test_a_running_monitor_posts_each_alarm_when_it_begins_and_ends(shown, hook, tmp_path):
    """Refusals are tried again; notices are not posted."""
    Hook.refusals = 1
    words = (shown.folder, "--state", tmp_path / "state", "--every", 1, "--webhook", hook.url)
    with subprocess.Popen(command(*words), stdout=subprocess.PIPE, text=True) as running:
        assert "TRUST ON FIRST USE" in running.stdout.readline()
        wait_for(
            lambda: (tmp_path / "state" / "logs").exists() and [*(tmp_path / "state").glob("logs/*/progress.json")]
        )
        shown.show(10)
        wait_for(lambda: len(Hook.taken) == 1)
        shown.show()
        wait_for(lambda: len(Hook.taken) == 2)
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=PATIENCE_S)

    assert [(each["event"], each["state"]) for each in Hook.taken] == [("rollback", "begins"), ("rollback", "ends")]
    assert [line.split()[1] for line in said.splitlines() if "note" not in line] == ["ALARM", "ENDED"]
    assert "This log was cut back" in Hook.taken[0]["text"]


def test_a_webhook_that_is_dead_holds_nobody_up():
    """Posting returns at once, whatever waits; what nobody took is counted."""
    with Served(Hook) as dead:
        pass
    hook = Webhook(dead.url, pause_s=0.001)
    for number in range(150):
        hook.post({"number": number})
    hook.close(PATIENCE_S)

    assert hook.lost == 150


def wait_for(condition):
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)


@pytest.mark.parametrize("write", range(WRITES))
def test_a_crash_between_any_two_writes_loses_nothing(shown, tmp_path, monkeypatch, write):
    """Whatever was not told before is told after; the newest checkpoint and the first key are kept."""
    state, lines = tmp_path / "state", []
    with monkeypatch.context() as patched:
        patched.setattr(durable, "write_file", failing(durable.write_file, write))
        with pytest.raises(KeyboardInterrupt):
            look_once(state, shown, lines)

    desk = Desk(state, shown.folder)
    desk.round(DAY_S)

    assert "session.sealed" in [json.loads(line)["event"] for line in lines] + [each["event"] for each in desk.lines]
    assert size_of(desk.kept) == shown.station.size
    assert desk.kept.with_name("station.vkey").read_text().splitlines()[0] == shown.station.signer.verifier.format()
    shown.show(3)
    assert ("rollback", "begins") in desk.round()


def look_once(state, shown, lines):
    """Look as a process does that has just been started."""
    Follower(str(shown.folder), Orders(state), Teller(lines.append, as_json=True)).round()


@pytest.mark.parametrize("write", range(WRITES - 1))
def test_a_disk_that_fails_is_told_and_costs_nothing(shown, tmp_path, monkeypatch, write):
    """The monitor goes on looking; when the disk is mended, all is remembered."""
    desk = Desk(tmp_path / "state", shown.folder)
    desk.now_s += DAY_S
    with monkeypatch.context() as patched:
        patched.setattr(durable, "write_file", failing(durable.write_file, write, OSError("no space")))
        assert ("own-trouble", "begins") in desk.round()

    assert ("own-trouble", "ends") in desk.round()
    assert desk.kept.with_name("station.vkey").exists()
    assert desk.kept.with_name("progress.json").exists()
    assert size_of(desk.kept) == shown.station.size
    assert desk.round() == []


def failing(write, after, error=KeyboardInterrupt):
    """Write so many files, then die as a killed process does, in the middle of a call, or fail."""
    left = iter(range(after))

    def dying(path, data):
        if next(left, None) is None:
            raise error
        write(path, data)

    return dying


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing(furnace, tmp_path):
    """The kept checkpoint is whole after every kill, signed, and never smaller, while the station goes on writing."""
    moments, sizes, state = random.Random(9), [], tmp_path / "state"
    key = Ed25519Verifier.parse(furnace.keys[0])
    furnace.open()
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", QUICK, str(furnace.log), str(state)], stdout=subprocess.PIPE, text=True
        )
        assert "Following the log" in "".join(islice(process.stdout, 2))
        until = time.monotonic() + moments.uniform(0.02, 0.5)
        while time.monotonic() < until:
            furnace.book.record(STEPPED)
        process.kill()
        process.communicate()
        sizes += [open_checkpoint(path.read_bytes(), [key]).size for path in state.glob("logs/*/checkpoint")]
    size = furnace.seal()
    desk = Desk(state, furnace.log)
    desk.round()

    assert len(set(sizes)) > 1
    assert sizes == sorted(sizes)
    assert ("session.sealed", "notice") in [(each["event"], each["state"]) for each in desk.lines]
    assert size_of(desk.kept) == size
    assert desk.said("broken-record") == []


@pytest.mark.slow
def test_a_monitor_that_nobody_reads_ends(shown, tmp_path):
    """It must not seem to watch when what it says goes nowhere."""
    words = command(shown.folder, "--state", tmp_path / "state", "--every", 1)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        shown.show(3)

        assert running.wait(PATIENCE_S) == 2
