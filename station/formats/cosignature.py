"""Cosignatures of checkpoints (c2sp.org/tlog-cosignature): that a key saw a log with this size and root at a time.

A cosigner says that the tree is the newest it has seen, and consistent with all it saw before; it says nothing of what
stands in the entries. Two key types: 0x04, Ed25519 over `cosignature/v1`; 0x06, ML-DSA-44 over `subtree/v1`. Both carry
the time in seconds since 1970, as the cosigner's own clock gave it.
"""

import base64
from dataclasses import dataclass
from typing import Protocol

from station.formats import checkpoint
from station.formats.checkpoint import Checkpoint
from station.formats.errors import Malformed, SignatureInvalid
from station.formats.note import (
    ED25519,
    ED25519_KEY_BYTES,
    Ed25519Verifier,
    Verifier,
    check_name,
    decode_base64,
    key_id,
    split_key,
)
from station.formats.primitives import BadSignature, verify_ed25519, verify_mldsa44

ED25519_COSIGNATURE = 0x04
MLDSA44_COSIGNATURE = 0x06
MLDSA44_KEY_BYTES = 1312
TIME_BYTES = 8
MAX_SECONDS = 2**63 - 1


class CosignatureVerifier(Verifier, Protocol):
    """A cosigner's verifier key; `format` is its one-line spelling."""

    @property
    def public_key(self) -> bytes: ...  # noqa: D102
    def format(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Ed25519CosignatureVerifier:
    """A verifier key of type 0x04."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public_key) != ED25519_KEY_BYTES:
            raise Malformed("verifier key", f"an Ed25519 key has {ED25519_KEY_BYTES} bytes")

    @property
    def key_id(self) -> int:
        """The key's id under its type."""
        return key_id(self.name, ED25519_COSIGNATURE, self.public_key)

    def format(self) -> str:
        """Return the verifier key in one line, without a newline."""
        return _format_key(self.name, self.key_id, ED25519_COSIGNATURE, self.public_key)

    def verify(self, text: str, signature: bytes) -> None:
        """Raise `SignatureInvalid` unless this key cosigned the checkpoint's text."""
        try:
            seconds = timestamp_s(signature)
            verify_ed25519(self.public_key, signature[TIME_BYTES:], ed25519_message(text, seconds))
        except (BadSignature, Malformed) as error:
            raise SignatureInvalid(self.name, self.key_id) from error


@dataclass(frozen=True)
class MlDsa44Verifier:
    """A verifier key of type 0x06."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public_key) != MLDSA44_KEY_BYTES:
            raise Malformed("verifier key", f"an ML-DSA-44 key has {MLDSA44_KEY_BYTES} bytes")

    @property
    def key_id(self) -> int:
        """The key's id under its type."""
        return key_id(self.name, MLDSA44_COSIGNATURE, self.public_key)

    def format(self) -> str:
        """Return the verifier key in one line, without a newline."""
        return _format_key(self.name, self.key_id, MLDSA44_COSIGNATURE, self.public_key)

    def verify(self, text: str, signature: bytes) -> None:
        """Raise `SignatureInvalid` unless this key cosigned the checkpoint's text."""
        try:
            message = mldsa44_message(self.name, checkpoint.parse(text), timestamp_s(signature))
            verify_mldsa44(self.public_key, signature[TIME_BYTES:], message)
        except (BadSignature, Malformed) as error:
            raise SignatureInvalid(self.name, self.key_id) from error


def parse_verifier(text: str) -> Ed25519Verifier | CosignatureVerifier:
    """Read a verifier key of any type that this program knows (0x01, 0x04, 0x06); raise `Malformed`."""
    name, given_id, encoded = split_key(text, "verifier key")
    key = decode_base64(encoded, "verifier key")
    verifier = _verifier_of_type(key[:1], name, key[1:])
    if given_id != f"{verifier.key_id:08x}":
        raise Malformed("verifier key", f"its id is {given_id}, the key gives {verifier.key_id:08x}")
    return verifier


def timestamp_s(signature: bytes) -> int:
    """Return the time that a cosignature states, in seconds since 1970; raise `Malformed`."""
    if len(signature) <= TIME_BYTES:
        raise Malformed("cosignature", "it is too short to hold a time")
    seconds = int.from_bytes(signature[:TIME_BYTES], "big")
    if seconds > MAX_SECONDS:
        raise Malformed("cosignature", f"its time, {seconds}, is out of range")
    return seconds


def ed25519_message(text: str, seconds: int) -> bytes:
    """Return what a 0x04 key signs: a header, the time, the whole text of the checkpoint."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def mldsa44_message(name: str, stated: Checkpoint, seconds: int) -> bytes:
    """Return what a 0x06 key signs for the subtree from 0 to the checkpoint's size."""
    own, origin = name.encode(), stated.origin.encode()
    if len(own) > checkpoint.MAX_ORIGIN_BYTES:
        raise Malformed("cosignature", f"the key's name is longer than {checkpoint.MAX_ORIGIN_BYTES} bytes")
    return b"".join(
        (
            b"subtree/v1\n\0",
            bytes([len(own)]),
            own,
            seconds.to_bytes(8, "big"),
            bytes([len(origin)]),
            origin,
            (0).to_bytes(8, "big"),
            stated.size.to_bytes(8, "big"),
            stated.root,
        )
    )


def _verifier_of_type(kind: bytes, name: str, key: bytes) -> Ed25519Verifier | CosignatureVerifier:
    if kind == bytes([ED25519]):
        return Ed25519Verifier(name, key)
    if kind == bytes([ED25519_COSIGNATURE]):
        return Ed25519CosignatureVerifier(name, key)
    if kind == bytes([MLDSA44_COSIGNATURE]):
        return MlDsa44Verifier(name, key)
    raise Malformed("verifier key", "its type is none of Ed25519 (1), Ed25519 cosignature (4), ML-DSA-44 (6)")


def _format_key(name: str, identifier: int, kind: int, public_key: bytes) -> str:
    return f"{name}+{identifier:08x}+{base64.b64encode(bytes([kind]) + public_key).decode()}"
