"""What a report finds: each in one place of one file, with what stands there and what is expected instead."""

from dataclasses import dataclass, field
from typing import Any

from station.lists.limits import MAX_FINDINGS


@dataclass(frozen=True)
class Finding:
    """A fault, or what only deserves a look. Rows are counted as Excel does: the headings are row 1 of most tables."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    found: str
    expected: str

    def __str__(self) -> str:
        place = [self.file]
        place += [f"sheet {self.sheet}"] if self.sheet is not None else []
        place += [f"row {self.row}"] if self.row is not None else []
        place += [f"column {self.column}"] if self.column is not None else []
        return f"{', '.join(place)}: found {self.found}; expected {self.expected}"

    def to_json(self) -> dict[str, Any]:
        """Return the fields by name."""
        return dict(vars(self))


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, one of its sheets, a row."""

    file: str
    sheet: str | None = None
    row: int | None = None

    def finding(self, column: str | None, found: str, expected: str) -> Finding:
        """A finding here."""
        return Finding(self.file, self.sheet, self.row, column, found, expected)

    def __str__(self) -> str:
        where = self.file if self.sheet is None else f"{self.file}, sheet {self.sheet}"
        return where if self.row is None else f"{where}, row {self.row}"


@dataclass
class Findings:
    """Findings as they are made. Beyond `MAX_FINDINGS` faults and as many warnings they are counted only."""

    faults: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    more: int = 0

    def fault(self, finding: Finding) -> None:
        """Add what keeps the list from being loaded."""
        self._add(self.faults, finding)

    def warn(self, finding: Finding) -> None:
        """Add what deserves a look."""
        self._add(self.warnings, finding)

    def _add(self, to: list[Finding], finding: Finding) -> None:
        if len(to) < MAX_FINDINGS:
            to.append(finding)
        else:
            self.more += 1
