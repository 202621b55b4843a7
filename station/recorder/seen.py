"""Facts that the cameras must see: the cameras are asked themselves, since a process that hangs journals nothing."""

from typing import Protocol

from station.formats.entry import Entry
from station.recorder.book import Book, Fact
from station.recorder.refusals import not_ready


class Filming(Protocol):
    """What is asked of the cameras."""

    def held_up_by(self) -> str | None:
        """Why not every camera films now, in words, or None."""


def record_seen(book: Book, footage: Filming, fact: Fact, by: str) -> list[Entry]:
    """Record a fact while every camera films; raise `Refused` when one is held up, or what the rules ask for is missing."""
    with book.turn:
        book.check(fact.kind, fact.data)
        away = footage.held_up_by()
        if away is not None:
            raise not_ready(f"Not now: {away}.", "Wait for the camera, or look at its cable and power.")
        return book.record(fact, by=by)
