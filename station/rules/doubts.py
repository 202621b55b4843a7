"""Why a package may not be burned until the people present decide: burning it would destroy the evidence of tampering.

A doubt is no verdict. It keeps a package from the furnace; a decision with reasons, by one person of each group of the quorum,
brings it back (`package.decided`), and then stands in the record together with the doubt. What is found afterwards (another seal,
a lighter mass, one more test) is a new ground, which nobody has decided about.
Source: the procedure's rule for weights (OIML R 76-1, limits of both weighings added up); a fresh plant may dry (Warner et al.
2017: fresh cannabis lost 25 to 77 % of its mass), everything else may not, and nothing may gain.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from station.rules.goods import Draw, Fate, Form, Goods, Package, TestResult
from station.rules.metrology import COMPARED, Change, Comparison, compare

PERMILLE = 1000


class Doubt(StrEnum):
    """What speaks against a package."""

    SET_ASIDE_BEFORE = "it was set aside before"
    SEAL_NOT_INTACT = "its seal was not intact"
    SEAL_OTHER = "its seal is not the one on paper"
    LIGHTER = "it lost mass beyond the limits of both weighings"
    HEAVIER = "it gained mass beyond the limits of both weighings"
    NOT_COMPARED = "no mass on its papers can be compared with the one weighed"
    CHANGED_HERE = "its mass changed between two weighings here"
    TAKEN = "what was taken from it stands on people's word alone"
    TEST_FAILED = "its test did not find what is declared"
    DRAW_FAILED = "the draw of its consignment found more negatives than allowed"


class Ground(NamedTuple):
    """A doubt and what it rests on: the seal as found, the number of a weighing, of a test, of a draw."""

    doubt: Doubt
    what: str


def doubts(goods: Goods, package: Package, drying_permille: int) -> list[Doubt]:
    """The doubts about a package that have a ground which no decision has excused."""
    standing = (each.doubt for each in grounds(goods, package, drying_permille) if each not in package.excused)
    return list(dict.fromkeys(standing))


def grounds(goods: Goods, package: Package, drying_permille: int) -> list[Ground]:
    """All that speaks against a package, whatever was decided."""
    return [Ground(*each) for each in _grounds(goods, package, drying_permille)]


def comparison(package: Package) -> Comparison | None:
    """The package's newest mass against the stated one, less what was taken from it here; None where one of them is not known."""
    names = COMPARED.get(package.shown_as, ())
    stated_mg = next((package.reference[name] for name in names if package.reference[name] is not None), None)
    if stated_mg is None or package.mass_mg is None:
        return None
    return compare(stated_mg - package.taken_mg, package.mass_mg, package.bound_mg, package.reference["bound_mg"])


def could_be_drying(goods: Goods, package: Package, lost_mg: int, drying_permille: int) -> bool:
    """Whether drying may explain a loss: a plant, first weighed fresh, and no more than such plants lose.

    Nothing dries between two weighings of one session, and what was weighed again in the store was no longer fresh.
    """
    consignment = goods.consignments[package.consignment]
    if consignment.form is not Form.PLANT or not consignment.fresh or not package.reference["at_seizure"]:
        return False
    before_mg = (package.mass_mg or 0) + lost_mg
    return lost_mg * PERMILLE <= before_mg * drying_permille


def negatives(goods: Goods, draw: Draw) -> list[str]:
    """The drawn packages that speak against their consignment: not as declared, unclear, or gone untested."""
    return [number for number in draw.drawn or [] if _negative(goods.packages[number], draw)]


def untested(goods: Goods, draw: Draw) -> list[str]:
    """The drawn packages that are still here and were not yet tested."""
    packages = (goods.packages[number] for number in draw.drawn or [])
    return [p.number for p in packages if p.fate is Fate.REGISTERED and not _tested(p, draw)]


def draws_failed(goods: Goods, consignment: str) -> list[str]:
    """The draws of this consignment that found more negatives than allowed."""
    return [draw.number for draw in goods.draws_of(consignment) if len(negatives(goods, draw)) > draw.allowed]


def _tested(package: Package, draw: Draw) -> bool:
    """Only a test of this draw: one that somebody chose beforehand shows nothing of the others."""
    return any(of == draw.number for of, _ in package.results)


def _negative(package: Package, draw: Draw) -> bool:
    if any(result is not TestResult.AS_DECLARED for _, result in package.results):
        return True
    return package.fate in {Fate.SET_ASIDE, Fate.MISSING} and not _tested(package, draw)


def _grounds(goods: Goods, package: Package, drying_permille: int) -> Iterator[tuple[Doubt, str]]:
    if package.set_aside_before:
        yield Doubt.SET_ASIDE_BEFORE, ""
    yield from ((Doubt.SEAL_NOT_INTACT, state) for state in sorted(package.seal_states))
    yield from ((Doubt.SEAL_OTHER, seal) for seal in sorted(package.seals_read))
    yield from _mass_grounds(goods, package, drying_permille)
    for number, (_, result) in enumerate(package.results):
        if result is not TestResult.AS_DECLARED:
            yield Doubt.TEST_FAILED, str(number)
    if goods.consignments[package.consignment].failed_before:
        yield Doubt.DRAW_FAILED, "before"
    yield from ((Doubt.DRAW_FAILED, number) for number in draws_failed(goods, package.consignment))


def _mass_grounds(goods: Goods, package: Package, drying_permille: int) -> Iterator[tuple[Doubt, str]]:
    if package.mass_mg is None:
        return
    if package.taken_mg > package.bound_mg:
        yield Doubt.TAKEN, str(package.taken_mg)
    if _changed_here(package):
        yield Doubt.CHANGED_HERE, str(package.weighing)
    found = comparison(package)
    if found is None:
        yield Doubt.NOT_COMPARED, str(package.weighing)
        return
    if found.change is Change.SAME:
        return
    if found.change is Change.GAINED:
        yield Doubt.HEAVIER, str(package.weighing)
    elif not could_be_drying(goods, package, -found.difference_mg, drying_permille):
        yield Doubt.LIGHTER, str(package.weighing)


def _changed_here(package: Package) -> bool:
    """Whether it weighs something else than at its first weighing here, beyond what was taken from it since."""
    if package.first_here is None or package.mass_mg is None:
        return False
    first_mg, first_bound_mg = package.first_here
    since_mg = package.taken_mg - package.taken_then_mg
    return compare(first_mg - since_mg, package.mass_mg, first_bound_mg, package.bound_mg).change is not Change.SAME
