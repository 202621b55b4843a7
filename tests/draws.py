"""A session as far as its draws go, made of entries: who is there, what is on the list, who commits, what is drawn and tested.

`DrawDay` writes what an honest recorder would; `forged` lets a test change a fact as an insider with the key could have.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from station.formats.entry import Entry, Moment
from station.rules.kinds import check_data
from station.rules.sampling import Demand, Plan, commit, least_size, parse_share
from station.verify.drawing import Story
from station.verify.draws import check_draws
from station.verify.record import Record
from station.verify.report import Verdict
from tests import goods
from tests.scales import INSTRUMENT
from tests.software import SOFTWARE

SESSION = "S20261121-01"
BEGIN_US = 1_795_262_400_000_000  # 2026-11-21
ROLES = {"P1": "police", "P2": "media", "P3": "prosecutor"}
EXPIRES = "2027-06-30"


def secret_of(person: str, draw: str = "D1") -> str:
    """A person's secret: anything that is 64 hex digits."""
    return hashlib.sha256(f"{person} {draw}".encode()).hexdigest()


def opening(asked: dict[str, Any] | None = None) -> dict[str, Any]:
    """A session's opening, with the draw that its conditions ask for; no camera and nobody's seat."""
    return {
        "basis": {"type": "KZ-1017/2008", "number": "12-3456", "date": "2026-11-20", "issuer": "court"},
        "place": "hall 1",
        "furnace": "F1",
        "planned_minutes": 60,
        "seats": [],
        "quorum": [],
        "profile": goods.PROFILE,
        "conditions": {"opinion": False, "sample": False, "drying_permille": 0, "draw": asked},
        "cameras": [],
        "scale": INSTRUMENT,
        "check_weights": [],
        "furnace_controller": None,
        "software": SOFTWARE,
        "event": 0,
        "free_bytes": 1,
        "boot_id": "1",
    }


class DrawDay:
    """Three people, one consignment of `packages` packages with its list closed; what happens then, a test says."""

    def __init__(
        self,
        packages: int = 12,
        forged: Callable[[str, dict[str, Any]], dict[str, Any] | None] = lambda _kind, data: data,
        asked: dict[str, Any] | None = None,
    ) -> None:
        self.entries: list[Entry] = []
        self.story = Story()
        self._forged = forged
        self.add("session.opened", **opening(asked))
        for person, role in ROLES.items():
            names = {"name": {"commitment": "0" * 64}, "body": {"commitment": "0" * 64}}
            self.add("person.joined", person=person, role=role, **names)
        self.register("C1", [f"K{number}" for number in range(1, packages + 1)])
        self.add("list.closed", consignment="C1", packages=packages)

    @property
    def record(self) -> Record:
        """The record so far."""
        return Record(tuple(self.entries), ())

    def add(self, kind: str, **data: Any) -> None:
        """Record a fact, as forged."""
        told = self._forged(kind, data)
        if told is None:
            return
        check_data(kind, told)
        number = len(self.entries)
        entry = Entry(number, kind, Moment(BEGIN_US + number * 1_000_000, number), told, session=SESSION)
        self.entries.append(entry)
        self.story.follow(entry)

    def register(self, consignment: str, packages: list[str], sample: str | None = None) -> None:
        """Register a consignment when it is new, and packages of it."""
        if consignment not in self.story.consignments:
            self.add("consignment.registered", **goods.consignment(consignment))
        for package in packages:
            papers = goods.package(package, f"Z-{package}", consignment=consignment, sample=sample)
            self.add("package.registered", **papers)

    def open(self, draw: str = "D1", share: str = "9/10", allowed: int = 0, consignment: str = "C1") -> None:
        """Open a draw that is as large as its claim needs."""
        packages = len(self.story.drawable(consignment))
        demand = Demand(packages, parse_share(share, "share"), parse_share("19/20", "confidence"), allowed=allowed)
        plan = {"plan": "hypergeometric", "share": share, "confidence": "19/20", "allowed": allowed}
        size = least_size(Plan.HYPERGEOMETRIC, demand)
        self.add("draw.opened", draw=draw, consignment=consignment, **plan, packages=packages, size=size)

    def commit(self, *people: str, draw: str = "D1") -> None:
        """Let people commit to their secrets."""
        for who in people:
            self.add(
                "draw.committed", draw=draw, person=who, commitment=commit(SESSION, draw, who, secret_of(who, draw))
            )

    def close(self, draw: str = "D1") -> None:
        """Close the commitments."""
        self.add("draw.closed", draw=draw, persons=list(self.story.draws[draw].commitments))

    def reveal(self, *people: str, draw: str = "D1") -> None:
        """Let people reveal."""
        for who in people:
            self.add("draw.revealed", draw=draw, person=who, secret=secret_of(who, draw))

    def make(self, draw: str = "D1") -> None:
        """Make the draw from what was revealed."""
        self.add("draw.made", draw=draw, **self.story.draws[draw].follows())

    def draw(self, draw: str = "D1", people: tuple[str, ...] = ("P1", "P2"), **plan: Any) -> list[str]:
        """A whole draw; returns what it fell on."""
        self.open(draw, **plan)
        self.commit(*people, draw=draw)
        self.close(draw)
        self.reveal(*people, draw=draw)
        self.make(draw)
        return self.story.draws[draw].drawn

    def test(self, package: str, result: str = "as_declared", draw: str | None = "D1", **more: Any) -> None:
        """Test a package."""
        number = f"T{len(self.story.tests) + 1}"
        kit = {"kit": "reagent", "lot": "L-7", "expires": EXPIRES, "person": "P3", "used_mg": 20}
        self.add("test.recorded", test=number, draw=draw, package=package, result=result, **kit | more)


def draw_at(second: float) -> tuple[tuple[float, str, dict[str, Any]], ...]:
    """A draw among three packages by two people, every drawn one tested, for a `Script.more`: within a second from then on."""
    day = DrawDay(packages=3)
    before = len(day.entries) - 1  # the list's closing goes with it
    for package in day.draw(share="1/2"):
        day.test(package, person="P2", used_mg=0)
    return tuple((second + number / 50, entry.kind, entry.data) for number, entry in enumerate(day.entries[before:]))


def told(day, check, verdict):
    """The texts of a check's findings with this verdict."""
    return [str(each.text) for each in check_draws(day.record) if (each.check, each.verdict) == (check, verdict)]


def failures(day):
    """All that failed."""
    return [(each.check, str(each.text)) for each in check_draws(day.record) if each.verdict is Verdict.FAIL]


def notes(day, check="tests"):
    """What a check notes."""
    return told(day, check, Verdict.NOTE)


def whole_day(forged=lambda _kind, data: data, **plan):
    """A draw of which every package was tested and found as declared."""
    day = DrawDay(forged=forged)
    for package in day.draw(**plan):
        day.test(package)
    return day


def change(kind, number=1, **facts):
    """Forge facts of the entry of a kind that comes as so-manieth."""
    seen = []

    def forged(found, data):
        seen.extend([kind] if found == kind else [])
        return data | facts if found == kind and len(seen) == number else data

    return forged
