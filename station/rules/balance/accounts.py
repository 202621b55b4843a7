"""What the fold keeps of the goods: an account of each consignment, package, sample and session, in the order of the entries.

Nothing is reckoned here. A package's account follows the thing, not its number: brought again under another number or in
another session, it goes on. A consignment's account follows its number, which is its own over the station's life.
"""

from dataclasses import dataclass, field
from typing import Self

from station.formats.entry import Entry
from station.rules.goods import Fate
from station.rules.numbers import same_case
from station.rules.shapes import Data


@dataclass(frozen=True)
class Registration:
    """One registration of a consignment or package: the entry's number, its session, what it holds."""

    entry: int
    session: str
    data: Data


@dataclass(frozen=True)
class Weighed:
    """One weighing of a package or of residue: what the scale showed, with its bound and division in milligrams."""

    entry: int
    session: str
    weighing: int
    batch: str | None
    mass_mg: int
    bound_mg: int
    division_mg: int
    shown_as: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Read a `weighing.recorded`."""
        data = entry.data
        told = data["weighing"], data["batch"], data["mass_mg"], data["bound_mg"]
        return cls(entry.index, entry.session or "", *told, data["scale"]["division_mg"], data["shown_as"])

    @property
    def net(self) -> bool:
        """Whether the scale called it net; what it called neither is the mass of an unopened package."""
        return self.shown_as == "net"


@dataclass(frozen=True)
class Taking:
    """A mass that was taken from a package: here (`seen`), or earlier, as the papers say."""

    entry: int
    mass_mg: int
    seen: bool


@dataclass
class Package:
    """The account of one package. `fated` are the entries that say what became of it; REGISTERED says that none does."""

    registrations: list[Registration]
    fate: Fate = Fate.REGISTERED
    fated: tuple[int, ...] = ()
    reason: str | None = None
    batch: str | None = None
    weighings: list[Weighed] = field(default_factory=list)
    takings: list[Taking] = field(default_factory=list)

    @property
    def registered(self) -> Registration:
        """The newest registration, which supersedes those before."""
        return self.registrations[-1]

    @property
    def number(self) -> str:
        """The number under which it was registered last."""
        return str(self.registered.data["package"])

    @property
    def weighed(self) -> Weighed | None:
        """The newest weighing, of whichever session."""
        return self.weighings[-1] if self.weighings else None

    def turn(self, fate: Fate, *fated: int, reason: str | None = None, batch: str | None = None) -> None:
        """Note what became of it. What has burned has burned."""
        if self.fate is not Fate.BURNED:
            self.fate, self.fated, self.reason, self.batch = fate, fated, reason, batch

    def brought_again(self, registration: Registration) -> None:
        """Go on under a new registration."""
        self.registrations.append(registration)
        self.turn(Fate.REGISTERED)

    def taken(self, after: int, before: int | None = None, *, claimed: bool = False) -> list[Taking]:
        """What was taken from it here between two entries; with `claimed`, what the papers tell of, too."""
        return [
            each
            for each in self.takings
            if (each.seen and each.entry > after and (before is None or each.entry < before))
            or (claimed and not each.seen)
        ]


@dataclass(frozen=True)
class Kept:
    """A sample that was kept, by its first entry."""

    entry: int
    session: str
    data: Data


@dataclass(frozen=True)
class Used:
    """What a test used up of a package."""

    entry: int
    session: str
    mass_mg: int
    package: Package


@dataclass
class Consignment:
    """The account of one consignment. `restated` are entries that state otherwise what an earlier one stated.

    What was stated first stands: nobody can make a loss go away by stating less later. Of each opinion `used` has the mass
    that the analysis used up, or None.
    """

    number: str
    registrations: list[Registration] = field(default_factory=list)
    stated: dict[str, tuple[int, int]] = field(default_factory=dict)  # name -> amount, entry
    used: dict[str, tuple[int | None, int]] = field(default_factory=dict)  # opinion -> mass, entry
    case: str | None = None
    sessions: dict[str, None] = field(default_factory=dict)  # those in which it was registered, in order
    samples: dict[str, Kept] = field(default_factory=dict)  # skeleton -> the first entry
    restated: list[int] = field(default_factory=list)

    def register(self, registration: Registration, case: str | None) -> None:
        """Take a registration; `case` is its case where it can be read."""
        entry, data = registration.entry, registration.data
        if self._contradicted(data, case):
            self.restated.append(entry)
        self.registrations.append(registration)
        self.sessions[registration.session] = None
        for name, amount in data["stated"].items():
            if amount is not None:
                self.stated.setdefault(name, (amount, entry))
        for opinion in data["opinions"]:
            if self.used.get(opinion["number"], (None, 0))[0] is None:
                self.used[opinion["number"]] = opinion["used_mg"], entry
        self.case = case if self.case is None else self.case

    def keep(self, sample: str, kept: Kept) -> None:
        """Take a sample; told of again, it counts once."""
        first = self.samples.setdefault(sample, kept)
        if any(first.data[name] != kept.data[name] for name in ("which", "mass_mg")):
            self.restated.append(kept.entry)

    def _contradicted(self, data: Data, case: str | None) -> bool:
        """Whether a registration states an amount, a mass used up or a case other than what stands."""
        if self.case is not None and case is not None and not same_case(self.case, case):
            return True
        pairs: list[tuple[object, object]] = []
        pairs += [(self.stated[name][0], now) for name, now in data["stated"].items() if name in self.stated]
        pairs += [
            (self.used[each["number"]][0], each["used_mg"]) for each in data["opinions"] if each["number"] in self.used
        ]
        return any(before is not None and now is not None and before != now for before, now in pairs)


@dataclass
class Account:
    """The account of one session: how many batches burned, what was charged and not yet burned, what was left."""

    session: str
    closed: Entry | None = None
    batches_ended: int = 0
    charged: dict[str, tuple[int, list[Package]]] = field(default_factory=dict)  # batch -> entry, packages
    residue: Weighed | None = None
    again: dict[str, tuple[str, str]] = field(default_factory=dict)  # number -> session and number it came back under
