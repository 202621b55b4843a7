"""Which certificates are taken: what the C2PA specification's certificate profile asks for, in words for people.

Source: C2PA Technical Specification 2.2, chapter "Trust Model", X.509 certificates; and what c2pa-rs 0.91 accepts without
settings of its own (measured: of the extended key usages, emailProtection). The library has the last word: `sign.try_out`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    BasicConstraints,
    Certificate,
    ExtendedKeyUsage,
    ExtensionNotFound,
    ExtensionType,
    KeyUsage,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from station.credentials.errors import CertificateRefused

MIN_RSA_BITS = 2048  # the profile's least
Extension = TypeVar("Extension", bound=ExtensionType)
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


def check_chain(path: Path, chain: Sequence[Certificate]) -> None:
    """Raise `CertificateRefused` unless the first certificate may sign and each next one issued the one before it."""
    if len(chain) < 2:
        raise CertificateRefused(
            path, "they must be the station's certificate and, below it, those above it to the root"
        )
    for number, (issued, issuer) in enumerate(pairwise(chain), start=1):
        if not _issued_by(issued, issuer):
            raise CertificateRefused(
                path, f"certificate {number} was not issued by certificate {number + 1}. The station's own comes first"
            )
    for reason in _against(chain[0]):
        raise CertificateRefused(path, f"{reason}. Ask the authority for one for signing documents or e-mail")
    algorithm_of(path, chain[0])


def algorithm_of(path: Path, certificate: Certificate) -> str:
    """Return C2PA's name of the algorithm that the certificate's key signs with; raise `CertificateRefused`."""
    match certificate.public_key():
        case ec.EllipticCurvePublicKey(curve=curve) if curve.name in _CURVES:
            return _CURVES[curve.name]
        case ed25519.Ed25519PublicKey():
            return "ed25519"
        case rsa.RSAPublicKey(key_size=bits) if bits >= MIN_RSA_BITS:
            return "ps256"
    raise CertificateRefused(
        path, "the key is neither ECDSA (P-256, P-384, P-521), Ed25519 nor RSA of 2048 bits or more"
    )


def _against(leaf: Certificate) -> Iterator[str]:
    constraints = _extension(leaf, BasicConstraints)
    if constraints is not None and constraints.ca:
        yield "the first one is an authority's, which must not sign films itself"
    usage = _extension(leaf, KeyUsage)
    if usage is None or not usage.digital_signature:
        yield "the first one lacks the key usage digitalSignature"
    purposes = _extension(leaf, ExtendedKeyUsage)
    if purposes is None or ExtendedKeyUsageOID.EMAIL_PROTECTION not in purposes:
        yield "the first one lacks the extended key usage emailProtection"
    if _extension(leaf, AuthorityKeyIdentifier) is None:
        yield "the first one lacks the authority key identifier"


def _extension(certificate: Certificate, kind: type[Extension]) -> Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except ExtensionNotFound:
        return None


def _issued_by(issued: Certificate, issuer: Certificate) -> bool:
    try:
        issued.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True
