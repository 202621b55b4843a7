"""What the entries of a session say of its draws: the fold that the verifier checks and the service shows.

`Story.follow` takes the entries in order and decides nothing; `station.verify.draws` judges each before it is followed. What
makes no sense (a draw or a package that was never named) is passed over here, so that a forged record can be told of, too.
Limits: it trusts the shapes of `station.rules.kinds`, and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from station.formats.entry import Entry
from station.rules.goods import Decision, TestResult
from station.rules.sampling import SamplingError, in_order, joint_seed, select, verify_reveal
from station.rules.shapes import Data

# What `Story` follows; the service reads no other entries for it.
KINDS = (
    "session.opened",
    "person.joined",
    "person.left",
    "consignment.registered",
    "package.registered",
    "package.set_aside",
    "package.missing",
    "package.decided",
    "list.closed",
    "furnace.charged",
    "batch.cancelled",
    "draw.opened",
    "draw.committed",
    "draw.closed",
    "draw.cancelled",
    "draw.revealed",
    "draw.made",
    "test.recorded",
)


class Place(StrEnum):
    """Where a package is."""

    HERE = "here"
    ASIDE = "set aside"
    MISSING = "missing"
    FURNACE = "in the furnace"


class State(StrEnum):
    """How far a draw has come."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MADE = "made"


@dataclass
class Package:
    """A package as far as draws are concerned. `tests` are the entries that tell of its tests."""

    number: str
    consignment: str
    is_sample: bool
    place: Place = Place.HERE
    batch: str | None = None
    tests: list[Entry] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a test did not say "as declared", whichever draw it was for."""
        return any(each.data["result"] != TestResult.AS_DECLARED for each in self.tests)

    def tested_for(self, draw: str) -> bool:
        """Whether a test names the draw: one that somebody chose to make shows nothing of what a draw did not choose."""
        return any(each.data["draw"] == draw for each in self.tests)

    def against(self, draw: str) -> bool:
        """Whether it speaks against its consignment, drawn by this draw: a test failed, or it is gone untested."""
        return self.failed or (self.place in {Place.ASIDE, Place.MISSING} and not self.tested_for(draw))


@dataclass
class Drawing:
    """All that was told of one draw. Persons are in the order in which they did a thing."""

    session: str
    opened: Entry
    population: list[str]  # as the entries before `opened` give it, in the order that a draw begins from
    commitments: dict[str, Entry] = field(default_factory=dict)
    reveals: dict[str, Entry] = field(default_factory=dict)
    closed: Entry | None = None
    cancelled: Entry | None = None
    made: Entry | None = None
    idle: dict[str, str] = field(
        default_factory=dict
    )  # person -> role: there when commitments were closed, without one

    @property
    def number(self) -> str:
        """The draw's number."""
        return str(self.opened.data["draw"])

    @property
    def consignment(self) -> str:
        """The consignment that it is of."""
        return str(self.opened.data["consignment"])

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.cancelled is not None:
            return State.CANCELLED
        if self.made is not None:
            return State.MADE
        return State.OPEN if self.closed is None else State.CLOSED

    @property
    def drawn(self) -> list[str]:
        """The packages that it fell on, as `draw.made` says; none before."""
        if self.made is None:
            return []
        return self.population if self.made.data["drawn"] is None else list(self.made.data["drawn"])

    def fits(self, person: str, secret: str) -> bool:
        """Whether a secret is the one that the person committed to."""
        if person not in self.commitments:
            return False
        try:
            verify_reveal(self.session, self.number, person, secret, self.commitments[person].data["commitment"])
        except SamplingError:
            return False
        return True

    def follows(self) -> Data:
        """What the secrets revealed until now give, as `draw.made` tells it; raises `SamplingError`."""
        secrets = {person: entry.data["secret"] for person, entry in self.reveals.items()}
        withheld = [person for person in self.commitments if person not in secrets]
        if withheld:
            return {"seed": None, "withheld": withheld, "drawn": None}
        commitments = {person: entry.data["commitment"] for person, entry in self.commitments.items()}
        seed = joint_seed(self.session, self.number, commitments, secrets)
        drawn = select(seed, self.population, self.opened.data["size"])
        return {"seed": seed.hex(), "withheld": [], "drawn": list(drawn)}


@dataclass
class Story:
    """The draws of a session, and what they rest on, as of the entries followed."""

    people: dict[str, str] = field(default_factory=dict)  # person -> role, those present
    roles: dict[str, str] = field(default_factory=dict)  # person -> role, those who ever came
    consignments: list[str] = field(default_factory=list)
    lists_closed: set[str] = field(default_factory=set)
    packages: dict[str, Package] = field(default_factory=dict)
    draws: dict[str, Drawing] = field(default_factory=dict)
    tests: dict[str, Entry] = field(default_factory=dict)
    asked: Data | None = None  # the draw that the session's conditions ask for

    def drawable(self, consignment: str) -> list[str]:
        """The packages of a consignment that a draw can fall on now, in the order that a draw begins from."""
        ours = [each for each in self.of_consignment(consignment) if each.place is Place.HERE and not each.is_sample]
        return in_order([each.number for each in ours])

    def of_consignment(self, consignment: str) -> list[Package]:
        """All packages of a consignment."""
        return [each for each in self.packages.values() if each.consignment == consignment]

    def drawn(self, draw: Drawing) -> Iterator[Package]:
        """The packages that a draw fell on, as far as they were ever registered."""
        return (self.packages[number] for number in draw.drawn if number in self.packages)

    def negatives(self, draw: Drawing) -> list[Package]:
        """The drawn packages that speak against their consignment."""
        return [each for each in self.drawn(draw) if each.against(draw.number)]

    def untested(self, draw: Drawing) -> list[Package]:
        """The drawn packages that were not tested for this draw, and speak against nothing either."""
        number = draw.number
        return [each for each in self.drawn(draw) if not each.tested_for(number) and not each.against(number)]

    def burned_past(self, draw: Drawing) -> list[Package]:
        """The packages of its consignment that are in the fire, and on which the draw could not fall."""
        population = set(draw.population)
        ours = (each for each in self.of_consignment(draw.consignment) if each.number not in population)
        return [each for each in ours if each.place is Place.FURNACE]

    def follow(self, entry: Entry) -> None:
        """Take the next entry of the session."""
        data = entry.data
        match entry.kind:
            case "session.opened":
                self.asked = data["conditions"]["draw"]
            case "person.joined":
                self.people[data["person"]] = self.roles[data["person"]] = data["role"]
            case "person.left":
                self.people.pop(data["person"], None)
            case "consignment.registered":
                self.consignments.append(data["consignment"])
            case "list.closed":
                self.lists_closed.add(data["consignment"])
            case "test.recorded":
                self._tested(entry)
            case kind if kind.startswith("draw."):
                self._of_draw(entry)
            case _:
                self._of_packages(entry)

    def _of_packages(self, entry: Entry) -> None:
        data = entry.data
        if entry.kind == "package.registered":
            is_sample = data["sample"] is not None
            self.packages.setdefault(data["package"], Package(data["package"], data["consignment"], is_sample))
        elif entry.kind == "furnace.charged":
            for number in data["packages"]:
                self._put(number, Place.FURNACE, data["batch"])
        elif entry.kind == "batch.cancelled":
            for package in self.packages.values():
                if package.batch == data["batch"]:
                    self._put(package.number, Place.HERE)
        elif entry.kind == "package.decided":
            self._put(data["package"], Place.HERE if data["decision"] == Decision.BURN else Place.ASIDE)
        elif entry.kind in {"package.set_aside", "package.missing"}:
            self._put(data["package"], Place.ASIDE if entry.kind == "package.set_aside" else Place.MISSING)

    def _put(self, number: str, place: Place, batch: str | None = None) -> None:
        if number in self.packages:
            self.packages[number].place, self.packages[number].batch = place, batch

    def _tested(self, entry: Entry) -> None:
        self.tests.setdefault(entry.data["test"], entry)
        if entry.data["package"] in self.packages:
            self.packages[entry.data["package"]].tests.append(entry)

    def _of_draw(self, entry: Entry) -> None:
        data = entry.data
        if entry.kind == "draw.opened":
            population = self.drawable(data["consignment"])
            self.draws.setdefault(data["draw"], Drawing(entry.session or "", entry, population))
            return
        draw = self.draws.get(data["draw"])
        if draw is None:
            return
        match entry.kind, draw.state:
            case "draw.committed", State.OPEN:
                draw.commitments.setdefault(data["person"], entry)
            case "draw.closed", State.OPEN:
                draw.closed = entry
                draw.idle = {who: role for who, role in self.people.items() if who not in draw.commitments}
            case "draw.cancelled", State.OPEN | State.CLOSED:
                draw.cancelled = entry
            case "draw.revealed", State.CLOSED if draw.fits(data["person"], data["secret"]):
                draw.reveals.setdefault(data["person"], entry)
            case "draw.made", State.CLOSED:
                draw.made = entry
