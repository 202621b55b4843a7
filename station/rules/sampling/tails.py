"""The two tails on which every plan rests, as exact ratios of integers.

Both tell how probable it is that no more than `allowed` of the tested are negative. A hypergeometric number is the size of
the overlap of two sets in one store, so the swapped and the tested may change places; the smaller one sets the length of the
computation. Sums are taken by Horner's rule without their large common factors, so that only numbers about as long as
`allowed` are added up.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import perm

_BITS = 4096  # of a bounded power: enough that the exact one, of a million digits, is needed for ties alone


@dataclass(frozen=True)
class Chance:
    """A probability as `part` of `whole`, not reduced: of numbers this long, the reducing would take longer than the rest."""

    part: int
    whole: int

    def exceeds(self, limit: Fraction) -> bool:
        """Whether it is above the limit, exactly."""
        return self.part * limit.denominator > limit.numerator * self.whole

    @property
    def opposite(self) -> "Chance":
        """The probability of everything else."""
        return Chance(self.whole - self.part, self.whole)

    def rounded_up(self, unit: int) -> int:
        """Give it in parts of `unit`, never less than it is: for what must not be made light of."""
        return -(-self.part * unit // self.whole)

    def rounded_down(self, unit: int) -> int:
        """Give it in parts of `unit`, never more than it is: for what must not be boasted of."""
        return self.part * unit // self.whole


def hypergeometric_tail(packages: int, swapped: int, size: int, allowed: int) -> Chance:
    """Give the probability that at most `allowed` of the `swapped` are among `size` packages drawn of `packages`.

    With m and l the smaller and the larger of `swapped` and `size`, x what is allowed, and falling factorials:
    sum over i <= x of C(m, i) l^(i) (N-l)^(m-i), over N^(m).
    """
    fewer, more = sorted((swapped, size))
    spare = packages - more - fewer  # what lies outside both sets when they do not meet; below 0, they must
    if allowed >= fewer:
        return Chance(1, 1)
    if spare + allowed < 0:
        return Chance(0, 1)
    term = total = 1
    for i in range(1, allowed + 1):
        term = term * (fewer - i + 1) * (more - i + 1) // i
        total = total * (spare + i) + term
    return Chance(total * perm(packages - more, fewer - allowed), perm(packages, fewer))


def binomial_tail(size: int, share: Fraction, allowed: int) -> Chance:
    """Give the probability that at most `allowed` of `size` tested are negative when `share` of an endless store is positive."""
    if allowed >= size:
        return Chance(1, 1)
    common, total = size - allowed, _binomial_sum(size, share, allowed)
    return Chance(total * share.numerator**common, share.denominator**size)


def binomial_exceeds(size: int, share: Fraction, allowed: int, limit: Fraction) -> bool:
    """Whether that probability is above the limit, exactly. Bounds of the long power decide, and itself where they cannot."""
    if allowed >= size:
        return limit < 1
    low, high = _power_bounds(share, size - allowed)
    factor = _binomial_sum(size, share, allowed) * limit.denominator
    level = limit.numerator * share.denominator**allowed << _BITS
    if factor * high <= level:
        return False
    if factor * low > level:
        return True
    return binomial_tail(size, share, allowed).exceeds(limit)


def _binomial_sum(size: int, share: Fraction, allowed: int) -> int:
    """Give the sum over i <= x of C(n, i) (b-a)^i a^(x-i), for a share of a/b: the tail without its common factors."""
    ways = total = power = 1
    for i in range(1, allowed + 1):
        ways = ways * (size - i + 1) // i
        power *= share.denominator - share.numerator
        total = total * share.numerator + ways * power
    return total


def _power_bounds(share: Fraction, exponent: int) -> tuple[int, int]:
    """Bound share^exponent from below and above, in units of 2^-_BITS: every step rounds down for the one, up for the other."""
    low = high = 1 << _BITS
    base_low = (share.numerator << _BITS) // share.denominator
    base_high = base_low + 1
    for digit in f"{exponent:b}":
        low, high = low * low >> _BITS, -(-high * high >> _BITS)
        if digit == "1":
            low, high = low * base_low >> _BITS, -(-high * base_high >> _BITS)
    return low, high
