"""Private keys at work: notes and checkpoints signed, checkpoints cosigned. The verifier never imports this.

Whoever holds a key can sign in its name. `LogSigner` holds all keys of a log and gives every checkpoint one line of each.
"""

import time
from abc import ABC, abstractmethod
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats import checkpoint
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import (
    TIME_BYTES,
    Ed25519CosignatureVerifier,
    MlDsa44Verifier,
    ed25519_message,
    mldsa44_message,
)
from station.formats.note import Ed25519Verifier, Signature, check_text
from station.formats.personal import PersonalCosignature, remark_message


class NoteSigner(Protocol):
    """A named Ed25519 key (0x01), wherever it lies: in memory or on a token."""

    @property
    def verifier(self) -> Ed25519Verifier:
        """Its verifier key."""

    def sign(self, text: str) -> Signature:
        """Sign a note's text, which must end in a newline."""


class Ed25519Signer:
    """A named private key of type 0x01."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self.verifier = Ed25519Verifier(name, key.public_key().public_bytes_raw())
        self.name = name
        self._key = key
        self._key_id = self.verifier.key_id

    def sign(self, text: str) -> Signature:
        """Sign a note's text, which must end in a newline."""
        check_text(text)
        return Signature(self.name, self._key_id, self._key.sign(text.encode()))

    def signatures(self, text: str) -> tuple[Signature, ...]:
        """Return this key's line alone."""
        return (self.sign(text),)


class _AnyCosigner(ABC):
    """What cosigners of either type share: a time before each signature, and signed remarks."""

    verifier: Ed25519CosignatureVerifier | MlDsa44Verifier

    def __init__(self, name: str, key: Ed25519PrivateKey | MLDSA44PrivateKey) -> None:
        self.name = name
        self._key = key

    def sign_remark(self, stated: Checkpoint, text: str) -> bytes:
        """Sign a remark on a checkpoint, or with empty words that there is none (see `personal`)."""
        return self._key.sign(remark_message(stated, text))

    def sign(self, text: str, seconds: int | None = None) -> Signature:
        """Cosign a checkpoint's text; `seconds` is the time to state, now when it is not given."""
        check_text(text)
        at = int(time.time()) if seconds is None else seconds
        signature = at.to_bytes(TIME_BYTES, "big") + self._key.sign(self._message(text, at))
        return Signature(self.name, self.verifier.key_id, signature)

    @abstractmethod
    def _message(self, text: str, at: int) -> bytes:
        """Give the bytes that are signed for a checkpoint's text and a time."""


class Cosigner(_AnyCosigner):
    """A named private key of type 0x04."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        super().__init__(name, key)
        self.verifier = Ed25519CosignatureVerifier(name, key.public_key().public_bytes_raw())

    def _message(self, text: str, at: int) -> bytes:
        return ed25519_message(text, at)


class MlDsa44Cosigner(_AnyCosigner):
    """A named private key of type 0x06."""

    def __init__(self, name: str, key: MLDSA44PrivateKey) -> None:
        super().__init__(name, key)
        self.verifier: MlDsa44Verifier = MlDsa44Verifier(name, key.public_key().public_bytes_raw())

    def _message(self, text: str, at: int) -> bytes:
        return mldsa44_message(self.name, checkpoint.parse(text), at)


def cosign(
    cosigner: Cosigner | MlDsa44Cosigner, person: str, stated: Checkpoint, remark: str | None = None
) -> PersonalCosignature:
    """Cosign a checkpoint as a person in the room, now, with a remark or without."""
    signed = cosigner.sign_remark(stated, remark or "")
    return PersonalCosignature(person, stated, cosigner.sign(stated.format()), remark, signed)


class LogSigner:
    """The keys of one log: Ed25519, and ML-DSA-44 for the day when Ed25519 is broken. Both have the log's name."""

    def __init__(self, first: NoteSigner, second: MlDsa44Cosigner | None = None) -> None:
        self.verifier = first.verifier
        self.name = first.verifier.name
        self.second_verifier = None if second is None else second.verifier
        self._first, self._second = first, second

    def signatures(self, text: str) -> tuple[Signature, ...]:
        """Return one line of each key, Ed25519 first."""
        first = self._first.sign(text)
        return (first,) if self._second is None else (first, self._second.sign(text))
