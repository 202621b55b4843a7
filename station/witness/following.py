"""Which logs the witness follows: verifier keys given at its start, and those in `*.vkey` files of its state folder.

The folder is read at each request, so a log can be followed, and its next key added, while the witness serves. A key is
trusted for the log that has its name; a log may have several, and any one of them may sign. Whoever can write to the folder
decides what is followed, not what was cosigned before.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from station import durable
from station.formats.cosignature import MlDsa44Verifier, parse_verifier
from station.formats.errors import Malformed
from station.formats.note import Ed25519Verifier
from station.witness.errors import LogsUnreadable

SUFFIX = ".vkey"
NAME_HEX = 16  # of the key's hash: one file a key, whose name nobody has to choose
_WHAT = "log's verifier key"
LogKey = Ed25519Verifier | MlDsa44Verifier


class Following:
    """The logs that a witness follows; raise `LogsUnreadable` from the start when one cannot be read."""

    def __init__(self, folder: Path, given: Iterable[LogKey] = ()) -> None:
        self._folder = folder
        self._given = tuple(given)
        self.origins()

    def keys(self, origin: str) -> tuple[LogKey, ...]:
        """Return the keys trusted for a log; none when it is not followed."""
        return tuple(each for each in self._all() if each.name == origin)

    def origins(self) -> list[str]:
        """Return the names of the logs."""
        return sorted({each.name for each in self._all()})

    def _all(self) -> tuple[LogKey, ...]:
        return (*self._given, *(key for path in sorted(self._folder.glob(f"*{SUFFIX}")) for key in _in_file(path)))


def follow(folder: Path, keys: Iterable[LogKey]) -> None:
    """Add keys to the folder, durably; one that is there already stays."""
    durable.make_folder(folder)
    lines = {f"{each.format()}\n".encode() for each in keys}
    durable.write_files({folder / f"{hashlib.sha256(each).hexdigest()[:NAME_HEX]}{SUFFIX}": each for each in lines})


def read_keys(given: str) -> tuple[LogKey, ...]:
    """Read what a person gives: a verifier key, or a file with one a line. Raise `Malformed`."""
    try:
        return parse_keys(given)
    except Malformed as error:
        try:
            text = Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise error from None  # it is no file, so it was meant as a key
        return parse_keys(text)


def parse_keys(text: str) -> tuple[LogKey, ...]:
    """Read a log's verifier keys (0x01 or 0x06), one a line; raise `Malformed`."""
    keys = tuple(_log_key(line) for line in text.split("\n") if line.strip())
    if not keys:
        raise Malformed(_WHAT, "it is empty")
    return keys


def _log_key(line: str) -> LogKey:
    key = parse_verifier(line)
    if not isinstance(key, Ed25519Verifier | MlDsa44Verifier):
        raise Malformed(_WHAT, "it is a witness's key (type 4); a log's is of type Ed25519 (1) or ML-DSA-44 (6)")
    return key


def _in_file(path: Path) -> tuple[LogKey, ...]:
    try:
        return parse_keys(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LogsUnreadable(path, f"{error}.") from error
    except Malformed as error:
        raise LogsUnreadable(path, str(error)) from error
