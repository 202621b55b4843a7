"""The recorder's local socket: commands in, answers out, one thread a connection.

A Unix socket of mode 0600: not reachable from the network, and only by the station's own account. A follower that does not
read is dropped, so that no browser can hold the recorder up.
"""

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import structlog
from pydantic import ValidationError

from station.recorder.answers import Done, Live, Problem
from station.recorder.client import Answer
from station.recorder.commands import AskStatus, Follow, Request
from station.recorder.refusals import problem_of
from station.sockets import short_name

MAX_REQUEST_BYTES = 8 << 20  # a list of 2,000 packages with their custody; a broken client must not fill memory
SEND_TIMEOUT_S = 2.0
FOLLOW_PERIOD_S = 0.1  # told at least so often, and whenever the scale has said something
FOLLOW_PAUSE_S = 0.01  # but never more often than this
log = structlog.get_logger()


class Server:
    """Answers at the socket until closed."""

    def __init__(
        self,
        path: Path,
        carry_out: Callable[[Request], Done],
        live: Callable[[], Live],
        wait_for_news: Callable[[float], None],
    ) -> None:
        self._carry_out, self._live, self._wait_for_news = carry_out, live, wait_for_news
        self._stopped = threading.Event()
        path.unlink(missing_ok=True)  # a killed recorder's; the folder's lock says that we are alone
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with short_name(path) as name:
            self._socket.bind(name)
        path.chmod(0o600)
        self._socket.listen()
        threading.Thread(target=self._accept, name="server", daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._stopped.set()
        self._socket.close()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), name="console", daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            line.settimeout(SEND_TIMEOUT_S)
            with line.makefile("rb") as lines:
                request = self._read(line, lines.readline(MAX_REQUEST_BYTES))
            if request is None:
                return
            if isinstance(request.order, Follow):
                self._follow(line)
            else:
                _send(line, self._answer(request))

    def _read(self, line: socket.socket, text: bytes) -> Request | None:
        try:
            return Request.model_validate_json(text)
        except ValidationError as error:
            _send(line, Answer(problem=_misunderstood(error)))
            return None

    def _answer(self, request: Request) -> Answer:
        if isinstance(request.order, AskStatus):
            return Answer(live=self._live())
        try:
            done = self._carry_out(request)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the console is told, and the recorder goes on
            problem = problem_of(error)
            log.warning("command_refused", command=request.order.command, by=request.by, detail=problem.detail)
            return Answer(problem=problem)
        log.info("command_done", command=request.order.command, by=request.by, entries=done.entries)
        return Answer(done=done)

    def _follow(self, line: socket.socket) -> None:
        while not self._stopped.wait(FOLLOW_PAUSE_S):
            _send(line, Answer(live=self._live()))
            self._wait_for_news(FOLLOW_PERIOD_S)


def _send(line: socket.socket, answer: Answer) -> None:
    line.sendall(answer.model_dump_json(exclude_none=False).encode() + b"\n")


def _misunderstood(error: ValidationError) -> Problem:
    wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'message'}: {e['msg']}" for e in error.errors())
    return Problem(
        type="/problems/malformed",
        status=422,
        title="The message is not a command",
        detail=wrong,
        remedy="Send one JSON line as station/recorder/commands/ describes it.",
    )
