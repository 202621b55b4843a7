"""Draws computed again by the verifier: an honest one passes, a forged one fails, and a claim is made only if borne out."""

import pytest

from station.verify.report import Verdict
from tests.draws import DrawDay, change, failures, notes, told, whole_day

ONE_IN_TEN_FALSE = "at least 90 % of the 12 packages are, that is 11 or more."


def test_an_honest_draw_passes_and_makes_its_claim_with_the_opposite():
    """What was found, what follows, what it rests on, and what such a draw misses."""
    day = whole_day()
    (outcome,) = notes(day)

    assert failures(day) == []
    assert told(day, "draws", Verdict.PASS) == [
        "All 1 draws follow from the secrets committed to in the names of people; who chose them, the station cannot know."
    ]
    assert outcome.startswith(
        "Draw D1 of consignment C1 came out well: of the 9 packages that it fell on, 9 were found"
    )
    assert ONE_IN_TEN_FALSE in outcome
    assert "But if 1 of the 12 packages are swapped, a draw of 9 misses all of them" in outcome
    assert "re-testing cannot find one swapped bag in a large store" in outcome


def test_who_was_there_and_did_not_commit_is_named():
    """By number and role."""
    assert notes(whole_day(), "draws") == [
        "Nobody committed to draw D1 in the names of P3 (prosecutor), who were present: it rests on the others' secrets."
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
    assert withheld.startswith(
        "In the names of P2 (media) it was committed to draw D1 and NOT REVEALED in the 3 s that were given."
    )
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
