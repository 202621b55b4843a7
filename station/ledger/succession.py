"""Which key signed which checkpoint, as the `key.succeeded` entries say, and the proofs of them for a bag.

The chain is followed backwards from the key at hand. At a start the old key is taken at the newest entry's word: an insider
who forged a whole database without the key in the file would still have to forge the published copy, which is held
against it. `scrub` and the verifier follow the chain as a whole.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from station.formats import note
from station.formats.checkpoint import Checkpoint, parse
from station.formats.cosignature import MlDsa44Verifier, parse_verifier
from station.formats.entry import Entry
from station.formats.errors import NoTrustedSignature, VerificationError
from station.formats.note import Verifier
from station.formats.tlog_proof import TlogProof
from station.ledger import proofs
from station.ledger.errors import Damaged, LedgerError
from station.ledger.tables import entries
from station.rules.succession import KIND, Change, OutOfSuccession, check_order, next_change, read_change


class KeySucceeded(LedgerError, VerificationError):
    """The newest entry hands the log on to another key than the one at hand."""

    def __init__(self, change: Change, found: Verifier) -> None:
        super().__init__(
            f"Entry {change.index} hands the log on to the key {change.new.first.format()}, but the key file holds the key "
            f"{found.key_id:08x}. Put the file of the new key in its place. If it is lost, the log has ended: see docs/keys.md."
        )
        self.change = change
        self.found = found


@dataclass(frozen=True)
class Succession:
    """One change of the key as a bag holds it: the entry's bytes, and its proof in the checkpoint that ends with it."""

    index: int
    entry_bytes: bytes
    proof_bytes: bytes


@dataclass(frozen=True)
class Reign:
    """The keys that may have signed: the one at hand, the changes that led to it, and the log's ML-DSA-44 keys."""

    newest: Verifier
    changes: tuple[Change, ...]
    seconds: tuple[Verifier, ...] = ()

    @classmethod
    def since(cls, connection: Connection, size: int, newest: Verifier) -> "Reign":
        """Read what is needed to open checkpoints of this size and larger; `newest` is the key at hand."""
        return cls(newest, changes(connection, entries.c.entry >= size - 1))

    @classmethod
    def whole(cls, connection: Connection, newest: Verifier) -> "Reign":
        """Read all changes; raise `OutOfSuccession` unless each goes on from the one before, and the last leads here."""
        found = changes(connection)
        check_order(found)
        if found and newest not in (found[-1].old, found[-1].new.first):
            raise KeySucceeded(found[-1], newest)
        return cls(newest, found, _seconds(connection, found))

    def open(self, size: int, signed: bytes) -> Checkpoint:
        """Open the checkpoint of that size; raise unless the Ed25519 key then in force signed it, and none signed it badly."""
        change = next_change(self.changes, size)
        key = self.newest if change is None else change.old
        opened = note.open_note(signed, [key, *self.seconds])
        if all(each.key_id != key.key_id for each in opened.signatures):
            raise NoTrustedSignature(tuple(each.name for each in opened.signatures))
        return parse(opened.text)


def changes(connection: Connection, *where: ColumnElement[bool]) -> tuple[Change, ...]:
    """Read the changes of the key, in their order; raise `Damaged` when an entry that should be one is not."""
    rows = select(entries.c.entry, entries.c.body).where(entries.c.kind == KIND, *where).order_by(entries.c.entry)
    return tuple(_change(index, body) for index, body in connection.execute(rows))


def successions(connection: Connection, before: int) -> list[Succession]:
    """Return the changes of the key before that entry, each with its proof, as `data/succession/` of a bag holds them."""
    return [_proved(connection, change.index) for change in changes(connection, entries.c.entry < before)]


def check_heir(connection: Connection, size: int, found: Verifier) -> None:
    """Raise `KeySucceeded` when the newest entry of the log hands it on to another key than the one at hand."""
    for change in changes(connection, entries.c.entry == size - 1):
        if change.new.first != found:
            raise KeySucceeded(change, found)


def _proved(connection: Connection, index: int) -> Succession:
    (body,) = proofs.bodies(connection, index, index + 1)
    size = index + 1  # the entry was appended alone, and the old key signed nothing after it
    hashes = tuple(proofs.inclusion_proof(connection, index, size))
    proof = TlogProof(index, hashes, proofs.checkpoint_at(connection, size).note)
    return Succession(index, body, proof.format())


def _change(index: int, body: object) -> Change:
    try:
        return read_change(_decoded(index, body))
    except VerificationError as error:
        raise Damaged("entry", index, "a change of the key", str(error)) from error


def _decoded(index: int, body: object) -> Entry:
    """SQLite lets a hand put text where the column says bytes."""
    return Entry.decode(index, body if isinstance(body, bytes) else b"")


def _seconds(connection: Connection, found: tuple[Change, ...]) -> tuple[Verifier, ...]:
    """All ML-DSA-44 keys that the log ever named; a checkpoint's line by one of them must be good."""
    started = select(entries.c.entry, entries.c.body).where(entries.c.kind == "station.started")
    named = {_decoded(*row).data.get("post_quantum_key") for row in connection.execute(started)}
    known = {parse_verifier(text) for text in named if text is not None} | {change.new.second for change in found}
    return tuple(each for each in known if isinstance(each, MlDsa44Verifier))


__all__ = ["Change", "KeySucceeded", "OutOfSuccession", "Reign", "Succession", "changes", "check_heir", "successions"]
