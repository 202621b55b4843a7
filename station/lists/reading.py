"""A raw table into rows of values: every cell read once, every fault named, no row given up for the first of its faults."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from typing import Any

from station.lists.cells import Figure, Unusable, shown
from station.lists.columns import COLUMNS, Column, Measured, Reader, column_called
from station.lists.csv_file import read_csv
from station.lists.errors import Unreadable, Wrong
from station.lists.findings import Findings, Place
from station.lists.kinds import Kind, named
from station.lists.limits import MAX_SHOWN
from station.lists.room import Room, Sort
from station.lists.sources import RawTable, Source
from station.lists.workbook import is_workbook, read_workbook


@dataclass(frozen=True)
class Line:
    """A row's values by field, as far as they could be read, and its place.

    `headings` are those that the file gives its fields; `wrong` are the fields whose cells are of no use.
    """

    place: Place
    headings: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    def get(self, name: str) -> Any:
        """A value; None where the cell is empty, could not be read, or the column is not there."""
        return self.values.get(name)


@dataclass(frozen=True)
class Bound:
    """A column found in a table: its heading there, its field, and how its cells are read. None for one that is of no use."""

    heading: str
    field: str
    read: Reader
    required: bool


@dataclass(frozen=True)
class Table:
    """A table as read; of one that ends in what cannot be read, the rows before. `unheaded` are the columns without a heading."""

    place: Place
    kind: Kind
    columns: list[Bound | None]
    unheaded: frozenset[int]
    lines: list[Line]


def read_tables(sources: Iterable[Source], found: Findings) -> Iterator[Table]:
    """Read all tables of all files; what is wrong with them goes into `found`."""
    room = Room()
    for source in sources:
        try:
            tables = (_read(raw, room, found) for raw in _raw_tables(source, room))
            yield from (table for table in tables if table is not None)
        except Unreadable as error:
            found.fault(Place(source.name, None, error.row).finding(None, error.found, error.expected))


def _raw_tables(source: Source, room: Room) -> Iterator[RawTable]:
    room.take(Sort.BYTES, len(source.data))
    if is_workbook(source):
        yield from read_workbook(source, room)
    else:
        yield read_csv(source, room)


def _read(raw: RawTable, room: Room, found: Findings) -> Table | None:
    """Read one table; None where it is empty, or it cannot be told what it is."""
    place, table = Place(raw.file, raw.sheet), None
    filled = ((number, cells) for number, cells in raw.rows if not all(map(_is_empty, cells)))
    try:
        for number, headings in islice(filled, 1):
            table = _begin(raw, headings, replace(place, row=number), found)
        if table is not None:
            _fill(table, filled, room, found)
    except Unreadable as error:
        found.fault(replace(place, row=error.row).finding(None, error.found, error.expected))
    return table


def _begin(raw: RawTable, headings: Sequence[object], place: Place, found: Findings) -> Table | None:
    """Find out what table it is, and its columns."""
    whole = replace(place, row=None)
    for each in raw.told:
        found.warn(whole.finding(None, each, "nothing hidden; it is read like all the rest"))
    for each in raw.merged:
        found.fault(whole.finding(None, f"merged cells {each:.{MAX_SHOWN}}", "each cell on its own: unmerge them"))
    kind = named(raw.name) or _kind_by(headings)
    if kind is None:
        said = f"a table named {shown(raw.name)} whose headings are of no one table"
        found.fault(whole.finding(None, said, f"one of the words {', '.join(Kind)} in its name"))
        return None
    unheaded = frozenset(index for index, heading in enumerate(headings) if _is_empty(heading))
    return Table(whole, kind, _bind(kind, headings, place, found, comma=raw.comma), unheaded, [])


def _kind_by(headings: Sequence[object]) -> Kind | None:
    """The kind of which most headings are, when it is one."""
    said = [each for each in headings if isinstance(each, str)]
    counts = {kind: sum(column_called(kind, each) is not None for each in said) for kind in Kind}
    best = [kind for kind, count in counts.items() if count == max(counts.values())]
    return best[0] if len(best) == 1 else None


def _bind(kind: Kind, headings: Sequence[object], place: Place, found: Findings, *, comma: bool) -> list[Bound | None]:
    """Find the column of each heading; name those that are unknown, missing, there twice, or without a unit."""
    bound: list[Bound | None] = []
    fields: set[str] = set()
    for heading in headings:
        column = column_called(kind, heading) if isinstance(heading, str) else None
        bound.append(None)
        if column is None:
            if not _is_empty(heading):
                known = ", ".join(each.headings[0] for each in COLUMNS[kind])
                found.fault(
                    place.finding(None, f"the heading {shown(heading)}", f"columns of {kind}, which are: {known}")
                )
        elif column.field in fields:
            found.fault(place.finding(None, f"the heading {shown(heading)}", f"the column {column.name} only once"))
        else:
            fields.add(column.field)
            bound[-1] = _bound(column, str(heading), place, found, comma=comma)
    for column in COLUMNS[kind]:
        if column.required and column.field not in fields:
            found.fault(place.finding(None, f"no column {column.name}", f"a heading {' or '.join(column.headings)}"))
    return bound


def _bound(column: Column | Measured, heading: str, place: Place, found: Findings, *, comma: bool) -> Bound | None:
    try:
        return Bound(heading.strip(), column.field, column.reader(heading, comma=comma), column.required)
    except Wrong as error:
        found.fault(place.finding(None, f"the heading {shown(heading)}", error.expected))
        return None


def _fill(table: Table, rows: Iterable[tuple[int, list[object]]], room: Room, found: Findings) -> None:
    """Read the rows below the headings."""
    headings = {each.field: each.heading for each in table.columns if each is not None}
    numbers: Counter[str] = Counter()
    for number, cells in rows:
        room.take(Sort.ROWS)
        line = Line(replace(table.place, row=number), headings)
        for index, (column, cell) in enumerate(zip_longest(table.columns, cells)):
            if column is not None:
                _take(line, column, cell, found)
                numbers[column.heading] += isinstance(cell, Figure) and isinstance(line.get(column.field), str)
            elif (index in table.unheaded or index >= len(table.columns)) and not _is_empty(cell):
                found.fault(line.place.finding(None, shown(cell), "no cell without a heading above it"))
        table.lines.append(line)
    for heading, count in (+numbers).items():
        said = f"{count:,} cells with a number of Excel"
        found.warn(table.place.finding(heading, said, "text: Excel drops leading zeros, so compare with the paper"))


def _take(line: Line, column: Bound, cell: object, found: Findings) -> None:
    """Read one cell into a line."""
    if _is_empty(cell):
        if column.required:
            line.wrong.add(column.field)
            found.fault(line.place.finding(column.heading, "an empty cell", "a value in every row"))
        return
    try:
        if isinstance(cell, Unusable):
            raise Wrong(cell.expected)  # noqa: TRY301  # a cell of no use to any column is a fault like all others
        line.values[column.field] = column.read(cell)
    except Wrong as error:
        line.wrong.add(column.field)
        found.fault(line.place.finding(column.heading, shown(cell), error.expected))


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
