"""Workbooks as people and attackers make them: what cannot be taken is named by sheet, row and column, and nothing is guessed."""

import io
import random
import re
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.datavalidation import DataValidation

from station.lists import Source, check
from station.lists.room import MOST, Sort
from tests.lists import GOOD, TODAY, good, said, saved, workbook

FEW = {"consignments": good()["consignments"], "packages": good()["packages"]}


def report_of(book):
    """Check a workbook."""
    return check([Source("goods.xlsx", book if isinstance(book, bytes) else saved(book))], TODAY)


def with_cell(column, value, form="General", sheet="packages"):
    """A good workbook with one cell of its first row changed."""
    book = workbook(FEW)
    index = list(FEW[sheet][0]).index(column) + 1
    cell = book[sheet].cell(2, index)
    cell.value, cell.number_format = value, form
    return book


@pytest.mark.parametrize(
    ("column", "value", "form", "found", "expected"),
    [
        ("gross_kg", "=12.4+0.08", "General", "a formula", "paste them as values"),
        ("gross_kg", "#DIV/0!", "General", "an error of Excel (#DIV/0!)", "a value"),
        ("gross_kg", 12.4800001, "General", "12.4800001", "at most 6 decimals"),
        ("gross_kg", date(2026, 10, 2), "yyyy-mm-dd", "2026-10-02 00:00:00", "a number like 12.48"),
        ("gross_kg", "12,48", "General", "'12,48'", "a number like 12.48"),
        ("gross_kg", True, "General", "TRUE", "a number like 12.48"),
        ("seal", 12.5, "General", "12.5", "format the column as Text"),
        ("seal", 45531, "0000000", "45531 in the format '0000000'", "format the column as Text"),
        ("seal", 10**15, "0", "1000000000000000 in the format '0'", "format the column as Text"),
        ("seal", date(2026, 2, 1), "d.m", "2026-02-01 00:00:00", "format the column as Text"),
        ("seal", "KZ_x000D_1", "General", "a character that Excel writes as _x000D_", "text of letters"),
        ("gross_kg", 12.48, "0%", "12.48 in the format '0%'", "General, 0.000 or #,##0.000"),
        ("gross_kg", 12480, "#,##0,", "12480 in the format '#,##0,'", "General, 0.000 or #,##0.000"),
        ("gross_kg", 12.48, '0.00" g"', "12.48 in the format '0.00\" g\"'", "General, 0.000 or #,##0.000"),
        ("gross_kg", 12.48, ";;;", "12.48 in the format ';;;'", "General, 0.000 or #,##0.000"),
        ("gross_kg", 12.48, "0.00;0.00", "12.48 in the format '0.00;0.00'", "General, 0.000 or #,##0.000"),
        ("gross_kg", 12.48, "0.0", "12.48 in the format '0.0'", "as many decimals as it has"),
        ("gross_kg", 12.48, "#,##0", "12.48 in the format '#,##0'", "as many decimals as it has"),
        ("gross_kg", 1e300, "0.00", "1E+300 in the format '0.00'", "no less than 0 and no more than"),
        ("count", 1, '1"2"', "1 in the format '1\"2\"'", "General, 0.000 or #,##0.000"),
        ("seal", "KZ-1", ";;;", "a text that Excel shows in the format ';;;'", "the format General or Text"),
        ("seal", "KZ-1", '@"2"', "a text that Excel shows in the format '@\"2\"'", "the format General or Text"),
        ("seal", "KZ-1", '0;0;0;"KZ-2"', "a text that Excel shows in the format '0;0;0;\"KZ-2\"'", "General or Text"),
        ("count", time(10, 30), "hh:mm", "'10:30:00'", "a number like 12.48"),
        ("count", timedelta(days=2), "[h]:mm", "'2 days, 0:00:00'", "a number like 12.48"),
    ],
)
def test_a_cell_of_no_use_is_named(column, value, form, found, expected):
    """A formula, an error, the rest of a sum of doubles, and whatever Excel made of what was typed."""
    (fault,) = report_of(with_cell(column, value, form)).faults

    assert (fault.sheet, fault.row, fault.column, fault.found) == ("packages", 2, column, found)
    assert expected in fault.expected


@pytest.mark.parametrize("form", ["General", "@", "0.00", "#,##0.00", "0.000", "#,##0.000000"])
def test_a_mass_that_is_shown_as_it_is(form):
    """With its decimals, or zeros behind them, and commas between thousands."""
    report = report_of(with_cell("gross_kg", 12.48, form))

    assert report.faults == ()
    assert report.goods.packages[0].stated.gross_mg == 12_480_000


@pytest.mark.parametrize(
    "form", ["General", "@", "0.00", "#,##0.00_);(#,##0.00)", '_-* #,##0_-;-* #,##0_-;* "-"_-;_-@_-']
)
def test_a_text_that_is_shown_as_it_is(form):
    """Whatever its format does to numbers, and with spaces around it."""
    assert report_of(with_cell("seal", "KZ-1", form)).goods.packages[0].seal == "KZ-1"


def test_dates_are_excel_s_or_iso():
    """A date with a time of day is no date."""
    for value, form in ((date(2026, 9, 30), "dd.mm.yyyy"), ("2026-09-30", "General")):
        goods = report_of(with_cell("seizure_date", value, form, "consignments")).goods
        assert goods.consignments[0].seizure_date == "2026-09-30"
    noon = datetime.combine(date(2026, 9, 30), time(12))
    (fault,) = report_of(with_cell("seizure_date", noon, "dd.mm.yyyy hh:mm", "consignments")).faults
    assert fault.found == "2026-09-30 12:00:00"
    (fault,) = report_of(with_cell("seizure_date", 46_295, "General", "consignments")).faults
    assert fault.found == "46295"


def test_dates_counted_from_1904_are_the_same_days():
    """As old Apple computers wrote them."""
    book = with_cell("seizure_date", date(2026, 9, 30), "yyyy-mm-dd", "consignments")
    book.epoch = datetime.combine(date(1904, 1, 1), time())

    assert report_of(book).goods.consignments[0].seizure_date == "2026-09-30"


def test_a_whole_number_is_a_label_s_number_but_to_be_looked_at():
    """What Excel shows is what is stored, but leading zeros may have gone when it was typed."""
    report = report_of(with_cell("seal", 45531, "0"))

    assert report.goods.packages[0].seal == "45531"
    assert said(report.warnings) == [("packages", None, "seal", "1 cells with a number of Excel")]


def test_merged_cells_are_refused():
    """Of which row their value is, nobody can tell."""
    book = workbook(FEW)
    book["packages"].merge_cells("B2:B3")

    assert ("packages", None, None, "merged cells B2:B3") in said(report_of(book).faults)


def test_what_is_hidden_is_read_and_told():
    """Rows that a filter hides, columns, whole sheets."""
    book = workbook(FEW)
    book["packages"].row_dimensions[3].hidden = True
    book["packages"].column_dimensions["D"].hidden = True
    book["consignments"].sheet_state = "veryHidden"
    report = report_of(book)

    assert said(report.warnings) == [
        ("consignments", None, None, "a hidden sheet"),
        ("packages", None, None, "hidden rows: 3"),
        ("packages", None, None, "hidden columns: D"),
    ]
    assert len(report.goods.packages) == 2


def test_many_hidden_rows_are_told_as_spans():
    """With the number of those that are not named."""
    book = workbook(FEW)
    for row in (*range(4, 7), *range(10, 70, 2)):
        book["packages"].row_dimensions[row].hidden = True
    (warning,) = report_of(book).warnings

    assert warning.found.startswith("hidden rows: 4-6, 10, 12")
    assert warning.found.endswith(" and 11 more")


def test_empty_and_formatted_cells_are_no_rows():
    """However far down or to the right they stand; empty sheets, charts' sheets and empty rows between are no fault."""
    book = workbook(FEW)
    book["packages"].insert_rows(3)
    book["packages"].cell(1_048_576, 3).number_format = "@"
    book["packages"].cell(2, 9_000).number_format = "@"
    book.create_sheet("Sheet3")
    book.create_chartsheet("graph").add_chart(BarChart())
    report = report_of(book)

    assert report.faults == ()
    assert [each.rows for each in report.tables] == [1, 2]


@pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning")
def test_lists_to_choose_from_and_other_looks_do_not_matter():
    """What Excel keeps beside the cells."""
    book = workbook(FEW)
    choice = DataValidation(type="list", formula1='"powder,plant"')
    book["consignments"].add_data_validation(choice)
    choice.add("I2:I9")
    book["packages"].auto_filter.ref = "A1:O3"
    book["packages"].freeze_panes = "A2"

    assert report_of(book).faults == ()


def replaced(part, change, book=None):
    """A good workbook's file, or this one, with one of its parts changed."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book or saved(workbook(FEW)))) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return changed.getvalue()


SHEET = "xl/worksheets/sheet2.xml"
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def entity(data):
    """Put an entity before the root, as an attack that grows does."""
    return DTD + data.removeprefix(b"<?xml version='1.0' encoding='UTF-8'?>\n")


@pytest.mark.parametrize(
    ("part", "change", "found"),
    [
        (SHEET, entity, "a document type declaration"),
        ("xl/workbook.xml", entity, "a document type declaration"),
        (SHEET, lambda data: data.replace(b'<row r="3"', b'<row r="1"'), "row 1 after row 2"),
        (SHEET, lambda data: data.replace(b'<row r="3"', b'<row r="99999999"'), "row 99999999 after row 2"),
        (SHEET, lambda data: data.replace(b'r="B2"', b'r="A2"'), "cell A2 twice, or out of order"),
        (SHEET, lambda data: data.replace(b'r="B2"', b'r="B7"'), "cell B7 in row 2"),
        (SHEET, lambda data: data.replace(b'r="O1"', b'r="XFE1"'), "cell XFE1 twice, or out of order"),
        (SHEET, lambda data: data.replace(b'r="O1"', b'r="ZZ1"'), "a cell in column 702"),
        (SHEET, lambda data: data.replace(b'<c r="A2"', b'<v>1</v><c r="A2"'), "a value outside all cells"),
        (SHEET, lambda data: data.replace(b"worksheet", b"workshop"), "sheet packages, which is none"),
        (SHEET, lambda data: data[:-200], "a workbook that cannot be read"),
        ("xl/workbook.xml", lambda _: b"\x00", "a workbook that cannot be read"),
        ("xl/workbook.xml", lambda data: data.replace(b'"packages"', b'"consignments"'), "two sheets of one name"),
        (
            SHEET,
            lambda data: data.replace(b't="inlineStr"><is><t>K-1</t></is>', b't="s"><v>99</v>'),
            "a workbook that cannot be read",
        ),
    ],
)
def test_a_workbook_that_excel_did_not_write_is_refused(part, change, found):
    """Two readers could read it differently, or it was made to harm."""
    report = report_of(replaced(part, change))

    assert report.goods is None
    assert any(each.found.startswith(found) for each in report.faults)


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    """Its stated size is enough to refuse it; one that states too little is cut off there, and is damaged then."""
    monkeypatch.setitem(MOST, Sort.UNPACKED, (2**20, ""))
    bomb = b" " * 2**22
    honest = replaced(SHEET, lambda data: data + bomb)
    assert len(honest) < 2**17

    assert "bytes unpacked" in report_of(honest).faults[0].found
    unpacked = (len(bomb) + len(zipfile.ZipFile(io.BytesIO(saved(workbook(FEW)))).read(SHEET))).to_bytes(4, "little")
    assert honest.count(unpacked) == 2
    lying = honest.replace(unpacked, (9_000).to_bytes(4, "little"))
    assert report_of(lying).faults[0].found.startswith("a workbook that cannot be read")


FILLING = [
    ("xl/sharedStrings.xml", b"<si><t>a</t></si>", b"</sst>", Sort.TEXTS),
    ("xl/sharedStrings.xml", b"<si><t>%s</t></si>" % (b"a" * 900), b"</sst>", Sort.CHARACTERS),
    ("xl/sharedStrings.xml", b"<r><t>a</t></r>", b"</si></sst>", Sort.LOOKS),
    ("xl/styles.xml", b"<xf/>", b"</cellXfs>", Sort.LOOKS),
    ("xl/workbook.xml", b'<sheet name="a" sheetId="9"/>', b"</sheets>", Sort.SHEETS),
    (SHEET, b"<si><t>a</t></si>", b"</worksheet>", Sort.TEXTS),
    (SHEET, b'<mergeCell ref="A1:A2"/>', b"</worksheet>", Sort.LOOKS),
    (SHEET, b"<c/>", b"</row></sheetData>", Sort.CELLS),
    (SHEET, b'<row r="40000"><c r="CV40000"><v>1</v></c></row>', b"</sheetData>", Sort.CELLS),
]


@pytest.mark.parametrize(("part", "one", "before", "sort"), FILLING)
def test_what_would_fill_memory_is_refused_before_it_is_read(monkeypatch, part, one, before, sort):
    """By a look through the file that keeps nothing of it, whatever part of it is full."""

    def never(*_given, **_named):
        raise AssertionError("openpyxl was asked")

    book = as_excel_writes(workbook(FEW))
    most = 10**6 if sort is Sort.CHARACTERS else 3_000
    full = one if one.startswith(b"<row") else one * 3_001
    monkeypatch.setitem(MOST, sort, (most, "less"))
    monkeypatch.setattr("station.lists.workbook.ExcelReader", never)
    report = report_of(replaced(part, lambda data: data.replace(before, full + before, 1), book))

    assert [(each.found, each.expected) for each in report.faults] == [
        (f"more than {most:,} {sort}", "that many at most in all files of a list: less")
    ]


def test_the_bounds_are_of_all_workbooks_together(monkeypatch):
    """Twenty that each fit are too many."""
    monkeypatch.setitem(MOST, Sort.TEXTS, (100, "less"))
    books = [Source(f"{n}.xlsx", as_excel_writes(workbook(FEW))) for n in range(4)]
    found = {each.found for each in check(books, TODAY).faults}

    assert report_of(books[0].data).faults == ()
    assert "more than 100 texts" in found


def test_one_content_is_not_read_as_many_sheets():
    """A file of a few kilobytes could name it a thousand times."""
    data = replaced("xl/_rels/workbook.xml.rels", lambda data: data.replace(b"sheet2.xml", b"sheet1.xml"))

    assert report_of(data).faults[0].found == "two sheets of one name, or of one content"


STRINGS = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>"""
KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
TYPE = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/>' % KIND


def as_excel_writes(book):
    """The workbook's file with its texts in a part of their own, each once, one of them partly bold."""
    texts = []

    def share(match):
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = re.sub(rb't="inlineStr"><is><t>([^<]*)</t></is>', share, old.read(name))
            new.writestr(name, data.replace(b"</Types>", TYPE + b"</Types>") if name == "[Content_Types].xml" else data)
        items = b"".join(b"<si><t>%s</t></si>" % text for text in texts)
        bold = items.replace(b"<si><t>heroin</t>", b"<si><r><rPr><b/></rPr><t>her</t></r><r><t>oin</t></r>", 1)
        new.writestr("xl/sharedStrings.xml", STRINGS % bold)
    return changed.getvalue()


def test_texts_as_excel_keeps_them():
    """In a part that all sheets share; the looks of letters do not matter."""
    report = report_of(as_excel_writes(workbook(GOOD)))

    assert report.faults == ()
    assert report.goods == report_of(workbook(GOOD)).goods


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def locked_zip():
    """A zip file whose first part is marked as encrypted."""
    data = bytearray(saved(workbook(FEW)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "found", "expected"),
    [
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "a workbook locked with a password", "one without"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "a file of Excel 2003 or older", "save it as one"),
        ("a.xlsx", b"%PDF-1.7", "no Excel workbook", "an .xlsx workbook"),
        ("a.xlsx", b"", "no Excel workbook", "an .xlsx workbook"),
        ("a.csv", OLE, "a file of Excel 2003 or older", "save it as one"),
        (
            "a.ods",
            saved(workbook(FEW)).replace(b"[Content_Types].xml", b"[Content_Typos].xml"),
            "a workbook that cannot",
            "save it again",
        ),
        ("a.xlsx", locked_zip(), "a zip file locked with a password", "one without"),
        ("a.xlsx", b"PK\x03\x04" + bytes(40), "a workbook that cannot be read", "save it again"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_to_do(name, data, found, expected):
    """Locked, of another program, or no workbook at all."""
    (fault,) = check([Source(name, data)]).faults

    assert fault.found.startswith(found)
    assert expected in fault.expected


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_damaged_workbook_never_raises(seed):
    """Bytes changed anywhere in the unpacked parts, or in the file: there is a report, whatever it says."""
    rng = random.Random(seed)

    def damage(data):
        changed = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            changed[rng.randrange(len(changed))] = rng.choice(b"<>/\"'=&;0159AZ \x00\xff")
        return bytes(changed)

    parts = zipfile.ZipFile(io.BytesIO(saved(workbook(FEW)))).namelist()
    data = damage(saved(workbook(GOOD))) if seed % 6 == 0 else replaced(rng.choice(parts), damage)
    report = report_of(data)

    assert (report.goods is None) == bool(report.faults)


def test_a_template_is_read_back(tmp_path):
    """Filled in, it is a list."""
    from station.lists import write_template

    *_, path = write_template(tmp_path / "new")
    book = load_workbook(path)
    for sheet, rows in FEW.items():
        headings = [cell.value for cell in book[sheet][1]]
        for number, row in enumerate(rows, 2):
            for name, value in row.items():
                if value:
                    unit = {"last_bound_g": ("last_bound_kg", "0.005"), "volume_ml": ("volume_l", "")}
                    heading, text = unit.get(name, (name, value))
                    book[sheet].cell(number, headings.index(heading) + 1, text)

    assert report_of(book).goods == report_of(workbook(FEW)).goods
