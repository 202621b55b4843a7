"""Signature checks by `cryptography`, that is, OpenSSL. `primitives` has refused what it reads more loosely than pure Python.

Importing this raises `ImportError` where the library is missing, too old, or built on an OpenSSL without ML-DSA.
"""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from station.formats.errors import BadSignature

_CURVES: dict[str, ec.EllipticCurve] = {
    "secp256r1": ec.SECP256R1(),
    "secp384r1": ec.SECP384R1(),
    "secp521r1": ec.SECP521R1(),
}
_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}

try:
    MLDSA44PublicKey.from_public_bytes(bytes(1312))
except UnsupportedAlgorithm as _error:
    raise ImportError("This OpenSSL has no ML-DSA.") from _error


def check_ed25519(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the signature is the key's (RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("the Ed25519 signature does not fit") from error


def check_mldsa44(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the signature is the key's (FIPS 204, pure, empty context)."""
    try:
        MLDSA44PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("the ML-DSA-44 signature does not fit") from error


def check_rsa_pkcs1(modulus: int, exponent: int, signature: bytes, digest_name: str, message: bytes) -> None:
    """Raise `BadSignature` unless the signature is the key's (RSASSA-PKCS1-v1_5)."""
    _check_rsa(modulus, exponent, signature, digest_name, message, scheme=padding.PKCS1v15())


def check_rsa_pss(
    modulus: int, exponent: int, signature: bytes, digest_name: str, message: bytes, *, salt_bytes: int
) -> None:
    """Raise `BadSignature` unless the signature is the key's (RSASSA-PSS with a salt of so many bytes)."""
    scheme = padding.PSS(mgf=padding.MGF1(_DIGESTS[digest_name]), salt_length=salt_bytes)
    _check_rsa(modulus, exponent, signature, digest_name, message, scheme=scheme)


def check_ecdsa(curve: str, point: bytes, signature_der: bytes, digest_name: str, message: bytes) -> None:
    """Raise `BadSignature` unless the point lies on the curve and the signature is its."""
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[curve], point)
        key.verify(signature_der, message, ec.ECDSA(_DIGESTS[digest_name]))
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("the ECDSA signature does not fit") from error


def _check_rsa(
    modulus: int,
    exponent: int,
    signature: bytes,
    digest_name: str,
    message: bytes,
    *,
    scheme: padding.PKCS1v15 | padding.PSS,
) -> None:
    try:
        key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
        key.verify(signature, message, scheme, _DIGESTS[digest_name])
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("the RSA signature does not fit") from error
