"""How much the files of one list may hold, all together. It is taken up before anything is kept of them, and then it is full.

What a workbook costs to be read goes by its XML elements: those of cells are cheap, of texts, names and looks openpyxl makes
objects, each many times as large. So each sort has a bound of its own, and a small file that unpacks to millions is refused.
"""

from enum import StrEnum

from station.lists import limits
from station.lists.errors import Unreadable

SHARE_OUT = "share the rows out over several lists"
TABLES_ALONE = "copy the tables alone into a new workbook"


class Sort(StrEnum):
    """What is counted, as a fault names it."""

    BYTES = "bytes"
    UNPACKED = "bytes unpacked"
    ROWS = "rows"
    CELLS = "cells or parts of cells"
    CHARACTERS = "characters"
    TEXTS = "texts"
    SHEETS = "sheets"
    LOOKS = "names, looks and other things beside the cells"


# ECMA-376 part 1, 18.3.1.73, 18.3.1.4, 18.4.8 and 18.2.19; every other element is of what a list has no use for.
SORTS = dict.fromkeys(("row", "c", "v", "f", "is", "t"), Sort.CELLS) | {"si": Sort.TEXTS, "sheet": Sort.SHEETS}
MOST = {
    Sort.BYTES: (limits.MAX_BYTES, SHARE_OUT),
    Sort.UNPACKED: (limits.MAX_UNPACKED_BYTES, SHARE_OUT),
    Sort.ROWS: (limits.MAX_ROWS, SHARE_OUT),
    Sort.CELLS: (limits.MAX_CELLS, SHARE_OUT),
    Sort.CHARACTERS: (limits.MAX_CHARACTERS, SHARE_OUT),
    Sort.TEXTS: (limits.MAX_TEXTS, SHARE_OUT),
    Sort.SHEETS: (limits.MAX_SHEETS, TABLES_ALONE),
    Sort.LOOKS: (limits.MAX_LOOKS, TABLES_ALONE),
}


class Room:
    """The room of one list."""

    def __init__(self) -> None:
        self._taken = dict.fromkeys(Sort, 0)

    def take(self, sort: Sort, amount: int = 1) -> None:
        """Take some up; raise `Unreadable` where there is no more."""
        self._taken[sort] += amount
        most, instead = MOST[sort]
        if self._taken[sort] > most:
            raise Unreadable(f"more than {most:,} {sort}", f"that many at most in all files of a list: {instead}")

    def element(self, name: str) -> None:
        """Take up an XML element by its local name."""
        self.take(SORTS.get(name, Sort.LOOKS))
