"""The keys of a bag in time: those in its key file, and the older ones whose changes it proves.

A reader may trust a key of any time of the log; what others vouched for before a change was signed by the key before it.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from station.formats import note, tlog_proof
from station.formats.cosignature import parse_verifier
from station.formats.errors import Malformed, VerificationError
from station.rules.succession import LogKeys
from station.verify import layout
from station.verify.bag import Bag
from station.verify.report import Fault, Finding, conclude
from station.verify.seal import check_key
from station.verify.succession import Chain, Link, check_succession, read_chain
from station.verify.words import words

_NUMBER = re.compile(r"data/succession/(\d+)\.json")


@dataclass(frozen=True)
class Reign:
    """The keys that sign checkpoints of the log, by size. Without a readable chain, the bag's own at every size."""

    keys: LogKeys
    chain: Chain | None = None

    def given_up(self, signed: bytes) -> bool:
        """Whether a key of the chain signed this note, though it was not the one in force at its size."""
        for keys in () if self.chain is None else self.chain.all:
            with suppress(VerificationError):
                note.open_note(signed, [keys.first])
                return True
        return False

    def at(self, size: int) -> LogKeys:
        """Return the keys that sign a checkpoint of this size."""
        return self.keys if self.chain is None else self.chain.keys_at(size)


def reign_of(bag: Bag, keys: LogKeys) -> Reign:
    """Read the bag's chain of keys; what is wrong with it, `check_keys` says."""
    try:
        links = _links(bag)
        chain = read_chain([], links) if links else None
    except VerificationError:
        chain = None
    return Reign(keys, chain)


def check_keys(bag: Bag, keys: LogKeys, trusted: Sequence[str]) -> Iterator[Finding]:
    """Hold the bag's keys against the reader's own, also over changes of the key."""
    try:
        links = _links(bag)
    except VerificationError as error:
        yield from conclude(
            "succession", "", [Fault(words("A change of the key cannot be read: {error}", error=error))]
        )
        return
    if not links:
        yield from check_key(keys, trusted)
        return
    given = [parse_verifier(each) for each in trusted]
    yield from check_succession(given, links)
    if not trusted:
        yield from check_key(keys, ())
    yield from conclude(
        "key",
        words("The bag's key is the last of the log's keys at its seal: {key}.", key=keys.first.format()),
        _newest_faults(keys, links),
    )


def _newest_faults(keys: LogKeys, links: Sequence[Link]) -> Iterator[Fault]:
    newest = read_chain([], links).newest
    if newest != keys:
        text = words(
            "{file} holds {found}, but the last change of the key in this bag hands the log on to {expected}.",
            file=layout.KEY,
            found=keys.first.format(),
            expected=newest.first.format(),
        )
        yield Fault(text, {"file": layout.KEY})


def _links(bag: Bag) -> list[Link]:
    """The changes of the key in their order; raise when a file is missing, or its name is not its number."""
    links = []
    numbers = sorted(int(match[1]) for match in map(_NUMBER.fullmatch, bag.sizes) if match is not None)
    for number in numbers:
        file = f"data/succession/{number}.tlog-proof"
        proof = bag.read(file)
        if tlog_proof.parse(proof).index != number:
            raise Malformed(file, f"it is not for entry {number}")
        links.append((bag.read(f"data/succession/{number}.json"), proof))
    return links
