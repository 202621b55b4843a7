"""How hot a burn was, from the readings of the furnace's chamber: the one reckoning, for the recorder and the verifier.

Time counts as hot only between two readings that follow each other within `LONGEST_STEP_US` and are both at or above the
threshold: what was not measured is `unseen`, never hot.
Source of the default threshold: Directive 2010/75/EU art. 50 (850 °C); the directive speaks of the gas for 2 s, a thermocouple
tells the chamber's temperature where it sits.
"""

from collections.abc import Iterable
from itertools import pairwise

from station.rules.shapes import Data

LONGEST_STEP_US = 5_000_000  # a furnace of tonnes changes by a degree or two in that time

Sample = tuple[
    int, int | None
]  # microseconds of one even clock, and thousandths of a degree Celsius or None: no temperature


def burn_heat(samples: Iterable[Sample], threshold_mdeg: int, from_us: int, to_us: int) -> Data:
    """Reckon the time at or above the threshold between two moments, the extremes, and the time without a reading."""
    inside = [(at_us, mdeg) for at_us, mdeg in samples if from_us <= at_us <= to_us]
    told = [mdeg for _, mdeg in inside if mdeg is not None]
    # A reading without a temperature between two others breaks the step: what it hid was not seen.
    steps = [
        (later_us - at_us, min(mdeg, next_mdeg))
        for (at_us, mdeg), (later_us, next_mdeg) in pairwise(inside)
        if mdeg is not None and next_mdeg is not None and later_us - at_us <= LONGEST_STEP_US
    ]
    hot_us = sum(length_us for length_us, mdeg in steps if mdeg >= threshold_mdeg)
    seen_us = sum(length_us for length_us, _ in steps)
    return {
        "threshold_mdeg": threshold_mdeg,
        "readings": len(told),
        "above_us": hot_us,
        "unseen_us": max(0, to_us - from_us - seen_us),
        "highest_mdeg": max(told, default=None),
        "lowest_mdeg": min(told, default=None),
    }
