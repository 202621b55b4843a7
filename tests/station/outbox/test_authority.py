"""Time stamps over HTTP: from a real authority they are kept; whatever else answers is told apart, and said in words."""

import socket
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from station.demo.authority import Authority, AuthorityError
from station.formats.timestamp import MAX_RESPONSE_BYTES, check_response, request
from station.outbox.authority import AuthorityFailed, stamp
from tests.stamps import Draft, authority, paper

DATA = b"station.example/furnace-1\n20\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
REPLY = "application/timestamp-reply"
TIMEOUT_S = 5.0


@pytest.fixture(scope="module", params=["rsa", "ec"])
def real(request, tmp_path_factory):
    """Give an authority that listens."""
    with Authority(tmp_path_factory.mktemp(request.param), request.param) as listening:
        yield listening


@contextmanager
def answering(body, *, kind=REPLY, status=200, headers=(), pause_s=0.0, length=None):
    """Serve one answer to whatever is asked, piece by piece with pauses; give the address."""

    class Answer(BaseHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("Content-Length", str(length or len(body))), *headers):
                self.send_header(name, value)
            self.end_headers()
            for at in range(0, len(body), 1000):
                self.wfile.write(body[at : at + 1000])
                time.sleep(pause_s)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            """The client leaves when it has read enough."""

    server = Server(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def failed(url, certificate, timeout_s=TIMEOUT_S):
    """Ask for a stamp that must not come, and return the error."""
    with pytest.raises(AuthorityFailed) as raised:
        stamp(url, DATA, certificate, timeout_s)
    assert str(raised.value).startswith(f"The time authority at {url} gave no stamp: ")
    return raised.value


def test_a_stamp_is_fetched(real):
    """A stamp comes back as the authority sent it, and holds; its certificate or its root may be pinned."""
    before = real.requests
    for pin in (real.certificate, real.ca):
        response = stamp(real.url, DATA, pin.read_bytes(), TIMEOUT_S)

        assert check_response(response, DATA, pin.read_bytes()).pinned
    assert real.requests == before + 2


def test_many_ask_at_once(real):
    """The demo's authority gives each a stamp with a number of its own."""
    pin = real.ca.read_bytes()
    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(lambda turn: stamp(real.url, DATA + bytes([turn]), pin, 30.0), range(16)))

    serials = {check_response(each, DATA + bytes([turn]), pin).serial for turn, each in enumerate(responses)}
    assert len(serials) == 16


def test_an_authority_that_is_down(real):
    """While the authority is away the error says so; when it is back, at the same address, it stamps again."""
    real.down()
    told = failed(real.url, real.ca.read_bytes())
    real.up()

    assert "cannot be reached" in told.reason
    assert "asks again by itself" in told.remedy
    assert stamp(real.url, DATA, real.ca.read_bytes(), TIMEOUT_S)


def test_another_authority_of_the_same_name(real, tmp_path):
    """An authority that bears the very name of the pinned one, and is not it, is refused."""
    with Authority(tmp_path / "other") as other:
        for pin in (real.certificate, real.ca):
            told = failed(other.url, pin.read_bytes())

            assert "neither the one that was given" in told.reason


def test_an_answer_played_again(real):
    """A good stamp of the same bytes, recorded before, is no answer to this question: its nonce is another."""
    with answering(real.answer(request(DATA, 99))) as url:
        told = failed(url, real.certificate.read_bytes())

    assert "Nonce mismatch" in told.reason


def test_an_answer_about_other_data(real):
    """A stamp of other bytes is refused."""
    with answering(real.answer(request(b"other", 99))) as url:
        told = failed(url, real.certificate.read_bytes())

    assert "belongs to another file" in told.reason


def test_a_stamp_that_only_we_would_accept(tmp_path):
    """A stamp that OpenSSL cannot check, here for want of the root above the certificate, is not kept."""
    with Authority(tmp_path) as real:
        alone = x509.load_pem_x509_certificate(real.certificate.read_bytes()).public_bytes(Encoding.PEM)
        told = failed(real.url, alone)

        assert check_response(real.answer(request(DATA, 1)), DATA, alone).pinned
    assert "rfc3161-client refuses its answer" in told.reason
    assert "its issuers, up to the root" in told.remedy


def test_an_answer_without_the_certificate():
    """An answer must bring the certificate that was asked for, or a court could not check it alone."""
    root = authority()
    signer = paper("Clock", root)
    with answering(Draft(signer, DATA, certificates=[]).response()) as url:
        told = failed(url, signer.pem + root.pem)

    assert "leaves the authority's certificate out" in told.reason


def test_a_refusal(real):
    """An authority that refuses is quoted."""
    with answering(real.answer(b"no request at all")) as url:
        assert "Bad request format" in failed(url, real.ca.read_bytes()).reason


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"body": b"<html>", "kind": "text/html"}, "it answered with text/html"),
        ({"body": b"", "status": 503}, "it answered with HTTP status 503"),
        ({"body": b"", "status": 307, "headers": [("Location", "/")]}, "it answered with HTTP status 307"),
        ({"body": b"", "status": 302, "headers": [("Location", "file:///etc/hostname")]}, "HTTP status 302"),
        ({"body": b""}, "not a valid time stamp"),
        ({"body": b"noise" * 100}, "not a valid time stamp"),
        ({"body": b"0" * (MAX_RESPONSE_BYTES + 1)}, "its answer is longer than 65536 bytes"),
        ({"body": b"0" * 1000, "length": 2000}, "not a valid time stamp"),
    ],
    ids=["a page", "an error", "a redirect", "a way into files", "nothing", "noise", "too much", "cut short"],
)
def test_answers_that_are_none(real, answer, reason):
    """Whatever else stands at the address is named for what it is."""
    with answering(**answer) as url:
        assert reason in failed(url, real.ca.read_bytes()).reason


def test_an_answer_that_does_not_come(real):
    """An authority that takes the question and says nothing is left after the time given."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        assert "cannot be reached (timed out)" in failed(url, real.ca.read_bytes(), timeout_s=0.2).reason


def test_an_answer_that_does_not_end(real):
    """An answer that trickles in is left after the time given, though each piece comes in time."""
    with answering(b"0" * 20_000, pause_s=0.05) as url:
        assert "does not end in time" in failed(url, real.ca.read_bytes(), timeout_s=0.2).reason


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/", "127.0.0.1", ""])
def test_addresses_that_are_not_http(real, url):
    """Only HTTP is spoken: no setting makes the station read its own files."""
    assert "does not begin with http" in failed(url, real.ca.read_bytes()).reason


def test_an_address_that_cannot_be():
    """An address that no host can have is said to be out of reach."""
    assert "cannot be reached" in failed("http://127.0.0.1:1/", authority().pem).reason


@pytest.mark.parametrize("certificate", [b"", b"noise", authority().der], ids=["empty", "noise", "DER"])
def test_a_certificate_file_that_is_none(certificate):
    """Without a certificate in PEM nothing is asked at all."""
    assert "no certificate in PEM" in failed("http://127.0.0.1:1/", certificate).reason


def test_the_demos_authority_answers_requests_alone(real):
    """A form posted to the demo's authority is turned away, and does not count as a request."""
    before = real.requests
    with pytest.raises(urllib.error.HTTPError, match="415"):
        urllib.request.urlopen(real.url, data=b"a=b", timeout=TIMEOUT_S)

    assert real.requests == before


def test_the_demo_needs_openssl(tmp_path, monkeypatch):
    """Without the openssl command the demo's authority says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AuthorityError, match="apt-get install openssl"):
        Authority(tmp_path / "authority")
