"""The tables of an Excel workbook (.xlsx), a sheet each: cells by openpyxl, after `survey` found nothing harmful in them.

A number is the shortest decimal that gives the stored one, which is what was typed: 12.48 is 12.48. Formulas are never taken,
since what they last gave may be of another day; hidden rows, columns and sheets are read like all others, and told.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from openpyxl.cell import Cell, MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from station.lists.cells import Figure, Unusable
from station.lists.errors import Unreadable
from station.lists.limits import MAX_SHOWN
from station.lists.room import Room
from station.lists.sources import RawTable, Source
from station.lists.survey import SAVE_AGAIN, Survey, check_size, survey

ZIP, OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream's name in an OLE file ([MS-OFFCRYPTO] 1.3.2)
EXTENSIONS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".numbers")
ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")  # ECMA-376 part 1, 22.9.2.19: what XML cannot hold
# The fourth part of a format is that of texts, and @ is the text; only spaces may stand around it (part 1, 18.8.31).
TEXT_AS_IT_IS = re.compile(r"(?:(?:[^;@]*;){3})?(?:_.|\* )*@(?:_.|\* )*")
MAX_SPANS = 20  # of hidden rows, named one by one
# What a damaged workbook makes openpyxl, zipfile and expat raise; openpyxl has no error of its own for it.
DAMAGED = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    ExpatError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


def is_workbook(source: Source) -> bool:
    """Whether a file is one of Excel's, or is named like one."""
    return source.data.startswith((ZIP, OLE)) or source.name.lower().endswith(EXTENSIONS)


def read_workbook(source: Source, room: Room) -> Iterator[RawTable]:
    """Give a workbook's sheets that are not empty, in order; raise `Unreadable`, also while rows are read."""
    _check_kind(source.data)
    try:
        with ZipFile(io.BytesIO(source.data)) as archive:
            check_size(archive, room)
            surveys = survey(archive, room)
        reader = ExcelReader(io.BytesIO(source.data), read_only=True, keep_links=False)
        reader.read()
        parts = [(sheet.name, rel.target) for sheet, rel in reader.parser.find_sheets()]
    except Unreadable:
        raise
    except DAMAGED as error:
        raise _damaged(error) from error
    if any(len(set(each)) < len(parts) for each in zip(*parts, strict=True)):
        raise Unreadable("two sheets of one name, or of one content", SAVE_AGAIN)
    for sheet in reader.wb.worksheets:
        found = surveys.get(dict(parts)[sheet.title])
        if found is None:
            raise Unreadable(f"sheet {sheet.title}, which is none", SAVE_AGAIN)
        if found.last_row:
            yield RawTable(source.name, sheet.title, _rows(sheet, found), told=_told(sheet, found), merged=found.merged)


def _check_kind(data: bytes) -> None:
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Unreadable(
                "a workbook locked with a password",
                "one without: in Excel, File > Info > Protect Workbook, clear it, save",
            )
        raise Unreadable(
            "a file of Excel 2003 or older, or another Office document", "an .xlsx workbook: save it as one"
        )
    if not data.startswith(ZIP):
        raise Unreadable(
            "no Excel workbook, though it is named like one", "an .xlsx workbook, or a CSV file named .csv"
        )


def _damaged(error: BaseException) -> Unreadable:
    return Unreadable(f"a workbook that cannot be read ({type(error).__name__})", SAVE_AGAIN)


def _rows(sheet: Worksheet, found: Survey) -> Iterator[tuple[int, list[object]]]:
    # what the file itself says of its size may be wrong; the survey has counted
    rows = sheet.iter_rows(max_row=found.last_row, max_col=found.last_column)
    try:
        for number, cells in enumerate(rows, 1):
            yield number, [_content(cell) for cell in cells]
    except DAMAGED as error:
        raise _damaged(error) from error


def _content(cell: Cell | MergedCell) -> object:
    """What a cell holds, as `cells` has it."""
    value = cell.value
    match cell.data_type:
        case "f":
            return Unusable("a formula", "its value: copy the cells, then paste them as values")
        case "e":
            return Unusable(f"an error of Excel ({value})", "a value")
        case _ if isinstance(value, str):
            return _text(value, str(cell.number_format))
        case "n" if isinstance(value, int | float):
            return Figure(Decimal(repr(value)), str(cell.number_format))
    return value


def _text(value: str, form: str) -> object:
    if not (TEXT_AS_IT_IS.fullmatch(form) or ("@" not in form and form.count(";") < 3)):
        return Unusable(f"a text that Excel shows in the format {form[:MAX_SHOWN]!r}", "the format General or Text")
    if ESCAPED.search(value):
        return Unusable(
            f"a character that Excel writes as {ESCAPED.findall(value)[0]}", "text of letters, digits and signs alone"
        )
    return value


def _told(sheet: Worksheet, found: Survey) -> list[str]:
    told = ["a hidden sheet"] if sheet.sheet_state != "visible" else []
    if found.hidden_rows:
        told.append(f"hidden rows: {_spans([(row, row) for row in found.hidden_rows], str)}")
    if found.hidden_columns:
        told.append(f"hidden columns: {_spans(found.hidden_columns, get_column_letter)}")
    return told


def _spans(spans: list[tuple[int, int]], name: Callable[[int], str]) -> str:
    """Name numbers as spans: 3-7, 9."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    named = [name(first) if first == last else f"{name(first)}-{name(last)}" for first, last in joined[:MAX_SPANS]]
    rest = len(joined) - len(named)
    return ", ".join(named) + (f" and {rest:,} more" if rest else "")
