"""Lists of goods from CSV and Excel: read, checked, previewed; nothing is recorded here.

Promise: one report names every fault of every row, and a list with one fault gives no rows at all. Masses are exact decimals from
the cell to the milligram. A list is claimed by whoever wrote it; nothing in it was seen.
Limits: what the station already knows (a seal used last year) is judged when the list is loaded, not here.
"""

from station.lists.checking import check
from station.lists.errors import ListError
from station.lists.kinds import Kind
from station.lists.report import Report
from station.lists.rows import Goods
from station.lists.sources import Source
from station.lists.template import write_template

__all__ = ["Goods", "Kind", "ListError", "Report", "Source", "check", "write_template"]
