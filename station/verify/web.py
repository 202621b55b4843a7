"""One request over HTTP to whoever may be the adversary: its answer is limited in bytes, and all of it in time.

A socket's own limit counts from packet to packet, so a server that sends a byte now and then could hold a reader for ever. Here
the time is that of everything: finding the address, connecting, redirections, headers and body. Only http and https are spoken.
"""

import http.client
import io
import socket
import threading
import time
import urllib.error
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

_NO_END = "the answer did not end"


@dataclass(frozen=True)
class Limits:
    """Seconds between two packets, seconds for the whole request, and bytes of the answer's body."""

    silence_s: float
    whole_s: float
    size: int


@dataclass(frozen=True)
class Answer:
    """What was answered, with any status. A `body` of over `size` bytes has one byte more than that, and is not whole."""

    status: int
    body: bytes
    encoding: str


def fetch(request: Request, limits: Limits, *, redirected: bool) -> Answer:
    """Ask; raise `OSError`, `http.client.HTTPException` or `ValueError` when there is no whole answer in time."""
    told: Future[Answer] = Future()
    until = time.monotonic() + limits.whole_s

    def work() -> None:
        try:
            told.set_result(_ask(request, limits, until, redirected=redirected))
        except Exception as error:  # noqa: BLE001 - it is raised by whoever waits
            told.set_exception(error)

    # What finds addresses has no time limit of its own. A thread that is left behind ends with its next packet.
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(limits.whole_s)
    if not told.done():
        raise TimeoutError(_NO_END)
    return told.result()


def _ask(request: Request, limits: Limits, until: float, *, redirected: bool) -> Answer:
    try:
        answer: Any = _opener(until, redirected=redirected).open(request, timeout=limits.silence_s)
    except urllib.error.HTTPError as error:
        answer = error
    if answer is None:
        raise ValueError("the server answers in no way that is known")
    with answer:
        body = answer.read(limits.size + 1)
        if answer.length and len(body) <= limits.size:  # http.client is silent when a connection breaks off
            raise http.client.IncompleteRead(body, answer.length)
        return Answer(answer.status, body, answer.headers.get("Content-Encoding", "identity").lower())


def _opener(until: float, *, redirected: bool) -> OpenerDirector:
    """Return an opener without the local files and the FTP that `urllib` otherwise speaks, also after a redirection."""
    opener = OpenerDirector()
    opener.add_handler(_Http(until))
    opener.add_handler(_Https(until))
    for handler in (ProxyHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    if redirected:
        opener.add_handler(HTTPRedirectHandler())
    return opener


class _Http(HTTPHandler):
    def __init__(self, until: float) -> None:
        super().__init__()
        self._until = until

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_timely(http.client.HTTPConnection, self._until), req)


class _Https(HTTPSHandler):
    def __init__(self, until: float) -> None:
        super().__init__()
        self._until = until

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_timely(http.client.HTTPSConnection, self._until), req)


def _timely(kind: type[http.client.HTTPConnection], until: float) -> Callable[..., http.client.HTTPConnection]:
    """Make connections of a kind that end in time."""

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *told: Any, **named: Any) -> None:
            super().__init__(sock, *told, **named)
            self.fp = io.BufferedReader(_Timely(sock, self.fp.detach(), until))

    def connect(host: str, *, timeout: float, **named: Any) -> http.client.HTTPConnection:
        connection = kind(host, timeout=min(timeout, _left(until)), **named)
        connection.response_class = Response
        return connection

    return connect


class _Timely(io.RawIOBase):
    """A socket's bytes, as long as there is time."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, until: float) -> None:
        super().__init__()
        self._sock, self._raw, self._until = sock, raw, until
        self._silence_s = sock.gettimeout() or 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._sock.settimeout(min(self._silence_s, _left(self._until)))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError(_NO_END)
    return left
