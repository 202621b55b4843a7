"""Is the record authentic: the keys, the checkpoint's signatures, the seal's place in the log, the roots over the entries.

What these checks prove rests on the key alone. Whoever gets the key from the bag has only proved that the bag agrees
with itself; the key must be compared with one that was published elsewhere.
"""

import base64
from collections.abc import Iterator, Sequence

from station.formats import note, tlog_proof
from station.formats.checkpoint import Checkpoint, parse
from station.formats.cosignature import MlDsa44Verifier, parse_verifier
from station.formats.errors import Malformed, VerificationError
from station.formats.merkle import root
from station.formats.note import Ed25519Verifier
from station.rules.succession import LogKeys
from station.verify import layout
from station.verify.bag import Bag
from station.verify.given import trusts
from station.verify.record import Record
from station.verify.report import Fault, Finding, Verdict, conclude
from station.verify.tree import Tree
from station.verify.words import words


def parse_keys(text: str, what: str) -> LogKeys:
    """Read a log's keys, one a line; raise `Malformed`."""
    lines = text.removesuffix("\n").split("\n")
    found = [parse_verifier(line) for line in lines]
    match found:
        case [Ed25519Verifier() as first]:
            keys = LogKeys(first)
        case [Ed25519Verifier() as first, MlDsa44Verifier() as second] if first.name == second.name:
            keys = LogKeys(first, second)
        case _:
            raise Malformed(
                what, "it is not a log's Ed25519 key, and below it an ML-DSA-44 key of the same name or nothing"
            )
    if text != keys.format():
        raise Malformed(what, "it is not one verifier key a line")
    return keys


def read_keys(bag: Bag) -> LogKeys:
    """Read the bag's verifier keys."""
    return parse_keys(_ascii(bag.read(layout.KEY), layout.KEY), layout.KEY)


def check_key(keys: LogKeys, trusted: Sequence[str]) -> Iterator[Finding]:
    """Hold the bag's keys against the reader's own; without any, ask the reader to compare."""
    shown = " ".join(keys.format().split())
    if trusted:
        passed = words("The bag's key is the key that you gave: {key}.", key=keys.first.format())
        return conclude("key", passed, _key_faults(keys, trusted))
    text = words(
        "Compare the key in the bag with the one published by {name}, or with the one that a witness noted. "
        "Until then, this bag only agrees with itself: {key}",
        name=keys.name,
        key=keys.first.format(),
    )
    return iter([Finding("key", Verdict.NOTE, text, {"key": keys.first.format(), "keys": shown.split()})])


def check_checkpoint(bag: Bag, keys: LogKeys) -> Iterator[Finding]:
    """Check that the checkpoint is signed by the log's keys, and by nobody that cannot be checked here."""
    passed = words("The checkpoint is signed by {name} with {count} key(s).", name=keys.name, count=len(keys.verifiers))
    return conclude("checkpoint", passed, _checkpoint_faults(bag, keys))


def check_proof(bag: Bag, record: Record, keys: LogKeys) -> Iterator[Finding]:
    """Check that the seal entry stands in the signed log, at its number."""
    passed = words("The seal is entry {index} of the signed log.", index=record.seal.index)
    return conclude("seal-in-log", passed, _proof_faults(bag, record, keys))


def check_tree(bag: Bag, tree: Tree, keys: LogKeys) -> Iterator[Finding]:
    """Check that the log which was signed is the one before the session and then these entries, nothing between or after."""
    passed = words("The entries before the session and those in the bag give exactly the log that was signed.")
    return conclude("tree", passed, _tree_faults(bag, tree, keys))


def check_entries_root(record: Record) -> Iterator[Finding]:
    """Check that the entries are those that the seal seals: all, in order, unchanged."""
    passed = words(
        "The seal covers exactly the entries {first} to {last}; none was changed.",
        first=record.first,
        last=record.seal.index - 1,
    )
    return conclude("entries-root", passed, _root_faults(record))


def open_own(data: bytes, keys: LogKeys, file: str) -> Checkpoint:
    """Open a checkpoint that the log signed; raise also when a line is missing, or it bears any other signature."""
    opened = note.open_note(data, keys.verifiers)
    expected = [(each.name, each.key_id) for each in keys.verifiers]
    if opened.format() != data or [(each.name, each.key_id) for each in opened.signatures] != expected:
        raise Malformed(file, "it does not bear one signature line of each of the log's keys, and no other")
    stated = parse(opened.text)
    if stated.origin != keys.name:
        raise Malformed(file, f"it speaks for {stated.origin}, but the key is that of {keys.name}")
    return stated


def _key_faults(keys: LogKeys, trusted: Sequence[str]) -> Iterator[Fault]:
    if not trusts(keys, [parse_verifier(each) for each in trusted]):
        found, given = keys.format().split(), list(trusted)
        text = words(
            "{file} holds {found}, but you trust {trusted}. Another station, or someone pretending to be it, signed this "
            "bag, or one of its two keys was left out.",
            file=layout.KEY,
            found=", ".join(found),
            trusted=", ".join(given),
        )
        yield Fault(text, {"file": layout.KEY, "found": found, "trusted": given})


def _checkpoint_faults(bag: Bag, keys: LogKeys) -> Iterator[Fault]:
    try:
        open_own(bag.read(layout.CHECKPOINT), keys, layout.CHECKPOINT)
    except VerificationError as error:
        yield Fault(words("{file}: {error}", file=layout.CHECKPOINT, error=error), {"file": layout.CHECKPOINT})


def _tree_faults(bag: Bag, tree: Tree, keys: LogKeys) -> Iterator[Fault]:
    try:
        stated = open_own(bag.read(layout.CHECKPOINT), keys, layout.CHECKPOINT)
    except VerificationError:
        return  # `checkpoint` says what is wrong with it
    computed = tree.root_at(tree.size)
    if (stated.size, stated.root) != (tree.size, computed):
        text = words(
            "The checkpoint is for {size} entries with the root {root}; the bag gives {count} entries with the root {found}. "
            "Entries were added, removed or changed, or {before} is not the log before the session.",
            size=stated.size,
            root=base64.b64encode(stated.root).decode(),
            count=tree.size,
            found=base64.b64encode(computed).decode(),
            before=layout.BEFORE,
        )
        yield Fault(text, {"files": [layout.CHECKPOINT, layout.BEFORE, layout.ENTRIES]})


def _proof_faults(bag: Bag, record: Record, keys: LogKeys) -> Iterator[Fault]:
    try:
        data = bag.read(layout.PROOF)
        proof = tlog_proof.parse(data)
        proof.verify(record.seal.encode(), keys.verifiers)
    except VerificationError as error:
        text = words(
            "{proof} does not lead from the last line of {entries} to the checkpoint: {error}",
            proof=layout.PROOF,
            entries=layout.ENTRIES,
            error=error,
        )
        yield Fault(text, {"files": [layout.PROOF, layout.ENTRIES]})
        return
    if proof.index != record.seal.index:
        text = words(
            "{file} is for entry {found}, the seal says that it is entry {index}.",
            file=layout.PROOF,
            found=proof.index,
            index=record.seal.index,
        )
        yield Fault(text, {"file": layout.PROOF})
    if proof.extra is not None or proof.format() != data or proof.checkpoint != bag.read(layout.CHECKPOINT):
        text = words(
            "{file} holds more than the proof, or another checkpoint than {checkpoint}.",
            file=layout.PROOF,
            checkpoint=layout.CHECKPOINT,
        )
        yield Fault(text, {"file": layout.PROOF})


def _root_faults(record: Record) -> Iterator[Fault]:
    sealed = record.seal.data
    if sealed["first"] != record.first:
        text = words(
            "{file} has {count} entries, so it begins with entry {found}; the seal begins with entry {first}. "
            "Entries were removed or added.",
            file=layout.ENTRIES,
            count=len(record.entries),
            found=record.first,
            first=sealed["first"],
        )
        yield Fault(text, {"file": layout.ENTRIES, "first": sealed["first"], "found": record.first})
    found = base64.b64encode(root(record.leaves[:-1])).decode()
    if found != sealed["root"]:
        text = words(
            "The entries in {file} are not those that were sealed: their root is {found}, the seal's is {sealed}. "
            "At least one entry was changed, moved, removed or added.",
            file=layout.ENTRIES,
            found=found,
            sealed=sealed["root"],
        )
        yield Fault(text, {"file": layout.ENTRIES, "sealed": sealed["root"], "found": found})


def _ascii(data: bytes, file: str) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed(file, "it is not plain text") from error
