"""Lists of goods over HTTP: checked for operators only, bounded, and a good one comes back as the command takes it."""

import base64

import pytest
from structlog.testing import capture_logs

from api.bounds import MAX_BODY_BYTES, MAX_LIST_BYTES
from station.lists import check
from station.recorder.commands import LoadList
from tests.lists import GOOD, PACKAGE, good, many, saved, sources, workbook

CHECK = "/api/v1/lists/check"


def body(files):
    """The files as the service takes them."""
    return {"files": [{"name": name, "content": base64.b64encode(data).decode()} for name, data in files]}


def as_csv(tables):
    """A list's tables as CSV files."""
    return body((each.name, each.data) for each in sources(tables))


def test_a_good_list_comes_back_as_the_command_takes_it(client, recorder, bearer):
    """What the check answers is posted as it is, and arrives as one command."""
    report = client.post(CHECK, json=body([("goods.xlsx", saved(workbook(GOOD)))]), headers=bearer)

    assert (report.status_code, report.json()["good"], report.json()["faults"]) == (200, True, [])
    assert [(each["sheet"], each["kind"], each["rows"]) for each in report.json()["tables"]][2] == (
        "packages",
        "packages",
        2,
    )
    assert recorder.told == []
    assert client.post("/api/v1/sessions/S2/lists", json=report.json()["goods"], headers=bearer).status_code == 201
    (told,) = recorder.told
    assert told.order == LoadList.model_validate(report.json()["goods"])
    assert told.order.packages[0].stated.gross_mg == 12_480_000


def test_every_fault_is_named_and_nothing_comes_back(client, bearer):
    """A bad list is no bad request: the report is what was asked for."""
    answer = client.post(
        CHECK, json=as_csv(good(packages=[PACKAGE | {"gross_kg": "12,48", "seal": ""}])), headers=bearer
    )

    report = answer.json()
    assert (answer.status_code, report["good"], report["goods"], report["bad_rows"]) == (200, False, None, 1)
    assert report["faults"][0] == {
        "file": "packages.csv",
        "sheet": None,
        "row": 2,
        "column": "seal",
        "found": "an empty cell",
        "expected": "a value in every row",
    }
    assert [each["column"] for each in report["faults"]] == ["seal", "gross_kg"]


def test_one_list_at_a_time_is_looked_through(client, bearer, monkeypatch):
    """Whoever asks meanwhile is told to ask again, and then is answered; a check that fails does not shut the door."""
    seen = []

    def check_and_ask_again(_sources):
        monkeypatch.setattr("api.routes.lists.check", check)
        seen.append(client.post(CHECK, json=as_csv(GOOD), headers=bearer))
        raise RuntimeError

    monkeypatch.setattr("api.routes.lists.check", check_and_ask_again)
    with capture_logs():  # a traceback drawn for a terminal, with all variables, takes half a minute
        first = client.post(CHECK, json=as_csv(GOOD), headers=bearer)
    (meanwhile,) = seen

    assert (meanwhile.status_code, meanwhile.json()["type"]) == (409, "/problems/not-ready")
    assert "Ask again" in meanwhile.json()["remedy"]
    assert first.status_code == 500
    assert client.post(CHECK, json=as_csv(GOOD), headers=bearer).status_code == 200


def test_a_list_may_be_larger_than_a_command(client, recorder, bearer):
    """To be checked, and to be loaded."""
    files = as_csv(many(2000))
    assert sum(len(each["content"]) for each in files["files"]) > 3 * MAX_BODY_BYTES

    goods = client.post(CHECK, json=files, headers=bearer).json()["goods"]

    assert len(goods["packages"]) == 2000
    assert client.post("/api/v1/sessions/S9/lists", json=goods, headers=bearer).status_code == 404  # it was read
    assert recorder.told == []


@pytest.mark.parametrize("path", [CHECK, "/api/v1/sessions/S2/lists"])
@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer none"}, {"Authorization": "Basic b3A6eA=="}, {"Cookie": "station_login=none"}],
)
def test_more_than_a_command_is_read_of_nobody_else(client, path, headers):
    """Whoever is not logged in cannot fill memory."""
    sent = b"{" + b" " * MAX_BODY_BYTES
    answer = client.post(path, content=sent, headers=headers | {"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


def test_a_browser_s_login_counts_as_well(client, token):
    """The cookie, from the station's own page."""
    headers = {"Cookie": f"station_login={token}", "Origin": "http://testserver"}

    assert client.post(CHECK, json=as_csv(many(1000)), headers=headers).status_code == 200
    answer = client.post(CHECK, json=as_csv(GOOD), headers=headers | {"Origin": "http://elsewhere"})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/other-origin")


def test_an_operator_s_body_has_a_limit_too(client, bearer):
    """Larger, and not at other addresses."""
    headers = bearer | {"Content-Type": "application/json"}

    assert client.post(CHECK, content=b"{" + b" " * MAX_LIST_BYTES, headers=headers).status_code == 413
    sent = b"{" + b" " * MAX_BODY_BYTES
    assert client.post("/api/v1/sessions/S2/remarks", content=sent, headers=headers).status_code == 413
    assert client.post(f"{CHECK}/more", content=sent, headers=headers).status_code == 413


def test_only_an_operator_may_ask(client):
    """Names stand in a list."""
    answer = client.post(CHECK, json=as_csv(GOOD))

    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/not-logged-in")


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"files": []}, "body.files"),
        ({"files": [{"name": "", "content": ""}]}, "body.files.0.name"),
        ({"files": [{"name": "a.csv", "content": "no base64!"}]}, "body.files.0.content"),
        ({"files": [{"name": "a.csv", "content": 5}]}, "body.files.0.content"),
        ({"files": [{"name": "a.csv", "content": "", "path": "/etc"}]}, "body.files.0.path"),
        ({"files": [{"name": "a.csv", "content": ""}] * 21}, "body.files"),
    ],
)
def test_wrong_requests_are_named(client, bearer, files, named):
    """No files, too many, without a name, or not in base64."""
    answer = client.post(CHECK, json=files, headers=bearer)

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request")
    assert [each.partition(":")[0] for each in answer.json()["missing"]] == [named]


def test_a_web_form_cannot_send_one(client, bearer):
    """JSON only, as all that operators send."""
    answer = client.post(CHECK, files={"file": ("a.csv", b"x")}, headers=bearer)

    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/not-json")
