"""The mass of one package: as the scale showed it, as papers state it where nobody weighed it, and how the two compare.

A package's mass is that of its newest weighing here, even of a batch that was called off; where it was never weighed, what the
papers state, the newest first. What was taken from it since is taken off. Packages are weighed unopened: what the scale called
neither gross nor net is gross.

A registration states what a package was when it was registered: of its last official mass only what was taken here afterwards is
taken off, of its mass at seizure also the samples that the papers tell of.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from station.rules.balance.accounts import Package, Taking, Weighed
from station.rules.balance.amount import Amount, Gap, Lacking
from station.rules.goods import Fate
from station.rules.metrology import Comparison, compare


class Basis(StrEnum):
    """Which masses are set against each other."""

    NET = "net"
    GROSS = "gross"
    UNSTATED = "unstated"  # the papers state no mass at seizure: masses stand as they are known
    MIXED = "mixed"  # a sum of consignments of different bases


@dataclass(frozen=True)
class Reference:
    """What the papers state of a package, less what was taken from it since; `bound_mg` is None where nobody says how exact."""

    mass_mg: int
    bound_mg: int | None
    takings: tuple[Taking, ...]

    @property
    def left_mg(self) -> int:
        """What should be left."""
        return self.mass_mg - sum(each.mass_mg for each in self.takings)


def reference(package: Package, before: int | None, *, net: bool) -> Reference | None:
    """What the papers let expect of a package at an entry, or at its end; None where they state no such mass."""
    registered = package.registered
    stated, last = registered.data["stated"], registered.data["last"]
    if last is not None and not net:
        return Reference(last["gross_mg"], last["bound_mg"], tuple(package.taken(registered.entry, before)))
    mass_mg = stated["net_mg"] if net else stated["gross_mg"]
    return None if mass_mg is None else Reference(mass_mg, None, tuple(package.taken(-1, before, claimed=True)))


def presented(package: Package, basis: Basis) -> Amount:
    """The mass with which a package came before the cameras, or should have come, and the entries that say its fate."""
    found = net(package) if basis is Basis.NET else gross(package)
    if basis is Basis.UNSTATED and found.unknown:
        found = net(package)
    return found.resting_on(*package.fated)


def shown(package: Package) -> Amount:
    """What the scale showed of it the last time, whatever it called that."""
    weighed = package.weighed
    return _lost(package, Lacking.MASS) if weighed is None else _on_scale(weighed).resting_on(*package.fated)


def gross(package: Package) -> Amount:
    """Its gross mass."""
    weighed = package.weighed
    if weighed is not None:
        return _lost(package, Lacking.GROSS) if weighed.net else _left_of(package, weighed)
    papers = reference(package, _end(package), net=False)
    if papers is not None:
        return _on_paper(package, papers)
    return _lost(package, Lacking.MASS if package.registered.data["stated"]["net_mg"] is None else Lacking.GROSS)


def net(package: Package) -> Amount:
    """Its net mass: as weighed, as stated, or gross less the packaging that the papers state."""
    weighed, registered = package.weighed, package.registered
    if weighed is not None and weighed.net:
        return _left_of(package, weighed)
    if weighed is None and registered.data["last"] is None:
        papers = reference(package, _end(package), net=True)
        if papers is not None:
            return _on_paper(package, papers)
    found, packaging_mg = gross(package), _packaging_mg(package)
    if found.unknown:
        return found
    if packaging_mg is None:
        return _lost(package, Lacking.PACKAGING)
    return replace(found.less(packaging_mg, registered.entry), packaged=1 - found.stated)


def against_papers(package: Package) -> Comparison | None:
    """Its newest mass against the papers', under both bounds; None where either is not known since its newest registration."""
    weighed = package.weighed
    if weighed is None or weighed.entry < package.registered.entry:
        return None
    papers = reference(package, weighed.entry, net=weighed.net)
    if papers is None:
        return None
    return compare(papers.left_mg, weighed.mass_mg, weighed.bound_mg, papers.bound_mg or 0)


def against_own(package: Package) -> Comparison | None:
    """Its newest mass against the one weighed here before, in another batch: no paper comes between the two."""
    weighed = package.weighed
    if weighed is None:
        return None
    alike = (each for each in reversed(package.weighings) if each.net is weighed.net)
    before = next((each for each in alike if (each.session, each.batch) != (weighed.session, weighed.batch)), None)
    if before is None:
        return None
    left_mg = before.mass_mg - sum(each.mass_mg for each in package.taken(before.entry, weighed.entry))
    return compare(left_mg, weighed.mass_mg, before.bound_mg, weighed.bound_mg)


def _end(package: Package) -> int | None:
    """The entry after which nothing can be taken from it: the furnace's charge."""
    return package.fated[0] if package.fate is Fate.BURNED else None


def _left_of(package: Package, weighed: Weighed) -> Amount:
    takings, found = package.taken(weighed.entry, _end(package)), _on_scale(weighed)
    return found.less(sum(each.mass_mg for each in takings), *(each.entry for each in takings)) if takings else found


def _on_scale(weighed: Weighed) -> Amount:
    return Amount.on_scale(weighed.mass_mg, weighed.bound_mg, weighed.division_mg, weighed.entry)


def _on_paper(package: Package, papers: Reference) -> Amount:
    return Amount.on_paper(papers.left_mg, package.registered.entry).resting_on(
        *(each.entry for each in papers.takings)
    )


def _packaging_mg(package: Package) -> int | None:
    stated = package.registered.data["stated"]
    if stated["gross_mg"] is None or stated["net_mg"] is None or stated["gross_mg"] < stated["net_mg"]:
        return None
    return int(stated["gross_mg"] - stated["net_mg"])


def _lost(package: Package, lacking: Lacking) -> Amount:
    gap = Gap(lacking, str(package.registered.data["consignment"]), package.number)
    return Amount.lost(gap, package.registered.entry)
