"""Offline proofs (c2sp.org/tlog-proof): one entry's place, its path to the root, the signed checkpoint, in one file.

`parse` and `TlogProof.format` invert each other. The entry itself travels apart; `extra` is not authenticated.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from station.formats.checkpoint import Checkpoint, open_checkpoint, parse_number
from station.formats.errors import Malformed
from station.formats.merkle import HASH_BYTES, leaf_hash, verify_inclusion
from station.formats.note import Verifier, decode_base64

HEADER = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 63  # a tree of 2^63 entries, the largest that a checkpoint may state
_WHAT = "tlog-proof"


@dataclass(frozen=True)
class TlogProof:
    """An inclusion proof that needs no network: `hashes` run from the leaf's sibling up."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def format(self) -> bytes:
        """Return the file's bytes; the checkpoint stands in them as it was signed."""
        extra = [] if self.extra is None else [f"extra {base64.b64encode(self.extra).decode()}"]
        hashes = [base64.b64encode(each).decode() for each in self.hashes]
        head = "\n".join([HEADER, *extra, f"index {self.index}", *hashes])
        return head.encode() + b"\n\n" + self.checkpoint

    def verify(self, entry: bytes, verifiers: Iterable[Verifier]) -> Checkpoint:
        """Raise unless a trusted key signed a tree with this entry at this index; return what was signed."""
        checkpoint = open_checkpoint(self.checkpoint, verifiers)
        verify_inclusion(leaf_hash(entry), self.index, checkpoint.size, self.hashes, checkpoint.root)
        return checkpoint


def parse(data: bytes) -> TlogProof:
    """Read a proof without trusting it; raise `Malformed`."""
    head, blank, checkpoint = data.partition(b"\n\n")
    if not blank:
        raise Malformed(_WHAT, "it has no blank line before the checkpoint")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed(_WHAT, "it is not ASCII above the checkpoint") from error
    if lines.pop(0) != HEADER:
        raise Malformed(_WHAT, f"its first line is not {HEADER}")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = decode_base64(lines.pop(0).removeprefix("extra "), _WHAT)
    if not lines or not lines[0].startswith("index "):
        raise Malformed(_WHAT, "its index line is missing")
    index = parse_number(lines.pop(0).removeprefix("index "), _WHAT)
    return TlogProof(index, _parse_hashes(lines), checkpoint, extra)


def _parse_hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > MAX_HASHES:
        raise Malformed(_WHAT, f"it has over {MAX_HASHES} hashes")
    hashes = tuple(decode_base64(line, _WHAT) for line in lines)
    if any(len(each) != HASH_BYTES for each in hashes):
        raise Malformed(_WHAT, f"a hash has not {HASH_BYTES} bytes")
    return hashes
