"""A time stamp held against the data, the clock and the certificate that the reader trusts."""

import hashlib
from dataclasses import dataclass

from station.formats.errors import BadSignature
from station.formats.timestamp.certificate import Certificate, check_pinned, check_stamps, read_certificate
from station.formats.timestamp.errors import StampOfOtherData, StampSignatureInvalid
from station.formats.timestamp.info import Info, read_info
from station.formats.timestamp.signature import check_signature
from station.formats.timestamp.token import Token, read_token


@dataclass(frozen=True)
class Stamp:
    """What an authority vouches for: the data was there at `at_us` (Unix microseconds, UTC), give or take `accuracy_us`.

    `pinned` is whether the signer was held against a certificate that the reader chose; otherwise anyone may have
    made the stamp, under any name. `certificate_sha256` is the signer's, in hex; `policy` is a dotted identifier.
    """

    at_us: int
    accuracy_us: int | None
    serial: int
    policy: str
    authority: str
    certificate_sha256: str
    pinned: bool


def check_response(response: bytes, data: bytes, certificate: bytes | None) -> Stamp:
    """Check an RFC 3161 response over the data. Raise a `VerificationError` for whatever does not hold.

    `certificate` (DER, or the first of a PEM file) is the authority's own, or that of the authority which issued it
    directly, so that a renewed certificate is still believed. With None, trust is left open: see `Stamp.pinned`.
    """
    token = read_token(response)
    info = read_info(token.content)
    _check_imprint(info, data)
    pinned = None if certificate is None else read_certificate(certificate)
    signer = _signer(token, pinned)
    if pinned is not None:
        check_pinned(signer, pinned, info.at_us)
    check_stamps(signer, info.at_us)
    _check_signed(token, signer)
    return Stamp(
        at_us=info.at_us,
        accuracy_us=info.accuracy_us,
        serial=info.serial,
        policy=info.policy,
        authority=signer.subject,
        certificate_sha256=signer.sha256,
        pinned=pinned is not None,
    )


def _check_imprint(info: Info, data: bytes) -> None:
    expected = hashlib.new(info.algorithm, data).digest()
    if info.imprint != expected:
        raise StampOfOtherData(algorithm=info.algorithm, expected=expected.hex(), found=info.imprint.hex())


def _signer(token: Token, pinned: Certificate | None) -> Certificate:
    """Find the certificate that the signed attributes name; a certificate's own names decide nothing."""
    known = token.certificates if pinned is None else (*token.certificates, pinned.der)
    named = next((der for der in known if all(each.fits(der) for each in token.signer)), None)
    if named is None:
        raise StampSignatureInvalid("its authority", "the certificate that it names is not in it")
    signer = read_certificate(named)
    if (signer.issuer_name, signer.serial) != (token.issuer_name, token.serial):
        raise StampSignatureInvalid(signer.subject, "it names two certificates as its signer's")
    return signer


def _check_signed(token: Token, signer: Certificate) -> None:
    if hashlib.new(token.scheme.digest, token.content).digest() != token.content_digest:
        raise StampSignatureInvalid(signer.subject, "the time in it is not the one that was signed")
    try:
        check_signature(signer.key, token.scheme, token.signature, token.signed)
    except BadSignature as error:
        raise StampSignatureInvalid(signer.subject, "the signature does not fit") from error
