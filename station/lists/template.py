"""Empty tables with headings, to be filled in: CSV files and the same as one workbook."""

import csv
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from station.lists.columns import COLUMNS, Column
from station.lists.errors import ListError
from station.lists.kinds import Kind
from station.lists.values import day, moment, whole

WORKBOOK = "list.xlsx"
WIDTH = 18


def write_template(folder: Path) -> list[Path]:
    """Write the tables into a folder, which is made; return the files. Raise `ListError` rather than replace one, and OSError."""
    paths = [folder / f"{kind}.csv" for kind in Kind] + [folder / WORKBOOK]
    there = [str(path) for path in paths if path.exists()]
    if there:
        raise ListError(f"{', '.join(there)} would be replaced: give another folder")
    folder.mkdir(parents=True, exist_ok=True)
    for kind, path in zip(Kind, paths, strict=False):
        with path.open("x", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
            csv.writer(file).writerow(each.headings[0] for each in COLUMNS[kind])
    _workbook().save(paths[-1])
    return paths


def _workbook() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for kind in Kind:
        sheet = book.create_sheet(kind)
        sheet.freeze_panes = "A2"
        for index, column in enumerate(COLUMNS[kind], 1):
            sheet.cell(1, index, column.headings[0]).font = Font(bold=True)
            letter = sheet.column_dimensions[get_column_letter(index)]
            letter.width = WIDTH
            if isinstance(column, Column) and column.read not in {day, moment, whole}:
                letter.number_format = "@"  # text, so that Excel keeps leading zeros
    return book
