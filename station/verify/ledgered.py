"""What the entries say of the recordings, held against itself: starts, progress, ends and the seal. No file is read."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from station.verify.layout import recording_path
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, conclude

GROWING = ("fragments", "bytes", "frames")
SEALED_AS_FINISHED = ("fragments", "bytes", "frames", "root", "sha256")


def check_recordings(record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check that each recording starts once, only grows, is finished, and is sealed as it was finished."""
    passed = f"The entries on the {len(facts)} recordings agree with each other and with the seal."
    return conclude("recordings", passed, _faults(record, facts))


def _faults(record: Record, facts: Mapping[str, Facts]) -> Iterator[Fault]:
    yield from _order_faults(record)
    for each in facts.values():
        recording_path(each.recording, each.stream)
        yield from _growth_faults(each)
        yield from _seal_faults(each)
        if PurePosixPath(each.started.data["file"]).stem != each.recording:
            yield _fault(each, f"lies in a file of another name, {each.started.data['file']}")


def _order_faults(record: Record) -> Iterator[Fault]:
    """Find starts, progress and ends that come out of order; entries of unknown recordings are among them."""
    started: set[str] = set()
    running: set[str] = set()
    for entry in record.of_kind("recording.started", "recordings.progressed", "recording.finished"):
        for recording in _named(entry.data):
            if entry.kind == "recording.started" and recording.casefold() in started:
                text = f"starts a second time, with entry {entry.index}"
            elif entry.kind != "recording.started" and recording not in running:
                text = f"is not running, but entry {entry.index} ({entry.kind}) is about it"
            else:
                text = ""
            if text:
                yield Fault(f"Recording {recording} {text}.", {"recording": recording, "entry": entry.index})
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
    steps = [(f"entry {each.entry.index}", each.totals) for each in facts.progress]
    if facts.finished:
        steps.append(("its end", facts.finished))
    for (_, before), (where, after) in pairwise(steps):
        for name in GROWING:
            if after[name] < before[name]:
                yield _fault(facts, f"has fewer {name} at {where} than before: {after[name]} after {before[name]}")
    if any(totals[name] < 0 for _, totals in steps for name in GROWING):
        yield _fault(facts, "has a count below zero")


def _seal_faults(facts: Facts) -> Iterator[Fault]:
    if not facts.finished or not facts.sealed:
        yield _fault(facts, "has no end, or is not in the seal")
        return
    for name in SEALED_AS_FINISHED:
        if facts.sealed[name] != facts.finished[name]:
            text = f"is sealed with {name} {facts.sealed[name]}, but was finished with {facts.finished[name]}"
            yield _fault(facts, text)
    if facts.sealed["file"] != facts.started.data["file"]:
        yield _fault(facts, f"is sealed as {facts.sealed['file']}, but was begun as {facts.started.data['file']}")


def _fault(facts: Facts, text: str) -> Fault:
    return Fault(f"Recording {facts.recording} {text}.", {"recording": facts.recording})
