"""Proofs from a bag: whoever was handed a session can hand on a part of it, without asking the station.

The bag's tree is that of the log up to the seal: what stood before the session as the roots of its whole subtrees, then the
session's own entries. From these follows the path of every entry of the session.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from station.excerpts.attested import Attested
from station.excerpts.errors import UnknownEntry, UnknownRecording
from station.excerpts.sources import Files, Signed
from station.formats.errors import Malformed
from station.formats.merkle import Subtree, inclusion_proof, node_hash, root
from station.formats.note import decode_base64
from station.formats.tlog_proof import TlogProof
from station.verify import layout
from station.verify.bag import Bag
from station.verify.record import Facts, Record, read_record, recordings_of
from station.verify.seal import read_keys

ATTESTED = "data/attested"


@dataclass(frozen=True)
class FromBag:
    """A `Source` that is a bag in a folder."""

    folder: Path

    def record(self, recording: str) -> Record:
        """Return the bag's session; raise `UnknownRecording` when the recording is not of it."""
        if recording not in recordings_of(self._record):
            raise UnknownRecording(recording)
        return self._record

    def files(self, facts: Facts) -> Files:
        """Tell where a recording lies."""
        recording = self.folder / layout.recording_path(facts.recording, facts.stream)
        return Files(recording, self.folder / layout.fragments_path(facts.recording))

    def body(self, entry: int) -> bytes:
        """Return an entry's own bytes; raise `UnknownEntry`."""
        record = self._record
        if not record.first <= entry <= record.seal.index:
            raise UnknownEntry(entry, record.first, record.seal.index)
        return record.entries[entry - record.first].encode()

    def newest(self, entry: int) -> Signed:
        """Return the newest co-signed checkpoint in the bag that covers the entry, or else the one over the seal."""
        size = self._attested.newest_cosigned(entry)
        whole = self._record.seal.index + 1
        return self._signed(whole if size is None else size)

    def sealing(self, seal: int) -> Signed:
        """Return the checkpoint over the seal, with what witnesses made of it."""
        return self._signed(seal + 1)

    def prove(self, entry: int, signed: Signed) -> TlogProof:
        """Return the proof that an entry stands in a checkpoint's tree."""
        record = self._record
        before = _peaks(record.first, _hashes(self._bag.read(layout.BEFORE)))
        path = inclusion_proof(entry, signed.size, subtrees_of(record.first, before, record.leaves))
        return TlogProof(entry, tuple(path), signed.note)

    @cached_property
    def _bag(self) -> Bag:
        return Bag.open(self.folder)

    @cached_property
    def _record(self) -> Record:
        return read_record(self._bag.read(layout.ENTRIES))

    @property
    def _attested(self) -> Attested:
        return Attested(self.folder / ATTESTED)

    def _signed(self, size: int) -> Signed:
        whole = size == self._record.seal.index + 1
        note = self._bag.read(layout.CHECKPOINT if whole else f"{ATTESTED}/{size}/checkpoint")
        return Signed(size, self._attested.cosign(size, note), read_keys(self._bag))


def subtrees_of(first: int, before: Mapping[tuple[int, int], bytes], leaves: Sequence[bytes]) -> Subtree:
    """Serve the subtrees of a log from the whole ones before entry `first`, by height and index, and the leaves from there.

    A whole subtree before `first` is asked for only as a sibling of something that is not, so it is one of the largest.
    """

    def subtree(height: int, index: int) -> bytes:
        start, stop = index << height, (index + 1) << height
        if stop <= first:
            return before[height, index]
        if start >= first:
            return root(leaves[start - first : stop - first])
        return node_hash(subtree(height - 1, 2 * index), subtree(height - 1, 2 * index + 1))

    return subtree


def _peaks(first: int, hashes: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """Name the subtrees that divide the entries before `first`, the largest first."""
    if len(hashes) != first.bit_count():
        raise Malformed(layout.BEFORE, f"it has {len(hashes)} hashes; {first} entries need {first.bit_count()}")
    peaks, start = {}, 0
    for each in hashes:
        height = (first - start).bit_length() - 1
        peaks[height, start >> height] = each
        start += 1 << height
    return peaks


def _hashes(data: bytes) -> list[bytes]:
    try:
        lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed(layout.BEFORE, "it is not plain text") from error
    if lines.pop() != "":
        raise Malformed(layout.BEFORE, "its last line is not whole")
    return [decode_base64(line, layout.BEFORE) for line in lines]
