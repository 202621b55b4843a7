"""Only requests that name this station are answered: a page from elsewhere cannot read the record through a browser here."""

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from station.config import ApiSettings

LOGIN = {"operator": "operator-1", "password": "correct horse battery"}


def _client(config, **changes):
    api = ApiSettings.model_validate(config.api.model_dump() | changes)
    return TestClient(create_app(config.model_copy(update={"api": api})), raise_server_exceptions=False)


@pytest.mark.parametrize(
    "path",
    ["/", "/api/v1/sessions", "/log/checkpoint", "/openapi.json", "/nowhere", "/api/v1/recordings/S1-furnace-1/file"],
)
def test_a_name_that_is_not_ours_reads_nothing(client, path):
    """A page whose name was pointed here after it was loaded still says its own name, and gets a problem instead."""
    answer = client.get(path, headers={"Host": "rebound.evil.test:8460"})

    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")
    problem = answer.json()
    assert (problem["type"], problem["instance"]) == ("/problems/other-host", path)
    assert "rebound.evil.test" in problem["detail"]
    assert "api.names" in problem["remedy"]
    assert "0.0.0.0" in problem["remedy"]


def test_a_name_that_is_not_ours_makes_no_origin_ours(client, recorder, token):
    """A cookie with an Origin that matches a foreign Host commands nothing."""
    client.cookies.set("station_login", token)
    rebound = {"Host": "rebound.evil.test", "Origin": "http://rebound.evil.test"}

    assert client.post("/api/v1/scale/zero", headers=rebound).status_code == 421
    assert client.post("/api/v1/login", json=LOGIN, headers=rebound).status_code == 421
    assert recorder.told == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8460",
        "127.0.0.1:1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]:8460",
        "hall.test",
        "10.0.0.5",
        "[fd00::5]:80",
    ],
)
def test_the_stations_own_names_are_answered(record, host):
    """The machine itself, the address that is listened on, and what the settings name; in any case, with any port."""
    with _client(record.config, host="10.0.0.5", names=["Hall.Test", "fd00:0::5"]) as client:
        assert client.get("/api/v1/health/live", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["10.0.0.5", "hall.test", "0.0.0.0.evil.test", "localhost.evil.test", "127.0.0.1.evil.test"]
)
def test_listening_everywhere_names_nothing_more(record, host):
    """With 0.0.0.0 each address of the machine must be named too."""
    with _client(record.config, host="0.0.0.0", names=[]) as client:
        assert client.get("/api/v1/health/live", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "hosts", [[""], ["a b"], ["user@localhost"], ["localhost:x"], ["localhost/"], ["::1"], ["localhost", "evil.test"]]
)
def test_a_host_that_cannot_be_read_is_refused(client, hosts):
    """None, two, or one that is no name: 400 (RFC 9112 section 3.2)."""
    answer = client.get("/api/v1/health/live", headers=[("Host", host) for host in hosts])

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")


@pytest.mark.parametrize("name", ["http://hall.test", "hall.test:8460", "*", "*.test", "", "hall test"])
def test_a_setting_that_is_no_name_is_refused(record, name):
    """A scheme, a port or a wildcard in `api.names` would never match, or match too much."""
    with pytest.raises(ValidationError):
        ApiSettings.model_validate(record.config.api.model_dump() | {"names": [name]})
