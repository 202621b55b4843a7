"""Long lists are held against the station's whole life as short ones are, wherever in them the used number stands."""

import pytest

from station.ledger.cases import CHUNK
from station.recorder import commands as say
from station.recorder.refusals import Refused
from tests.goods import consignment, package, told
from tests.station.recorder.goods_counter import CASE

LONG = CHUNK + 20  # more than one question asks for


@pytest.fixture
def later(counter):
    """The same station: in S1 it burned K1 (seal Z1, number 7 of the case) and kept K2 (seal Z2); S2 and S3 came after it."""
    counter.register("K1", case_package="7")
    counter.register("K2")
    counter.end(burned=("K1",), aside=("K2",))
    counter.open("S2")
    counter.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    counter.register("K2")
    counter.end(aside=("K2",))
    counter.open("S3")
    return counter


def listed(**papers):
    """A long list of the same case, whose package with these papers is the last that is looked up."""
    others = [told(package(f"A{number:04}", f"A{number:04}")) for number in range(LONG)]
    at_the_end = told(package("x", "x") | papers)
    return {"consignments": [told(consignment("C1", case=CASE))], "packages": [*others, at_the_end]}


@pytest.mark.parametrize(
    ("papers", "refused"),
    [
        ({"package": "K1"}, ("package", "K1")),
        ({"seal": "Z1"}, ("seal", "Z1")),
        ({"case_package": "7"}, ("case-package", "7")),
    ],
)
def test_a_used_number_far_down_in_a_list_is_refused(later, papers, refused):
    """Also when it comes with a later question to the log; nothing of the list is loaded."""
    before = later.book.ledger.size
    with pytest.raises(Refused, match="was used before: package K1 of session S1"):
        later.give(say.LoadList, **listed(**papers))

    assert [(each["what"], each["number"]) for each in later.entries("number.refused")] == [refused]
    assert later.book.ledger.size == before + 1


def test_a_package_that_comes_again_is_told_to_come_from_the_newest_session(later):
    """It was set aside twice; where it was last is what its papers go on from."""
    later.give(say.LoadList, **listed(package="K2", seal="Z2"))

    registered = {each["package"]: each["set_aside_in"] for each in later.entries("package.registered", "S3")}
    assert registered.pop("K2") == "S2"
    assert set(registered.values()) == {None}
