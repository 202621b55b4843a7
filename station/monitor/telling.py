"""What the monitor says: one line an event, for people or as JSON. Names and reasons in a log are an insider's to choose.

So nothing of them reaches a terminal that is not printable, and no line is longer than a reader's patience.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

MAX_TEXT = 1_500  # characters; an entry may hold a reason of 65,535 bytes


class State(StrEnum):
    """Whether an alarm begins, still stands when the monitor starts, or ends; else it is a notice."""

    BEGINS = "begins"
    STANDS = "stands"
    ENDS = "ends"
    NOTICE = "notice"


LABELS = {State.BEGINS: "ALARM", State.STANDS: "STILL", State.ENDS: "ENDED", State.NOTICE: "note "}


@dataclass(frozen=True)
class Event:
    """One thing to say about a station. `size` is that of the newest checkpoint that was accepted."""

    event: str
    state: State
    station: str
    size: int
    when_s: int
    text: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def when(self) -> str:
        """The time by this computer's clock."""
        return f"{datetime.fromtimestamp(self.when_s, UTC):%Y-%m-%dT%H:%M:%SZ}"

    def to_json(self) -> dict[str, Any]:
        """Return the event as JSON values."""
        return {
            "event": self.event,
            "state": self.state.value,
            "station": self.station,
            "size": self.size,
            "when": self.when,
            "text": shown(self.text),
            "details": self.details,
        }

    def line(self) -> str:
        """Return the event as a line for people."""
        return f"{self.when}  {LABELS[self.state]}  {shown(self.station)}: {shown(self.text)}"


def shown(text: str) -> str:
    """Return a text that may stand on a terminal."""
    cut = text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in cut)


class Teller:
    """Says events, one at a time, from any thread; `post` also gets those that are no notices."""

    def __init__(
        self,
        write: Callable[[str], None],
        *,
        as_json: bool = False,
        post: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        self._write, self._as_json, self._post = write, as_json, post
        self._turn = threading.Lock()

    def tell(self, event: Event) -> None:
        """Say it."""
        # JSON in ASCII: nothing that stands in a log can move a terminal's cursor or turn its writing direction
        line = json.dumps(event.to_json()) if self._as_json else event.line()
        with self._turn:
            self._write(line)
        if self._post is not None and event.state in {State.BEGINS, State.ENDS}:
            self._post(event.to_json())
