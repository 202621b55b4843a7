"""What a person in the room signs: a checkpoint, and beside it a remark that only that person can have made.

The cosignature covers the log's size and root alone (C2SP tlog-cosignature). A remark is signed apart, by the same key,
over the checkpoint and the words, so that it can be neither changed nor moved to another record.
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
    """A person's cosignature of a checkpoint, with a remark or without: what a `*.cosigned` entry holds."""

    person: str
    checkpoint: Checkpoint
    signature: Signature
    remark: str | None = None
    remark_signature: bytes | None = None

    @classmethod
    def of_entry(cls, data: dict[str, Any], origin: str, name: str) -> "PersonalCosignature":
        """Read the data of a `checkpoint.cosigned` or `seal.cosigned` entry; `name` is the key's. Raise `Malformed`."""
        stated = Checkpoint(origin, data["size"], decode_base64(data["root"], "cosignature"))
        payload = decode_base64(data["cosignature"], "cosignature")
        signature = Signature(name, int.from_bytes(payload[:KEY_ID_BYTES], "big"), payload[KEY_ID_BYTES:])
        remark = data["remark"]
        if remark is None:
            return cls(data["person"], stated, signature)
        signed = decode_base64(remark["signature"], "signature of a remark")
        return cls(data["person"], stated, signature, remark["text"], signed)

    @property
    def seconds(self) -> int:
        """When it was made, by the signer's own clock."""
        return timestamp_s(self.signature.signature)

    def to_data(self) -> dict[str, Any]:
        """Return the data of a `checkpoint.cosigned` entry."""
        payload = self.signature.key_id.to_bytes(KEY_ID_BYTES, "big") + self.signature.signature
        remark = None
        if self.remark is not None and self.remark_signature is not None:
            remark = {"text": self.remark, "signature": base64.b64encode(self.remark_signature).decode()}
        return {
            "person": self.person,
            "size": self.checkpoint.size,
            "root": base64.b64encode(self.checkpoint.root).decode(),
            "cosignature": base64.b64encode(payload).decode(),
            "remark": remark,
        }

    def verify(self, key: CosignatureVerifier) -> None:
        """Raise `SignatureInvalid` unless this key made the cosignature, and the remark's signature where there is one."""
        if (self.signature.name, self.signature.key_id) != (key.name, key.key_id):
            raise SignatureInvalid(key.name, key.key_id)
        key.verify(self.checkpoint.format(), self.signature.signature)
        if self.remark is not None:
            _verify_remark(key, remark_message(self.checkpoint, self.remark), self.remark_signature or b"")


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
    """Return what is signed for a remark: a header, the checkpoint's text, an empty line, the words in UTF-8."""
    return _REMARK + stated.format().encode() + b"\n" + text.encode()


def _verify_remark(key: CosignatureVerifier, message: bytes, signature: bytes) -> None:
    check = verify_ed25519 if isinstance(key, Ed25519CosignatureVerifier) else verify_mldsa44
    try:
        check(key.public_key, signature, message)
    except BadSignature as error:
        raise SignatureInvalid(key.name, key.key_id) from error
