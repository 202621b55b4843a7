"""Failed logins, counted by address: after a few in a minute an address has to wait.

By address and not by name, so that nobody can lock an operator out from another machine. The count lives in memory only:
what slows guessing down over days is argon2.
"""

import math
import time
from collections import deque
from collections.abc import Callable

MAX_FAILURES = 5  # an operator's typing errors; at this rate a password of 12 characters is not guessed
WINDOW_S = 60.0
MAX_ADDRESSES = 1024  # an attacker with many addresses must not fill memory; the oldest is forgotten


class Failures:
    """The failures of the last minute. For one thread at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def wait_s(self, address: str) -> int:
        """Whole seconds until this address may try again; 0 when it may now."""
        times = self._times.get(address, deque())
        now = self._clock()
        while times and times[0] <= now - WINDOW_S:
            times.popleft()
        return 0 if len(times) < MAX_FAILURES else math.ceil(times[0] + WINDOW_S - now)

    def count(self, address: str) -> None:
        """Note a failure."""
        times = self._times.pop(address, deque(maxlen=MAX_FAILURES))
        times.append(self._clock())
        self._times[address] = times
        if len(self._times) > MAX_ADDRESSES:
            del self._times[next(iter(self._times))]
