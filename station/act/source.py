"""What the act is built from: a bag's record, read strictly, and what else the bag holds about it.

Refused is a record that cannot be read, that its seal or the log does not cover, that breaks the rules, with a bound that is not
the scale's, or with a co-signature of a person that does not hold. The recordings are not read: `station verify` does that.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from station.act.attested import Attestation, attestations
from station.act.pictures import Picture, pictures_of
from station.formats import commitment
from station.formats.checkpoint import Checkpoint
from station.formats.errors import VerificationError
from station.formats.personal import PersonalCosignature, parse_personal_key
from station.profiles import Profile, known
from station.rules.kinds import UnknownKind
from station.rules.session import Session
from station.rules.shapes import WrongShape, is_commitment
from station.rules.succession import LogKeys
from station.verify import layout
from station.verify.attested import check_attested
from station.verify.bag import Bag
from station.verify.balance import check_balance
from station.verify.cosigned import check_cosignatures
from station.verify.course import STATION_KINDS, check_course
from station.verify.custody import check_custody
from station.verify.draws import check_draws
from station.verify.handover import reign_of
from station.verify.masses import check_masses
from station.verify.metrology import check_metrology
from station.verify.presented import check_presented
from station.verify.record import Record, read_record
from station.verify.report import Finding, Verdict
from station.verify.samples import check_samples
from station.verify.seal import (
    check_checkpoint,
    check_entries_root,
    check_proof,
    check_tree,
    open_own,
    read_keys,
)
from station.verify.tree import read_tree

ATTACHED = (layout.ENTRIES, layout.CHECKPOINT, layout.PROOF, layout.KEY)


class ActRefused(VerificationError):
    """No act is made of this bag."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"No act is made of this bag: {reason} Run `station verify` on it; it says all that is wrong.")
        self.reason = reason


@dataclass(frozen=True)
class Source:
    """A bag as the act needs it; `session` is the fold of all entries, `after_seal` are co-signatures of the seal.

    `found` is what the verifier says of the goods, none of it a failure; `pictures` are by the number of the showing.
    `profile` is None where the session names one that this program does not bring along.
    """

    record: Record
    session: Session
    checkpoint: Checkpoint
    keys: LogKeys
    openings: Mapping[str, Any]
    during: tuple[PersonalCosignature, ...]
    after_seal: tuple[PersonalCosignature, ...]
    attested: tuple[Attestation, ...]
    attached: Mapping[str, bytes]
    manifest_sha256: str
    found: tuple[Finding, ...]
    pictures: Mapping[int, Picture]
    profile: Profile | None

    def opened(self, value: Any) -> Any:
        """A value that may be withheld: its opening's where the bag has one, else None; any other value as it is."""
        return self.openings.get(value["commitment"]) if is_commitment(value) else value


def read_source(folder: Path) -> Source:
    """Read a bag; raise `NotABag` or `ActRefused`."""
    bag = Bag.open(folder)
    try:
        return _read(bag)
    except ActRefused:
        raise
    except (VerificationError, UnknownKind, WrongShape, ValueError) as error:
        raise ActRefused(str(error)) from error


def _read(bag: Bag) -> Source:
    record, keys = read_record(bag.read(layout.ENTRIES)), read_keys(bag)
    _refuse_failures(_findings(bag, record, keys))
    found = _refuse_failures(_goods_findings(bag, record))
    session = _fold(record)
    during = (entry.data for entry in record.of_kind("checkpoint.cosigned"))
    return Source(
        record=record,
        session=session,
        checkpoint=open_own(bag.read(layout.CHECKPOINT), keys, layout.CHECKPOINT),
        keys=keys,
        openings=_openings(bag),
        during=tuple(_cosignatures(during, session, keys.name)),
        after_seal=tuple(_cosignatures(_after_seal(bag), session, keys.name)),
        attested=tuple(attestations(bag)),
        attached={file.removeprefix("data/"): bag.read(file) for file in ATTACHED},
        manifest_sha256=hashlib.sha256(bag.read(layout.MANIFEST)).hexdigest(),
        found=found,
        pictures=pictures_of(bag, record),
        profile=known(**record.entries[0].data["profile"]),
    )


def _refuse_failures(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    passed = []
    for finding in findings:
        if finding.verdict is Verdict.FAIL:
            raise ActRefused(str(finding.text))
        passed.append(finding)
    return tuple(passed)


def _findings(bag: Bag, record: Record, keys: LogKeys) -> Iterator[Finding]:
    """The verifier's checks of all that the act prints, from the entries up to the co-signatures."""
    tree = read_tree(bag, record)
    yield from check_entries_root(record)
    yield from check_checkpoint(bag, keys)
    yield from check_proof(bag, record, keys)
    yield from check_tree(bag, tree, keys)
    yield from check_course(record)
    yield from check_metrology(record)
    yield from check_cosignatures(bag, record, tree, keys)
    yield from check_attested(bag, tree, reign_of(bag, keys))


def _goods_findings(bag: Bag, record: Record) -> Iterator[Finding]:
    """The verifier's checks of the goods: the act prints what they say in their own words."""
    yield from check_balance(record)
    yield from check_masses(record)
    yield from check_presented(record)
    yield from check_samples(record)
    yield from check_draws(record)
    yield from check_custody(bag, record)


def _fold(record: Record) -> Session:
    session = Session(session=record.session)
    for entry in record.entries:
        if entry.session is not None or entry.kind not in STATION_KINDS:
            session.apply(entry.kind, entry.data, entry.index)
    return session


def _openings(bag: Bag) -> dict[str, Any]:
    """The opened values by commitment; every opening must open its own."""
    if layout.OPENINGS not in bag.sizes:
        return {}
    opened = [commitment.parse(json.loads(line)) for line in bag.read(layout.OPENINGS).splitlines()]
    return {each.commitment: each.value for each in opened}


def _after_seal(bag: Bag) -> Iterator[dict[str, Any]]:
    if layout.PEOPLE in bag.sizes:
        yield from map(json.loads, bag.read(layout.PEOPLE).splitlines())


def _cosignatures(found: Iterator[dict[str, Any]], session: Session, origin: str) -> Iterator[PersonalCosignature]:
    for data in found:
        key = parse_personal_key(session.keys[data["person"]])
        yield PersonalCosignature.of_entry(data, origin, key.name)
