"""Commands that are recorded as they are said: the book's rules alone decide whether they come at the right time."""

from collections.abc import Callable
from typing import Any

from station.recorder.answers import Done, done
from station.recorder.book import Book, Fact
from station.recorder.commands import Message

Act = Callable[[Any, str], Done]  # what a command of one type does, when `by` gives it


def plain(book: Book, kind: str) -> Act:
    """An act that records the command's own fields as the data of one entry."""

    def act(order: Message, by: str) -> Done:
        return done(book.record(Fact(kind, order.told()), by=by))

    return act
