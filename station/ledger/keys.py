"""The station's signing key in a file: one line, in the form that Go's `sumdb/note` uses for private keys.

    PRIVATE+KEY+<name>+<key id, 8 hex digits>+<base64 of the type byte 0x01 and the 32-byte Ed25519 seed>

Whoever can read the file can sign as the station, so only its owner may read it, and a file open to others is refused.
The key is not encrypted: the station must start by itself after a power cut.
"""

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station import durable
from station.formats.errors import Malformed
from station.formats.note import ED25519, ED25519_KEY_BYTES, Ed25519Signer, decode_base64
from station.ledger.errors import KeyFileError

OWNER_ONLY = 0o600
_PREFIX = "PRIVATE+KEY+"


def generate(path: Path, name: str) -> str:
    """Create a key of that name in a new file; return the verifier key, which is public."""
    key = Ed25519PrivateKey.generate()
    signer = Ed25519Signer(name, key)
    encoded = base64.b64encode(bytes([ED25519]) + key.private_bytes_raw()).decode()
    line = f"{_PREFIX}{name}+{signer.verifier.key_id:08x}+{encoded}\n"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNER_ONLY)
    except FileExistsError as error:
        raise KeyFileError(path, "it exists already, and a key is never overwritten; choose another path") from error
    with os.fdopen(file, "wb") as opened:
        os.fchmod(opened.fileno(), OWNER_ONLY)  # whatever the umask says
        opened.write(line.encode())
        opened.flush()
        os.fsync(opened.fileno())
    durable.sync_folder(path.parent)
    return signer.verifier.format()


def load(path: Path) -> Ed25519Signer:
    """Read the key; raise `KeyFileError` when it is missing, open to others or broken."""
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KeyFileError(path, "it does not exist; create it with: station key, or put the copy back") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(path, f"it cannot be read ({error})") from error
    if mode & 0o077:
        raise KeyFileError(path, f"its mode is {mode:o}, so others may have read it; run: chmod 600 {path}")
    try:
        return _parse(text)
    except Malformed as error:
        raise KeyFileError(path, f"{error} Put the copy back") from error


def _parse(text: str) -> Ed25519Signer:
    parts = text.removesuffix("\n").removeprefix(_PREFIX).split("+", 2)
    if not text.startswith(_PREFIX) or len(parts) != 3:
        raise Malformed("private key", f"it is not {_PREFIX}NAME+ID+KEY")
    name, key_id, encoded = parts
    secret = decode_base64(encoded, "private key")
    if secret[:1] != bytes([ED25519]) or len(secret) != 1 + ED25519_KEY_BYTES:
        raise Malformed("private key", "it is not an Ed25519 key")
    signer = Ed25519Signer(name, Ed25519PrivateKey.from_private_bytes(secret[1:]))
    if key_id != f"{signer.verifier.key_id:08x}":
        raise Malformed("private key", "its id does not fit the key")
    return signer
