"""What the rules ask of the goods: numbers used once, closed lists, packages shown before they are weighed, conditions met."""

import pytest

from station.rules.goods import Fate
from station.rules.moves import check
from tests.goods import consignment, package, sample, shown
from tests.station.rules.goods_sessions import (
    LOST,
    OPEN_BATCH,
    charge,
    presented,
    registered,
    session_with,
    set_aside,
    weighing,
)
from tests.station.rules.scale_sessions import missing, take

# --- numbers used once ---


@pytest.mark.parametrize("number", ["K1", "k-1", "\u041a1", "K 1", "Kl", "KI"])
def test_a_package_number_that_only_looks_different_is_the_same(number):
    """Small letters, separators, a Cyrillic K, letters that look like digits."""
    assert "another number: package K1 is already registered" in missing(session_with(), *registered(number, "Z9"))


@pytest.mark.parametrize("number", ["3/a", "3.\u0410", "3 A"])
def test_a_number_within_the_case_is_used_once(number):
    """Also behind a separator or a letter that looks alike; of another consignment it may be used."""
    session = session_with(packages=())
    take(session, registered("K1", case_package="3-A"), ("consignment.registered", consignment("C2")))
    second = registered("K2", case_package=number)

    assert f"another number within the case: {number} is used already" in missing(session, *second)
    check(session, *registered("K2", case_package=number, consignment="C2"))


def test_a_consignment_is_registered_once_in_a_form_that_is_known():
    """The form decides whether drying may explain a loss."""
    assert "consignment C1 is already registered" in missing(
        session_with(), "consignment.registered", consignment("C1")
    )
    assert "'cake' is none of them" in missing(session_with(), "consignment.registered", consignment("C2", form="cake"))


@pytest.mark.parametrize("seal", ["Z1", "z-1", "S-A1", "\u0455a1"])
def test_a_seal_is_on_one_thing_only(seal):
    """Neither a package nor a sample takes the seal of another package or of a sample."""
    assert "another seal: seal" in missing(session_with(), *registered("K9", seal))
    assert "another seal: seal" in missing(session_with(), "sample.kept", sample("B1", "C1", seal=seal))


@pytest.mark.parametrize(
    ("number", "otherwise", "words"),
    [
        ("a-1", {}, "another number: sample a-1 is already recorded"),
        ("A2", {"which": "C"}, "a sample A or B: 'C' is neither"),
        ("A2", {"mass_mg": 0}, "a mass above zero"),
        ("A2", {"consignment": "C9"}, "consignment C9 to be registered first"),
        ("A2", {"package": "K9"}, "package K9 to be registered first"),
    ],
)
def test_a_sample_has_a_number_a_letter_and_a_mass(number, otherwise, words):
    """And is of a consignment, and of a package, that are known."""
    kept = sample(number, "C1", seal="S-9") | otherwise

    assert words in missing(session_with(), "sample.kept", kept)


def test_what_is_told_of_a_package_is_told_of_its_own_consignment():
    """A step of custody or a sample cannot be put down to another's goods."""
    session = session_with()
    take(session, ("consignment.registered", consignment("C2")))
    claim = {"consignment": "C2", "package": "K1"}

    for kind, data in (("custody.claimed", claim), ("sample.kept", sample("A2", "C2", package="K1"))):
        assert "a package of consignment C2: K1 is of another" in missing(session, kind, data)
    check(session, "custody.claimed", {"consignment": "C1", "package": "K1"})


def test_a_sample_taken_here_is_taken_before_the_cameras_and_the_scale():
    """One that the papers tell of needs neither."""
    session = session_with()
    seen = sample("B1", "C1", seen=True, package="K1")
    take(session, OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"), charge("K1", mass_mg=5_000_000))
    take(session, ("burn.started", {"batch": "B1"}), ("batch.ended", {"batch": "B1"}), LOST)

    told = missing(session, "sample.kept", seen)
    assert "camera cam to film" in told
    assert "K1 is burned" in told
    check(session, "sample.kept", sample("B1", "C1", package="K1"))


# --- closed lists ---


def test_a_closed_list_takes_no_more_packages():
    """Of its own consignment; another's stays open."""
    session = session_with()
    take(session, ("list.closed", {"consignment": "C1", "packages": 2}), ("consignment.registered", consignment("C2")))

    assert "a consignment whose list is open: that of C1 is closed" in missing(session, *registered("K3"))
    check(session, *registered("K3", consignment="C2"))


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        ({"consignment": "C9", "packages": 0}, "consignment C9 to be registered first"),
        ({"consignment": "C1", "packages": 3}, "packages to be 2, as the entries say"),
    ],
)
def test_a_list_is_closed_with_as_many_packages_as_it_holds(closed, words):
    """And only once."""
    session = session_with()
    assert words in missing(session, "list.closed", closed)
    take(session, ("list.closed", {"consignment": "C1", "packages": 2}))
    assert "an open list: that of C1 is closed" in missing(session, "list.closed", {"consignment": "C1", "packages": 2})


# --- shown to the cameras ---


def test_nothing_is_weighed_that_was_not_shown():
    """What was shown within a batch that was called off has been out of view, and is shown again."""
    session = session_with()
    take(session, OPEN_BATCH)
    assert "package K1 and its seal to be shown to the cameras" in missing(session, *weighing("K1", "5000.0"))
    take(session, presented("K1"), weighing("K1", "5000.0"))
    take(session, ("batch.cancelled", {"batch": "B1", "reason": "door"}), ("batch.opened", {"batch": "B2"}))
    again = weighing("K1", "5000.0", batch="B2")
    assert "package K1 and its seal to be shown to the cameras" in missing(session, *again)
    take(session, presented("K1"), again)


def test_a_package_is_shown_to_cameras_that_film_before_it_is_weighed():
    """Afterwards nobody can say what the seal was like."""
    session = session_with()
    take(session, OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"), LOST)

    told = missing(session, *presented("K1"))
    assert "still here and not yet weighed: K1 is weighed" in told
    assert "camera cam to film" in told
    assert "package K9 to be registered first" in missing(session, *presented("K9"))


@pytest.mark.parametrize(
    ("seal", "state", "words"),
    [
        ("Z1", "glued", "'glued' is none of them"),
        ("Z1", "missing", "the seal as read, or the word that it is missing"),
        (None, "intact", "the seal as read, or the word that it is missing"),
        (None, "damaged", "the seal as read, or the word that it is missing"),
    ],
)
def test_a_seal_is_read_or_it_is_missing(seal, state, words):
    """A state that nobody knows says nothing, and a seal that is not there has no number."""
    assert words in missing(session_with(), "package.presented", shown("K1", seal, seal_state=state))


@pytest.mark.parametrize(
    ("seal", "state"), [("Z1", "intact"), ("Z9", "other"), ("Z1", "open"), ("Z1", "damaged"), (None, "missing")]
)
def test_whatever_the_seal_is_like_it_can_be_told(seal, state):
    """Showing it is never refused: what was found must be told, and is judged before the fire."""
    check(session_with(), "package.presented", shown("K1", seal, seal_state=state))


# --- what the conditions ask for ---


def weighable(**otherwise):
    """What stands in the way of weighing K1, of a session with these conditions or papers."""
    session = session_with(**otherwise)
    take(session, OPEN_BATCH, presented("K1"))
    return session


def test_nothing_burns_without_an_opinion_where_one_is_asked_for():
    """The goods would be gone before an expert had named them."""
    assert "the expert opinion on consignment C1" in missing(weighable(opinions=[]), *weighing("K1", "5000.0"))
    check(weighable(opinions=[], conditions={"opinion": False}), *weighing("K1", "5000.0"))


def test_nothing_burns_without_a_kept_sample_where_one_is_asked_for():
    """Of each consignment: that of another does not count."""
    session = session_with(packages=())
    take(session, ("consignment.registered", consignment("C2")), registered("K1", consignment="C2"))
    take(session, OPEN_BATCH, presented("K1"))
    assert "a sample of consignment C2 to be kept and sealed first" in missing(session, *weighing("K1", "5000.0"))

    session = session_with(packages=(), conditions={"sample": False})
    take(session, ("consignment.registered", consignment("C2")), registered("K1", consignment="C2"))
    take(session, OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))


def test_a_draw_is_asked_for_from_so_many_packages_on():
    """A list is counted with all that ever stood on it."""
    plan = {"plan": "hypergeometric", "share": "9/10", "confidence": "19/20", "allowed": 0, "least_packages": 2}

    session = weighable(conditions={"draw": plan})
    assert "the list of consignment C1 to be closed first" in missing(session, *weighing("K1", "5000.0"))
    session.consignments["C1"].closed = True
    needed = "a draw of consignment C1 that can fall on package K1"
    assert needed in missing(session, *weighing("K1", "5000.0"))
    session.conditions = session.conditions | {"draw": plan | {"least_packages": 3}}
    check(session, *weighing("K1", "5000.0"))
    session.consignments["C1"].continues = True  # the rest of it was brought on another day
    assert needed in missing(session, *weighing("K1", "5000.0"))


def test_a_kept_sample_burns_later_without_opinion_and_sample():
    """It is all that is left of its consignment: no more can be asked for."""
    session = session_with(packages=(), opinions=[])
    take(session, registered("K1", sample="A-118"), OPEN_BATCH, presented("K1"), weighing("K1", "20.0"))


# --- missing ---


def test_a_package_that_is_not_there_is_missing_with_a_reason():
    """It closes no batch, and stands in the totals."""
    session = session_with()
    gone = {"package": "K1", "reason": "not in the cage"}
    assert "a reason in words" in missing(session, "package.missing", gone | {"reason": " "})
    take(session, ("package.missing", gone), OPEN_BATCH)

    assert session.packages["K1"].fate is Fate.MISSING
    assert "K1 is missing" in missing(session, *presented("K1"))
    assert "K1 is missing" in missing(session, *weighing("K1", "5000.0"))
    assert "K1 is missing" in missing(session, *set_aside("K1"))


def test_what_was_weighed_cannot_be_missing():
    """It lay on the scale before the cameras."""
    session = session_with()
    take(session, OPEN_BATCH, presented("K1"), weighing("K1", "5000.0"))

    assert "K1 is weighed" in missing(session, "package.missing", {"package": "K1", "reason": "gone"})


def test_a_session_closes_when_each_package_has_a_fate():
    """Registered, weighed: neither burned, set aside nor missing."""
    session = session_with()
    take(session, ("package.missing", {"package": "K1", "reason": "not there"}))
    totals = {"packages_burned": 0, "packages_set_aside": 1, "packages_missing": 1, "burned_mg": 0, "residue_mg": None}
    assert "package K2 to be burned, set aside or missing, with a reason" in missing(session, "session.closed", totals)
    take(session, set_aside("K2"))
    assert "packages_missing to be 1" in missing(session, "session.closed", totals | {"packages_missing": 0})
    check(session, "session.closed", totals)


def test_a_missing_package_that_is_found_is_registered_again():
    """Its seal is free for it, its number is not; what spoke against it stays."""
    session = session_with()
    take(session, ("package.missing", {"package": "K1", "reason": "not there"}))
    assert "package K1 is already registered" in missing(session, "package.registered", package("K1", "Z1"))
    take(session, registered("K3", "Z1"))

    assert session.doubts(session.packages["K3"]) == ["it was set aside before"]
