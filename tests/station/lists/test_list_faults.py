"""Every fault of every row is named in one report, by file, row and column; and then nothing is loaded."""

import pytest

from station.lists import Source, check, limits
from station.lists.room import MOST, Sort
from tests.lists import (
    CONSIGNMENT,
    GOOD,
    HOLDING,
    OPINION,
    OTHER_PACKAGE,
    PACKAGE,
    SAMPLE,
    as_csv,
    checked,
    good,
    many,
    said,
    sources,
)

WRONG_CELLS = [
    ("consignments", "consignment", "", "an empty cell", "a value in every row"),
    ("consignments", "consignment", "C 1", "'C 1'", "without spaces"),
    ("consignments", "consignment", "C" * 61, f"{'C' * 60!r}… (61 characters)", "at most 60 Latin or Cyrillic letters"),
    ("consignments", "court", "x" * 501, f"{'x' * 60!r}… (501 characters)", "at most 500 characters"),
    ("consignments", "court", "two\nlines", r"'two\nlines'", "one line without control"),
    ("consignments", "court", "turned \u202e round", r"'turned \u202e round'", "invisible characters"),
    ("consignments", "seizure_date", "30.09.2026", "'30.09.2026'", "a day like 2026-11-21"),
    ("consignments", "seizure_date", "2026-02-30", "'2026-02-30'", "a day like 2026-11-21"),
    ("consignments", "form", "brick", "'brick'", "one of: powder, tablets, plant, liquid, other"),
    ("consignments", "fresh", "perhaps", "'perhaps'", "one of: yes, no"),
    ("consignments", "gross_kg", "12.4800001", "'12.4800001'", "at most 6 decimals"),
    ("consignments", "gross_kg", "-1", "'-1'", "without unit, sign or spaces"),
    ("consignments", "gross_kg", "12,48", "'12,48'", "a number like 12.48"),
    ("consignments", "gross_kg", "1 200", "'1 200'", "without unit, sign or spaces"),
    ("consignments", "gross_kg", "12 kg", "'12 kg'", "without unit, sign or spaces"),
    ("consignments", "gross_kg", "100000001", "'100000001'", "no more than 100,000,000"),
    ("consignments", "net_kg", "24.960001", "24,960,001 mg", "no more than the gross mass, 24,960,000 mg"),
    ("consignments", "count", "1.5", "'1.5'", "a whole number"),
    ("opinions", "purity_percent", "100.1", "'100.1'", "no more than 100"),
    ("opinions", "purity_percent", "41.55", "'41.55'", "at most 1 decimals"),
    ("packages", "net_kg", "12.49", "12,490,000 mg", "no more than the gross mass, 12,480,000 mg"),
    ("packages", "last_source", "", "an empty cell", "the paper of the last weighing"),
    ("packages", "last_gross_kg", "", "an empty cell", "the mass of the last weighing"),
    ("packages", "consignment", "C9", "'C9'", "a consignment of this list"),
    ("packages", "consignment", "\u04211", "'\u04211'", "'C1' looks the same, but is written otherwise"),
    ("custody", "role", "The Chief", "'The Chief'", "a role in small Latin letters"),
    ("custody", "since", "2026-09-30", "'2026-09-30'", "a time like 2026-11-21 14:30+05:00"),
    ("custody", "since", "2026-09-30 24:00", "'2026-09-30 24:00'", "a time like"),
    ("custody", "until", "2026-09-30T18:19:59+05:00", "2026-09-30T18:19:59+05:00", "no time before since"),
    ("custody", "zone", "Almaty", "'Almaty'", "an offset like +05:00"),
    ("custody", "zone", "+15:00", "'+15:00'", "an offset like +05:00"),
    ("custody", "zone", "", "2026-09-30 18:20:00", "an offset like +05:00 after the time"),
    ("custody", "package", "K-9", "'K-9'", "a package of this list"),
    ("samples", "which", "C", "'C'", "one of: A, B"),
    ("consignments", "volume_ml", "1000000001", "'1000000001'", "no more than 1,000,000,000"),
    ("samples", "mass_g", "0", "0 mg", "more than 0"),
    ("consignments", "net_kg", "0.000", "0 mg", "more than 0, or an empty cell"),
    ("packages", "net_kg", "0", "0 mg", "more than 0"),
    ("packages", "last_gross_kg", "0", "0 mg", "more than 0"),
    ("packages", "last_bound_g", "249.581", "249,581 mg", "at most 1/50 of the mass, 12,479,000 mg"),
    ("custody", "gross_kg", "0", "0 mg", "more than 0"),
    ("consignments", "seizure_date", "1989-12-31", "1989-12-31", "a day from 1990-01-01 to 2026-11-22"),
    ("consignments", "seizure_date", "2026-11-23", "2026-11-23", "a day from 1990-01-01 to 2026-11-22"),
    ("opinions", "date", "2062-10-02", "2062-10-02", "a day from 1990-01-01 to 2026-11-22"),
    ("custody", "since", "0226-09-30 18:20", "0226-09-30T18:20:00+05:00", "a day from 1990-01-01"),
    ("custody", "until", "2062-10-01T09:00:00+05:00", "2062-10-01T09:00:00+05:00", "a day from 1990-01-01"),
    ("packages", "seal", "KZ\u200b1", "'KZ\\u200b1'", "one line without control or invisible"),
    ("packages", "seal", "KZ-\u0661", "'KZ-\u0661'", "Latin or Cyrillic letters, digits"),
    ("packages", "seal", "\u039a\u0396-1", "'\u039a\u0396-1'", "Latin or Cyrillic letters, digits"),
    ("packages", "seal", "KZ\u0487", "'KZ\u0487'", "Latin or Cyrillic letters, digits"),
    ("samples", "mass_g", "24960.001", "24,960,001 mg in the samples of 'C1' up to here", "the whole, 24,960,000 mg"),
    ("samples", "mass_g", "", "an empty cell", "a value in every row"),
]


@pytest.mark.parametrize(("table", "column", "text", "found", "expected"), WRONG_CELLS)
def test_a_wrong_cell_is_named(table, column, text, found, expected):
    """Its row as Excel counts, its column as the file heads it, what stands there, and what would be right."""
    rows = [GOOD[table][0] | {column: text}, *GOOD[table][1:]]
    report = checked(good(**{table: rows}))
    faults = [each for each in report.faults if each.file == f"{table}.csv"]

    assert report.goods is None
    # a time without an offset is named where it stands, not where the offset is missing
    assert said(faults) == [(table, 2, "since" if (column, text) == ("zone", "") else column, found)]
    assert expected in faults[0].expected


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (
            {"consignments": [CONSIGNMENT, CONSIGNMENT | {"consignment": "\u0441-1"}]},
            ("consignments", 3, "consignment", "'\u0441-1', like 'C1' of consignments.csv, row 2"),
        ),
        (
            {"packages": [PACKAGE, OTHER_PACKAGE | {"package": "\u041a-1"}]},
            ("packages", 3, "package", "'\u041a-1', like 'K-1' of packages.csv, row 2"),
        ),
        (
            {"packages": [PACKAGE, OTHER_PACKAGE | {"seal": "KZ-OO4553I"}]},
            ("packages", 3, "seal", "'KZ-OO4553I', like 'KZ-0045531' of packages.csv, row 2"),
        ),
        (
            {"packages": [PACKAGE, OTHER_PACKAGE | {"case_package": "1"}]},
            ("packages", 3, "case_package", "'1', like '1' of packages.csv, row 2"),
        ),
        (
            {"samples": [SAMPLE, SAMPLE | {"which": "B", "seal": "KZ-2"}]},
            ("samples", 3, "sample", "'A-1', like 'A-1' of samples.csv, row 2"),
        ),
        (
            {"samples": [SAMPLE | {"seal": "KZ-0045532"}]},
            ("samples", 2, "seal", "'KZ-0045532', like 'KZ-0045532' of packages.csv, row 3"),
        ),
        (
            {"opinions": [OPINION, OPINION]},
            ("opinions", 3, "number", "'4471', like '4471' of opinions.csv, row 2"),
        ),
    ],
)
def test_a_number_stands_once(tables, found):
    """Also where a Cyrillic letter, a small one, an O for a zero or another sign between makes it look like another."""
    assert said(checked(good(**tables)).faults) == [found]


def test_samples_together_weigh_no_more_than_their_consignment():
    """The one with which they do is named, once; of a consignment without a stated mass nothing is known."""
    samples = [
        SAMPLE | {"sample": f"A-{n}", "seal": f"S-{n}", "package": "", "mass_g": mass}
        for n, mass in enumerate(["12480", "12480", "0.001", "5"])
    ]
    unstated = CONSIGNMENT | {"gross_kg": "", "net_kg": ""}

    found = [("samples", 4, "mass_g", "24,960,001 mg in the samples of 'C1' up to here")]
    assert said(checked(good(samples=samples)).faults) == found
    assert checked(good(samples=samples, consignments=[unstated])).faults == ()


def test_what_is_of_today_somewhere_is_taken():
    """Where the sun rises earlier, tomorrow has come; a sample may be kept for long."""
    tables = good(
        consignments=[CONSIGNMENT | {"seizure_date": "1990-01-01"}],
        opinions=[OPINION | {"date": "2026-11-22"}],
        samples=[SAMPLE | {"until": "2056-11-22"}],
    )

    assert checked(tables).faults == ()


def test_a_package_s_number_is_its_own_within_the_case():
    """Whichever consignment of the case it is of; in another case the number may stand again."""
    other = CONSIGNMENT | {"consignment": "C2", "gross_kg": "", "net_kg": "", "count": ""}
    again = OTHER_PACKAGE | {"consignment": "C2", "case_package": "1"}

    same_case = checked(good(consignments=[CONSIGNMENT, other], packages=[PACKAGE, again]))
    other_case = checked(good(consignments=[CONSIGNMENT, other | {"case": "26-2"}], packages=[PACKAGE, again]))

    assert said(same_case.faults) == [("packages", 3, "case_package", "'1', like '1' of packages.csv, row 2")]
    assert other_case.faults == ()


def test_a_package_belongs_to_one_consignment():
    """Whatever a holding or a sample says."""
    consignments = [CONSIGNMENT, CONSIGNMENT | {"consignment": "C2"}]
    wrong = good(
        consignments=consignments,
        samples=[SAMPLE | {"consignment": "C2"}],
        custody=[HOLDING | {"consignment": "C2", "package": "K-2"}],
    )

    assert said(checked(wrong).faults) == [
        ("custody", 2, "package", "'K-2' in consignment 'C2'"),
        ("samples", 2, "package", "'K-1' in consignment 'C2'"),
    ]


def _without(name):
    return [{key: value for key, value in row.items() if key != name} for row in GOOD["packages"]]


@pytest.mark.parametrize(
    ("packages", "found"),
    [
        (_without("seal"), ["no column seal"]),
        ([row | {"street_value": "1"} for row in GOOD["packages"]], ["the heading 'street_value'"]),
        ([row | {"gross_g": ""} for row in GOOD["packages"]], ["the heading 'gross_g'"]),
        ([row | {"gross": "12"} for row in _without("gross_kg")], ["the heading 'gross'"]),
    ],
)
def test_wrong_headings_are_named(packages, found):
    """A column that is missing, unknown, there twice, or without its unit; with what is known."""
    report = checked(good(packages=packages))

    assert said(report.faults) == [("packages", 1, None, each) for each in found]
    assert report.goods is None


def test_a_quantity_that_each_row_needs_has_a_heading_with_a_unit():
    """And is not called missing as well."""
    sample = {("mass" if name == "mass_g" else name): value for name, value in SAMPLE.items()}
    (fault,) = checked(good(samples=[sample])).faults

    assert (fault.found, fault.expected) == (
        "the heading 'mass'",
        "a heading with its unit: mass_kg or mass_g or mass_mg",
    )


@pytest.mark.parametrize("heading", ["", ","])
def test_a_cell_without_a_heading_is_named(heading):
    """Beyond all headings or between them: nothing that was written is passed over."""
    head, first, second, end = as_csv(GOOD["packages"]).decode().split("\r\n")
    head, first, second = (
        f"{heading}{head}",
        f"{heading}{first}",
        f"forgotten,{second}" if heading else f"{second},forgotten",
    )
    others = [each for each in sources(GOOD) if each.name != "packages.csv"]
    report = check([*others, Source("packages.csv", f"{head}\n{first}\n{second}\n{end}".encode())])

    assert said(report.faults) == [("packages", 3, None, "'forgotten'")]


def test_faults_of_one_row_are_all_named():
    """No row is given up for the first of them."""
    row = PACKAGE | {"package": "", "seal": "S 1", "gross_kg": "12,4", "last_bound_g": "x", "consignment": "C9"}
    report = checked(good(packages=[row, OTHER_PACKAGE], samples=[SAMPLE | {"package": ""}]))

    assert [each.column for each in report.faults] == ["package", "seal", "gross_kg", "last_bound_g", "consignment"]
    assert report.bad_rows == 1


def test_every_bad_row_of_many_is_named_once():
    """One in a hundred of 2,000, each wrong in its own way; the good ones are not loaded either."""
    report = checked(many(2000, bad_every=100))

    assert [each.row for each in report.faults] == [number + 2 for number in range(0, 2000, 100)]
    assert [each.column for each in report.faults[:5]] == ["gross_kg", "seal", "net_kg", "consignment", "package"]
    assert (report.bad_rows, report.goods) == (20, None)


def test_a_report_has_an_end(monkeypatch):
    """Of very many faults the first are named and the others counted."""
    monkeypatch.setattr("station.lists.findings.MAX_FINDINGS", 7)
    report = checked(many(100, bad_every=10))

    assert (len(report.faults), report.more, report.goods) == (7, 3, None)


@pytest.mark.parametrize("missing", ["consignments", "packages"])
def test_a_list_without_a_table_that_others_name(missing):
    """Of missing consignments it is said once for a table, not in each row of it."""
    report = checked({kind: rows for kind, rows in GOOD.items() if kind != missing})

    if missing == "consignments":
        said_of = [("opinions", None, None), ("packages", None, None), ("custody", None, None), ("samples", None, None)]
        assert [each[:3] for each in said(report.faults)] == said_of
    else:
        assert said(report.faults) == [("samples", 2, "package", "'K-1'")]
        assert said(report.warnings) == [("consignments", 2, "consignment", "'C1' without packages")]


def test_more_than_the_recorder_takes_at_once():
    """Opinions of one consignment are refused; packages are told, since they can be loaded in parts."""
    opinions = [OPINION | {"number": str(n)} for n in range(limits.MAX_OPINIONS + 2)]

    assert said(checked(good(opinions=opinions)).faults) == [("opinions", 22, None, "one opinion too many")]
    report = checked(many(limits.MAX_LOADED + 1))
    assert said(report.warnings) == [("packages", None, None, "2,001 packages")]
    assert report.goods is not None


def test_sums_that_differ_are_to_be_looked_at():
    """They keep nothing from being loaded: papers do differ, and the record says so."""
    report = checked(good(packages=[PACKAGE, OTHER_PACKAGE | {"gross_kg": "12.4", "count": "2"}]))

    assert said(report.warnings) == [
        ("consignments", 2, "gross_kg", "24,960,000 mg stated, 24,880,000 mg in 2 packages"),
        ("consignments", 2, "count", "2 stated, 3 in 2 packages"),
    ]
    assert report.goods is not None


def test_a_seal_that_was_another_package_s_is_to_be_looked_at():
    """Bags may have been swapped."""
    report = checked(good(packages=[PACKAGE, OTHER_PACKAGE | {"seal_in_store": "KZ 0045531".replace(" ", "-")}]))

    assert said(report.warnings) == [
        ("packages", 3, "seal_in_store", "'KZ-0045531', which is today's seal of packages.csv, row 2")
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "no rows"),
        (b"\n\n,,\n", "no rows"),
        (b"package,consignment,seal,description\n", "no rows"),
        ("партия".encode("cp1251"), "bytes that are not UTF-8 text"),
        ("package,seal".encode("utf-16"), "bytes that are not UTF-8 text"),
        (b"package\0,seal\n", "a file that is no text"),
        (b'package,consignment,seal,description\n"K-1,KZ-1\n', "what is no CSV (unexpected end of data)"),
        (b"," * 200 + b"x\n", "201 cells in a row"),
        (b"what,is,this\n1,2,3\n", "a table named 'file' whose headings are of no one table"),
        (b"package," + b"x" * 140_000, "what is no CSV (field larger than field limit (131072))"),
    ],
)
def test_a_file_that_is_no_list_is_named(data, found):
    """With what to do about it, and never with a trace."""
    report = check([Source("file.csv", data)])

    assert ([each.found for each in report.faults], report.goods) == ([found], None)


def test_a_file_that_is_too_large_is_not_read(monkeypatch, tmp_path):
    """No more of it than shows that it is."""
    monkeypatch.setattr("station.lists.sources.MAX_BYTES", 10)
    monkeypatch.setitem(MOST, Sort.BYTES, (10, ""))
    (tmp_path / "packages.csv").write_bytes(b"x" * 50)
    source = Source.read(tmp_path / "packages.csv")

    assert len(source.data) == 11
    assert [each.found for each in check([source]).faults] == ["more than 10 bytes"]


def test_a_table_of_too_many_rows_is_refused(monkeypatch):
    """It is to be shared out."""
    monkeypatch.setitem(MOST, Sort.ROWS, (1, ""))

    assert ("packages", None, None, "more than 1 rows") in said(checked(GOOD).faults)


@pytest.mark.parametrize(
    ("sort", "most"), [(Sort.ROWS, 6), (Sort.BYTES, sum(len(each.data) for each in sources(GOOD))), (Sort.CELLS, 144)]
)
def test_the_bounds_are_of_all_files_together(monkeypatch, sort, most):
    """What fits into one file twenty times is twenty times too much."""
    monkeypatch.setitem(MOST, sort, (most, ""))
    assert checked(GOOD).faults == ()

    monkeypatch.setitem(MOST, sort, (most - 1, ""))
    assert [each[3] for each in said(checked(GOOD).faults)] == [f"more than {most - 1:,} {sort}"]


def test_too_many_files_are_refused():
    """Twenty are enough for any list."""
    report = check([Source(f"{n} packages.csv", as_csv([PACKAGE])) for n in range(limits.MAX_FILES + 1)])

    assert any(each.found == "21 files" for each in report.faults)
