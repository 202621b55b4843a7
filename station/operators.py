"""Who may give commands: operators' names and argon2id hashes, in one JSON file of mode 0600.

A password is never written anywhere, only its hash. An unknown name costs the same work as a wrong password, so that
time does not tell which names exist. The file is replaced whole, so a crash leaves the old one or the new one.
"""

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from pydantic import TypeAdapter, ValidationError

from station.durable import make_folder, sync_folder
from station.recorder.commands import Number

# With a second factor absent, length is all there is; twelve is what an operator can still type in gloves.
MIN_PASSWORD = 12
MAX_PASSWORD = 256  # a longer one only costs the hash function time
MAX_FILE_BYTES = 1 << 20  # thousands of operators; a larger file is not ours

_HASHES = TypeAdapter(dict[str, str])
_NAME: TypeAdapter[str] = TypeAdapter(Number)
_HASHER = PasswordHasher()  # RFC 9106, low-memory choice: argon2id, 3 passes, 64 MiB


class OperatorsFileUnusable(ValueError):
    """The operators' file cannot be read as one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Restore it, or remove it and add each operator: station operator add NAME")
        self.path = path
        self.reason = reason


class NotAnOperator(ValueError):
    """A name or a password that cannot be given to an operator; the message says why."""


class LoginRefused(Exception):
    """The name and password do not belong together; which of them is wrong is not said."""


def add(path: Path, name: str, password: str) -> None:
    """Add an operator, or give an old one a new password; raise `NotAnOperator` or `OperatorsFileUnusable`."""
    try:
        _NAME.validate_python(name)
    except ValidationError as error:
        raise NotAnOperator(
            "A name has 1 to 60 letters, digits, '_', '.', '/' or '-', and begins with a letter"
        ) from error
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise NotAnOperator(f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters; this one has {len(password)}")
    _write(path, _read(path) | {name: _HASHER.hash(password)})


def verify(path: Path, name: str, password: str) -> None:
    """Raise `LoginRefused` unless the file has this operator with this password."""
    known = _read(path).get(name)
    try:
        _HASHER.verify(known or _decoy(), password)
    except VerifyMismatchError:
        raise LoginRefused from None
    except (InvalidHashError, VerificationError) as error:
        raise OperatorsFileUnusable(path, f"the hash of {name} is not an argon2 hash") from error
    if known is None:
        raise LoginRefused


def fingerprint(path: Path, name: str) -> str | None:
    """A short digest that changes with the operator's password; None for an unknown name."""
    known = _read(path).get(name)
    return None if known is None else hashlib.sha256(known.encode()).hexdigest()[:16]


@cache
def _decoy() -> str:
    """A hash that no one's password has, for names that do not exist."""
    return _HASHER.hash(os.urandom(32))


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            text = file.read(MAX_FILE_BYTES)
        return _HASHES.validate_json(text)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise OperatorsFileUnusable(path, error.strerror or "it cannot be read") from error
    except ValidationError as error:
        raise OperatorsFileUnusable(path, "it is not a JSON object of names and hashes") from error


def _write(path: Path, hashes: dict[str, str]) -> None:
    make_folder(path.parent)
    # mkstemp gives mode 0600 from the first byte on; station.durable writes for all to read
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(hashes, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    sync_folder(path.parent)
