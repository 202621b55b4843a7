"""The witness's judgement (c2sp.org/tlog-witness): of each log it cosigns one history, and only what it has stored.

In this order: the request is whole (400), the log is followed (404), one of its keys signed and none badly (403), `old` is not
above the size (400). Then, in the log's turn: `old` is the stored size (409), and the proof leads from the stored root to the
new one (422). Then it is signed, stored durably, and only then answered (200). Own troubles are a 500 without a signature.

A cosignature says that the tree was the newest the witness knew, and continues all it knew before. It says nothing of the
entries. Checkpoints with extension lines are refused.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from station.formats import add_checkpoint, checkpoint, note
from station.formats.add_checkpoint import AddCheckpoint, Answer, Cosigned, OtherSize, Refusal, Refused, Unavailable
from station.formats.checkpoint import Checkpoint
from station.formats.errors import Malformed, NoTrustedSignature, ProofMismatch, SignatureInvalid
from station.formats.merkle import verify_consistency
from station.formats.note import Note, open_note
from station.formats.signing import Cosigner, MlDsa44Cosigner
from station.witness.errors import ClockBehind, WitnessError
from station.witness.following import Following
from station.witness.newest import LogState, Remembered
from station.witness.state import State

LOG = structlog.get_logger()


@dataclass(frozen=True)
class Submission:
    """A request of a followed log: what it states, and the note with the trusted signatures alone."""

    request: AddCheckpoint
    stated: Checkpoint
    signed: Note


class Witness:
    """One key, its state, and the logs it follows. Safe for use by several threads."""

    def __init__(
        self,
        signer: Cosigner | MlDsa44Cosigner,
        state: State,
        following: Following,
        now_s: Callable[[], int] = lambda: int(time.time()),
    ) -> None:
        self._signer, self._state, self._following, self._now_s = signer, state, following, now_s

    def add(self, body: bytes) -> Answer:
        """Judge a request's body; what is answered 200 is durable."""
        try:
            submission = self._read(body)
            if isinstance(submission, Refused):
                return submission
            log = self._state.log(submission.stated.origin)
            with log.turn:
                return self._extend(log, submission)
        except WitnessError as error:
            LOG.error("not_signed", remedy=str(error))  # noqa: TRY400 - the error says what to do; a trace would hide it
            return Unavailable(500, "The witness cannot sign now. Its operator finds the reason in its log.")

    def newest(self, hashed: str) -> bytes | None:
        """Return the newest cosigned checkpoint of the log whose origin has this hex SHA-256, if there is one."""
        return self._state.newest(hashed)

    def _read(self, body: bytes) -> Submission | Refused:
        try:
            request = add_checkpoint.parse(body)
            stated = checkpoint.parse(note.parse(request.checkpoint).text)
        except Malformed as error:
            return Refused(Refusal.MALFORMED, str(error))
        trusted = self._following.keys(stated.origin)
        if not trusted:
            return Refused(Refusal.UNKNOWN_LOG, "This witness does not follow that log.")
        try:
            signed = open_note(request.checkpoint, trusted)
        except (NoTrustedSignature, SignatureInvalid) as error:
            return Refused(Refusal.NOT_TRUSTED, str(error))
        if request.old > stated.size:
            return Refused(Refusal.MALFORMED, f"The old size {request.old} is above the new one, {stated.size}.")
        return Submission(request, stated, signed)

    def _extend(self, log: LogState, submission: Submission) -> Answer:
        """Check against what is stored, sign and store; the caller holds the log's turn."""
        known, stated = log.newest.checkpoint, submission.stated
        if submission.request.old != known.size:
            return OtherSize(known.size)
        try:
            verify_consistency(known.size, stated.size, known.root, stated.root, submission.request.proof)
        except ProofMismatch as error:
            if stated.size == known.size and stated.root != known.root:
                _keep_fork(log, submission)
            return Refused(Refusal.INCONSISTENT, str(error))
        return self._cosign(log, submission)

    def _cosign(self, log: LogState, submission: Submission) -> Answer:
        now_s = self._now_s()
        if now_s < log.newest.at_s:
            raise ClockBehind(log.newest.at_s, now_s)
        own = self._signer.sign(submission.signed.text, now_s)
        whole = Note(submission.signed.text, (*submission.signed.signatures, own))
        log.keep(Remembered(submission.stated, whole.format(), now_s))
        LOG.info("cosigned", origin=submission.stated.origin, size=submission.stated.size)
        return Cosigned((own,))


def _keep_fork(log: LogState, submission: Submission) -> None:
    """Keep the proof that a log signed two histories; the refusal does not hang on it."""
    stated = submission.stated
    LOG.error("log_forked", origin=stated.origin, size=stated.size, root=stated.root.hex())
    try:
        log.keep_fork(stated, submission.signed)
    except OSError as error:
        LOG.error("fork_not_kept", remedy=str(error))  # noqa: TRY400 - as above
