"""A monitor that somebody holds up says so: its silence must not look like a quiet day."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from station.monitor import follower
from station.monitor.overdue import LONGEST_ROUND_S, told_when_overdue
from station.verify.log import source
from tests.station.monitor.conftest import Desk

PATIENCE_S = 20


@pytest.fixture
def slow():
    """A station that answers nobody before `go` is set; its address is `url`."""

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.go.wait(PATIENCE_S)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    server.go, server.url = threading.Event(), f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_round_that_does_not_end_is_told_while_it_lasts(tmp_path, slow, monkeypatch):
    """The alarm begins before the station has answered, and ends with the round."""
    monkeypatch.setattr(follower, "LONGEST_ROUND_S", 0.05)
    desk = Desk(tmp_path / "state", slow.url)
    looking = threading.Thread(target=desk.round)
    looking.start()
    until = time.monotonic() + PATIENCE_S
    while not desk.lines and time.monotonic() < until:
        time.sleep(0.01)
    held_up = [(each["event"], each["state"]) for each in desk.lines]
    slow.go.set()
    looking.join()

    assert held_up == [("own-trouble", "begins")]
    assert ("unreachable", "begins") in [(each["event"], each["state"]) for each in desk.lines]
    assert [(each["event"], each["state"]) for each in desk.lines][-1] == ("own-trouble", "ends")
    assert "sees nothing new" in desk.lines[0]["text"]


def test_a_round_in_time_says_nothing():
    """Nor does one that fails; and its length leaves room for the slowest answer that is waited for."""
    told = []
    with told_when_overdue(lambda *each: told.append(each), 60):
        pass
    with pytest.raises(ZeroDivisionError), told_when_overdue(lambda *each: told.append(each), 60):
        raise ZeroDivisionError

    assert told == []
    assert LONGEST_ROUND_S > source.TRIES * source.WHOLE_ANSWER_S
