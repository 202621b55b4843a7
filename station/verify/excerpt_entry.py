"""`verify_entry`: one entry of the log that someone carried away, with its `.tlog-proof` (c2sp.org/tlog-proof).

That an entry stands in the log says when and by whom it was recorded, and that it cannot be taken back; what other entries say
of the same matter, a correction for one, it does not say.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from station.formats import note as notes
from station.formats import tlog_proof
from station.formats.checkpoint import parse
from station.formats.cosignature import parse_verifier
from station.formats.entry import Entry
from station.formats.errors import VerificationError
from station.formats.merkle import leaf_hash, verify_inclusion
from station.formats.tiles import MAX_ENTRY_BYTES
from station.formats.tlog_proof import TlogProof
from station.rules.kinds import UnknownKind, check_data
from station.rules.shapes import WrongShape
from station.verify.bag import MissingFile, open_plain
from station.verify.excerpt_seen import check_kept
from station.verify.excerpt_trust import check_signed, check_witnesses
from station.verify.report import About, Fault, Finding, Report, conclude, note
from station.verify.trust import Policy, Seen
from station.verify.words import words

MAX_PROOF_BYTES = notes.MAX_NOTE_BYTES + 64 * 1024  # a checkpoint, at most 63 hashes, and some extra data


def verify_entry(
    entry_file: Path,
    proof_file: Path,
    *,
    trusted_keys: Sequence[str] = (),
    policy: Policy | None = None,
    seen: Sequence[Seen] = (),
) -> Report:
    """Check that an entry, its own bytes, stands in the signed log where the proof says.

    `trusted_keys` are the log's verifier keys, from elsewhere. Raises `MissingFile`; whatever else is wrong is in the report.
    """
    body, data = _read(entry_file, MAX_ENTRY_BYTES), _read(proof_file, MAX_PROOF_BYTES)
    try:
        proof = tlog_proof.parse(data)
        entry = Entry.decode(proof.index, body)
        check_data(entry.kind, entry.data)
    except (VerificationError, UnknownKind, WrongShape) as error:
        text = words("The entry or its proof cannot be read, so nothing was checked. {error}", error=error)
        return Report(None, tuple(conclude("entry", "", [Fault(text)])), key_checked=False, about=About.ENTRY)
    findings = (
        *_check_entry(entry, proof),
        *check_signed(proof.checkpoint, trusted_keys),
        *_check_place(body, proof),
        *check_witnesses(proof.checkpoint, policy),
        *check_kept(proof.checkpoint, seen, [parse_verifier(each.strip()) for each in trusted_keys]),
    )
    return Report(entry.session, findings, bool(trusted_keys), about=About.ENTRY)


def _check_entry(entry: Entry, proof: TlogProof) -> Iterator[Finding]:
    passed = words(
        "It is an entry of the kind {kind}, made at {utc} by the station's clock.", kind=entry.kind, utc=entry.at.utc
    )
    extra = [] if proof.extra is None else [note(words("The proof carries extra data, which nothing vouches for."))]
    return conclude("entry", passed, extra)


def _check_place(body: bytes, proof: TlogProof) -> Iterator[Finding]:
    passed = words("It stands in the log as entry {index}.", index=proof.index)
    return conclude("entry-in-log", passed, _place_faults(body, proof))


def _place_faults(body: bytes, proof: TlogProof) -> Iterator[Fault]:
    stated = parse(notes.parse(proof.checkpoint).text)
    try:
        verify_inclusion(leaf_hash(body), proof.index, stated.size, proof.hashes, stated.root)
    except VerificationError as error:
        text = words("This entry does not stand in the log of {origin}: {error}", origin=stated.origin, error=error)
        yield Fault(text, {"index": proof.index, "size": stated.size})


def _read(path: Path, limit: int) -> bytes:
    """Read a small file; raise `MissingFile`."""
    try:
        with open_plain(path) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise MissingFile(str(path), f"cannot be read ({error.strerror})") from error
    if len(data) > limit:
        raise MissingFile(str(path), f"is longer than {limit} bytes, which no such file is")
    return data
