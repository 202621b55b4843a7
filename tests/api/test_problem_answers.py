"""Every error is a problem with a cause and a remedy, and its type resolves."""

import re
from pathlib import Path

import pytest
from structlog.testing import capture_logs

import station.recorder
from api.kinds import Kind

FIELDS = {"type", "status", "title", "detail", "remedy", "missing", "instance"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("DELETE", "/api/v1/sessions", 405),
        ("PUT", "/api/v1/entries/1", 405),
        ("POST", "/log/checkpoint", 405),
        ("GET", "/api/v1/entries/-1", 422),
        ("GET", "/api/v1/entries/first", 422),
        ("GET", "/api/v1/entries?limit=501", 422),
        ("GET", "/api/v1/entries/99999999999999999999", 422),
        ("GET", "/api/v1/recordings/none", 404),
        ("GET", "/pages/secret.txt", 404),
        ("GET", "/pages/..%2Fapp.py", 404),
        ("GET", "/problems/none", 404),
        ("GET", "/docs", 404),
        ("GET", "/redoc", 404),
    ],
)
def test_an_error_is_a_problem(client, method, path, status):
    """All seven fields, no caching, and the path as instance."""
    answer = client.request(method, path)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert set(problem) == FIELDS
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["remedy"]
    assert client.get(problem["type"]).status_code == 200
    if status == 405:
        assert answer.headers["allow"]


def test_every_kind_has_its_page(client):
    """Each kind's type resolves, and the list has them all."""
    listed = client.get("/problems").text

    for kind in Kind:
        assert kind.remedy in client.get(kind.type).text
        assert kind.type in listed


def test_the_recorders_problems_resolve_too(client):
    """Every type that the recorder's source names has a page."""
    folder = Path(station.recorder.__file__).parent
    types = {each for file in folder.glob("*.py") for each in re.findall(r'"(/problems/[a-z-]+)"', file.read_text())}

    assert len(types) > 3
    for each in types:
        assert client.get(each).status_code == 200, each


def test_a_missing_database_is_a_problem_until_it_is_there(empty, tmp_path):
    """503 while the file is away; the service needs no restart when it comes back."""
    record, client = empty
    database, away = tmp_path / "station.db", tmp_path / "away.db"
    database.rename(away)
    gone = client.get("/api/v1/sessions")
    away.rename(database)

    assert (gone.status_code, gone.json()["type"]) == (503, "/problems/database-unavailable")
    assert client.get("/api/v1/sessions").status_code == 200
    assert record.ledger.size == 0


def test_readiness_names_all_that_is_missing(empty, tmp_path):
    """Without recorder and database both are named; liveness does not care."""
    _, client = empty
    (tmp_path / "station.db").rename(tmp_path / "away.db")
    answer = client.get("/api/v1/health/ready")

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/service-not-ready")
    assert [each.split()[1] for each in answer.json()["missing"]] == ["database", "recorder"]
    assert client.get("/api/v1/health/live").json() == {"status": "live"}


def test_readiness_asks_the_recorder(client, recorder):
    """Ready when the recorder answers."""
    assert client.get("/api/v1/health/ready").json() == {"status": "ready"}
    assert [request.order.command for request in recorder.told] == ["status"]


def test_an_unforeseen_error_tells_nothing_of_itself(client, record):
    """500 as a problem; the cause goes to the log, since it may hold names or paths."""
    path = record.config.station.recordings / "S2" / "S2-furnace-1.fragments.jsonl"
    before = path.read_text()
    path.write_text('{"broken": "secret value"}\n')
    try:
        with capture_logs() as logged:
            answer = client.get("/api/v1/recordings/S2-furnace-1/fragments")
    finally:
        path.write_text(before)

    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/service-failed")
    assert "secret value" not in answer.text
    assert "secret value" in str(logged[0]["exc_info"])
