"""Signature checks in pure Python, for a reader who has nothing but an interpreter. No secret is ever handled here.

Some thirty times slower than `compiled`, which must agree with it on every verdict; `primitives` has refused what the two
would read differently. ECDSA is by `ecdsa`, ML-DSA-44 by `dilithium_py`, Ed25519 by `edwards`; RSA is a power and a comparison.
"""

import hashlib
from threading import Lock

from dilithium_py.ml_dsa import ML_DSA_44
from ecdsa import NIST256p, NIST384p, NIST521p, VerifyingKey
from ecdsa.errors import MalformedPointError
from ecdsa.keys import BadSignatureError
from ecdsa.util import sigdecode_der

from station.formats import edwards
from station.formats.errors import BadSignature

_CURVES = {"secp256r1": NIST256p, "secp384r1": NIST384p, "secp521r1": NIST521p}
# DER of the DigestInfo up to the digest itself (RFC 8017, section 9.2, note 1)
_DIGEST_INFO = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
_PSS_TRAILER = b"\xbc"
_mldsa_turn = Lock()  # dilithium_py reads all its hashes through two objects of the module


def check_ed25519(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the signature is the key's (RFC 8032)."""
    if not edwards.verify(public_key, signature, message):
        raise BadSignature("the Ed25519 signature does not fit")


def check_mldsa44(public_key: bytes, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the signature is the key's (FIPS 204, pure, empty context)."""
    with _mldsa_turn:
        fits = ML_DSA_44.verify(public_key, message, signature)
    if not fits:
        raise BadSignature("the ML-DSA-44 signature does not fit")


def check_rsa_pkcs1(modulus: int, exponent: int, signature: bytes, digest_name: str, message: bytes) -> None:
    """Raise `BadSignature` unless the signature is the key's: the one encoding there is, compared whole."""
    info = _DIGEST_INFO[digest_name] + hashlib.new(digest_name, message).digest()
    filling = b"\xff" * (len(signature) - len(info) - 3)
    expected = b"\x00\x01" + filling + b"\x00" + info
    if _open_rsa(modulus, exponent, signature) != int.from_bytes(expected, "big"):
        raise BadSignature("the RSA signature does not fit")


def check_rsa_pss(
    modulus: int, exponent: int, signature: bytes, digest_name: str, message: bytes, *, salt_bytes: int
) -> None:
    """Raise `BadSignature` unless the signature is the key's (RFC 8017, section 9.1.2)."""
    bits = modulus.bit_length() - 1
    opened = _open_rsa(modulus, exponent, signature)
    hashed = hashlib.new(digest_name, message).digest()
    block_bytes = (bits + 7) // 8 - len(hashed) - 1
    if opened >> bits or block_bytes <= salt_bytes:
        raise BadSignature("the RSA-PSS signature does not fit")
    block_bits = bits - 8 * (len(hashed) + 1)
    encoded = opened.to_bytes(block_bytes + len(hashed) + 1, "big")
    masked, seal, trailer = encoded[:block_bytes], encoded[block_bytes:-1], encoded[-1:]
    mask = _mgf1(seal, block_bytes, digest_name)
    block = (int.from_bytes(masked, "big") ^ int.from_bytes(mask, "big")) % (1 << block_bits)
    start, salt = divmod(block, 1 << 8 * salt_bytes)  # zeros and a one, then the salt
    expected = hashlib.new(digest_name, bytes(8) + hashed + salt.to_bytes(salt_bytes, "big")).digest()
    if trailer != _PSS_TRAILER or start != 1 or seal != expected:
        raise BadSignature("the RSA-PSS signature does not fit")


def check_ecdsa(curve: str, point: bytes, signature_der: bytes, digest_name: str, message: bytes) -> None:
    """Raise `BadSignature` unless the point lies on the curve and the signature is its."""
    digest = hashlib.new(digest_name, message).digest()
    try:
        key = VerifyingKey.from_string(point, curve=_CURVES[curve], valid_encodings=("uncompressed",))
        key.verify_digest(signature_der, digest, sigdecode=sigdecode_der, allow_truncate=True)
    except (BadSignatureError, MalformedPointError, TypeError) as error:
        # TypeError: for a forgery that leads to the point at infinity, `ecdsa` takes None for its x
        raise BadSignature("the ECDSA signature does not fit") from error


def _open_rsa(modulus: int, exponent: int, signature: bytes) -> int:
    return pow(int.from_bytes(signature, "big"), exponent, modulus)


def _mgf1(seed: bytes, length: int, digest_name: str) -> bytes:
    blocks = -(-length // hashlib.new(digest_name).digest_size)
    return b"".join(hashlib.new(digest_name, seed + each.to_bytes(4, "big")).digest() for each in range(blocks))[
        :length
    ]
