"""Checkpoints that someone kept, held against the one checkpoint that an excerpt or an entry came with.

That one tells only of its own size. Of every other size it is said that nothing was compared: the published log tells.
"""

import base64
from collections.abc import Iterator, Sequence

from station.formats import note as notes
from station.formats.checkpoint import Checkpoint, parse
from station.formats.errors import Malformed, NoTrustedSignature, VerificationError
from station.formats.note import Verifier
from station.verify.report import Fault, Finding, conclude, note
from station.verify.trust import Seen
from station.verify.words import words


def check_kept(checkpoint: bytes, seen: Sequence[Seen], keys: Sequence[Verifier]) -> Iterator[Finding]:
    """Hold each kept checkpoint against the one that came along.

    `keys` are the log's, as the reader gave them or else as they came along; without any, only the roots are compared.
    """
    faults = [list(_faults(each, checkpoint, keys)) for each in seen]
    told = [fault for each in faults for fault in each]
    if all(faults):  # none was compared and agreed
        yield from conclude("seen", "", told)
    else:
        passed = words("It is of the same history as a checkpoint that you kept.")
        yield from conclude("seen", passed, told)


def _faults(seen: Seen, checkpoint: bytes, keys: Sequence[Verifier]) -> Iterator[Fault]:
    try:
        shown = parse(notes.parse(checkpoint).text)
        kept = _kept(seen, shown, keys)
    except VerificationError as error:
        text = words("{name} is no checkpoint of the log that this came from: {error}", name=seen.name, error=error)
        yield Fault(text, {"file": seen.name})
        return
    told = {"file": seen.name, "size": kept.size}
    if kept.size != shown.size:
        text = words(
            "{name} is for {size} entries and was not compared: this can tell only of {shown}. Hold it against the published "
            "log.",
            name=seen.name,
            size=kept.size,
            shown=shown.size,
        )
        yield note(text, **told)
    elif kept.root != shown.root:
        text = words(
            "TWO HISTORIES: {name} gives {size} entries of this log the root {root}; the checkpoint that came with this gives "
            "them {found}. One of the two was made to deceive.",
            name=seen.name,
            size=kept.size,
            root=base64.b64encode(kept.root).decode(),
            found=base64.b64encode(shown.root).decode(),
        )
        yield Fault(text, told)


def _kept(seen: Seen, shown: Checkpoint, keys: Sequence[Verifier]) -> Checkpoint:
    """Read a kept checkpoint of the log; raise when it is of another one, or by none of the keys though of the same size."""
    kept = parse(notes.parse(seen.note).text)
    if kept.origin != shown.origin:
        raise Malformed("checkpoint", f"it is of {kept.origin}")
    own = [key for key in keys if key.name == shown.origin]
    try:
        if own:
            notes.open_note(seen.note, own)
    except NoTrustedSignature:
        if kept.size == shown.size:  # at another size the log may have had another key, which nothing here tells
            raise
    return kept
