"""Where proofs are made from: the station itself, or a bag that someone was handed. Both give the same bytes.

A proof leads to a signed checkpoint. For an entry that is the newest which witnesses co-signed, or else the newest of all. For an
excerpt it is the first that covers the session's seal, which station and bag have in common; only where no witness co-signed
that one and the station has a later one which one did, it is the later one.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from station.formats.checkpoint import parse
from station.formats.errors import NoTrustedSignature
from station.formats.merkle import leaf_hash, verify_inclusion
from station.formats.note import open_note
from station.formats.tlog_proof import TlogProof
from station.rules.succession import LogKeys
from station.verify.record import Facts, Record


@dataclass(frozen=True)
class Signed:
    """A checkpoint of `size` entries, with the log's signatures and its witnesses', and the log's keys at that size."""

    size: int
    note: bytes
    keys: LogKeys

    def check(self, entry: bytes, proof: TlogProof) -> None:
        """Raise `VerificationError` unless all keys of the log signed, and the entry stands where the proof says."""
        opened = open_note(self.note, self.keys.verifiers)
        if len({each.key_id for each in opened.signatures}) != len(self.keys.verifiers):
            raise NoTrustedSignature(tuple(each.name for each in opened.signatures))
        stated = parse(opened.text)
        verify_inclusion(leaf_hash(entry), proof.index, stated.size, proof.hashes, stated.root)


@dataclass(frozen=True)
class Files:
    """A recording's file and its fragment list."""

    recording: Path
    fragments: Path


class Source(Protocol):
    """A station's record, or a bag's."""

    def record(self, recording: str) -> Record:
        """Return the sealed session of a recording; raise `UnknownRecording` or `SessionOpen`."""

    def files(self, facts: Facts) -> Files:
        """Tell where a recording lies."""

    def body(self, entry: int) -> bytes:
        """Return an entry's own bytes; raise `UnknownEntry`."""

    def newest(self, entry: int) -> Signed:
        """Return the checkpoint that an entry's proof should lead to."""

    def sealing(self, seal: int) -> Signed:
        """Return the checkpoint that the proofs of an excerpt should lead to."""

    def prove(self, entry: int, signed: Signed) -> TlogProof:
        """Return the proof that an entry stands in a checkpoint's tree."""
