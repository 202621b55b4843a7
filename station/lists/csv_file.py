"""A table from a CSV file: UTF-8, cells parted by commas or semicolons, quoted as RFC 4180 says.

Where semicolons part the cells a comma may be the decimal sign: so Excel writes where people count with commas.
"""

import csv
import io
import re
from collections.abc import Iterator

from station.lists.errors import Unreadable
from station.lists.limits import MAX_COLUMNS
from station.lists.room import Room, Sort
from station.lists.sources import RawTable, Source

SAVE_AS = "a table saved from Excel as 'CSV UTF-8 (comma delimited)', or an .xlsx workbook"

_QUOTED = re.compile('"[^"]*"')


def read_csv(source: Source, room: Room) -> RawTable:
    """Open a CSV file; raise `Unreadable`, also while its rows are read."""
    text = _text(source.data)
    delimiter = _delimiter(text)
    return RawTable(source.name, None, _rows(text, delimiter, room), comma=delimiter == ";")


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("bytes that are not UTF-8 text", SAVE_AS, row) from error
    if "\0" in text:
        raise Unreadable("a file that is no text", SAVE_AS)
    return text


def _delimiter(text: str) -> str:
    """Return which of the two stands more often in the first line that is not empty, outside quotes; a comma where none does."""
    head = next((line for line in io.StringIO(text, newline="") if line.strip(" \t\r\n,;")), "")
    bare = _QUOTED.sub("", head)
    return ";" if bare.count(";") > bare.count(",") else ","


def _rows(text: str, delimiter: str, room: Room) -> Iterator[tuple[int, list[object]]]:
    """Give each record with its number; a quoted cell may hold line breaks, so a record is what Excel shows as a row."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if len(cells) > MAX_COLUMNS:
                raise Unreadable(f"{len(cells):,} cells in a row", f"no more than {MAX_COLUMNS}", number)
            room.take(Sort.CELLS, 1 + len(cells))
            yield number, [cell or None for cell in cells]
    except csv.Error as error:
        raise Unreadable(
            f"what is no CSV ({error})", 'a quote (") closed again, and doubled within text', number + 1
        ) from error
