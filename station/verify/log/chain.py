"""Whose keys sign the log, and from which size on: the key that the station names when it starts, and those that followed it.

A `key.succeeded` entry is the last that the old key signs for: the checkpoint that ends with it bears the old key's
signature, every later one the new key's. Who trusts the old key may follow to the new one when that last checkpoint is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from station.formats.checkpoint import Checkpoint, parse
from station.formats.cosignature import parse_verifier
from station.formats.entry import Entry
from station.formats.errors import Malformed, VerificationError
from station.formats.note import open_note
from station.rules.succession import Change, LogKeys, check_order, read_change
from station.verify.given import trusts
from station.verify.log.history import History
from station.verify.log.source import LogSource, SourceError
from station.verify.log.tally import Tally
from station.verify.report import Fault, Finding, conclude, note
from station.verify.seal import parse_keys
from station.verify.words import words

NAMES_KEYS = frozenset({"station.started", "key.succeeded"})


@dataclass(frozen=True)
class Era:
    """Keys, and the size of the first checkpoint that they sign."""

    keys: LogKeys
    since: int


class Chain:
    """The keys of the log `origin`, in the order in which its entries name them."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.eras: list[Era] = []
        self.tally = Tally()
        self._changes: list[Change] = []

    def take(self, entry: Entry) -> None:
        """Take an entry that names keys."""
        try:
            if entry.kind == "station.started":
                self._started(entry)
            elif entry.kind == "key.succeeded":
                self._succeeded(entry)
        except VerificationError as error:
            text = words("Entry {index}: {error}", index=entry.index, error=str(error))
            self.tally.add(Fault(text, {"entry": entry.index}))

    def keys_at(self, size: int) -> LogKeys | None:
        """Return the keys that sign the checkpoint of that size; None when no entry names any."""
        return next((each.keys for each in reversed(self.eras) if each.since <= size), None)

    def _started(self, entry: Entry) -> None:
        keys = self._keys(entry.data["key"], entry.data["post_quantum_key"])
        if not self.eras:
            self.eras.append(Era(keys, 0))
            return
        known = self.eras[-1].keys
        if keys.first != known.first:
            raise Malformed(
                "start", f"the station has the key {keys.first.format()}, and no entry says that it followed another"
            )
        if keys.second == known.second:
            return
        if keys.second is not None and known.second is not None:
            raise Malformed(
                "start",
                f"the station has the post-quantum key {keys.second.format()}, and no entry says that it followed another",
            )
        self.eras.append(Era(keys, entry.index + 1))
        text = words("From entry {index} on, checkpoints bear a post-quantum signature too.", index=entry.index)
        if keys.second is None:
            text = words("From entry {index} on, checkpoints bear no post-quantum signature.", index=entry.index)
        self.tally.add(note(text, entry=entry.index))

    def _succeeded(self, entry: Entry) -> None:
        change, known = read_change(entry), self.keys_at(entry.index + 1)
        if known is None or change.old != known.first:
            raise Malformed("change of the key", f"it ends the key {change.old.format()}, which was not the log's")
        check_order([*self._changes, change])
        self._changes.append(change)
        self.eras.append(Era(LogKeys(*change.new), entry.index + 2))
        text = words(
            "With entry {index} the key {new} followed {old}. The reason given: {reason}.",
            index=entry.index,
            new=change.new.first.format(),
            old=change.old.format(),
            reason=entry.data["reason"],
        )
        self.tally.add(note(text, entry=entry.index))

    def _keys(self, first: str, second: str | None) -> LogKeys:
        keys = parse_keys("".join(f"{each}\n" for each in (first, second) if each is not None), "key")
        if keys.name != self.origin:
            raise Malformed("key", f"it is of {keys.name}, but the log is {self.origin}")
        return keys


def open_fully(data: bytes, keys: LogKeys) -> Checkpoint:
    """Open a checkpoint that bears a good signature of each of the keys; other signers' lines may stand beside them."""
    opened = open_note(data, keys.verifiers)
    signed = {(each.name, each.key_id) for each in opened.signatures}
    lacking = [each.format() for each in keys.verifiers if (each.name, each.key_id) not in signed]
    if lacking:
        raise Malformed("checkpoint", f"it bears no signature by {lacking[0]}")
    stated = parse(opened.text)
    if stated.origin != keys.name:
        raise Malformed("checkpoint", f"it speaks for {stated.origin}, but the key is that of {keys.name}")
    return stated


def check_key(
    chain: Chain, size: int, history: History, source: LogSource, trusted: Sequence[str]
) -> Iterator[Finding]:
    """Hold the keys of the checkpoint of `size` entries against the reader's own, following successions."""
    keys = chain.keys_at(size)
    if keys is None:
        return conclude("key", words("No entry names the log's key yet."), _no_key(size, trusted))
    if not trusted:
        text = words(
            "Compare the log's key with the one that {name} published, or with the one that a witness noted. "
            "Until then, this log only agrees with itself: {key}",
            name=keys.name,
            key=keys.first.format(),
        )
        faults = [note(text, key=keys.first.format(), keys=keys.format().split())]
        return conclude(
            "key", words("The log's keys follow each other as they should."), [*chain.tally.faults(), *faults]
        )
    passed = words("The log's key is the key that you gave, or follows from it: {key}.", key=keys.first.format())
    return conclude("key", passed, _key_faults(chain, size, history, source, trusted))


def _no_key(size: int, trusted: Sequence[str]) -> Iterator[Fault]:
    if size and not trusted:
        yield Fault(words("No entry names the station's key, so nothing says who may sign this log."))


def _key_faults(
    chain: Chain, size: int, history: History, source: LogSource, trusted: Sequence[str]
) -> Iterator[Fault]:
    yield from chain.tally.faults()
    # a policy may list the keys of many logs
    given = [key for each in trusted if (key := parse_verifier(each.strip())).name == chain.origin]
    eras = [each for each in chain.eras if each.since <= size]
    known = [number for number, era in enumerate(eras) if trusts(era.keys, given)]
    if not known:
        text = words(
            "The log is signed with {found}, but you trust {trusted}. Another station, or someone pretending to be it, "
            "signed this log, or one of its two keys was left out.",
            found=", ".join(eras[-1].keys.format().split()),
            trusted=", ".join(trusted),
        )
        yield Fault(text, {"found": eras[-1].keys.format().split(), "trusted": list(trusted)})
        return
    for before, after in zip(eras[known[-1] :], eras[known[-1] + 1 :], strict=False):
        if before.keys.first != after.keys.first:
            yield from _succession_faults(before.keys, after.since - 1, history, source)
        elif before.keys.second is not None and after.keys.second is None:
            # Whoever gave one key alone trusts this era too, so `known` begins with it: this is said to who gave both.
            text = words(
                "From entry {index} on, checkpoints bear no signature by {key}, which you gave: whoever has the other key "
                "alone could have signed what follows. Only a change of the key, signed by both, may leave one out.",
                index=after.since - 1,
                key=before.keys.second.format(),
            )
            yield Fault(text, {"entry": after.since - 1, "key": before.keys.second.format()})


def _succession_faults(old: LogKeys, size: int, history: History, source: LogSource) -> Iterator[Fault]:
    """Ask the old key itself for its word that another follows it: its checkpoint over the entry that says so."""
    told = {"size": size, "key": old.first.format()}
    try:
        stated = open_fully(source.succession(size), old)
    except SourceError as error:
        text = words(
            "Entry {index} says that another key follows {old}, but the old key's own checkpoint of {size} entries is not "
            "shown, and without it anyone could say so: {error}",
            index=size - 1,
            old=old.first.format(),
            size=size,
            error=str(error),
        )
        yield Fault(text, told)
        return
    if (stated.size, stated.root) != (size, history.root_at(size)):
        text = words("The last checkpoint that {old} signed is not of this log's history.", old=old.first.format())
        yield Fault(text, told)
