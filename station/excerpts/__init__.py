"""What people carry away: single entries with their proofs, and excerpts of recordings that verify without the rest."""

from station.excerpts.entry import write_entry
from station.excerpts.errors import (
    ExcerptError,
    NothingShown,
    PlaceTaken,
    RecordContradicts,
    RecordingDamaged,
    SessionOpen,
    SpanUnreadable,
    UnknownEntry,
    UnknownRecording,
)
from station.excerpts.excerpt import write_excerpt
from station.excerpts.from_bag import FromBag
from station.excerpts.from_station import FromStation
from station.excerpts.spans import Wanted, parse_wanted

__all__ = [
    "ExcerptError",
    "FromBag",
    "FromStation",
    "NothingShown",
    "PlaceTaken",
    "RecordContradicts",
    "RecordingDamaged",
    "SessionOpen",
    "SpanUnreadable",
    "UnknownEntry",
    "UnknownRecording",
    "Wanted",
    "parse_wanted",
    "write_entry",
    "write_excerpt",
]
