"""What the recorder says is live: one thread follows it, any number of event streams read the newest word.

Only the newest value is kept, so a slow reader costs no memory. Nothing here is evidence: the entries are.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from station.recorder.answers import Live
from station.recorder.client import CommandRefused, RecorderClient, RecorderUnreachable

BY = "api"
SILENT_S = 3.0  # the recorder speaks at least ten times a second; older words must not pass for what is live
RETRY_S = 1.0  # the supervisor restarts a fallen recorder within a second or two


class Seen(NamedTuple):
    """The newest word of the recorder: `live` is None until, and whenever, it cannot be reached."""

    reachable: bool
    live: Live | None


class Watch:
    """Follows the recorder from `start` to `stop`, and again and again when it falls silent."""

    def __init__(self, recorder: RecorderClient) -> None:
        self._recorder = recorder
        self._stopping = threading.Event()
        # a daemon: a read that waits on a silent recorder must not hold up the end of the service
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self.newest = Seen(reachable=False, live=None)  # replaced whole, so readers need no lock
        self._lock = threading.Lock()
        self._readers: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    @contextmanager
    def news(self) -> Iterator[asyncio.Event]:
        """Give an event of the running loop that is set with each new word."""
        reader = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._readers.add(reader)
        try:
            yield reader[1]
        finally:
            with self._lock:
                self._readers.discard(reader)

    def stop(self) -> None:
        """Follow no more; the thread ends with the next word or the next timeout."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow()
            except (RecorderUnreachable, CommandRefused):
                self._tell(Seen(reachable=False, live=None))
            self._stopping.wait(RETRY_S)

    def _follow(self) -> None:
        for live in self._recorder.follow(BY, timeout_s=SILENT_S):
            if self._stopping.is_set():
                return
            self._tell(Seen(reachable=True, live=live))

    def _tell(self, seen: Seen) -> None:
        self.newest = seen
        with self._lock:
            for loop, event in self._readers:
                with suppress(RuntimeError):  # a loop that has ended reads no more
                    loop.call_soon_threadsafe(event.set)
