"""Posts alarms to a web address, beside the rounds: what does not answer is tried a few times, and never waited for."""

import json
import threading
import time
import urllib.request
from http.client import HTTPException
from queue import Empty, Full, Queue
from typing import Any
from urllib.parse import urlsplit

from station.monitor.errors import NotAnAddress

WAITING = 100  # alarms; when so many wait, nobody has taken one for a long time
TRIES = 4
PAUSE_S = 1.0  # before the second try, then twice as long each time
TIMEOUT_S = 10.0


class Webhook:
    """Posts each event as JSON from a thread of its own. `lost` counts those that nobody took."""

    def __init__(self, url: str, *, pause_s: float = PAUSE_S) -> None:
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise NotAnAddress(url)
        self.lost = 0
        self._url, self._pause_s = url, pause_s
        self._queue: Queue[dict[str, Any]] = Queue(WAITING)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhook", daemon=True)
        self._thread.start()

    def post(self, event: dict[str, Any]) -> None:
        """Take an event to be posted; returns at once."""
        try:
            self._queue.put_nowait(event)
        except Full:
            self.lost += 1

    def close(self, timeout_s: float) -> None:
        """Post what waits, for so long at most; what is left then is lost."""
        self._closing.set()
        self._thread.join(timeout_s)
        self.lost += self._queue.qsize()

    def _run(self) -> None:
        while True:
            try:
                event = self._queue.get(timeout=0.1)
            except Empty:
                if self._closing.is_set():
                    return
                continue
            self.lost += not self._deliver(json.dumps(event).encode())

    def _deliver(self, body: bytes) -> bool:
        pause_s = self._pause_s
        for left in reversed(range(TRIES)):
            try:
                # the address was checked at the start
                asked = urllib.request.Request(self._url, body, {"Content-Type": "application/json"})  # noqa: S310
                with urllib.request.urlopen(asked, timeout=TIMEOUT_S):  # noqa: S310 - as above
                    return True
            except (OSError, HTTPException, ValueError):
                if left:
                    time.sleep(pause_s)
                    pause_s *= 2
        return False
