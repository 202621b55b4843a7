"""A time stamp fetched over HTTP (RFC 3161, section 3.4), believed only when two independent programs accept it.

One is `station.formats.timestamp`, the code of the stand-alone verifier; the other is rfc3161-client, which is OpenSSL
inside. What only one of them accepts is not kept, since courts would be shown a stamp that some programs refuse.
"""

import hashlib
import secrets
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse

from cryptography import x509
from rfc3161_client import TimeStampResponse, VerifierBuilder, decode_timestamp_response
from rfc3161_client import VerificationError as ClientRefused

from station.formats.errors import VerificationError
from station.formats.timestamp import MAX_RESPONSE_BYTES, Stamp, check_response, request

_NONCE_BITS = 64  # an answer recorded earlier must not pass for a fresh one
_PIECE = 8192
_LATER = (
    "The station asks again by itself; if this stays, see whether the address is right and the network lets it through"
)
_WRONG_PLACE = "See whether the address is that of a time-stamp service (RFC 3161 over HTTP)"
_DISTRUST = "The stamp was not kept. See whether the settings name this authority's certificate"
_CHAIN = (
    "The stamp was not kept. The certificate file must hold the authority's certificate and after it those of its "
    "issuers, up to the root: without them OpenSSL accepts no stamp"
)


class AuthorityFailed(Exception):
    """A time authority gave no stamp that can be kept; `remedy` says what to do."""

    def __init__(self, url: str, reason: str, remedy: str) -> None:
        super().__init__(f"The time authority at {url} gave no stamp: {reason.rstrip('.')}. {remedy}.")
        self.url = url
        self.reason = reason
        self.remedy = remedy


def stamp(url: str, data: bytes, certificate: bytes, timeout_s: float) -> bytes:
    """Have the data stamped; return the response in DER, checked. Raise `AuthorityFailed`, also after `timeout_s` seconds.

    `certificate` is PEM: first the authority's own certificate, or that of its issuer; then, for rfc3161-client, the
    issuers above it, up to the root.
    """
    chain = _chain(url, certificate)
    nonce = secrets.randbits(_NONCE_BITS)
    response = _ask(url, request(data, nonce), timeout_s)
    try:
        found = check_response(response, data, certificate)
    except VerificationError as error:
        raise AuthorityFailed(url, str(error), _DISTRUST) from error
    try:
        _check_again(response, data, nonce, chain, found)
    except (ClientRefused, ValueError) as error:
        raise AuthorityFailed(url, f"rfc3161-client refuses its answer ({error})", _CHAIN) from error
    return response


def _chain(url: str, certificate: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(certificate)
    except ValueError as error:
        raise AuthorityFailed(url, "its certificate file holds no certificate in PEM", _CHAIN) from error


def _ask(url: str, question: bytes, timeout_s: float) -> bytes:
    if not url.startswith(("http://", "https://")):
        raise AuthorityFailed(url, "its address does not begin with http:// or https://", _WRONG_PLACE)
    deadline = time.monotonic() + timeout_s
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = urllib.request.Request(url, question, headers)  # noqa: S310 - only HTTP gets here
    try:
        with urllib.request.urlopen(asked, timeout=timeout_s) as answer:  # noqa: S310 - only HTTP gets here
            if answer.headers.get_content_type() != "application/timestamp-reply":
                raise AuthorityFailed(url, f"it answered with {answer.headers.get_content_type()}", _WRONG_PLACE)
            return _read(url, answer, deadline)
    except urllib.error.HTTPError as error:
        error.close()
        raise AuthorityFailed(url, f"it answered with HTTP status {error.code}", _LATER) from error
    except (OSError, HTTPException) as error:
        raise AuthorityFailed(url, f"it cannot be reached ({error})", _LATER) from error


def _read(url: str, answer: HTTPResponse, deadline: float) -> bytes:
    """Read no more than a stamp may have; by the socket's own timeout alone it could come a byte at a time for hours."""
    response = b""
    while piece := answer.read1(_PIECE):
        response += piece
        if len(response) > MAX_RESPONSE_BYTES:
            raise AuthorityFailed(url, f"its answer is longer than {MAX_RESPONSE_BYTES} bytes", _WRONG_PLACE)
        if time.monotonic() > deadline:
            raise AuthorityFailed(url, "its answer does not end in time", _LATER)
    return response


def _check_again(response: bytes, data: bytes, nonce: int, chain: list[x509.Certificate], found: Stamp) -> None:
    """Let rfc3161-client judge it too, pinned to the very certificate that our check accepted, and to our nonce."""
    decoded = decode_timestamp_response(response)
    signer = _embedded(decoded, found.certificate_sha256)
    verifier = VerifierBuilder(tsa_certificate=signer, roots=chain, nonce=nonce).build()
    verifier.verify_message(decoded, data)


def _embedded(decoded: TimeStampResponse, sha256: str) -> x509.Certificate:
    for der in decoded.signed_data.certificates:
        if hashlib.sha256(der).hexdigest() == sha256:
            return x509.load_der_x509_certificate(der)
    raise ValueError("the answer leaves the authority's certificate out, which was asked for")
