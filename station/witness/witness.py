"""The witness's judgement (c2sp.org/tlog-witness): of each log it cosigns one history, and only what it has stored.

In this order: the request is whole and repeats no line (400), the log is followed (404), keys of it that were given together
signed together and none badly (403), `old` is not above the size (400). Then, in the log's turn: no newer keys have signed
before (403), `old` is the stored size (409), and the proof leads from the stored root to the new one (422). Then it is signed,
stored durably, and only then answered (200); a repeat within `FRESH_S` is answered from the store. Own troubles are a 500
without a signature.

That older keys are refused is for the day when one was stolen: whoever has a retired key could otherwise lead the witness
onto a history of his own, and lock the true log out.

A cosignature says that the tree was the newest the witness knew, and continues all it knew before. It says nothing of the
entries. Checkpoints with extension lines are refused.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import structlog

from station.formats import add_checkpoint, checkpoint, note
from station.formats.add_checkpoint import AddCheckpoint, Answer, Cosigned, OtherSize, Refusal, Refused, Unavailable
from station.formats.checkpoint import Checkpoint
from station.formats.errors import Malformed, NoTrustedSignature, ProofMismatch, SignatureInvalid
from station.formats.merkle import verify_consistency
from station.formats.note import Note, Signature, open_note
from station.formats.signing import Cosigner, MlDsa44Cosigner
from station.witness.errors import ClockBehind, WitnessError
from station.witness.following import Following, LogKeys
from station.witness.newest import LogState, Remembered
from station.witness.state import State

LOG = structlog.get_logger()
FRESH_S = 60  # anyone can repeat a public checkpoint: so often at most it costs a signature and a write
_HALF = "The log's Ed25519 and ML-DSA-44 keys were given together, so a checkpoint needs a good signature by both."
_RETIRED = "A newer key of this log has signed before, so this one is retired here."
_FORGOTTEN = (
    "The key that signed this log's last checkpoint is not listed here any more. The witness's operator must put its file "
    "in the folder logs back."
)


@dataclass(frozen=True)
class Submission:
    """A request of a followed log: what it states, and the note with one trusted signature of each key alone."""

    request: AddCheckpoint
    stated: Checkpoint
    signed: Note
    keys: LogKeys

    @property
    def ids(self) -> frozenset[tuple[str, int]]:
        """Whose signatures these are."""
        return _ids(self.signed.signatures)


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
            given = note.parse(request.checkpoint)
            stated = checkpoint.parse(given.text)
        except Malformed as error:
            return Refused(Refusal.MALFORMED, str(error))
        if len({*given.signatures}) < len(given.signatures):
            return Refused(Refusal.MALFORMED, "The checkpoint has the same signature line twice.")
        keys = self._following.log(stated.origin)
        if not keys.live:
            return Refused(Refusal.UNKNOWN_LOG, "This witness does not follow that log.")
        return _open(Submission(request, stated, given, keys))

    def _extend(self, log: LogState, submission: Submission) -> Answer:
        """Check against what is stored, sign and store; the caller holds the log's turn."""
        retired = self._retired(log, submission)
        if retired is not None:
            return retired
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
        if now_s - log.newest.at_s < FRESH_S and _repeats(submission, log.newest):
            return Cosigned(tuple(each for each in log.newest.signatures if self._is_own(each)))
        own = self._signer.sign(submission.signed.text, now_s)
        whole = Note(submission.signed.text, (*submission.signed.signatures, own))
        log.keep(Remembered(submission.stated, whole.format(), now_s))
        LOG.info("cosigned", origin=submission.stated.origin, size=submission.stated.size)
        return Cosigned((own,))

    def _retired(self, log: LogState, submission: Submission) -> Refused | None:
        """Refuse keys that are older than those which signed the stored checkpoint."""
        last = _ids(each for each in log.newest.signatures if not self._is_own(each))
        if not last:
            return None
        turn, known = submission.keys.turn_signed(submission.ids), submission.keys.turn_known(last)
        if known is None:
            return Refused(Refusal.NOT_TRUSTED, _FORGOTTEN)
        return None if turn is not None and turn >= known else Refused(Refusal.NOT_TRUSTED, _RETIRED)

    def _is_own(self, line: Signature) -> bool:
        own = self._signer.verifier
        return (line.name, line.key_id) == (own.name, own.key_id)


def _open(submission: Submission) -> Submission | Refused:
    """Return the request with its trusted lines alone, if they are good and all keys of one time have signed."""
    request, size = submission.request, submission.stated.size
    try:
        signed = open_note(request.checkpoint, submission.keys.keys)
    except (NoTrustedSignature, SignatureInvalid) as error:
        return Refused(Refusal.NOT_TRUSTED, str(error))
    one_each = {(each.name, each.key_id): each for each in signed.signatures}
    opened = replace(submission, signed=Note(signed.text, tuple(one_each.values())))
    if opened.keys.turn_signed(opened.ids) is None:
        return Refused(Refusal.NOT_TRUSTED, _HALF)
    if request.old > size:
        return Refused(Refusal.MALFORMED, f"The old size {request.old} is above the new one, {size}.")
    return opened


def _repeats(submission: Submission, newest: Remembered) -> bool:
    """Whether this says nothing that is not stored: the same checkpoint, by no key that is not in it."""
    return bool(newest.note) and submission.stated == newest.checkpoint and submission.ids <= _ids(newest.signatures)


def _ids(lines: Iterable[Signature]) -> frozenset[tuple[str, int]]:
    return frozenset((each.name, each.key_id) for each in lines)


def _keep_fork(log: LogState, submission: Submission) -> None:
    """Keep the proof that a log signed two histories; the refusal does not hang on it."""
    stated = submission.stated
    LOG.error("log_forked", origin=stated.origin, size=stated.size, root=stated.root.hex())
    try:
        log.keep_fork(stated, submission.signed)
    except OSError as error:
        LOG.error("fork_not_kept", remedy=str(error))  # noqa: TRY400 - as above
