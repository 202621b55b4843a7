"""`station list`: what a person sees, what a program gets, and that templates never replace anything."""

import csv
import json
import subprocess
import sys
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from typer.testing import CliRunner

from station.cli.app import app
from station.lists.columns import COLUMNS
from station.lists.kinds import Kind
from tests.lists import GOOD, PACKAGE, good, many, saved, sources, workbook


@pytest.fixture
def station(monkeypatch, tmp_path):
    """Run the command in a folder of its own, on a wide terminal; return its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        done = CliRunner().invoke(app, ["list", *words], catch_exceptions=False)
        return done.exit_code, done.output

    return run


def written(folder, tables):
    """Write a list's tables; return the files' names."""
    for source in sources(tables):
        (folder / source.name).write_bytes(source.data)
    return [source.name for source in sources(tables)]


def test_a_good_list_is_previewed(station, tmp_path):
    """By consignment, with counts and masses, exact."""
    code, output = station("check", *written(tmp_path, GOOD))

    assert code == 0
    lines = [line.split() for line in output.splitlines()]
    assert ["packages.csv:", "2", "rows", "of", "packages"] in lines
    amounts = ["24.96", "kg", "24.2", "kg", "2", "24.96", "kg", "24.2", "kg", "1", "1"]
    assert ["C1", "26-7512-00-3/118", "heroin", "powder", *amounts] in lines
    assert ["in", "all", *amounts] in lines
    assert output.endswith("No faults. All of it would be registered, or nothing.\n")


def test_what_is_not_stated_is_not_added_up_silently(station, tmp_path):
    """The number of packages without a mass stands beside the sum."""
    packages = [GOOD["packages"][0], GOOD["packages"][1] | {"gross_kg": "", "net_kg": ""}]
    _, output = station("check", *written(tmp_path, good(packages=packages)))

    assert "12.48 kg (1 not stated)" in output


def test_faults_are_each_a_line(station, tmp_path):
    """And the exit code is 1."""
    files = written(tmp_path, good(packages=[PACKAGE | {"gross_kg": "12.4800001", "seal": "S\x1b[2J1"}]))
    code, output = station("check", *files)

    assert code == 1
    assert (
        "fault    packages.csv, row 2, column seal: found 'S\\x1b[2J1'; expected one line without control or invisible"
        " characters\n" in output
    )
    assert "column gross_kg: found '12.4800001'; expected at most 6 decimals\n" in output
    assert output.endswith("2 faults, in 1 rows: nothing of this list would be loaded.\n")


def test_the_report_as_json(station, tmp_path):
    """With the rows in the form of the command that loads them, or none."""
    code, output = station("check", "--json", *written(tmp_path, GOOD))
    report = json.loads(output)
    assert (code, report["good"], report["faults"], report["warnings"]) == (0, True, [], [])
    assert [len(report["goods"][table]) for table in ("consignments", "packages", "custody", "samples")] == [1, 2, 1, 1]
    assert report["tables"][2] == {"file": "packages.csv", "sheet": None, "kind": "packages", "rows": 2}

    code, output = station("check", "--json", *written(tmp_path, many(200, bad_every=100)))
    report = json.loads(output)
    assert (code, report["good"], report["goods"], report["bad_rows"], report["more_findings"]) == (
        1,
        False,
        None,
        2,
        0,
    )
    assert report["faults"][0] == {
        "file": "packages.csv",
        "sheet": None,
        "row": 2,
        "column": "gross_kg",
        "found": "'12.4800001'",
        "expected": "at most 6 decimals",
    }


def test_a_template_replaces_nothing(station, tmp_path):
    """It says what to do instead, without a trace."""
    station("template", ".")
    command = [sys.executable, "-m", "station.cli", "list", "template", "."]
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (again.returncode, "Traceback" in again.stderr) == (2, False)
    assert "would be replaced: give another folder" in " ".join(again.stderr.split())


def test_templates_have_all_columns(station, tmp_path):
    """In each CSV file, with the mark that tells Excel its letters, and in the workbook's sheets; text cells are text."""
    code, output = station("template", "new")

    assert code == 0
    assert output.split() == [*(f"new/{kind}.csv" for kind in Kind), "new/list.xlsx"]
    book = load_workbook(tmp_path / "new" / "list.xlsx")
    for kind, columns in COLUMNS.items():
        headings = [column.headings[0] for column in columns]
        with (tmp_path / "new" / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.reader(file)) == [headings]
        assert [cell.value for cell in book[kind][1]] == headings
    widths = book["packages"].column_dimensions
    formats = {cell.value: widths[cell.column_letter].number_format for cell in book["packages"][1]}
    assert (formats["seal"], formats["gross_kg"]) == ("@", "General")
    assert (tmp_path / "new" / "packages.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_a_library_says_of_looks_is_not_the_user_s(station, tmp_path):
    """A workbook with lists to choose from, as Excel stores them, is checked without a word of them."""
    book = workbook(GOOD)
    book["packages"].add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="A9"))
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    (tmp_path / "old.xlsx").write_bytes(saved(book))
    with zipfile.ZipFile(tmp_path / "old.xlsx") as old, zipfile.ZipFile(tmp_path / "list.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"</worksheet>", extension) if "sheet" in name else data)

    assert station("check", "list.xlsx")[0] == 0  # a warning would be an error here
