"""What a plan is asked: of how many packages, which share, with which confidence, and how many negatives may be found."""

import re
from dataclasses import dataclass
from fractions import Fraction

from station.rules.sampling.errors import ImpossiblePlan, NoSizeReaches

MAX_PACKAGES = 100_000  # exact sizes come within a second up to here; 23 tonnes in kilogram bags are 23,000
MAX_ALLOWED = 1_000  # with more among the tested, the store is not as declared, whatever its statistics
MAX_PRIOR = 1_000  # a stronger belief would decide the result before anything is tested
MAX_DENOMINATOR = 10_000  # hundredths of a percent; longer fractions would only keep a verifier busy

_NUMBER = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?(\s?%)?|(\d{1,9})/(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class Demand:
    """The claim to be borne out: with `confidence`, at least `share` of `packages` are as declared.

    `allowed` is how many of the tested may be found not to be. `prior` (a, b) is what the Bayesian plans believe beforehand:
    the share has the distribution Be(a, b). Raises `ImpossiblePlan` and `NoSizeReaches`.
    """

    packages: int
    share: Fraction
    confidence: Fraction
    allowed: int = 0
    prior: tuple[int, int] = (1, 1)

    def __post_init__(self) -> None:
        check_packages(self.packages)
        fits = 0 < self.share <= 1 and self.share.denominator <= MAX_DENOMINATOR
        _require(fits, "share", self.share, f"one over 0 % and up to 100 %, as a fraction with {_DENOMINATOR}")
        check_confidence(self.confidence)
        _require(0 <= self.allowed <= MAX_ALLOWED, "number of allowed negatives", self.allowed, f"0 to {MAX_ALLOWED:,}")
        in_range = all(1 <= each <= MAX_PRIOR for each in self.prior)
        _require(
            in_range, "prior", self.prior, f"two whole numbers from 1 to {MAX_PRIOR:,}; others have no exact value"
        )
        if self.allowed >= self.too_many:
            raise NoSizeReaches(self.packages, self.needed, self.allowed)

    @property
    def needed(self) -> int:
        """How many packages must be as declared for the claim to be true: the share of all, rounded up."""
        return -(-self.share.numerator * self.packages // self.share.denominator)

    @property
    def too_many(self) -> int:
        """The least number of swapped packages with which the claim is false."""
        return self.packages - self.needed + 1

    @property
    def risk(self) -> Fraction:
        """The largest probability with which a false claim may pass."""
        return 1 - self.confidence


_DENOMINATOR = f"a denominator of at most {MAX_DENOMINATOR:,}"


def check_packages(packages: int) -> None:
    """Raise `ImpossiblePlan` unless there are so many packages as a plan can be made for."""
    _require(1 <= packages <= MAX_PACKAGES, "number of packages", packages, f"1 to {MAX_PACKAGES:,}")


def check_confidence(confidence: Fraction) -> None:
    """Raise `ImpossiblePlan` unless a draw can give such a confidence."""
    fits = 0 < confidence < 1 and confidence.denominator <= MAX_DENOMINATOR
    remedy = f"one between 0 % and 100 %, as a fraction with {_DENOMINATOR}; for certainty, test every package"
    _require(fits, "confidence", confidence, remedy)


def parse_share(text: str, what: str) -> Fraction:
    """Read `90%`, `0.9` or `9/10`, exactly; `what` names it in an `ImpossiblePlan`."""
    found = _NUMBER.fullmatch(text)
    if found is None or (found[5] and not int(found[5])):
        raise ImpossiblePlan(what, text, "it as in 90%, 0.9 or 9/10")
    if found[5]:
        return Fraction(int(found[4]), int(found[5]))
    decimals = found[2] or ""
    return Fraction(int(found[1] + decimals), 10 ** len(decimals) * (100 if found[3] else 1))


def _require(fits: bool, what: str, found: object, remedy: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not fits:
        raise ImpossiblePlan(what, found, remedy)
