"""A new log after the key of an old one was lost: its first entry names the last checkpoint that the old one showed.

Nobody can go on with a log whose key is gone; whoever seems to has the key, and stole it. So the new log has a name, a key,
a folder and a database of its own, and only points back. The pointer is signed by the new key alone: that the two belong
together, the people who lost the key must say in public, in another way (docs/keys.md).
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from station.config import StationSettings
from station.formats import checkpoint, note
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import parse_verifier
from station.formats.entry import Event
from station.formats.errors import Malformed
from station.formats.note import Ed25519Verifier
from station.ledger.errors import LedgerError
from station.ledger.keyring import make_keys, open_signer
from station.ledger.rotation import NoReason, opened
from station.ledger.transaction import Clock
from station.rules.succession import LogKeys


class NotANewLog(LedgerError):
    """The settings lead to a log that exists already, or bear the old log's name."""


@dataclass(frozen=True)
class Predecessor:
    """The last checkpoint of the old log, verified: what it states, and the note with the log's own signatures alone."""

    stated: Checkpoint
    note: bytes


def read_predecessor(published: bytes, vkeys: Sequence[str]) -> Predecessor:
    """Verify each signature of the old log on its checkpoint; raise a `VerificationError`.

    `vkeys` may be of all times of the old log: right after a change the newest checkpoint is the old keys'.
    """
    verifiers = [parse_verifier(each) for each in vkeys]
    opened = note.open_note(published, verifiers)
    stated = checkpoint.parse(opened.text)
    own = [each for each in note.parse(published).signatures if each.name == stated.origin]
    by_first = {(each.name, each.key_id) for each in verifiers if isinstance(each, Ed25519Verifier)}
    if list(opened.signatures) != own or not any((each.name, each.key_id) in by_first for each in own):
        raise Malformed(
            "checkpoint of the old log", "give the verifier keys of each signature that bears the log's name"
        )
    return Predecessor(stated, opened.format())


def begin_anew(station: StationSettings, log: Path, old: Predecessor, reason: str, clock: Clock) -> LogKeys:
    """Begin the log that the settings describe with the entry `log.continues`; return its keys.

    Makes the keys, unless an earlier try did. The caller holds the folder's lock. `log` is the published log's folder.
    """
    if not reason.strip():
        raise NoReason
    if old.stated.origin == station.name:
        raise NotANewLog(
            f"station.name is still {station.name}, the name of the old log. A log whose key is lost has ended: give the new one "
            "settings of its own, with another name, key, recordings and database."
        )
    if not station.key.exists():
        make_keys(station, station.key)
    signer = open_signer(station)
    with opened(station, signer, log, clock) as ledger:
        if ledger.size:
            raise NotANewLog(
                f"The log {station.name} has {ledger.size} entries already, and only its first may say what it goes on from. "
                "Nothing was written. Give settings with a new name, key, recordings and database."
            )
        ledger.append(Event("log.continues", _data(old, reason)))
    return LogKeys(signer.verifier, signer.second_verifier)


def _data(old: Predecessor, reason: str) -> dict[str, object]:
    return {
        "origin": old.stated.origin,
        "size": old.stated.size,
        "root": base64.b64encode(old.stated.root).decode(),
        "checkpoint": old.note.decode(),
        "reason": reason,
    }
