"""Files of recordings over HTTP: whole, in ranges, while they grow, and never anything else."""

import hashlib
import os

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert

from api.app import create_app
from station.cameras.preview import preview_path
from station.ledger.queries import RecordingRow
from tests.api.conftest import OPERATOR, PASSWORD

WHOLE = b"init" * 20 + b"moof-one" * 50 + b"moof-two" * 60
DURABLE = b"head" * 10 + b"frag" * 100
SHA256 = hashlib.sha256(WHOLE).hexdigest()
FILE = "/api/v1/recordings/S1-furnace-1/file"
GROWING = "/api/v1/recordings/S2-furnace-1/file"
OWN = {"Origin": "http://testserver"}


@pytest.fixture
def client(client, bearer):
    """A client of an operator, who may see films."""
    client.headers.update(bearer)
    return client


def log_in(client):
    """Log a client of a station of the test's own in."""
    token = client.post("/api/v1/login", json={"operator": OPERATOR, "password": PASSWORD}).json()["token"]
    client.headers["Authorization"] = f"Bearer {token}"


@pytest.fixture
def stranger(app):
    """A client of whoever reaches the service."""
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer forged"}, {"Cookie": "station_login=forged"}])
def test_a_film_is_for_operators(stranger, method, headers):
    """Faces are in it. What it hashes to is for everybody."""
    for path in (FILE, GROWING, "/api/v1/recordings/S9-furnace-1/file"):
        assert stranger.request(method, path, headers=headers | {"If-None-Match": "*"}).status_code == 401
    assert stranger.get("/api/v1/recordings/S1-furnace-1/fragments").status_code == 200
    assert stranger.get("/api/v1/footage-hashes", params={"session": "S1"}).status_code == 200


@pytest.mark.parametrize(("headers", "status"), [({}, 200), (OWN, 200), ({"Origin": "http://evil.test"}, 403)])
def test_a_browser_shows_films_to_an_operator(stranger, token, headers, status):
    """Its cookie is enough to read, on no other site's page."""
    stranger.cookies.set("station_login", token)

    assert stranger.get(FILE, headers=headers).status_code == status


def test_films_are_open_where_the_settings_say_so(record):
    """As a station behind its own wall may choose."""
    api = record.config.api.model_copy(update={"footage": "open"})
    with TestClient(create_app(record.config.model_copy(update={"api": api}))) as stranger:
        assert stranger.get(FILE).content == WHOLE
        assert stranger.get(FILE, headers={"Authorization": "Bearer forged"}).content == WHOLE


def test_a_finished_file_is_what_the_log_hashed(client):
    """Its ETag is its SHA-256, and it may be kept for ever."""
    answer = client.get(FILE)

    assert answer.content == WHOLE
    assert answer.headers["etag"] == f'"{SHA256}"'
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["cache-control"].startswith("private, ")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("asked", "stated", "content"),
    [
        ("bytes=0-9", "bytes 0-9/960", WHOLE[:10]),
        ("bytes=950-", "bytes 950-959/960", WHOLE[950:]),
        ("bytes=-5", "bytes 955-959/960", WHOLE[-5:]),
        ("bytes=900-5000", "bytes 900-959/960", WHOLE[900:]),
    ],
)
def test_a_range_is_served(client, asked, stated, content):
    """206 with exactly the bytes that were asked for, as far as there are any."""
    answer = client.get(FILE, headers={"Range": asked})

    assert (answer.status_code, answer.headers["content-range"], answer.content) == (206, stated, content)


def test_a_range_continues_only_the_same_file(client):
    """If-Range with another file's ETag gives the whole file."""
    same = client.get(FILE, headers={"Range": "bytes=0-9", "If-Range": f'"{SHA256}"'})
    other = client.get(FILE, headers={"Range": "bytes=0-9", "If-Range": '"another"'})

    assert (same.status_code, other.status_code, other.content) == (206, 200, WHOLE)


@pytest.mark.parametrize("has", [f'"{SHA256}"', f'W/"{SHA256}"', f'"other", "{SHA256}"', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_reader_that_has_the_file_is_not_sent_it_again(client, method, has):
    """304 without a body, with the ETag; before any range."""
    answer = client.request(method, FILE, headers={"If-None-Match": has, "Range": "bytes=0-9"})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == f'"{SHA256}"'
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("has", ['"other"', SHA256, "", '"S2-furnace-1-1"'])
def test_a_reader_that_has_another_file_is_sent_this_one(client, has):
    """Only the whole ETag counts; that of a growing file changes with each fragment."""
    assert client.get(FILE, headers={"If-None-Match": has}).content == WHOLE
    assert client.get(GROWING, headers={"If-None-Match": has}).content == DURABLE


@pytest.mark.parametrize("asked", ["bytes=960-", "bytes=5-2", "lines=1-2", "bytes"])
def test_a_range_that_is_not_there_is_a_problem(client, asked):
    """416 with the true size, as a problem."""
    answer = client.get(FILE, headers={"Range": asked})

    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */960")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/range-not-satisfiable"


def test_head_gives_the_size_without_the_bytes(client):
    """HEAD announces what GET would send."""
    answer = client.head(FILE)

    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, "960", b"")


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-"}, {"Range": "bytes=0-999999"}, {"Range": "bytes=0-1,2-"}])
def test_a_growing_file_ends_at_its_last_listed_fragment(client, headers):
    """Bytes that no fragment list names are not durable, and are not shown, however they are asked for."""
    answer = client.get(GROWING, headers=headers)

    assert b"not yet" not in answer.content
    assert answer.headers["cache-control"] == "no-cache"
    if answer.headers["content-type"] == "video/mp4":
        assert answer.content == DURABLE
        assert answer.headers["content-length"] == str(len(DURABLE))


def test_a_growing_file_has_no_range_beyond_its_fragments(client):
    """The bytes after the last fragment cannot be asked for."""
    assert client.get(GROWING, headers={"Range": f"bytes={len(DURABLE)}-"}).status_code == 416


def test_a_fragment_line_being_written_is_not_read(client, record):
    """Half a line at the end of the list changes nothing."""
    path = record.config.station.recordings / "S2" / "S2-furnace-1.fragments.jsonl"
    before = path.read_text()
    path.write_text(before + '{"index": 2, "offset"')
    try:
        fragments = client.get("/api/v1/recordings/S2-furnace-1/fragments").json()
        content = client.get(GROWING).content
    finally:
        path.write_text(before)

    assert [each["index"] for each in fragments["fragments"]] == [0, 1]
    assert content == DURABLE


def test_fragments_are_paged_and_hash_to_the_file(client):
    """Each fragment's hash is that of its bytes in the file; `next` leads on."""
    first = client.get("/api/v1/recordings/S1-furnace-1/fragments", params={"limit": 2}).json()
    rest = client.get("/api/v1/recordings/S1-furnace-1/fragments", params={"start": first["next"]}).json()

    fragments = first["fragments"] + rest["fragments"]
    pieces = [WHOLE[each["offset"] : each["offset"] + each["bytes"]] for each in fragments]
    assert b"".join(pieces) == WHOLE
    assert [hashlib.sha256(each).hexdigest() for each in pieces] == [each["sha256"] for each in fragments]
    assert (first["next"], rest["next"]) == (2, None)


def test_the_record_of_a_recording_is_shown(client):
    """The newest totals, and the entries that state them."""
    recording = client.get("/api/v1/recordings/S1-furnace-1").json()

    assert (recording["bytes"], recording["sha256"], recording["interrupted"]) == (960, SHA256, False)
    assert client.get("/api/v1/recordings/S9-furnace-1").status_code == 404


@pytest.mark.parametrize(
    "recording",
    [
        "..%2F..%2Fstation.key",
        "..%2f..%2fetc%2fpasswd",
        "%2Fetc%2Fpasswd",
        "....//station",
        "S1-furnace-1%00",
        "../../station.db",
    ],
)
def test_no_path_leads_out_of_the_recordings(client, recording):
    """Names that climb are no recordings: nothing is ever opened by a name from the address."""
    answer = client.get(f"/api/v1/recordings/{recording}/file")

    assert answer.status_code in {404, 422}
    assert b"PRIVATE+KEY" not in answer.content


@pytest.mark.parametrize(
    "file", ["../station.key", "/etc/passwd", "S1/../../station.db", "S1/S1-furnace-1.mp4", "link/bad.mp4"]
)
def test_a_path_in_the_database_is_not_believed(empty, file):
    """A row that names a file outside, another recording's file, or a way out through a link, serves nothing."""
    record, client = empty
    log_in(client)
    folder = record.config.station.recordings
    (folder / "S1").mkdir()
    (folder / "S1" / "S1-furnace-1.mp4").write_bytes(b"of another recording")
    (folder / "link").symlink_to(folder.parent, target_is_directory=True)
    (folder.parent / "bad.mp4").write_bytes(b"outside")
    row = {"recording": "bad", "session": "S1", "stream": "camera", "device": "f", "way": "encoded", "file": file}
    numbers = dict.fromkeys(("epoch_us", "first_frame", "fragments", "bytes", "frames", "start_entry"), 0)
    with record.writer.begin() as connection:
        connection.execute(insert(RecordingRow).values(**row, **numbers, media="video/mp4"))

    answer = client.get("/api/v1/recordings/bad/file")

    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/file-damaged")


def test_a_damaged_file_is_not_served_as_if_whole(empty):
    """A file that is gone, or shorter than its record, is a problem that says so."""
    record, client = empty
    log_in(client)
    record.burn("S1")
    path = record.config.station.recordings / "S1" / "S1-furnace-1.mp4"

    path.write_bytes(WHOLE[:100])
    short = client.get(FILE).json()
    path.unlink()
    gone = client.get(FILE).json()

    assert short["detail"] == "The file S1-furnace-1.mp4 has 100 bytes; its record says 960."
    assert gone["detail"] == "The file S1-furnace-1.mp4 is not on this disk."


def test_a_preview_is_shown_only_while_it_is_fresh(client, record):
    """A picture of now, never stored; an old one must not pass for it."""
    picture = preview_path(record.config.run_folder, "furnace")
    picture.write_bytes(b"\xff\xd8jpeg")
    fresh = client.get("/api/v1/cameras/furnace/preview")
    os.utime(picture, (1, 1))
    stale = client.get("/api/v1/cameras/furnace/preview")

    assert (fresh.content, fresh.headers["content-type"]) == (b"\xff\xd8jpeg", "image/jpeg")
    assert fresh.headers["cache-control"] == "no-store"
    assert (stale.status_code, stale.json()["detail"]) == (404, "Camera furnace shows nothing now.")
    assert client.get("/api/v1/cameras/station/preview").status_code == 404
