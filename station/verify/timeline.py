"""One line of time through a session, on which no clock step shows: the monotonic clock's, over all starts of the PC.

Recordings and gaps are told in UTC, which may have been stepped. The entries hold both clocks, so they say which UTC ran
when, and a moment in UTC gets its place on the line. Only while the PC was off, UTC alone tells how long.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from station.formats.entry import Entry
from station.verify.clocks import READING_US, boots_of

STEP_US = 50_000  # the recorder calls it a step from here on; less is what slewing and a busy machine explain
END_OF_TIME = 1 << 63


@dataclass(frozen=True)
class _Even:
    """A spell in which UTC ran evenly, `offset_us` ahead of the line. Spells overlap where the step itself is not seen."""

    from_us: int
    to_us: int
    offset_us: int


class Timeline:
    """The line of a session's entries, or of some of them with its opening. Places on it are microseconds."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        places = _places(entries)
        self._places = {entry.index: place for entry, place in zip(entries, places, strict=True)}
        self._spells = _spells(entries, places)
        # rounded, so that a long session leaves only a few
        self._ahead = {(each.at.unix_us - each.at.mono_us) // STEP_US for each in entries}

    def of(self, entry: Entry) -> int:
        """Where an entry stands."""
        return self._places[entry.index]

    def place(self, unix_us: int, told_by: Entry) -> int:
        """Where a moment in UTC stands that an entry speaks of: the last such moment before the entry.

        A moment that UTC never showed before it is placed by the UTC at the entry, so that it stands after it.
        """
        latest = self.of(told_by) + READING_US
        for spell in reversed(self._spells):
            place = unix_us - spell.offset_us
            if spell.from_us <= place <= min(spell.to_us, latest):
                return place
        return unix_us - told_by.at.unix_us + self.of(told_by)

    def utc(self, place: int) -> int:
        """What UTC showed at a place, in microseconds since 1970."""
        spell = next((each for each in self._spells if each.from_us <= place < each.to_us), self._spells[-1])
        return place + spell.offset_us

    def knows(self, unix_us: int, mono_us: int) -> bool:
        """Whether the two clocks ever stood so in this session, as far as they can be read at once."""
        ahead = (unix_us - mono_us) // STEP_US
        return ahead in self._ahead or any(abs(ahead - known) * STEP_US <= READING_US for known in self._ahead)


def _places(entries: Sequence[Entry]) -> list[int]:
    places: list[int] = []
    boots = boots_of(entries)
    base = 0
    for number, entry in enumerate(entries):
        if number and boots[number] != boots[number - 1]:
            away_us = max(0, entry.at.unix_us - entries[number - 1].at.unix_us)
            base = places[-1] + away_us - entry.at.mono_us
        places.append(base + entry.at.mono_us)
    return places


def _spells(entries: Sequence[Entry], places: Sequence[int]) -> list[_Even]:
    """Divide the line where UTC moved against it."""
    begins = [0]
    for number in range(1, len(entries)):
        moved_us = _offset(entries[number], places[number]) - _offset(entries[begins[-1]], places[begins[-1]])
        if abs(moved_us) >= STEP_US:
            begins.append(number)
    starts = [-END_OF_TIME, *(places[begin - 1] for begin in begins[1:])]
    ends = [*(places[begin] for begin in begins[1:]), END_OF_TIME]
    offsets = (_offset(entries[begin], places[begin]) for begin in begins)
    return [_Even(*spell) for spell in zip(starts, ends, offsets, strict=True)]


def _offset(entry: Entry, place: int) -> int:
    return entry.at.unix_us - place
