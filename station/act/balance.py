"""The balance of masses, in whole milligrams: per package, per consignment, and of the session.

Like is compared with like: a mass that the scale called gross with the stated gross mass, net with net. A mass that it called
neither is compared with the stated gross mass, since packages are weighed unopened, and is marked. Where an
operand is missing there is no difference, and a sum says of how many packages it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from station.rules.numbers import skeleton
from station.rules.session import Fate, Session
from station.verify.record import Record

# How the scale showed a mass, and which stated mass it is compared with: the first one that was stated.
COMPARED = {"gross": ("gross_mg",), "net": ("net_mg",), "displayed": ("gross_mg", "net_mg")}


@dataclass(frozen=True)
class Sum:
    """A sum in milligrams over those of `total` packages that have the figure."""

    mass_mg: int
    counted: int
    total: int

    @classmethod
    def of(cls, masses: Iterable[int | None]) -> "Sum":
        """Add up what is there."""
        given = list(masses)
        known = [each for each in given if each is not None]
        return cls(sum(known), len(known), len(given))


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
    def difference_mg(self) -> int | None:
        """Weighed less stated."""
        if self.weighed_mg is None or self.stated_mg is None:
            return None
        return self.weighed_mg - self.stated_mg


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

    def weighed_burned(self) -> Sum:
        """The recorded masses of the packages burned; the rules burn none unweighed."""
        return Sum.of(each.weighed_mg for each in self.burned)

    def difference(self) -> Sum:
        """The sum of the differences of the packages burned."""
        return Sum.of(each.difference_mg for each in self.burned)

    def of_consignment(self, consignment: str) -> "Balance":
        """The balance of one consignment."""
        return Balance(tuple(each for each in self.lines if each.consignment == consignment))


def balance_of(record: Record, session: Session) -> Balance:
    """Draw up the balance of a session, package by package in order of registration."""
    shown_as = {e.data["weighing"]: e.data["shown_as"] for e in record.of_kind("weighing.recorded")}
    reasons = {e.data["package"]: e.data["reason"] for e in record.of_kind("package.set_aside")}
    registered = [entry.data for entry in record.of_kind("package.registered")]
    again = _registered_again(registered)
    return Balance(tuple(_line(data, session, shown_as, reasons, again) for data in registered))


def _registered_again(registered: list[dict[str, Any]]) -> dict[str, str]:
    """Which package stands again under which later number: the rules allow a seal's second use only after setting aside."""
    again: dict[str, str] = {}
    newest: dict[str, str] = {}
    for data in registered:
        seal = skeleton(data["seal"])
        if seal in newest:
            again[newest[seal]] = data["package"]
        newest[seal] = data["package"]
    return again


def _line(
    data: dict[str, Any], session: Session, shown: dict[int, str], reasons: dict[str, str], again: dict[str, str]
) -> Line:
    package = session.packages[data["package"]]
    stated = data["stated"] or {"gross_mg": None, "net_mg": None}
    shown_as = None if package.weighing is None else shown[package.weighing]
    return Line(
        package=package.number,
        consignment=package.consignment,
        seal=package.seal,
        description=data["description"],
        gross_mg=stated["gross_mg"],
        net_mg=stated["net_mg"],
        weighed_mg=package.mass_mg,
        shown_as=shown_as,
        compared_with=next((each for each in COMPARED.get(shown_as or "", ()) if stated[each] is not None), None),
        fate=package.fate,
        batch=package.batch,
        weighing=package.weighing,
        reason=reasons.get(package.number),
        set_aside_in=data["set_aside_in"],
        again_as=again.get(package.number),
    )
