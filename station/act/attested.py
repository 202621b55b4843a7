"""What other people's machines vouched for, as far as the bag holds it: who, for which size of the log, at which time.

That the checkpoints are of this history has been checked before; whose keys these are, only a reader with a policy and
the authority's certificate can check, with `station verify`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from station.formats import note
from station.formats.cosignature import timestamp_s
from station.formats.errors import Malformed
from station.formats.timestamp import check_response
from station.verify.attested import Attested, attested_in
from station.verify.bag import Bag

SECOND_US = 1_000_000


@dataclass(frozen=True)
class Attestation:
    """One co-signature (`witness`) or time token (`token`): its file, whose it says it is, and the time it states."""

    kind: str
    file: str
    by: str
    size: int
    unix_us: int
    bytes: int


def attestations(bag: Bag) -> Iterator[Attestation]:
    """Yield what the bag holds, by size; raise a `VerificationError` for what cannot be read."""
    for each in attested_in(bag):
        yield from (_witness(bag, each, file) for file in each.cosignatures)
        yield from (_token(bag, each, file) for file in each.tokens)


def _witness(bag: Bag, each: Attested, file: str) -> Attestation:
    # a signature line alone is no note; any text above it makes it one
    signatures = note.parse(b"witness\n\n" + bag.read(file)).signatures
    if len(signatures) != 1:
        raise Malformed(file, "it is not one signature line")
    at_us = timestamp_s(signatures[0].signature) * SECOND_US
    return Attestation("witness", file, signatures[0].name, each.size, at_us, bag.sizes[file])


def _token(bag: Bag, each: Attested, file: str) -> Attestation:
    stamp = check_response(bag.read(file), bag.read(each.checkpoint or file), None)
    return Attestation("token", file, stamp.authority, each.size, stamp.at_us, bag.sizes[file])
