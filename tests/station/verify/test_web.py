"""A request over HTTP ends in time, whatever the server does."""

import socket
import threading
import time
from itertools import chain, repeat
from urllib.request import Request

import pytest

from station.cosign import web as cosign_web
from station.cosign.errors import Unanswered
from station.verify.log import HttpSource, Unreachable, source
from station.verify.web import Limits, fetch

PATIENCE_S = 20
BRIEF = 0.3
OK = b"HTTP/1.1 200 OK\r\n"
# What a server sends at once, and what it then goes on sending.
NEVER_ENDING = {
    "a status line": (b"HTTP/1.1 200 ", b"O"),
    "headers": (OK, b"X: y\r\n"),
    "a header": (OK + b"X: ", b"y"),
    "a body": (OK + b"Content-Length: 100000\r\n\r\n", b"x"),
    "chunks": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "a refusal": (b"HTTP/1.1 500 No\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "silence": (b"", b""),
}


class Dripping:
    """A server that sends a few bytes twenty times a second to each who asks, until he goes."""

    def __init__(self, first, rest):
        self._first, self._rest = first, rest
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.left = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        asking, _ = self._socket.accept()
        with asking:
            asking.recv(65_536)
            until = time.monotonic() + PATIENCE_S
            try:
                for piece in chain([self._first], repeat(self._rest)):
                    asking.sendall(piece)
                    asking.settimeout(0.05)
                    try:
                        gone = asking.recv(1) == b""
                    except TimeoutError:
                        gone = False
                    if gone or time.monotonic() > until:
                        break
            except OSError:
                gone = True
            if gone:
                self.left.set()

    def close(self):
        """Stop it."""
        self._socket.close()
        self._thread.join(PATIENCE_S)


@pytest.fixture(params=NEVER_ENDING)
def dripping(request):
    """A server that never ends what it began."""
    server = Dripping(*NEVER_ENDING[request.param])
    yield server
    server.close()


def test_an_answer_that_does_not_end(dripping):
    """The time is that of the whole request; and nobody is left behind who still reads."""
    with pytest.raises(TimeoutError):
        fetch(Request(dripping.url), Limits(silence_s=PATIENCE_S, whole_s=BRIEF, size=10**6), redirected=True)

    assert dripping.left.wait(PATIENCE_S / 2)


def test_a_log_that_is_never_served(dripping, monkeypatch):
    """It cannot be read, in words."""
    monkeypatch.setattr(source, "WHOLE_ANSWER_S", BRIEF)
    monkeypatch.setattr(source, "TRIES", 1)

    with pytest.raises(Unreachable):
        HttpSource(dripping.url).checkpoint()


def test_a_station_that_never_answers_its_people(dripping, monkeypatch):
    """The person is told so."""
    monkeypatch.setattr(cosign_web, "WHOLE_ANSWER_S", BRIEF)

    with pytest.raises(Unanswered):
        cosign_web.ask(dripping.url, "api/v1/quorum")


def test_a_name_that_is_never_found(monkeypatch):
    """What finds addresses has no limit of its own; the request has."""
    found = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found.wait(PATIENCE_S) and [])

    with pytest.raises(TimeoutError, match="did not end"):
        fetch(Request("http://station.test/"), Limits(PATIENCE_S, BRIEF, 10), redirected=True)
    found.set()


def test_redirections_share_the_time():
    """One that leads to itself, slowly, is followed no longer than one answer may take."""
    first = Dripping(b"", b"")
    second = Dripping(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + first.url.encode() + b"\r\n\r\n", b"")

    with pytest.raises(TimeoutError):
        fetch(Request(second.url), Limits(PATIENCE_S, BRIEF, 10), redirected=True)

    assert first.left.wait(PATIENCE_S / 2)
    for each in (first, second):
        each.close()
