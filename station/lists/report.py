"""The report of a check: what was read, every fault, what deserves a look, and the goods when there is no fault."""

from dataclasses import dataclass
from typing import Any

from station.lists.findings import Finding
from station.lists.kinds import Kind
from station.lists.rows import Goods


@dataclass(frozen=True)
class Read:
    """A table that was read, and how many rows it has."""

    file: str
    sheet: str | None
    kind: Kind
    rows: int


@dataclass(frozen=True)
class Report:
    """What a check found. `more` counts the findings beyond those that are named; `goods` is None where there is a fault."""

    tables: tuple[Read, ...]
    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    more: int
    goods: Goods | None

    @property
    def bad_rows(self) -> int:
        """How many rows the named faults stand in."""
        return len({(each.file, each.sheet, each.row) for each in self.faults if each.row is not None})

    def to_json(self) -> dict[str, Any]:
        """Return the report; `goods` is what the command that loads it takes, or null."""
        return {
            "good": self.goods is not None,
            "tables": [dict(vars(each)) for each in self.tables],
            "bad_rows": self.bad_rows,
            "faults": [each.to_json() for each in self.faults],
            "warnings": [each.to_json() for each in self.warnings],
            "more_findings": self.more,
            "goods": None if self.goods is None else self.goods.to_json(),
        }
