"""A made session that two courts ask about: one whose case was burned here, one whose was not."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from station.evidence import export_session
from station.ledger import engine
from tests.courts import court_at
from tests.goods import stated
from tests.sessions import SESSION, Made, Script, make_session


def papers(kind, data):
    """State masses at seizure, so that the balance closes: 3 packages of 5.1 kg, of which the last was set aside unweighed."""
    return data | {"stated": stated(gross_mg=15_300_000)} if kind == "consignment.registered" else data


@dataclass(frozen=True)
class Answers:
    """What was answered: the folders, and the session's log. Not to be changed."""

    made: Made
    found: Path
    nothing: Path
    waiting: str

    @property
    def log(self):
        """The published log."""
        return self.made.recordings.parent / "log"


@pytest.fixture(scope="session")
def answers(tmp_path_factory):
    """A session, its bag, an answer about its case, one about another case, and a request that waits."""
    folder = tmp_path_factory.mktemp("court")
    made = make_session(folder, Script(facts=papers, interrupt=True))
    reader = engine.reader(made.database)
    with reader.connect() as connection:
        export_session(connection, made.recordings, SESSION, folder / "bag")
    reader.dispose()
    with court_at(made) as court:
        found = court.answer(court.ask(), copies=folder / "bag")
        nothing = court.answer(court.ask("26-9"), language="ru")
        waiting = court.ask("26-7")
    return Answers(made, found, nothing, waiting)
