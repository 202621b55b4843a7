"""Places for event streams: so many at once, and so many for one address, so that no reader shuts the others out."""

import threading
from collections import Counter


class Places:
    """Counts who sits. Any thread may call."""

    def __init__(self, total: int, an_address: int) -> None:
        self._total, self._an_address = total, an_address
        self._taken: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, address: str) -> bool:
        """Take a place; false when there is none left, or none for this address."""
        with self._lock:
            if self._taken.total() >= self._total or self._taken[address] >= self._an_address:
                return False
            self._taken[address] += 1
            return True

    def leave(self, address: str) -> None:
        """Give a place back."""
        with self._lock:
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]  # an address that has gone must not fill memory
