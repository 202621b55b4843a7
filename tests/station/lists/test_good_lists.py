"""A good list becomes rows of the kinds that the record has, the same from CSV and from Excel."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from station.lists import Source, check, limits
from station.lists.headings import plain
from station.lists.kinds import Kind
from station.recorder import commands
from station.recorder.commands import goods as goods_commands
from station.recorder.commands import message
from station.rules.kinds import check_data
from tests.lists import CONSIGNMENT, GOOD, HOLDING, PACKAGE, as_csv, checked, good, many, said, saved, sources, workbook

COMMITTED = {"commitment": "0" * 64}
PERSONAL = ("giver", "holder", "keeper")
RECORDED = {
    "consignments": ("consignment.registered", {"continues": None, "failed_in": None}),
    "packages": ("package.registered", {"set_aside_in": None}),
    "custody": ("custody.claimed", {}),
    "samples": ("sample.kept", {}),
}


def test_a_good_list_is_what_its_papers_say():
    """Every mass in milligrams, every time with its offset, what is not stated as null."""
    report = checked(GOOD)

    assert (report.faults, report.warnings, report.more) == ((), (), 0)
    goods = report.goods.to_json()
    stated = {"gross_mg": 24_960_000, "net_mg": 24_200_000, "count": 2, "millilitres": None}
    opinion = {"number": "4471", "date": "2026-10-02", "result": "heroin", "purity_permille": 415, "used_mg": 250}
    (consignment,) = goods["consignments"]
    assert (consignment["stated"], consignment["opinions"], consignment["fresh"]) == (stated, [opinion], False)
    assert goods["packages"][0] == {
        "package": "K-1",
        "consignment": "C1",
        "case_package": "1",
        "seal": "KZ-0045531",
        "seal_at_seizure": "KZ-0011",
        "seal_in_store": None,
        "description": "plastic bag, sealed",
        "stated": {"gross_mg": 12_480_000, "net_mg": 12_100_000, "count": 1, "millilitres": None},
        "last": {"gross_mg": 12_479_000, "bound_mg": 5_000, "source": "act of acceptance 77"},
        "sample": None,
    }
    (holding,) = goods["custody"]
    assert (holding["since"], holding["until"]) == ("2026-09-30T18:20:00+05:00", "2026-10-01T09:00:00+05:00")
    assert (holding["package"], holding["gross_mg"], holding["role"]) == (None, 24_960_000, "investigator")
    (sample,) = goods["samples"]
    assert (sample["mass_mg"], sample["until"], sample["which"], sample["seen"]) == (15_500, "the verdict", "A", False)


@pytest.mark.parametrize("table", RECORDED)
def test_a_row_has_the_fields_of_the_entry_that_it_becomes(table):
    """All of them and no other, of the shape that the record asks for; names stand as commitments there."""
    kind, rest = RECORDED[table]
    for row in checked(GOOD).goods.to_json()[table]:
        check_data(kind, row | rest | {name: COMMITTED for name in PERSONAL if name in row})


def test_a_workbook_gives_the_same_as_csv():
    """With numbers as numbers and dates as dates of Excel."""
    numbers = ("gross_kg", "net_kg", "last_gross_kg", "last_bound_g", "mass_g", "used_g", "purity_percent", "count")
    tables = {
        kind: [
            {name: float(value) if name in numbers and value else value for name, value in row.items()} for row in rows
        ]
        for kind, rows in GOOD.items()
    }
    tables["consignments"][0]["seizure_date"] = datetime.combine(date(2026, 9, 30), time())
    tables["custody"][0]["since"] = datetime.combine(date(2026, 9, 30), time(18, 20))

    report = check([Source("goods.xlsx", saved(workbook(tables)))])

    assert report.faults == ()
    assert report.goods == checked(GOOD).goods


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_csv_as_programs_write_it(mark, end):
    """With the mark of UTF-8 or without, line ends of Unix or Windows."""
    given = [Source(each.name, mark + each.data.replace(b"\r\n", end)) for each in sources(GOOD)]

    assert check(given).goods == checked(GOOD).goods


def test_semicolons_part_cells_where_commas_are_decimal_signs():
    """As Excel writes CSV in Kazakhstan; a point is understood there as well."""
    rows = [{name: value.replace(".", ",") if name.endswith("_kg") else value for name, value in PACKAGE.items()}]
    semicolons = Source("packages.csv", as_csv([*rows, GOOD["packages"][1]], ";"))
    others = sources({kind: rows for kind, rows in GOOD.items() if kind != "packages"})

    assert check([*others, semicolons]).goods == checked(GOOD).goods


@pytest.mark.parametrize("language", ["russian", "kazakh"])
def test_headings_in_russian_and_kazakh(language):
    """In whatever letters, brackets and order of signs; and so the words for form, role and which sample."""
    told = yaml.safe_load(Path(__file__).with_name("headings.yaml").read_text(encoding="utf-8"))
    words = told["words"][language]
    renamed = [
        Source(f"{kind}.csv", f"{told[language][kind]}\n".encode() + as_csv(rows, ";").partition(b"\r\n")[2])
        for kind, rows in {kind: [row | _known(words, row) for row in rows] for kind, rows in GOOD.items()}.items()
    ]
    report = check(renamed)

    assert report.faults == ()
    assert report.goods == checked(GOOD).goods


def _known(words, row):
    return {name: word for name, word in words.items() if name in row}


@pytest.mark.parametrize(
    "names",
    [("1 партии.csv", "2 Пакеты.csv"), ("партиялар.csv", "қаптамалар.csv"), ("one.csv", "two.csv")],
)
def test_a_table_is_told_by_its_name_or_else_by_its_headings(names):
    """In three languages, with other words beside."""
    tables = [("consignments", GOOD["consignments"]), ("packages", GOOD["packages"])]
    report = check([Source(name, as_csv(rows)) for name, (_, rows) in zip(names, tables, strict=True)])

    assert [(each.file, each.kind) for each in report.tables] == list(zip(names, map(Kind, dict(tables)), strict=True))
    assert report.faults == ()


def test_several_tables_of_one_kind_are_one():
    """Numbers are held against each other across files."""
    report = check(
        [*sources(GOOD), Source("more packages.csv", as_csv([PACKAGE | {"seal": "KZ-9", "case_package": "9"}]))]
    )

    assert said(report.faults) == [("more packages", 2, "package", "'K-1', like 'K-1' of packages.csv, row 2")]


@pytest.mark.parametrize(
    ("unit", "text", "exact_mg"),
    [("kg", "0.000001", 1), ("kg", "12.48", 12_480_000), ("g", "0.1", 100), ("g", "12480", 12_480_000), ("mg", "7", 7)],
)
def test_the_unit_stands_in_the_heading(unit, text, exact_mg):
    """Kilograms, grams or milligrams, each to the milligram."""
    rows = [PACKAGE | {"net_kg": ""} | {f"gross_{unit}": text}]
    if unit != "kg":
        del rows[0]["gross_kg"]
    report = checked(good(packages=rows, samples=[GOOD["samples"][0] | {"package": ""}]))

    assert report.goods.packages[0].stated.gross_mg == exact_mg


@pytest.mark.parametrize(
    ("said_zone", "since", "expected"),
    [
        ("UTC+5", "2026-09-30 18:20", "2026-09-30T18:20:00+05:00"),
        ("+0530", "2026-09-30T18:20:30", "2026-09-30T18:20:30+05:30"),
        ("-3", "2026-09-30 18:20:30.25", "2026-09-30T18:20:30.250000-03:00"),
        ("", "2026-09-30 18:20Z", "2026-09-30T18:20:00+00:00"),
        ("UTC", "2026-09-30 18:20 +06:00", "2026-09-30T18:20:00+06:00"),
    ],
)
def test_times_have_an_offset(said_zone, since, expected):
    """Their own, else that of the column zone."""
    report = checked(good(custody=[HOLDING | {"zone": said_zone, "since": since, "until": ""}]))

    assert report.goods.custody[0].since == expected


def test_a_package_that_is_a_kept_sample_bears_its_seal():
    """And is no part of what its consignment was stated to be."""
    burned = PACKAGE | {
        "package": "K-3",
        "case_package": "",
        "seal": "KZ-0045601",
        "seal_at_seizure": "",
        "sample": "A-1",
    }
    report = checked(good(packages=[*GOOD["packages"], burned]))

    assert (report.faults, report.warnings) == ((), ())
    assert report.goods.packages[2].sample == "A-1"


def test_a_plant_may_have_been_weighed_fresh():
    """Only a plant."""
    assert checked(good(consignments=[CONSIGNMENT | {"form": "plant", "fresh": "иә"}])).goods.consignments[0].fresh
    powder = checked(good(consignments=[CONSIGNMENT | {"fresh": "yes"}]))
    assert said(powder.faults) == [("consignments", 2, "fresh", "yes")]


def test_many_rows_are_all_read():
    """In order."""
    packages = checked(many(2000)).goods.packages

    assert [each.package for each in packages] == [f"K-{n}" for n in range(2000)]
    assert sum(each.stated.gross_mg for each in packages) == sum(
        Decimal(row["gross_kg"]) * 10**6 for row in many(2000)["packages"]
    )


def test_no_heading_is_of_two_columns_of_a_table():
    """Whoever reads words.yaml may add any, but each must mean one thing."""
    from station.lists.columns import COLUMNS
    from station.lists.headings import known

    for kind, columns in COLUMNS.items():
        names = [name for column in columns for name in known("columns", [column.name])]
        assert len(names) == len(set(names)), kind
        assert all(plain(name) == name for name in names)


def test_a_good_list_is_what_the_recorder_takes():
    """As it stands, and nothing of it is changed on the way."""
    goods = checked(GOOD).goods.to_json()
    taken = commands.LoadList.model_validate_json(json.dumps(goods))

    assert taken.model_dump(mode="json", exclude={"command"}) == goods


def test_a_cell_may_hold_what_the_recorder_takes():
    """The limits are those of its commands, so that a good list is not refused for them."""
    assert message.Number.__metadata__[0].pattern == f"^{limits.NUMBER}$"
    assert message.Role.__metadata__[0].pattern == f"^{limits.ROLE}$"
    assert message.Text.__metadata__[0].max_length == limits.MAX_TEXT
    assert _most(message.Mass) == limits.MAX_MG
    assert (_most(goods_commands.Count), _most(goods_commands.Permille)) == (limits.MAX_COUNT, limits.MAX_PERMILLE)
    assert commands.Consignment.model_fields["opinions"].metadata[0].max_length == limits.MAX_OPINIONS
    assert goods_commands.MAX_LIST == limits.MAX_LOADED


def _most(annotated):
    (most,) = (each.le for each in annotated.__metadata__[0].metadata if hasattr(each, "le"))
    return most
