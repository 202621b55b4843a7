"""Checkpoints (c2sp.org/tlog-checkpoint): a log's name, its size and its root, in a signed note.

`parse` and `Checkpoint.format` invert each other. Extension lines are refused: this log signs none, public witnesses
refuse them, and an ML-DSA cosignature would not cover them.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from station.formats.errors import Malformed
from station.formats.merkle import HASH_BYTES
from station.formats.note import Ed25519Verifier, Note, Signature, Verifier, check_name, decode_base64, open_note

MAX_ORIGIN_BYTES = 255  # an ML-DSA-44 cosignature has one byte for the origin's length
MAX_SIZE = 2**63 - 1  # the largest whole number that SQL databases hold


class CheckpointSigner(Protocol):
    """Whoever signs for a log: its name, its Ed25519 key, and one signature line for each of its keys."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def verifier(self) -> Ed25519Verifier: ...  # noqa: D102
    def signatures(self, text: str) -> tuple[Signature, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: origin, number of entries, and the 32 bytes of the root over them."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        check_name(self.origin)
        if len(self.origin.encode()) > MAX_ORIGIN_BYTES:
            raise Malformed("checkpoint", f"its origin is longer than {MAX_ORIGIN_BYTES} bytes")
        if not 0 <= self.size <= MAX_SIZE:
            raise Malformed("checkpoint", f"its size {self.size} is out of range")
        if len(self.root) != HASH_BYTES:
            raise Malformed("checkpoint", f"its root has {len(self.root)} bytes, not {HASH_BYTES}")

    def format(self) -> str:
        """Return the note's text."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def sign(self, signer: CheckpointSigner) -> bytes:
        """Return the signed note; the signer's name must be the origin."""
        if signer.name != self.origin:
            raise Malformed("checkpoint", f"{signer.name} must not sign for {self.origin}")
        text = self.format()
        return Note(text, signer.signatures(text)).format()


def parse(text: str) -> Checkpoint:
    """Read a checkpoint's text, which says nothing of who signed it."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1]:
        raise Malformed("checkpoint", "it needs three lines: origin, size and root")
    if len(lines) > 4:
        raise Malformed("checkpoint", "it has extension lines, which this log never signs")
    origin, size, root = lines[:3]
    return Checkpoint(origin, parse_number(size, "checkpoint"), decode_base64(root, "checkpoint"))


def open_checkpoint(data: bytes, verifiers: Iterable[Verifier]) -> Checkpoint:
    """Verify a signed checkpoint and read it; raise when no given key signed it, or one signed it badly."""
    return parse(open_note(data, verifiers).text)


def parse_number(text: str, what: str) -> int:
    """Read an ASCII decimal without sign, blanks or leading zeros."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(MAX_SIZE)) or (text[0] == "0" and text != "0"):
        raise Malformed(what, f"{text!r} is not a plain decimal number")
    return int(text)
