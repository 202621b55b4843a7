"""The desk of the goods over a real log: lists all or nothing, and numbers used once over the station's life."""

import pytest
from sqlalchemy import select

from station.ledger import proofs
from station.ledger.queries import PackageRow
from station.recorder import commands as say
from station.recorder.refusals import Refused
from station.rules.moves import OutOfOrder
from tests.goods import consignment, package, sample, told
from tests.station.recorder.goods_counter import CASE, OTHER_CASE


@pytest.fixture
def later(counter):
    """The same station: in S1 it burned K1 (seal Z1, number 7 of the case) and kept K2 (seal Z2, number 8); S2 is open."""
    counter.register("K1", case_package="7")
    counter.register("K2", case_package="8")
    counter.end(burned=("K1",), aside=("K2",))
    counter.open("S2")
    return counter


# --- lists ---


def listed(**parts):
    """A list with a consignment, two packages, a step of custody and a sample, or with other parts."""
    held = {"giver": "g", "holder": "h", "role": "storekeeper", "place": "store", "why": "kept", "seal": "Z1"}
    step = held | {"consignment": "C2", "package": "K1", "since": "2026-09-28T18:30:00+05:00"}
    whole = {
        "consignments": [told(consignment("C2", case=OTHER_CASE))],
        "packages": [told(package(f"K{number}", f"Z{number}", consignment="C2")) for number in (1, 2)],
        "custody": [step],
        "samples": [sample("A1", "C2", package="K2")],
    }
    return whole | parts


def test_a_list_is_loaded_whole_and_in_its_order(counter):
    """Names stand as commitments, times as they were told, everything in one transaction."""
    made = counter.give(say.LoadList, **listed())

    with counter.book._reader.connect() as connection:
        kinds = [each.kind for each in proofs.entries(connection, made.entries[0], counter.book.ledger.size)]
    assert kinds == [
        "consignment.registered",
        "package.registered",
        "package.registered",
        "custody.claimed",
        "sample.kept",
    ]
    (claimed,) = counter.entries("custody.claimed")
    assert (claimed["since"], set(claimed["holder"])) == ("2026-09-28T18:30:00+05:00", {"commitment"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"packages": [told(package("K1", "Z1", consignment="C9"))]},
        {"samples": [sample("A1", "C2"), sample("a-1", "C2", seal="S9")]},
        {"samples": [sample("A1", "C2", seal="Z2")]},
        {"consignments": [told(consignment("C1", case=CASE))]},
    ],
)
def test_a_list_with_one_thing_wrong_is_refused_whole(counter, wrong):
    """Also when it is only wrong with the list's own earlier lines."""
    before = counter.book.ledger.size
    with pytest.raises(OutOfOrder):
        counter.give(say.LoadList, **listed(**wrong))

    assert counter.book.ledger.size == before
    assert set(counter.book.session.packages) == set()


def test_of_a_list_with_a_used_number_only_the_refusal_is_recorded(later):
    """Whoever looks at the log sees that somebody tried, and nothing of the list."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    before = later.book.ledger.size
    papers = [told(package(number, seal)) for number, seal in (("K8", "Z8"), ("K9", "z1"))]
    with pytest.raises(Refused, match="The seal number z1 was used before: package K1 of session S1"):
        later.give(say.LoadList, packages=papers)

    assert later.book.ledger.size == before + 1
    assert later.refusals() == [("seal", "z1", "S1", "K1")]


# --- numbers over the station's life ---


@pytest.mark.parametrize(
    ("number", "seal", "case_package", "refused"),
    [
        ("k-1", "Z9", None, ("package", "k-1", "S1", "K1")),
        ("\u041a1", "Z9", None, ("package", "\u041a1", "S1", "K1")),
        ("K9", "z.1", None, ("seal", "z.1", "S1", "K1")),
        ("K9", "Z9", "7", ("case-package", "7")),
    ],
)
def test_what_was_burned_does_not_come_again(later, number, seal, case_package, refused):
    """Neither its number, nor its seal, nor its number within the case, however it is written."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    with pytest.raises(Refused) as problem:
        later.register(number, seal, case_package=case_package)

    assert problem.value.problem.type == "/problems/used-before"
    assert later.refusals() == [refused]
    assert later.book.session.packages == {}


@pytest.mark.parametrize("together", [True, False])
def test_a_number_within_the_case_is_used_once_under_whatever_consignment(later, together):
    """The case is withheld in the log, and its second consignment has another number; loaded in one list, or one by one."""
    goods, paper = told(consignment("C5", case=CASE)), told(package("K9", "Z9", consignment="C5", case_package="7"))
    if not together:
        later.give(say.RegisterConsignment, **goods)
    with pytest.raises(Refused, match="The case-package number 7 was used before"):
        later.give(say.LoadList, consignments=[goods] if together else [], packages=[paper])

    assert later.refusals() == [("case-package", "7")]


def test_a_number_within_another_case_is_free(later):
    """Each case counts its own packages."""
    later.give(say.RegisterConsignment, **told(consignment("C5", case=OTHER_CASE)))
    later.register("K9", consignment="C5", case_package="7")

    assert later.refusals() == []


@pytest.mark.parametrize(("number", "seal", "case_package"), [("K2", "Z2", "8"), ("K9", "Z2", None), ("k2", "Z9", "8")])
def test_what_was_kept_may_come_again_and_says_so(later, number, seal, case_package):
    """Under its number or its seal; what spoke against it comes with it."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    later.register(number, seal, case_package=case_package)

    assert [each["set_aside_in"] for each in later.entries("package.registered", "S2")] == ["S1"]
    assert later.book.session.doubts(later.book.session.packages[number]) == ["it was set aside before"]
    assert later.refusals() == []


@pytest.mark.parametrize(
    ("number", "seal", "refused"),
    [("K1", "Z9", ("package", "K1", "S1", "K1")), ("K9", "z1", ("seal", "z1", "S1", "K1"))],
)
def test_a_number_is_refused_within_its_own_session_too(counter, number, seal, refused):
    """And the try is recorded."""
    counter.register("K1")
    with pytest.raises(Refused, match="was used before: package K1 of session S1"):
        counter.register(number, seal)

    assert counter.refusals() == [refused]


def test_a_consignment_goes_on_in_a_later_session(later):
    """Of the same case and substance; it names the session before."""
    later.give(say.RegisterConsignment, **told(consignment("c-1", case=CASE)))

    assert [each["continues"] for each in later.entries("consignment.registered")] == [None, "S1"]


@pytest.mark.parametrize("otherwise", [{"case": OTHER_CASE}, {"case": CASE, "substance": "flour"}])
def test_a_consignment_of_another_case_needs_a_number_of_its_own(later, otherwise):
    """Nobody hangs his goods on a number that has a past."""
    with pytest.raises(Refused, match="The consignment number C1 was used before"):
        later.give(say.RegisterConsignment, **told(consignment("C1", **otherwise)))

    assert later.refusals() == [("consignment", "C1", "S1", None)]


def test_what_is_refused_stays_as_it_was(later):
    """The rows of the first session are not touched by a try in the second."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    with pytest.raises(Refused):
        later.register("K1", "Z9")

    with later.book._reader.connect() as connection:
        rows = connection.execute(select(PackageRow.session, PackageRow.package, PackageRow.fate)).all()
    assert sorted(map(tuple, rows)) == [("S1", "K1", "burned"), ("S1", "K2", "set aside")]


def test_a_package_does_not_come_again_under_another_consignment(later):
    """Else the court of the first case would be told that it is still there."""
    later.give(say.RegisterConsignment, **told(consignment("C9", case="26-2")))
    with pytest.raises(Refused, match="was used before: package K2 of session S1"):
        later.give(say.RegisterPackage, **told(package("K2", "Z2", consignment="C9")))


def test_a_sample_is_one_that_was_kept(later):
    """Under its seal, of its consignment: nothing else passes round the opinion, the sample and the draw."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    with pytest.raises(Refused, match="No sample A-9 of consignment C1 was kept under the seal Z9"):
        later.give(say.RegisterPackage, **told(package("K9", "Z9", sample="A-9")))
    later.give(say.KeepSample, **sample("A-9", "C1", seal="Z9"))

    later.give(say.RegisterPackage, **told(package("K9", "Z9", sample="A-9")))


def test_a_samples_seal_is_its_own(later):
    """No package bears it that is not the sample, and no other sample; the try is recorded."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    later.give(say.KeepSample, **sample("A-9", "C1", seal="Z9"))
    with pytest.raises(Refused, match="The seal number z-9 was used before"):
        later.give(say.RegisterPackage, **told(package("K9", "z-9")))
    with pytest.raises(Refused, match="was used before"):
        later.give(say.KeepSample, **sample("A-10", "C1", seal="Z9"))

    assert later.refusals() == [("seal", "z-9", "S2", None), ("seal", "Z9", "S2", None)]


def test_a_samples_number_is_its_own(later):
    """Another seal makes another sample, and the try is recorded as one about the sample's number."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    later.give(say.KeepSample, **sample("A-9", "C1", seal="Z9"))
    with pytest.raises(Refused, match=r"The sample number a9 was used before: session S2\."):
        later.give(say.KeepSample, **sample("a9", "C1", seal="Z10"))

    assert later.refusals() == [("sample", "a9", "S2", None)]


def test_a_list_that_uses_a_number_twice_in_itself_is_refused_and_told(later):
    """Two sacks under one seal, in one file."""
    later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE)))
    with pytest.raises(Refused, match="The seal number Я-7 was used before: package K8"):
        later.give(say.LoadList, packages=[told(package("K8", "Я7")), told(package("K9", "Я-7"))])

    assert [each[:2] for each in later.refusals()] == [("seal", "Я-7")]


def test_goods_do_not_change_their_form_between_sessions(later):
    """What was fresh plant cannot have been powder, or a loss would become drying."""
    with pytest.raises(Refused, match="The consignment number C1 was used before"):
        later.give(say.RegisterConsignment, **told(consignment("C1", case=CASE, form="powder", fresh=False)))
