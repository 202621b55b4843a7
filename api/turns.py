"""What an address did within the last minute: failed logins, questions by case number. After a few it has to wait.

By address and not by number, so that nobody can lock another machine out; failed logins also by name (`door`). The count lives
in memory only, and who has many addresses has many turns: this slows guessing down, it does not end it.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 60.0
MAX_ADDRESSES = 1024  # an attacker with many addresses must not fill memory; the oldest is forgotten


class MustWait(Exception):
    """The address had its turns; the next comes after `wait_s` whole seconds."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"This address had its turns; wait {wait_s} s.")
        self.wait_s = wait_s


class Turns:
    """Turns of the last minute, `limit` an address. Any thread may call."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def check(self, address: str) -> None:
        """Raise `MustWait` unless the address has a turn left."""
        with self._lock:
            self._check(address)

    def count(self, address: str) -> None:
        """Note a turn."""
        with self._lock:
            self._count(address)

    def take(self, address: str) -> int:
        """Note a turn and return how many that makes this minute; raise `MustWait` when none is left."""
        with self._lock:
            self._check(address)
            return self._count(address)

    def _check(self, address: str) -> None:
        times = self._times.get(address, deque())
        now = self._clock()
        while times and times[0] <= now - WINDOW_S:
            times.popleft()
        if len(times) >= self._limit:
            raise MustWait(math.ceil(times[0] + WINDOW_S - now))

    def _count(self, address: str) -> int:
        times = self._times.pop(address, deque(maxlen=self._limit))
        times.append(self._clock())
        self._times[address] = times
        if len(self._times) > MAX_ADDRESSES:
            del self._times[next(iter(self._times))]
        return len(times)
