"""A file of a list, and the tables in it as raw cells. What a file is, its first bytes say, not its name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from station.lists.limits import MAX_BYTES


@dataclass(frozen=True)
class Source:
    """A file as it was given: its name, for people, and its bytes."""

    name: str
    data: bytes

    @classmethod
    def read(cls, path: Path) -> "Source":
        """Read a file, no more of it than shows that it is too large; raise OSError."""
        with path.open("rb") as file:
            return cls(str(path), file.read(MAX_BYTES + 1))


@dataclass
class RawTable:
    """A table's rows as they are read, each with its number; the first is that of the headings.

    `comma` is whether a comma is the decimal sign. `told` is what deserves a look (hidden rows), `merged` are merged cells.
    """

    file: str
    sheet: str | None
    rows: Iterator[tuple[int, list[object]]]
    comma: bool = False
    told: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What may say which kind of table it is."""
        return Path(self.file).stem if self.sheet is None else self.sheet
