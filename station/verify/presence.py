"""When each package had to be in view, and where that stands on the films: from its showing to the furnace's door.

A package is in view from `package.presented` until it is charged, set aside, missing, decided upon, or its batch is called off;
after the last two it is shown anew. What the films show meanwhile, people see: here is where they look.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from station.formats.entry import Entry
from station.verify.timeline import Timeline

PRESENTED = "package.presented"
ENDING_ONE = frozenset({"package.set_aside", "package.missing", "package.decided"})
# All that this reads. Whoever has many entries may give these alone.
TELLING = ENDING_ONE | {
    PRESENTED,
    "session.opened",
    "station.started",
    "clock.stepped",
    "weighing.recorded",
    "furnace.charged",
    "batch.cancelled",
    "recording.started",
    "recording.finished",
    "session.closed",
}


@dataclass(frozen=True)
class OnFilm:
    """A stretch of one film: which camera's, its file as the entries name it, and media times in microseconds."""

    recording: str
    camera: str
    file: str
    from_us: int
    to_us: int


@dataclass(frozen=True)
class Presence:
    """A package in view, between two entries; `ended` is None while it still is. `films` are by camera, then in order."""

    package: str
    presented: Entry
    ended: Entry | None
    films: tuple[OnFilm, ...]

    @property
    def from_us(self) -> int:
        """When it was presented, in UTC."""
        return self.presented.at.unix_us

    @property
    def to_us(self) -> int | None:
        """When it was charged, or kept from the fire, in UTC."""
        return None if self.ended is None else self.ended.at.unix_us


def presences_of(entries: Sequence[Entry]) -> dict[str, tuple[Presence, ...]]:
    """Every spell in view of each package, by its number, from the entries of one session (all, or the `TELLING` ones)."""
    if not entries:
        return {}
    timeline = Timeline(entries)
    films = list(_films(entries, timeline))
    found: dict[str, tuple[Presence, ...]] = {}
    for package, presented, ended in _spells(entries):
        last = entries[-1] if ended is None else ended
        seen = _overlaps(films, timeline.of(presented), timeline.of(last))
        found[package] = (*found.get(package, ()), Presence(package, presented, ended, tuple(seen)))
    return found


def _spells(entries: Sequence[Entry]) -> list[tuple[str, Entry, Entry | None]]:
    """Package, its first showing, and what ended its being in view; in order of the showings."""
    spells: dict[int, tuple[str, Entry, Entry | None]] = {}
    in_view: dict[str, Entry] = {}
    batches: dict[str, str] = {}  # package -> batch in which it was weighed
    for entry in entries:
        if entry.kind == PRESENTED and entry.data["package"] not in in_view:
            in_view[entry.data["package"]] = entry
            spells[entry.index] = (entry.data["package"], entry, None)
        elif entry.kind == "weighing.recorded" and entry.data["package"] is not None:
            batches[entry.data["package"]] = entry.data["batch"]
        for package in _gone(entry, batches):
            shown = in_view.pop(package, None)
            if shown is not None:
                spells[shown.index] = (package, shown, entry)
    return list(spells.values())


def _gone(entry: Entry, batches: Mapping[str, str]) -> list[str]:
    """The packages that this entry takes out of view."""
    if entry.kind == "furnace.charged":
        return list(entry.data["packages"])
    if entry.kind == "batch.cancelled":
        return [package for package, batch in batches.items() if batch == entry.data["batch"]]
    return [entry.data["package"]] if entry.kind in ENDING_ONE else []


def _films(entries: Sequence[Entry], timeline: Timeline) -> Iterator[tuple[Entry, int, int]]:
    """Each film's start entry, and from where to where it runs on the line of time."""
    ended = {entry.data["recording"]: entry.data["ended_us"] for entry in entries if entry.kind == "recording.finished"}
    for entry in entries:
        if entry.kind == "recording.started" and entry.data["stream"] == "camera":
            start = film_start(timeline, entry)
            stop_us = ended.get(entry.data["recording"])
            yield (
                entry,
                start,
                timeline.of(entries[-1]) if stop_us is None else start + stop_us - entry.data["epoch_us"],
            )


def film_start(timeline: Timeline, started: Entry) -> int:
    """Where media time 0 of a film stands on the line of time, by its `recording.started`."""
    return timeline.place(started.data["epoch_us"], started)


def _overlaps(films: Sequence[tuple[Entry, int, int]], begin: int, end: int) -> list[OnFilm]:
    stretches = [
        OnFilm(
            started.data["recording"],
            started.data["device"],
            started.data["file"],
            max(0, begin - start),
            min(end, stop) - start,
        )
        for started, start, stop in films
        if start < end and begin < stop
    ]
    return sorted(stretches, key=lambda each: each.camera)  # stable: in order of their starts within a camera
