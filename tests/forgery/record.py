"""A record in somebody's hands: its station's folders and what is shown of it, and how one is read and recorded again.

`Draft` is a record as values that can be changed. `Draft.record` has the station's own software record it as it now is, with
the station's own keys: a database, a published log, files and lists of fragments, as if it had happened so.
"""

import base64
import hashlib
import json
import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from station.evidence import export_session
from station.formats.checkpoint import Checkpoint
from station.formats.entry import Entry, Event, Moment
from station.formats.fragment_lines import encode_lines
from station.formats.merkle import leaf_hash, root
from station.formats.mp4 import Fragment
from station.formats.personal import PersonalCosignature
from station.formats.signing import Cosigner, LogSigner
from station.ledger import engine, proofs
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.outbox.due import TURNS
from station.streams.fragment_list import Totals, list_path
from station.streams.recording_file import describe
from tests.films import pieces_of
from tests.images import image_of
from tests.sessions import CAMERAS, ORIGIN, SECOND, SESSION, Made, log_signer

COSIGNED, SEALED, IMAGE = "checkpoint.cosigned", "session.sealed", "image.cut"
Value = dict[str, Any]  # an entry: kind, at, data, session and by where there are any


@dataclass(frozen=True)
class Shown:
    """A station, and the bag of the session that it hands out."""

    made: Made
    bag: Path

    @property
    def log(self) -> Path:
        """The published log."""
        return self.made.recordings.parent / "log"

    @property
    def attested(self) -> Path:
        """What others vouched for, as the station keeps it."""
        return self.made.recordings / "attested"

    def checkpoint(self, size: int) -> bytes:
        """The signed note of that size, as it was committed."""
        reader = engine.reader(self.made.database)
        try:
            with reader.connect() as connection:
                return proofs.checkpoint_at(connection, size).note
        finally:
            reader.dispose()

    def find(self, kind: str, number: int = 0) -> Entry:
        """The session's entry of a kind, the first or a later one."""
        return [entry for entry in self.made.entries if entry.kind == kind][number]


def show(made: Made) -> Shown:
    """Export the session."""
    reader = engine.reader(made.database)
    try:
        with reader.connect() as connection:
            return Shown(made, export_session(connection, made.recordings, SESSION, made.recordings.parent / "bag"))
    finally:
        reader.dispose()


@dataclass
class Draft:
    """All entries of a log, to be changed, and the pieces of each recording.

    A cosignature without `cosignature` is made when its turn comes, with the key in `people`; one without `root` keeps its
    signature and gets the root that the log then has. The images of packages are cut anew, and the seal is made anew; `quorum`
    is what it claims instead of what the entries give, `reason` why it goes without one. `old_database` is where to go on from.
    `signers` sign, each up to a change of the key.
    """

    values: list[Value]
    pieces: dict[str, list[Fragment]]
    people: dict[str, Cosigner] = field(default_factory=dict)
    reason: str = "left before the end"
    quorum: Value | None = None
    old_database: Path | None = None
    signers: list[LogSigner] = field(default_factory=lambda: [log_signer()])

    @classmethod
    def of(cls, made: Made) -> "Draft":
        """Read a station's whole log and its recordings."""
        reader = engine.reader(made.database)
        with reader.connect() as connection:
            bodies = proofs.bodies(connection, 0, proofs.size_of(connection))
        reader.dispose()
        files = [path for path in (made.recordings / SESSION).iterdir() if path.suffix in {".mp4", ".txt"}]
        return cls([json.loads(body) for body in bodies], {path.stem: _pieces(path) for path in files})

    def all(self, *kinds: str, **data: Any) -> list[Value]:
        """The entries of these kinds with these data."""
        found = [value for value in self.values if value["kind"] in kinds]
        return [value for value in found if data.items() <= value["data"].items()]

    def drop(self, *kinds: str, **data: Any) -> None:
        """Leave entries out."""
        gone = [id(value) for value in self.all(*kinds, **data)]
        self.values = [value for value in self.values if id(value) not in gone]

    def record(self, folder: Path) -> Made:
        """Have it recorded below a folder."""
        recordings = folder / "recordings"
        (recordings / SESSION).mkdir(parents=True)
        self._recordings = recordings
        self._files = {name: _store(recordings / SESSION, name, pieces) for name, pieces in self.pieces.items()}
        database = folder / "station.db"
        if self.old_database is not None:
            shutil.copy(self.old_database, database)
        self._entries: list[Entry] = []
        self._size = 0
        for signer, values in self._reigns():
            self._replay(f"sqlite:///{database}", folder / "log", signer, values)
        return Made(recordings, f"sqlite:///{database}", self.signers[-1], tuple(self._entries))

    def _reigns(self) -> Iterator[tuple[LogSigner, list[Value]]]:
        """The entries up to each change of the key, and those after the last."""
        ends = [number for number, value in enumerate(self.values, 1) if value["kind"] == "key.succeeded"]
        for signer, first, stop in zip(self.signers, [0, *ends], [*ends, len(self.values)], strict=True):
            yield signer, self.values[first:stop]

    def _replay(self, database: str, log: Path, signer: LogSigner, values: list[Value]) -> None:
        writer = engine.writer(database)
        self._moments = deque([_moment(values[0])])
        ledger = Ledger.open(writer, signer, project, self._clock, log)
        known = ledger.size - self._size  # in the old database
        for number, value in enumerate(values[:known], self._size):
            self._take(
                Entry(number, value["kind"], _moment(value), value["data"], value.get("session"), value.get("by"))
            )
        for group in _committed_at_once(values[known:]):
            self._moments = deque(_moment(value) for value in group)
            events = [self._event(value, ledger) for value in group]
            for entry in ledger.append(*events):
                self._take(entry)
        ledger.close()
        writer.dispose()

    def _event(self, value: Value, ledger: Ledger) -> Event:
        kind, data = value["kind"], self._data(value, ledger)
        if kind == IMAGE:
            kind, data = image_of(self._recordings, self._entries, data["package"], CAMERAS[0]) or (kind, data)
        return Event(kind, data, value.get("session"), value.get("by"))

    def _take(self, entry: Entry) -> None:
        if entry.session is not None:
            self._entries.append(entry)
        self._size += 1

    def _clock(self) -> Moment:
        """Each entry's own moment; a checkpoint is signed at that of its last entry."""
        return self._moments.popleft() if len(self._moments) > 1 else self._moments[0]

    def _data(self, value: Value, ledger: Ledger) -> Value:
        """What the entry says, with all that follows from the files and the entries before it."""
        data = value["data"]
        match value["kind"]:
            case "recordings.progressed":
                return {
                    "recordings": [self._grown(each["recording"], each["fragments"]) for each in data["recordings"]]
                }
            case "recording.finished":
                (started,) = self.all("recording.started", recording=data["recording"])
                totals, sha256 = self._files[data["recording"]]
                ended_us = started["data"]["epoch_us"] + totals[-1][1]
                return data | totals[-1][0] | {"sha256": sha256, "ended_us": ended_us}
            case "checkpoint.cosigned" if "cosignature" not in data:
                return self._cosign(data, ledger)
            case "checkpoint.cosigned" if data["root"] is None:
                return data | {"root": base64.b64encode(ledger.root).decode()}
            case "session.sealed":
                return self._seal(data)
        return data

    def _grown(self, name: str, fragments: int) -> Value:
        return {"recording": name} | self._files[name][0][fragments][0]

    def _cosign(self, data: Value, ledger: Ledger) -> Value:
        stated = Checkpoint(ORIGIN, ledger.size, ledger.root)
        key, remark = self.people[data["person"]], data["remark"]
        signature = key.sign(stated.format(), self._moments[0].unix_us // SECOND)
        signed = key.sign_remark(stated, remark or "")
        return PersonalCosignature(data["person"], stated, signature, remark, signed).to_data()

    def _seal(self, data: Value) -> Value:
        started = [entry.data for entry in self._entries if entry.kind == "recording.started"]
        sealed = {
            "first": self._entries[0].index,
            "last": self._entries[-1].index,
            "root": base64.b64encode(root([leaf_hash(entry.encode()) for entry in self._entries])).decode(),
            "recordings": [self._sealed(each["recording"], each["file"]) for each in started],
            "quorum": self.quorum or self._quorum(),
        }
        return data | sealed

    def _sealed(self, name: str, file: str) -> Value:
        totals, sha256 = self._files[name]
        return {"recording": name, "file": file, "sha256": sha256} | totals[-1][0]

    def _quorum(self) -> Value:
        cosigned = [entry.data["person"] for entry in self._entries if entry.kind == COSIGNED]
        missing = [[role] for role, who in (("police", "P1"), ("media", "P2")) if who not in cosigned]
        return {
            "met": not missing,
            "cosigned": cosigned,
            "missing": missing,
            "reason": self.reason if missing else None,
        }


def _committed_at_once(values: list[Value]) -> Iterator[list[Value]]:
    """Entries side by side, as a transaction may take them: what others vouch for ends one, and what rests on a root is alone."""
    group: list[Value] = []
    for value in values:
        if value["kind"] in {COSIGNED, SEALED} and group:
            yield group
            group = []
        group.append(value)
        if value["kind"] in {COSIGNED, *TURNS}:
            yield group
            group = []
    if group:
        yield group


def _moment(value: Value) -> Moment:
    return Moment(value["at"]["unix_us"], value["at"]["mono_us"])


def _pieces(path: Path) -> list[Fragment]:
    data = path.read_bytes()
    if path.suffix == ".mp4":
        return pieces_of(data)
    lines = [json.loads(line) for line in list_path(path).read_bytes().splitlines()]
    return [_piece(data, line) for line in lines]


def _piece(data: bytes, line: Value) -> Fragment:
    offset = line["offset"]
    part = data[offset : offset + line["bytes"]]
    return Fragment(part, offset, line["frames"], line["start_us"], line["end_us"])


def _store(folder: Path, name: str, pieces: list[Fragment]) -> tuple[list[tuple[Value, int]], str]:
    """Write a recording and its list; return its totals after each number of fragments, with its length, and its SHA-256."""
    data = b"".join(piece.data for piece in pieces)
    path = folder / f"{name}{'.txt' if '-serial-' in name else '.mp4'}"
    path.write_bytes(data)
    offsets = accumulate((len(piece.data) for piece in pieces), initial=0)
    lines = [describe(piece, number, at) for number, (piece, at) in enumerate(zip(pieces, offsets, strict=False))]
    list_path(path).write_bytes(encode_lines(lines))
    grown, totals = Totals(), []
    for line in (None, *lines):
        if line is not None:
            grown.add(line)
        totals.append((grown.as_data(), grown.end_us))
    return totals, hashlib.sha256(data).hexdigest()
