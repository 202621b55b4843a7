"""Private keys in files: one line a key, in the form that Go's `sumdb/note` uses.

    PRIVATE+KEY+<name>+<key id, 8 hex digits>+<base64 of the type byte and the 32-byte seed>

A log's file holds its Ed25519 key (0x01) and below it, when the checkpoints are to have a post-quantum line, its ML-DSA-44
key (0x06), both under the log's name. Where the Ed25519 key lies on a token, the first line is its verifier key instead:
it says which of the token's keys signs, and is no secret. A cosigner's file holds one key (0x04 or 0x06). Whoever can read
a file can sign with its keys, so only its owner may read it, and a file open to others is refused. Keys are not encrypted:
the station must start by itself after a power cut.
"""

import base64
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station import private
from station.formats.cosignature import ED25519_COSIGNATURE, MLDSA44_COSIGNATURE
from station.formats.errors import Malformed
from station.formats.note import ED25519, Ed25519Verifier, decode_base64, split_key
from station.formats.signing import Cosigner, Ed25519Signer, LogSigner, MlDsa44Cosigner, NoteSigner
from station.rules.succession import LogKeys

SEED_BYTES = 32
_PREFIX = "PRIVATE+KEY+"
_WHAT = "private key"
Signer = Ed25519Signer | Cosigner | MlDsa44Cosigner
Token = Callable[[Ed25519Verifier], NoteSigner]  # opens the token that holds the private half of a key


class KeyFileError(Exception):
    """A key's file cannot be used; the message says why, and the remedy."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The key file {path} cannot be used: {reason}.")
        self.path = path
        self.reason = reason


def generate(
    path: Path, name: str, *, post_quantum: bool = True, on_token: Ed25519Verifier | None = None
) -> tuple[str, ...]:
    """Make a log's keys in a new file; return their verifier keys, which are public, Ed25519 first.

    With `on_token`, the Ed25519 key that was made on a token, only the other one is made here.
    """
    second = (MLDSA44_COSIGNATURE,) if post_quantum else ()
    if on_token is None:
        return _write_new(path, name, (ED25519, *second))
    return _write_new(path, name, second, on_token)


def generate_cosigner(path: Path, name: str, *, post_quantum: bool = False) -> str:
    """Make a cosigner's key (Ed25519, or ML-DSA-44 when asked) in a new file; return its verifier key."""
    return _write_new(path, name, (MLDSA44_COSIGNATURE if post_quantum else ED25519_COSIGNATURE,))[0]


def load(path: Path, *, post_quantum: bool = True, token: Token | None = None) -> LogSigner:
    """Read a log's keys; raise `KeyFileError`, or what `token` raises. Without `post_quantum` only the Ed25519 key signs."""
    first, second = _read_log(path)
    if post_quantum and second is None:
        raise KeyFileError(
            path, "it holds no ML-DSA-44 key; renew it with: station key rotate, or set post_quantum to false"
        )
    signer: NoteSigner
    if isinstance(first, Ed25519Signer):
        signer = first
    elif token is None:
        raise KeyFileError(path, "its Ed25519 key lies on a token; say which with station.token in the settings")
    else:
        signer = token(first)
    return LogSigner(signer, second if post_quantum else None)


def public(path: Path) -> LogKeys:
    """Read the public halves of a log's keys, and ask no token; raise `KeyFileError`."""
    first, second = _read_log(path)
    verifier = first if isinstance(first, Ed25519Verifier) else first.verifier
    return LogKeys(verifier, None if second is None else second.verifier)


def load_cosigner(path: Path) -> Cosigner | MlDsa44Cosigner:
    """Read a cosigner's key; raise `KeyFileError`."""
    match _read(path):
        case [Cosigner() | MlDsa44Cosigner() as only]:
            return only
    raise KeyFileError(path, "it does not hold one cosigner's key; make one with: station cosign key")


def _read_log(path: Path) -> tuple[Ed25519Signer | Ed25519Verifier, MlDsa44Cosigner | None]:
    match _read(path):
        case [Ed25519Signer() | Ed25519Verifier() as first]:
            return first, None
        case [Ed25519Signer() | Ed25519Verifier() as first, MlDsa44Cosigner() as second] if first.name == second.name:
            return first, second
    raise KeyFileError(path, "it does not hold a log's keys (one Ed25519 line, one ML-DSA-44 line). Put the copy back")


def _write_new(path: Path, name: str, kinds: Sequence[int], on_token: Ed25519Verifier | None = None) -> tuple[str, ...]:
    signers = [(kind, seed := os.urandom(SEED_BYTES), _signer(kind, name, seed)) for kind in kinds]
    public = [] if on_token is None else [on_token.format()]
    lines = [*(f"{line}\n" for line in public), *(_line(kind, seed, signer) for kind, seed, signer in signers)]
    try:
        private.write_new(path, "".join(lines).encode())
    except FileExistsError as error:
        raise KeyFileError(path, "it exists already, and a key is never overwritten; choose another path") from error
    return (*public, *(signer.verifier.format() for _, _, signer in signers))


def _line(kind: int, seed: bytes, signer: Signer) -> str:
    encoded = base64.b64encode(bytes([kind]) + seed).decode()
    return f"{_PREFIX}{signer.name}+{signer.verifier.key_id:08x}+{encoded}\n"


def _read(path: Path) -> list[Signer | Ed25519Verifier]:
    try:
        text = private.read(path).decode()
    except private.OpenToOthersError as error:
        raise KeyFileError(path, str(error)) from error
    except FileNotFoundError as error:
        raise KeyFileError(
            path, "it does not exist; create it with: station key generate, or put the copy back"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(path, f"it cannot be read ({error})") from error
    try:
        return [_parse(line) for line in text.removesuffix("\n").split("\n")]
    except Malformed as error:
        raise KeyFileError(path, f"{error} Put the copy back") from error


def _parse(line: str) -> Signer | Ed25519Verifier:
    if not line.startswith(_PREFIX):
        return Ed25519Verifier.parse(line)
    name, key_id, encoded = split_key(line.removeprefix(_PREFIX), _WHAT)
    secret = decode_base64(encoded, _WHAT)
    if len(secret) != 1 + SEED_BYTES:
        raise Malformed(_WHAT, f"it does not hold a type and {SEED_BYTES} bytes")
    signer = _signer(secret[0], name, secret[1:])
    if key_id != f"{signer.verifier.key_id:08x}":
        raise Malformed(_WHAT, "its id does not fit the key")
    return signer


def _signer(kind: int, name: str, seed: bytes) -> Signer:
    if kind == ED25519:
        return Ed25519Signer(name, Ed25519PrivateKey.from_private_bytes(seed))
    if kind == ED25519_COSIGNATURE:
        return Cosigner(name, Ed25519PrivateKey.from_private_bytes(seed))
    if kind == MLDSA44_COSIGNATURE:
        return MlDsa44Cosigner(name, MLDSA44PrivateKey.from_seed_bytes(seed))
    raise Malformed(_WHAT, f"its type {kind} is not one that this program knows")
