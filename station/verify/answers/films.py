"""The films of a case's packages: which they are, as recorded and sealed, where each package is on them, and the gaps."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from station.formats.entry import Entry
from station.rules.shapes import Data
from station.verify.presence import Presence, presences_of

STARTED = ("recording", "stream", "device", "way", "file", "media", "codec", "width", "height", "batch", "epoch_us")
FINISHED = ("bytes", "fragments", "frames", "root", "sha256", "ended_us", "interrupted", "torn")


@dataclass(frozen=True)
class Interval:
    """From a moment to another, in Unix microseconds; None is open to that side."""

    since_us: int | None = None
    until_us: int | None = None

    def meets(self, from_us: int, to_us: int | None) -> bool:
        """Whether a spell has a moment in it; `to_us` is None while the spell goes on."""
        before = self.until_us is not None and from_us >= self.until_us
        after = self.since_us is not None and to_us is not None and to_us < self.since_us
        return not before and not after


def presences(entries: Sequence[Entry], packages: Collection[str], interval: Interval) -> list[Data]:
    """When each of the packages had to be in view, on which stretches of which films, and the gaps meanwhile."""
    return [
        _presence(each, entries)
        for package, spells in presences_of(entries).items()
        if package in packages
        for each in spells
        if interval.meets(each.from_us, each.to_us)
    ]


def recordings(entries: Sequence[Entry], presences: Iterable[Data], packages: Collection[str]) -> list[Data]:
    """The films that the packages are on, and the recordings of the scale's line that hold their weighings, as sealed."""
    named = {film["recording"] for each in presences for film in each["films"]}
    named |= {each.data["serial"]["recording"] for each in entries if _weighs(each, packages)}
    finished = {each.data["recording"]: each for each in entries if each.kind == "recording.finished"}
    views = {each["camera"]: each["view"] for each in entries[0].data["cameras"]}
    return [
        _recording(each, finished.get(each.data["recording"]), views)
        for each in entries
        if each.kind == "recording.started" and each.data["recording"] in named
    ]


def images(entries: Iterable[Entry], packages: Collection[str]) -> list[Data]:
    """The images that were cut from the films of the packages."""
    return [
        {"entry": each.index, **each.data}
        for each in entries
        if each.kind == "image.cut" and each.data["package"] in packages
    ]


def _presence(presence: Presence, entries: Iterable[Entry]) -> Data:
    ended = presence.ended
    return {
        "package": presence.package,
        "presented": presence.presented.index,
        "ended": None if ended is None else ended.index,
        "ended_by": None if ended is None else ended.kind,
        "from_us": presence.from_us,
        "to_us": presence.to_us,
        "films": [
            {"recording": each.recording, "camera": each.camera, "from_us": each.from_us, "to_us": each.to_us}
            for each in presence.films
        ],
        "gaps": list(_gaps(entries, Interval(presence.from_us, presence.to_us))),
    }


def _gaps(entries: Iterable[Entry], spell: Interval) -> Iterator[Data]:
    """The gaps of cameras within a spell, by UTC as told; a camera that was lost and did not return in time is one, too."""
    for each in entries:
        if each.kind == "camera.gap" and spell.meets(each.data["from_us"], each.data["to_us"]):
            told = {name: each.data[name] for name in ("camera", "from_us", "to_us", "reason", "frames_lost")}
            yield {"entry": each.index, **told}
        elif each.kind == "camera.lost" and spell.meets(each.data["since_us"], _returned_us(each, entries)):
            away = {"from_us": each.data["since_us"], "to_us": _returned_us(each, entries)}
            yield {
                "entry": each.index,
                "camera": each.data["camera"],
                **away,
                "reason": each.data["reason"],
                "frames_lost": None,
            }


def _returned_us(lost: Entry, entries: Iterable[Entry]) -> int | None:
    back = (
        each.at.unix_us
        for each in entries
        if each.kind == "camera.returned" and each.data["camera"] == lost.data["camera"] and each.index > lost.index
    )
    return next(back, None)


def _weighs(entry: Entry, packages: Collection[str]) -> bool:
    return entry.kind == "weighing.recorded" and entry.data["package"] in packages


def _recording(started: Entry, finished: Entry | None, views: dict[str, str]) -> Data:
    told: dict[str, Any] = {} if finished is None else finished.data
    return {
        **{name: started.data[name] for name in STARTED},
        "view": views.get(started.data["device"]),
        **{name: told.get(name) for name in FINISHED},
        "entries": [started.index, *([] if finished is None else [finished.index])],
    }
