"""A book that can be opened again, as a restart does."""

import pytest

from station import keys
from station.formats.entry import Moment
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder import commands as say
from station.recorder.book import Book
from tests.goods import consignment, told
from tests.station.recorder.books import NAME
from tests.station.recorder.goods_counter import CASE, Counter


@pytest.fixture
def reopen(tmp_path):
    """A function that opens the same book again, as a restart does."""
    url = f"sqlite:///{tmp_path}/station.db"
    keys.generate(tmp_path / "key", NAME)
    opened = []

    def open_book():
        for ledger in opened:
            ledger.close()
        opened.clear()
        signer = keys.load(tmp_path / "key")
        times = iter(range(10**6))
        ledger = Ledger.open(
            engine.writer(url), signer, project, lambda: Moment(10**15 + next(times), next(times)), tmp_path / "log"
        )
        opened.append(ledger)
        return Book(ledger, engine.reader(url), ["case"])

    yield open_book
    for ledger in opened:
        ledger.close()


@pytest.fixture
def counter(reopen):
    """A station with the session S1 open and the consignment C1 of a case registered."""
    made = Counter(reopen())
    made.open("S1")
    made.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    return made
