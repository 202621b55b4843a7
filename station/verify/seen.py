"""Checkpoints that someone kept, held against a bag: a rollback or a second history has no other explanation."""

import base64
from collections.abc import Iterator, Sequence

from station.formats import note as notes
from station.formats.checkpoint import parse
from station.formats.errors import VerificationError
from station.verify.handover import Reign
from station.verify.report import Fault, Finding, conclude, note
from station.verify.tree import Tree
from station.verify.trust import Seen
from station.verify.words import words


def check_seen(seen: Sequence[Seen], tree: Tree, reign: Reign) -> Iterator[Finding]:
    """Hold each kept checkpoint against the history in the bag."""
    if seen:
        faults = [list(_faults(each, tree, reign)) for each in seen]
        told = [fault for each in faults for fault in each]
        if all(faults):  # none was compared and agreed
            yield from conclude("seen", "", told)
        else:
            passed = words("The record is of the same history as the checkpoints that you kept.")
            yield from conclude("seen", passed, told)


def _faults(seen: Seen, tree: Tree, reign: Reign) -> Iterator[Fault]:
    try:
        size = parse(notes.parse(seen.note).text).size
        stated = parse(notes.open_note(seen.note, reign.at(size).verifiers).text)
    except VerificationError as error:
        if reign.given_up(seen.note):
            text = words(
                "TWO HISTORIES: {name} is signed by a key of this log, for more entries than that key had when, as this record "
                "says, it was given up. The record hides what followed, or someone else went on with the key.",
                name=seen.name,
            )
            yield Fault(text, {"file": seen.name})
            return
        yield Fault(words("{name} is no checkpoint by the key of this record: {error}", name=seen.name, error=error))
        return
    told = {"file": seen.name, "size": stated.size}
    if not tree.smallest <= stated.size <= tree.size:
        text = words(
            "{name} is for {size} entries; this bag can tell only of {first} to {last}. Hold it against the published log.",
            name=seen.name,
            size=stated.size,
            first=tree.smallest,
            last=tree.size,
        )
        yield note(text, **told)
        return
    computed = tree.root_at(stated.size)
    if computed != stated.root:
        text = words(
            "TWO HISTORIES: {name}, signed by the same key, gives {size} entries the root {root}; this record gives them "
            "{found}. One of the two was made to deceive, and whoever holds the key made both.",
            name=seen.name,
            size=stated.size,
            root=base64.b64encode(stated.root).decode(),
            found=base64.b64encode(computed).decode(),
        )
        yield Fault(text, told)
