"""A court at a station's door: a made session's log opened again by a real book and desk, requests recorded, answers made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from station.courts.answer import Order
from station.courts.package import answer
from station.formats.entry import Moment
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.book import Book
from station.recorder.court_desk import CourtDesk
from tests.sessions import BEGIN_US, SECOND, Made

CASE = "26-1"  # of tests.goods.consignment
CLERK = "clerk-1"
MONO_US = 10**9 + 3600 * SECOND


@dataclass
class Court:
    """What a clerk at the station can do. `made` is the session whose log goes on."""

    made: Made
    book: Book
    reader: Engine

    def ask(self, case: str = CASE, **otherwise: Any) -> str:
        """Record a request; return its number."""
        asked = {"court": "district court no. 2", "judge": "judge one", "number": "2-114/2026", "date": "2026-11-21"}
        return str(self.give(say.RequestAnswer.model_validate(asked | {"case": case} | otherwise)).made["request"])

    def give(self, order: say.Message) -> Done:
        """Give a command to the desk."""
        return CourtDesk(self.book, self.reader).acts[type(order)](order, CLERK)

    def answer(self, request: str, *, language: str = "en", copies: Path | None = None) -> Path:
        """Answer a request; return the answer's folder."""
        order = Order(request, language, CLERK, "clerk one", copies)
        return answer(self.reader, self.made.recordings, order, self.give)


@contextmanager
def court_at(made: Made, withhold: tuple[str, ...] = ("case",)) -> Iterator[Court]:
    """Open the log of a made session again, an hour later."""
    ticks = iter(range(0, 10**9, 1000))

    def clock() -> Moment:
        passed = next(ticks)
        return Moment(BEGIN_US + 3600 * SECOND + passed, MONO_US + passed)

    writer = engine.writer(made.database)
    ledger = Ledger.open(writer, made.signer, project, clock, made.recordings.parent / "log")
    reader = engine.reader(made.database)
    try:
        yield Court(made, Book(ledger, reader, withhold), reader)
    finally:
        ledger.close()
        writer.dispose()
        reader.dispose()
