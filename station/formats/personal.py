"""What a person in the room signs: a checkpoint, and beside it his words on it, or that there are none.

The cosignature covers the log's size and root alone (C2SP tlog-cosignature). The words are signed apart, by the same key, over
the checkpoint and the words, and so is their absence: a remark can be neither changed, nor moved to another record, nor
taken off on the way. The log's own second line and a witness's cosignature have the same form and are public; neither
comes with a person's word, so neither can be passed off as a person's.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import (
    CosignatureVerifier,
    Ed25519CosignatureVerifier,
    MlDsa44Verifier,
    parse_verifier,
    timestamp_s,
)
from station.formats.errors import Malformed, SignatureInvalid
from station.formats.note import KEY_ID_BYTES, Signature, decode_base64
from station.formats.primitives import BadSignature, verify_ed25519, verify_mldsa44

MAX_REMARK = 4000  # characters; an entry has 65,535 bytes, and JSON may need six for a character
_REMARK = b"station/remark/v1\n"


@dataclass(frozen=True)
class PersonalCosignature:
    """A person's cosignature of a checkpoint and signed word on it: what a `*.cosigned` entry holds. No remark is None."""

    person: str
    checkpoint: Checkpoint
    signature: Signature
    remark: str | None
    remark_signature: bytes

    @classmethod
    def of_entry(cls, data: dict[str, Any], origin: str, name: str) -> "PersonalCosignature":
        """Read the data of a `checkpoint.cosigned` or `seal.cosigned` entry; `name` is the key's. Raise `Malformed`."""
        stated = Checkpoint(origin, data["size"], decode_base64(data["root"], "cosignature"))
        payload = decode_base64(data["cosignature"], "cosignature")
        signature = Signature(name, int.from_bytes(payload[:KEY_ID_BYTES], "big"), payload[KEY_ID_BYTES:])
        word = data["remark"]
        signed = decode_base64(word["signature"], "signature of a remark")
        return cls(data["person"], stated, signature, word["text"] or None, signed)

    @property
    def seconds(self) -> int:
        """When it was made, by the signer's own clock."""
        return timestamp_s(self.signature.signature)

    def to_data(self) -> dict[str, Any]:
        """Return the data of a `checkpoint.cosigned` entry."""
        payload = self.signature.key_id.to_bytes(KEY_ID_BYTES, "big") + self.signature.signature
        word = {"text": self.remark or "", "signature": base64.b64encode(self.remark_signature).decode()}
        return {
            "person": self.person,
            "size": self.checkpoint.size,
            "root": base64.b64encode(self.checkpoint.root).decode(),
            "cosignature": base64.b64encode(payload).decode(),
            "remark": word,
        }

    def verify(self, key: CosignatureVerifier) -> None:
        """Raise `SignatureInvalid` unless this key made the cosignature and signed the words, or their absence."""
        if (self.signature.name, self.signature.key_id) != (key.name, key.key_id):
            raise SignatureInvalid(key.name, key.key_id)
        key.verify(self.checkpoint.format(), self.signature.signature)
        _verify_remark(key, remark_message(self.checkpoint, self.remark or ""), self.remark_signature)


def parse_personal_key(text: str) -> CosignatureVerifier:
    """Read a verifier key that a person may present: a cosigner's, of type 0x04 or 0x06. Raise `Malformed`."""
    key = parse_verifier(text)
    if not isinstance(key, Ed25519CosignatureVerifier | MlDsa44Verifier):
        raise Malformed("cosigner's key", "it is a log's key; make your own with: station cosign key")
    return key


def fingerprint(key: CosignatureVerifier) -> str:
    """Return what a person compares with the key on his own device: its public key's SHA-256 in hex, in groups of eight.

    The 32 bits of a key id tell keys apart; they do not keep anyone from making another key with the same id.
    """
    digits = hashlib.sha256(key.public_key).hexdigest()
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def remark_message(stated: Checkpoint, text: str) -> bytes:
    """Return what is signed as a word: a header, the checkpoint's text, an empty line, the words in UTF-8, or none."""
    return _REMARK + stated.format().encode() + b"\n" + text.encode()


def _verify_remark(key: CosignatureVerifier, message: bytes, signature: bytes) -> None:
    check = verify_ed25519 if isinstance(key, Ed25519CosignatureVerifier) else verify_mldsa44
    try:
        check(key.public_key, signature, message)
    except BadSignature as error:
        raise SignatureInvalid(key.name, key.key_id) from error
