"""The lines of the balance, as whoever prints them gets them: frozen, without prose.

seized - analysed - sampled - presented = difference, and presented = burned + set aside + missing. The second holds in every
`Line` that there is: one that does not add up cannot be made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from station.rules.balance.accounts import Weighed
from station.rules.balance.amount import Amount, Gap, Tally, gaps
from station.rules.balance.masses import Basis
from station.rules.goods import Fate
from station.rules.metrology import Change, Comparison, compare


class DoesNotAdd(ArithmeticError):
    """The masses by fate are not those presented: a package would count twice, or not at all."""

    def __init__(self, presented_mg: int, fates_mg: int) -> None:
        self.presented_mg, self.fates_mg = presented_mg, fates_mg
        super().__init__(f"presented are {presented_mg} mg, but burned, set aside and missing together {fates_mg} mg")


@dataclass(frozen=True)
class TallyLine:
    """Pieces or millilitres, as papers state them: by what became of the packages. Nobody counted them here."""

    seized: Tally
    burned: Tally
    set_aside: Tally
    missing: Tally

    @property
    def presented(self) -> Tally:
        """What the packages hold, by their papers."""
        return Tally.total([self.burned, self.set_aside, self.missing])

    @property
    def difference(self) -> Tally:
        """Seized less presented: what was analysed or kept as a sample is in it, as a mass and not as a number."""
        return Tally.total([self.seized, -self.presented])

    @classmethod
    def total(cls, lines: "Iterable[TallyLine | None]") -> "TallyLine | None":
        """Add up; None where no line has any."""
        given = [each for each in lines if each is not None]
        names = ("seized", "burned", "set_aside", "missing")
        return cls(*(Tally.total(getattr(each, name) for each in given) for name in names)) if given else None


@dataclass(frozen=True)
class Line:
    """One line: of a consignment, or of all of a case, a session, the station's life.

    `missing` holds the packages recorded as missing and those of which nothing is recorded; `unaccounted` is the part of the
    latter. `shown` is what the scale showed of the packages burned, whatever it called that, and `samples_burned` the same of
    kept samples, which are in none of the other figures: together they are the `burned_mg` of `session.closed`. `lacking` is
    why the line does not close though each of its figures may be known.
    """

    basis: Basis
    seized: Amount
    analysed: Amount
    sampled: Amount
    presented: Amount
    burned: Amount
    set_aside: Amount
    missing: Amount
    unaccounted: Amount
    shown: Amount
    samples_burned: Amount
    lacking: tuple[Gap, ...] = ()
    pieces: TallyLine | None = None
    millilitres: TallyLine | None = None

    def __post_init__(self) -> None:
        by_fate = Amount.total([self.burned, self.set_aside, self.missing])
        if (by_fate.known_mg, by_fate.parts) != (self.presented.known_mg, self.presented.parts):
            raise DoesNotAdd(self.presented.known_mg, by_fate.known_mg)

    @property
    def expected(self) -> Amount:
        """What should have been presented: seized, less what was analysed and kept as samples."""
        return Amount.total([self.seized, -self.analysed, -self.sampled])

    @property
    def difference(self) -> Amount:
        """What is not explained; above zero where mass is lost. Its bound is that of the weighings here: papers have none."""
        return Amount.total([self.expected, -self.presented, Amount(unknown=self.lacking)])

    @property
    def unknown(self) -> tuple[Gap, ...]:
        """What keeps the line from closing."""
        return self.difference.unknown

    @property
    def comparison(self) -> Comparison | None:
        """The presented mass against the expected one; None where the line does not close. Below zero where mass is lost."""
        if self.unknown:
            return None
        return compare(self.expected.known_mg, self.presented.known_mg, self.presented.bound_mg)

    @property
    def change(self) -> Change | None:
        """Lost or gained only beyond the permissible errors; None where the line does not close."""
        return None if self.comparison is None else self.comparison.change

    @classmethod
    def total(cls, lines: "Iterable[Line]") -> Self:
        """Add up, figure by figure."""
        given = list(lines)
        bases = {each.basis for each in given} or {Basis.UNSTATED}

        def figure(name: str) -> Amount:
            return Amount.total(getattr(each, name) for each in given)

        return cls(
            basis=bases.pop() if len(bases) == 1 else Basis.MIXED,
            seized=figure("seized"),
            analysed=figure("analysed"),
            sampled=figure("sampled"),
            presented=figure("presented"),
            burned=figure("burned"),
            set_aside=figure("set_aside"),
            missing=figure("missing"),
            unaccounted=figure("unaccounted"),
            shown=figure("shown"),
            samples_burned=figure("samples_burned"),
            lacking=gaps(each.lacking for each in given),
            pieces=TallyLine.total(each.pieces for each in given),
            millilitres=TallyLine.total(each.millilitres for each in given),
        )


@dataclass(frozen=True)
class PackageLine:
    """One package, counted once whatever numbers it bore; `sessions` are those in which it was registered, the newest last.

    `fate` REGISTERED means that nothing says what became of it; `fated` are the entries that do. `presented` is its mass on the
    consignment's basis, and, of a kept sample (`sample`), as it is known. `against_papers` and `against_own` compare its newest
    weighing with the papers and with an earlier weighing here; `paper_bound_mg` is None where no paper says how exact it is.
    """

    package: str
    consignment: str
    seal: str
    description: str
    registered: int
    sessions: tuple[str, ...]
    sample: str | None
    fate: Fate
    fated: tuple[int, ...]
    reason: str | None
    batch: str | None
    weighed: Weighed | None
    taken: Amount
    presented: Amount
    against_papers: Comparison | None
    paper_bound_mg: int | None
    against_own: Comparison | None


@dataclass(frozen=True)
class SampleLine:
    """One kept sample and its fate: `package` is the package as which it came to be burned later, None while it is kept.

    `kept` is its mass as stated when it was kept, `entry` and `session` where that stands; a sample of which only the package is
    known has none.
    """

    sample: str
    which: str | None
    consignment: str
    kept: Amount
    seen: bool
    entry: int | None
    session: str | None
    package: PackageLine | None

    @property
    def fate(self) -> Fate | None:
        """What became of it; None: it is kept, as far as these entries tell."""
        return None if self.package is None else self.package.fate


@dataclass(frozen=True)
class ConsignmentLine:
    """One consignment. `entries` are its registrations; `restated` those that contradict an earlier statement, which stands."""

    consignment: str
    case: str | None
    commitments: tuple[str, ...]
    substance: str
    form: str
    fresh: bool
    entries: tuple[int, ...]
    sessions: tuple[str, ...]
    restated: tuple[int, ...]
    line: Line


@dataclass(frozen=True)
class CaseLine:
    """One case: the consignments whose `case` would be read as the same (`station.rules.numbers.case_skeleton`).

    `case` is as the first of them has it. One that cannot be read stands alone, with its commitments.
    """

    case: str | None
    commitments: tuple[str, ...]
    consignments: tuple[str, ...]
    line: Line


@dataclass(frozen=True)
class SessionLine:
    """One session: the packages whose newest registration is in it. What came back later is counted where it came back.

    `again` holds those: the number here, the later session, the number there. `residue` is what was left of the fire: it is
    part of no balance. `closed` is the number of the entry `session.closed`, or None.
    """

    session: str
    line: Line
    residue: Amount
    closed: int | None
    again: tuple[tuple[str, str, str], ...]
