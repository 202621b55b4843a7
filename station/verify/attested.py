"""What other machines vouch for: C2SP witnesses' cosignatures and RFC 3161 tokens on checkpoints of the session.

Each stands in the bag beside the checkpoint that it is about. Both say the same thing of different strength: that this
history existed then, so that another one, made later, is found out. Neither says anything of what the entries tell.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field

from station.formats import note as notes
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import timestamp_s
from station.formats.entry import Entry
from station.formats.errors import Malformed, VerificationError
from station.formats.note import Signature
from station.formats.timestamp import Stamp, check_response
from station.rules.succession import LogKeys
from station.verify import layout
from station.verify.bag import Bag
from station.verify.handover import Reign
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.seal import open_own
from station.verify.times import clock, seconds
from station.verify.tree import Tree
from station.verify.trust import Policy, Trust
from station.verify.words import words

SECOND_US = 1_000_000
# A station without network stamps when it is online again: true, and something that a reader should know.
LATE_US = 15 * 60 * SECOND_US
# Another's clock and the station's may differ by so much before an entry is called younger than its stamp or cosignature.
AHEAD_US = 60 * SECOND_US
STAMPED = ("session.opened", "batch.ended", "session.sealed")


@dataclass
class Attested:
    """One checkpoint and what stands beside it, file names to paths."""

    size: int
    checkpoint: str | None = None
    cosignatures: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)


def attested_in(bag: Bag) -> list[Attested]:
    """Find the checkpoints that others vouch for, smallest first."""
    found: dict[int, Attested] = {}
    for file in sorted(bag.sizes):
        match = layout.ATTESTED.fullmatch(file)
        if match is None:
            continue
        each = found.setdefault(int(match["size"]), Attested(int(match["size"])))
        if match["file"] == "checkpoint":
            each.checkpoint = file
        elif file.endswith(".tsr"):
            each.tokens.append(file)
        else:
            each.cosignatures.append(file)
    return [found[size] for size in sorted(found)]


def check_attested(bag: Bag, tree: Tree, reign: Reign) -> Iterator[Finding]:
    """Check that each checkpoint in the bag is this log's, and one of this history."""
    found = attested_in(bag)
    if found:
        passed = words("All {count} checkpoints that others vouch for are of this history.", count=len(found))
        yield from conclude("attested", passed, _checkpoints(bag, tree, reign, found))


def check_witnesses(bag: Bag, record: Record, policy: Policy | None) -> Iterator[Finding]:
    """Check the witnesses' cosignatures, and whether they satisfy the reader's policy for the seal."""
    passed = words("The witnesses that your policy asks for co-signed the seal.")
    if policy is None:
        passed = words("No policy of witnesses was given, so none was asked for.")
    yield from conclude("witnesses", passed, _witnesses(bag, record, policy))


def check_times(bag: Bag, record: Record, trust: Trust) -> Iterator[Finding]:
    """Check the time-stamp tokens: whose they are, and that the entries' own times agree with them."""
    passed = words("The times in the record agree with the time-stamp tokens in the bag.")
    if not any(each.tokens for each in attested_in(bag)):
        passed = words("No time authority's token is in the bag: the times are the station's own.")
    yield from conclude("time", passed, _times(bag, record, trust))


def _checkpoints(bag: Bag, tree: Tree, reign: Reign, found: list[Attested]) -> Iterator[Fault]:
    for each in found:
        try:
            stated = _open(bag, each, reign.at(each.size))
            computed = tree.root_at(stated.size)
        except VerificationError as error:
            where = each.checkpoint or f"data/attested/{each.size}"
            yield Fault(words("{where}: {error}", where=where, error=error), {"size": each.size})
            continue
        if stated.root != computed:
            text = words(
                "TWO HISTORIES: others vouch for {size} entries of this log with the root {root}; the entries in this bag "
                "give {found}. The record was changed after they saw it.",
                size=stated.size,
                root=base64.b64encode(stated.root).decode(),
                found=base64.b64encode(computed).decode(),
            )
            yield Fault(text, {"file": each.checkpoint, "size": stated.size})


def _open(bag: Bag, each: Attested, keys: LogKeys) -> Checkpoint:
    file = each.checkpoint
    if file is None:
        raise Malformed("checkpoint", "what others vouch for is missing beside their words")
    stated = open_own(bag.read(file), keys, file)
    if stated.size != each.size:
        raise Malformed(file, f"it is for {stated.size} entries")
    return stated


def _witnesses(bag: Bag, record: Record, policy: Policy | None) -> Iterator[Fault]:
    on_seal: set[str] = set()
    unknown: dict[str, int] = {}
    for each in attested_in(bag):
        for file in each.cosignatures:
            try:
                line = _line(bag, file)
                name = _known(policy, line, bag.read(each.checkpoint or file))
            except VerificationError as error:
                yield Fault(words("{where}: {error}", where=file, error=error), {"file": file})
                continue
            if name is None:
                unknown[line.name] = unknown.get(line.name, 0) + 1
                yield from _unchecked_faults(record, each.size, file, line)
                continue
            yield from _cosigned_faults(record, each.size, file, line)
            if each.size == record.seal.index + 1:
                on_seal.add(name)
    for name, count in unknown.items():
        text = words(
            "{count} cosignature(s) of {name} were not checked: your policy has no such key.", count=count, name=name
        )
        yield note(text, witness=name)
    for lacking in [] if policy is None else policy.missing(on_seal):
        yield Fault(
            words("Your policy is not satisfied for the seal: {lacking}", lacking=lacking), {"missing": lacking}
        )


def _cosigned_faults(record: Record, size: int, file: str, line: Signature) -> Iterator[Fault]:
    """Hold the time of a witness whose signature is good against the entry that he co-signed last."""
    at_us = timestamp_s(line.signature) * SECOND_US
    told = {"file": file, "size": size, "at_us": at_us}
    yield note(words("{name} co-signed {size} entries at {at}.", name=line.name, size=size, at=clock(at_us)), **told)
    newest = _newest(record, size)
    if newest is None:
        return
    ahead_us = newest.at.unix_us - at_us
    if ahead_us > AHEAD_US:
        text = words(
            "{file}: the entry {index} says that it was made {ahead} s after the witness had already co-signed it. "
            "The station's clock was wrong, or was moved.",
            file=file,
            index=newest.index,
            ahead=seconds(ahead_us),
        )
        yield Fault(text, told)
    elif -ahead_us > LATE_US:
        text = words(
            "{file}: the witness co-signed entry {index} only {late} s after the time that the entry states.",
            file=file,
            index=newest.index,
            late=seconds(-ahead_us),
        )
        yield note(text, **told)


def _unchecked_faults(record: Record, size: int, file: str, line: Signature) -> Iterator[Fault]:
    """Tell of a contradiction in a line that nobody checked: whoever has the witness's key should look."""
    newest = _newest(record, size)
    try:
        at_us = timestamp_s(line.signature) * SECOND_US
    except VerificationError:  # of a key of another type, which the reader does not know
        return
    if newest is not None and newest.at.unix_us - at_us > AHEAD_US:
        text = words(
            "{file}: by a cosignature that was not checked, entry {index} was there {ahead} s before the time that it states. "
            "Check it with the witness's own key.",
            file=file,
            index=newest.index,
            ahead=seconds(newest.at.unix_us - at_us),
        )
        yield note(text, file=file, size=size, at_us=at_us)


def _newest(record: Record, size: int) -> Entry | None:
    """The last of the first `size` entries of the log, when the record has it."""
    place = size - 1 - record.first
    return record.entries[place] if 0 <= place < len(record.entries) else None


def _line(bag: Bag, file: str) -> Signature:
    parsed = notes.parse(b"witness\n\n" + bag.read(file))
    if len(parsed.signatures) != 1 or f"/{parsed.signatures[0].key_id:08x}." not in file:
        raise Malformed(file, "it is not one signature line of the key in its name")
    return parsed.signatures[0]


def _known(policy: Policy | None, line: Signature, checkpoint: bytes) -> str | None:
    """The policy's name for whoever signed this line; None when it has no such key. Raise when the signature is bad."""
    for name, verifier in ({} if policy is None else policy.witnesses).items():
        if (verifier.name, verifier.key_id) == (line.name, line.key_id):
            verifier.verify(notes.parse(checkpoint).text, line.signature)
            return name
    return None


def _times(bag: Bag, record: Record, trust: Trust) -> Iterator[Fault]:
    stamped: list[int] = []
    for each in attested_in(bag):
        for file in each.tokens:
            try:
                stamp = _stamp(bag.read(file), bag.read(each.checkpoint or file), trust)
            except VerificationError as error:
                yield Fault(words("{where}: {error}", where=file, error=error), {"file": file})
                continue
            stamped.append(each.size)
            yield from _stamp_faults(record, each.size, file, stamp)
    if stamped:
        yield from _unstamped(record, stamped)
    if trust.authorities and record.seal.index + 1 not in stamped:
        yield Fault(words("No token of an authority that you gave stamps the seal."), {"size": record.seal.index + 1})


def _stamp(response: bytes, data: bytes, trust: Trust) -> Stamp:
    """Check a token against each certificate that the reader gave, or without any against the one that it brings along."""
    if not trust.authorities:
        return check_response(response, data, None)
    trouble: VerificationError = Malformed("token", "no certificate was given")
    for certificate in trust.authorities:
        try:
            return check_response(response, data, certificate)
        except VerificationError as error:
            trouble = error
    raise trouble


def _stamp_faults(record: Record, size: int, file: str, stamp: Stamp) -> Iterator[Fault]:
    newest = _newest(record, size)
    told = {"file": file, "size": size, "at_us": stamp.at_us, "certificate_sha256": stamp.certificate_sha256}
    at = clock(stamp.at_us)
    text = words("{authority} saw the first {size} entries at {at}.", authority=stamp.authority, size=size, at=at)
    if not stamp.pinned:
        text = words(
            "{authority} saw the first {size} entries at {at}, if the certificate with the SHA-256 {certificate} is its own.",
            authority=stamp.authority,
            size=size,
            at=at,
            certificate=stamp.certificate_sha256,
        )
    yield note(text, **told)
    if newest is None:
        return
    ahead_us = newest.at.unix_us - stamp.at_us
    if ahead_us > AHEAD_US:
        text = words(
            "{file}: the entry {index} says that it was made {ahead} s after the authority had already seen it. "
            "The station's clock was wrong, or was moved.",
            file=file,
            index=newest.index,
            ahead=seconds(ahead_us),
        )
        yield Fault(text, told)
    elif -ahead_us > LATE_US:
        text = words(
            "{file}: the authority saw entry {index} only {late} s after the time that the entry states.",
            file=file,
            index=newest.index,
            late=seconds(-ahead_us),
        )
        yield note(text, **told)


def _unstamped(record: Record, stamped: list[int]) -> Iterator[Fault]:
    """Name the moments that a token should follow and none does, up to the next such moment."""
    due = [entry.index for entry in record.of_kind(*STAMPED)]
    for index, following in zip(due, [*due[1:], record.seal.index + 1], strict=True):
        if not any(index < size <= max(following, index + 1) for size in stamped):
            entry = record.entries[index - record.first]
            yield note(words("No token stamps entry {index} ({kind}).", index=index, kind=entry.kind), entry=index)


__all__ = ["Attested", "attested_in", "check_attested", "check_times", "check_witnesses"]
