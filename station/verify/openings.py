"""Openings: the values behind the record's commitments, in a bag made for those entitled to them."""

import json
from collections.abc import Iterator
from typing import Any

from station.formats import commitment
from station.formats.canonical import canonical
from station.formats.errors import VerificationError
from station.rules.kinds import withheld_fields
from station.rules.shapes import is_commitment
from station.verify.bag import Bag
from station.verify.layout import OPENINGS
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude
from station.verify.words import words


def commitments_of(record: Record) -> list[str]:
    """All commitments in the entries, in hex, in the order in which they stand."""
    return [
        entry.data[name]["commitment"]
        for entry in record.entries
        for name in withheld_fields(entry.kind)
        if is_commitment(entry.data[name])
    ]


def opened_values(bag: Bag) -> dict[str, Any]:
    """Return the values behind commitments that the bag opens; what opens none is passed over, and `check_openings` names it."""
    values: dict[str, Any] = {}
    try:
        lines = bag.read(OPENINGS).splitlines() if OPENINGS in bag.sizes else []
    except VerificationError:
        return values
    for line in lines:
        try:
            opening = commitment.parse(json.loads(line))
        except (ValueError, RecursionError, VerificationError):
            continue
        values[opening.commitment] = opening.value
    return values


def check_openings(bag: Bag, record: Record) -> Iterator[Finding]:
    """Check that the openings, where the bag has them, open exactly the commitments of the entries."""
    if OPENINGS in bag.sizes:
        passed = words("Every withheld value is opened, and is the one that was committed to.")
        yield from conclude("openings", passed, _faults(bag, record))


def _faults(bag: Bag, record: Record) -> Iterator[Fault]:
    lines = bag.read(OPENINGS).splitlines(keepends=True)
    found = []
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
            found.append(commitment.parse(value).commitment)
        except (ValueError, RecursionError, VerificationError) as error:
            text = words("{file}, line {line}: {error}", file=OPENINGS, line=number, error=error)
            yield Fault(text, {"file": OPENINGS, "line": number})
            continue
        if canonical(value) + b"\n" != line:
            text = words("{file}, line {line} is not canonical.", file=OPENINGS, line=number)
            yield Fault(text, {"file": OPENINGS, "line": number})
    if found != commitments_of(record):
        text = words(
            "{file} does not open the commitments of the entries, one line each and in their order.", file=OPENINGS
        )
        yield Fault(text, {"file": OPENINGS})
