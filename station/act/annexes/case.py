"""One case's annex: its consignments, one after the other, each from its papers to its ash."""

from collections.abc import Iterator

from station.act.annexes.custody import custody
from station.act.annexes.draws import draws
from station.act.annexes.packages import packages
from station.act.annexes.papers import balance, papers
from station.act.annexes.samples import samples
from station.act.blocks import Block, Section, heading
from station.act.cases import Case, Goods
from station.act.pen import Pen


def annex(pen: Pen, case: Case) -> Section:
    """The annex of one case."""
    blocks = [block for goods in case.goods for block in _consignment(pen, goods)]
    return Section(pen.texts("case.title", annex=case.annex, case=case_name(pen, case)), tuple(blocks))


def case_name(pen: Pen, case: Case) -> str:
    """The case's number; of one that is withheld, that it is."""
    return pen.texts("withheld") if case.line.case is None else case.line.case


def _consignment(pen: Pen, goods: Goods) -> Iterator[Block]:
    yield heading(pen.texts("case.consignment", consignment=goods.line.consignment))
    yield papers(pen, goods)
    yield from balance(pen, goods)
    yield from packages(pen, goods)
    yield from draws(pen, goods)
    yield from samples(pen, goods)
    yield from custody(pen, goods)
