"""What one board that signs its readings last said, so that nothing it said is taken twice.

Promise: a counter that is not above the last one is refused, and so is an event counter below the last one; how many
readings never came is told with the next one.
Limits: it remembers as long as it lives. Whoever restarts hands in what was recorded last; what the board said between
that record and the restart could be replayed once.
"""

from dataclasses import replace

from firmware_bridge.reading import BoardCount

# The firmware's counter.c: the upper half of a counter names a block, taken at each start; the lower the place in it.
BLOCK = 1 << 24


class NotNextError(ValueError):
    """A signed reading that is not newer than the last one; `reason` says how."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BoardWatch:
    """One for each board and line. Without `board`, the first one whose signature fits is taken for it.

    `counter` and `events` are the last that were recorded. Only the port's thread calls `take`.
    """

    def __init__(self, board: str | None = None, *, counter: int | None = None, events: int = 0) -> None:
        self.board, self._counter, self._events = board, counter, events
        # Whether a signature ever fitted the key that is configured.
        self.proved = False

    def take(self, told: BoardCount) -> BoardCount:
        """Take the count of a reading whose signature fits, and complete it. Raises NotNextError."""
        self.proved = True
        last = self._counter
        if last is not None and told.counter <= last:
            raise NotNextError(f"replayed: its counter is {told.counter}, and {last} was heard before")
        if told.events < self._events:
            raise NotNextError(f"the event counter went back from {self._events} to {told.events}")
        self.board, self._counter, self._events = told.board, told.counter, told.events
        return told if last is None else _with_gap(told, last)


def _with_gap(told: BoardCount, last: int) -> BoardCount:
    """A full block is followed by the next without a restart: then the counters are neighbours."""
    gap = told.counter - last - 1
    if gap == 0 or told.counter // BLOCK == last // BLOCK:
        return replace(told, missing=gap)
    return replace(told, missing=told.counter % BLOCK, restarted=True)
