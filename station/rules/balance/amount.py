"""A figure of the balance: whole milligrams (or pieces), how exact they are, what they rest on, and what they lack.

Promise: figures add up exactly, and what is not known stays not known through every sum. No fraction, no rounding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from station.rules.metrology import sum_bound_mg


class Lacking(StrEnum):
    """What a figure lacks. The words are for programs; whoever prints them says them in a language."""

    SEIZED = "seized"  # the papers state no such amount of the consignment
    USED = "used"  # `number` is the opinion that does not say how much the analysis used up
    MASS = "mass"  # `number` is the package: never weighed, and no mass of it is stated
    PACKAGING = "packaging"  # `number` is the package: its net mass needs that of its packaging
    GROSS = "gross"  # `number` is the package: only a net mass of it is known
    AMOUNT = "amount"  # `number` is the package: its pieces or millilitres are not stated
    KEPT = "kept"  # `number` is the sample: a package is said to be this sample, and nothing says that it was kept
    EARLIER = (
        "earlier"  # `number` is the session in which the consignment was registered before; its entries are not here
    )
    ELSEWHERE = "elsewhere"  # `number` is another session over which the consignment is spread
    RESIDUE = "residue"  # `number` is the session that burned and did not weigh the residue


@dataclass(frozen=True)
class Gap:
    """One thing that is not known, by the numbers of what it is about."""

    lacking: Lacking
    consignment: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Amount:
    """A mass of `parts`, in milligrams.

    `known_mg` is the sum of what is known, and the whole only where `unknown` is empty. `bound_mg` is the permissible error of
    the weighings in it. `stated` of the parts rest on papers and not on this station's scale; of `packaged`, the mass of
    the packaging that the papers state was taken off. `entries` are the numbers of the entries that it rests on, in order.
    """

    known_mg: int = 0
    bound_mg: int = 0
    parts: int = 0
    stated: int = 0
    packaged: int = 0
    entries: tuple[int, ...] = ()
    unknown: tuple[Gap, ...] = ()

    @property
    def mg(self) -> int | None:
        """The mass, or None where a part of it is not known."""
        return None if self.unknown else self.known_mg

    @classmethod
    def on_paper(cls, mass_mg: int, *entries: int) -> Self:
        """One part, as a paper or a person states it."""
        return cls(mass_mg, parts=1, stated=1, entries=entries)

    @classmethod
    def on_scale(cls, mass_mg: int, bound_mg: int, division_mg: int, entry: int) -> Self:
        """One part, as the scale showed it: with the bound that it has as a part of a sum."""
        return cls(mass_mg, sum_bound_mg([bound_mg], division_mg), parts=1, entries=(entry,))

    @classmethod
    def lost(cls, gap: Gap, *entries: int) -> Self:
        """One part that is not known."""
        return cls(parts=1, entries=entries, unknown=(gap,))

    @classmethod
    def total(cls, amounts: Iterable["Amount"]) -> Self:
        """Add up, in time proportional to what is added."""
        given = list(amounts)
        return cls(
            sum(each.known_mg for each in given),
            sum(each.bound_mg for each in given),
            sum(each.parts for each in given),
            sum(each.stated for each in given),
            sum(each.packaged for each in given),
            together(each.entries for each in given),
            gaps(each.unknown for each in given),
        )

    def less(self, mass_mg: int, *entries: int) -> Self:
        """The same part without a mass that other entries tell of."""
        return replace(self.resting_on(*entries), known_mg=self.known_mg - mass_mg)

    def resting_on(self, *entries: int) -> Self:
        """The same, and these entries say what it is the mass of."""
        return replace(self, entries=together([self.entries, entries])) if entries else self

    def __neg__(self) -> Self:
        return replace(self, known_mg=-self.known_mg)


@dataclass(frozen=True)
class Tally:
    """A number of pieces, or of millilitres, as papers state it. `known` is the whole only where `unknown` is empty."""

    known: int = 0
    entries: tuple[int, ...] = ()
    unknown: tuple[Gap, ...] = ()

    @property
    def number(self) -> int | None:
        """The number, or None where a part of it is not known."""
        return None if self.unknown else self.known

    @classmethod
    def total(cls, tallies: Iterable["Tally"]) -> Self:
        """Add up."""
        given = list(tallies)
        entries, unknown = together(each.entries for each in given), gaps(each.unknown for each in given)
        return cls(sum(each.known for each in given), entries, unknown)

    def __neg__(self) -> Self:
        return replace(self, known=-self.known)


def together(entries: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The numbers of all these entries, each once, in order."""
    return tuple(sorted({number for each in entries for number in each}))


def gaps(unknown: Iterable[tuple[Gap, ...]]) -> tuple[Gap, ...]:
    """All these gaps, each once, by consignment."""
    found = {gap for each in unknown for gap in each}
    return tuple(sorted(found, key=lambda gap: (gap.consignment or "", gap.lacking, gap.number or "")))
