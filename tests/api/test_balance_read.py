"""Where the kilograms are, asked over HTTP: the figures of the one balance, each with the entries that it rests on."""

import pytest
from fastapi.testclient import TestClient

from api.app import MAX_QUESTIONS, create_app
from api.models.balance import BalanceShown
from station.ledger import proofs
from station.recorder import commands as say
from station.rules.balance import balance
from tests.api.burned_goods import CASE, OPEN, UNKNOWN, UNKNOWN_CASE, BurnedGoods

AMOUNTS = ("seized", "analysed", "sampled", "presented", "difference", "burned", "set_aside", "missing")
OF_GOODS = {"consignment.registered", "package.registered", "sample.kept", "weighing.recorded", "furnace.charged"}
OF_GOODS |= {"batch.ended", "package.set_aside", "package.missing"}


@pytest.fixture(scope="module")
def goods(tmp_path_factory):
    """The station. Shared: tests only read it."""
    made = BurnedGoods(tmp_path_factory.mktemp("goods"))
    yield made
    made.close()


@pytest.fixture
def asked(goods):
    """Asks an application of its own, so that questions by case number are counted anew."""
    with TestClient(create_app(goods.config)) as client:
        yield lambda path, **query: client.get(f"/api/v1{path}", params=query)


def entries(goods, session=None):
    """All entries of the log, or of a session, one after the other: what nobody looked up."""
    with goods.reader.connect() as connection:
        told = list(proofs.entries(connection, 0, goods.ledger.size))
    return [each for each in told if session in {None, each.session}]


def shown(found):
    """A balance as an answer shows it."""
    return BalanceShown.of_sessions(found).model_dump(mode="json")


def without(found, *consignments):
    """A balance's lines of these consignments."""
    return [each for each in shown(found)["consignments"] if each["consignment"] in consignments]


def numbers(value):
    """All numbers of entries in an answer."""
    if isinstance(value, dict):
        found = [number for name, each in value.items() if name != "entries" for number in numbers(each)]
        return found + value.get("entries", [])
    return [number for each in value for number in numbers(each)] if isinstance(value, list) else []


def test_the_balance_of_a_life_is_that_of_all_entries(goods, asked):
    """Every figure, bound, gap and entry, with the ash; what the index finds is what a reading of the whole log finds."""
    found = asked("/balance").json()

    assert found == shown(balance(entries(goods)))
    assert found["total"]["burned"]["mg"] is not None
    assert found["total"]["burned"]["parts"] == 8


@pytest.mark.parametrize("session", ["S001", "S002", OPEN])
def test_the_balance_of_a_session_is_that_of_its_entries(goods, asked, session):
    """Sealed or open, with its own ash."""
    assert asked(f"/sessions/{session}/balance").json() == shown(balance(entries(goods, session)))


@pytest.mark.parametrize("consignment", ["C1", "C3", UNKNOWN])
def test_the_balance_of_a_consignment_is_its_line(goods, asked, consignment):
    """Its number may hold a slash. Ash of all that burned together is nobody's."""
    found = asked(f"/consignments/{consignment}/balance").json()

    assert found["consignments"] == without(balance(entries(goods)), consignment)
    assert found["total"] == found["consignments"][0]["line"]
    assert found["residue"] is None


def test_a_withheld_case_is_found_through_its_opening(goods, asked):
    """Who has the number from the papers is answered, although no entry shows it."""
    found = asked("/cases/balance", case=CASE).json()

    assert found["consignments"] == without(balance(entries(goods)), "C2")
    assert found["residue"] is None
    assert not [each for each in entries(goods) if CASE.encode() in each.encode()]


def test_what_is_not_known_is_named(asked):
    """A sum with an unknown part has no value: what lacks, and of what, stands beside it."""
    found = asked("/cases/balance", case=UNKNOWN_CASE).json()["total"]

    assert [found[name]["mg"] for name in ("seized", "presented", "difference")] == [None] * 3
    assert found["change"] is None
    assert found["difference"]["unknown"] == [
        {"lacking": "mass", "consignment": UNKNOWN, "number": "K5"},
        {"lacking": "seized", "consignment": UNKNOWN, "number": None},
    ]


@pytest.mark.parametrize("path", ["/balance", "/sessions/S001/balance", "/consignments/C1/balance"])
def test_every_figure_leads_to_its_entries(asked, path):
    """Each number is that of an entry about goods, and of each there is a proof."""
    found = asked(path).json()
    told = {number: asked(f"/entries/{number}") for number in numbers(found)}

    assert {each.status_code for each in told.values()} == {200}
    assert {each.json()["entry"]["kind"] for each in told.values()} == OF_GOODS
    assert asked(f"/entries/{max(told)}/tlog-proof").status_code == 200


def test_the_lines_add_up(asked):
    """Seized - analysed - sampled - presented = difference; presented = burned + set aside + missing."""
    for each in asked("/balance").json()["consignments"]:
        mg = {name: each["line"][name]["mg"] for name in AMOUNTS}
        if each["consignment"] != UNKNOWN:
            assert mg["seized"] - mg["analysed"] - mg["sampled"] - mg["presented"] == mg["difference"] == 0
            assert mg["burned"] + mg["set_aside"] + mg["missing"] == mg["presented"]


def test_the_next_entry_changes_the_answer(tmp_path):
    """A balance that was drawn up is kept only as long as nothing new is told of the goods."""
    goods = BurnedGoods(tmp_path)
    with TestClient(create_app(goods.config)) as client:
        before = client.get("/api/v1/balance").json()["total"]
        goods.give(say.SetAsidePackage(package="K5", reason="nobody knows it"))
        after = client.get("/api/v1/balance").json()
    told = shown(balance(entries(goods)))
    goods.close()

    assert after == told
    assert after["total"]["set_aside"]["parts"] == before["set_aside"]["parts"] + 1


@pytest.mark.parametrize("path", ["/sessions/S9/balance", "/consignments/C9/balance", "/cases/balance"])
def test_what_is_not_there_is_not_found(asked, path):
    """404, with what to do."""
    answer = asked(path, case="26-9")

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    assert answer.json()["remedy"]


def test_cases_cannot_be_tried_in_numbers(asked):
    """An address asks for so many a minute, whichever way it asks."""
    tried = [asked("/cases/balance", case=f"26-{number}").status_code for number in range(MAX_QUESTIONS)]
    refused = asked("/cases/balance", case=CASE)

    assert set(tried) == {404}
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/too-many-questions")
    assert asked("/footage-hashes", case=CASE).status_code == 429
    assert asked("/balance").status_code == 200
