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
from station.verify.report import Fault, Finding, conclude, note
from station.verify.scan import Scan, Stall
from station.verify.search import find_damage
from station.verify.timeline import Timeline
from station.verify.times import seconds
from station.verify.words import Term, Words, listed, words

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
    told = {"file": path} | {name: facts.sealed[name] for name in ("bytes", "fragments", "frames", "sha256")}
    passed = words("{file} is whole: {bytes} bytes, {fragments} fragments, SHA-256 {sha256}.", **told)
    if facts.stream == "camera":
        passed = words(
            "{file} is whole: {bytes} bytes, {fragments} fragments, {frames} frames, SHA-256 {sha256}.", **told
        )
    yield from conclude("recording", passed, _faults(facts, path, material))


def is_whole(facts: Facts, scans: Mapping[str, Scan]) -> bool:
    """Whether the file of a recording is the one that was sealed."""
    scan = scans.get(layout.recording_path(facts.recording, facts.stream))
    return scan is not None and scan.sha256 == facts.sealed["sha256"]


def _faults(facts: Facts, path: str, material: Material) -> Iterator[Fault]:
    scan = material.scans.get(path)
    if scan is None or not scan.sha256:
        yield Fault(_unread(facts, path, scan), {"file": path, "recording": facts.recording})
        yield from _torn_faults(facts, material)
        return
    lines, list_fault = _read_list(facts, material)
    if not is_whole(facts, material.scans):
        yield find_damage(material.bag, path, facts, scan, lines)
        if list_fault is None and root_of(lines) != facts.sealed["root"]:
            list_fault = _altered(facts)
    else:
        yield from _whole_faults(facts, path, scan, material.timeline)
        if list_fault is None and encode_lines(scan.lines) != encode_lines(lines):
            list_fault = _differs(facts, _first_difference(scan.lines, lines))
    if list_fault is not None:
        yield list_fault
    yield from _torn_faults(facts, material)


def _whole_faults(facts: Facts, path: str, scan: Scan, timeline: Timeline) -> Iterator[Fault]:
    """Find where a file that is as sealed contradicts the rest of the record: then the record was false when sealed."""
    where = {"file": path, "recording": facts.recording}
    if scan.trouble:
        yield Fault(words("{file}: {error}", file=path, error=scan.trouble), where)
    prefix = prefixes(scan.lines, [len(scan.lines)])[len(scan.lines)]
    found = {
        "fragments": len(scan.lines),
        "bytes": prefix.bytes,
        "frames": prefix.frames,
        "root": prefix.root,
    }
    for name, value in found.items():
        if value != facts.sealed[name]:
            text = words(
                "{file} has {what} {found}, but the seal states {sealed}.",
                file=path,
                what=Term(name),
                found=value,
                sealed=facts.sealed[name],
            )
            yield Fault(text, where | {"field": name})
    yield from commit_faults(facts, scan.lines, timeline)
    yield from _time_faults(facts, path, scan.lines)
    yield from _stalls(facts, path, scan.stalls)
    if facts.finished["interrupted"]:
        text = words("{file} was interrupted: its writer was stopped, and began a new file if it could.", file=path)
        yield note(text, **where)


def _time_faults(facts: Facts, path: str, lines: Sequence[FragmentLine]) -> Iterator[Fault]:
    timed = [line for line in lines if line.frames]
    # a serial recording has the wall clock's times, which may be stepped; `wire` holds them against the monotonic clock
    for before, after in pairwise(timed if facts.stream == "camera" else []):
        if after.start_us < before.end_us - OVERLAP_US:
            text = words(
                "{file}: the times run backwards after {before} s, to {after} s.",
                file=path,
                before=seconds(before.end_us),
                after=seconds(after.start_us),
            )
            yield Fault(text, {"file": path, "from_us": before.end_us, "to_us": after.start_us})
            return
    if not timed:
        return
    stated_us = facts.finished["ended_us"] - facts.epoch_us
    plays_us = length_of(timed)
    late_us = plays_us - stated_us
    if late_us > ENDING_US or (-late_us > ENDING_US and not facts.finished["interrupted"]):
        text = words(
            "{file} ends at {plays} s by its own times, but was recorded for {recorded} s: "
            "it does not play at the speed at which it was filmed, or its end is missing.",
            file=path,
            plays=seconds(plays_us),
            recorded=seconds(stated_us),
        )
        yield Fault(text, {"file": path, "plays_us": plays_us, "recorded_us": stated_us})


def _stalls(facts: Facts, path: str, stalls: Sequence[Stall]) -> Iterator[Fault]:
    if stalls:
        times = [
            words("for {length} s at {begin} s", length=seconds(each.length_us), begin=seconds(each.from_us))
            for each in stalls
        ]
        spells = [{"from_us": each.from_us, "length_us": each.length_us} for each in stalls]
        text = words(
            "{file}: one picture stands {times}; camera {camera} gave no other meanwhile.",
            file=path,
            times=listed(times),
            camera=facts.device,
        )
        yield note(text, file=path, recording=facts.recording, stalls=spells)


def _read_list(facts: Facts, material: Material) -> tuple[list[FragmentLine], Fault | None]:
    path = layout.fragments_path(facts.recording)
    try:
        return parse_lines(material.bag.read(path), path), None
    except (MissingFile, Malformed) as error:
        text = words("The fragment list {file} is wrong: {error}", file=path, error=error)
        return [], Fault(text, {"file": path})


def _altered(facts: Facts) -> Fault:
    path = layout.fragments_path(facts.recording)
    text = words("The fragment list {file} is wrong: it does not give the sealed root; it was altered too.", file=path)
    return Fault(text, {"file": path})


def _differs(facts: Facts, line: int) -> Fault:
    path = layout.fragments_path(facts.recording)
    text = words(
        "The fragment list {file} is wrong: line {line} is not what the recording gives.", file=path, line=line
    )
    return Fault(text, {"file": path})


def _unread(facts: Facts, path: str, scan: Scan | None) -> Words:
    told = {"file": path, "device": facts.device, "length": seconds(facts.finished["ended_us"] - facts.epoch_us)}
    if scan is None:
        return words("{file} cannot be checked: it is missing. It held {device} for {length} s.", **told)
    return words("{file} cannot be checked: {error}. It held {device} for {length} s.", error=scan.trouble, **told)


def _first_difference(found: Sequence[FragmentLine], stated: Sequence[FragmentLine]) -> int:
    same = (ours == theirs for ours, theirs in zip(found, stated, strict=False))
    return next((number for number, equal in enumerate(same, 1) if not equal), min(len(found), len(stated)) + 1)


def _torn_faults(facts: Facts, material: Material) -> Iterator[Fault]:
    torn = facts.finished["torn"]
    path = layout.torn_path(facts.recording, facts.stream)
    if torn is None:
        return
    scan = material.scans.get(path)
    if scan is None or (scan.sha256, material.bag.sizes[path]) != (torn["sha256"], torn["bytes"]):
        text = words("{file}, the unfinished last piece, is missing or not what was sealed.", file=path)
        yield Fault(text, {"file": path})
    else:
        text = words(
            "{file} holds the {bytes} bytes that were being written at the interruption.",
            file=path,
            bytes=torn["bytes"],
        )
        yield note(text, file=path)
