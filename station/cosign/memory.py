"""What a person's laptop remembers of one station's log, in a folder of its own below the one that the person names.

    seen/SIZE-ROOT            checkpoints that were seen or signed and are not yet known to lead to one another
    SIZE.checkpoint           a signed checkpoint, as the station signed it
    SIZE.cosigned.json        the person's cosignature of it, before it leaves the laptop; a second one is SIZE-2
    SIZE.recorded.json, .tlog-proof    the receipt: its entry in the log, and the proof
    SIZE.refused.json         why the station did not take it
    evidence-SIZE-SIZE-ROOT/  two checkpoints that contradict each other

Files are written durably before what follows from them is done. An older copy of the folder put back forgets what was seen
since, and so could miss a second history.
"""

import base64
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from station import durable
from station.cosign.carried import format_cosignature, parse_cosignature
from station.cosign.errors import Busy, CosignError, MemoryDamaged, StationSays
from station.durable import AlreadyRunning, FolderLock
from station.formats.checkpoint import Checkpoint, parse
from station.formats.errors import VerificationError
from station.formats.note import parse as parse_note
from station.formats.personal import PersonalCosignature
from station.formats.tlog_proof import TlogProof
from station.formats.tlog_proof import parse as parse_proof

COSIGNED, CHECKPOINT, REFUSED = ".cosigned.json", ".checkpoint", ".refused.json"
RECORDED, RECORDED_PROOF = ".recorded.json", ".recorded.tlog-proof"
_SEEN = "seen"
_NAME_CHARACTERS = 60  # of the log's name, for people; the hash behind it tells logs apart


@dataclass(frozen=True)
class Seen:
    """A checkpoint that this laptop knows, and the note that it came in."""

    checkpoint: Checkpoint
    note: bytes

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.checkpoint.size}-{self.checkpoint.root.hex()[:16]}"


@dataclass(frozen=True)
class Kept:
    """A cosignature that was made on this laptop: its file, and what it says."""

    path: Path
    data: dict[str, Any]

    @property
    def recorded(self) -> int | None:
        """The number of its entry, when there is a receipt."""
        proof = durable.read(self._beside(RECORDED_PROOF))
        return None if proof is None else parse_proof(proof).index

    @property
    def pending(self) -> bool:
        """Whether the station neither recorded nor refused it, as far as this laptop knows."""
        return not self._beside(RECORDED_PROOF).exists() and not self._beside(REFUSED).exists()

    def keep_receipt(self, body: bytes, proof: TlogProof) -> Path:
        """Keep the entry and its proof."""
        path = self._beside(RECORDED_PROOF)
        durable.write_files({self._beside(RECORDED): body, path: proof.format()})
        return path

    def keep_refusal(self, said: StationSays) -> None:
        """Keep what the station said."""
        told = {"status": said.status, "detail": said.detail, "remedy": said.remedy}
        durable.write_file(self._beside(REFUSED), json.dumps(told, ensure_ascii=False).encode() + b"\n")

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(self.path.name.removesuffix(COSIGNED) + suffix)


class Memory:
    """The folder of one log, held for this process until closed; raise `Busy`."""

    def __init__(self, state: Path, origin: str) -> None:
        readable = re.sub(r"[^A-Za-z0-9.-]", "-", origin)[:_NAME_CHARACTERS]
        self.folder = state / f"{readable}-{sha256(origin.encode()).hexdigest()[:16]}"
        durable.make_folder(self.folder / _SEEN)
        try:
            self._lock = FolderLock(self.folder)
        except AlreadyRunning as error:
            raise Busy(self.folder) from error

    def seen(self) -> list[Seen]:
        """Return what is known, the largest last; raise `MemoryDamaged`."""
        files = (each for each in (self.folder / _SEEN).iterdir() if each.suffix != durable.TEMPORARY_SUFFIX)
        return sorted(map(_read_seen, files), key=lambda each: each.checkpoint.size)

    def see(self, new: Seen, *, instead_of: list[Seen]) -> None:
        """Remember a checkpoint; those `instead_of` which it stands are shown to lead to it, and go."""
        folder = self.folder / _SEEN
        durable.write_file(folder / new.name, new.note)
        # a crash here leaves the older ones beside it, and they are held against the log once more
        for each in instead_of:
            if each.name != new.name:
                (folder / each.name).unlink(missing_ok=True)

    def kept(self) -> list[Kept]:
        """Return the cosignatures that were made here, the oldest first; raise `MemoryDamaged`."""
        return sorted(map(_read_kept, self.folder.glob(f"*{COSIGNED}")), key=lambda each: each.path.stat().st_mtime_ns)

    def keep(self, signed: PersonalCosignature, note: bytes) -> Kept:
        """Keep a cosignature and its checkpoint, durably: from here on it may leave the laptop."""
        stem, number = str(signed.checkpoint.size), 1
        while (self.folder / f"{stem}{COSIGNED}").exists():
            number += 1
            stem = f"{signed.checkpoint.size}-{number}"
        path, data = self.folder / f"{stem}{COSIGNED}", signed.to_data()
        durable.write_files({self.folder / f"{stem}{CHECKPOINT}": note, path: format_cosignature(data)})
        return Kept(path, data)

    def keep_evidence(self, old: Seen, new: Seen, files: dict[str, bytes]) -> Path:
        """Keep two checkpoints that contradict each other, and what explains it; return the folder."""
        folder = self.folder / f"evidence-{old.checkpoint.size}-{new.checkpoint.size}-{new.checkpoint.root.hex()[:16]}"
        durable.make_folder(folder)
        notes = {"known.checkpoint": old.note, "shown.checkpoint": new.note}
        durable.write_files({folder / name: data for name, data in (notes | files).items()})
        return folder

    def close(self) -> None:
        """Let the folder go."""
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_seen(path: Path) -> Seen:
    note = path.read_bytes()
    try:
        return Seen(parse(parse_note(note).text), note)
    except VerificationError as error:
        raise MemoryDamaged(path, str(error)) from error


def _read_kept(path: Path) -> Kept:
    try:
        data = parse_cosignature(path.read_bytes())
        base64.b64decode(data["cosignature"], validate=True)
    except (CosignError, ValueError) as error:
        raise MemoryDamaged(path, str(error)) from error
    return Kept(path, data)
