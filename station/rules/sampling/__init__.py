"""How many packages to test, what that can and cannot show, and which ones: pure, exact, and recomputable by anyone.

Promise: integers and exact fractions throughout; no floating-point number decides anything. The command line, the act and
the verifier ask these same functions. docs/sampling.md explains them to a newcomer and specifies the draw for a stranger.
Limits: a plan's claim supposes packages of one kind, a draw that nobody steers, and a test that tells a swapped package.
"""

from station.rules.sampling.customary import Custom, customary_size
from station.rules.sampling.demand import MAX_ALLOWED, MAX_PACKAGES, Demand, parse_share
from station.rules.sampling.errors import (
    ImpossibleDraw,
    ImpossiblePlan,
    NoSizeReaches,
    NotAllRevealed,
    SamplingError,
    WrongReveal,
)
from station.rules.sampling.joint import commit, joint_seed, verify_reveal
from station.rules.sampling.plans import Plan, discovery_size, largest_missed, least_size, missed, risk
from station.rules.sampling.selection import in_order, select
from station.rules.sampling.tails import Chance

__all__ = [
    "MAX_ALLOWED",
    "MAX_PACKAGES",
    "Chance",
    "Custom",
    "Demand",
    "ImpossibleDraw",
    "ImpossiblePlan",
    "NoSizeReaches",
    "NotAllRevealed",
    "Plan",
    "SamplingError",
    "WrongReveal",
    "commit",
    "customary_size",
    "discovery_size",
    "in_order",
    "joint_seed",
    "largest_missed",
    "least_size",
    "missed",
    "parse_share",
    "risk",
    "select",
    "verify_reveal",
]
