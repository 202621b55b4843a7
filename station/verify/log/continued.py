"""A log that goes on from another whose key was lost: its first entry names the last checkpoint that the old one showed."""

from collections.abc import Iterator

from station.formats import checkpoint, note
from station.formats.checkpoint import Checkpoint
from station.formats.entry import Entry
from station.formats.errors import VerificationError
from station.formats.note import decode_base64
from station.verify.report import Fault
from station.verify.report import note as noted
from station.verify.words import words


def continued(entry: Entry) -> Iterator[Fault]:
    """Say what a `log.continues` entry goes on from; it cannot prove that the two logs belong together."""
    data = entry.data
    try:
        stated = Checkpoint(data["origin"], data["size"], decode_base64(data["root"], "root"))
        shown = checkpoint.parse(note.parse(data["checkpoint"].encode()).text)
    except VerificationError as error:
        yield Fault(words("Entry {index}: {error}", index=entry.index, error=str(error)), {"entry": entry.index})
        return
    if shown != stated:
        text = words(
            "Entry {index} names another checkpoint of the old log than the one that it holds.", index=entry.index
        )
        yield Fault(text, {"entry": entry.index})
        return
    text = words(
        "This log says that it goes on from the log {origin}, which had {size} entries. Only people can confirm that; hold the "
        "old log against this checkpoint. The reason given: {reason}.",
        origin=stated.origin,
        size=stated.size,
        reason=data["reason"],
    )
    yield noted(text, entry=entry.index, checkpoint=data["checkpoint"])
