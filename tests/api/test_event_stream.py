"""The live stream, over a real server: entries in order and resumable, the recorder's newest word, no endless queues."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from itertools import pairwise

import httpx2
import pytest
import uvicorn
from structlog.testing import capture_logs

from api.app import create_app
from api.routes import events as stream

REMARK = {"person": "P1", "text": "seen"}
SMALL = 16_384  # bytes of a connection's buffers, in place of the kernel's megabytes


@contextmanager
def _serving(app):
    """A uvicorn server of the application on a free port of 127.0.0.1; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", timeout_graceful_shutdown=0))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    for listening in server.servers[0].sockets:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def _events(url, **headers):
    """The stream's events, as dicts of its fields."""
    with httpx2.stream("GET", f"{url}/api/v1/events", headers=headers, timeout=10) as answer:
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        yield _read(answer)


def _read(answer):
    event = {}
    for line in answer.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            event[name] = value
        elif event:
            yield event
            event = {}


def _next(events, kind):
    return next(json.loads(event["data"]) | {"id": event.get("id")} for event in events if event.get("event") == kind)


def test_a_new_entry_is_told_as_it_stands_in_the_log(empty):
    """The event's id is the entry's number, its data what GET gives; entries from before the stream are not told."""
    record, client = empty
    record.append("remark.made", REMARK, "S1")
    with _serving(create_app(record.config)) as url, _events(url) as events:
        _next(events, "recorder")
        number = record.append("remark.made", REMARK, "S1")
        told = _next(events, "entry")

    assert told == client.get(f"/api/v1/entries/{number}").json() | {"id": str(number)}


def test_a_reader_that_comes_back_misses_nothing(empty):
    """Last-Event-ID continues after that entry, over more entries than are read at once."""
    record, _ = empty
    for _ in range(60):
        record.append("remark.made", REMARK, "S1")
    with _serving(create_app(record.config)) as url, _events(url, **{"Last-Event-ID": "2"}) as events:
        told = [_next(events, "entry")["number"] for _ in range(57)]

    assert told == list(range(3, 60))


def test_a_reader_from_the_future_is_told_the_next_entry(empty):
    """An id beyond the log's end does not silence the stream."""
    record, _ = empty
    with _serving(create_app(record.config)) as url, _events(url, **{"Last-Event-ID": "999"}) as events:
        _next(events, "recorder")
        number = record.append("remark.made", REMARK, "S1")

        assert _next(events, "entry")["number"] == number


def test_the_recorders_newest_word_is_told(record, recorder):
    """`live` comes again and again, never twice the same, without an id; a lost recorder is told."""
    with _serving(create_app(record.config)) as url, _events(url) as events:
        first, second = _next(events, "live"), _next(events, "live")
        recorder.stop()
        lost = _next(events, "recorder")
        while lost["reachable"]:
            lost = _next(events, "recorder")

    assert first["scale"]["mass_mg"] < second["scale"]["mass_mg"]
    assert first["id"] is None
    assert lost["reachable"] is False


@pytest.mark.usefixtures("recorder")
def test_a_slow_reader_gets_the_newest_word_not_all(record, recorder):
    """Words are dropped, not queued: of thousands a second, some were overtaken before they were told."""
    recorder.pause_s = 0
    with _serving(create_app(record.config)) as url, _events(url) as events:
        masses = [_next(events, "live")["scale"]["mass_mg"] for _ in range(200)]

    steps = [later - earlier for earlier, later in pairwise(masses)]
    assert all(step >= 1000 for step in steps)
    assert max(steps) > 1000


def test_streams_are_limited_and_places_come_back(record, monkeypatch):
    """One stream too many is a problem; a stream that ends frees its place."""
    monkeypatch.setattr("api.app.MAX_STREAMS", 2)
    with _serving(create_app(record.config)) as url:
        with _events(url) as one, _events(url) as two:
            _next(one, "recorder")
            _next(two, "recorder")
            refused = httpx2.get(f"{url}/api/v1/events")
        again = _status_once_free(f"{url}/api/v1/events")

    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/too-many-streams")
    assert refused.headers["retry-after"] == "10"
    assert again == 200


def test_one_address_cannot_take_all_streams(record, monkeypatch):
    """It is refused before the places of all are gone."""
    monkeypatch.setattr("api.app.STREAMS_AN_ADDRESS", 1)
    with _serving(create_app(record.config)) as url, _events(url) as one:
        _next(one, "recorder")
        refused = httpx2.get(f"{url}/api/v1/events")

    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/too-many-streams")


def test_a_reader_that_never_reads_holds_a_page_and_nobody_up(empty, monkeypatch):
    """Nothing is read ahead for it, another reader gets all, and its place is free once it has gone, as if nothing were amiss."""
    record, _ = empty
    monkeypatch.setattr("api.app.STREAMS_AN_ADDRESS", 2)
    pages = []
    read = stream._entries_from
    monkeypatch.setattr(stream, "_entries_from", lambda engine, begin: pages.append(begin) or read(engine, begin))
    for _ in range(4 * stream.AT_ONCE):
        record.append("remark.made", REMARK | {"text": "x" * 60_000}, "S1")
    with capture_logs() as logged, _serving(create_app(record.config)) as url:
        with _never_reading(url):
            _until_still(pages)
            held = pages.copy()
            with _events(url, **{"Last-Event-ID": "0"}) as events:
                told = [_next(events, "entry")["number"] for _ in range(4 * stream.AT_ONCE - 1)]
        again = [_status_once_free(f"{url}/api/v1/events") for _ in range(2)]

    assert held == [1]
    assert told == list(range(1, 4 * stream.AT_ONCE))
    assert again == [200, 200]
    assert logged == []


@contextmanager
def _never_reading(url):
    """A connection that asks for the stream from entry 1 on and reads nothing."""
    host, port = url.removeprefix("http://").split(":")
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        line.connect((host, int(port)))
        line.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nLast-Event-ID: 0\r\n\r\n".encode())
        yield


def _until_still(pages):
    """Wait until the stream has begun and then read no further page for a while."""
    seen, since = 0, time.monotonic()
    while not pages or time.monotonic() - since < 3 * stream.TICK_S:
        if len(pages) != seen:
            seen, since = len(pages), time.monotonic()
        time.sleep(0.02)


def test_what_is_live_can_be_asked_once(client, recorder):
    """The newest word, in the shape that the stream tells; 503 as a problem once the recorder has fallen silent."""
    url = "/api/v1/live"
    first = _answer_once(client, url, 200)
    recorder.stop()
    silent = _answer_once(client, url, 503)

    assert first.json() == recorder.live().model_dump() | {"scale": first.json()["scale"]}
    assert first.headers["cache-control"] == "no-store"
    assert silent.json()["type"] == "/problems/recorder-unreachable"
    assert recorder.told == []


def _answer_once(client, url, status):
    until = time.monotonic() + 10
    while (answer := client.get(url)).status_code != status:
        assert time.monotonic() < until
        time.sleep(0.02)
    return answer


def _status_once_free(url):
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with httpx2.stream("GET", url) as answer:
            if answer.status_code == 200:
                return 200
        time.sleep(0.05)
    return 503


@pytest.mark.parametrize("ident", ["-1", "last", "99999999999999999999"])
def test_an_id_that_is_none_is_refused(client, ident):
    """422 as a problem, before the stream begins."""
    answer = client.get("/api/v1/events", headers={"Last-Event-ID": ident})

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request")


def test_a_stream_without_a_database_does_not_begin(empty, tmp_path):
    """503 as a problem."""
    _, client = empty
    (tmp_path / "station.db").rename(tmp_path / "away.db")

    assert client.get("/api/v1/events").json()["type"] == "/problems/database-unavailable"
