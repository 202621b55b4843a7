"""Damage in words: which seconds of a recording are gone, altered or moved, and which are whole.

Seconds are media time, counted from the start of the file; UTC is the wall clock of the recording's epoch plus that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from station.formats.fragment_lines import FragmentLine, length_of
from station.verify.damage import Damage, Harm, Run
from station.verify.report import Fault
from station.verify.times import clock, seconds
from station.verify.words import Listed, Words, joined, sentences, words

INITIALISATION = words(
    "Its first bytes were altered; they hold the size and the cropping of the picture (H.264 parameter sets) and the time "
    "scale by which it plays."
)


@dataclass(frozen=True)
class Subject:
    """The recording that is damaged: its file in the bag, its sealed fragments, and whether fragment 0 has no time."""

    file: str
    lines: Sequence[FragmentLine]
    epoch_us: int
    film: bool


def damage_fault(subject: Subject, damage: Damage, plays_us: int | None) -> Fault:
    """Describe damage; `plays_us` is how long the file now says it plays, None when it does not say."""
    details: dict[str, Any] = {"file": subject.file, "harm": [], "whole": []}
    said = [words("{file} is not the recording that was sealed.", file=subject.file)]
    said += [_harm(subject, run, details) for run in _timed_runs(subject, damage, details)]
    said += _whole(subject, damage, details)
    recorded_us = length_of(subject.lines)
    if plays_us is not None and plays_us != recorded_us:
        told = {"plays": seconds(plays_us), "recorded": seconds(recorded_us)}
        said.append(words("It now plays for {plays} s; {recorded} s were recorded.", **told))
        details |= {"plays_us": plays_us, "recorded_us": recorded_us}
    return Fault(sentences(*said), details)


def whole_spells(spells: Iterable[tuple[int, int]]) -> Listed:
    """Name spells (from and to, in microseconds of media time)."""
    return joined(words("{begin} s to {end} s", begin=seconds(begin), end=seconds(end)) for begin, end in spells)


def _timed_runs(subject: Subject, damage: Damage, details: dict[str, Any]) -> Iterator[Run]:
    """Take a film's initialisation segment, which has no time of its own, out of the runs."""
    for run in damage.runs:
        if not subject.film or run.first > 0 or run.harm is Harm.INSERTED:
            yield run
            continue
        details["initialisation"] = str(run.harm)
        if run.stop > 1:
            yield Run(1, run.stop, run.harm, run.left)


def _harm(subject: Subject, run: Run, details: dict[str, Any]) -> Words:
    if run.harm is Harm.INSERTED:
        at_us = subject.lines[run.first - 1].end_us if run.first else 0
        details["harm"].append({"what": str(run.harm), "from_us": at_us, "to_us": at_us, "bytes": run.left})
        return words("At {at} s, {bytes} bytes stand that were never recorded.", at=seconds(at_us), bytes=run.left)
    from_us, to_us = subject.lines[run.first].start_us, subject.lines[run.stop - 1].end_us
    spell = _spell(subject, from_us, to_us)
    details["harm"].append({"what": str(run.harm), "fragments": [run.first, run.stop - 1]} | spell)
    last = subject.lines[run.first : run.stop]
    told = {
        "spell": words(
            "From {begin} s to {end} s ({begin_utc} to {end_utc})",
            begin=seconds(from_us),
            end=seconds(to_us),
            begin_utc=spell["from_utc"],
            end_utc=spell["to_utc"],
        )
    }
    if run.stop == len(subject.lines) and 0 < run.left < sum(line.bytes for line in last):
        return words("{spell} is cut off: {bytes} bytes are left of it.", bytes=run.left, **told)
    if run.harm is Harm.MISSING:
        return words("{spell} is missing.", **told)
    if run.harm is Harm.MOVED:
        return words("{spell} stands elsewhere in the file.", **told)
    return words("{spell} was altered: other bytes stand in its place.", **told)


def _whole(subject: Subject, damage: Damage, details: dict[str, Any]) -> Iterator[Words]:
    timed = [number for number in damage.whole if not (subject.film and number == 0)]
    spells = [(subject.lines[first].start_us, subject.lines[last].end_us) for first, last in _stretches(timed)]
    details["whole"] = [_spell(subject, *spell) for spell in spells]
    if "initialisation" in details:
        yield INITIALISATION
    yield words("Whole: {whole}.", whole=whole_spells(spells)) if spells else words("No second of it is whole.")


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Join consecutive numbers to (first, last)."""
    ends = [before for before, after in pairwise(numbers) if after != before + 1] + list(numbers[-1:])
    starts = list(numbers[:1]) + [after for before, after in pairwise(numbers) if after != before + 1]
    return list(zip(starts, ends, strict=True))


def _spell(subject: Subject, from_us: int, to_us: int) -> dict[str, Any]:
    utc = {"from_utc": clock(subject.epoch_us + from_us), "to_utc": clock(subject.epoch_us + to_us)}
    return {"from_us": from_us, "to_us": to_us} | utc
