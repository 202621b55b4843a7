"""What a session knows of the goods at any moment: consignments, packages, samples and draws, as its entries leave them.

The part of `station.rules.session.Session` that is about drugs and not about people, machines and fire. It decides nothing;
what may happen stands in `station.rules.moves`, why a package may not be burned in `station.rules.doubts`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from station.rules.numbers import skeleton
from station.rules.shapes import Data


class Fate(StrEnum):
    """What has become of a package."""

    REGISTERED = "registered"
    WEIGHED = "weighed"
    CHARGED = "charged"
    BURNED = "burned"
    SET_ASIDE = "set aside"
    MISSING = "missing"


# What was not burned may be brought again, in a later session or under another number.
NOT_BURNED = frozenset({Fate.SET_ASIDE, Fate.MISSING})


class Form(StrEnum):
    """How a substance stands before the scale: only fresh plants may lose mass by drying."""

    POWDER = "powder"
    TABLETS = "tablets"
    PLANT = "plant"
    LIQUID = "liquid"
    OTHER = "other"


class SealState(StrEnum):
    """How a seal was found."""

    INTACT = "intact"
    DAMAGED = "damaged"
    OPEN = "open"
    MISSING = "missing"
    OTHER = "other"


class TestResult(StrEnum):
    """What a test before the witnesses said of a package."""

    AS_DECLARED = "as_declared"
    NOT_AS_DECLARED = "not_as_declared"
    UNCLEAR = "unclear"

    __test__ = False  # no test class, whatever a test runner thinks


class Decision(StrEnum):
    """What the people present decided about a package in doubt."""

    BURN = "burn"
    KEEP = "keep"


@dataclass
class Package:
    """One package as the session knows it. `mass_mg` and `bound_mg` are of its newest weighing.

    `reference` holds the masses that a weighing is compared with, by name, and the bound of the gross one: those stated, or
    once people have decided the one `weighed_here`. `taken_mg` is what was taken from it here before it was weighed.
    """

    number: str
    consignment: str
    seal: str
    reference: Data
    sample: str | None = None
    set_aside_before: bool = False
    fate: Fate = Fate.REGISTERED
    batch: str | None = None
    mass_mg: int | None = None
    bound_mg: int = 0
    shown_as: str = ""
    weighing: int | None = None
    weighed_here: bool = False
    taken_mg: int = 0
    first_here: tuple[int, int] | None = None  # mass and bound of its first weighing here, since people last decided
    taken_then_mg: int = 0
    presented: bool = False
    seal_states: set[SealState] = field(default_factory=set)  # all but intact, as ever found
    seals_read: set[str] = field(default_factory=set)  # other than the one on paper
    results: list[tuple[str | None, TestResult]] = field(default_factory=list)  # each with the draw that it was of
    excused: set[tuple[str, str]] = field(default_factory=set)  # the grounds known when people decided to burn it

    def take_mass_as_reference(self) -> None:
        """Compare the next weighing with the newest one: what people have seen on the scale, nobody may take a part of."""
        if self.mass_mg is not None:
            # whatever the display calls the next one: a tare must not make it another mass
            masses = dict.fromkeys(("gross_mg", "net_mg"), self.mass_mg)
            self.reference = {**masses, "bound_mg": self.bound_mg, "at_seizure": False}
            self.weighed_here, self.taken_mg = True, 0
        self.first_here = None

    def put_on_scale(self, data: Data) -> None:
        """Take a weighing; the first one here is what later ones are held against."""
        self.mass_mg, self.weighing = data["mass_mg"], data["weighing"]
        self.bound_mg, self.shown_as = data["bound_mg"], data["shown_as"]
        if self.first_here is None:
            self.first_here, self.taken_then_mg = (data["mass_mg"], data["bound_mg"]), self.taken_mg


@dataclass
class Consignment:
    """One consignment as the session knows it."""

    number: str
    form: Form
    fresh: bool
    opinions: int
    samples: int = 0
    closed: bool = False
    continues: bool = False
    failed_before: bool = False  # a draw of it, in an earlier session


@dataclass
class Draw:
    """One draw: who committed to what, who revealed, and which packages it fell on."""

    number: str
    consignment: str
    allowed: int
    population: list[str]
    size: int
    commitments: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    cancelled: bool = False
    drawn: list[str] | None = None  # None: not yet made


@dataclass
class Goods:
    """The goods of a session. `numbers` and `seals` find a package, whatever a number was taken for."""

    consignments: dict[str, Consignment] = field(default_factory=dict)
    packages: dict[str, Package] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)  # skeleton -> package
    seals: dict[str, str] = field(default_factory=dict)  # skeleton -> package, the newest
    case_packages: set[tuple[str, str]] = field(default_factory=set)  # consignment, skeleton
    samples: dict[str, str] = field(default_factory=dict)  # sample -> the skeleton of its seal
    draws: dict[str, Draw] = field(default_factory=dict)
    tests: set[str] = field(default_factory=set)

    def take(self, kind: str, data: Data) -> None:
        """Take what an entry tells of the goods alone; entries of other packages are passed over."""
        step = getattr(self, "_" + kind.replace(".", "_"), None)
        package = data.get("package")
        if step is not None and (package is None or package in self.packages or kind == "package.registered"):
            step(data)

    def of_fate(self, *fates: Fate, batch: str | None = None) -> list[Package]:
        """The packages of these fates (of one batch, if named), in order of registration."""
        return [p for p in self.packages.values() if p.fate in fates and batch in {None, p.batch}]

    def of_consignment(self, consignment: str) -> list[Package]:
        """The packages of a consignment, in order of registration."""
        return [p for p in self.packages.values() if p.consignment == consignment]

    def drawable(self, consignment: str) -> list[str]:
        """The packages that a draw of this consignment can fall on: still here, and no samples of it."""
        ours = self.of_consignment(consignment)
        return [p.number for p in ours if p.fate is Fate.REGISTERED and p.sample is None]

    def burned_mg(self) -> int:
        """Sum of the recorded masses of the packages burned, in milligrams."""
        return sum(package.mass_mg or 0 for package in self.of_fate(Fate.BURNED))

    def drawn_from(self, package: Package) -> bool:
        """Whether a draw that was made could fall on this package."""
        draws = self.draws_of(package.consignment)
        return any(draw.drawn is not None and package.number in draw.population for draw in draws)

    def draws_of(self, consignment: str) -> list[Draw]:
        """The draws of a consignment that were not called off."""
        return [d for d in self.draws.values() if d.consignment == consignment and not d.cancelled]

    def _consignment_registered(self, data: Data) -> None:
        number = data["consignment"]
        consignment = Consignment(number, Form(data["form"]), data["fresh"], len(data["opinions"]))
        consignment.continues = data["continues"] is not None
        consignment.failed_before = data["failed_in"] is not None
        self.consignments[number] = consignment

    def _package_registered(self, data: Data) -> None:
        number, seal = data["package"], skeleton(data["seal"])
        package = Package(
            number,
            data["consignment"],
            data["seal"],
            _reference(data),
            data["sample"],
            data["set_aside_in"] is not None,
        )
        # under another number, it is still the package that people had doubts about
        earlier = (seal, *(skeleton(data[name]) for name in ("seal_at_seizure", "seal_in_store") if data[name]))
        package.set_aside_before |= any(each in self.seals for each in earlier)
        self.packages[number] = package
        self.numbers[skeleton(number)] = number
        self.seals[seal] = number
        if data["case_package"] is not None:
            self.case_packages.add((data["consignment"], skeleton(data["case_package"])))

    def _list_closed(self, data: Data) -> None:
        self.consignments[data["consignment"]].closed = True

    def _sample_kept(self, data: Data) -> None:
        self.samples[data["sample"]] = skeleton(data["seal"])
        self.consignments[data["consignment"]].samples += 1
        package = self.packages.get(data["package"] or "")
        # what the papers say was taken is still in the mass at seizure, and no longer in that of the last weighing
        if package is not None and (data["seen"] or package.reference["at_seizure"]):
            package.taken_mg += data["mass_mg"]
            package.presented = False  # it was opened: its seal is shown again

    def _package_presented(self, data: Data) -> None:
        package = self.packages[data["package"]]
        package.presented = True
        if data["seal_state"] != SealState.INTACT:
            package.seal_states.add(SealState(data["seal_state"]))
        if data["seal"] is not None and skeleton(data["seal"]) != skeleton(package.seal):
            package.seals_read.add(data["seal"])

    def _package_set_aside(self, data: Data) -> None:
        package = self.packages[data["package"]]
        package.fate, package.batch = Fate.SET_ASIDE, None

    def _package_missing(self, data: Data) -> None:
        self.packages[data["package"]].fate = Fate.MISSING

    def _draw_opened(self, data: Data) -> None:
        population = self.drawable(data["consignment"])
        draw = Draw(data["draw"], data["consignment"], data["allowed"], population, data["size"])
        self.draws[data["draw"]] = draw

    def _draw_committed(self, data: Data) -> None:
        self.draws[data["draw"]].commitments[data["person"]] = data["commitment"]

    def _draw_closed(self, data: Data) -> None:
        self.draws[data["draw"]].closed = True

    def _draw_cancelled(self, data: Data) -> None:
        self.draws[data["draw"]].cancelled = True

    def _draw_revealed(self, data: Data) -> None:
        self.draws[data["draw"]].secrets[data["person"]] = data["secret"]

    def _draw_made(self, data: Data) -> None:
        draw = self.draws[data["draw"]]
        draw.drawn = list(draw.population) if data["drawn"] is None else list(data["drawn"])

    def _test_recorded(self, data: Data) -> None:
        self.tests.add(data["test"])
        package = self.packages[data["package"]]
        package.results.append((data["draw"], TestResult(data["result"])))
        package.taken_mg += data["used_mg"]
        package.presented = False

    def _package_weighed(self, data: Data) -> None:
        package = self.packages[data["package"]]
        package.fate, package.batch = Fate.WEIGHED, data["batch"]
        package.put_on_scale(data)

    def _batch_undone(self, batch: str) -> None:
        for package in self.of_fate(Fate.WEIGHED, Fate.CHARGED, batch=batch):
            package.fate, package.batch, package.mass_mg, package.weighing = Fate.REGISTERED, None, None, None
            package.presented = False  # it has been out of view


def _reference(data: Data) -> Data:
    """The stated masses to compare with: the last official gross mass, else the one at seizure."""
    stated, last = data["stated"], data["last"]
    gross = stated["gross_mg"] if last is None else last["gross_mg"]
    bound_mg = 0 if last is None else last["bound_mg"] or 0
    return {"gross_mg": gross, "net_mg": stated["net_mg"], "bound_mg": bound_mg, "at_seizure": last is None}
