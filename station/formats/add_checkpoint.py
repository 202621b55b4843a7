"""What a log asks of a witness, and what it may answer (c2sp.org/tlog-witness, `POST add-checkpoint`).

`parse` and `AddCheckpoint.format` invert each other, and so do `parse_answer` and each answer's `format`. Nothing is
verified here: the witness verifies the request, and the log's side verifies a cosignature with `Cosigned.trusted`.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from station.formats.checkpoint import MAX_SIZE, parse_number
from station.formats.errors import Malformed
from station.formats.merkle import HASH_BYTES
from station.formats.note import Note, Signature, Verifier, decode_base64, open_note
from station.formats.note import parse as parse_note

MAX_HASHES = 63  # the specification's; a tree of 2^63 entries needs no more
# 63 hashes are 2,835 bytes, a checkpoint with an Ed25519 and an ML-DSA-44 line under 5,000. This leaves room for a dozen more
# lines of ML-DSA-44; other witnesses may cap the body at 16 KiB, so a log sends its own lines alone.
MAX_BODY_BYTES = 64 * 1024
MAX_REASON_BYTES = 1024  # of a stranger's answer: enough for a sentence, too little to fill a log
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"
_WHAT = "request to a witness"
_ANSWER = "answer of a witness"
_ABOVE = "answer\n"  # note.parse reads signature lines below a text, and an answer has none


class Refusal(Enum):
    """Why a witness refuses for good, with the HTTP status that says so."""

    MALFORMED = 400
    NOT_TRUSTED = 403
    UNKNOWN_LOG = 404
    INCONSISTENT = 422


@dataclass(frozen=True)
class AddCheckpoint:
    """A signed checkpoint, byte for byte, with the proof that it continues the witness's tree of size `old`."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def __post_init__(self) -> None:
        if not 0 <= self.old <= MAX_SIZE:
            raise Malformed(_WHAT, f"its old size {self.old} is out of range")
        if len(self.proof) > MAX_HASHES:
            raise Malformed(_WHAT, f"it has over {MAX_HASHES} hashes")
        if any(len(each) != HASH_BYTES for each in self.proof):
            raise Malformed(_WHAT, f"a hash has not {HASH_BYTES} bytes")

    def format(self) -> bytes:
        """Return the request's body."""
        hashes = "".join(f"{base64.b64encode(each).decode()}\n" for each in self.proof)
        return f"old {self.old}\n{hashes}\n".encode() + self.checkpoint


@dataclass(frozen=True)
class Cosigned:
    """200: the witness has stored the checkpoint, and gives its signature lines."""

    signatures: tuple[Signature, ...]

    def format(self) -> tuple[int, str, bytes]:
        """Return HTTP status, content type and body."""
        return 200, TEXT_TYPE, "".join(each.format() for each in self.signatures).encode()

    def trusted(self, text: str, witnesses: Iterable[Verifier]) -> tuple[Signature, ...]:
        """Return those by the given keys, verified over the checkpoint's text; raise when there are none, or a bad one."""
        return open_note(Note(text, self.signatures).format(), witnesses).signatures


@dataclass(frozen=True)
class OtherSize:
    """409: the witness's newest tree of this log has another size than the request's `old`; prove from that size."""

    size: int

    def format(self) -> tuple[int, str, bytes]:
        """Return HTTP status, content type and body."""
        return 409, SIZE_TYPE, f"{self.size}\n".encode()


@dataclass(frozen=True)
class Refused:
    """The witness will never cosign this request. `INCONSISTENT` means that log and witness know two histories."""

    refusal: Refusal
    reason: str

    def format(self) -> tuple[int, str, bytes]:
        """Return HTTP status, content type and body."""
        return self.refusal.value, TEXT_TYPE, f"{self.reason}\n".encode()


@dataclass(frozen=True)
class Unavailable:
    """Any other status: the witness has signed nothing, and may do so later."""

    status: int
    reason: str

    def format(self) -> tuple[int, str, bytes]:
        """Return HTTP status, content type and body."""
        return self.status, TEXT_TYPE, f"{self.reason}\n".encode()


Answer = Cosigned | OtherSize | Refused | Unavailable


def parse(data: bytes) -> AddCheckpoint:
    """Read a request's body without trusting it; raise `Malformed`."""
    if len(data) > MAX_BODY_BYTES:
        raise Malformed(_WHAT, f"it has over {MAX_BODY_BYTES} bytes")
    head, blank, checkpoint = data.partition(b"\n\n")
    if not blank:
        raise Malformed(_WHAT, "it has no blank line before the checkpoint")
    try:
        first, *hashes = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed(_WHAT, "it is not ASCII above the checkpoint") from error
    if not first.startswith("old "):
        raise Malformed(_WHAT, "its first line is not `old SIZE`")
    old = parse_number(first.removeprefix("old "), _WHAT)
    return AddCheckpoint(old, tuple(decode_base64(each, _WHAT) for each in hashes), checkpoint)


def parse_answer(status: int, content_type: str, body: bytes) -> Answer:
    """Read what a witness answered; raise `Malformed` when a 200 or a 409 does not hold what it must."""
    if status == 200:
        return Cosigned(_signature_lines(body))
    if status == 409 and content_type.partition(";")[0].strip().lower() == SIZE_TYPE:
        return OtherSize(_size(body))
    reason = body[:MAX_REASON_BYTES].decode(errors="replace").removesuffix("\n")
    if status == 409:  # drafts before July 2026 said so of two roots for one size
        return Refused(Refusal.INCONSISTENT, reason)
    if status in {each.value for each in Refusal}:
        return Refused(Refusal(status), reason)
    return Unavailable(status, reason)


def _signature_lines(body: bytes) -> tuple[Signature, ...]:
    read = parse_note(f"{_ABOVE}\n".encode() + body)
    if read.text != _ABOVE:
        raise Malformed(_ANSWER, "it has more than signature lines")
    return read.signatures


def _size(body: bytes) -> int:
    text = body[:MAX_REASON_BYTES].decode(errors="replace")
    if not text.endswith("\n"):
        raise Malformed(_ANSWER, "its size has no newline")
    return parse_number(text[:-1], _ANSWER)
