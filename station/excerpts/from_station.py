"""Proofs from the station: its database, its recordings, and what others vouch for below them. Nothing is written here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, or_, select

from station.excerpts.attested import Attested
from station.excerpts.errors import SessionOpen, UnknownEntry, UnknownRecording
from station.excerpts.sources import Files, Signed
from station.formats.tlog_proof import TlogProof
from station.ledger import proofs
from station.ledger.errors import Damaged
from station.ledger.queries import RecordingRow, SessionRow
from station.ledger.tables import checkpoints, entries
from station.rules.succession import LogKeys
from station.verify.record import Facts, Record, read_record
from station.verify.seal import parse_keys

ENTRIES_AT_ONCE = 1000
ATTESTED = "attested"  # below the recordings


@dataclass(frozen=True)
class FromStation:
    """A `Source` that is the station; `recordings` is where its recordings lie."""

    connection: Connection
    recordings: Path

    def record(self, recording: str) -> Record:
        """Return the sealed session of a recording; raise `UnknownRecording` or `SessionOpen`."""
        row = self.connection.execute(
            select(SessionRow.session, SessionRow.first_entry, SessionRow.seal_entry)
            .join(RecordingRow, RecordingRow.session == SessionRow.session)
            .where(RecordingRow.recording == recording)
        ).first()
        if row is None:
            raise UnknownRecording(recording)
        if row.seal_entry is None:
            raise SessionOpen(row.session)
        bodies = self._bodies(row.first_entry, row.seal_entry + 1)
        return read_record(b"".join(body + b"\n" for body in bodies))

    def files(self, facts: Facts) -> Files:
        """Tell where a recording lies."""
        path = self.recordings / facts.started.data["file"]
        return Files(path, path.with_name(f"{path.stem}.fragments.jsonl"))

    def body(self, entry: int) -> bytes:
        """Return an entry's own bytes; raise `UnknownEntry`."""
        found = proofs.bodies(self.connection, entry, entry + 1)
        if not found:
            raise UnknownEntry(entry, 0, proofs.size_of(self.connection) - 1)
        return found[0]

    def newest(self, entry: int) -> Signed:
        """Return the newest co-signed checkpoint that covers the entry, or else the newest of all."""
        size = self._attested.newest_cosigned(entry)
        return self._signed(proofs.size_of(self.connection) if size is None else size)

    def sealing(self, seal: int) -> Signed:
        """Return the first checkpoint over the seal; a later co-signed one when only that is co-signed."""
        covering = select(checkpoints.c.size).where(checkpoints.c.size > seal).order_by(checkpoints.c.size).limit(1)
        first = self.connection.scalar(covering)
        if first is None:
            raise Damaged("checkpoint over entry", seal, "a signed checkpoint", "none")
        later = None if self._attested.is_cosigned(first) else self._attested.newest_cosigned(seal)
        return self._signed(first if later is None else later)

    def prove(self, entry: int, signed: Signed) -> TlogProof:
        """Return the proof that an entry stands in a checkpoint's tree."""
        hashes = proofs.inclusion_proof(self.connection, entry, signed.size)
        return TlogProof(entry, tuple(hashes), signed.note)

    @property
    def _attested(self) -> Attested:
        return Attested(self.recordings / ATTESTED)

    def _signed(self, size: int) -> Signed:
        note = proofs.checkpoint_at(self.connection, size).note
        return Signed(size, self._attested.cosign(size, note), self._keys(size))

    def _keys(self, size: int) -> LogKeys:
        """Return the keys that signed a checkpoint: those named last before it.

        A `key.succeeded` is itself still signed by the old keys, a `station.started` by those that it names.
        """
        started = (entries.c.kind == "station.started") & (entries.c.entry < size)
        succeeded = (entries.c.kind == "key.succeeded") & (entries.c.entry < size - 1)
        naming = select(entries.c.body).where(or_(started, succeeded)).order_by(entries.c.entry.desc()).limit(1)
        body = self.connection.scalar(naming)
        if body is None:
            raise Damaged("station.started before entry", size, "an entry that names the key", "none")
        data = json.loads(body)["data"]
        first, second = ("new", "new_post_quantum") if "new" in data else ("key", "post_quantum_key")
        lines = [data[first], *([data[second]] if data[second] else [])]
        return parse_keys("".join(f"{line}\n" for line in lines), "verifier key")

    def _bodies(self, first: int, stop: int) -> Iterator[bytes]:
        for start in range(first, stop, ENTRIES_AT_ONCE):
            yield from proofs.bodies(self.connection, start, min(start + ENTRIES_AT_ONCE, stop))
