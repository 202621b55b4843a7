"""What the monitor must not forget of one log, in a folder of its own; every file is whole or absent (see `durable`).

    target          the address or folder, for people
    station.vkey    the keys that the log is held to: given, or the first that it named; one verifier key a line
    checkpoint      the newest checkpoint that was accepted, the signed note
    progress.json   how far its entries were judged, and what stands. May be lost: then the log is judged from its first entry

They are written in this order. A crash between two leaves a smaller memory, never a wrong one: what the newer files would have
said is found, and told, once more.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from station import durable
from station.formats import checkpoint, note
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import parse_verifier
from station.formats.errors import VerificationError
from station.monitor.errors import StateDamaged
from station.monitor.past import Past

VERSION = 1  # of progress.json; another one is not read, and costs one reading of the log
TARGET, KEYS, CHECKPOINT, PROGRESS = "target", "station.vkey", "checkpoint", "progress.json"
WEB = ("http://", "https://")
NAME_HEX = 16  # of the target's hash: a name that nobody has to choose


@dataclass(frozen=True)
class Kept:
    """A checkpoint and the note that it came in."""

    note: bytes
    checkpoint: Checkpoint

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read a signed note without trusting it; raise `VerificationError`."""
        return cls(data, checkpoint.parse(note.parse(data).text))


def place_of(target: str) -> str:
    """Spell a target in the one way by which it is known again: a web address, or a whole path."""
    return target.rstrip("/") if target.startswith(WEB) else str(Path(target).resolve())


class Memory:
    """The memory of one log. Raise `StateDamaged` at the start when it cannot be used."""

    def __init__(self, folder: Path, target: str) -> None:
        target = place_of(target)
        self.folder = folder / hashlib.sha256(target.encode()).hexdigest()[:NAME_HEX]
        durable.make_folder(self.folder)
        if durable.read(self.folder / TARGET) is None:
            durable.write_file(self.folder / TARGET, f"{target}\n".encode())
        self.kept = self._read_kept()
        self.keys = self._read_keys()
        self.progress = self._read_progress()

    def keep_keys(self, keys: Sequence[str]) -> None:
        """Hold the log to these keys from now on."""
        durable.write_file(self.folder / KEYS, "".join(f"{each}\n" for each in keys).encode())
        self.keys = tuple(keys)

    def keep(self, kept: Kept) -> None:
        """Put a newer checkpoint in place of the old one, with which it was found consistent."""
        durable.write_file(self.folder / CHECKPOINT, kept.note)
        self.kept = kept

    def save(self, progress: dict[str, Any]) -> None:
        """Store how far the log was judged, unless nothing changed."""
        whole = {"v": VERSION, **progress}
        if whole != self.progress:
            durable.write_file(self.folder / PROGRESS, json.dumps(whole).encode())
            self.progress = json.loads(json.dumps(whole))

    def _read_kept(self) -> Kept | None:
        data = durable.read(self.folder / CHECKPOINT)
        try:
            return None if data is None else Kept.read(data)
        except VerificationError as error:
            raise StateDamaged(self.folder / CHECKPOINT, str(error)) from error

    def _read_keys(self) -> tuple[str, ...]:
        data = durable.read(self.folder / KEYS)
        try:
            lines = tuple(() if data is None else data.decode("ascii").splitlines())
            for line in lines:
                parse_verifier(line)
        except (UnicodeDecodeError, VerificationError) as error:
            raise StateDamaged(self.folder / KEYS, f"{error}") from error
        return lines

    def _read_progress(self) -> dict[str, Any] | None:
        data = durable.read(self.folder / PROGRESS)
        if data is None or self.kept is None:
            return None
        try:
            found: dict[str, Any] = json.loads(data)
            Past.from_json(found["past"])
            # further than the checkpoint: one of the two is from another time, so the log is judged again
            usable = found["v"] == VERSION and found["told"] <= self.kept.checkpoint.size
        except (ValueError, KeyError, TypeError):
            return None
        return found if usable else None
