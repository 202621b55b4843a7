"""Sizes of draws: by published tables, and by scipy's distributions over thousands of points."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, betabinom, binom, hypergeom

from station.rules.sampling import (
    MAX_PACKAGES,
    Custom,
    Demand,
    ImpossiblePlan,
    NoSizeReaches,
    Plan,
    customary_size,
    discovery_size,
    largest_missed,
    least_size,
    missed,
    parse_share,
    risk,
)

SHARES = (Fraction(1, 2), Fraction(7, 10), Fraction(9, 10))
C90, C95, C99 = Fraction(9, 10), Fraction(95, 100), Fraction(99, 100)
CLOSE = 1e-9  # nearer to the limit than this, floating point does not tell on which side


@pytest.mark.parametrize(
    ("packages", "at_95", "at_99"),
    [
        (10, (3, 5, 8), (4, 6, 9)),
        (20, (4, 6, 12), (5, 9, 15)),
        (30, (4, 7, 15), (6, 10, 20)),
        (50, (4, 8, 19), (6, 11, 26)),
        (100, (5, 8, 23), (7, 12, 33)),
        (500, (5, 9, 28), (7, 13, 41)),
        (1_000, (5, 9, 28), (7, 13, 43)),
        (10_000, (5, 9, 29), (7, 13, 44)),
    ],
)
def test_the_hypergeometric_table(packages, at_95, at_99):
    """All tested positive, shares of 0.5, 0.7 and 0.9."""
    sizes = [
        tuple(least_size(Plan.HYPERGEOMETRIC, Demand(packages, share, confidence)) for share in SHARES)
        for confidence in (C95, C99)
    ]

    assert sizes == [at_95, at_99]


@pytest.mark.parametrize(
    ("plan", "at_95", "at_99"),
    [(Plan.BINOMIAL, (5, 9, 29), (7, 13, 44)), (Plan.BETA, (4, 8, 28), (6, 12, 43))],
)
def test_the_table_for_an_endless_store(plan, at_95, at_99):
    """The binomial plan, and Bayes with a uniform prior."""
    sizes = [
        tuple(least_size(plan, Demand(MAX_PACKAGES, share, confidence)) for share in SHARES)
        for confidence in (C95, C99)
    ]

    assert sizes == [at_95, at_99]


@pytest.mark.parametrize(
    ("share", "confidence", "sizes"),
    [
        (Fraction(95, 100), C95, [59, 93, 124, 153, 181]),
        (Fraction(95, 100), C99, [90, 130, 165, 198, 229]),
        (Fraction(9, 10), C95, [29, 46, 61, 76, 89]),
    ],
)
def test_wilks_numbers(share, confidence, sizes):
    """The tolerance limits of Wilks (1941) as nuclear safety uses them: of order 1 to 5, so 0 to 4 negatives."""
    found = [least_size(Plan.BINOMIAL, Demand(MAX_PACKAGES, share, confidence, allowed)) for allowed in range(5)]

    assert found == sizes


@pytest.mark.parametrize(
    ("packages", "by_swapped"),
    [
        (100, {1: 95, 2: 78, 5: 45, 10: 25}),
        (600, {1: 570, 2: 466, 5: 270, 10: 155}),
        (500, {5: 225, 10: 129, 25: 56, 50: 28}),
        (1_000, {10: 258, 20: 138, 50: 57, 100: 29}),
    ],
)
def test_the_discovery_table(packages, by_swapped):
    """The last two are those of herd surveys for freedom from disease (Cannon and Roe, 1982)."""
    assert {swapped: discovery_size(packages, swapped, C95) for swapped in by_swapped} == by_swapped


def test_six_or_seven_are_enough_for_a_share_of_70_percent():
    """Tzidony and Ravreby (1992): no failure among them supports 0.70 with a confidence of 90 %."""
    sizes = {least_size(Plan.HYPERGEOMETRIC, Demand(packages, Fraction(7, 10), C90)) for packages in (100, 999)}

    assert sizes <= {6, 7}


def points(seed, count):
    """Random claims that a store can bear out."""
    random = Random(seed)
    while count:
        packages = int(10 ** random.uniform(0, 4.5))
        share = Fraction(random.randint(1, 999), 1_000)
        confidence = Fraction(random.choice((500, 800, 900, 950, 975, 990, 995, 999)), 1_000)
        allowed = random.choice((0, 0, 0, 1, 2, 3, 7))
        prior = random.choice(((1, 1), (1, 1), (3, 1), (1, 4), (2, 5)))
        if allowed < packages - -(-share * packages // 1) + 1:
            count -= 1
            yield Demand(packages, share, confidence, allowed, prior)


def by_scipy(plan, demand, size):
    """What the risk of so many tests is, straight from the plan's definition in procedure and literature."""
    n, x, k, (a, b) = size, demand.allowed, float(demand.share), demand.prior
    match plan:
        case Plan.HYPERGEOMETRIC:
            return hypergeom.cdf(x, demand.packages, demand.too_many, n)
        case Plan.BINOMIAL:
            return binom.cdf(x, n, float(1 - demand.share))
        case Plan.BETA:
            return beta.cdf(k, a + n - x, b + x)
    positives_needed = demand.needed - (n - x)  # among the packages that were not tested
    return betabinom.cdf(positives_needed - 1, demand.packages - n, a + n - x, b + x)


@pytest.mark.parametrize("plan", Plan)
def test_sizes_are_the_least_by_scipy(plan):
    """Over a thousand claims for each plan: the size reaches the confidence, and one package fewer does not."""
    checked = 0
    for demand in points(plan.value, 1_000):
        size, limit = least_size(plan, demand), float(demand.risk)
        if size < demand.packages:
            assert by_scipy(plan, demand, size) <= limit + CLOSE, demand
        if size > demand.allowed + 1:
            assert by_scipy(plan, demand, size - 1) > limit - CLOSE, demand
            checked += 1

    assert checked > 600


@pytest.mark.parametrize("plan", Plan)
def test_risks_are_those_of_scipy(plan):
    """Also at sizes that nobody would choose."""
    random = Random(plan.value)
    for demand in points(plan.value + " at any size", 300):
        size = random.randint(demand.allowed + 1, demand.packages)
        if size < demand.packages:
            chance = risk(plan, demand, size)

            assert chance.part / chance.whole == pytest.approx(by_scipy(plan, demand, size), rel=1e-6, abs=1e-12)


def test_what_is_missed_is_as_scipy_says():
    """The opposite of a claim, and the largest number of swapped packages that are missed too often."""
    random = Random("missed")
    for _ in range(500):
        packages, allowed = random.randint(5, 5_000), random.choice((0, 0, 1, 3))
        size, swapped = random.randint(allowed + 1, packages), random.randint(0, packages)
        chance = missed(packages, size, swapped, allowed)
        most = largest_missed(packages, size, Fraction(1, 20), allowed)

        assert chance.part / chance.whole == pytest.approx(hypergeom.cdf(allowed, packages, swapped, size), abs=1e-9)
        assert hypergeom.cdf(allowed, packages, most, size) > 0.05 - CLOSE
        assert most == packages or hypergeom.cdf(allowed, packages, most + 1, size) <= 0.05 + CLOSE


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_sizes_are_minimal_and_grow_with_what_is_asked(data):
    """By the exact risks themselves; and a higher confidence or share never asks for fewer packages."""
    packages = data.draw(st.integers(1, 400))
    lower, higher = sorted(data.draw(st.tuples(st.integers(1, 99), st.integers(1, 99))))
    small, large = sorted(data.draw(st.tuples(st.integers(1, 100), st.integers(1, 100))))
    allowed, plan = data.draw(st.integers(0, 3)), data.draw(st.sampled_from(list(Plan)))
    try:
        demand = Demand(packages, Fraction(large, 100), Fraction(higher, 100), allowed)
    except NoSizeReaches:
        return
    size = least_size(plan, demand)
    reached = [not risk(plan, demand, each).exceeds(demand.risk) for each in range(allowed + 1, packages + 1)]

    assert reached == [each >= size for each in range(allowed + 1, packages + 1)]
    assert least_size(plan, Demand(packages, Fraction(large, 100), Fraction(lower, 100), allowed)) <= size
    assert least_size(plan, Demand(packages, Fraction(small, 100), Fraction(higher, 100), allowed)) <= size


@pytest.mark.parametrize(
    ("plan", "demand", "size"),
    [
        (Plan.BINOMIAL, Demand(1_000, Fraction(1, 2), Fraction(9_687, 10_000)), 5),
        (Plan.BINOMIAL, Demand(1_000, Fraction(1, 2), Fraction(31, 32)), 5),
        (Plan.BINOMIAL, Demand(1_000, Fraction(1, 2), Fraction(9_688, 10_000)), 6),
        (Plan.BINOMIAL, Demand(1_000, Fraction(9, 10), Fraction(3_439, 10_000)), 4),
        (Plan.BETA, Demand(1_000, Fraction(9, 10), Fraction(3_439, 10_000)), 3),
        (Plan.HYPERGEOMETRIC, Demand(10, Fraction(1), Fraction(1, 2)), 5),
        (Plan.HYPERGEOMETRIC, Demand(30, Fraction(7, 10), Fraction(95, 100)), 7),
    ],
)
def test_a_risk_that_is_met_exactly_is_met(plan, demand, size):
    """(1/2)^5 is 1/32, 0.9^4 is 0.6561, and 0.7 of 30 is 21, none of which floating point can be asked."""
    assert least_size(plan, demand) == size


def test_all_are_tested_when_no_fewer_do():
    """A plan for an endless store asks for at most all that there are; a share of 100 % leaves it no other way."""
    assert least_size(Plan.BINOMIAL, Demand(20, Fraction(9, 10), C95)) == 20
    assert least_size(Plan.BETA, Demand(1_000, Fraction(1), C95)) == 1_000
    assert least_size(Plan.HYPERGEOMETRIC, Demand(1, Fraction(9, 10), C95)) == 1
    assert largest_missed(100, 100, Fraction(0)) == 0


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(9, 10), Fraction(9_999, 10_000), Fraction(4_999, 10_000)])
def test_the_largest_store_is_no_trouble(plan, share):
    """The longest computations that are allowed end; how long they take is for the bench."""
    demand = Demand(MAX_PACKAGES, share, Fraction(9_999, 10_000), allowed=5)

    assert demand.allowed < least_size(plan, demand) <= MAX_PACKAGES


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"packages": 0}, "number of packages 0"),
        ({"packages": MAX_PACKAGES + 1}, "Give 1 to 100,000"),
        ({"share": Fraction(0)}, "share 0"),
        ({"share": Fraction(11, 10)}, "share 11/10"),
        ({"share": Fraction(1, 10_001)}, "denominator of at most 10,000"),
        ({"confidence": Fraction(1)}, "for certainty, test every package"),
        ({"confidence": Fraction(0)}, "confidence 0"),
        ({"allowed": -1}, "number of allowed negatives -1"),
        ({"allowed": 1_001}, "Give 0 to 1,000"),
        ({"prior": (0, 1)}, "two whole numbers from 1"),
    ],
)
def test_an_impossible_plan_says_what_to_give(wrong, said):
    """Each limit has its sentence."""
    with pytest.raises(ImpossiblePlan, match=said):
        Demand(**{"packages": 5_000, "share": Fraction(1, 2), "confidence": C95} | wrong)


def test_a_claim_that_not_even_testing_all_bears_out_is_refused():
    """With 10 of 100 allowed, 90 as declared can still be seen when all are tested; with 11, it cannot."""
    assert least_size(Plan.HYPERGEOMETRIC, Demand(100, Fraction(9, 10), C95, allowed=10)) <= 100
    with pytest.raises(NoSizeReaches, match="Allow at most 10, or claim a smaller share"):
        Demand(100, Fraction(9, 10), C95, allowed=11)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: discovery_size(100, 0, C95),
        lambda: discovery_size(100, 101, C95),
        lambda: missed(100, 101, 5),
        lambda: missed(100, 3, 5, allowed=3),
        lambda: missed(100, 3, 101),
        lambda: largest_missed(100, 3, Fraction(1)),
        lambda: risk(Plan.BETA, Demand(100, Fraction(1, 2), C95), 0),
    ],
)
def test_questions_without_an_answer_are_refused(impossible):
    """Rather than answered with a number that means nothing."""
    with pytest.raises(ImpossiblePlan):
        impossible()


@pytest.mark.parametrize(
    ("text", "share"),
    [("90%", "9/10"), ("99.9 %", "999/1000"), ("0.9", "9/10"), ("9/10", "9/10"), ("1", "1"), ("100%", "1")],
)
def test_shares_are_read_exactly(text, share):
    """In the forms in which people write them."""
    assert parse_share(text, "share") == Fraction(share)


@pytest.mark.parametrize("text", ["", "90 percent", "9/0", "-1", "1e3", "nan", "0,9", "٩/10", ".9", "9" * 10, "1/2%"])
def test_other_shares_are_refused(text):
    """A typing error must not become a plan."""
    with pytest.raises(ImpossiblePlan, match=r"90%, 0\.9 or 9/10"):
        parse_share(text, "share")


def test_rules_of_custom():
    """At their edges: the square root rounds up, Colón begins at 20, USP at 10 and 19."""
    stores = (1, 10, 11, 19, 20, 21, 100, 101)

    assert [customary_size(Custom.SQUARE_ROOT, each) for each in stores] == [1, 4, 4, 5, 5, 5, 10, 11]
    assert [customary_size(Custom.COLON, each) for each in stores] == [1, 10, 11, 19, 20, 21, 28, 29]
    assert [customary_size(Custom.USP, each) for each in stores] == [1, 10, 11, 11, 12, 13, 20, 21]
