"""What the read addresses show of a real ledger."""

import base64
import hashlib
import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from station.formats import tlog_proof
from station.formats.checkpoint import open_checkpoint
from station.formats.merkle import leaf_hash, verify_inclusion
from station.ledger.engine import reader

SHA256 = hashlib.sha256(b"init" * 20 + b"moof-one" * 50 + b"moof-two" * 60).hexdigest()


def test_the_station_names_itself_and_its_key(client, record):
    """The key is that of the newest start, the checkpoint is signed by it, and the size is the log's."""
    station = client.get("/api/v1/station").json()

    assert station["name"] == record.config.station.name
    assert station["key"] == record.verifier.format()
    signed = open_checkpoint(station["checkpoint"]["note"].encode(), [record.verifier])
    assert signed.size == station["size"] == record.ledger.size
    assert base64.b64encode(signed.root).decode() == station["checkpoint"]["root"]


def test_sessions_come_newest_first_and_in_pages(client):
    """`before` of one page asks for the next, until it is null."""
    first = client.get("/api/v1/sessions", params={"limit": 1}).json()
    second = client.get("/api/v1/sessions", params={"limit": 1, "before": first["before"]}).json()

    assert [each["session"] for each in first["sessions"] + second["sessions"]] == ["S2", "S1"]
    assert second["before"] is None


def test_a_session_holds_all_that_belongs_to_it(client):
    """People as roles, goods, batches, weighings, recordings and incidents; times as UTC, masses as milligrams."""
    session = client.get("/api/v1/sessions/S1").json()

    assert session["stage"] == "sealed"
    assert session["burned_mg"] == 1_234_500
    assert session["opened"]["utc"].startswith("2026-11-21T")
    assert [person["role"] for person in session["people"]] == ["police"]
    assert [package["fate"] for package in session["packages"]] == ["burned"]
    assert [batch["state"] for batch in session["batches"]] == ["ended"]
    assert [weighing["figure"] for weighing in session["weighings"]] == ["  1234.50"]
    assert [recording["sha256"] for recording in session["recordings"]] == [SHA256]
    assert [incident["data"]["reason"] for incident in session["incidents"]] == ["no frames"]


@pytest.mark.parametrize("part", ["batches", "weighings", "recordings"])
def test_a_part_of_a_session_is_the_same_alone(client, part):
    """The lists below a session's address are those within the session."""
    session = client.get("/api/v1/sessions/S1").json()

    assert client.get(f"/api/v1/sessions/S1/{part}").json() == session[part] != []


@pytest.mark.parametrize("path", ["", "/batches", "/weighings", "/recordings"])
def test_an_unknown_session_is_a_problem_with_a_remedy(client, path):
    """404, with where to look instead."""
    answer = client.get(f"/api/v1/sessions/S9{path}")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no session S9."
    assert "/api/v1/sessions" in answer.json()["remedy"]


def test_no_public_address_shows_personal_data_or_a_withheld_case(client, record):
    """Names and withheld case numbers appear nowhere, though the database holds their openings."""
    paths = [
        "/sessions",
        "/sessions/S1",
        "/sessions/S2",
        "/entries?limit=500",
        "/footage-hashes?session=S1",
        "/station",
    ]
    shown = "".join(client.get(f"/api/v1{path}").text for path in paths)
    shown += client.get("/log/tile/entries/000.p/" + str(record.ledger.size)).text

    for secret in ("Name On The Paper", "police department", "26-7512-00-3/118"):
        assert secret not in shown
    with reader(record.config.station.database).connect() as connection:
        held = connection.scalars(text("SELECT value FROM openings")).all()
    assert '"26-7512-00-3/118"' in held


def test_entries_are_paged_by_number(client, record):
    """`next` leads through all entries once, in order."""
    numbers, start = [], 0
    while start is not None:
        page = client.get("/api/v1/entries", params={"start": start, "limit": 7}).json()
        numbers += [each["number"] for each in page["entries"]]
        start = page["next"]

    assert numbers == list(range(record.ledger.size))


def test_the_entries_of_a_session_run_from_opening_to_seal(client):
    """A sealed session's end at its seal; an open one's go on to the end of the log."""
    sealed = client.get("/api/v1/entries", params={"session": "S1", "limit": 500}).json()["entries"]
    running = client.get("/api/v1/entries", params={"session": "S2", "limit": 500}).json()["entries"]

    assert (sealed[0]["entry"]["kind"], sealed[-1]["entry"]["kind"]) == ("session.opened", "session.sealed")
    assert running[0]["number"] == sealed[-1]["number"] + 1
    assert client.get("/api/v1/entries", params={"session": "S9"}).status_code == 404


def test_an_entry_is_the_bytes_that_were_hashed(client):
    """The bytes give the leaf hash, and the JSON is the same bytes, read."""
    entry = client.get("/api/v1/entries/3").json()
    raw = client.get("/api/v1/entries/3/bytes")

    assert raw.headers["content-type"] == "application/octet-stream"
    assert leaf_hash(raw.content).hex() == entry["leaf_hash"]
    assert json.loads(raw.content) == entry["entry"]


@pytest.mark.parametrize("size", [5, None])
def test_a_proof_leads_from_the_entry_to_a_signed_root(client, record, size):
    """The JSON proof and the offline proof both verify, for an old checkpoint and for the newest."""
    query = {} if size is None else {"size": size}
    proof = client.get("/api/v1/entries/3/proof", params=query).json()
    offline = client.get("/api/v1/entries/3/tlog-proof", params=query)

    hashes = [base64.b64decode(each) for each in proof["hashes"]]
    verify_inclusion(bytes.fromhex(proof["leaf_hash"]), 3, proof["size"], hashes, base64.b64decode(proof["root"]))
    body = client.get("/api/v1/entries/3/bytes").content
    assert tlog_proof.parse(offline.content).verify(body, [record.verifier]).size == proof["size"]
    assert proof["size"] == (size or record.ledger.size)


@pytest.mark.parametrize(
    "path", ["/entries/999", "/entries/999/bytes", "/entries/3/proof?size=999", "/entries/3/proof?size=2"]
)
def test_what_the_log_does_not_have_is_not_found(client, path):
    """An entry beyond the end, a checkpoint that was never signed, a tree that is too small."""
    answer = client.get(f"/api/v1{path}")

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


@pytest.mark.parametrize(
    ("query", "recordings"),
    [
        ({"session": "S1"}, ["S1-furnace-1"]),
        ({"case": "26-7512-00-3/118"}, ["S1-furnace-1"]),
        ({"case": " 26-7512-00-3/119 "}, ["S2-furnace-1"]),
        ({"sha256": SHA256}, ["S1-furnace-1"]),
    ],
)
def test_footage_is_found_by_session_case_and_hash(client, query, recordings):
    """A case number is found whether the log shows it or only commits to it."""
    answer = client.get("/api/v1/footage-hashes", params=query).json()

    assert [each["recording"] for each in answer["recordings"]] == recordings
    assert any("sha256sum" in line for line in answer["how_to_check"])


def test_a_footage_hash_leads_to_its_entries(client):
    """The named entries state the same SHA-256, and the case's consignment is named with its entry."""
    answer = client.get("/api/v1/footage-hashes", params={"case": "26-7512-00-3/118"}).json()
    found = answer["recordings"][0]
    finished = client.get(f"/api/v1/entries/{found['finish_entry']}").json()["entry"]
    seal = client.get(f"/api/v1/entries/{found['seal_entry']}").json()["entry"]

    assert finished["data"]["sha256"] == seal["data"]["recordings"][0]["sha256"] == found["sha256"]
    assert answer["case"] == "26-7512-00-3/118"
    assert [(each["session"], each["consignment"]) for each in answer["consignments"]] == [("S1", "C1")]


@pytest.mark.parametrize(
    "query", [{"case": "26-7512-00-3/1"}, {"case": "Name On The Paper"}, {"session": "S9"}, {"sha256": "0" * 64}]
)
def test_unknown_footage_is_not_found(client, query):
    """A case, session or hash that is not in the record; a person's name is no case number."""
    answer = client.get("/api/v1/footage-hashes", params=query)

    assert answer.status_code == 404
    assert len(answer.json()["remedy"]) > 20


@pytest.mark.parametrize("query", [{}, {"session": "S1", "case": "1"}, {"sha256": "xyz"}])
def test_one_question_at_a_time(client, query):
    """None, two, or a malformed one is not valid."""
    assert client.get("/api/v1/footage-hashes", params=query).status_code == 422


def test_the_service_cannot_write_the_database(client):
    """A DELETE through the service's own engine is refused by the database."""
    engine = client.app_state["engine"]
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM openings"))
    engine.dispose()
    assert client.get("/api/v1/sessions").status_code == 200
