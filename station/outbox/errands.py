"""The two errands: a checkpoint to a witness (c2sp.org/tlog-witness), a checkpoint to a time authority (RFC 3161).

`run` does what is due next and tells whether there may be more at once; `ErrandFailed` says why it could not, and what to do.
A witness is asked in growing order, since it never goes back; a time authority newest first, since that stamp is over all.
"""

import time
import urllib.error
import urllib.request
from contextlib import suppress
from http.client import HTTPException
from typing import Protocol

from sqlalchemy import Engine

from station.config import AuthoritySettings, WitnessSettings
from station.formats.add_checkpoint import (
    MAX_BODY_BYTES,
    AddCheckpoint,
    Answer,
    Cosigned,
    OtherSize,
    Refusal,
    Refused,
    parse_answer,
)
from station.formats.cosignature import parse_verifier
from station.formats.errors import VerificationError
from station.formats.note import parse
from station.ledger.errors import NoCheckpoint
from station.ledger.proofs import SignedCheckpoint
from station.outbox import due
from station.outbox.authority import AuthorityFailed, stamp
from station.outbox.due import Due
from station.outbox.held import Held

TIMEOUT_S = 20.0


class ErrandFailed(Exception):
    """Someone did not vouch for a checkpoint now. `alarming` when it is not the network: the two know two histories."""

    def __init__(self, reason: str, *, alarming: bool = False) -> None:
        super().__init__(reason)
        self.alarming = alarming


class Errand(Protocol):
    """What a courier runs again and again."""

    name: str

    def run(self) -> bool:
        """Do what is due next; whether something was done. Raise `ErrandFailed`."""

    def waiting(self) -> int:
        """How many checkpoints wait."""


class ToWitness:
    """Checkpoints to one witness: those at the turns of a session, and the newest every so many seconds."""

    def __init__(self, settings: WitnessSettings, reader: Engine, held: Held, every_s: float) -> None:
        self._verifier = parse_verifier(settings.key)
        self.name = self._verifier.name
        self._url = settings.url.rstrip("/") + "/add-checkpoint"
        self._file = f"{self._verifier.key_id:08x}.cosignature"
        self._reader, self._held, self._every_s = reader, held, every_s
        self._due = Due(reader)
        self._known = held.newest(self._file)  # the size that the witness holds, as far as we know
        self._unsure = False  # the witness named this size itself: is what it holds there our history?
        self._asked_at = -every_s

    def run(self) -> bool:
        """Submit the next checkpoint, if one is due."""
        chosen = self._next()
        if chosen is None:
            return False
        self._asked_at = time.monotonic()
        answer = self._submit(chosen)
        if isinstance(answer, OtherSize):
            self._known, self._unsure = self._told(answer.size, chosen), True
            return True
        if not isinstance(answer, Cosigned):
            alarming = isinstance(answer, Refused) and answer.refusal is Refusal.INCONSISTENT
            raise ErrandFailed(_refused(self.name, answer), alarming=alarming)
        try:
            (line,) = answer.trusted(parse(chosen.note).text, [self._verifier])
        except (ValueError, VerificationError) as error:
            raise ErrandFailed(f"{self.name} answered with a cosignature that does not hold: {error}") from error
        self._held.keep(chosen.size, self._file, chosen.note, line.format().encode())
        self._known, self._unsure = chosen.size, False
        return True

    def waiting(self) -> int:
        """How many turns of a session it has not co-signed yet."""
        return len(self._turns())

    def _turns(self) -> list[int]:
        """The turns of sessions that the witness has not co-signed yet, smallest first."""
        found = [size for size in self._due.sizes() if size > self._known]
        self._due.forget(self._known)
        return found

    def _check_not_behind(self) -> None:
        newest = due.newest(self._reader)
        if newest is not None and newest.size < self._known:
            raise ErrandFailed(
                f"{self.name} has co-signed {self._known} entries of this log, which has {newest.size}: the database was set "
                "back. Stop, and put the newer one back",
                alarming=True,
            )

    def _next(self) -> SignedCheckpoint | None:
        self._check_not_behind()
        if self._unsure:
            with suppress(NoCheckpoint):  # a size within one of our transactions: the next proof will tell
                return due.checkpoint_of(self._reader, self._known)
        turns = self._turns()
        if turns:
            return due.checkpoint_of(self._reader, turns[0])
        if time.monotonic() - self._asked_at < self._every_s:
            return None
        newest = due.newest(self._reader)
        return newest if newest is not None and newest.size > self._known else None

    def _submit(self, chosen: SignedCheckpoint) -> Answer:
        proof = due.consistency(self._reader, self._known, chosen.size)
        body = AddCheckpoint(self._known, proof, chosen.note).format()
        asked = urllib.request.Request(self._url, body, {"Content-Type": "text/plain; charset=utf-8"})  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT_S) as answer:  # noqa: S310 - config allows HTTP alone
                return parse_answer(answer.status, answer.headers.get("Content-Type", ""), answer.read(MAX_BODY_BYTES))
        except urllib.error.HTTPError as error:
            with error:
                return parse_answer(error.code, error.headers.get("Content-Type", ""), error.read(MAX_BODY_BYTES))
        except (OSError, HTTPException) as error:
            raise ErrandFailed(
                f"{self.name} cannot be reached at {self._url} ({error}); tried again by itself"
            ) from error
        except VerificationError as error:
            raise ErrandFailed(f"{self.name} does not answer as a witness does: {error}") from error

    def _told(self, size: int, chosen: SignedCheckpoint) -> int:
        """The size that the witness says it holds; raise when this log never had it."""
        newest = due.newest(self._reader)
        if size == self._known or newest is None or size > newest.size:
            raise ErrandFailed(
                f"{self.name} holds {size} entries of this log, which has {chosen.size}: the log was set back, or two "
                "stations write under one name. Stop, and compare the database with its copies",
                alarming=True,
            )
        return size


class ToAuthority:
    """Checkpoints at the turns of a session to one time authority."""

    def __init__(self, settings: AuthoritySettings, reader: Engine, held: Held) -> None:
        self.name = settings.name
        self._settings = settings
        self._file = f"{settings.name}.tsr"
        self._reader, self._held = reader, held
        self._due = Due(reader)

    def run(self) -> bool:
        """Have the newest unstamped checkpoint stamped, if there is one."""
        unstamped = self._unstamped()
        if not unstamped:
            return False
        chosen = due.checkpoint_of(self._reader, unstamped[-1])
        try:
            certificate = self._settings.certificate.read_bytes()
            response = stamp(self._settings.url, chosen.note, certificate, TIMEOUT_S)
        except (AuthorityFailed, OSError) as error:
            raise ErrandFailed(str(error)) from error
        self._held.keep(chosen.size, self._file, chosen.note, response)
        return True

    def waiting(self) -> int:
        """How many turns of a session it has not stamped yet."""
        return len(self._unstamped())

    def _unstamped(self) -> list[int]:
        left = [size for size in self._due.sizes() if not self._held.has(size, self._file)]
        if not left:
            self._due.forget(max(self._due.sizes(), default=0))
        return left


def _refused(name: str, answer: Answer) -> str:
    if isinstance(answer, Refused):
        remedy = {
            Refusal.UNKNOWN_LOG: "Give the witness this log's verifier key",
            Refusal.NOT_TRUSTED: "The witness knows another key of this log: give it the new one",
            Refusal.INCONSISTENT: "The witness has seen another history of this log. Stop, and compare the database with "
            "its copies",
            Refusal.MALFORMED: "See whether its address is right",
        }[answer.refusal]
        return f"{name} refuses: {answer.reason}. {remedy}"
    return f"{name} cannot answer now; tried again by itself"
