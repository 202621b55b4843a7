"""What a journal says of a device's recordings so far: which were left unfinished, and where the next one goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from station.streams.journal import Event


@dataclass(frozen=True)
class History:
    """Recordings of one device in one session; `finished` holds each `recording.finished` under its id."""

    started: tuple[dict[str, Any], ...]
    finished: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, events: Iterable[Event]) -> "History":
        """Read it from a journal's events."""
        events = list(events)
        started = tuple(data for kind, data in events if kind == "recording.started")
        finished = {data["recording"]: data for kind, data in events if kind == "recording.finished"}
        return cls(started, finished)

    @property
    def unfinished(self) -> list[dict[str, Any]]:
        """The `recording.started` of each recording whose end the journal does not have."""
        return [each for each in self.started if each["recording"] not in self.finished]

    @property
    def next_number(self) -> int:
        """The number of the next file, from 1."""
        return len(self.started) + 1

    @property
    def next_frame(self) -> int:
        """The number of the next frame, once all recordings are finished."""
        if not self.started:
            return 0
        last = self.started[-1]
        return int(last["first_frame"] + self.finished[last["recording"]]["frames"])

    @property
    def ended_us(self) -> int | None:
        """When the last recording ended, in Unix microseconds; None when there was none."""
        return max((int(each["ended_us"]) for each in self.finished.values()), default=None)


def recording_name(session: str, device: str, number: int) -> str:
    """Return a recording's id, which is also its file's stem."""
    return f"{session}-{device}-{number:04}"
