"""Is the filming unbroken: every camera, from the opening of the session to its close.

Every fragment has its place on the session's timeline, so what was not filmed shows as a hole, however the clock was set. A
hole that the record itself announces is a note; one that it is silent about is a failure. Frame numbers run on over a
camera's files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from station.formats.fragment_lines import FragmentLine
from station.rules.shapes import Data
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.timeline import Timeline
from station.verify.times import clock, seconds
from station.verify.words import Said, Term, joined, sentences, words

# Less than this between two fragments is the jitter of a network camera, and not enough to carry a package away.
MAX_HOLE_US = 2_000_000
# A camera's file can only begin with a key frame, and many cameras send one every few seconds.
OPENING_US = 5_000_000
Spell = tuple[int, int]  # from and to, as places on the timeline


@dataclass(frozen=True)
class Watch:
    """One camera, in the record of a session and on its timeline."""

    record: Record
    timeline: Timeline
    camera: str


def check_continuity(
    record: Record, timeline: Timeline, facts: Mapping[str, Facts], lines: Mapping[str, Sequence[FragmentLine]]
) -> Iterator[Finding]:
    """Check each camera of the session. `lines` has the fragments of the films whose bytes are as sealed."""
    cameras = record.opened.data["cameras"] if record.opened else []
    for camera in [each["camera"] for each in cameras]:
        films = [each for each in facts.values() if each.stream == "camera" and each.device == camera]
        passed = words(
            "Camera {camera} filmed from the opening of the session to its close, but for what the record itself announces.",
            camera=camera,
        )
        yield from conclude("continuity", passed, _hole_faults(Watch(record, timeline, camera), films, lines))
        gaps = [gap.data for gap in record.of_kind("camera.gap") if gap.data["camera"] == camera]
        passed = words(
            "The frame numbers of camera {camera} run on over its {count} files.", camera=camera, count=len(films)
        )
        yield from conclude("frame-numbers", passed, _number_faults(camera, films, gaps))


def _hole_faults(watch: Watch, films: list[Facts], lines: Mapping[str, Sequence[FragmentLine]]) -> Iterator[Fault]:
    opened, closed = watch.record.opened, next(watch.record.of_kind("session.closed"), None)
    if opened is None or closed is None:
        yield Fault(words("The session was never opened, or never closed."))
        return
    begin, end = watch.timeline.of(opened), watch.timeline.of(closed)
    filmed = sorted(spell for each in films for spell in _filmed(watch, each, lines.get(each.recording)))
    announced = list(_announced(watch))
    for from_us, to_us in _holes(filmed, begin, end):
        if to_us - from_us > (OPENING_US if from_us == begin else MAX_HOLE_US):
            hole = from_us, to_us
            yield _hole(watch, hole, announced=_covered(hole, announced))


def _filmed(watch: Watch, film: Facts, lines: Sequence[FragmentLine] | None) -> Iterator[Spell]:
    """The times of a film's fragments; of one whose bytes are not as sealed, the time that the record states."""
    epoch = watch.timeline.place(film.epoch_us, film.started)
    if lines is None:
        yield epoch, epoch + film.finished.get("ended_us", film.epoch_us) - film.epoch_us
    else:
        yield from ((epoch + line.start_us, epoch + line.end_us) for line in lines if line.frames)


def _holes(filmed: list[Spell], from_us: int, to_us: int) -> Iterator[Spell]:
    """What of the time from opening to close no fragment covers."""
    reached = from_us
    for start, end in filmed:
        if min(start, to_us) > reached:
            yield reached, min(start, to_us)
        reached = max(reached, end)
    if reached < to_us:
        yield reached, to_us


def _announced(watch: Watch) -> Iterator[Spell]:
    """The times for which the record itself says that the camera did not film."""
    place, lost = watch.timeline.place, None
    for entry in watch.record.of_kind("camera.gap", "camera.lost", "camera.returned"):
        if entry.data["camera"] != watch.camera:
            continue
        if entry.kind == "camera.gap":
            yield place(entry.data["from_us"], entry), place(entry.data["to_us"], entry)
        elif entry.kind == "camera.lost":
            lost = place(entry.data["since_us"], entry)
        elif lost is not None:
            yield lost, watch.timeline.of(entry)
            lost = None
    if lost is not None:
        yield lost, watch.timeline.of(watch.record.seal)


def _covered(hole: Spell, announced: list[Spell]) -> bool:
    return all(to_us - from_us <= MAX_HOLE_US for from_us, to_us in _holes(sorted(announced), *hole))


def _hole(watch: Watch, hole: Spell, *, announced: bool) -> Fault:
    length_us, from_us, to_us = hole[1] - hole[0], watch.timeline.utc(hole[0]), watch.timeline.utc(hole[1])
    told = {"camera": watch.camera, "length": seconds(length_us), "begin": clock(from_us), "end": clock(to_us)}
    happened = _happened(watch, hole)
    details = {"camera": watch.camera, "from_us": from_us, "to_us": to_us, "length_us": length_us}
    if announced:
        text = words("Camera {camera} did not film for {length} s, from {begin} to {end}, as the record says.", **told)
        return note(sentences(text, happened), **details)
    text = words("Camera {camera} did not film for {length} s, from {begin} to {end}, and no entry says so.", **told)
    return Fault(sentences(text, happened), details)


def _happened(watch: Watch, hole: Spell) -> Said | None:
    """What people did meanwhile."""
    moves = [
        words("{what} (entry {index})", what=Term(entry.kind), index=entry.index)
        for entry in watch.record.entries
        if entry.by is not None and hole[0] <= watch.timeline.of(entry) <= hole[1]
    ]
    return words("Meanwhile: {moves}.", moves=joined(moves)) if moves else None


def _number_faults(camera: str, films: list[Facts], gaps: list[Data]) -> Iterator[Fault]:
    """Numbers count the frames that reached a file; only an encoder that died after its film was ended leaves a hole.

    Then a gap says so: it begins where the film ends, and counts exactly the frames that are missing.
    """
    expected, ended_us = 0, 0
    for film in films:
        found = film.started.data["first_frame"]
        between = {"camera": camera, "recording": film.recording, "expected": expected, "found": found}
        if any(gap["from_us"] == ended_us and gap["frames_lost"] == found - expected > 0 for gap in gaps):
            text = words(
                "{count} frames of camera {camera} before {recording} are lost, as a gap says.",
                count=found - expected,
                camera=camera,
                recording=film.recording,
            )
            yield note(text, **between)
        elif found != expected:
            text = words(
                "{recording} of camera {camera} begins with frame {found}, but frame {expected} comes next. "
                "{count} frames are missing or counted twice.",
                recording=film.recording,
                camera=camera,
                found=found,
                expected=expected,
                count=abs(found - expected),
            )
            yield Fault(text, between)
        expected, ended_us = found + film.finished.get("frames", 0), film.finished.get("ended_us", 0)
