"""What the ledger holds of a sealed session, read for its export: entries, checkpoint, proof, key and openings."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from station.evidence.errors import NotSealed, UnknownSession
from station.formats.canonical import canonical
from station.formats.checkpoint import Checkpoint
from station.formats.commitment import Opening
from station.formats.merkle import Frontier, root
from station.formats.tlog_proof import TlogProof
from station.ledger import proofs
from station.ledger.errors import Damaged
from station.ledger.queries import SessionRow
from station.ledger.succession import Succession, successions
from station.ledger.tables import checkpoints, entries, openings
from station.rules.succession import LogKeys
from station.verify.record import Record, read_record
from station.verify.seal import open_own, parse_keys

ENTRIES_AT_ONCE = 1000


@dataclass(frozen=True)
class SealedSession:
    """A session's record, with what ties it to the log."""

    record: Record
    lines: bytes
    keys: LogKeys
    before: bytes
    checkpoint: bytes
    proof: TlogProof
    people: bytes
    successions: tuple[Succession, ...]


def read_sealed(connection: Connection, session: str) -> SealedSession:
    """Read a sealed session; raise `UnknownSession`, `NotSealed`, or what is wrong with the database."""
    first, seal = _range(connection, session)
    lines = b"".join(body + b"\n" for body in _bodies(connection, first, seal + 1))
    keys = _keys(connection, seal)
    checkpoint, note = _checkpoint(connection, seal, keys)
    hashes = tuple(proofs.inclusion_proof(connection, seal, checkpoint.size))
    proof = TlogProof(seal, hashes, note)
    record = read_record(lines)
    proof.verify(record.seal.encode(), keys.verifiers)
    found = base64.b64encode(root(record.leaves[:-1])).decode()
    if found != record.seal.data["root"]:
        raise Damaged("the entries from entry", first, record.seal.data["root"], found)
    return SealedSession(
        record=record,
        lines=lines,
        keys=keys,
        before=_before(connection, first),
        checkpoint=note,
        proof=proof,
        people=_people(connection, session, seal),
        successions=tuple(successions(connection, seal)),
    )


def read_openings(connection: Connection, commitments: Iterable[str]) -> Iterator[bytes]:
    """Yield the openings of these commitments as lines; raise `Damaged` when one is not there."""
    for number, commitment in enumerate(commitments):
        row = connection.execute(select(openings).where(openings.c.commitment == commitment)).first()
        if row is None:
            raise Damaged("opening", number, commitment, "none")
        yield canonical(Opening(commitment, row.salt, json.loads(row.value)).to_json()) + b"\n"


def _range(connection: Connection, session: str) -> tuple[int, int]:
    columns = (SessionRow.first_entry, SessionRow.seal_entry, SessionRow.stage)
    row = connection.execute(select(*columns).where(SessionRow.session == session)).first()
    if row is None:
        raise UnknownSession(session)
    if row.seal_entry is None:
        raise NotSealed(session, row.stage)
    return row.first_entry, row.seal_entry


def _bodies(connection: Connection, first: int, stop: int) -> Iterator[bytes]:
    for start in range(first, stop, ENTRIES_AT_ONCE):
        yield from proofs.bodies(connection, start, min(start + ENTRIES_AT_ONCE, stop))


def _before(connection: Connection, first: int) -> bytes:
    """The log before the session: the roots of the whole subtrees that its entries divide into, largest first."""
    peaks = Frontier.load(first, proofs.subtrees_of(connection)).peaks
    return b"".join(base64.b64encode(each) + b"\n" for each in peaks)


def _people(connection: Connection, session: str, seal: int) -> bytes:
    """Who co-signed the seal after it was made, a line each."""
    later = (entries.c.kind == "seal.cosigned") & (entries.c.entry > seal)
    found = connection.scalars(select(entries.c.body).where(later).order_by(entries.c.entry))
    told = [json.loads(body)["data"] for body in found]
    return b"".join(canonical(data) + b"\n" for data in told if data["session"] == session)


def _keys(connection: Connection, seal: int) -> LogKeys:
    """The verifier keys that the station named when it last started before the seal."""
    started = (entries.c.kind == "station.started") & (entries.c.entry < seal)
    body = connection.scalar(select(entries.c.body).where(started).order_by(entries.c.entry.desc()).limit(1))
    if body is None:
        raise Damaged("station.started before entry", seal, "an entry that names the key", "none")
    data = json.loads(body)["data"]
    lines = [data["key"], *([data["post_quantum_key"]] if data["post_quantum_key"] else [])]
    return parse_keys("".join(f"{line}\n" for line in lines), "station.started")


def _checkpoint(connection: Connection, seal: int, keys: LogKeys) -> tuple[Checkpoint, bytes]:
    """The checkpoint whose last entry is the seal: the recorder seals in a transaction of its own."""
    note = connection.scalar(select(checkpoints.c.note).where(checkpoints.c.size == seal + 1))
    if note is None:
        raise Damaged("checkpoint over entry", seal, "a signed checkpoint", "none")
    return open_own(note, keys, "checkpoint"), note
