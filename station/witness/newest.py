"""Of one log: the newest checkpoint that the witness cosigned, on the disk before it is in the memory or in an answer.

Sizes only grow, since the caller checks and stores in one `turn`. What could not be stored is neither shown nor signed.
"""

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from station import durable
from station.durable import DiskFull
from station.formats import checkpoint
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import CosignatureVerifier, timestamp_s
from station.formats.errors import Malformed, VerificationError
from station.formats.merkle import empty_root
from station.formats.note import Note, Signature, open_note
from station.formats.note import parse as parse_note
from station.witness.errors import NotStored, StateDamaged

MAX_FORKS = 16  # of one log: one proves its fork, and a log that signs without end must not fill the disk
NEWEST = "newest"
FORKS = "forks"


@dataclass(frozen=True)
class Remembered:
    """A checkpoint, its note with the witness's own signature, and the time that this states; empty before the first."""

    checkpoint: Checkpoint
    note: bytes
    at_s: int

    @classmethod
    def nothing(cls, origin: str) -> Self:
        """What a witness knows of a log before it cosigns the first time: the empty tree."""
        return cls(Checkpoint(origin, 0, empty_root()), b"", 0)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """The log's lines and the witness's own; none before the first."""
        return parse_note(self.note).signatures if self.note else ()

    @classmethod
    def read(cls, path: Path, own: CosignatureVerifier) -> Self:
        """Read a stored one; raise `StateDamaged` unless this key cosigned it and it is of the log that the name says."""
        try:
            data = path.read_bytes()
            opened = open_note(data, [own])
            stated = checkpoint.parse(opened.text)
        except (OSError, VerificationError) as error:
            raise StateDamaged(path, str(error)) from error
        if origin_hash(stated.origin) != path.name:
            raise StateDamaged(path, f"it is a checkpoint of {stated.origin}, which has another name.")
        return cls(stated, data, timestamp_s(opened.signatures[0].signature))


class LogState:
    """One log as the witness knows it. Hold `turn` from the check to the end of `keep`."""

    def __init__(self, folder: Path, newest: Remembered) -> None:
        self.turn = threading.Lock()
        self.newest = newest
        name = origin_hash(newest.checkpoint.origin)
        self._path = folder / NEWEST / name
        self._fork = folder / FORKS / name
        self._failure: NotStored | None = None

    def keep(self, cosigned: Remembered) -> None:
        """Store it durably; raise `NotStored`, and then its cosignature must not leave the witness."""
        if self._failure is not None:
            raise self._failure
        try:
            parse_note(cosigned.note)
        except Malformed as error:  # the next start could not read it, and would take it for damage
            raise NotStored(self._path, str(error).rstrip("."), final=False) from error
        try:
            # A crash before the rename leaves the old checkpoint, after it the new one; no answer has been given yet.
            durable.write_file(self._path, cosigned.note)
        except DiskFull as error:
            raise NotStored(self._path, str(error), final=False) from error
        except OSError as error:
            # a flush that failed may report success the next time (see `durable`), so this log waits for a new start
            self._failure = NotStored(self._path, str(error), final=True)
            raise self._failure from error
        self.newest = cosigned

    def keep_fork(self, stated: Checkpoint, note: Note) -> None:
        """Store the log's signature under a second root for one size, unless there are enough. Raise `OSError`."""
        if len([*self._fork.parent.glob(f"{self._fork.name}-*")]) < MAX_FORKS:
            durable.write_file(self._fork.with_name(f"{self._fork.name}-{stated.root.hex()}"), note.format())


def origin_hash(origin: str) -> str:
    """Return the hex SHA-256 of a log's name, as the specification's addresses have it."""
    return hashlib.sha256(origin.encode()).hexdigest()
