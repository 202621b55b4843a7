"""Is the filming unbroken: every camera, from the opening of the session to its close.

Frame numbers run on over a camera's files, and every fragment has a wall time, so what was not filmed shows as a hole. A hole
that the record itself announces is a note; one that it is silent about is a failure.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from station.formats.fragment_lines import FragmentLine
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock, seconds

# Less than this between two fragments is the jitter of a network camera, and not enough to carry a package away.
MAX_HOLE_US = 2_000_000
# A camera's file can only begin with a key frame, and many cameras send one every few seconds.
OPENING_US = 5_000_000
Spell = tuple[int, int]  # from and to, microseconds since 1970


def check_continuity(
    record: Record, facts: Mapping[str, Facts], lines: Mapping[str, Sequence[FragmentLine]]
) -> Iterator[Finding]:
    """Check each camera of the session. `lines` has the fragments of the films whose bytes are as sealed."""
    cameras = [camera["camera"] for camera in record.entries[0].data.get("cameras", [])]
    for camera in cameras:
        films = [each for each in facts.values() if each.stream == "camera" and each.device == camera]
        passed = f"Camera {camera} filmed from the opening of the session to its close."
        yield from conclude("continuity", passed, _hole_faults(record, camera, films, lines))
        passed = f"The frame numbers of camera {camera} run on over its {len(films)} files."
        yield from conclude("frame-numbers", passed, _number_faults(record, camera, films))


def _hole_faults(
    record: Record, camera: str, films: list[Facts], lines: Mapping[str, Sequence[FragmentLine]]
) -> Iterator[Fault]:
    closed = next(record.of_kind("session.closed"), None)
    if closed is None:
        yield Fault("The session was never closed.")
        return
    opened_us, closed_us = record.entries[0].at.unix_us, closed.at.unix_us
    slack_us = MAX_HOLE_US + sum(abs(step.data["step_us"]) for step in record.of_kind("clock.stepped"))
    filmed = sorted(spell for each in films for spell in _filmed(each, lines.get(each.recording)))
    announced = list(_announced(record, camera))
    for from_us, to_us in _holes(filmed, opened_us, closed_us):
        allowed_us = max(slack_us, OPENING_US) if from_us == opened_us else slack_us
        if to_us - from_us > allowed_us:
            hole = from_us, to_us
            yield _hole(record, camera, hole, announced=_covered(hole, announced, slack_us))


def _filmed(film: Facts, lines: Sequence[FragmentLine] | None) -> Iterator[Spell]:
    """The wall times of a film's fragments; of one whose bytes are not as sealed, the time that the record states."""
    if lines is None:
        yield film.epoch_us, film.finished.get("ended_us", film.epoch_us)
    else:
        yield from ((film.epoch_us + line.start_us, film.epoch_us + line.end_us) for line in lines if line.frames)


def _holes(filmed: list[Spell], from_us: int, to_us: int) -> Iterator[Spell]:
    """What of the time from opening to close no fragment covers."""
    reached = from_us
    for start, end in filmed:
        if min(start, to_us) > reached:
            yield reached, min(start, to_us)
        reached = max(reached, end)
    if reached < to_us:
        yield reached, to_us


def _announced(record: Record, camera: str) -> Iterator[Spell]:
    """The times for which the record itself says that the camera did not film."""
    lost_us: int | None = None
    for entry in record.of_kind("camera.gap", "camera.lost", "camera.returned"):
        if entry.data["camera"] != camera:
            continue
        if entry.kind == "camera.gap":
            yield entry.data["from_us"], entry.data["to_us"]
        elif entry.kind == "camera.lost":
            lost_us = entry.data["since_us"]
        elif lost_us is not None:
            yield lost_us, entry.at.unix_us
            lost_us = None
    if lost_us is not None:
        yield lost_us, record.seal.at.unix_us


def _covered(hole: Spell, announced: list[Spell], slack_us: int) -> bool:
    return all(to_us - from_us <= slack_us for from_us, to_us in _holes(sorted(announced), *hole))


def _hole(record: Record, camera: str, hole: Spell, *, announced: bool) -> Fault:
    from_us, to_us = hole
    text = f"Camera {camera} did not film for {seconds(to_us - from_us)} s, from {clock(from_us)} to {clock(to_us)}"
    moves = [
        f"{entry.kind} (entry {entry.index})"
        for entry in record.entries
        if entry.by is not None and from_us <= entry.at.unix_us <= to_us
    ]
    happened = f" Meanwhile: {', '.join(moves)}." if moves else ""
    details = {"camera": camera, "from_us": from_us, "to_us": to_us}
    if announced:
        return note(f"{text}, as the record says.{happened}", **details)
    return Fault(f"{text}, and no entry says so.{happened}", details)


def _number_faults(record: Record, camera: str, films: list[Facts]) -> Iterator[Fault]:
    if films and films[0].started.data["first_frame"] != 0:
        yield Fault(
            f"The first film of camera {camera}, {films[0].recording}, begins with frame "
            f"{films[0].started.data['first_frame']}, not 0: what was filmed before it is missing.",
            {"camera": camera, "recording": films[0].recording},
        )
    for before, after in pairwise(films):
        expected = before.started.data["first_frame"] + before.finished.get("frames", 0)
        found = after.started.data["first_frame"]
        if found != expected and not _frames_announced(record, camera, found - expected):
            yield Fault(
                f"{after.recording} of camera {camera} begins with frame {found}; after {before.recording}, frame "
                f"{expected} comes next. {abs(found - expected)} frames are missing or counted twice.",
                {"camera": camera, "recording": after.recording, "expected": expected, "found": found},
            )


def _frames_announced(record: Record, camera: str, missing: int) -> bool:
    """Whether gaps of the camera explain missing frames; a gap may not know how many it cost."""
    gaps = [gap.data["frames_lost"] for gap in record.of_kind("camera.gap") if gap.data["camera"] == camera]
    return missing > 0 and (None in gaps or sum(gap or 0 for gap in gaps) >= missing)
