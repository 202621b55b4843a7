"""The console's end of the recorder's local socket: one JSON line out, one or more JSON lines back."""

import socket
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from station.recorder.answers import Done, Live, Problem
from station.recorder.commands import Follow, Message, Request
from station.sockets import short_name

CONNECT_TIMEOUT_S = 2.0
# A weighing waits for a stable load; the recorder itself gives up sooner and says why (config: weighing.timeout_s).
ANSWER_TIMEOUT_S = 900.0


class RecorderUnreachable(ConnectionError):
    """Nobody answers at the recorder's socket."""


class CommandRefused(Exception):
    """The recorder refused a command; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.title}: {problem.detail} {problem.remedy}")


class Answer(Message):
    """One line from the recorder: exactly one of the fields is set."""

    done: Done | None = None
    live: Live | None = None
    problem: Problem | None = None


ANSWER = TypeAdapter(Answer)


class RecorderClient:
    """Speaks to the recorder behind a Unix socket. Each call is a connection of its own, so that any thread may call."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, request: Request, *, timeout_s: float = ANSWER_TIMEOUT_S) -> Answer:
        """Give a command and wait for its answer.

        Raises `CommandRefused` when the rules do not allow it, `RecorderUnreachable` when nobody answers.
        """
        for answer in self._converse(request, timeout_s):
            if answer.problem is not None:
                raise CommandRefused(answer.problem)
            return answer
        raise RecorderUnreachable("The recorder closed the line without an answer; ask for the status and try again.")

    def follow(self, by: str, *, timeout_s: float = 10.0) -> Iterator[Live]:
        """Yield what is live, as it changes; ends with `RecorderUnreachable` when the recorder falls silent."""
        for answer in self._converse(Request(by=by, order=Follow()), timeout_s):
            if answer.live is not None:
                yield answer.live
        raise RecorderUnreachable("The recorder closed the line; it is restarted by itself, try again.")

    def _converse(self, request: Request, timeout_s: float) -> Iterator[Answer]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(CONNECT_TIMEOUT_S)
            try:
                with short_name(self._path) as name:
                    line.connect(name)
                line.sendall(request.model_dump_json().encode() + b"\n")
                line.settimeout(timeout_s)
                with line.makefile("rb") as answers:
                    for text in answers:
                        yield ANSWER.validate_json(text)
            except OSError as error:
                raise RecorderUnreachable(
                    f"The recorder does not answer ({error}); is `station run` running?"
                ) from error
