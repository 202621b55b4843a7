"""Each recording against its seal: the file, its fragments, its list, its commits, its times; and if damaged, where.

One check a recording. A file whose SHA-256 is the sealed one is whole, and is then held against everything else the
record says of it. Any other is searched for what is still whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine, encode_lines, length_of, parse_lines
from station.verify import layout
from station.verify.bag import Bag, MissingFile
from station.verify.commits import commit_faults, prefixes, root_of
from station.verify.record import Facts
from station.verify.report import Fault, Finding, conclude, listed, note
from station.verify.scan import Scan, Stall
from station.verify.search import find_damage
from station.verify.timeline import Timeline
from station.verify.times import seconds

# Two pictures' times may touch or overlap by the guess that an encoder makes of the last picture's duration.
OVERLAP_US = 200_000
# A recording ends when its last bytes are written, moments after its last picture.
ENDING_US = 2_000_000


@dataclass(frozen=True)
class Material:
    """What is at hand for checking recordings: the bag, its scans, and the session's line of time."""

    bag: Bag
    scans: Mapping[str, Scan]
    timeline: Timeline


def check_recording(facts: Facts, material: Material) -> Iterator[Finding]:
    """Check one recording."""
    path = layout.recording_path(facts.recording, facts.stream)
    frames = f", {facts.sealed['frames']} frames" if facts.stream == "camera" else ""
    passed = (
        f"{path} is whole: {facts.sealed['bytes']} bytes, {facts.sealed['fragments']} fragments{frames}, "
        f"SHA-256 {facts.sealed['sha256']}."
    )
    yield from conclude("recording", passed, _faults(facts, path, material))


def is_whole(facts: Facts, scans: Mapping[str, Scan]) -> bool:
    """Whether the file of a recording is the one that was sealed."""
    scan = scans.get(layout.recording_path(facts.recording, facts.stream))
    return scan is not None and scan.sha256 == facts.sealed["sha256"]


def _faults(facts: Facts, path: str, material: Material) -> Iterator[Fault]:
    scan = material.scans.get(path)
    if scan is None or not scan.sha256:
        reason = scan.trouble if scan else "it is missing"
        spell = f"It held {facts.device} for {seconds(facts.finished['ended_us'] - facts.epoch_us)} s."
        yield Fault(f"{path} cannot be checked: {reason}. {spell}", {"file": path, "recording": facts.recording})
        yield from _torn_faults(facts, material)
        return
    listed, list_fault = _read_list(facts, material)
    if not is_whole(facts, material.scans):
        yield find_damage(material.bag, path, facts, scan, listed)
        if list_fault is None and root_of(listed) != facts.sealed["root"]:
            list_fault = _list_fault(facts, "it does not give the sealed root; it was altered too")
    else:
        yield from _whole_faults(facts, path, scan, material.timeline)
        if list_fault is None and encode_lines(scan.lines) != encode_lines(listed):
            list_fault = _list_fault(
                facts, f"line {_first_difference(scan.lines, listed)} is not what the recording gives"
            )
    if list_fault is not None:
        yield list_fault
    yield from _torn_faults(facts, material)


def _whole_faults(facts: Facts, path: str, scan: Scan, timeline: Timeline) -> Iterator[Fault]:
    """Find where a file that is as sealed contradicts the rest of the record: then the record was false when sealed."""
    where = {"file": path, "recording": facts.recording}
    if scan.trouble:
        yield Fault(f"{path}: {scan.trouble}", where)
    prefix = prefixes(scan.lines, [len(scan.lines)])[len(scan.lines)]
    found = {
        "fragments": len(scan.lines),
        "bytes": prefix.bytes,
        "frames": prefix.frames,
        "root": prefix.root,
    }
    for name, value in found.items():
        if value != facts.sealed[name]:
            yield Fault(
                f"{path} has {name} {value}, but the seal states {facts.sealed[name]}.", where | {"field": name}
            )
    yield from commit_faults(facts, scan.lines, timeline)
    yield from _time_faults(facts, path, scan.lines)
    yield from _stalls(facts, path, scan.stalls)
    if facts.finished["interrupted"]:
        yield note(f"{path} was interrupted: its writer was stopped, and began a new file if it could.", **where)


def _time_faults(facts: Facts, path: str, lines: Sequence[FragmentLine]) -> Iterator[Fault]:
    timed = [line for line in lines if line.frames]
    # a serial recording has the wall clock's times, which may be stepped; `wire` holds them against the monotonic clock
    for before, after in pairwise(timed if facts.stream == "camera" else []):
        if after.start_us < before.end_us - OVERLAP_US:
            yield Fault(
                f"{path}: the times run backwards after {seconds(before.end_us)} s, to {seconds(after.start_us)} s.",
                {"file": path, "from_us": before.end_us, "to_us": after.start_us},
            )
            return
    if not timed:
        return
    stated_us = facts.finished["ended_us"] - facts.epoch_us
    plays_us = length_of(timed)
    late_us = plays_us - stated_us
    if late_us > ENDING_US or (-late_us > ENDING_US and not facts.finished["interrupted"]):
        yield Fault(
            f"{path} ends at {seconds(plays_us)} s by its own times, but was recorded for {seconds(stated_us)} s: "
            "it does not play at the speed at which it was filmed, or its end is missing.",
            {"file": path, "plays_us": plays_us, "recorded_us": stated_us},
        )


def _stalls(facts: Facts, path: str, stalls: Sequence[Stall]) -> Iterator[Fault]:
    if stalls:
        times = [f"for {seconds(each.length_us)} s at {seconds(each.from_us)} s" for each in stalls]
        spells = [{"from_us": each.from_us, "length_us": each.length_us} for each in stalls]
        yield note(
            f"{path}: one picture stands {listed(times)}; camera {facts.device} gave no other meanwhile.",
            file=path,
            recording=facts.recording,
            stalls=spells,
        )


def _read_list(facts: Facts, material: Material) -> tuple[list[FragmentLine], Fault | None]:
    try:
        path = layout.fragments_path(facts.recording)
        return parse_lines(material.bag.read(path), path), None
    except (MissingFile, Malformed) as error:
        return [], _list_fault(facts, str(error))


def _list_fault(facts: Facts, reason: str) -> Fault:
    path = layout.fragments_path(facts.recording)
    return Fault(f"The fragment list {path} is wrong: {reason.removesuffix('.')}.", {"file": path})


def _first_difference(found: Sequence[FragmentLine], listed: Sequence[FragmentLine]) -> int:
    same = (ours == theirs for ours, theirs in zip(found, listed, strict=False))
    return next((number for number, equal in enumerate(same, 1) if not equal), min(len(found), len(listed)) + 1)


def _torn_faults(facts: Facts, material: Material) -> Iterator[Fault]:
    torn = facts.finished["torn"]
    path = layout.torn_path(facts.recording, facts.stream)
    if torn is None:
        return
    scan = material.scans.get(path)
    if scan is None or (scan.sha256, material.bag.sizes[path]) != (torn["sha256"], torn["bytes"]):
        yield Fault(f"{path}, the unfinished last piece, is missing or not what was sealed.", {"file": path})
    else:
        yield note(f"{path} holds the {torn['bytes']} bytes that were being written at the interruption.", file=path)
