"""The course of the session: the rules replayed over the entries.

The rules are the recorder's own (`station.rules`), so that a record which the recorder would have refused is found.
"""

from collections.abc import Iterator

from station.rules import moves
from station.rules.session import Session
from station.verify.record import OPENED, Record
from station.verify.report import Fault, Finding, conclude

# What the station itself may record between the entries of a session, whether it names the session or not.
STATION_KINDS = (
    "station.started",
    "station.stopped",
    "clock.stepped",
    "disk.low",
    "scale.connected",
    "scale.lost",
    "scale.zeroed",
    "scale.tared",
    "key.succeeded",
)


def check_course(record: Record) -> Iterator[Finding]:
    """Replay the session's rules over its entries."""
    passed = f"All {len(record.entries)} entries follow the rules of a session, from its opening to its seal."
    yield from conclude("rules", passed, _rule_faults(record))


def _rule_faults(record: Record) -> Iterator[Fault]:
    begin = record.entries[0]
    if begin.kind != OPENED:
        text = f"The session begins with entry {begin.index}, {begin.kind}, and not with {OPENED}."
        yield Fault(text, {"entry": begin.index, "kind": begin.kind})
        return
    session = Session()
    for entry in record.entries:
        if entry.session is None and entry.kind in STATION_KINDS:
            continue
        if entry.session != record.session:
            whose = "no session" if entry.session is None else f"session {entry.session}"
            text = f"Entry {entry.index} ({entry.kind}) is of {whose} and has no place in this one."
            yield Fault(text, {"entry": entry.index})
            return
        try:
            moves.check(session, entry.kind, entry.data)
        except moves.OutOfOrder as error:
            yield Fault(f"Entry {entry.index} breaks the rules: {error}.", {"entry": entry.index, "kind": entry.kind})
            return
        session.apply(entry.kind, entry.data, entry.index)
