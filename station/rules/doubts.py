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

    Nothing dries between two weighings of one session.
    """
    consignment = goods.consignments[package.consignment]
    if consignment.form is not Form.PLANT or not consignment.fresh or package.weighed_here:
        return False
    before_mg = (package.mass_mg or 0) + lost_mg
    return lost_mg * PERMILLE <= before_mg * drying_permille


def negatives(goods: Goods, draw: Draw) -> list[str]:
    """The drawn packages that speak against their consignment: not as declared, unclear, or gone untested."""
    return [number for number in draw.drawn or [] if _negative(goods.packages[number])]


def untested(goods: Goods, draw: Draw) -> list[str]:
    """The drawn packages that are still here and were not yet tested."""
    packages = (goods.packages[number] for number in draw.drawn or [])
    return [p.number for p in packages if not p.results and p.fate is Fate.REGISTERED]


def _negative(package: Package) -> bool:
    if not package.results:
        return package.fate in {Fate.SET_ASIDE, Fate.MISSING}
    return any(result is not TestResult.AS_DECLARED for result in package.results)


def _grounds(goods: Goods, package: Package, drying_permille: int) -> Iterator[tuple[Doubt, str]]:
    if package.set_aside_before:
        yield Doubt.SET_ASIDE_BEFORE, ""
    yield from ((Doubt.SEAL_NOT_INTACT, state) for state in sorted(package.seal_states))
    yield from ((Doubt.SEAL_OTHER, seal) for seal in sorted(package.seals_read))
    yield from _mass_grounds(goods, package, drying_permille)
    for number, result in enumerate(package.results):
        if result is not TestResult.AS_DECLARED:
            yield Doubt.TEST_FAILED, str(number)
    for draw in goods.draws_of(package.consignment):
        if len(negatives(goods, draw)) > draw.allowed:
            yield Doubt.DRAW_FAILED, draw.number


def _mass_grounds(goods: Goods, package: Package, drying_permille: int) -> Iterator[tuple[Doubt, str]]:
    found = comparison(package)
    if found is None or found.change is Change.SAME:
        return
    if found.change is Change.GAINED:
        yield Doubt.HEAVIER, str(package.weighing)
    elif not could_be_drying(goods, package, -found.difference_mg, drying_permille):
        yield Doubt.LIGHTER, str(package.weighing)
