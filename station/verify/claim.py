"""What a draw can show, said as a sentence, and its opposite, what it misses. The command line and the act use these words too.

Probabilities of missing are rounded up and confidences down: a draw is never said to show more than it does.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from station.rules.sampling import Chance, Custom, Demand, Plan, largest_missed, missed
from station.verify.words import Listed, Said, Words, sentences, words

HUNDREDTHS = 10_000  # of a percent, in one
RULES: Mapping[Plan | Custom, Words | str] = {
    Plan.HYPERGEOMETRIC: words("hypergeometric (this store)"),
    Plan.BINOMIAL: words("binomial (endless store)"),
    Plan.BETA: words("beta, Bayes (endless store)"),
    Plan.BETA_BINOMIAL: words("beta-binomial, Bayes (this store)"),
    Custom.SQUARE_ROOT: words("square root"),
    Custom.COLON: "Colón",
    Custom.USP: "USP",
}
HEADINGS = {
    "swapped": words("Swapped packages"),
    "missed": words("Probability of missing them"),
    "discovery": words("To be drawn so as to find one"),
    "plan": words("Plan or custom"),
    "size": words("Packages to test"),
    "confidence": words("Confidence that it gives"),
}


def claim(plan: Plan, demand: Demand, size: int) -> Listed:
    """Say what follows if the tests of `size` packages turn out well, and on what it rests."""
    if size == demand.packages:
        return sentences(
            words(
                "All {packages} packages are tested: nothing is left to chance, and what is found is found of each of them, as "
                "surely as the test tells a swapped package.",
                packages=size,
            )
        )
    return sentences(_claim(demand, size), _belief(plan, demand), CONDITIONS)


def opposites(demand: Demand, size: int) -> tuple[Words, ...]:
    """Say all that has to be said against the claim; nothing when all packages are tested."""
    if size == demand.packages:
        return ()
    swapped = max(1, demand.too_many - 1)  # the most with which the claim is still true
    chance = missed(demand.packages, size, swapped, demand.allowed)
    most = largest_missed(demand.packages, size, demand.risk, demand.allowed)
    return (
        opposite(demand.packages, size, swapped, chance, demand.allowed),
        largest(most, demand.risk),
        single(demand.packages, size),
    )


def opposite(packages: int, size: int, swapped: int, chance: Chance, allowed: int = 0) -> Words:
    """Say how probable it is that the draw misses so many swapped packages."""
    missing = chance_said(chance, up=True)
    if allowed:
        return words(
            "But if {swapped} of the {packages} packages are swapped, a draw of {size} finds no more than the {allowed} allowed "
            "negatives, and so passes, with a probability of {missing}.",
            swapped=swapped,
            packages=packages,
            size=size,
            allowed=allowed,
            missing=missing,
        )
    return words(
        "But if {swapped} of the {packages} packages are swapped, a draw of {size} misses all of them with a probability of "
        "{missing}.",
        swapped=swapped,
        packages=packages,
        size=size,
        missing=missing,
    )


def largest(swapped: int, limit: Fraction) -> Words:
    """Say up to how many swapped packages such a draw misses more often than the limit."""
    if not swapped:
        return words(
            "Even a single swapped package is missed with a probability of {limit} at most.", limit=percent(limit)
        )
    return words(
        "The largest number of swapped packages that such a draw misses with a probability above {limit} is {swapped}.",
        limit=percent(limit),
        swapped=swapped,
    )


def single(packages: int, size: int) -> Words:
    """Say what has to be said on every screen: a single swapped package is not found by testing."""
    return words(
        "A single swapped package is drawn with a probability of {found}: re-testing cannot find one swapped bag in a large "
        "store; weights, seals and images must.",
        found=chance_said(Chance(size, packages), up=False),
    )


def percent(share: Fraction) -> Words | str:
    """Say an exact share: in percent where that ends within two decimals, else as a fraction."""
    return str(share) if HUNDREDTHS % share.denominator else _percent(int(share * HUNDREDTHS))


def chance_said(chance: Chance, *, up: bool) -> Words:
    """Say a probability in percent, rounded to hundredths, up or down."""
    return _percent(chance.rounded_up(HUNDREDTHS) if up else chance.rounded_down(HUNDREDTHS))


CONDITIONS = words(
    "This holds only if the packages are of one kind, nobody steered the draw, and the test tells a swapped package."
)


def _claim(demand: Demand, size: int) -> Words:
    facts: dict[str, Any] = {"size": size, "packages": demand.packages, "needed": demand.needed}
    facts |= {"allowed": demand.allowed, "share": percent(demand.share), "confidence": percent(demand.confidence)}
    if demand.allowed:
        return words(
            "If no more than {allowed} of the {size} tested packages are found not to be as declared, then with {confidence} "
            "confidence at least {share} of the {packages} packages are as declared, that is {needed} or more.",
            **facts,
        )
    return words(
        "If all {size} tested packages are found to be as declared, then with {confidence} confidence at least {share} of the "
        "{packages} packages are, that is {needed} or more.",
        **facts,
    )


def _belief(plan: Plan, demand: Demand) -> Said | None:
    if plan not in {Plan.BETA, Plan.BETA_BINOMIAL}:
        return None
    a, b = demand.prior
    return words(
        "Confidence here is a degree of belief: before any test, the share of packages as declared was believed to be spread "
        "as Be({a}, {b}).",
        a=a,
        b=b,
    )


def _percent(hundredths: int) -> Words:
    whole, rest = divmod(hundredths, 100)
    decimals = f"{rest:02}".rstrip("0")
    return (
        words("{whole}.{decimals} %", whole=whole, decimals=decimals) if decimals else words("{whole} %", whole=whole)
    )
