"""Draws computed again by the verifier: an honest one passes, a forged one fails, and a claim is made only if borne out."""

import pytest

from station.rules.sampling import commit
from station.verify.draws import MAX_DRAWS, check_draws
from station.verify.report import Verdict
from tests.draws import SESSION, DrawDay, secret_of

ONE_IN_TEN_FALSE = "at least 90 % of the 12 packages are, that is 11 or more."


def told(day, check, verdict):
    """The texts of a check's findings with this verdict."""
    return [str(each.text) for each in check_draws(day.record) if (each.check, each.verdict) == (check, verdict)]


def failures(day):
    """All that failed."""
    return [(each.check, str(each.text)) for each in check_draws(day.record) if each.verdict is Verdict.FAIL]


def notes(day, check="tests"):
    """What a check notes."""
    return told(day, check, Verdict.NOTE)


def whole_day(forged=lambda _kind, data: data, **plan):
    """A draw of which every package was tested and found as declared."""
    day = DrawDay(forged=forged)
    for package in day.draw(**plan):
        day.test(package)
    return day


def change(kind, number=1, **facts):
    """Forge facts of the entry of a kind that comes as so-manieth."""
    seen = []

    def forged(found, data):
        seen.extend([kind] if found == kind else [])
        return data | facts if found == kind and len(seen) == number else data

    return forged


def test_an_honest_draw_passes_and_makes_its_claim_with_the_opposite():
    """What was found, what follows, what it rests on, and what such a draw misses."""
    day = whole_day()
    (outcome,) = notes(day)

    assert failures(day) == []
    assert told(day, "draws", Verdict.PASS) == ["All 1 draws follow from the secrets of those who committed to them."]
    assert outcome.startswith(
        "Draw D1 of consignment C1 came out well: of the 9 packages that it fell on, 9 were found"
    )
    assert ONE_IN_TEN_FALSE in outcome
    assert "But if 1 of the 12 packages are swapped, a draw of 9 misses all of them" in outcome
    assert "re-testing cannot find one swapped bag in a large store" in outcome


def test_who_was_there_and_did_not_commit_is_named():
    """By number and role."""
    assert notes(whole_day(), "draws") == [
        "P3 (prosecutor) were present and did not commit to draw D1: it rests on the others' secrets."
    ]


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (change("draw.made", seed="5b" * 32), "The seed of draw D1 (entry 24) is not the one that the secrets give, "),
        (change("draw.opened", size=8), "Draw D1 (entry 18) is of 8 packages; its plan asks for at least 9 of the 12."),
        (change("draw.opened", packages=11), "is said to be of 11 packages; 12 of consignment C1 were here."),
        (change("draw.opened", share="none"), "Draw D1 (entry 18) names a plan that cannot be made: The share none"),
        (change("draw.opened", plan="guess"), "Draw D1 (entry 18) names a plan that cannot be made: 'guess'"),
        (
            change("draw.revealed", secret="5b" * 32),
            "The secret that P1 revealed for draw D1 (entry 22) is not the one",
        ),
        (change("draw.closed", persons=["P1"]), "names P1 as those who committed; by their entries it was P1, P2."),
        (change("draw.committed", person="P9"), "P9 committed to draw D1 (entry 19) without being present."),
        (change("draw.committed", 2, person="P1"), "P1 committed to draw D1 a second time (entry 20)."),
        (
            change("draw.made", withheld=["P2"]),
            "names P2 as those who withheld their secret; by the entries it was no one.",
        ),
        (change("list.closed", consignment="C9"), "while packages could still be added to the list of consignment C1."),
    ],
)
def test_a_forged_draw_fails_and_claims_nothing(forged, said):
    """Each forgery is named with its entry; no sentence of what the draw shows is printed."""
    day = whole_day(forged)
    texts = [text for check, text in failures(day) if check == "draws"]

    assert any(said in text for text in texts), texts
    assert notes(day)[0] == "Nothing follows from draw D1: it does not stand as recorded."


def test_a_draw_of_more_packages_than_there_are_fails():
    """It could not be made."""
    day = DrawDay(forged=change("draw.opened", size=13))
    day.open()
    day.commit("P1", "P2")
    day.close()
    day.reveal("P1", "P2")
    day.add("draw.made", draw="D1", seed="5b" * 32, withheld=[], drawn=[])

    assert [text for _, text in failures(day)] == [
        "Draw D1 (entry 18) is of 13 packages; its plan asks for at least 9 of the 12.",
        "Draw D1 (entry 24) cannot be computed again: The number of packages to draw 13 cannot be used in a draw: there are 12.",
    ]


def test_one_drawn_package_replaced_is_named():
    """Also when it stands beyond what a sentence lists."""

    def forged(kind, data):
        if kind == "draw.made":
            left = next(f"K{number}" for number in range(1, 13) if f"K{number}" not in data["drawn"])
            data["drawn"][-1] = left
        return data

    honest, day = DrawDay(), DrawDay(forged=forged)
    drawn, said = honest.draw(), day.draw()

    ((_, text),) = failures(day)

    assert text.startswith("Draw D1 did not fall on the packages that entry 24 names, in their order.")
    assert text.endswith(f"Wrongly there: {said[-1]}; left out: {drawn[-1]}.")


def test_the_same_packages_in_another_order_fail():
    """The order follows from the seed, too."""

    def forged(kind, data):
        return data | {"drawn": data["drawn"][::-1]} if kind == "draw.made" else data

    ((_, text),) = failures(whole_day(forged))

    assert text.endswith("Wrongly there: none; left out: none.")


def test_a_commitment_after_the_others_secrets_fails():
    """Who commits after hearing them chooses what is drawn."""
    day = DrawDay()
    day.open()
    day.commit("P1", "P2")
    day.close()
    day.reveal("P1")
    day.commit("P3")
    day.reveal("P2", "P3")
    day.make()

    assert [text for _, text in failures(day)] == [
        "P3 committed (entry 23) when draw D1 took no commitments any more.",
        "The secret that P3 revealed for draw D1 (entry 25) is not the one committed to.",
    ]


def test_a_secret_told_while_others_still_commit_fails():
    """It counts for nothing, and so it is withheld."""
    day = DrawDay()
    day.open()
    day.commit("P1")
    day.reveal("P1")
    day.commit("P2")
    day.close()
    day.reveal("P2")
    day.make()

    assert "P1 revealed a secret (entry 20) when draw D1 took none" in failures(day)[0][1]
    assert day.entries[-1].data["withheld"] == ["P1"]


def test_people_of_one_role_make_no_draw():
    """They could have agreed on their secrets."""
    day = DrawDay()
    day.draw(people=("P1",))

    assert failures(day) == [("draws", "All who committed to draw D1 (entry 20) had the same role, or nobody did.")]


def test_a_withheld_secret_is_named_and_all_packages_are_drawn():
    """What is not tested then counts against: nobody saw it."""
    day = DrawDay(packages=3)
    day.open()
    day.commit("P1", "P2", "P3")
    day.close()
    day.reveal("P1", "P3")
    day.make()
    day.test("K1")
    day.test("K2")

    assert failures(day) == []
    (withheld,) = notes(day, "draws")
    assert withheld.startswith("P2 (media) committed to draw D1 and did NOT REVEAL in the 3 s that were given.")
    assert notes(day) == [
        "Draw D1 of consignment C1 shows nothing yet: of the 3 packages that it fell on, 1 are not tested: K3."
    ]
    day.test("K3")
    assert "All 3 packages are tested: nothing is left to chance" in notes(day)[0]


def test_a_draw_from_fewer_secrets_than_were_committed_fails():
    """Leaving a secret out would be a second try."""
    day = DrawDay()
    day.open()
    day.commit("P1", "P2", "P3")
    day.close()
    day.reveal("P1", "P2")
    day.add("draw.made", draw="D1", seed="5b" * 32, withheld=[], drawn=["K1", "K2", "K3"])

    texts = [text for _, text in failures(day)]
    assert "by the entries it was P3." in texts[0]
    assert "is not the one that the secrets give, none." in texts[1]
    assert texts[2].startswith("Draw D1 did not fall on the packages that entry 25 names")


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
        "Draw D1 of consignment C1 was CALLED OFF. The reason given: 'someone committed as P3'. Committed by then: P2 (media)."
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

    assert failures(day) == [("tests", f"Draw D1 fell on {first}, burned without a test.")]
    assert "shows nothing yet" in notes(day)[0]


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
