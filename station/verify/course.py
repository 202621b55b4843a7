"""The course of the session: the rules replayed over the entries, and their clocks.

The rules are the recorder's own (`station.rules`), so that a record which the recorder would have refused is found. Two
clocks stand in every entry; UTC can be set by hand, the monotonic clock cannot, so each is held against the other.
"""

from collections.abc import Iterator
from itertools import pairwise

from station.formats.entry import Entry
from station.rules import moves
from station.rules.session import Session
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import seconds

# Both clocks are read one after the other; a busy PC may be interrupted in between, but not for this long.
READING_US = 500_000
SLEW_PPM = 500  # the fastest that NTP turns a clock without stepping it (RFC 5905)
NOTICED_US = 5_000_000  # the recorder looks at its clocks every second
STATION_KINDS = ("station.started", "station.stopped", "clock.stepped", "disk.low", "scale.connected", "scale.lost")


def check_course(record: Record) -> Iterator[Finding]:
    """Replay the session's rules over its entries."""
    passed = f"All {len(record.entries)} entries follow the rules of a session, from its opening to its seal."
    yield from conclude("rules", passed, _rule_faults(record))
    yield from conclude("clocks", "The entries' clocks run forward and agree with each other.", _clock_faults(record))


def _rule_faults(record: Record) -> Iterator[Fault]:
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
        session.apply(entry.kind, entry.data)


def _clock_faults(record: Record) -> Iterator[Fault]:
    steps = list(record.of_kind("clock.stepped"))
    for step in steps:
        moved = step.data["step_us"]
        yield note(
            f"The PC's clock was stepped by {seconds(moved)} s shortly before entry {step.index}, as the record says.",
            entry=step.index,
            step_us=moved,
        )
    for before, after in pairwise(record.entries):
        if after.kind == "station.started" and after.at.mono_us < before.at.mono_us:
            continue  # the PC was started anew, and its monotonic clock with it
        yield from _pair_faults(before, after, steps)


def _pair_faults(before: Entry, after: Entry, steps: list[Entry]) -> Iterator[Fault]:
    passed_us = after.at.mono_us - before.at.mono_us
    between = {"entries": [before.index, after.index]}
    if passed_us < 0:
        text = f"The monotonic clock runs backwards between entries {before.index} and {after.index}."
        yield Fault(text, between)
        return
    moved_us = after.at.unix_us - before.at.unix_us - passed_us
    if abs(moved_us) <= READING_US + passed_us * SLEW_PPM // 1_000_000:
        return
    if not any(_announces(step, after, moved_us) for step in steps):
        yield Fault(
            f"Between entries {before.index} and {after.index} UTC moved by {seconds(moved_us)} s "
            "against the monotonic clock, and no entry says that the clock was stepped.",
            between | {"moved_us": moved_us},
        )


def _announces(step: Entry, after: Entry, moved_us: int) -> bool:
    soon = 0 <= step.at.mono_us - after.at.mono_us <= NOTICED_US
    return soon and abs(step.data["step_us"] - moved_us) <= READING_US
