"""A draw in its order: a closed list, commitments by people of two roles, reveals of what was committed to, what follows."""

import hashlib

import pytest

from station.rules.draws import outcome
from station.rules.moves import check
from station.rules.sampling import commit
from tests.station.rules.goods_sessions import (
    LOST,
    OPEN_BATCH,
    SESSION,
    kit_says,
    presented,
    session_with,
    set_aside,
    weighing,
)
from tests.station.rules.scale_sessions import missing, take

LISTED = tuple(f"K{number}" for number in range(1, 13))
CLOSED_LIST = ("list.closed", {"consignment": "C1", "packages": len(LISTED)})
PLAN = {"plan": "hypergeometric", "share": "9/10", "confidence": "19/20", "allowed": 0}
# Of 12 packages, two or more of another kind are missed by 9 drawn ones with 3/66 = 1/22, by 8 with 6/66 = 1/11 (limit 1/20).
OPENED = {"draw": "D1", "consignment": "C1", **PLAN, "packages": 12, "size": 9}
ASKED = PLAN | {"least_packages": 10}
CLOSE = ("draw.closed", {"draw": "D1", "persons": ["P1", "P3"]})
CANCEL = ("draw.cancelled", {"draw": "D1", "reason": "someone committed in my name"})


def secret_of(person):
    """A person's secret: 64 hex digits."""
    return hashlib.sha256(person.encode()).hexdigest()


def committed(person, secret_by=None, draw="D1"):
    """A person commits to a secret, his own unless told otherwise."""
    commitment = commit(SESSION, draw, person, secret_of(secret_by or person))
    return "draw.committed", {"draw": draw, "person": person, "commitment": commitment}


def revealed(person, secret_by=None):
    """A person reveals a secret, his own unless told otherwise."""
    return "draw.revealed", {"draw": "D1", "person": person, "secret": secret_of(secret_by or person)}


def made(session):
    """What follows from the secrets that were revealed."""
    return "draw.made", {"draw": "D1", **outcome(SESSION, session.draws["D1"])}


def drawing(*facts, conditions=None):
    """A session with a draw opened among twelve packages, and what came then."""
    session = session_with(packages=LISTED, conditions=conditions)
    take(session, CLOSED_LIST, ("draw.opened", OPENED), *facts)
    return session


def drawn(*revealing):
    """A session whose draw was made; P1 and P3 committed, and these revealed."""
    session = drawing(committed("P1"), committed("P3"), CLOSE, *map(revealed, revealing))
    take(session, made(session))
    return session


# --- the whole course ---


def test_a_draw_falls_on_as_many_packages_as_its_plan_says():
    """Each once, of the list, in the order of the draw."""
    found = drawn("P1", "P3").draws["D1"].drawn

    assert len(found) == len(set(found)) == OPENED["size"]
    assert set(found) <= set(LISTED)


def test_a_withheld_secret_has_all_drawn():
    """Who would rather not have the outcome has gained nothing; what was revealed is no seed."""
    session = drawing(committed("P1"), committed("P3"), CLOSE, revealed("P1"))
    kind, data = made(session)
    assert (data["withheld"], data["seed"], data["drawn"]) == (["P3"], None, None)
    seeded = data | {"seed": "5b" * 32, "drawn": list(LISTED[:9]), "withheld": []}
    assert "the packages that follow from the secrets revealed" in missing(session, kind, seeded)
    take(session, (kind, data))

    assert session.draws["D1"].drawn == list(LISTED)


@pytest.mark.parametrize(
    "otherwise", [{"drawn": list(LISTED[:9])}, {"seed": "5b" * 32}, {"withheld": ["P2"]}, {"seed": None, "drawn": None}]
)
def test_nothing_else_can_be_drawn_than_what_follows(otherwise):
    """Neither other packages nor another seed; nor may all be drawn when nothing was withheld."""
    session = drawing(committed("P1"), committed("P3"), CLOSE, revealed("P1"), revealed("P3"))
    kind, data = made(session)

    assert "the packages that follow from the secrets revealed" in missing(session, kind, data | otherwise)


# --- opening ---


def test_a_draw_is_among_the_packages_of_a_closed_list():
    """Nobody adds a package once the draw is known."""
    session = session_with(packages=LISTED)

    assert "the list of consignment C1 to be closed first" in missing(session, "draw.opened", OPENED)
    unknown = OPENED | {"consignment": "C9"}
    assert "the list of consignment C9 to be closed first" in missing(session, "draw.opened", unknown)


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"size": 8}, "a size from 9 to 12"),
        ({"size": 13}, "a size from 9 to 12"),
        ({"packages": 11}, "packages to be 12, as the entries say"),
        ({"plan": "feeling"}, "a plan that can be made"),
        ({"share": "3/2"}, "a plan that can be made"),
        ({"confidence": "1"}, "a plan that can be made"),
        ({"allowed": 12}, "a plan that can be made"),
    ],
)
def test_a_draw_is_as_large_as_its_claim_needs(otherwise, words):
    """Of the packages that are there; what a plan cannot claim is no plan."""
    session = session_with(packages=LISTED)
    take(session, CLOSED_LIST)

    assert words in missing(session, "draw.opened", OPENED | otherwise)
    check(session, "draw.opened", OPENED)
    check(session, "draw.opened", OPENED | {"size": 12})


def test_what_is_not_here_cannot_be_drawn():
    """A package set aside before the draw is none of its population."""
    session = session_with(packages=LISTED)
    take(session, CLOSED_LIST, set_aside("K1"))

    assert "packages to be 11" in missing(session, "draw.opened", OPENED)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"share": "1/2", "size": 4}, "at least the share 9/10 and the confidence 19/20"),
        ({"confidence": "1/2", "size": 9}, "at least the share 9/10 and the confidence 19/20"),
        ({"allowed": 1, "size": 12}, "no more than 0 allowed negatives"),
    ],
)
def test_a_draw_claims_no_less_than_the_conditions_ask_for(plan, words):
    """More may always be drawn."""
    session = session_with(packages=LISTED, conditions={"draw": ASKED})
    take(session, CLOSED_LIST)

    assert words in missing(session, "draw.opened", OPENED | plan)
    check(session, "draw.opened", OPENED | {"share": "19/20", "size": 12})


def test_another_plan_draws_no_less_than_the_one_asked_for():
    """Of 100 packages the plan with a prior belief is content with 22, the one without wants 23."""
    session = session_with(packages=[f"K{number}" for number in range(100)], conditions={"draw": ASKED})
    take(session, ("list.closed", {"consignment": "C1", "packages": 100}))
    believed = OPENED | {"plan": "beta-binomial", "packages": 100}

    assert "a size of at least 23" in missing(session, "draw.opened", believed | {"size": 22})
    check(session, "draw.opened", believed | {"size": 23})


def test_one_draw_at_a_time_under_a_number_of_its_own():
    """The first must be made, or called off before anything can be known of it."""
    second = OPENED | {"draw": "D2"}
    assert "draw D1 to be made or called off first" in missing(drawing(), "draw.opened", second)
    assert "draw D1 has already been opened" in missing(drawing(CANCEL), "draw.opened", OPENED)
    check(drawing(CANCEL), "draw.opened", second)
    check(drawn("P1", "P3"), "draw.opened", second)


# --- commitments ---


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (committed("P1"), "one commitment only: someone has committed as P1"),
        (committed("P9"), "a person who is present: P9 is not"),
        (committed("P2", draw="D2"), "draw D2 to be opened first"),
        (("draw.committed", committed("P1")[1] | {"person": "P2"}), "this one is another person's"),
        (("draw.committed", committed("P2")[1] | {"commitment": "5B" * 32}), "64 small hex digits"),
        (("draw.committed", committed("P2")[1] | {"commitment": "5b" * 31}), "64 small hex digits"),
    ],
)
def test_each_person_commits_once_and_to_a_secret_of_his_own(fact, words):
    """Who copies another's commitment could wait for his reveal."""
    assert words in missing(drawing(committed("P1")), *fact)
    check(drawing(committed("P1")), *committed("P2"))


def test_commitments_are_closed_by_naming_all_who_made_one():
    """Two people of different roles at least: nobody draws alone, nor with his own."""
    alone = ("draw.closed", {"draw": "D1", "persons": ["P1"]})
    assert "at least 2 people of different roles" in missing(drawing(committed("P1")), *alone)
    colleague = ("person.joined", {"person": "P4", "role": "police"})
    both = ("draw.closed", {"draw": "D1", "persons": ["P1", "P4"]})
    assert "at least 2 people of different roles" in missing(
        drawing(colleague, committed("P1"), committed("P4")), *both
    )
    three = drawing(committed("P1"), committed("P2"), committed("P3"))
    assert "all who have committed, and nobody else: P1, P2, P3" in missing(three, *CLOSE)
    check(drawing(committed("P1"), committed("P3")), *CLOSE)


def test_after_the_closing_nobody_commits():
    """He would know what the others revealed."""
    closed = drawing(committed("P1"), committed("P3"), CLOSE)

    assert "those of D1 are closed" in missing(closed, *committed("P2"))
    assert "those of D1 are closed" in missing(closed, *CLOSE)


# --- calling off ---


def test_a_draw_can_be_called_off_until_its_commitments_are_closed():
    """Someone may have committed in another's name; afterwards nobody draws again until it suits."""
    check(drawing(committed("P1")), *CANCEL)
    assert "a reason in words" in missing(drawing(), "draw.cancelled", CANCEL[1] | {"reason": " "})
    closed = drawing(committed("P1"), committed("P3"), CLOSE)
    assert "those of D1 are closed" in missing(closed, *CANCEL)
    take(closed, revealed("P1"))
    assert "those of D1 are closed" in missing(closed, *CANCEL)
    assert "those of D1 are closed" in missing(drawn("P1", "P3"), *CANCEL)


def test_what_was_called_off_is_over():
    """Nobody commits, closes or reveals."""
    over = drawing(committed("P1"), committed("P3"), CANCEL)

    for fact in (committed("P2"), CLOSE, CANCEL):
        assert "draw D1 to be opened first" in missing(over, *fact)
    assert "the commitments of draw D1 to be closed first" in missing(over, *revealed("P1"))


# --- reveals ---


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (revealed("P1"), "one secret only: P1 has revealed it"),
        (revealed("P2"), "a person who has committed: P2 has not"),
        (revealed("P3", secret_by="P2"), "the secret that was committed to"),
        (("draw.revealed", revealed("P3")[1] | {"secret": "5b"}), "the secret that was committed to"),
    ],
)
def test_each_reveals_once_what_he_committed_to(fact, words):
    """Another secret is refused, and his own still taken."""
    session = drawing(committed("P1"), committed("P3"), CLOSE, revealed("P1"))

    assert words in missing(session, *fact)
    check(session, *revealed("P3"))


def test_nothing_is_revealed_before_all_have_committed_nor_after_the_draw():
    """Who committed last would know the outcome; who reveals too late is told to have withheld."""
    early = drawing(committed("P1"), committed("P3"))
    assert "the commitments of draw D1 to be closed first" in missing(early, *revealed("P1"))
    assert "the commitments of draw D1 to be closed first" in missing(early, *made(early))

    late = drawn("P1")
    assert "a draw that is not yet made: D1 is" in missing(late, *revealed("P3"))
    assert "a draw that is not yet made: D1 is" in missing(late, *made(late))


# --- what a draw holds up ---


def test_nothing_of_the_consignment_is_weighed_before_its_draw_is_made_and_tested():
    """What a draw fell on is tested or set aside first."""
    session = drawing()
    take(session, OPEN_BATCH, presented("K1"))
    assert "draw D1 of consignment C1 to be made" in missing(session, *weighing("K1", "5000.0"))

    session = drawn("P1", "P3")
    first, *others = session.draws["D1"].drawn
    left = next(number for number in LISTED if number not in session.draws["D1"].drawn)
    take(session, *(kit_says(each, "as_declared", draw="D1", test=f"T{each}") for each in others))
    take(session, OPEN_BATCH, presented(left))
    assert f"package {first} to be tested: draw D1 fell on it" in missing(session, *weighing(left, "5000.0"))
    take(session, set_aside(first), weighing(left, "5000.0"))


def test_a_session_does_not_close_over_a_draw():
    """Made or called off, with all packages accounted for."""
    totals = {"packages_burned": 0, "packages_set_aside": 12, "packages_missing": 0, "burned_mg": 0, "residue_mg": None}
    close = ("session.closed", totals)
    aside = [set_aside(number) for number in LISTED]

    told = "draw D1 to be made, or called off before its commitments are closed"
    assert told in missing(drawing(*aside), *close)
    assert told in missing(drawing(committed("P1"), committed("P3"), CLOSE, *aside), *close)
    check(drawing(CANCEL, *aside), *close)
    over = drawn("P1", "P3")
    take(over, *aside)
    check(over, *close)


# --- tests ---


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"result": "perhaps"}, "'perhaps' is none of them"),
        ({"kit": " "}, "the kit and its lot"),
        ({"lot": " "}, "the kit and its lot"),
        ({"used_mg": -1}, "a mass used of at most 10000 mg"),
        ({"person": "P9"}, "a person who is present: P9 is not"),
        ({"package": "K99"}, "package K99 to be registered first"),
        ({"draw": "D9"}, "a package on which draw D9 fell"),
        ({"test": "T0"}, "another number: test T0 is already recorded"),
    ],
)
def test_a_test_says_of_what_by_whom_and_with_what(otherwise, words):
    """Before the cameras, and of a package that is here."""
    session = session_with()
    take(session, kit_says("K2", "as_declared", test="T0"))
    kind, data = kit_says("K1", "as_declared")

    assert words in missing(session, kind, data | otherwise)
    check(session, kind, data)
    take(session, set_aside("K1"), LOST)
    told = missing(session, kind, data)
    assert "K1 is set aside" in told
    assert "camera cam to film" in told


def test_a_test_for_a_draw_is_of_a_package_on_which_it_fell():
    """Others may be tested too, without the draw's name."""
    session = drawn("P1", "P3")
    left = next(number for number in LISTED if number not in session.draws["D1"].drawn)

    assert "a package on which draw D1 fell" in missing(session, *kit_says(left, "as_declared", draw="D1"))
    check(session, *kit_says(left, "as_declared"))
