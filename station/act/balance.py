"""The balance of masses, in whole milligrams: per package, per consignment, and of the session.

Like is compared with like: a mass that the scale called gross with the stated gross mass, net with net. A mass that it called
neither is compared with the stated gross mass, since packages are weighed unopened, and is marked. Where an
operand is missing there is no difference, and a sum says of how many packages it is.

Every weighed mass has the bound of its weighing, and a sum that of the sum (`station.rules.metrology`). What the papers' masses
were weighed with is not known, so a difference has the bound of the station's own weighing alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from station.rules.metrology import COMPARED, Change, Comparison, compare, sum_bound_mg
from station.rules.numbers import skeleton
from station.rules.session import Fate, Package, Session
from station.rules.shapes import Data
from station.verify.record import Record


@dataclass(frozen=True)
class Bound:
    """The permissible error of one weighing, and the division to which its scale rounded."""

    bound_mg: int
    division_mg: int

    @classmethod
    def of(cls, weighing: Data) -> "Bound":
        """The bound of a weighing's entry."""
        return cls(weighing["bound_mg"], weighing["scale"]["division_mg"])


@dataclass(frozen=True)
class Sum:
    """A sum in milligrams over those of `total` packages that have the figure; `bound_mg` where it is one of weighings."""

    mass_mg: int
    counted: int
    total: int
    bound_mg: int | None = None

    @classmethod
    def of(cls, masses: Iterable[int | None]) -> "Sum":
        """Add up what is there."""
        given = list(masses)
        known = [each for each in given if each is not None]
        return cls(sum(known), len(known), len(given))

    @classmethod
    def weighed(cls, masses: Iterable[tuple[int | None, Bound | None]]) -> "Sum":
        """Add up what is there of masses that rest on a weighing each, and their bounds."""
        given = list(masses)
        known = [(mass, bound) for mass, bound in given if mass is not None and bound is not None]
        if not known:
            return cls(0, 0, len(given))
        bound_mg = sum_bound_mg((b.bound_mg for _, b in known), max(b.division_mg for _, b in known))
        return cls(sum(mass for mass, _ in known), len(known), len(given), bound_mg)


@dataclass(frozen=True)
class Line:
    """One package: what was stated, what was weighed, what became of it. Masses are None where the record has none."""

    package: str
    consignment: str
    seal: str
    description: str
    gross_mg: int | None
    net_mg: int | None
    weighed_mg: int | None
    bound: Bound | None
    shown_as: str | None
    compared_with: str | None  # gross_mg or net_mg
    fate: Fate
    batch: str | None
    weighing: int | None
    reason: str | None
    set_aside_in: str | None
    again_as: str | None  # the number under which it was registered again in this session

    @property
    def stated_mg(self) -> int | None:
        """The stated mass that the weighed one is compared with."""
        return {"gross_mg": self.gross_mg, "net_mg": self.net_mg, None: None}[self.compared_with]

    @property
    def comparison(self) -> Comparison | None:
        """The weighed mass against the stated one."""
        if self.weighed_mg is None or self.bound is None or self.stated_mg is None:
            return None
        return compare(self.stated_mg, self.weighed_mg, self.bound.bound_mg)

    @property
    def difference_mg(self) -> int | None:
        """Weighed less stated."""
        return None if self.comparison is None else self.comparison.difference_mg


@dataclass(frozen=True)
class Balance:
    """Some packages' masses against each other. A package registered again counts once, under its new number."""

    lines: tuple[Line, ...]

    @property
    def counted(self) -> list[Line]:
        """The lines without those that were registered again."""
        return [each for each in self.lines if each.again_as is None]

    @property
    def burned(self) -> list[Line]:
        """The packages that were burned."""
        return [each for each in self.lines if each.fate is Fate.BURNED]

    @property
    def set_aside(self) -> list[Line]:
        """The packages that were set aside."""
        return [each for each in self.lines if each.fate is Fate.SET_ASIDE]

    @property
    def missing(self) -> list[Line]:
        """The packages that were neither burned nor set aside."""
        return [each for each in self.lines if each.fate not in {Fate.BURNED, Fate.SET_ASIDE}]

    def gross(self) -> Sum:
        """The stated gross masses."""
        return Sum.of(each.gross_mg for each in self.counted)

    def net(self) -> Sum:
        """The stated net masses."""
        return Sum.of(each.net_mg for each in self.counted)

    def stated_burned(self) -> Sum:
        """The stated masses that the burned packages' masses are compared with."""
        return Sum.of(each.stated_mg for each in self.burned)

    def weighed(self) -> Sum:
        """The recorded masses, of whatever became of the packages."""
        return _weighed(self.counted)

    def weighed_burned(self) -> Sum:
        """The recorded masses of the packages burned; the rules burn none unweighed."""
        return _weighed(self.burned)

    def weighed_aside(self) -> Sum:
        """The recorded masses of the packages set aside for good."""
        return _weighed(each for each in self.set_aside if each.again_as is None)

    def difference(self) -> Sum:
        """The sum of the differences of the packages burned."""
        return Sum.weighed((each.difference_mg, each.bound) for each in self.burned)

    def changed(self, change: Change | None) -> int:
        """How many packages' masses did this against the papers; None: how many could not be compared."""
        found = (each.comparison for each in self.counted)
        return sum((None if each is None else each.change) is change for each in found)

    def of_consignment(self, consignment: str) -> "Balance":
        """The balance of one consignment."""
        return Balance(tuple(each for each in self.lines if each.consignment == consignment))


def balance_of(record: Record, session: Session) -> Balance:
    """Draw up the balance of a session, package by package in order of registration."""
    weighings = {entry.data["weighing"]: entry.data for entry in record.of_kind("weighing.recorded")}
    reasons = {e.data["package"]: e.data["reason"] for e in record.of_kind("package.set_aside")}
    registered = [entry.data for entry in record.of_kind("package.registered")]
    again = _registered_again(registered)
    lines = []
    for data in registered:
        package = session.packages[data["package"]]
        weighing = None if package.weighing is None else weighings[package.weighing]
        lines.append(_line(data, package, weighing, reasons, again))
    return Balance(tuple(lines))


def _weighed(lines: Iterable[Line]) -> Sum:
    return Sum.weighed((each.weighed_mg, each.bound) for each in lines)


def _registered_again(registered: list[Data]) -> dict[str, str]:
    """Which package stands again under which later number: the rules allow a seal's second use only after setting aside."""
    again: dict[str, str] = {}
    newest: dict[str, str] = {}
    for data in registered:
        seal = skeleton(data["seal"])
        if seal in newest:
            again[newest[seal]] = data["package"]
        newest[seal] = data["package"]
    return again


def _line(data: Data, package: Package, weighing: Data | None, reasons: dict[str, str], again: dict[str, str]) -> Line:
    stated = data["stated"] or {"gross_mg": None, "net_mg": None}
    shown_as = None if weighing is None else weighing["shown_as"]
    return Line(
        package=package.number,
        consignment=package.consignment,
        seal=package.seal,
        description=data["description"],
        gross_mg=stated["gross_mg"],
        net_mg=stated["net_mg"],
        weighed_mg=package.mass_mg,
        bound=None if weighing is None else Bound.of(weighing),
        shown_as=shown_as,
        compared_with=next((each for each in COMPARED.get(shown_as or "", ()) if stated[each] is not None), None),
        fate=package.fate,
        batch=package.batch,
        weighing=package.weighing,
        reason=reasons.get(package.number),
        set_aside_in=data["set_aside_in"],
        again_as=again.get(package.number),
    )
