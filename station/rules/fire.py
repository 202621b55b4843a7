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

Sample = tuple[int, int | None]  # Unix microseconds, and thousandths of a degree Celsius or None: no temperature told


def burn_heat(samples: Iterable[Sample], threshold_mdeg: int, from_us: int, to_us: int) -> Data:
    """Reckon the time at or above the threshold between two moments, the extremes, and the time without a reading."""
    told = [(at_us, mdeg) for at_us, mdeg in samples if from_us <= at_us <= to_us and mdeg is not None]
    steps = [(first, second) for first, second in pairwise(told) if second[0] - first[0] <= LONGEST_STEP_US]
    hot_us = sum(second[0] - first[0] for first, second in steps if min(first[1], second[1]) >= threshold_mdeg)
    seen_us = sum(second[0] - first[0] for first, second in steps)
    return {
        "threshold_mdeg": threshold_mdeg,
        "readings": len(told),
        "above_us": hot_us,
        "unseen_us": max(0, to_us - from_us - seen_us),
        "highest_mdeg": max((mdeg for _, mdeg in told), default=None),
        "lowest_mdeg": min((mdeg for _, mdeg in told), default=None),
    }
