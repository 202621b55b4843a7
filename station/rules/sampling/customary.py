"""Rules of custom for the number of packages to test. They give no confidence of their own; what they really give is computed.

Sources: SWGDRUG Recommendations (square root); Colón et al. 1993, n = 20 + 10 % (N - 20); USP (sacks of plant material).
"""

from enum import StrEnum
from math import isqrt


class Custom(StrEnum):
    """Whose rule it is."""

    SQUARE_ROOT = "square root"
    COLON = "Colón"
    USP = "USP"


def customary_size(custom: Custom, packages: int) -> int:
    """Return how many of the packages the rule has tested, fractions rounded up."""
    match custom:
        case Custom.SQUARE_ROOT:
            return isqrt(packages - 1) + 1
        case Custom.COLON:
            return packages if packages <= 20 else 20 + -(-(packages - 20) // 10)
        case Custom.USP if packages >= 20:
            return 10 + -(-packages // 10)
    return min(packages, 11)
