"""The two clocks in every entry, held against each other.

UTC can be set by hand; the monotonic clock cannot, and begins anew with every start of the PC. Within one start it only runs
on, and UTC moves against it by a `clock.stepped` alone. Which start an entry belongs to, `station.started` says.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from station.formats.entry import Entry
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import seconds
from station.verify.words import words

# Both clocks are read one after the other; a busy PC may be interrupted in between, but not for this long.
READING_US = 500_000
SLEW_PPM = 500  # the fastest that NTP turns a clock without stepping it (RFC 5905)
NOTICED_US = 5_000_000  # the recorder looks at its clocks every second
NAMING = frozenset({"session.opened", "station.started"})  # the kinds that say which start of the PC it is


def check_clocks(record: Record) -> Iterator[Finding]:
    """Check that the entries' clocks run forward and agree."""
    passed = words("The entries' clocks run forward and agree with each other.")
    yield from conclude("clocks", passed, _clock_faults(record))


def boots_of(entries: Sequence[Entry]) -> list[int]:
    """Count the PC's starts: to which one each entry belongs, from 0. The opening says which start it was made in."""
    boots: list[int] = []
    boot, known = 0, None
    for entry in entries:
        said = entry.data["boot_id"] if entry.kind in NAMING else known
        boot += known is not None and said != known
        known = said
        boots.append(boot)
    return boots


def _clock_faults(record: Record) -> Iterator[Fault]:
    steps = list(record.of_kind("clock.stepped"))
    for step in steps:
        moved = step.data["step_us"]
        text = words(
            "The PC's clock was stepped by {moved} s shortly before entry {index}, as the record says.",
            moved=seconds(moved),
            index=step.index,
        )
        yield note(text, entry=step.index, step_us=moved)
    boots = boots_of(record.entries)
    for (boot, before), (next_boot, after) in pairwise(zip(boots, record.entries, strict=True)):
        if boot == next_boot:
            yield from _pair_faults(before, after, steps)
        else:
            yield _rebooted(before, after)


def _rebooted(before: Entry, after: Entry) -> Fault:
    away_us = after.at.unix_us - before.at.unix_us
    text = words(
        "Between entries {before} and {after} the PC was off and started anew, UTC says for {away} s.",
        before=before.index,
        after=after.index,
        away=seconds(away_us),
    )
    if away_us < 0:
        text = words(
            "Between entries {before} and {after} the PC was off and started anew, nobody can tell for how long: UTC ran "
            "backwards.",
            before=before.index,
            after=after.index,
        )
    return note(text, entries=[before.index, after.index], away_us=away_us)


def _pair_faults(before: Entry, after: Entry, steps: list[Entry]) -> Iterator[Fault]:
    passed_us = after.at.mono_us - before.at.mono_us
    between = {"entries": [before.index, after.index]}
    if passed_us < 0:
        text = words(
            "The monotonic clock runs backwards between entries {before} and {after}.",
            before=before.index,
            after=after.index,
        )
        yield Fault(text, between)
        return
    moved_us = after.at.unix_us - before.at.unix_us - passed_us
    allowed_us = READING_US + passed_us * SLEW_PPM // 1_000_000
    if abs(moved_us) <= allowed_us:
        return
    if not any(_announces(step, after, moved_us, allowed_us) for step in steps):
        text = words(
            "Between entries {before} and {after} UTC moved by {moved} s against the monotonic clock, and no entry says "
            "that the clock was stepped.",
            before=before.index,
            after=after.index,
            moved=seconds(moved_us),
        )
        yield Fault(text, between | {"moved_us": moved_us})


def _announces(step: Entry, after: Entry, moved_us: int, allowed_us: int) -> bool:
    soon = 0 <= step.at.mono_us - after.at.mono_us <= NOTICED_US
    return soon and abs(step.data["step_us"] - moved_us) <= allowed_us
