"""A day's burning of any list of packages: `Day` says what their papers claim, how they are found and what becomes of them.

It is put down as `tests.sessions` does (a real ledger, real films, a real serial recording). A package takes two seconds on the
scale; the films run on in files of ten seconds, so that an image is cut from a short one. What is weighed and not burned is set
aside at once. Where nothing is weighed, no batch is opened and no fire is lit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from station.rules.sampling import Demand, Plan, commit, joint_seed, least_size, parse_share, select
from tests.draws import EXPIRES, secret_of
from tests.goods import consignment, package, sample, shown
from tests.images import image_of
from tests.scales import CHECK_WEIGHT
from tests.sessions import CAMERAS, PEOPLE, SESSION, Made, Script, Session

POWDER: dict[str, Any] = {"substance": "cocaine", "form": "powder", "fresh": False}
FIRST = 7  # the second in which the first package stands on the scale
EACH = 2
PAGE = 10.0  # seconds in a file of a film
EMPTY = "0.0"


@dataclass(frozen=True)
class Parcel:
    """A package; `grams` is what the scale shows of it (None: it is not weighed), `papers` and `found` what is otherwise.

    Its papers state as its gross mass what the scale shows, or none.
    `aside` and `missing` are the reasons why it is kept from the fire, or is not there; without both it burns.
    """

    number: str
    grams: str | None = None
    papers: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    aside: str | None = None
    missing: str | None = None

    @property
    def seal(self) -> str:
        """The seal that its papers name."""
        return str(self.papers.get("seal", f"Z-{self.number}"))

    @property
    def burns(self) -> bool:
        """Whether it enters the furnace."""
        return self.aside is None and self.missing is None


@dataclass(frozen=True)
class Draw:
    """A draw of consignment C1: its claim, the result of the test of each package it falls on, and whether a negative ends it."""

    result: Callable[[str], str] = lambda _package: "as_declared"
    share: str = "9/10"
    until_negative: bool = False


@dataclass(frozen=True)
class Day:
    """What is burned, and what is told of it. `told` are further facts before the first weighing; the residue is in grams."""

    parcels: tuple[Parcel, ...]
    goods: dict[str, Any] = field(default_factory=lambda: POWDER)
    draw: Draw | None = None
    told: tuple[tuple[str, dict[str, Any]], ...] = ()
    residue: str = "250.0"


class GoodsDay(Session):
    """The session of a day."""

    def __init__(self, folder: Path, day: Day, script: Script) -> None:
        super().__init__(folder, script)
        self.day = day
        self.weighed = [each for each in day.parcels if each.grams is not None]
        self.burned = [each for each in self.weighed if each.burns]
        self.fired = FIRST + EACH * len(self.weighed)  # the second in which the furnace is charged

    def _course(self) -> list[tuple[float, Callable[[], None]]]:
        end = self.fired if not self.weighed else self.fired + 12.1
        acts = [(0.0, lambda: self._record("session.opened", by="operator-1", **self._opened()))]
        acts += [*self._people(), *self._papers(), *((5.7, act) for act in self._drawn())]
        acts += [(5.9, self._act(kind, **data)) for kind, data in self.day.told]
        acts += [(6.0, act) for each in self.day.parcels if each.grams is None for act in self._not_weighed(each)]
        acts += [*self._weighings(), *(self._fire() if self.weighed else [])]
        acts += [(end - 0.2, lambda each=each: self._cut(each.number)) for each in self._presented()]
        acts.append((end, self._act("session.closed", **self._totals())))
        acts += [(end + 1.1, lambda who=who: self._cosign(who)) for who in self.script.cosigned]
        return [*acts, (end + 2, self._seal)]

    def _people(self) -> Iterator[tuple[float, Callable[[], None]]]:
        for who, role in (("P1", "police"), ("P2", "media")):
            yield 0.1, self._act("person.joined", person=who, role=role, name=f"name {who}", body=f"body {who}")
            yield 0.2, self._act("key.presented", person=who, key=PEOPLE[who].verifier.format())
        yield 3.0, self._act("challenge.set", word="SAXAUL-7", person="P2")
        yield 5.5, lambda: self._weigh("check", "10000.0", check_weight=CHECK_WEIGHT["weight"])
        yield 6.1, self._empty

    def _papers(self) -> Iterator[tuple[float, Callable[[], None]]]:
        yield 2.0, self._act("consignment.registered", **consignment("C1", **self.day.goods))
        yield 2.1, self._act("sample.kept", **sample("A1", "C1"))
        for each in self.day.parcels:
            papers = package(each.number, each.seal, gross_mg=None if each.grams is None else _mg(each.grams))
            yield 2.2, self._act("package.registered", **papers | each.papers)
        yield 2.3, self._act("list.closed", consignment="C1", packages=len(self.day.parcels))

    # --- the draw ---

    def _drawn(self) -> Iterator[Callable[[], None]]:
        draw, population = self.day.draw, [each.number for each in self.day.parcels]
        if draw is None:
            return
        demand = Demand(len(population), parse_share(draw.share, "share"), parse_share("19/20", "confidence"))
        size = least_size(Plan.HYPERGEOMETRIC, demand)
        plan = {"plan": "hypergeometric", "share": draw.share, "confidence": "19/20", "allowed": 0}
        secrets = {who: secret_of(who) for who in PEOPLE}
        commitments = {who: commit(SESSION, "D1", who, secret) for who, secret in secrets.items()}
        seed = joint_seed(SESSION, "D1", commitments, secrets)
        drawn = list(select(seed, population, size))
        yield self._act("draw.opened", draw="D1", consignment="C1", packages=len(population), size=size, **plan)
        for who, commitment in commitments.items():
            yield self._act("draw.committed", draw="D1", person=who, commitment=commitment)
        yield self._act("draw.closed", draw="D1", persons=list(commitments))
        for who, secret in secrets.items():
            yield self._act("draw.revealed", draw="D1", person=who, secret=secret)
        yield self._act("draw.made", draw="D1", seed=seed.hex(), withheld=[], drawn=drawn)
        yield from self._tests(draw, drawn)

    def _tests(self, draw: Draw, drawn: list[str]) -> Iterator[Callable[[], None]]:
        kit = {"kit": "Scott", "lot": "L-7", "expires": EXPIRES, "person": "P1", "used_mg": 20}
        for number, tested in enumerate(drawn, 1):
            told = {"test": f"T{number}", "draw": "D1", "package": tested, "result": draw.result(tested)}
            yield self._act("test.recorded", **told, **kit)
            if draw.until_negative and told["result"] != "as_declared":
                return

    # --- the goods ---

    def _presented(self) -> list[Parcel]:
        return [each for each in self.day.parcels if each.grams is not None or each.found]

    def _present(self, each: Parcel) -> Callable[[], None]:
        return self._act("package.presented", **shown(each.number, each.seal) | each.found)

    def _cut(self, number: str) -> None:
        """Cut the image of a package from the first camera's film."""
        told = image_of(self.recordings, self.entries, number, CAMERAS[0])
        if told is not None:
            self._record(told[0], **told[1])

    def _not_weighed(self, each: Parcel) -> Iterator[Callable[[], None]]:
        if each.found:
            yield self._present(each)
        if each.missing is not None:
            yield self._act("package.missing", package=each.number, reason=each.missing)
        elif each.aside is not None:
            yield self._act("package.set_aside", package=each.number, reason=each.aside)

    def _weighings(self) -> Iterator[tuple[float, Callable[[], None]]]:
        if self.weighed:
            yield 6.15, self._act("batch.opened", batch="B1")
        for number, each in enumerate(self.weighed):
            at, grams = FIRST + EACH * number, each.grams or EMPTY
            yield at + 0.1, self._present(each)
            yield at + 1.5, lambda g=grams, n=each.number: self._weigh("package", g, package=n, batch="B1")
            yield at + 1.8, self._empty
            if each.aside is not None:
                yield at + 1.85, self._act("package.set_aside", package=each.number, reason=each.aside)

    def _fire(self) -> Iterator[tuple[float, Callable[[], None]]]:
        at = self.fired
        if not self.burned:
            yield at, self._act("batch.cancelled", batch="B1", reason="all of it was set aside")
            return
        burned = [each.number for each in self.burned]
        yield at, self._act("furnace.charged", batch="B1", packages=burned, mass_mg=self._burned_mg())
        yield at + 1, self._act("burn.started", batch="B1")
        yield at + 5.1, self._act("batch.ended", batch="B1", heat=None)
        yield at + 7.5, lambda: self._weigh("residue", self.day.residue)
        yield at + 8.3, self._empty
        yield at + 10.5, lambda: self._weigh("check", "10000.0", check_weight=CHECK_WEIGHT["weight"])
        yield at + 11.3, self._empty

    def _burned_mg(self) -> int:
        return sum(_mg(each.grams or EMPTY) for each in self.burned)

    def _totals(self) -> dict[str, Any]:
        parcels = self.day.parcels
        return {
            "packages_burned": len(self.burned),
            "packages_set_aside": sum(each.aside is not None for each in parcels),
            "packages_missing": sum(each.missing is not None for each in parcels),
            "burned_mg": self._burned_mg(),
            "residue_mg": _mg(self.day.residue) if self.burned else None,
        }

    # --- the films and the scale's talk ---

    def _pages(self) -> list[tuple[float, float, str | None]]:
        """Before the batch; the batch, in files of ten seconds; after it."""
        if not self.weighed:
            return [(0.2, self.fired + 0.2, None)]
        ended = self.fired + (5.2 if self.burned else 0.2)
        pages: list[tuple[float, float, str | None]] = [(0.2, 6.2, None)]
        while pages[-1][1] < ended:
            begin = pages[-1][1]
            pages.append((begin, min(begin + PAGE, ended), "B1"))
        return [*pages, (ended, self.fired + 12.2, None)]

    def _talk(self) -> Iterator[tuple[float, str]]:
        loads = {4: "10000.0", 5: "10000.0"}
        for number, each in enumerate(self.weighed):
            loads |= dict.fromkeys(range(FIRST + EACH * number, FIRST + EACH * number + EACH), each.grams or EMPTY)
            yield FIRST + EACH * number + 1.7, EMPTY
        if self.burned:
            loads |= dict.fromkeys(range(self.fired + 6, self.fired + 8), self.day.residue)
            loads |= dict.fromkeys(range(self.fired + 9, self.fired + 11), "10000.0")
        last = self.fired + (12 if self.weighed else 0)
        yield from ((second + 0.2, loads.get(second, EMPTY)) for second in range(1, last))

    def _ends(self) -> float:
        return self.fired + (12.2 if self.weighed else 0.2)


def make_day(folder: Path, day: Day, script: Script | None = None) -> Made:
    """Make the sealed session of a day below a folder."""
    return GoodsDay(folder, day, script or Script()).make()


def _mg(grams: str) -> int:
    return int(grams.replace(".", "")) * 100
