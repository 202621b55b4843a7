"""The witness's own process over HTTP on this machine: bytes, limits, and many askers at once."""

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from station.formats.add_checkpoint import MAX_BODY_BYTES, Cosigned, OtherSize, Refusal, Refused
from station.formats.checkpoint import open_checkpoint
from station.witness import front
from station.witness.newest import origin_hash
from tests.station.witness.conftest import NAME, History, log_key


def spoken(port, request):
    """Send bytes, and return head and body of the answer as bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    return head.split(b"\r\n"), body


def post(body):
    """A request as its bytes, for one answer."""
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def header(head, name):
    """The raw values of a header."""
    parts = [line.split(b": ", 1) for line in head[1:]]
    return [value for given, value in parts if given.lower() == name]


def test_a_conflict_is_byte_exact(served):
    """409: the size and a newline, under exactly the specified type, without a charset."""
    (log,) = served.follow("bytes.example/conflict")
    served.add(log.body(0, 5))
    head, body = spoken(served.port, post(log.body(0, 8)))

    assert head[0] == b"HTTP/1.1 409 Conflict"
    assert header(head, b"content-type") == [b"text/x.tlog.size"]
    assert header(head, b"content-length") == [b"2"]
    assert body == b"5\n"


def test_a_cosignature_is_byte_exact(served):
    """200: one signature line and nothing else; set below the checkpoint it makes a note that opens with both keys."""
    (log,) = served.follow("bytes.example/cosignature")
    head, body = spoken(served.port, post(log.body(0, 5)))

    assert head[0] == b"HTTP/1.1 200 OK"
    assert body.startswith(f"— {NAME} ".encode())
    assert body.endswith(b"\n")
    assert body.count(b"\n") == 1
    for key in (served.key, log.signer.verifier):
        assert open_checkpoint(log.signed(5) + body, [key]) == log.stated(5)


def test_every_refusal_comes_with_its_status(served):
    """400, 403, 404, 422, each with a reason in plain text."""
    (log,) = served.follow("status.example/log")
    served.add(log.body(0, 5))
    asked = {
        400: b"nonsense",
        403: History(signer=log_key(b"x", "status.example/log")).body(0, 3),
        404: History().body(0, 3),
        422: log.body(5, 8, proof=()),
    }
    answers = {status: served.ask("POST", "/add-checkpoint", body) for status, body in asked.items()}

    assert {status: answer[:2] for status, answer in answers.items()} == {
        status: (status, "text/plain; charset=utf-8") for status in asked
    }
    assert all(answer[2].endswith(b".\n") for answer in answers.values())


def test_monitors_get_the_newest_cosigned_checkpoint(served):
    """At the hex SHA-256 of the origin, as text, with the log's and the witness's lines; 404 before the first."""
    (log,) = served.follow("monitored.example/log")
    before = served.newest("monitored.example/log")
    answer = served.add(log.body(0, 5))
    status, content_type, body = served.newest("monitored.example/log")

    assert before[0] == 404
    assert (status, content_type) == (200, "text/plain; charset=utf-8")
    assert body == log.signed(5) + answer.format()[2]


@pytest.mark.parametrize("path", ["/", "/checkpoint", "/..%2Flogs/checkpoint", "/witness.vkey/checkpoint", "/logs/x"])
def test_nothing_else_is_served(served, path):
    """No other file of the state is within reach."""
    assert served.ask("GET", path)[0] == 404


def test_only_the_right_methods_are_answered(served):
    """405 for the others."""
    assert served.ask("GET", "/add-checkpoint")[0] == 405
    assert served.ask("POST", f"/{origin_hash('x')}/checkpoint", b"")[0] == 405


def test_one_connection_serves_many_requests(served):
    """HTTP keep-alive, which the specification asks for."""
    (log,) = served.follow("alive.example/log")
    kept = [post(log.body(old, old + 1)).replace(b"Connection: close\r\n", b"") for old in range(3)]
    head, rest = spoken(served.port, b"".join(kept) + b"GET / HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n")

    assert head[0] == b"HTTP/1.1 200 OK"
    assert rest.count(b"HTTP/1.1 200 OK") == 2
    assert rest.count(b"HTTP/1.1 404") == 1


def test_a_body_over_the_limit_is_cut_off(served):
    """413 without reading on, though the rest never comes and no length was given; at the limit it is judged (400)."""
    chunk = b"%x\r\n" % (MAX_BODY_BYTES + 1) + b"x" * (MAX_BODY_BYTES + 1) + b"\r\n"
    head, _ = spoken(
        served.port, b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk
    )

    assert head[0].startswith(b"HTTP/1.1 413 ")
    assert header(head, b"connection") == [b"close"]
    assert served.ask("POST", "/add-checkpoint", b"x" * MAX_BODY_BYTES)[0] == 400


def test_a_large_but_whole_request_fits(served):
    """A dozen post-quantum lines of others do not keep a log out."""
    (log,) = served.follow("large.example/log")
    keys = [log_key(bytes([seed]), "large.example/log", post_quantum=True) for seed in range(12)]
    strangers = b"".join(History(signer=each).signed(5).partition(b"\n\n")[2] for each in keys)
    body = log.body(0, 5, checkpoint=log.signed(5) + strangers)

    assert 40_000 < len(body) < MAX_BODY_BYTES
    assert isinstance(served.add(body), Cosigned)


def test_a_slow_body_is_given_up(monkeypatch, room):
    """408 when a request does not arrive in time, so that idle askers keep nobody out."""
    monkeypatch.setattr(front, "BODY_S", 0.05)
    sent = []

    async def receive():
        await asyncio.sleep(5)

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/add-checkpoint", "headers": [], "query_string": b""}
    asyncio.run(front.create_app(room.witness)(scope, receive, send))

    assert sent[0]["status"] == 408


def at_once(jobs):
    """Run the jobs so that all begin at the same moment; return their results in order."""
    barrier = threading.Barrier(len(jobs))

    def run(job):
        barrier.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return [*threads.map(run, jobs)]


@pytest.mark.parametrize("number", range(3))
def test_of_two_histories_at_once_one_wins(served, number):
    """Sixteen ask together, half for each of two roots: one is cosigned, fifteen learn the size; then one half agrees."""
    true, false = served.follow(f"race.example/{number}", false=0)
    histories = [true, false] * 8
    first = at_once([lambda each=each: served.add(each.body(0, 5)) for each in histories])
    (winner,) = (each for each, answer in zip(histories, first, strict=True) if isinstance(answer, Cosigned))
    again = at_once([lambda each=each: served.add(each.body(5, 5)) for each in histories])

    assert [answer for answer in first if not isinstance(answer, Cosigned)] == [OtherSize(5)] * 15
    for history, answer in zip(histories, again, strict=True):
        if history is winner:
            assert answer.trusted(winner.stated(5).format(), [served.key])
        else:
            assert isinstance(answer, Refused)
            assert answer.refusal is Refusal.INCONSISTENT
    assert open_checkpoint(served.newest(winner.signer.name)[2], [served.key]) == winner.stated(5)


def test_rising_sizes_at_once_never_fall(served):
    """The race that the specification warns of: of sizes asked for together, a smaller one is never stored after a larger."""
    (log,) = served.follow("rising.example/log")
    served.add(log.body(0, 1))
    answers = at_once([lambda size=size: served.add(log.body(1, size)) for size in range(2, 18)])
    (won,) = (size for size, answer in enumerate(answers, 2) if isinstance(answer, Cosigned))

    assert [answer for answer in answers if not isinstance(answer, Cosigned)] == [OtherSize(won)] * 15
    assert open_checkpoint(served.newest("rising.example/log")[2], [served.key]) == log.stated(won)
