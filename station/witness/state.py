"""What the witness must never forget, in one folder for one key, for life.

    STATE/witness.vkey         whose state this is
    STATE/newest/HASH          the newest cosigned checkpoint of a log; HASH = hex SHA-256 of its origin. The log's lines in it
                               say which of its keys has signed last
    STATE/forks/HASH-ROOT      a checkpoint that the log signed with another root for the same size: proof of its fork
    STATE/logs/                the logs to follow, and their keys in order (see `following`)
    KEY.state                  beside the key: where its state lies, so that an empty folder is not taken for it

Survives: a kill or a power cut at any moment (see `durable`). Does not survive: an older copy of the folder put back, or a copy
of the key used elsewhere. Nothing on one machine can notice that.
"""

import re
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from station import durable
from station.durable import AlreadyRunning, FolderLock
from station.formats.cosignature import CosignatureVerifier
from station.witness.errors import OtherKey, StateInUse, StateLost
from station.witness.newest import FORKS, NEWEST, LogState, Remembered, origin_hash

LOGS = "logs"
OWNER = "witness.vkey"
MARK_SUFFIX = ".state"
_HASH = re.compile(r"[0-9a-f]{64}")


class State:
    """The state folder, held for this process until closed. Safe for use by several threads."""

    def __init__(self, folder: Path, key_file: Path, own: CosignatureVerifier) -> None:
        durable.make_folder(folder)
        try:
            self._lock = FolderLock(folder)
        except AlreadyRunning as error:
            raise StateInUse(folder, error.pid) from error
        try:
            _claim(folder, key_file, own.format())
            self._folder = folder
            self._logs = _load(folder, own)
            self._growing = threading.Lock()
        except BaseException:
            self._lock.close()
            raise

    def log(self, origin: str) -> LogState:
        """Return what is known of a log, which may be nothing; always the same object for one log."""
        with self._growing:
            return self._logs.setdefault(origin_hash(origin), LogState(self._folder, Remembered.nothing(origin)))

    def newest(self, hashed: str) -> bytes | None:
        """Return the newest cosigned checkpoint of the log whose origin has this hex SHA-256, if there is one."""
        known = self._logs.get(hashed)
        return None if known is None else known.newest.note or None

    def close(self) -> None:
        """Let the folder go."""
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _claim(folder: Path, key_file: Path, own: str) -> None:
    """Tie folder and key to each other; raise `OtherKey` or `StateLost`."""
    mark = key_file.with_name(key_file.name + MARK_SUFFIX)
    owner = durable.read(folder / OWNER)
    if owner is None:
        former = durable.read(mark)
        if former is not None:
            raise StateLost(key_file, folder, former.decode(errors="replace").strip())
        for each in (NEWEST, FORKS, LOGS):
            durable.make_folder(folder / each)
        durable.write_file(folder / OWNER, f"{own}\n".encode())
    elif owner != f"{own}\n".encode():
        raise OtherKey(folder, own, owner.decode(errors="replace").strip())
    # A crash before this leaves a folder with its owner, and the next start comes here again; nothing was signed yet.
    place = f"{folder.resolve()}\n".encode()
    if durable.read(mark) != place:
        durable.write_file(mark, place)


def _load(folder: Path, own: CosignatureVerifier) -> dict[str, LogState]:
    found = [each for each in (folder / NEWEST).iterdir() if _HASH.fullmatch(each.name)]
    return {each.name: LogState(folder, Remembered.read(each, own)) for each in found}
