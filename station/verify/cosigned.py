"""Who in the room put a key of his own under the record, with which remarks, and whether they were a quorum.

That a key is the person's, only that person can say: the record shows it as it was presented. What the station cannot do
is make such a signature, or move one to another record.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from station.formats.canonical import canonical
from station.formats.errors import Malformed, VerificationError
from station.formats.personal import PersonalCosignature, fingerprint, parse_personal_key
from station.rules.kinds import check_data
from station.rules.shapes import WrongShape
from station.rules.succession import LogKeys
from station.verify import layout
from station.verify.bag import Bag
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock
from station.verify.tree import Tree
from station.verify.words import Listed, Words, listed, roles, words

# A phone's clock may be a minute off; beyond this a reader should know.
CLOCK_TOLERANCE_S = 120
SECOND_US = 1_000_000


@dataclass(frozen=True)
class _Signed:
    """One cosignature as the record states it: where it stands, what it says, and when the station took it down."""

    where: Words
    data: dict[str, object]
    at_unix_us: int | None  # none for what was signed after the seal


def check_cosignatures(bag: Bag, record: Record, tree: Tree, log: LogKeys) -> Iterator[Finding]:
    """Check every cosignature and remark of a person against the key presented and the tree of the log."""
    signed = list(_in_record(record))
    people = _people(record)
    who = listed([_named(str(each.data["person"]), people) for each in signed])
    passed = words("No one in the room co-signed this record.")
    if signed:
        passed = words("Everyone who co-signed did so with the key that was presented: {who}.", who=who)
    yield from conclude("cosignatures", passed, _faults(bag, record, tree, log))


def check_quorum(record: Record) -> Iterator[Finding]:
    """Say whether the quorum that the session was opened with co-signed it, once it was closed."""
    yield from conclude("quorum", words("The quorum co-signed the closed session."), _quorum(record))


def missing_quorum(record: Record) -> list[Listed]:
    """The groups of roles of which nobody co-signed, in words, as the seal states it."""
    return [roles([group]) for group in record.seal.data["quorum"]["missing"]]


def _quorum(record: Record) -> Iterator[Fault]:
    opened = record.opened
    if opened is not None and not opened.data["quorum"]:
        yield note(words("This session was opened without asking for a quorum: nobody had to co-sign it."))
    missing = missing_quorum(record)
    if missing:
        text = words(
            "SEALED WITHOUT QUORUM: nobody co-signed the closed session as {missing}. The reason given: {reason}.",
            missing=roles(record.seal.data["quorum"]["missing"]),
            reason=record.seal.data["quorum"]["reason"],
        )
        yield note(text, missing=[str(each) for each in missing], reason=record.seal.data["quorum"]["reason"])


def _faults(bag: Bag, record: Record, tree: Tree, log: LogKeys) -> Iterator[Fault]:
    keys = {entry.data["person"]: entry.data["key"] for entry in record.of_kind("key.presented")}
    people = _people(record)
    logs = {each.public_key for each in log.verifiers}
    yield from _presented(keys, people, logs)
    for each in (*_in_record(record), *_after_seal(bag, record)):
        where = str(each.where)
        try:
            found = _open(each, keys, log.name)
            root = tree.root_at(found.checkpoint.size)
        except VerificationError as error:
            yield Fault(words("{where}: {error}", where=each.where, error=error), {"where": where})
            continue
        if root != found.checkpoint.root:
            text = words(
                "{where}: {person} co-signed {size} entries of this log with another root. "
                "The history that this person saw is not the one in this record.",
                where=each.where,
                person=found.person,
                size=found.checkpoint.size,
            )
            yield Fault(text, {"where": where, "person": found.person, "size": found.checkpoint.size})
        yield from _told(each, found, people.get(found.person, "?"))


def _presented(keys: Mapping[str, str], people: Mapping[str, str], logs: Collection[bytes]) -> Iterator[Fault]:
    for person, text in keys.items():
        key = parse_personal_key(text)
        if key.public_key in logs:
            yield Fault(
                words("The key that {person} is said to have presented is the log's own.", person=person),
                {"person": person},
            )
        said = words(
            "{person} ({role}) presented the key {name}, SHA-256 {fingerprint}. Whether it is this person's own, only he or "
            "she can say: ask.",
            person=person,
            role=people.get(person, "?"),
            name=key.name,
            fingerprint=fingerprint(key),
        )
        yield note(said, person=person, key=text)


def _told(each: _Signed, found: PersonalCosignature, role: str) -> Iterator[Fault]:
    at_us = each.at_unix_us
    if at_us is not None and abs(found.seconds - at_us // SECOND_US) > CLOCK_TOLERANCE_S:
        text = words(
            "{where}: by the clock of {person} it was {theirs}, by the station's {ours}.",
            where=each.where,
            person=found.person,
            theirs=clock(found.seconds * SECOND_US),
            ours=clock(at_us),
        )
        yield note(text, where=str(each.where), seconds=found.seconds)
    if at_us is None:
        text = words("{person} ({role}) co-signed the seal after it was made.", person=found.person, role=role)
        yield note(text, person=found.person)
    if found.remark is not None:
        text = words(
            "{person} ({role}) signed with a remark: {remark}", person=found.person, role=role, remark=found.remark
        )
        yield note(text, person=found.person, remark=found.remark)


def _open(each: _Signed, keys: dict[str, str], origin: str) -> PersonalCosignature:
    person = str(each.data["person"])
    if person not in keys:
        raise Malformed("cosignature", f"no key was presented for {person}")
    key = parse_personal_key(keys[person])
    found = PersonalCosignature.of_entry(each.data, origin, key.name)
    found.verify(key)
    return found


def _named(person: str, people: Mapping[str, str]) -> Words:
    return words("{person} ({role})", person=person, role=people.get(person, "?"))


def _people(record: Record) -> dict[str, str]:
    return {entry.data["person"]: entry.data["role"] for entry in record.of_kind("person.joined")}


def _in_record(record: Record) -> Iterable[_Signed]:
    for entry in record.of_kind("checkpoint.cosigned"):
        yield _Signed(words("entry {index}", index=entry.index), entry.data, entry.at.unix_us)


def _after_seal(bag: Bag, record: Record) -> Iterator[_Signed]:
    """Cosignatures of the seal, which came when the session's entries had ended."""
    if layout.PEOPLE not in bag.sizes:
        return
    for number, line in enumerate(bag.read(layout.PEOPLE).splitlines(), 1):
        where = words("{file}, line {line}", file=layout.PEOPLE, line=number)
        try:
            data = json.loads(line)
            check_data("seal.cosigned", data)
        except (ValueError, RecursionError, WrongShape) as error:
            raise Malformed(str(where), str(error)) from error
        if canonical(data) != line or data["session"] != record.session or data["size"] != record.seal.index + 1:
            raise Malformed(str(where), "it is not a cosignature of this session's seal, in canonical form")
        yield _Signed(where, data, None)
