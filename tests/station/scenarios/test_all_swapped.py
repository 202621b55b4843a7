"""Seville 2008: a hundred kilograms of cocaine, and in every bag a harmless powder of the same mass, for years."""

import pytest

from station.recorder import commands as say
from station.rules.sampling import commit
from tests.draws import EXPIRES, secret_of
from tests.goods import stated
from tests.goods_day import POWDER, Day, Draw, Parcel
from tests.station.scenarios.document import misquoted
from tests.station.scenarios.room import DAY, GOODS, parcel
from tests.station.verify.scale_scripts import failed, noted

BAGS = 100
FOUND = "the draw found a powder that is no cocaine"


@pytest.fixture(scope="module")
def scene(play):
    """A hundred bags of a kilogram, sealed and heavy as on paper; the first test of the draw ends the day."""
    papers = {"stated": stated(gross_mg=1_050_000, net_mg=1_000_000)}
    bags = tuple(Parcel(f"K{number}", papers=papers, aside=FOUND) for number in range(1, BAGS + 1))
    goods = POWDER | {"stated": stated(net_mg=100_021_000)}
    return play(Day(bags, goods, Draw(lambda _package: "not_as_declared", until_negative=True)))


def test_one_test_is_enough(scene):
    """The claim falls with it, every bag is in doubt, and the verifier says so of a record that is otherwise whole."""
    tests = noted(scene.report, "tests")

    assert failed(scene.report) == []
    assert [entry.kind for entry in scene.made.entries].count("test.recorded") == 1
    assert tests.startswith(
        "THE CLAIM OF DRAW D1 DOES NOT HOLD. Of the 23 packages of consignment C1 that it fell on, 23"
    )
    assert " (NOT AS DECLARED); " in tests
    assert "So every package of C1 is in doubt, also those that were not drawn" in tests


def test_nothing_burned(scene):
    """Burning it would have destroyed the evidence of the swap."""
    assert not [entry for entry in scene.made.entries if entry.kind in {"furnace.charged", "burn.started"}]
    assert "of which burned 0 mg (packages: 0), set aside 99999980 mg (packages: 100)" in noted(scene.report, "balance")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "УТВЕРЖДЕНИЕ ОТБОРА D1"), ("kk", "D1 ІРІКТЕУІНІҢ ТҰЖЫРЫМЫ РАСТАЛМАДЫ")],
)
def test_it_is_said_in_the_court_s_language(scene, language, words):
    """In the report and in the act."""
    assert words in scene.verifier(language)
    assert words in scene.act(language)


def test_the_document_quotes_it(scene):
    """docs/known-failures.md."""
    assert misquoted("test_all_swapped", verifier=scene.verifier(), act=scene.act()) == []


def test_the_recorder_lets_no_bag_into_the_furnace(room):
    """Also a bag that was tested and found as declared, weighed and sealed as on paper."""
    room.open()
    bags = [f"P{number}" for number in range(10)]
    room.give(say.RegisterConsignment, **GOODS)
    room.give(say.LoadList, packages=[parcel(each, f"Y-{each}", stated={"gross_mg": 1_050_000}) for each in bags])
    room.give(say.CloseList, consignment="C2")
    drawn = _draw(room)
    for number, each in enumerate(drawn):
        kit = {"kit": "Scott", "lot": "L-7", "expires": EXPIRES, "person": "P1"}
        result = "not_as_declared" if number == 0 else "as_declared"
        room.give(say.RecordTest, draw="D1", package=each, result=result, **kit)
    good = drawn[1]
    room.weigh(good, f"Y-{good}", "1050.0")

    assert room.refused_entry("furnace.charged", batch="B1", packages=[good], mass_mg=1_050_000).endswith(
        f"package {good} to be set aside, and decided upon by those present: the draw of its consignment found more negatives "
        "than allowed."
    )


def _draw(room):
    """A draw of 9 packages in 10, by the two people in the room; what it fell on."""
    room.give(say.OpenDraw, consignment="C2", share="9/10", confidence="19/20")
    for who in ("P1", "P2"):
        room.give(say.CommitSecret, draw="D1", person=who, commitment=commit(DAY, "D1", who, secret_of(who)))
    room.give(say.CloseDraw, draw="D1")
    for who in ("P1", "P2"):
        room.give(say.RevealSecret, draw="D1", person=who, secret=secret_of(who))
    room.give(say.MakeDraw, draw="D1")
    return room.court.book.session.draws["D1"].drawn
