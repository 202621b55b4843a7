"""The audit trail of legal metrology: the changes of what weighings rest on, numbered over the station's life without a break.

A change that is left out leaves a hole in the numbers. One that is left out and numbered over is found where the record shows
it another way: a step of the clock, another instrument on the line.
"""

import json
from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules.shapes import Data
from station.verify.record import OPENED, Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock
from station.verify.words import Said, Term, Words, listed, words

CHANGED = "metrology.changed"
# What the first entries of a log say, and no change.
FIRST_OF_ALL = frozenset({"software", "settings", "instrument"})
# Kinds of entries that a trail asks about.
OF_THE_TRAIL = frozenset({CHANGED, OPENED, "weighing.recorded", "scale.connected", "clock.stepped"})


def check_trail(record: Record) -> Iterator[Finding]:
    """Check the counter from the opening to the seal, and tell each change."""
    trail = Trail(None)
    return conclude(
        "audit-trail",
        words("The numbered changes of software, settings, instrument and clock have no break."),
        (fault for entry in record.of_kind(*OF_THE_TRAIL) for fault in trail.take(entry, tell=True)),
    )


class Trail:
    """Follows the counter. `event` is where it stands; None until the record says so."""

    def __init__(self, event: int | None) -> None:
        self.event = event
        self._told: Data | None = None  # what the instrument said of itself, by the newest entry
        self._uncounted: dict[str, Entry] = {}  # by what changed: the entry that shows it, until it is counted

    def take(self, entry: Entry, *, tell: bool) -> Iterator[Fault]:
        """Take an entry of `OF_THE_TRAIL`; `tell` the changes too."""
        if entry.kind == CHANGED:
            yield from self._changed(entry, tell=tell)
        elif entry.kind == "clock.stepped":
            self._uncounted["clock"] = entry
        elif entry.kind == "scale.connected":
            self._connected(entry)
        else:
            yield from self._stated(entry)

    def _changed(self, entry: Entry, *, tell: bool) -> Iterator[Fault]:
        found = entry.data["event"]
        if self.event is not None and found != self.event + 1:
            text = words(
                "Entry {index} is change {found}, but change {expected} comes next: a change was left out or put in.",
                index=entry.index,
                found=found,
                expected=self.event + 1,
            )
            yield Fault(text, {"entry": entry.index, "expected": self.event + 1, "found": found})
        self.event = found
        self._uncounted.pop(entry.data["what"], None)
        if tell and not (entry.data["before"] is None and entry.data["what"] in FIRST_OF_ALL):
            yield _told(entry)

    def _stated(self, entry: Entry) -> Iterator[Fault]:
        if self.event is not None and entry.data["event"] != self.event:
            text = words(
                "Entry {index} ({kind}) states {found} changes; the record gives {expected}.",
                index=entry.index,
                kind=entry.kind,
                found=entry.data["event"],
                expected=self.event,
            )
            yield Fault(text, {"entry": entry.index, "expected": self.event, "found": entry.data["event"]})
        if self.event is None:
            self.event = entry.data["event"]
        if entry.kind == OPENED:
            self._told = entry.data["scale"]["told"]
        else:
            yield from self._left_out(entry)

    def _left_out(self, weighing: Entry) -> Iterator[Fault]:
        for what, shown in self._uncounted.items():
            text = words(
                "Entry {index} shows a change ({what}) that was not counted before weighing {weighing}: it was left out of the "
                "audit trail.",
                index=shown.index,
                what=Term(what),
                weighing=weighing.data["weighing"],
            )
            yield Fault(text, {"entry": shown.index, "what": what, "weighing": weighing.data["weighing"]})
        self._uncounted.clear()

    def _connected(self, entry: Entry) -> None:
        told = entry.data["scale"]["told"]
        if self._told is not None and told != self._told:
            self._uncounted["instrument"] = entry
        self._told = told


def _told(entry: Entry) -> Fault:
    data = entry.data
    text = words(
        "Change {event} of what weighings rest on ({what}) at {at}: {change}.",
        event=data["event"],
        what=Term(data["what"]),
        at=clock(entry.at.unix_us),
        change=_change(data),
    )
    return note(text, entry=entry.index, event=data["event"], what=data["what"])


def _change(data: Data) -> Said:
    """What is different; of settings only those that are."""
    before, after = data["before"], data["after"]
    if before is None:
        return words("{after}", after=repr(after))
    changed = _changed_settings(before, after) if data["what"] == "settings" else []
    return listed(changed) if changed else words("{after} after {before}", after=repr(after), before=repr(before))


def _changed_settings(before: str, after: str) -> list[Words]:
    """Name the settings that differ, by section and name; none where the two are not settings."""
    try:
        one, other = _by_name(before), _by_name(after)
    except (ValueError, RecursionError):
        return []
    return [
        words("{name} is {after} after {before}", name=name, after=other.get(name, "-"), before=one.get(name, "-"))
        for name in sorted({*one, *other})
        if one.get(name) != other.get(name)
    ]


def _by_name(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    sections = json.loads(text)
    for section, settings in sections.items() if isinstance(sections, dict) else ():
        each = settings.items() if isinstance(settings, dict) else [("", settings)]
        found |= {f"{section}.{name}".rstrip("."): json.dumps(value) for name, value in each}
    return found
