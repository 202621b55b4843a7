"""The chain of a log's keys, from one that the reader trusts to those in force at the seal.

Each change of the key is an entry that the keys before it signed, in the very checkpoint that ends with it. Whoever trusts
any key of the chain can follow it to the newest, step by step; whoever trusts the newest key needs no step. The chain
proves who handed over to whom. It does not prove that a key was not stolen before: only checkpoints that others kept do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from station.formats import checkpoint, note, tlog_proof
from station.formats.cosignature import MlDsa44Verifier
from station.formats.entry import Entry
from station.formats.errors import VerificationError
from station.formats.merkle import leaf_hash, verify_inclusion
from station.formats.note import Ed25519Verifier, Verifier
from station.formats.tlog_proof import TlogProof
from station.rules.succession import Change, LogKeys, OutOfSuccession, check_order, next_change, read_change
from station.verify.given import partner, trusts
from station.verify.report import Finding, Verdict
from station.verify.words import Words, words

Link = tuple[bytes, bytes]  # the bytes of a `key.succeeded` entry, and those of its tlog-proof


class BrokenChain(VerificationError):
    """A change of the key does not hold, or a trusted key is none of the chain's. `said` is why, to be translated."""

    def __init__(self, said: Words) -> None:
        super().__init__(str(said))
        self.said = said


@dataclass(frozen=True)
class Chain:
    """All changes of a log's key, each checked; `first` are the keys before the first of them."""

    first: LogKeys
    changes: tuple[Change, ...]

    @property
    def all(self) -> tuple[LogKeys, ...]:
        """The keys of each time, oldest first."""
        return (self.first, *(change.new for change in self.changes))

    @property
    def newest(self) -> LogKeys:
        """The keys after the last change."""
        return self.all[-1]

    def keys_at(self, size: int) -> LogKeys:
        """Return the keys that sign a checkpoint of this size."""
        change = next_change(self.changes, size)
        return self.newest if change is None else self.all[self.changes.index(change)]


def chain(trusted_keys: Iterable[Verifier], links: Sequence[Link]) -> LogKeys:
    """Follow the changes of a log's key, in their order, and return the keys in force after the last.

    `trusted_keys` may be of any time of the log; without one, the links are only held against each other. Without links,
    the trusted keys are those in force. Raises `BrokenChain`, or another `VerificationError`.
    """
    trusted = tuple(trusted_keys)
    if links:
        return read_chain(trusted, links).newest
    match sorted(trusted, key=lambda each: not isinstance(each, Ed25519Verifier)):
        case [Ed25519Verifier() as first]:
            return LogKeys(first)
        case [Ed25519Verifier() as first, MlDsa44Verifier() as second] if first.name == second.name:
            return LogKeys(first, second)
    raise BrokenChain(
        words("The record tells of no change of the key, so give one Ed25519 key, with its ML-DSA-44 key.")
    )


def read_chain(trusted: Sequence[Verifier], links: Sequence[Link]) -> Chain:
    """Check the links, of which there is one at least, and hold the trusted keys against them; raise as `chain` does."""
    steps = [_read(entry, proof) for entry, proof in links]
    changes = tuple(change for change, _ in steps)
    try:
        check_order(changes)
    except OutOfSuccession as error:
        raise BrokenChain(_out_of_order(error)) from error
    found = Chain(LogKeys(changes[0].old, _before_all(changes, trusted)), changes)
    for keys, (change, proof), (entry, _) in zip(found.all, steps, links, strict=False):
        _check_place(change, proof, entry)
        _check_signed(change, keys, proof, first=change is changes[0])
    _check_trust(found, trusted)
    return found


def check_succession(trusted: Sequence[Verifier], links: Sequence[Link]) -> Iterator[Finding]:
    """Check the changes of the key, where there are any, and that the trusted keys are of their chain."""
    if not links:
        return
    try:
        found = read_chain(trusted, links)
    except BrokenChain as error:
        yield Finding("succession", Verdict.FAIL, error.said)
    except VerificationError as error:
        text = words("A change of the key cannot be read: {error}", error=error)
        yield Finding("succession", Verdict.FAIL, text)
    else:
        entries = [change.index for change in found.changes]
        text = words(
            "The log's key was changed at the entries {entries}, each time signed by the key before. Since then it is {key}.",
            entries=", ".join(map(str, entries)),
            key=found.newest.first.format(),
        )
        keys = [keys.first.format() for keys in found.all]
        yield Finding("succession", Verdict.PASS, text, {"entries": entries, "keys": keys})


def _read(entry: bytes, proof: bytes) -> tuple[Change, TlogProof]:
    parsed = tlog_proof.parse(proof)
    return read_change(Entry.decode(parsed.index, entry)), parsed


def _before_all(changes: Sequence[Change], trusted: Sequence[Verifier]) -> MlDsa44Verifier | None:
    """The ML-DSA-44 key beside the first Ed25519 key: no change names it, so only a reader who trusts that pair knows it."""
    if changes[0].old not in trusted or any(change.new.first in trusted for change in changes):
        return None
    return partner(changes[0].old, trusted)


def _check_place(change: Change, proof: TlogProof, entry: bytes) -> None:
    """Raise unless the change is the last entry of the log in its checkpoint."""
    stated = checkpoint.parse(note.parse(proof.checkpoint).text)
    if stated.size != change.index + 1:
        raise BrokenChain(
            words(
                "The change of the key at entry {entry} is proved by a checkpoint of {size} entries. The key before it signs "
                "none that goes on after the change.",
                entry=change.index,
                size=stated.size,
            )
        )
    try:
        verify_inclusion(leaf_hash(entry), change.index, stated.size, proof.hashes, stated.root)
    except VerificationError as error:
        raise BrokenChain(
            words("The change of the key at entry {entry}: {error}", entry=change.index, error=error)
        ) from error


def _check_signed(change: Change, keys: LogKeys, proof: TlogProof, *, first: bool) -> None:
    """Raise unless each key in force signed the checkpoint, and nobody else did."""
    try:
        signed = {each.key_id for each in note.open_note(proof.checkpoint, keys.verifiers).signatures}
    except VerificationError as error:
        raise BrokenChain(_unsigned(change, error)) from error
    lines = note.parse(proof.checkpoint).signatures
    unknown = (
        1 if first and keys.second is None else 0
    )  # beside the first key there may be one that nobody here can name
    if (
        signed != {each.key_id for each in keys.verifiers}
        or not 0 <= len(lines) - len(signed) <= unknown
        or {each.name for each in lines} != {change.old.name}
        or proof.extra is not None
    ):
        raise BrokenChain(
            words(
                "The change of the key at entry {entry} is not signed by each key in force before it, or by others too.",
                entry=change.index,
            )
        )


def _check_trust(found: Chain, trusted: Sequence[Verifier]) -> None:
    """Raise unless the reader trusts keys of the chain; the newest that he trusts count, with the second key if he has any."""
    if not trusted:
        return
    keys = next((each for each in reversed(found.all) if each.first in trusted), None)
    if keys is not None and trusts(keys, trusted):
        return
    raise BrokenChain(
        words(
            "The key that you trust is none of this log's: its keys were {keys}. "
            "Another station, or someone pretending to be it, signed this record.",
            keys=", then ".join(each.format() for keys in found.all for each in keys.verifiers),
        )
    )


def _out_of_order(error: OutOfSuccession) -> Words:
    return words(
        "The change of the key at entry {entry} does not go on from the key in force, {expected}: it hands over from {old} to "
        "{new}. A key that was succeeded hands nothing over, none comes back, and all bear one name.",
        entry=error.change.index,
        expected=error.expected.format(),
        old=error.change.old.format(),
        new=error.change.new.first.format(),
    )


def _unsigned(change: Change, error: VerificationError) -> Words:
    return words(
        "The change of the key at entry {entry} is not signed by the key before it, {old}: {error} "
        "Do not trust what follows it.",
        entry=change.index,
        old=change.old.format(),
        error=error,
    )
