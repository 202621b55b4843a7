"""Is the record authentic: the key, the checkpoint's signature, the seal's place in the log, the root over the entries.

What these checks prove rests on the key alone. Whoever gets the key from the bag has only proved that the bag agrees
with itself; the key must be compared with one that was published elsewhere.
"""

import base64
from collections.abc import Iterator

from station.formats import note, tlog_proof
from station.formats.checkpoint import Checkpoint, parse
from station.formats.errors import Malformed, VerificationError
from station.formats.merkle import root
from station.formats.note import Ed25519Verifier
from station.verify import layout
from station.verify.bag import Bag
from station.verify.record import Record
from station.verify.report import Fault, Finding, Verdict, conclude


def read_key(bag: Bag) -> Ed25519Verifier:
    """Read the bag's verifier key, one line."""
    line = _ascii(bag.read(layout.KEY), layout.KEY)
    key = Ed25519Verifier.parse(line.removesuffix("\n"))
    if line != key.format() + "\n":
        raise Malformed(layout.KEY, "it is not one line with one key")
    return key


def check_key(key: Ed25519Verifier, trusted: str | None) -> Iterator[Finding]:
    """Hold the bag's key against the reader's own; without one, ask the reader to compare."""
    if trusted is not None:
        return conclude("key", f"The bag's key is the key that you gave: {key.format()}.", _key_faults(key, trusted))
    text = (
        f"Compare the key in the bag with the one published by {key.name}, or with the one that a witness noted. "
        f"Until then, this bag only agrees with itself: {key.format()}"
    )
    return iter([Finding("key", Verdict.NOTE, text, {"key": key.format()})])


def check_checkpoint(bag: Bag, key: Ed25519Verifier) -> Iterator[Finding]:
    """Check that the checkpoint is signed by the key, and by nobody that cannot be checked here."""
    return conclude("checkpoint", f"The checkpoint is signed by {key.name}.", _checkpoint_faults(bag, key))


def check_proof(bag: Bag, record: Record, key: Ed25519Verifier) -> Iterator[Finding]:
    """Check that the seal entry stands in the signed log, at its number."""
    passed = f"The seal is entry {record.seal.index} of the signed log."
    return conclude("seal-in-log", passed, _proof_faults(bag, record, key))


def check_entries_root(record: Record) -> Iterator[Finding]:
    """Check that the entries are those that the seal seals: all, in order, unchanged."""
    passed = f"The seal covers exactly the entries {record.first} to {record.seal.index - 1}; none was changed."
    return conclude("entries-root", passed, _root_faults(record))


def open_own(data: bytes, key: Ed25519Verifier, file: str) -> Checkpoint:
    """Open a checkpoint that this key signed; raise also when it bears any other signature."""
    opened = note.open_note(data, [key])
    if opened.format() != data or len(opened.signatures) != 1:
        raise Malformed(file, "it bears another signature than the one that this bag's key made")
    return parse(opened.text)


def _key_faults(key: Ed25519Verifier, trusted: str) -> Iterator[Fault]:
    if key.format() != trusted.strip():
        yield Fault(
            f"{layout.KEY} holds {key.format()}, but the key that you trust is {trusted.strip()}. "
            "Another station, or someone pretending to be it, signed this bag.",
            {"file": layout.KEY, "found": key.format(), "trusted": trusted.strip()},
        )


def _checkpoint_faults(bag: Bag, key: Ed25519Verifier) -> Iterator[Fault]:
    try:
        checkpoint = open_own(bag.read(layout.CHECKPOINT), key, layout.CHECKPOINT)
    except VerificationError as error:
        yield Fault(f"{layout.CHECKPOINT}: {error}", {"file": layout.CHECKPOINT})
        return
    if checkpoint.origin != key.name:
        text = f"{layout.CHECKPOINT} speaks for {checkpoint.origin}, but the key is that of {key.name}."
        yield Fault(text, {"file": layout.CHECKPOINT})


def _proof_faults(bag: Bag, record: Record, key: Ed25519Verifier) -> Iterator[Fault]:
    try:
        data = bag.read(layout.PROOF)
        proof = tlog_proof.parse(data)
        proof.verify(record.seal.encode(), [key])
    except VerificationError as error:
        text = f"{layout.PROOF} does not lead from the last line of {layout.ENTRIES} to the checkpoint: {error}"
        yield Fault(text, {"files": [layout.PROOF, layout.ENTRIES]})
        return
    if proof.index != record.seal.index:
        yield Fault(
            f"{layout.PROOF} is for entry {proof.index}, the seal says that it is entry {record.seal.index}.",
            {"file": layout.PROOF},
        )
    if proof.extra is not None or proof.format() != data or proof.checkpoint != bag.read(layout.CHECKPOINT):
        yield Fault(
            f"{layout.PROOF} holds more than the proof, or another checkpoint than {layout.CHECKPOINT}.",
            {"file": layout.PROOF},
        )


def _root_faults(record: Record) -> Iterator[Fault]:
    sealed = record.seal.data
    if sealed["first"] != record.first:
        yield Fault(
            f"{layout.ENTRIES} has {len(record.entries)} entries, so it begins with entry {record.first}; "
            f"the seal begins with entry {sealed['first']}. Entries were removed or added.",
            {"file": layout.ENTRIES, "first": sealed["first"], "found": record.first},
        )
    found = base64.b64encode(root(record.leaves[:-1])).decode()
    if found != sealed["root"]:
        yield Fault(
            f"The entries in {layout.ENTRIES} are not those that were sealed: their root is {found}, "
            f"the seal's is {sealed['root']}. At least one entry was changed, moved, removed or added.",
            {"file": layout.ENTRIES, "sealed": sealed["root"], "found": found},
        )


def _ascii(data: bytes, file: str) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed(file, "it is not plain text") from error
