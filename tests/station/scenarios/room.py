"""A recorder's room the day after a burning: the real book and desk over the real log, commands given and refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from station.evidence import export_session
from station.ledger.publish import publish
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.book import Fact
from station.recorder.goods_desk import GoodsDesk
from station.recorder.refusals import problem_of
from station.verify.log import FolderSource, verify_log
from station.verify.report import Report
from tests.courts import Court, court_at
from tests.draws import opening
from tests.goods import AllFilm
from tests.scales import EVENT, weighed
from tests.sessions import Made

DAY = "S20261122-01"
CLERK = "operator-1"
WEIGHING = 6  # after those of the honest day
TOTALS = {"packages_burned": 0, "packages_set_aside": 0, "packages_missing": 0, "burned_mg": 0, "residue_mg": None}
QUORUM = {"met": True, "cosigned": [], "missing": [], "reason": None}
GOODS: dict[str, Any] = {
    "consignment": "C2",
    "case": "26-2",
    "court": "district court",
    "investigator": "investigation department",
    "seizure_act": "act 15",
    "seizure_place": "road km 120",
    "seizure_date": "2026-11-20",
    "substance": "cocaine",
    "form": "powder",
    "source": "opinion 2",
}


def parcel(number: str, seal: str, **otherwise: Any) -> dict[str, Any]:
    """A package of consignment C2, as a command names it."""
    return {"package": number, "consignment": "C2", "seal": seal, "description": "sack"} | otherwise


@dataclass
class Room:
    """What an operator can do, and an insider who writes past the desk."""

    court: Court
    desk: GoodsDesk

    def open(self) -> "Room":
        """Open the day's session, with a policeman and a journalist."""
        self.court.book.open(DAY, Fact("session.opened", opening() | {"event": EVENT}), by=CLERK)
        for person, role in (("P1", "police"), ("P2", "media")):
            self.record("person.joined", person=person, role=role, name=f"name {person}", body=f"body {person}")
        return self

    def give(self, order: type[say.Message], **fields: Any) -> Done:
        """Give a command."""
        return self.desk.acts[order](order.model_validate(fields), CLERK)

    def refused(self, order: type[say.Message], **fields: Any) -> str:
        """Give a command that is refused; return the problem's words."""
        with pytest.raises(Exception) as caught:  # noqa: PT011 the recorder's own table turns whatever it is into a problem
            self.give(order, **fields)
        problem = problem_of(caught.value)
        assert problem.status < 500
        return f"{problem.title}. {problem.detail} {problem.remedy}"

    def record(self, kind: str, **data: Any) -> None:
        """Write an entry past the desk, by the rules of the session alone."""
        self.court.book.record(Fact(kind, data), by=CLERK)

    def refused_entry(self, kind: str, **data: Any) -> str:
        """Write an entry that the rules refuse; return the problem's words."""
        with pytest.raises(ValueError, match="is not possible now") as caught:
            self.record(kind, **data)
        return problem_of(caught.value).detail

    def weigh(self, package: str, seal: str, grams: str) -> None:
        """Open a batch, show a package and weigh it; the first weighing of the day."""
        self.record("batch.opened", batch="B1")
        self.give(say.PresentPackage, package=package, seal=seal, seal_state="intact")
        serial = {"recording": f"{DAY}-serial-0001", "from_mono_us": 0, "to_mono_us": 1}
        self.record(
            "weighing.recorded", **weighed(grams, package=package, batch="B1", weighing=WEIGHING, serial=serial)
        )

    def seal(self, **totals: int) -> None:
        """Close and seal the session; what was burned and kept, if anything."""
        self.record("session.closed", **TOTALS | totals)
        self.court.book.seal([], QUORUM, CLERK)

    def bag(self, destination: Path) -> Path:
        """Export the day's session."""
        with self.court.reader.connect() as connection:
            return export_session(connection, self.court.made.recordings, DAY, destination, openings=True)

    def log(self) -> Report:
        """What the check of the published log reports."""
        folder = self.court.made.recordings.parent / "published"
        with self.court.reader.connect() as connection:
            publish(connection, folder)
        return verify_log(FolderSource(folder))


@contextmanager
def room_of(made: Made) -> Iterator[Room]:
    """Open the log of a made session again."""
    with court_at(made) as court:
        yield Room(court, GoodsDesk(court.book, court.reader, AllFilm()))
