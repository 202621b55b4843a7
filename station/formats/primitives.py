"""Signature checks, and nothing else: the one place where the verifier asks for cryptography."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey


class BadSignature(ValueError):
    """The signature does not fit the key and the message, or is no signature at all."""


def verify_ed25519(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the 32-byte key made the 64-byte signature (RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature from error


def verify_mldsa44(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the 1,312-byte key made the 2,420-byte signature (FIPS 204, pure, empty context)."""
    try:
        MLDSA44PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature from error
