"""The plans: the least number of packages to test for a claim, and its opposite, what such a draw misses.

Source: UNODC/ENFSI, Guidelines on Representative Drug Sampling, ST/NAR/38; the beta-binomial is the Bayesian plan for a small
store. With a prior of whole numbers the Bayesian plans are tails of the other two, exactly: a Be(A, B) share is above k when of
A+B-1 uniform numbers at least B lie below 1-k, and the same holds of ranks for the beta-binomial. So the prior counts
as a+b-1 further packages tested, b-1 of them negative.

Every tail falls with each further package tested, which makes bisection sound. Where a plan for an endless store
asks for more packages than there are, all are to be tested, and nothing is left to chance.
"""

from bisect import bisect_left
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from station.rules.sampling.demand import Demand, check_confidence, check_packages
from station.rules.sampling.errors import ImpossiblePlan
from station.rules.sampling.tails import Chance, binomial_exceeds, binomial_tail, hypergeometric_tail

CERTAIN = Chance(0, 1)


class Plan(StrEnum):
    """What a size is computed by: exact for the store (hypergeometric), for an endless one, or by Bayes for either."""

    HYPERGEOMETRIC = "hypergeometric"
    BINOMIAL = "binomial"
    BETA = "beta"
    BETA_BINOMIAL = "beta-binomial"


ENDLESS = frozenset({Plan.BINOMIAL, Plan.BETA})


def least_size(plan: Plan, demand: Demand) -> int:
    """Return the least number of packages to test for the claim; all of them where the plan asks for more."""
    low = demand.allowed + 1  # with fewer, all that are tested might be negative
    return _first(low, demand.packages, lambda size: _reaches(plan, demand, size))


def risk(plan: Plan, demand: Demand, size: int) -> Chance:
    """Return how probable it is, by the plan, that tests with no more than the allowed negatives bear out a false claim.

    For the Bayesian plans: how probable it is that the claim is false after such tests.
    """
    _check_size(demand.packages, size, demand.allowed)
    if size == demand.packages:
        return CERTAIN
    negatives, tested = _believed(plan, demand)
    if plan in ENDLESS:
        return binomial_tail(size + tested, demand.share, demand.allowed + negatives)
    store, swapped = demand.packages + tested, demand.too_many + negatives
    return hypergeometric_tail(store, swapped, size + tested, demand.allowed + negatives)


def discovery_size(packages: int, swapped: int, confidence: Fraction) -> int:
    """Return the least number of packages to draw so that at least one of the swapped is among them."""
    check_packages(packages)
    check_confidence(confidence)
    if not 1 <= swapped <= packages:
        raise ImpossiblePlan("number of swapped packages", swapped, f"1 to {packages:,}")
    return _first(1, packages, lambda n: not hypergeometric_tail(packages, swapped, n, 0).exceeds(1 - confidence))


def missed(packages: int, size: int, swapped: int, allowed: int = 0) -> Chance:
    """Return how probable it is that of so many swapped packages a draw finds no more than the allowed ones: none, by default."""
    check_packages(packages)
    _check_size(packages, size, allowed)
    if not 0 <= swapped <= packages:
        raise ImpossiblePlan("number of swapped packages", swapped, f"0 to {packages:,}")
    return hypergeometric_tail(packages, swapped, size, allowed)


def largest_missed(packages: int, size: int, limit: Fraction, allowed: int = 0) -> int:
    """Return the largest number of swapped packages that a draw misses with a probability above the limit (0 <= limit < 1)."""
    if not 0 <= limit < 1:
        raise ImpossiblePlan("probability of missing", limit, "one from 0 % and below 100 %")
    return _first(0, packages, lambda swapped: not missed(packages, size, swapped, allowed).exceeds(limit)) - 1


def _reaches(plan: Plan, demand: Demand, size: int) -> bool:
    """Whether so many tests leave no more than the risk; as `risk`, without its long powers."""
    if plan in ENDLESS and size < demand.packages:
        negatives, tested = _believed(plan, demand)
        return not binomial_exceeds(size + tested, demand.share, demand.allowed + negatives, demand.risk)
    return not risk(plan, demand, size).exceeds(demand.risk)


def _believed(plan: Plan, demand: Demand) -> tuple[int, int]:
    """Return what the prior counts as: negatives, and packages tested. Only Bayes believes anything beforehand."""
    if plan in {Plan.HYPERGEOMETRIC, Plan.BINOMIAL}:
        return 0, 0
    a, b = demand.prior
    return b - 1, a + b - 1


def _check_size(packages: int, size: int, allowed: int) -> None:
    if not 0 <= allowed < size <= packages:
        remedy = f"{allowed + 1:,} to {packages:,}, more than the {allowed:,} negatives that are allowed"
        raise ImpossiblePlan("number of packages to test", size, remedy)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number that holds; all after it do, `high` surely. Doubles first: large numbers cost more."""
    top = low
    while top < high and not holds(top):
        low, top = top + 1, min(high, 2 * top + 1)
    return low + bisect_left(range(low, top), True, key=holds)  # noqa: FBT003 - what is looked for
