"""The course of the session: the rules replayed over the entries.

The rules are the recorder's own (`station.rules`), so that a record which the recorder would have refused is found.
"""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules import moves
from station.rules.session import Session
from station.verify.record import OPENED, Record
from station.verify.report import Fault, Finding, conclude
from station.verify.words import Term, Words, words

# What the station itself may record between the entries of a session, whether it names the session or not.
STATION_KINDS = (
    "station.started",
    "station.stopped",
    "clock.stepped",
    "metrology.changed",
    "board.registered",
    "board.counted",
    "disk.low",
    "scale.connected",
    "scale.lost",
    "scale.zeroed",
    "scale.tared",
    "furnace.connected",
    "furnace.lost",
    "furnace.sensor_broke",
    "furnace.sensor_mended",
    "furnace.door_opened",
    "furnace.door_closed",
    "key.succeeded",
    "court.requested",
    "court.answered",
)


def check_course(record: Record) -> Iterator[Finding]:
    """Replay the session's rules over its entries."""
    passed = words(
        "All {count} entries follow the rules of a session, from its opening to its seal.", count=len(record.entries)
    )
    yield from conclude("rules", passed, _rule_faults(record))


def _rule_faults(record: Record) -> Iterator[Fault]:
    begin = record.entries[0]
    if begin.kind != OPENED:
        text = words(
            "The session begins with entry {index}, {kind}, and not with {opening}.",
            index=begin.index,
            kind=begin.kind,
            opening=Term(OPENED),
        )
        yield Fault(text, {"entry": begin.index, "kind": begin.kind})
        return
    session = Session(session=record.session)
    for entry in record.entries:
        if entry.session is None and entry.kind in STATION_KINDS:
            continue
        if entry.session != record.session:
            yield Fault(_stray(entry), {"entry": entry.index})
            return
        try:
            moves.check(session, entry.kind, entry.data)
        except moves.OutOfOrder as error:
            text = words("Entry {index} breaks the rules: {error}.", index=entry.index, error=error)
            yield Fault(text, {"entry": entry.index, "kind": entry.kind})
            return
        session.apply(entry.kind, entry.data, entry.index)


def _stray(entry: Entry) -> Words:
    if entry.session is None:
        return words(
            "Entry {index} ({kind}) is of no session and has no place in this one.", index=entry.index, kind=entry.kind
        )
    return words(
        "Entry {index} ({kind}) is of session {session} and has no place in this one.",
        index=entry.index,
        kind=entry.kind,
        session=entry.session,
    )
