"""The image of a package over HTTP: for whom films are, as it was hashed, and never any other file."""

import hashlib

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from tests import goods
from tests.api.conftest import OPERATOR, PASSWORD, open_session, register

JPEG = b"\xff\xd8first\xff\xd9"
LATER = b"\xff\xd8second\xff\xd9"
IMAGE = "/api/v1/sessions/S1/packages/K%2F1/image"


@pytest.fixture
def station(empty):
    """A station of the test's own whose session S1 has the packages K/1 and K2, not yet presented, and its logged-in client."""
    record, client = empty
    open_session(record, "S1")
    register(record, "S1", "C1", {"commitment": "0" * 64}, "K/1")
    sack = goods.package("K2", "SEAL-K2")
    record.append("package.registered", sack, "S1")
    (record.config.station.recordings / "S1" / "images").mkdir(parents=True)
    token = client.post("/api/v1/login", json={"operator": OPERATOR, "password": PASSWORD}).json()["token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return record, client


def cut(record, jpeg, package="K/1", **otherwise):
    """Present a package, and record its image."""
    number = record.append("package.presented", goods.shown(package, f"SEAL-{package}"), "S1")
    file = f"S1/images/{number}.jpg"
    (record.config.station.recordings / file).write_bytes(jpeg)
    film = {"recording": "S1-furnace-1", "frame": 7, "unix_us": 1}
    hashed = {"file": file, "sha256": hashlib.sha256(jpeg).hexdigest(), "bytes": len(jpeg)}
    record.append("image.cut", {"package": package, "presented": number} | film | hashed | otherwise, "S1")
    return number


def test_the_newest_image_is_served_as_it_was_hashed(station):
    """Its ETag is its SHA-256; a reader who has it is not sent it again; an earlier showing's is not served any more."""
    record, client = station
    cut(record, JPEG)
    first = client.get(IMAGE)
    cut(record, JPEG, "K2")
    cut(record, LATER)
    answer = client.get(IMAGE)

    assert (first.content, answer.content) == (JPEG, LATER)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["etag"] == f'"{hashlib.sha256(LATER).hexdigest()}"'
    assert answer.headers["cache-control"].startswith("private, ")
    assert client.get(IMAGE, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get(IMAGE, headers={"If-None-Match": first.headers["etag"]}).content == LATER


def test_an_image_is_for_whom_films_are(station):
    """Nobody else learns even whether there is one; unless the settings open films to everybody."""
    record, client = station
    cut(record, JPEG)
    del client.headers["Authorization"]
    client.cookies.clear()

    assert client.get(IMAGE).status_code == 401
    assert client.get("/api/v1/sessions/S1/packages/K9/image").status_code == 401
    api = record.config.api.model_copy(update={"footage": "open"})
    with TestClient(create_app(record.config.model_copy(update={"api": api}))) as stranger:
        assert stranger.get(IMAGE).content == JPEG


def test_why_there_is_none_is_said(station):
    """No package, no showing yet, or no picture of it."""
    record, client = station
    answers = [client.get(path) for path in (IMAGE.replace("S1", "S9"), IMAGE.replace("K%2F1", "K9"), IMAGE)]
    number = record.append("package.presented", goods.shown("K/1", "SEAL-K/1"), "S1")
    failure = {"package": "K/1", "presented": number, "reason": "camera hall gave no picture in the 1.5 s before"}
    record.append("image.failed", failure, "S1")
    answers.append(client.get(IMAGE))

    assert {answer.status_code for answer in answers} == {404}
    assert [answer.json()["detail"] for answer in answers] == [
        "Session S9 has no package K/1.",
        "Session S1 has no package K9.",
        "There is no image of package K/1.",
        "No image of package K/1 could be cut: camera hall gave no picture in the 1.5 s before.",
    ]


@pytest.mark.parametrize("file", ["../station.key", "/etc/passwd", "S1/images/1.jpg", "S1/../../station.db"])
def test_a_file_named_in_an_entry_is_not_believed(station, file):
    """Only the image of this very showing, within the recordings."""
    record, client = station
    (record.config.station.recordings / "S1" / "images" / "1.jpg").write_bytes(b"another")
    cut(record, JPEG, file=file)
    answer = client.get(IMAGE)

    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/file-damaged")


def test_a_damaged_image_is_not_served_as_if_whole(station):
    """A file that is gone, or shorter than its record."""
    record, client = station
    path = record.config.station.recordings / "S1" / "images" / f"{cut(record, JPEG)}.jpg"
    path.write_bytes(JPEG[:3])
    short = client.get(IMAGE)
    path.unlink()
    gone = client.get(IMAGE)

    assert (short.status_code, gone.status_code) == (500, 500)
    assert "its record says" in short.json()["detail"]
    assert "is not on this disk" in gone.json()["detail"]
