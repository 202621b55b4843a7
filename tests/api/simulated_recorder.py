"""The other end of the recorder's socket, for the API's tests.

It listens at the Unix socket, reads `Request` lines and answers `Answer` lines. It has no rules; a test says what it answers.
"""

import socketserver
import threading
from pathlib import Path

from station.recorder.answers import Done, Live, Problem
from station.recorder.client import Answer
from station.recorder.commands import AskStatus, Follow, Request


class SimulatedRecorder(socketserver.ThreadingUnixStreamServer):
    """The other end of the local socket. Keeps what it was told; answers `refusal` if set, else `done`."""

    daemon_threads = True

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        super().__init__(str(path), _Conversation)
        self.told: list[Request] = []
        self.done = Done(session="S2", entries=[7], made={"batch": "B2"})
        self.refusal: Problem | None = None
        self.silent = threading.Event()
        self.mass_mg = 0
        self.pause_s = 0.05  # between two words to who follows
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def live(self) -> Live:
        """What is live; the mass grows by a gram each time, so that no two are the same."""
        self.mass_mg += 1000
        scale = {
            "live": True,
            "state": "live",
            "stable": True,
            "figure": str(self.mass_mg),
            "unit": "mg",
            "mass_mg": self.mass_mg,
        }
        rest = {"shown_as": "net", "condition": None, "age_ms": 10, "identity": "B123", "waiting_for": None}
        session = {
            "session": "S2",
            "stage": "weighing a batch",
            "batch": "B2",
            "entries": 7,
            "root": "",
            "challenge": None,
        }
        quiet = {"free_bytes": 1, "weighing": None, "notices": [], "cameras": []}
        return Live.model_validate(session | quiet | {"scale": scale | rest})

    def stop(self) -> None:
        """End all conversations and stop listening."""
        self.silent.set()
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: SimulatedRecorder

    def handle(self) -> None:
        request = Request.model_validate_json(self.rfile.readline())
        if isinstance(request.order, Follow):
            self._be_followed()
            return
        self.server.told.append(request)
        if self.server.refusal is not None:
            self._say(Answer(problem=self.server.refusal))
        elif isinstance(request.order, AskStatus):
            self._say(Answer(live=self.server.live()))
        else:
            self._say(Answer(done=self.server.done))

    def _be_followed(self) -> None:
        while not self.server.silent.wait(self.server.pause_s):
            try:
                self._say(Answer(live=self.server.live()))
            except OSError:
                return

    def _say(self, answer: Answer) -> None:
        self.wfile.write(answer.model_dump_json().encode() + b"\n")
