"""A station that burned goods in two sealed sessions and has a third open, with goods of which little is known."""

from pathlib import Path

from station.recorder import commands as say
from station.recorder.book import Fact
from station.recorder.goods_desk import GoodsDesk
from tests import goods
from tests.draws import opening
from tests.programme import Extent, Programme, case_of

SUBSTANCES = ("cocaine", "=1+1", "<b>x</b>", "@SUM(A1)")
EXTENT = Extent(sessions=2, consignments=4, packages=3, film_s=30, substances=SUBSTANCES)
CASE = case_of(1)  # of C2, all of which burned; withheld
OPEN, UNKNOWN, UNKNOWN_CASE = "S003", "C/5", "26-7512-00-3/5"
CLERK = "clerk-1"


class BurnedGoods(Programme):
    """The programme, and the session that is open: its only package has no mass, and the papers state none at seizure."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, EXTENT)
        self._book = self.court().book
        self._desk = GoodsDesk(self._book, self.reader, goods.AllFilm())
        self._book.open(OPEN, Fact("session.opened", opening()), by=CLERK)
        papers = goods.told(goods.consignment(UNKNOWN, case=UNKNOWN_CASE))
        self.give(say.RegisterConsignment.model_validate(papers))
        paper = goods.package("K5", "Z-K5", consignment=UNKNOWN, stated=goods.NOTHING)
        self.give(say.RegisterPackage.model_validate(goods.told(paper)))

    def give(self, order: say.Message) -> None:
        """Give a command about the goods."""
        self._desk.acts[type(order)](order, CLERK)
