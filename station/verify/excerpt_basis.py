"""What an excerpt rests on: entries of the log, each with its proof, and what they together say of the recording.

Reading takes nothing on trust but the form; `check_log` and `check_recording` hold the parts against the keys and each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from station.formats import tlog_proof
from station.formats.checkpoint import parse
from station.formats.entry import Entry
from station.formats.errors import Malformed, VerificationError
from station.formats.merkle import leaf_hash, verify_inclusion
from station.formats.note import open_note
from station.formats.tlog_proof import TlogProof
from station.rules.kinds import check_data
from station.rules.succession import LogKeys
from station.verify import excerpt_form as form
from station.verify.bag import Bag
from station.verify.excerpt_form import Excerpt, Totals
from station.verify.report import Fault, Finding, conclude
from station.verify.seal import parse_keys
from station.verify.words import words


@dataclass(frozen=True)
class Proven:
    """An entry and the proof of its place; `body` is the entry's own bytes."""

    entry: Entry
    body: bytes
    proof: TlogProof


@dataclass(frozen=True)
class Basis:
    """An excerpt's claim, the log's keys as they came with it, and the entries by their names in `excerpt_form.KIND_OF`."""

    excerpt: Excerpt
    keys: LogKeys
    proven: Mapping[str, Proven]

    @property
    def seal(self) -> Entry:
        """The session's seal."""
        return self.proven[form.SEAL].entry

    @property
    def started(self) -> dict[str, Any]:
        """What the log says of the recording's start."""
        return self.proven[form.STARTED].entry.data

    @property
    def finished(self) -> dict[str, Any]:
        """What the log says of the recording's end."""
        return self.proven[form.FINISHED].entry.data

    @property
    def stream(self) -> str:
        """`camera` or `serial`."""
        return str(self.started["stream"])

    @property
    def file(self) -> str:
        """The file that holds the shown fragments."""
        return form.SHOWN_FILES[self.stream]

    @property
    def epoch_us(self) -> int:
        """The wall clock at media time 0, in microseconds since 1970."""
        return int(self.started["epoch_us"])

    @property
    def checkpoint(self) -> bytes:
        """The signed checkpoint that all proofs must lead to."""
        return self.proven[form.SEAL].proof.checkpoint

    @property
    def files(self) -> set[str]:
        """Every file that the excerpt consists of."""
        entries = {name for each in self.proven for name in (form.entry_file(each), form.proof_file(each))}
        return {form.EXCERPT, form.KEY, form.README, self.file, *entries}


def read_basis(bag: Bag) -> Basis:
    """Read an excerpt's folder but for the recording and the README; raise what is wrong with the form of its files."""
    excerpt = form.parse(bag.read(form.EXCERPT))
    keys = parse_keys(bag.read(form.KEY).decode("ascii", errors="replace"), form.KEY)
    names = [each for each in form.KIND_OF if each != form.LISTED or form.entry_file(each) in bag.sizes]
    basis = Basis(excerpt, keys, {name: _proven(bag, name) for name in names})
    if basis.stream not in form.SHOWN_FILES:
        raise Malformed("recording", f"its stream is {basis.stream!r}, neither camera nor serial")
    return basis


def check_log(basis: Basis) -> Iterator[Finding]:
    """Check that every entry stands in the one signed log, at its number."""
    passed = words(
        "All {count} entries that the excerpt rests on stand in the log of {name}; the seal is entry {index}.",
        count=len(basis.proven),
        name=basis.keys.name,
        index=basis.seal.index,
    )
    return conclude("entries-in-log", passed, _log_faults(basis))


def check_recording(basis: Basis) -> Iterator[Finding]:
    """Check that the entries are of one session and one recording, and that it was sealed as `excerpt.json` says."""
    passed = words(
        "{recording} was sealed in session {session} with {fragments} fragments, {frames} frames and {bytes} bytes.",
        recording=basis.excerpt.recording,
        session=basis.seal.session,
        fragments=basis.excerpt.sealed.fragments,
        frames=basis.excerpt.sealed.frames,
        bytes=basis.excerpt.sealed.bytes,
    )
    return conclude("recording", passed, _recording_faults(basis))


def _proven(bag: Bag, name: str) -> Proven:
    body, data = bag.read(form.entry_file(name)), bag.read(form.proof_file(name))
    proof = tlog_proof.parse(data)
    if proof.extra is not None or proof.format() != data:
        raise Malformed(form.proof_file(name), "it holds more than the proof")
    entry = Entry.decode(proof.index, body)
    if entry.kind != form.KIND_OF[name]:
        raise Malformed(form.entry_file(name), f"it is {entry.kind}, not {form.KIND_OF[name]}")
    check_data(entry.kind, entry.data)
    return Proven(entry, body, proof)


def _log_faults(basis: Basis) -> Iterator[Fault]:
    verifiers = basis.keys.verifiers
    for name, each in basis.proven.items():
        file = form.proof_file(name)
        try:
            opened = open_note(each.proof.checkpoint, verifiers)
            stated = parse(opened.text)
            verify_inclusion(leaf_hash(each.body), each.proof.index, stated.size, each.proof.hashes, stated.root)
        except VerificationError as error:
            text = words("{file} does not lead from {entry} to a checkpoint that the log signed: {error}",
                file=file, entry=form.entry_file(name), error=error)  # fmt: skip
            yield Fault(text, {"file": file})
            continue
        if stated.origin != basis.keys.name or len({line.key_id for line in opened.signatures}) != len(verifiers):
            yield Fault(words("{file}: not every key in {keys} signed its checkpoint.", file=file, keys=form.KEY))
        if each.proof.checkpoint != basis.checkpoint:
            yield Fault(words("{file} leads to another checkpoint than the seal's.", file=file), {"file": file})


def _recording_faults(basis: Basis) -> Iterator[Fault]:
    seal, excerpt = basis.seal, basis.excerpt
    for name, each in basis.proven.items():
        inside = name == form.SEAL or seal.data["first"] <= each.entry.index <= seal.data["last"]
        if each.entry.session != seal.session or not inside:
            text = words("{file} is not of the session that the seal seals.", file=form.entry_file(name))
            yield Fault(text, {"file": form.entry_file(name)})
    for name, said in ((form.STARTED, basis.started), (form.FINISHED, basis.finished)):
        if said["recording"] != excerpt.recording:
            text = words(
                "{file} is about {found}, but the excerpt claims to be of {claimed}.",
                file=form.entry_file(name),
                found=said["recording"],
                claimed=excerpt.recording,
            )
            yield Fault(text, {"file": form.entry_file(name), "found": said["recording"], "claimed": excerpt.recording})
    yield from _sealing_faults(basis)


def _sealing_faults(basis: Basis) -> Iterator[Fault]:
    name = form.LISTED if form.LISTED in basis.proven else form.SEAL
    file, rows = form.entry_file(name), basis.proven[name].entry.data["recordings"]
    sealed = [each for each in rows if each["recording"] == basis.excerpt.recording]
    if len(sealed) != 1:
        text = words("{file} does not seal {recording}.", file=file, recording=basis.excerpt.recording)
        yield Fault(text, {"file": file, "recording": basis.excerpt.recording})
        return
    for told, totals in ((file, sealed[0]), (form.entry_file(form.FINISHED), basis.finished)):
        if Totals.of(totals) != basis.excerpt.sealed:
            text = words("{excerpt} states other totals or another root than {file}.", excerpt=form.EXCERPT, file=told)
            yield Fault(text, {"files": [form.EXCERPT, told]})
