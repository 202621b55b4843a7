"""A workbook looked through before it is read: what it would unpack to, what is hidden or merged, and nothing that could harm.

Every XML part is streamed once and nothing of it is kept, so a hostile file costs time in proportion to its unpacked size,
which is bounded first; what it would cost to be kept, element by element, takes up the list's room here. Rules: ECMA-376
part 2 allows no DTD; part 1 (18.3.1.73, 18.3.1.4) has rows and cells in order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from station.lists.errors import Unreadable
from station.lists.limits import LAST_EXCEL_COLUMN, LAST_EXCEL_ROW, MAX_COLUMNS, MAX_PARTS
from station.lists.room import Room, Sort

PIECE_BYTES = 1 << 16
SAVE_AGAIN = "a workbook saved by Excel or LibreOffice as .xlsx: open it there and save it again"
FILLED = frozenset({"v", "is", "f"})
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NO_XML = re.compile(rb"(?!(?:\xef\xbb\xbf)?\s*<|\xfe\xff|\xff\xfe|<\0|\0<)", re.DOTALL)


def check_size(archive: ZipFile, room: Room) -> None:
    """Raise `Unreadable` for an archive that is locked, of too many parts, or too large unpacked."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("a zip file locked with a password", "one without a password")
    if len(parts) > MAX_PARTS or len({part.filename for part in parts}) < len(parts):
        raise Unreadable("a zip file with very many parts, or one twice", SAVE_AGAIN)
    # zipfile gives no more of a part than it states, so a stated size that is too small bounds it as well
    room.take(Sort.UNPACKED, sum(part.file_size for part in parts))


@dataclass
class Survey:
    """One sheet: its last filled row and column, what is hidden, and what is merged."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element, by its local name."""
        match element:
            case "row":
                self._row(attributes)
            case "c":
                self._cell(attributes)
            case name if name in FILLED:
                self._filled()
            case "mergeCell":
                self.merged.append(attributes.get("ref", ""))
            case "col" if attributes.get("hidden") in {"1", "true"}:
                self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _row(self, attributes: Mapping[str, str]) -> None:
        number = int(attributes.get("r", self.row + 1))
        if not self.row < number <= LAST_EXCEL_ROW:
            raise Unreadable(f"row {number} after row {self.row}", SAVE_AGAIN)
        self.row, self.column = number, 0
        if attributes.get("hidden") in {"1", "true"}:
            self.hidden_rows.append(number)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        column = self.column + 1 if place is None else self._column(place)
        if not self.column < column <= LAST_EXCEL_COLUMN:
            raise Unreadable(f"cell {place or column} twice, or out of order", SAVE_AGAIN, self.row)
        self.column = column

    def _column(self, place: str) -> int:
        match = _CELL.fullmatch(place)
        if match is None or int(match[2]) != self.row:
            raise Unreadable(f"cell {place:.20} in row {self.row}", SAVE_AGAIN, self.row)
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return column

    def _filled(self) -> None:
        if self.column == 0:
            raise Unreadable("a value outside all cells", SAVE_AGAIN, self.row)
        if self.column > MAX_COLUMNS:
            raise Unreadable(f"a cell in column {self.column:,}", f"no more than {MAX_COLUMNS} columns", self.row)
        self.last_row, self.last_column = self.row, max(self.last_column, self.column)


def survey(archive: ZipFile, room: Room) -> dict[str, Survey]:
    """Stream every XML part of a checked archive; return the sheets by part. Raise `Unreadable`, or what zipfile and expat do."""
    sheets = {name: found for name in archive.namelist() if (found := _part(archive, name, room)) is not None}
    for found in sheets.values():  # whose cells are all walked through, the empty ones as well
        room.take(Sort.CELLS, found.last_row * found.last_column)
    return sheets


def _part(archive: ZipFile, name: str, room: Room) -> Survey | None:
    """Stream a part; a sheet's survey, or None for what is none."""
    found: list[Survey] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def inner(tag: str, attributes: Mapping[str, str]) -> None:
        element = tag.rpartition(" ")[2]
        room.element(element)
        for each in found:
            each.start(element, attributes)

    def root(tag: str, _attributes: Mapping[str, str]) -> None:
        parser.StartElementHandler = inner
        if tag.rpartition(" ")[2] == "worksheet":
            found.append(Survey())

    parser.StartElementHandler = root
    parser.StartDoctypeDeclHandler = _no_dtd
    parser.CharacterDataHandler = lambda text: room.take(Sort.CHARACTERS, len(text))
    with archive.open(name) as part:
        piece = part.read(PIECE_BYTES)
        if _NO_XML.match(piece):
            return None  # a picture, or another thing that is not looked into
        while piece:
            parser.Parse(piece)
            piece = part.read(PIECE_BYTES)
    parser.Parse(b"", True)  # noqa: FBT003  # expat takes no names
    return found[0] if found else None


def _no_dtd(*_declared: object) -> None:
    raise Unreadable("a document type declaration, which no workbook has", SAVE_AGAIN)
