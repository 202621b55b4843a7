"""The keys of a log, one after another: what a `key.succeeded` entry says, and which keys were in force at which size.

The entry is the last one that the old keys sign: the checkpoint of size `index` + 1 is theirs, every larger one is the
new keys'. The name stays, each change goes on from the key before it, and no key ever comes back. Whether a change was
truly signed by the old keys is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from station.formats.cosignature import MlDsa44Verifier, parse_verifier
from station.formats.entry import Entry
from station.formats.errors import Malformed, VerificationError
from station.formats.note import Ed25519Verifier
from station.rules.kinds import WrongShape, check_data

KIND = "key.succeeded"


class LogKeys(NamedTuple):
    """The public keys of a log at one time; `second` is null where its checkpoints have no post-quantum line."""

    first: Ed25519Verifier
    second: MlDsa44Verifier | None = None

    @property
    def name(self) -> str:
        """The log's name, and the keys'."""
        return self.first.name

    def format(self) -> str:
        """Return the verifier keys, one a line."""
        return "".join(f"{each.format()}\n" for each in self.verifiers)

    @property
    def verifiers(self) -> tuple[Ed25519Verifier | MlDsa44Verifier, ...]:
        """The keys that there are, Ed25519 first."""
        return (self.first,) if self.second is None else (self.first, self.second)


@dataclass(frozen=True)
class Change:
    """One `key.succeeded`: entry number, the Ed25519 key before it, the keys after it."""

    index: int
    old: Ed25519Verifier
    new: LogKeys


class OutOfSuccession(VerificationError):
    """A change of the key does not go on from the keys before it; `expected` is the key that was in force."""

    def __init__(self, change: Change, expected: Ed25519Verifier) -> None:
        super().__init__(
            f"Entry {change.index} hands the log on from {change.old.format()} to {change.new.first.format()}, but the key "
            f"in force was {expected.format()}, and a change names it, gives a new key of its name, and comes once. "
            "Do not trust what follows."
        )
        self.change = change
        self.expected = expected


def read_change(entry: Entry) -> Change:
    """Read a `key.succeeded` entry; raise `Malformed`."""
    if entry.kind != KIND:
        raise Malformed("change of the key", f"it is an entry of the kind {entry.kind}")
    try:
        check_data(entry.kind, entry.data)
    except WrongShape as error:
        raise Malformed("change of the key", str(error)) from error
    second = entry.data["new_post_quantum"]
    new = LogKeys(Ed25519Verifier.parse(entry.data["new"]), None if second is None else _post_quantum(second))
    return Change(entry.index, Ed25519Verifier.parse(entry.data["old"]), new)


def check_order(changes: Sequence[Change]) -> None:
    """Raise `OutOfSuccession` unless each change goes on from the one before it."""
    for before, change in pairwise(changes):
        if change.old != before.new.first or change.index <= before.index:
            raise OutOfSuccession(change, before.new.first)
    held = {change.old for change in changes[:1]}
    for change in changes:
        names = {each.name for each in change.new.verifiers}
        if change.new.first in held or names != {change.old.name}:
            raise OutOfSuccession(change, change.old)
        held.add(change.new.first)


def next_change(changes: Sequence[Change], size: int) -> Change | None:
    """Return the first change that a checkpoint of this size does not lie behind: its old keys signed it."""
    return next((change for change in changes if change.index + 1 >= size), None)


def _post_quantum(text: str) -> MlDsa44Verifier:
    verifier = parse_verifier(text)
    if not isinstance(verifier, MlDsa44Verifier):
        raise Malformed("change of the key", "its post-quantum key is not ML-DSA-44 (6)")
    return verifier
