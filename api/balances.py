"""The balance over the station's life, drawn up once for each state of the log: it costs seconds in a log of thousands."""

import threading

from sqlalchemy import Connection, func, select

from api.models.balance import BalanceShown
from station.ledger.cases import goods_entries
from station.ledger.queries import GoodsRow, WeighingRow
from station.rules.balance import balance


class Balances:
    """Remembers the newest balance; any thread may ask, and while one draws it up the others wait for it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._newest: tuple[tuple[int, int], BalanceShown] | None = None

    def of_life(self, connection: Connection) -> BalanceShown:
        """The balance of all goods entries."""
        with self._turn:
            now = _told(connection)
            if self._newest is None or self._newest[0] != now:
                self._newest = now, BalanceShown.of_sessions(balance(goods_entries(connection)))
            return self._newest[1]


def _told(connection: Connection) -> tuple[int, int]:
    """What the balance rests on: nothing older than these two numbers ever changes."""
    newest = select(func.max(GoodsRow.entry)), select(func.max(WeighingRow.weighing))
    goods, weighing = (connection.scalar(question) or 0 for question in newest)
    return goods, weighing
