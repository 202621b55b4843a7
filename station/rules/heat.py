"""How hot a batch burned, as `batch.ended` states it, from what was heard on the furnace's line while it burned.

The line's recordings have both clocks; the reckoning runs on one that no step of UTC moves. Within a recording that is the
monotonic clock. Between two recordings the recorder was away, perhaps the PC off, and the larger of what both clocks say has
passed counts: as unseen, since nobody read the temperature.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from firmware_bridge.furnace.rounds import Heard
from firmware_bridge.reading import FurnaceCondition, FurnaceReading
from station.formats.entry import Moment
from station.rules.fire import burn_heat
from station.rules.shapes import Data

R = TypeVar("R")


@dataclass(frozen=True)
class Span(Generic[R]):
    """A recording of the furnace's line, with the numbers of the entries that started and finished it."""

    recording: R
    started: int
    finished: int | None


def spans_of(spans: Iterable[Span[R]], lit: int, ended: int) -> tuple[R | None, list[R]]:
    """Which recording was running at the entry `burn.started`, and which began between it and `batch.ended`."""
    spans = list(spans)
    running = [
        each.recording for each in spans if each.started < lit and (each.finished is None or each.finished > lit)
    ]
    return (running[-1] if running else None), [each.recording for each in spans if lit < each.started < ended]


def batch_heat(
    running: Iterable[Heard], begun: Sequence[Iterable[Heard]], started: Moment, to: Moment, threshold_mdeg: int
) -> Data:
    """Reckon the `heat` of a batch from `burn.started` to a moment.

    `running` are the readings of the recording that was running when the fire was lit (none, if none was), `begun` those
    of each one that began while it burned, in order.
    """
    lines = [[each for each in running if each.mono_us >= started.mono_us]]
    lines += [[each for each in line if _is_after(each, started)] for line in begun]
    last = max((number for number, line in enumerate(lines) if line), default=0)
    lines[last] = [each for each in lines[last] if each.mono_us <= to.mono_us or each.unix_us <= to.unix_us]
    placed, end_us = _placed(lines, started, to)
    readings = [reading for _, reading in placed if reading is not None]
    samples = ((at_us, None if each is None else each.temperature_mdeg) for at_us, each in placed)
    return {
        "to_us": to.unix_us,
        "to_mono_us": to.mono_us,
        **burn_heat(samples, threshold_mdeg, 0, end_us),
        "sensor_breaks": _spells([reading.condition is not FurnaceCondition.OK for reading in readings]),
        "door_openings": _openings(readings),
    }


def _is_after(heard: Heard, started: Moment) -> bool:
    """Whether a reading of another recording came after the fire was lit: by either clock, as the other may begin anew."""
    return heard.mono_us >= started.mono_us or heard.unix_us >= started.unix_us


def _placed(
    lines: Sequence[Sequence[Heard]], started: Moment, to: Moment
) -> tuple[list[tuple[int, FurnaceReading | None]], int]:
    """Where each reading stands after the lighting of the fire, in microseconds, and where the end does.

    None stands between two recordings.
    """
    placed: list[tuple[int, FurnaceReading | None]] = []
    place_us, before, line_before = 0, (started.unix_us, started.mono_us), 0
    for number, heard in _numbered(lines):
        place_us += _passed(before, (heard.unix_us, heard.mono_us), same=number == line_before)
        if number != line_before:
            placed.append((place_us, None))
        placed.append((place_us, heard.reading))
        before, line_before = (heard.unix_us, heard.mono_us), number
    end_us = place_us + _passed(before, (to.unix_us, to.mono_us), same=to.mono_us >= before[1])
    return placed, end_us


def _numbered(lines: Sequence[Sequence[Heard]]) -> Iterator[tuple[int, Heard]]:
    return ((number, heard) for number, line in enumerate(lines) for heard in line)


def _passed(before: tuple[int, int], after: tuple[int, int], *, same: bool) -> int:
    """Microseconds between two (UTC, monotonic), in the same recording or not."""
    utc_us, mono_us = after[0] - before[0], after[1] - before[1]
    return max(0, mono_us) if same else max(0, utc_us, mono_us)


def _spells(states: Sequence[bool]) -> int:
    """How often a state began; the first counts when it is there from the beginning."""
    return sum(now and not before for before, now in pairwise([False, *states]))


def _openings(readings: Sequence[FurnaceReading]) -> int:
    """How often the door was opened; one that was open from the beginning was not opened meanwhile."""
    return _spells([bool(each.door_open) for each in readings]) - bool(readings and readings[0].door_open)
