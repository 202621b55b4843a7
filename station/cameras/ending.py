"""Films on their way to their end: those whose encoder still writes the last fragment, and those that broke.

A film that broke is closed by the same recovery as one whose process was killed. When the disk does not let it, it is tried again
every `RETRY_S`.
"""

import time
from dataclasses import dataclass
from typing import Any

from station.cameras.film import Film
from station.cameras.reports import plainly
from station.streams.recover import close_interrupted

RETRY_S = 2.0


@dataclass(frozen=True)
class Ended:
    """A film that has come to its end; `finished` is its `recording.finished`."""

    film: Film
    finished: dict[str, Any]

    @property
    def lost(self) -> int:
        """How many frames were given to its encoder and are not in its file."""
        return self.film.written - int(self.finished["frames"])


class Ending:
    """For one thread."""

    def __init__(self) -> None:
        self._films: list[Film] = []
        self._retry_at = 0.0
        self.trouble: str | None = None

    def __len__(self) -> int:
        return len(self._films)

    @property
    def broken(self) -> bool:
        """Whether a film broke whose frames are not counted yet."""
        return any(film.failure is not None or film.died for film in self._films)

    def add(self, film: Film) -> None:
        """Bring a film to its end."""
        film.finish()
        self._films.append(film)

    def take(self) -> list[Ended]:
        """Return the films that have come to their end since the last call, in the order they began; never waits."""
        ended: list[Ended] = []
        while self._films and self._films[0].ended.is_set():
            finished = self._close(self._films[0])
            if finished is None:
                break
            ended.append(Ended(self._films.pop(0), finished))
        return ended

    def wait(self, timeout_s: float) -> None:
        """Wait for the first of them, at most so long."""
        if self._films:
            self._films[0].ended.wait(timeout_s)

    def _close(self, film: Film) -> dict[str, Any] | None:
        if film.failure is None:
            well = {"recording": film.name, "ended_us": film.ended_us, "interrupted": False, "torn": None}
            return {**well, **film.totals}
        if time.monotonic() < self._retry_at:
            return None
        try:
            finished = close_interrupted(film.path, film.started)
        except OSError as error:
            self.trouble, self._retry_at = plainly(error), time.monotonic() + RETRY_S
            return None
        self.trouble = None
        return finished
