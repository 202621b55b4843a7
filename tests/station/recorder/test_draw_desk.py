"""Draws and tests at the desk of the goods, over a real log: counted, reckoned, named and numbered by the station itself."""

import pytest

from station.recorder import commands as say
from station.rules.moves import OutOfOrder
from station.rules.sampling import commit
from tests.draws import secret_of
from tests.station.recorder.goods_counter import Counter

PLAN = {"consignment": "C1", "share": "9/10", "confidence": "19/20"}
KIT = {"kit": "reagent", "lot": "L-7", "expires": "2027-06-30", "result": "as_declared", "person": "P3"}


def close_list(counter, count=12):
    """Register so many packages of C1, and close the list."""
    for number in range(1, count + 1):
        counter.register(f"K{number}")
    return counter.give(say.CloseList, consignment="C1").made


def hold_draw(counter, draw, people=("P1", "P2"), revealing=("P1", "P2")):
    """Let people commit, close, and let these of them reveal."""
    for who in people:
        said = commit("S1", draw, who, secret_of(who, draw))
        counter.give(say.CommitSecret, draw=draw, person=who, commitment=said)
    counter.give(say.CloseDraw, draw=draw)
    for who in revealing:
        counter.give(say.RevealSecret, draw=draw, person=who, secret=secret_of(who, draw))
    return counter.give(say.MakeDraw, draw=draw).made


def test_a_draw_from_its_opening_to_its_tests(counter):
    """The station counts the list, reckons the size, names who committed, draws, and numbers the tests."""
    assert close_list(counter) == {"packages": 12}
    opened = counter.give(say.OpenDraw, **PLAN).made
    assert (opened["draw"], opened["size"], opened["packages"]) == ("D1", 9, 12)
    made = hold_draw(counter, "D1")
    assert (made["drawn"], made["withheld"]) == (9, 0)
    (closed,), (drawn,) = counter.entries("draw.closed"), counter.entries("draw.made")
    assert closed["persons"] == ["P1", "P2"]

    tests = [counter.give(say.RecordTest, draw="D1", package=each, **KIT).made["test"] for each in drawn["drawn"][:3]]
    assert tests == ["T1", "T2", "T3"]
    assert counter.give(say.OpenDraw, **PLAN).made["draw"] == "D2"


def test_a_withheld_secret_is_named_and_all_packages_are_drawn(counter):
    """By the station itself, when it is told to draw."""
    close_list(counter)
    counter.give(say.OpenDraw, **PLAN)
    made = hold_draw(counter, "D1", revealing=("P1",))

    assert (made["drawn"], made["withheld"]) == (12, 1)
    assert counter.entries("draw.made") == [{"draw": "D1", "seed": None, "withheld": ["P2"], "drawn": None}]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"share": "3/2"}, "a plan that can be made"),
        ({"share": "//"}, "a plan that can be made"),
        ({"confidence": "100%"}, "a plan that can be made"),
        ({"allowed": 12}, "a plan that can be made"),
        ({"consignment": "C9"}, "the list of consignment C9 to be closed first"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why(counter, plan, words):
    """In the words of the rules, and nothing is recorded."""
    close_list(counter)
    before = counter.book.ledger.size
    with pytest.raises(OutOfOrder, match=words):
        counter.give(say.OpenDraw, **PLAN | plan)

    assert counter.book.ledger.size == before


def test_a_draw_without_a_closed_list_says_so(counter):
    """Also when there is nothing on it yet."""
    with pytest.raises(OutOfOrder, match="the list of consignment C1 to be closed first"):
        counter.give(say.OpenDraw, **PLAN)


@pytest.mark.parametrize(
    ("order", "words"),
    [(say.CloseDraw, "draw D7 to be opened first"), (say.MakeDraw, "the commitments of draw D7 to be closed first")],
)
def test_a_draw_that_nobody_opened_is_none(counter, order, words):
    """A misspelt number is told."""
    with pytest.raises(OutOfOrder, match=words):
        counter.give(order, draw="D7")


def test_a_draw_goes_on_after_a_restart(counter, reopen):
    """The commitments stand in the log; whoever knows his secret reveals it to the next process."""
    close_list(counter)
    counter.give(say.OpenDraw, **PLAN)
    for who in ("P1", "P2"):
        counter.give(say.CommitSecret, draw="D1", person=who, commitment=commit("S1", "D1", who, secret_of(who)))
    counter.give(say.CloseDraw, draw="D1")

    again = Counter(reopen())
    for who in ("P1", "P2"):
        again.give(say.RevealSecret, draw="D1", person=who, secret=secret_of(who))
    assert again.give(say.MakeDraw, draw="D1").made["drawn"] == 9
