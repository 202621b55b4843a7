"""Salted commitments (docs/format.md section 1): a value that an entry binds without showing it.

The 32 random bytes of salt keep a short value, such as a name, from being guessed from its hash. An opening shows the
value to whoever holds it, so it lies beside the log and is handed out with care.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from station.formats.canonical import canonical
from station.formats.errors import CommitmentMismatch, Malformed
from station.formats.note import decode_base64

DOMAIN = b"station/commitment/v1\n"
SALT_BYTES = 32
_WHAT = "opening"


@dataclass(frozen=True)
class Opening:
    """What shows a committed value: the commitment in hex, its salt, and the value."""

    commitment: str
    salt: bytes
    value: Any

    def to_json(self) -> dict[str, Any]:
        """Return the opening as it is handed out, with the salt in base64."""
        return {
            "commitment": self.commitment,
            "salt": base64_text(self.salt),
            "value": self.value,
        }


def base64_text(data: bytes) -> str:
    """Return standard base64, as records show hashes and salts."""
    return base64.b64encode(data).decode()


def parse(data: Any) -> Opening:
    """Read an opening from its JSON form and check that it is one; raise `Malformed` or `CommitmentMismatch`."""
    if not isinstance(data, dict) or data.keys() != {"commitment", "salt", "value"}:
        raise Malformed(_WHAT, "it needs exactly commitment, salt and value")
    if not isinstance(data["commitment"], str) or not isinstance(data["salt"], str):
        raise Malformed(_WHAT, "commitment and salt must be text")
    opening = Opening(data["commitment"], decode_base64(data["salt"], _WHAT), data["value"])
    verify_opening(opening)
    return opening


def commit(value: Any, salt: bytes | None = None) -> tuple[str, Opening]:
    """Commit to a JSON value; return the commitment in hex and its opening. Without a salt, a random one is drawn."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    if len(salt) != SALT_BYTES:
        raise Malformed(_WHAT, f"its salt has {len(salt)} bytes, not {SALT_BYTES}")
    commitment = hashlib.sha256(DOMAIN + salt + canonical(value)).hexdigest()
    return commitment, Opening(commitment, salt, value)


def verify_opening(opening: Opening) -> None:
    """Raise `CommitmentMismatch` unless salt and value give the commitment."""
    found, _ = commit(opening.value, opening.salt)
    if found != opening.commitment:
        raise CommitmentMismatch(expected=opening.commitment, found=found)
