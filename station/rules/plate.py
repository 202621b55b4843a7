"""Whether the figures typed from a scale's plate can stand on one plate (OIML R 76-1:2006, 3.2 table 3, 3.4.2).

A slip by ten in Max, Min or e makes a plate that no instrument of its class can have: so it is refused before anything is
weighed with it.
Limits: the rows of classes I and IIII are recalled from the standard, those of II and III read in two sources.
"""

from collections.abc import Sequence
from typing import NamedTuple


class _Row(NamedTuple):
    """For intervals from `e_mg` on: the lowest and highest number of them up to Max, and Min in intervals."""

    e_mg: int
    lowest: int
    highest: int
    min_intervals: int


_TABLE = {
    "I": (_Row(1, 50_000, 10**9, 100),),
    "II": (_Row(1, 100, 100_000, 20), _Row(100, 5_000, 100_000, 50)),
    "III": (_Row(100, 100, 10_000, 20), _Row(5_000, 500, 10_000, 20)),
    "IIII": (_Row(5_000, 100, 1_000, 10),),
}
# An auxiliary indicating device may show finer than e, at most ten times, and in classes I and II only (3.4.2).
_FINEST = 10
_WITH_AUXILIARY = frozenset({"I", "II"})


def check_plate(accuracy_class: str, min_mg: int, division_mg: int, ranges: Sequence[tuple[int, int]]) -> None:
    """Raise ValueError unless a plate can bear these; `ranges` are (Max, e) of each partial range, smallest first."""
    for number, (max_mg, e_mg) in enumerate(ranges):
        if str(e_mg).rstrip("0") not in {"1", "2", "5"}:
            raise ValueError(f"e is 1, 2 or 5 with zeros on every plate: {e_mg} mg is not")
        row = next((row for row in reversed(_TABLE[accuracy_class]) if e_mg >= row.e_mg), None)
        if row is None:
            raise ValueError(f"no instrument of class {accuracy_class} has e = {e_mg} mg: read the plate again")
        intervals, is_last = max_mg // e_mg, number == len(ranges) - 1
        if intervals > row.highest or (is_last and intervals < row.lowest):
            raise ValueError(
                f"Max {max_mg} mg with e {e_mg} mg are {intervals} intervals: class {accuracy_class} has {row.lowest} to "
                f"{row.highest}; read class, Max and e from the plate again"
            )
        if number == 0 and not row.min_intervals * e_mg <= min_mg < max_mg:
            raise ValueError(
                f"Min is at least {row.min_intervals} e = {row.min_intervals * e_mg} mg and below Max here"
            )
    if list(ranges) != sorted(ranges) or len({max_mg for max_mg, _ in ranges}) != len(ranges):
        raise ValueError("ranges go from the smallest Max and e to the largest")
    finest_mg = ranges[0][1]
    if accuracy_class not in _WITH_AUXILIARY and division_mg != finest_mg:
        raise ValueError(f"in class {accuracy_class} the division is e: {division_mg} mg is not {finest_mg} mg")
    if not finest_mg <= division_mg * _FINEST <= finest_mg * _FINEST:
        raise ValueError("division_mg (d) is at most e, and at least a tenth of it")
