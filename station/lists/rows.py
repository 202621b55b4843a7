"""Rows of a good list, a class for each kind of entry they become (station/rules/goods_kinds.py): claimed in papers, not seen.

`fields()` gives what the command that loads them takes. Masses are in milligrams; None is what a paper does not say.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Stated:
    """Amounts as stated in papers."""

    gross_mg: int | None
    net_mg: int | None
    count: int | None
    millilitres: int | None


@dataclass(frozen=True)
class Opinion:
    """An expert's opinion, and the mass that its analysis used up."""

    number: str
    date: str
    result: str
    purity_permille: int | None
    used_mg: int | None


@dataclass(frozen=True)
class Last:
    """The last official weighing before the station; `bound_mg` is the limit of that weighing."""

    gross_mg: int
    bound_mg: int | None
    source: str


@dataclass(frozen=True)
class Consignment:
    """A consignment as seized."""

    consignment: str
    case: str
    court: str
    investigator: str
    seizure_act: str
    seizure_place: str
    seizure_date: str
    substance: str
    form: str
    fresh: bool
    stated: Stated
    source: str
    opinions: tuple[Opinion, ...]

    def fields(self) -> dict[str, Any]:
        """Return the fields of the command, as JSON has them."""
        return asdict(self) | {"opinions": [asdict(each) for each in self.opinions]}


@dataclass(frozen=True)
class Package:
    """A package of a consignment."""

    package: str
    consignment: str
    case_package: str | None
    seal: str
    seal_at_seizure: str | None
    seal_in_store: str | None
    description: str
    stated: Stated
    last: Last | None
    sample: str | None

    def fields(self) -> dict[str, Any]:
        """Return the fields of the command, as JSON has them."""
        return asdict(self)


@dataclass(frozen=True)
class Holding:
    """One holding, from a hand-over to the next. Times are RFC 3339 with an offset."""

    consignment: str
    package: str | None
    giver: str
    holder: str
    role: str
    since: str
    until: str | None
    place: str
    why: str
    seal: str | None
    seal_reason: str | None
    gross_mg: int | None

    def fields(self) -> dict[str, Any]:
        """Return the fields of the command, as JSON has them."""
        return asdict(self)


@dataclass(frozen=True)
class KeptSample:
    """A sample taken earlier, as the papers say: one that is taken before the cameras is recorded there, and never by a list."""

    sample: str
    which: str
    consignment: str
    package: str | None
    mass_mg: int
    source: str
    seal: str
    keeper: str
    place: str
    until: str

    def fields(self) -> dict[str, Any]:
        """Return the fields of the command, as JSON has them."""
        return asdict(self) | {"seen": False}


@dataclass(frozen=True)
class Goods:
    """All rows of a good list."""

    consignments: tuple[Consignment, ...]
    packages: tuple[Package, ...]
    custody: tuple[Holding, ...]
    samples: tuple[KeptSample, ...]

    def to_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return what the command that loads a list takes."""
        return {
            "consignments": [each.fields() for each in self.consignments],
            "packages": [each.fields() for each in self.packages],
            "custody": [each.fields() for each in self.custody],
            "samples": [each.fields() for each in self.samples],
        }
