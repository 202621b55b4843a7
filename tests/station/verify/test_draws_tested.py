"""Tests of what was drawn, and what becomes of a draw's claim by them."""

import pytest

from station.rules.sampling import commit
from station.verify.draws import MAX_DRAWS
from station.verify.report import Verdict
from tests.draws import SESSION, DrawDay, failures, notes, secret_of, told


@pytest.mark.parametrize("result", ["not_as_declared", "unclear"])
def test_more_negatives_than_allowed_end_the_claim(result):
    """Whatever a test did not find as declared counts against; the consignment is in doubt, and no claim is made."""
    day = DrawDay()
    first, *others = day.draw()
    day.test(first, result)
    day.test(first)  # to test again until it suits undoes nothing
    for package in others:
        day.test(package)
    (outcome,) = notes(day)

    assert failures(day) == []
    assert outcome.startswith("THE CLAIM OF DRAW D1 DOES NOT HOLD. Of the 9 packages of consignment C1")
    assert f"1 speak against it, and 0 may: {first} (" in outcome
    assert "every package of C1 is in doubt" in outcome
    assert "confidence" not in outcome


def test_a_drawn_package_that_goes_untested_counts_against():
    """Set aside, or not there: both are named."""
    day = DrawDay()
    first, second, *others = day.draw()
    day.add("package.set_aside", package=first, reason="wet")
    day.add("package.missing", package=second, reason="not on the cart")
    for package in others:
        day.test(package)

    assert f"2 speak against it, and 0 may: {first} (set aside untested); {second} (missing untested)." in notes(day)[0]


def test_allowed_negatives_leave_the_claim():
    """As many as were allowed before."""
    day = DrawDay(packages=40)
    first, *others = day.draw(allowed=1)
    day.test(first, "not_as_declared")
    for package in others:
        day.test(package)
    (outcome,) = notes(day)

    assert f"{len(others)} were found to be as declared, 1 were not, and 1 may." in outcome
    assert f"If no more than 1 of the {len(others) + 1} tested packages" in outcome


def test_to_draw_again_does_not_undo_a_failed_draw():
    """The second draw claims nothing, though all its tests were good."""
    day = DrawDay()
    failed = day.draw()
    day.test(failed[0], "not_as_declared")
    for package in failed[1:]:
        day.test(package)
    day.add("package.set_aside", package=failed[0], reason="its test failed")
    for package in day.draw("D2"):
        day.test(package, draw="D2")

    assert failures(day) == []
    assert notes(day)[1] == (
        "Draw D2 of consignment C1 claims nothing, whatever its tests found: D1 of the same consignment failed, and to draw "
        "again does not undo that."
    )


def test_a_draw_that_was_called_off_is_told_with_who_had_committed():
    """Before its commitments were closed nobody knew what it would fall on."""
    day = DrawDay()
    day.open()
    day.commit("P2")
    day.add("draw.cancelled", draw="D1", reason="someone committed as P3")
    for package in day.draw("D2"):
        day.test(package, draw="D2")

    assert failures(day) == []
    assert notes(day, "draws")[0] == (
        "Draw D1 of consignment C1 was CALLED OFF. The reason given: 'someone committed as P3'. Committed by then, in "
        "the names of: "
        "P2 (media)."
    )
    assert "Draw D2 of consignment C1 came out well" in notes(day)[0]


def test_a_draw_called_off_when_the_secrets_were_known_fails():
    """And what is drawn afterwards claims nothing."""
    day = DrawDay()
    day.open()
    day.commit("P1", "P2")
    day.close()
    day.reveal("P1", "P2")
    day.add("draw.cancelled", draw="D1", reason="noise")
    for package in day.draw("D2"):
        day.test(package, draw="D2")

    assert "who had heard the secrets knew what it would fall on" in failures(day)[0][1]
    assert notes(day)[-1].startswith("Draw D2 of consignment C1 claims nothing, whatever its tests found: D1")


def test_a_population_is_what_is_here_and_no_sample():
    """Packages set aside, burned and kept samples are not drawn from; what people decide to burn comes back."""
    day = DrawDay()
    day.register("C2", ["L1", "L2", "L3", "L4"])
    day.register("C2", ["L5"], sample="A7")
    day.add("list.closed", consignment="C2", packages=5)
    day.add("package.set_aside", package="L1", reason="wet")
    day.add("package.set_aside", package="L2", reason="wet")
    day.add("package.decided", package="L2", decision="burn", persons=["P1"], reason="dry again")
    day.add("furnace.charged", batch="B1", packages=["L3"], mass_mg=1)
    assert day.story.drawable("C2") == ["L2", "L4"]
    day.add("batch.cancelled", batch="B1", reason="door jammed")

    assert day.story.drawable("C2") == ["L2", "L3", "L4"]


def test_a_drawn_package_that_burns_untested_fails():
    """Its draw shows nothing."""
    day = DrawDay()
    first, *others = day.draw()
    for package in others:
        day.test(package)
    day.add("furnace.charged", batch="B1", packages=[first], mass_mg=1)

    assert failures(day) == [("tests", f"Draw D1 fell on {first}, burned without a test for it.")]
    assert "shows nothing yet" in notes(day)[0]


def test_a_test_that_somebody_chose_is_none_of_a_draw():
    """It was made beforehand, or for another draw: the package that was drawn is still untested, and cannot make the claim."""
    day = DrawDay()
    for number in range(1, 13):
        day.test(f"K{number}", draw=None)
    drawn = day.draw()
    untested, chosen = notes(day)

    assert failures(day) == []
    assert (
        f"Draw D1 of consignment C1 shows nothing yet: of the {len(drawn)} packages that it fell on, {len(drawn)} are"
        in untested
    )
    assert chosen.startswith(
        "Of consignment C1 packages were tested that somebody chose, and no draw: K1 (as declared)"
    )
    day.test(drawn[0])
    day.add("package.missing", package=drawn[1], reason="mice")
    assert f"1 speak against it, and 0 may: {drawn[1]} (missing untested)." in notes(day)[0]


def test_a_bad_result_counts_against_a_draw_that_it_was_not_for():
    """Whoever finds something else cannot test it away by drawing."""
    day = DrawDay()
    for number in range(1, 13):
        day.test(f"K{number}", "not_as_declared" if number == 1 else "as_declared", draw=None)
    for package in day.draw(share="49/50"):
        day.test(package)

    assert "1 speak against it, and 0 may: K1 (NOT AS DECLARED)." in notes(day)[0]


def test_what_burned_past_a_draw_is_counted():
    """Burned before the draw was opened: it could not fall on them, and the claim says nothing of them."""
    day = DrawDay()
    day.add("furnace.charged", batch="B1", packages=["K1", "K2"], mass_mg=1)
    for package in day.draw():
        day.test(package)
    (outcome,) = notes(day)

    assert outcome.startswith("Draw D1 of consignment C1 came out well")
    assert outcome.endswith(
        "2 packages of consignment C1 burned that draw D1 COULD NOT FALL ON, and of which it shows nothing: K1; K2."
    )


def test_a_test_of_what_was_not_drawn_or_not_here_fails():
    """And one by someone who is not there."""
    day = DrawDay()
    drawn = day.draw()
    (other, *_) = [f"K{number}" for number in range(1, 13) if f"K{number}" not in drawn]
    day.test(other)
    day.test("K99", draw=None)
    day.add("person.left", person="P3")
    day.test(drawn[0])

    assert [text for _, text in failures(day)] == [
        f"Test T1 (entry 25) is said to be for draw D1, which had not fallen on package {other}.",
        "Test T2 (entry 26) is of package K99, which was not here.",
        f"Test T3 of package {drawn[0]} (entry 28) is told of P3, who was not present.",
    ]


@pytest.mark.parametrize(("expires", "named"), [("2026-11-21", False), ("2026-11-20", True), ("soon", True)])
def test_a_kit_past_its_date_is_named(expires, named):
    """On its last day it still holds; a date that is none is named, too."""
    day = DrawDay()
    for package in day.draw():
        day.test(package, expires=expires)

    assert failures(day) == []
    assert (
        any(f"which was to be used until '{expires}': what it says is doubtful." in text for text in notes(day))
        is named
    )


def test_without_a_draw_nothing_was_opened():
    """Said of each consignment; what somebody chose to test is told apart."""
    day = DrawDay()
    day.register("C2", ["L1"])
    day.test("K4", draw=None)

    assert told(day, "draws", Verdict.PASS) == ["No packages were drawn, so no draw was to be computed again."]
    chosen, unopened = notes(day)

    assert chosen.startswith(
        "Of consignment C1 packages were tested that somebody chose, and no draw: K4 (as declared)."
    )
    assert unopened == "No package of consignment C2 was opened and tested here."


def test_steps_of_a_draw_that_never_was_fail():
    """A forged record is told of, whatever it leaves out."""
    day = DrawDay(forged=lambda kind, data: None if kind == "draw.opened" else data)
    day.add("draw.committed", draw="D1", person="P1", commitment=commit(SESSION, "D1", "P1", secret_of("P1")))
    day.add("draw.made", draw="D1", seed=None, withheld=[], drawn=None)

    assert {text for _, text in failures(day)} == {
        "Entry 18 is of draw D1, which was never opened.",
        "Entry 19 is of draw D1, which was never opened.",
    }


def test_too_many_draws_are_not_computed():
    """A forged record must not keep its reader busy; it fails."""
    day = DrawDay(packages=2)
    for number in range(MAX_DRAWS + 1):
        day.open(f"D{number}")
        day.add("draw.cancelled", draw=f"D{number}", reason="noise")

    assert [text for _, text in failures(day)] == [
        f"Draw D{MAX_DRAWS} (entry {8 + 2 * MAX_DRAWS}) is one of too many to be computed again."
    ]
