"""What the entries say of the recordings, held against itself: starts, progress, ends and the seal. No file is read."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from station.verify.layout import recording_path
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, conclude
from station.verify.words import Term, Words, words

GROWING = ("fragments", "bytes", "frames")
SEALED_AS_FINISHED = ("fragments", "bytes", "frames", "root", "sha256")


def check_recordings(record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check that each recording starts once, only grows, is finished, and is sealed as it was finished."""
    passed = words("The entries on the {count} recordings agree with each other and with the seal.", count=len(facts))
    return conclude("recordings", passed, _faults(record, facts))


def _faults(record: Record, facts: Mapping[str, Facts]) -> Iterator[Fault]:
    yield from _order_faults(record)
    for each in facts.values():
        recording_path(each.recording, each.stream)
        yield from _growth_faults(each)
        yield from _seal_faults(each)
        if PurePosixPath(each.started.data["file"]).stem != each.recording:
            text = words(
                "Recording {recording} lies in a file of another name, {file}.",
                recording=each.recording,
                file=each.started.data["file"],
            )
            yield _fault(each, text)


def _order_faults(record: Record) -> Iterator[Fault]:
    """Find starts, progress and ends that come out of order; entries of unknown recordings are among them."""
    started: set[str] = set()
    running: set[str] = set()
    for entry in record.of_kind("recording.started", "recordings.progressed", "recording.finished"):
        for recording in _named(entry.data):
            told = {"recording": recording, "entry": entry.index}
            if entry.kind == "recording.started" and recording.casefold() in started:
                text = words("Recording {recording} starts a second time, with entry {entry}.", **told)
                yield Fault(text, told)
            elif entry.kind != "recording.started" and recording not in running:
                text = words(
                    "Recording {recording} is not running, but entry {entry} ({kind}) is about it.",
                    kind=entry.kind,
                    **told,
                )
                yield Fault(text, told)
            if entry.kind == "recording.started":
                started.add(recording.casefold())  # some file systems would take the two for one file
                running.add(recording)
            elif entry.kind == "recording.finished":
                running.discard(recording)


def _named(data: dict[str, Any]) -> list[str]:
    if "recordings" in data:
        return [totals["recording"] for totals in data["recordings"]]
    return [data["recording"]]


def _growth_faults(facts: Facts) -> Iterator[Fault]:
    steps = [(words("entry {index}", index=each.entry.index), each.totals) for each in facts.progress]
    if facts.finished:
        steps.append((words("its end"), facts.finished))
    for (_, before), (where, after) in pairwise(steps):
        for name in GROWING:
            if after[name] < before[name]:
                text = words(
                    "Recording {recording} has fewer {what} at {where} than before: {after} after {before}.",
                    recording=facts.recording,
                    what=Term(name),
                    where=where,
                    after=after[name],
                    before=before[name],
                )
                yield _fault(facts, text)
    if any(totals[name] < 0 for _, totals in steps for name in GROWING):
        yield _fault(facts, words("Recording {recording} has a count below zero.", recording=facts.recording))


def _seal_faults(facts: Facts) -> Iterator[Fault]:
    if not facts.finished or not facts.sealed:
        yield _fault(
            facts, words("Recording {recording} has no end, or is not in the seal.", recording=facts.recording)
        )
        return
    for name in SEALED_AS_FINISHED:
        if facts.sealed[name] != facts.finished[name]:
            text = words(
                "Recording {recording} is sealed with {what} {sealed}, but was finished with {finished}.",
                recording=facts.recording,
                what=Term(name),
                sealed=facts.sealed[name],
                finished=facts.finished[name],
            )
            yield _fault(facts, text)
    if facts.sealed["file"] != facts.started.data["file"]:
        text = words(
            "Recording {recording} is sealed as {sealed}, but was begun as {begun}.",
            recording=facts.recording,
            sealed=facts.sealed["file"],
            begun=facts.started.data["file"],
        )
        yield _fault(facts, text)


def _fault(facts: Facts, text: Words) -> Fault:
    return Fault(text, {"recording": facts.recording})
