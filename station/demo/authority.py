"""A time authority of our own for the demo and the tests: `openssl ts` behind HTTP, on loopback.

What it signs is a real RFC 3161 stamp, and worth nothing: whoever runs the demo holds its keys. Its name says so.
"""

import contextlib
import shutil
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME = "Demonstration time authority, worth nothing"
VALID_DAYS = 3650
QUERY = "application/timestamp-query"
MAX_QUESTION_BYTES = 4096  # a request has about 70 bytes
# `certs=` is left out: with the signer's own certificate there already, openssl would put it in twice.
SETTINGS = """\
[authority]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.1
digests = sha256, sha384, sha512
accuracy = secs:1
clock_precision_digits = 6
ordering = no
tsa_name = yes
ess_cert_id_alg = sha256
"""

REPLY = (
    *("openssl", "ts", "-reply", "-config", "openssl.cnf", "-section", "authority"),
    *("-inkey", "authority.key", "-signer", "authority.crt", "-queryfile", "question.tsq", "-out", "answer.tsr"),
)

Kind = Literal["rsa", "ec"]  # RSA of 2,048 bits, or P-256; `openssl ts` cannot sign with Ed25519
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class AuthorityError(RuntimeError):
    """The authority cannot be set up; the message says why."""


class Authority:
    """An authority with its own root, in a folder; use it in a `with` block, or call `up` and `down`.

    `certificate` is the PEM file to pin (the signer's, then the root's), `ca` the root's alone, `requests` the number of
    requests that reached it.
    """

    def __init__(self, folder: Path, key: Kind = "rsa", name: str = NAME) -> None:
        if shutil.which("openssl") is None:
            raise AuthorityError("the command openssl is missing: as root, apt-get install openssl")
        folder.mkdir(parents=True, exist_ok=True)
        self.certificate, self.ca, self._folder = folder / "authority.crt", folder / "ca.crt", folder
        self.requests = 0
        self._port = 0
        self._server: _Front | None = None
        self._turn = threading.Lock()  # openssl reads and rewrites its serial file at every stamp
        _write_certificates(folder, key, name)
        (folder / "serial").write_text("01\n")
        (folder / "openssl.cnf").write_text(SETTINGS)

    @property
    def url(self) -> str:
        """Where it is asked, also while it is down; it has an address once it was up."""
        return f"http://127.0.0.1:{self._port}/"

    def up(self) -> None:
        """Listen: on a free port at first, on the same one ever after."""
        self._server = _Front(self, self._port)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def down(self) -> None:
        """Leave the network: a connection is refused, as by a host that is off."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, question: bytes) -> bytes:
        """Stamp a DER request, or refuse it in RFC 3161's own form."""
        with self._turn:
            self.requests += 1
            (self._folder / "question.tsq").write_bytes(question)
            subprocess.run(REPLY, cwd=self._folder, check=True, capture_output=True)
            return (self._folder / "answer.tsr").read_bytes()

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(self, *_error: object) -> None:
        self.down()


class _Front(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, authority: Authority, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Window)
        self.authority = authority


class _Window(BaseHTTPRequestHandler):
    """One question and its answer."""

    server: _Front

    def log_message(self, *_: object) -> None:
        """Say nothing: the demo's own lines tell what happens."""

    def do_POST(self) -> None:
        """Answer a time-stamp request."""
        size = int(self.headers.get("Content-Length", 0))
        if self.headers.get_content_type() != QUERY or not 0 <= size <= MAX_QUESTION_BYTES:
            self.send_error(415)
            return
        answer = self.server.authority.answer(self.rfile.read(size))
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(answer)


def _write_certificates(folder: Path, kind: Kind, name: str) -> None:
    """Write `ca.crt`, `authority.crt` (the signer's, then the root's) and `authority.key`."""
    root_key, key = _private_key(kind), _private_key(kind)
    root_name, own_name = _name(f"{name}: root"), _name(name)
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    root = _certificate(root_name, root_name, root_key, root_key, x509.BasicConstraints(ca=True, path_length=0))
    own = _certificate(own_name, root_name, key, root_key, purpose)
    (folder / "ca.crt").write_bytes(root)
    (folder / "authority.crt").write_bytes(own + root)
    (folder / "authority.key").touch(mode=0o600)
    (folder / "authority.key").write_bytes(_pem(key))


def _private_key(kind: Kind) -> PrivateKey:
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: PrivateKey, issuer_key: PrivateKey, extension: x509.ExtensionType
) -> bytes:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).add_extension(extension, critical=True)
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=VALID_DAYS))
    return builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _pem(key: PrivateKey) -> bytes:
    pkcs8, encryption = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, pkcs8, encryption)
