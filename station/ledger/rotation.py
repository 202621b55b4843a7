"""The change of the log's key: the old key signs that a new one follows, and the new key's file takes its place.

Five durable steps, and what a crash after each leaves:
1. the new keys, whole, in `KEYFILE.pending`: keys that nothing names; the next change makes others in their place;
2. the entry `key.succeeded`, in a checkpoint that the old keys sign: the log belongs to the pending keys now, and the old
   ones are refused; `settle`, at each start and at the next change, does the rest;
3. that checkpoint as `succession/SIZE` beside the published log, whose own `checkpoint` soon is another: the old keys' word
   for the new ones, for those who follow the log;
4. the old keys under a second name, `KEYFILE.retired-KEYID`;
5. the new file in the old one's place, by one rename: there is a key file at every moment.

Limits: whoever copied the old key before can still sign with it; see docs/keys.md. The old file is kept for a person to
destroy, since only a person knows what copies there are. On a token the old key stays, too.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from station import durable, keys
from station.config import StationSettings
from station.formats.entry import Event
from station.formats.signing import LogSigner
from station.ledger import engine, proofs
from station.ledger.errors import LedgerError
from station.ledger.keyring import make_keys, open_signer
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.ledger.proofs import SignedCheckpoint
from station.ledger.succession import changes
from station.ledger.tables import entries
from station.ledger.transaction import Clock
from station.rules.succession import KIND, Change, LogKeys

PENDING_SUFFIX = ".pending"
SUCCESSION = "succession"


class NoReason(LedgerError):
    """A change in the life of a key is recorded with its reason, for those who read the log."""

    def __init__(self) -> None:
        super().__init__("Say in a few words why, with --reason: it stands in the log for all who read it.")


class PendingKeyGone(LedgerError):
    """The new keys vanished from the disk while the change was written."""

    def __init__(self, pending: Path) -> None:
        super().__init__(
            f"{pending} has gone while the key was changed; put it back, and see who else works in that folder."
        )
        self.pending = pending


@dataclass(frozen=True)
class Rotated:
    """A change of the key that is done: the entry, the keys in force now, and where the old ones were put."""

    entry: int
    keys: LogKeys
    retired: Path


def rotate(station: StationSettings, log: Path, reason: str, clock: Clock, *, in_file: bool = False) -> Rotated:
    """Give the log new keys; a change that a crash interrupted is finished instead. The caller holds the folder's lock.

    `log` is the published log's folder. With `in_file` the new keys are made in the file although a token is set.
    """
    if not reason.strip():
        raise NoReason
    done = settle(station, log)
    if done is not None:
        return done
    signer = open_signer(station, as_it_is=True)
    with opened(station, signer, log, clock) as ledger:
        pending = _pending(station)
        pending.unlink(missing_ok=True)  # no entry names it, and the published log, just held against, goes no further
        made = make_keys(station, pending, in_file=in_file)
        new_post_quantum = made[1] if len(made) > 1 else None
        data = {"old": signer.verifier.format(), "new": made[0], "new_post_quantum": new_post_quantum, "reason": reason}
        ledger.append(Event(KIND, data))
    done = settle(station, log)
    if done is None:
        raise PendingKeyGone(pending)
    return done


def settle(station: StationSettings, log: Path) -> Rotated | None:
    """Finish a change of the key that the log has but the key file has not; None when there is none.

    For a start, before the key is loaded. `log` is the published log's folder; the caller holds the recordings' lock.
    """
    pending = _pending(station)
    if not pending.exists():
        return None
    new = keys.public(pending)
    found = _newest_change(station.database)
    if found is None or found[0].new != new:
        return None
    change, last = found
    durable.make_folder(log / SUCCESSION)
    durable.write_file(log / SUCCESSION / str(last.size), last.note)
    retired = station.key.with_name(f"{station.key.name}.retired-{change.old.key_id:08x}")
    with suppress(FileExistsError):  # a crash came between this step and the next
        os.link(station.key, retired)
    durable.sync_folder(station.key.parent)
    pending.replace(station.key)
    durable.sync_folder(station.key.parent)
    return Rotated(change.index, new, retired)


@contextmanager
def opened(station: StationSettings, signer: LogSigner, log: Path, clock: Clock) -> Iterator[Ledger]:
    """Open the station's log for a few entries; what they promise is published when the block ends."""
    writer = engine.writer(station.database)
    try:
        ledger = Ledger.open(writer, signer, project, clock, log)
        try:
            yield ledger
        finally:
            ledger.close()
    finally:
        writer.dispose()


def _pending(station: StationSettings) -> Path:
    return station.key.with_name(station.key.name + PENDING_SUFFIX)


def _newest_change(database: str) -> tuple[Change, SignedCheckpoint] | None:
    """The newest entry, if it changes the key, and the checkpoint that ends with it.

    Nothing can follow it before the new key is in place.
    """
    writer = engine.writer(database)  # the writer, since SQLite mends what a crash left of its own
    try:
        engine.create_schema(writer)
        with writer.begin() as connection:
            newest = select(entries.c.entry).order_by(entries.c.entry.desc()).limit(1)
            for change in changes(connection, entries.c.entry == newest.scalar_subquery()):
                return change, proofs.checkpoint_at(connection, change.index + 1)
        return None
    finally:
        writer.dispose()
