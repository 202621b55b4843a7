"""Signature checks, and nothing else: the one place where the verifier asks for cryptography.

`cryptography` (OpenSSL) checks when it can be imported, else pure Python does, some thirty times slower. The two must give
one verdict on any bytes, so what they could read differently is refused here, before either of them: lengths, non-canonical
and small-order Ed25519 points, ECDSA signatures that are not DER, RSA keys outside what is in use. Every refusal, of a key,
a signature or a name of an algorithm, is a `BadSignature`.
"""

from station.formats.edwards import has_small_order, is_canonical
from station.formats.errors import BadSignature

try:
    from station.formats.compiled import check_ecdsa, check_ed25519, check_mldsa44, check_rsa_pkcs1, check_rsa_pss
except ImportError:
    from station.formats.pure import check_ecdsa, check_ed25519, check_mldsa44, check_rsa_pkcs1, check_rsa_pss

__all__ = [
    "BadSignature",
    "verify_ecdsa",
    "verify_ed25519",
    "verify_mldsa44",
    "verify_rsa_pkcs1",
    "verify_rsa_pss",
]

DIGEST_BYTES = {"sha256": 32, "sha384": 48, "sha512": 64}
POINT_BYTES = {"secp256r1": 65, "secp384r1": 97, "secp521r1": 133}
MLDSA44_KEY_BYTES = 1312
MLDSA44_SIGNATURE_BYTES = 2420
MIN_RSA_BITS = 2048  # shorter moduli have been within a state's reach for years
MAX_RSA_BITS = 16384  # OpenSSL's limit: a longer modulus would only keep the reader waiting
MAX_RSA_EXPONENT_BITS = 64  # OpenSSL's limit for moduli over 3,072 bits


def verify_ed25519(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the 32-byte key made the 64-byte signature (RFC 8032, canonical points only)."""
    _require(len(public_key) == 32, "an Ed25519 key has 32 bytes")
    _require(len(signature) == 64, "an Ed25519 signature has 64 bytes")
    _require(is_canonical(public_key), "the Ed25519 key is not canonical")
    _require(not has_small_order(public_key), "anyone can sign for an Ed25519 key of small order")
    _require(is_canonical(signature[:32]), "the point of the Ed25519 signature is not canonical")
    check_ed25519(public_key, signature, message)


def verify_mldsa44(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the 1,312-byte key made the 2,420-byte signature (FIPS 204, pure, empty context)."""
    _require(len(public_key) == MLDSA44_KEY_BYTES, f"an ML-DSA-44 key has {MLDSA44_KEY_BYTES} bytes")
    _require(len(signature) == MLDSA44_SIGNATURE_BYTES, f"an ML-DSA-44 signature has {MLDSA44_SIGNATURE_BYTES} bytes")
    check_mldsa44(public_key, signature, message)


def verify_rsa_pkcs1(modulus: int, exponent: int, signature: bytes, digest_name: str, message: bytes) -> None:
    """Raise `BadSignature` unless the key made the signature (RFC 8017, RSASSA-PKCS1-v1_5).

    `digest_name` is "sha256", "sha384" or "sha512", here and below.
    """
    _require_rsa(modulus, exponent, signature, digest_name)
    check_rsa_pkcs1(modulus, exponent, signature, digest_name, message)


def verify_rsa_pss(
    modulus: int,
    exponent: int,
    signature: bytes,
    digest_name: str,
    message: bytes,
    *,
    salt_bytes: int | None = None,
) -> None:
    """Raise `BadSignature` unless the key made the signature (RFC 8017, RSASSA-PSS, MGF1 with the same digest).

    The salt is as long as the digest, unless the signature's own parameters give `salt_bytes`.
    """
    _require_rsa(modulus, exponent, signature, digest_name)
    salt = DIGEST_BYTES[digest_name] if salt_bytes is None else salt_bytes
    _require(0 <= salt <= len(signature), "no such salt fits an RSA-PSS signature")
    check_rsa_pss(modulus, exponent, signature, digest_name, message, salt_bytes=salt)


def verify_ecdsa(curve: str, point: bytes, signature_der: bytes, digest_name: str, message: bytes) -> None:
    """Raise `BadSignature` unless the key made the signature, which must be strict DER (SEC 1, FIPS 186-5).

    `curve` is "secp256r1", "secp384r1" or "secp521r1"; `point` is the uncompressed public key, 0x04 first.
    """
    _require(digest_name in DIGEST_BYTES, f"{digest_name} is no digest accepted here")
    _require(curve in POINT_BYTES, f"{curve} is no curve accepted here")
    _require(len(point) == POINT_BYTES[curve] and point[0] == 4, f"the key is no uncompressed point of {curve}")
    r, s = _read_der_pair(signature_der)
    _require(_write_der_pair(r, s) == signature_der, "the ECDSA signature is not in DER")
    check_ecdsa(curve, point, signature_der, digest_name, message)


def _require(condition: bool, reason: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise BadSignature(reason)


def _require_rsa(modulus: int, exponent: int, signature: bytes, digest_name: str) -> None:
    _require(digest_name in DIGEST_BYTES, f"{digest_name} is no digest accepted here")
    bits = modulus.bit_length()
    _require(modulus > 0 and modulus % 2 == 1, "the RSA modulus is no odd positive number")
    _require(MIN_RSA_BITS <= bits <= MAX_RSA_BITS, f"an RSA modulus of {bits} bits is not accepted")
    _require(exponent % 2 == 1 and exponent >= 3, "the RSA exponent is no odd number from 3")
    _require(exponent.bit_length() <= MAX_RSA_EXPONENT_BITS, "the RSA exponent is too long")
    _require(len(signature) == (bits + 7) // 8, "the RSA signature is not as long as the modulus")
    _require(int.from_bytes(signature, "big") < modulus, "the RSA signature is not below the modulus")


def _read_der_pair(encoded: bytes) -> tuple[int, int]:
    """Read two integers from what may be DER; whether it was is left to writing them again."""
    try:
        body = encoded[3:] if encoded[1] == 0x81 else encoded[2:]
        middle = 2 + body[1]
        r, s = body[2:middle], body[middle + 2 :]
    except IndexError as error:
        raise BadSignature("the ECDSA signature is not in DER") from error
    return int.from_bytes(r, "big", signed=True), int.from_bytes(s, "big", signed=True)


def _write_der_pair(r: int, s: int) -> bytes:
    body = b"".join(_write_der_integer(each) for each in (r, s))
    _require(len(body) < 0x100, "the ECDSA signature is too long")
    return (b"\x30\x81" if len(body) >= 0x80 else b"\x30") + bytes([len(body)]) + body


def _write_der_integer(value: int) -> bytes:
    _require(value > 0, "a number of the ECDSA signature is not positive")
    length = value.bit_length() // 8 + 1
    _require(length < 0x80, "a number of the ECDSA signature is too long")
    return bytes([2, length]) + value.to_bytes(length, "big")
