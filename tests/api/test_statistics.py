"""Statistics that anyone may take away: from sealed sessions alone, each figure with its entries, the same in every form."""

import csv
import io

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient
from pyarrow import parquet

from api.app import create_app
from tests.api.burned_goods import EXTENT, OPEN, SUBSTANCES, BurnedGoods
from tests.programme import case_of

FATES = ("burned", "set_aside", "missing")
TEXTS = ("session", "substance")
# What a reader could rank people by, or find a case by.
NAMED = {
    "officer",
    "unit",
    "person",
    "body",
    "name",
    "investigator",
    "court",
    "case",
    "consignment",
    "package",
    "place",
}


@pytest.fixture(scope="module")
def goods(tmp_path_factory):
    """The station. Not to be changed."""
    made = BurnedGoods(tmp_path_factory.mktemp("goods"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(goods):
    """A client of its API."""
    with TestClient(create_app(goods.config)) as made:
        yield made


@pytest.fixture(scope="module")
def figures(client):
    """What the JSON says."""
    answer = client.get("/api/v1/statistics")
    assert answer.status_code == 200
    return answer.json()


def flat(figure):
    """A figure as a table has it: without links, the moment as a number."""
    row = {name: value for name, value in figure.items() if name not in {"links", "sealed"}}
    return row | {"sealed_unix_us": figure["sealed"]["unix_us"]}


def entries(client, link):
    """The entries behind a figure."""
    answer = client.get(link)
    assert answer.status_code == 200
    return [client.get(f"/api/v1/entries/{number}").json()["entry"] for number in answer.json()["entries"]]


def test_only_sealed_sessions_count(client, figures):
    """The open session is in no figure, and behind none."""
    asked = {"session": OPEN, "substance": "cannabis", "fate": "burned"}

    assert [(each["session"], each["substance"]) for each in figures] == [
        ("S001", "=1+1"),
        ("S001", "cocaine"),
        ("S002", "<b>x</b>"),
        ("S002", "@SUM(A1)"),
    ]
    assert client.get("/api/v1/statistics/entries", params=asked).json()["entries"] == []


@pytest.mark.parametrize("fate", FATES)
def test_each_figure_is_the_sum_over_its_entries(client, figures, fate):
    """Registrations give the count; the newest weighings give the mass, to the milligram."""
    for each in figures:
        found = entries(client, each["links"][fate])
        masses = {e["data"]["package"]: e["data"]["mass_mg"] for e in found if e["kind"] == "weighing.recorded"}

        assert [e["kind"] for e in found].count("package.registered") == each[fate]
        assert {e["kind"] for e in found} <= {"package.registered", "weighing.recorded"}
        assert {e["session"] for e in found} <= {each["session"]}
        if fate == "burned":
            assert sum(masses.values()) == each["burned_mg"] > 0
        elif fate == "set_aside":
            assert sum(masses.values()) == each["set_aside_weighed_mg"]


def test_the_figures_are_what_was_burned(goods, figures):
    """All packages of the sealed sessions, and all that the scale showed of what burned."""
    assert sum(each["packages"] for each in figures) == EXTENT.consignments * EXTENT.packages
    assert [sum(each[fate] for each in figures) for fate in FATES] == [8, 2, 2]
    assert sum(each["burned_mg"] for each in figures) == goods.burned_mg


def test_the_seal_of_each_session_is_named(client, figures):
    """Whoever takes a figure away knows which seal it stands under."""
    for each in figures:
        sealed = client.get(f"/api/v1/entries/{each['seal_entry']}").json()["entry"]
        assert (sealed["kind"], sealed["session"]) == ("session.sealed", each["session"])
        assert sealed["at"]["unix_us"] == each["sealed"]["unix_us"]


def test_the_csv_is_the_same_table(client, figures):
    """What a spreadsheet would calculate has an apostrophe before it; everything else reads back as it is."""
    answer = client.get("/api/v1/statistics/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))
    back = [{name: text if name in TEXTS else int(text) for name, text in row.items()} for row in rows]

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="statistics.csv"'
    assert {row["substance"] for row in rows} == {"cocaine", "<b>x</b>", "'=1+1", "'@SUM(A1)"}
    assert [row | {"substance": row["substance"].removeprefix("'")} for row in back] == [flat(each) for each in figures]


def test_the_parquet_file_is_the_same_table(client, figures):
    """Whole numbers of 64 bits and texts, none of them null; the texts as they are recorded."""
    answer = client.get("/api/v1/statistics/parquet")
    table = parquet.read_table(io.BytesIO(answer.content))

    assert table.to_pylist() == [flat(each) for each in figures]
    assert set(table["substance"].to_pylist()) == set(SUBSTANCES)
    for field in table.schema:
        assert (field.type, field.nullable) == (pa.string() if field.name in TEXTS else pa.int64(), False)


def test_nobody_can_be_ranked(client, figures):
    """No field is of a person, a unit or a case, and nothing of theirs is in any form."""
    columns = {name for each in figures for name in each}
    forms = [client.get(f"/api/v1/statistics{form}").content.decode("latin-1") for form in ("", "/csv", "/parquet")]

    assert not [name for name in columns if NAMED & set(name.split("_"))]
    for told in ("operator-1", "name P1", "body P2", "police", "bureau", "investigation", "hall 1", case_of(0), "C1"):
        assert not [form for form in forms if told in form]


@pytest.mark.parametrize("asked", [{"fate": "stolen"}, {"session": "S9"}, {"substance": ""}])
def test_a_figure_that_is_none_is_refused(client, asked):
    """With what is wrong."""
    answer = client.get(
        "/api/v1/statistics/entries", params={"session": "S001", "substance": "cocaine", "fate": "burned"} | asked
    )

    assert answer.status_code == (404 if "session" in asked else 422)


def test_a_station_that_burned_nothing_has_empty_tables(empty):
    """The columns are there, and no row."""
    _, client = empty
    answers = [client.get(f"/api/v1/statistics{form}") for form in ("", "/csv", "/parquet")]

    assert answers[0].json() == []
    assert answers[1].text.count("\r\n") == 1
    assert parquet.read_table(io.BytesIO(answers[2].content)).num_rows == 0
