"""What changes from paper to paper: the seal, and the mass.

Exact differences in milligrams. How the masses of papers were weighed is not known, so there is no limit within which two
would be the same: every difference is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from station.rules.numbers import same_number


@dataclass(frozen=True)
class Stated:
    """What one paper says of a package, or (None) of a consignment as a whole, and the number of the entry that quotes it."""

    package: str | None
    entry: int
    seal: str | None = None
    seal_reason: str | None = None
    gross_mg: int | None = None


@dataclass(frozen=True)
class SealChange:
    """A seal that is another one in a later paper; `reason` is None where none is stated."""

    package: str | None
    earlier: int
    later: int
    before: str
    after: str
    reason: str | None


@dataclass(frozen=True)
class MassChange:
    """A gross mass that is another one in a later paper, in milligrams."""

    package: str | None
    earlier: int
    later: int
    before_mg: int
    after_mg: int

    @property
    def difference_mg(self) -> int:
        """Later less earlier."""
        return self.after_mg - self.before_mg


def seal_changes(papers: Iterable[Stated]) -> Iterator[SealChange]:
    """Yield each change between papers, in their order; one that names no seal is passed over."""
    known: Stated | None = None
    for paper in papers:
        if paper.seal is None:
            continue
        if known is not None and known.seal is not None and not same_number(known.seal, paper.seal):
            reason = (paper.seal_reason or "").strip() or None
            yield SealChange(paper.package, known.entry, paper.entry, known.seal, paper.seal, reason)
        known = paper


def mass_changes(papers: Iterable[Stated]) -> Iterator[MassChange]:
    """Yield each change between papers, in their order; one that states no gross mass is passed over."""
    known: Stated | None = None
    for paper in papers:
        if paper.gross_mg is None:
            continue
        if known is not None and known.gross_mg is not None and known.gross_mg != paper.gross_mg:
            yield MassChange(paper.package, known.entry, paper.entry, known.gross_mg, paper.gross_mg)
        known = paper
