"""Courts over HTTP: requests that anybody can see waiting, and answers that operators make and fetch."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from station import operators
from station.durable import FolderLock
from station.recorder.server import Server
from station.verify.answers.check import verify_answer
from station.verify.trust import Trust
from tests.api.conftest import PASSWORD, make_config
from tests.courts import CASE, CLERK, court_at
from tests.sessions import Script, make_session

ASKED = {"court": "court no. 2", "judge": "judge one", "number": "2-114", "date": "2026-11-21", "case": CASE}
ANSWERED_BY = {"by_name": "clerk one", "language": "ru"}
ADDRESS = "/api/v1/court-requests"


@pytest.fixture(scope="module")
def court(tmp_path_factory):
    """A session's log, opened again, with the desk for courts at the recorder's socket."""
    folder = tmp_path_factory.mktemp("court")
    with court_at(make_session(folder, Script())) as opened:
        (folder / "recordings" / "run").mkdir()
        socket = make_config(folder).run_folder / "recorder.sock"
        server = Server(socket, lambda request: opened.give(request.order), lambda: None, lambda _s: None)
        operators.add(make_config(folder).api.operators, CLERK, PASSWORD)
        yield opened
        server.close()


@pytest.fixture
def clerk(court):
    """A client that has logged in."""
    with TestClient(create_app(make_config(court.made.recordings.parent)), raise_server_exceptions=False) as client:
        told = client.post("/api/v1/login", json={"operator": CLERK, "password": PASSWORD})
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {told.json()['token']}"
        yield client


@pytest.fixture
def anybody(court):
    """A client without a login."""
    with TestClient(create_app(make_config(court.made.recordings.parent)), raise_server_exceptions=False) as client:
        yield client


def test_a_request_is_answered_over_http(court, clerk, anybody, tmp_path):
    """Recorded, seen waiting by anybody, answered, fetched by an operator, and checked by whoever has the archive."""
    request = clerk.post(ADDRESS, json=ASKED).json()["made"]["request"]
    waiting = anybody.get(f"{ADDRESS}/{request}").json()
    made = clerk.post(f"{ADDRESS}/{request}/answer", json=ANSWERED_BY)
    again = clerk.post(f"{ADDRESS}/{request}/answer", json={"by_name": "someone else"})

    assert (waiting["answer_entry"], waiting["age_hours"]) == (None, waiting["age_hours"])
    assert (made.status_code, made.json()["case"].keys()) == (201, {"commitment"})
    assert again.json() == made.json()
    fetched = {form: clerk.get(f"{ADDRESS}/{request}/answer.{form}") for form in ("json", "pdf", "zip")}
    assert {form: each.headers["content-type"] for form, each in fetched.items()} == {
        form: f"application/{form}" for form in fetched
    }
    assert hashlib.sha256(fetched["json"].content).hexdigest() == made.json()["answer_sha256"]
    assert hashlib.sha256(fetched["pdf"].content).hexdigest() == made.json()["document_sha256"]
    ZipFile(BytesIO(fetched["zip"].content)).extractall(tmp_path)
    assert verify_answer(tmp_path / request, Trust((court.made.vkey,))).ok


def test_what_waits_comes_first(clerk, anybody):
    """The oldest of those, and then the newest answer; each with its age."""
    first, second, third = (clerk.post(ADDRESS, json=ASKED).json()["made"]["request"] for _ in range(3))
    clerk.post(f"{ADDRESS}/{second}/answer", json=ANSWERED_BY)
    listed = anybody.get(ADDRESS).json()

    assert [each["request"] for each in listed][:3] == [first, third, second]
    assert all(each["age_hours"] >= 0 for each in listed)


@pytest.mark.parametrize("form", ["json", "pdf", "zip"])
def test_an_answer_is_for_operators(clerk, anybody, form):
    """Names are in it: without a login it is refused, and so is a page of another site."""
    request = clerk.post(ADDRESS, json=ASKED).json()["made"]["request"]

    assert (
        clerk.get(f"{ADDRESS}/{request}/answer.{form}")
        .json()["detail"]
        .startswith(f"Request {request} is not answered")
    )
    assert anybody.get(f"{ADDRESS}/{request}/answer.{form}").json()["type"] == "/problems/not-logged-in"
    assert anybody.post(f"{ADDRESS}/{request}/answer", json=ANSWERED_BY).status_code == 401


def test_what_cannot_be_answered_is_a_problem(court, clerk):
    """A request that nobody made; an answer while another is made; a name that is none; a lost answer."""
    request = clerk.post(ADDRESS, json=ASKED).json()["made"]["request"]

    assert clerk.post(f"{ADDRESS}/R999/answer", json=ANSWERED_BY).status_code == 404
    assert clerk.get(f"{ADDRESS}/R999").status_code == 404
    assert clerk.post(f"{ADDRESS}/{request}/answer", json={"by_name": ""}).status_code == 422
    assert clerk.post(f"{ADDRESS}/{request}/answer", json=ANSWERED_BY | {"language": "la"}).status_code == 422
    answers = court.made.recordings / "answers"
    answers.mkdir(exist_ok=True)
    with FolderLock(answers):
        busy = clerk.post(f"{ADDRESS}/{request}/answer", json=ANSWERED_BY)
    assert (busy.status_code, busy.json()["type"]) == (409, "/problems/not-ready")
    assert clerk.post(f"{ADDRESS}/{request}/answer", json=ANSWERED_BY).status_code == 201
    (answers / request).rename(answers / "elsewhere")
    assert clerk.get(f"{ADDRESS}/{request}/answer.zip").json()["type"] == "/problems/file-damaged"
