"""Whether the figures typed from a scale's plate can stand on one plate (OIML R 76-1:2006, 3.2 table 3, 3.3.3, 3.4.2, 3.4.3).

A slip by ten in Min, d or e that would make a bound too small makes a plate that no instrument of its class can have, and is
refused before anything is weighed; so are most slips in Max.
Limits: what another real instrument may have passes: a Max ten times off where the number of intervals stays in the class, an
e ten times too coarse in classes I and II, and in class I, which has no largest number of intervals, d in the place of e.
The rows of classes I and IIII, table 4 and 3.4.3 are recalled from the standard, those of II and III read in two sources.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class _Row(NamedTuple):
    """For intervals from `e_mg` on: the lowest and highest number of them up to Max, and Min in divisions d."""

    e_mg: int
    lowest: int
    highest: int
    min_divisions: int


_TABLE = {
    "I": (_Row(1, 50_000, 10**9, 100),),
    "II": (_Row(1, 100, 100_000, 20), _Row(100, 5_000, 100_000, 50)),
    "III": (_Row(100, 100, 10_000, 20), _Row(5_000, 500, 10_000, 20)),
    "IIII": (_Row(5_000, 100, 1_000, 10),),
}
# Table 4: how many of the next range's intervals a partial range must at least hold.
_PARTIAL = {"I": 50_000, "II": 5_000, "III": 500, "IIII": 50}
# The standard gives the smallest Min; no maker states ten times as much, so that is a slip.
_MIN_SLIP = 10
# An auxiliary indicating device may show finer than e, at most ten times, and in classes I and II only (3.4.2).
_FINEST = 10
_WITH_AUXILIARY = frozenset({"I", "II"})


def check_plate(accuracy_class: str, min_mg: int, division_mg: int, ranges: Sequence[tuple[int, int]]) -> None:
    """Raise ValueError unless a plate can bear these; `ranges` are (Max, e) of each partial range, smallest first."""
    for wrong in _wrong(accuracy_class, min_mg, division_mg, ranges):
        raise ValueError(wrong)


def _wrong(accuracy_class: str, min_mg: int, division_mg: int, ranges: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Say what is wrong, in words for whoever reads the plate again."""
    if accuracy_class not in _TABLE or not ranges:
        yield f"the classes are {', '.join(_TABLE)}, and each instrument has at least one range"
    for max_mg, e_mg in ranges:
        yield from _range_wrong(accuracy_class, max_mg, e_mg)
    lowest, (max_mg, e_mg) = _row(accuracy_class, ranges[-1][1]).lowest, ranges[-1]
    if max_mg // e_mg < lowest:
        yield f"Max {max_mg} mg with e {e_mg} mg are {max_mg // e_mg} intervals: class {accuracy_class} has at least {lowest}"
    for (max_mg, e_mg), (next_max_mg, next_e_mg) in pairwise(ranges):
        if not (max_mg < next_max_mg and e_mg < next_e_mg):
            yield "ranges go from the smallest Max and e to the largest"
        if max_mg // next_e_mg < _PARTIAL[accuracy_class]:
            yield f"a range up to {max_mg} mg is too short before one with e {next_e_mg} mg: read both from the plate again"
    yield from _min_wrong(accuracy_class, min_mg, division_mg, ranges[0])
    yield from _division_wrong(accuracy_class, division_mg, ranges[0][1])


def _range_wrong(accuracy_class: str, max_mg: int, e_mg: int) -> Iterator[str]:
    if str(e_mg).rstrip("0") not in {"1", "2", "5"}:
        yield f"e is 1, 2 or 5 with zeros on every plate: {e_mg} mg is not"
    if e_mg < _TABLE[accuracy_class][0].e_mg:
        yield f"no instrument of class {accuracy_class} has e = {e_mg} mg: read the plate again"
    highest = _row(accuracy_class, e_mg).highest
    if max_mg // e_mg > highest:
        yield f"Max {max_mg} mg with e {e_mg} mg are {max_mg // e_mg} intervals: class {accuracy_class} has at most {highest}"


def _min_wrong(accuracy_class: str, min_mg: int, division_mg: int, first: tuple[int, int]) -> Iterator[str]:
    max_mg, e_mg = first
    smallest_mg = _row(accuracy_class, e_mg).min_divisions * division_mg
    if not smallest_mg <= min_mg < min(max_mg, _MIN_SLIP * smallest_mg):
        yield f"Min is at least {smallest_mg} mg in class {accuracy_class} with this d, not ten times as much, and below Max"


def _division_wrong(accuracy_class: str, division_mg: int, e_mg: int) -> Iterator[str]:
    if accuracy_class not in _WITH_AUXILIARY and division_mg != e_mg:
        yield f"in class {accuracy_class} the division is e: {division_mg} mg is not {e_mg} mg"
    if not e_mg <= division_mg * _FINEST <= e_mg * _FINEST:
        yield "division_mg (d) is at most e, and at least a tenth of it"


def _row(accuracy_class: str, e_mg: int) -> _Row:
    rows = _TABLE[accuracy_class]
    return next((row for row in reversed(rows) if e_mg >= row.e_mg), rows[0])
