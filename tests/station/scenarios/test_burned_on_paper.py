"""Victoria: drugs listed as destroyed years ago were still there."""

import pytest

from station.act import ActRefused, build_act
from station.recorder import commands as say
from station.verify.verify import verify_bag
from tests.goods import package
from tests.goods_day import Day, Parcel
from tests.sessions import SESSION, Script
from tests.station.scenarios.conftest import Scene
from tests.station.scenarios.document import misquoted
from tests.station.scenarios.room import GOODS, parcel
from tests.station.verify.goods_scripts import together
from tests.station.verify.scale_scripts import failed, noted, of, told

LIKE_K1 = "\u041a1"  # with a Cyrillic letter
TRIED = f"A NUMBER WAS TRIED A SECOND TIME, and refused: package '{LIKE_K1}', which package K1 of session {SESSION} had (entry "


PARCELS = Parcel("K1", "1050.0"), Parcel("K2", "1060.0"), Parcel("K3", aside="kept back")


@pytest.fixture
def found_again(room, tmp_path):
    """The day after its burning package K1 is on the list again, of another case: what the recorder said, and the day's scene."""
    room.open().give(say.RegisterConsignment, **GOODS)
    refused = room.refused(say.RegisterPackage, **parcel(LIKE_K1, "Y-1"))
    room.seal()
    bag = room.bag(tmp_path / "bag")
    return refused, Scene(room.court.made, bag, verify_bag(bag)), room.log()


@pytest.fixture
def written_past(room, tmp_path):
    """An insider registers it past the desk: what the verifier reports of the day's bag, and the check of the log."""
    room.open().give(say.RegisterConsignment, **GOODS)
    room.record("package.registered", **package("K1", "Y-1", consignment="C2"))
    room.record("package.set_aside", package="K1", reason="for another day")
    room.seal(packages_set_aside=1)
    return verify_bag(room.bag(tmp_path / "bag")), room.log()


@pytest.fixture(scope="module")
def overclaimed(play):
    """Two were burned; three are claimed, with the mass of the one that was kept back."""
    claim = {"packages_burned": 3, "packages_set_aside": 0, "burned_mg": 3_180_000}
    return play(Day(PARCELS), Script(facts=of("session.closed", claim)))


def test_a_package_that_was_burned_cannot_come_again(found_again):
    """It is refused, and that somebody tried stays in the record: in the bag, in its act and in the public log."""
    refused, scene, log = found_again

    assert f"The package number {LIKE_K1} was used before: package K1 of session {SESSION}." in refused
    assert "keep the package from the fire and record a remark" in refused
    assert (failed(scene.report), failed(log)) == ([], [])
    assert TRIED in noted(scene.report, "presented")
    assert TRIED in noted(log, "package-numbers")
    assert f"number of a package {LIKE_K1} package K1, session {SESSION}" in scene.act()


@pytest.mark.parametrize(("language", "words"), [("ru", "ПОВТОРНО"), ("kk", "НӨМІРДІ ҚАЙТА ҚОЛДАНБАҚ")])
def test_it_is_said_in_the_court_s_language(found_again, language, words):
    """That a number was tried a second time."""
    _, scene, _ = found_again

    assert words in scene.verifier(language)


def test_an_insider_who_writes_past_the_desk_is_named_by_the_log(written_past):
    """A bag alone does not know the day before; whoever checks the published log does."""
    report, log = written_past

    assert (failed(report), failed(log)) == ([], ["package-numbers"])
    assert f"has the number or the seal of a package that session {SESSION} had and did not set aside" in told(
        log, "package-numbers"
    )


def test_a_close_that_claims_more_than_was_charged_fails(overclaimed):
    """By the rules and by the balance, which count in different ways; and no act is made of it."""
    report = overclaimed.report

    assert failed(report) == ["rules", "balance"]
    assert "packages_burned to be 2, as the entries say" in told(report, "rules")
    assert told(report, "balance").endswith(
        "closes the session with 3 packages burned, 3180000 mg; the balance gives 2 packages, 2110000 mg."
    )
    with pytest.raises(ActRefused):
        build_act(overclaimed.bag, "en")


def test_a_package_without_a_fate_fails(play):
    """Nor can it be left out of the close: every package of the list burns, is set aside or is missing."""
    facts = together(of("package.set_aside", None), of("session.closed", {"packages_set_aside": 0}))
    report = play(Day(PARCELS), Script(facts=facts)).report

    assert failed(report) == ["rules"]
    assert "package K3 to be burned, set aside or missing, with a reason" in told(report, "rules")


def test_the_recorder_does_not_close_so(room):
    """Nothing is burned, and a package is claimed."""
    claimed = {"packages_burned": 1, "packages_set_aside": 0, "packages_missing": 0, "burned_mg": 1_050_000}
    room.open()

    assert "packages_burned to be 0, as the entries say" in room.refused_entry(
        "session.closed", **claimed, residue_mg=None
    )


def test_the_document_quotes_it(found_again, overclaimed, burned):
    """docs/known-failures.md."""
    refused, scene, log = found_again
    said = scene.verifier() + overclaimed.verifier()
    logged = noted(log, "package-numbers")

    assert misquoted("test_burned_on_paper", recorder=refused, verifier=said, log=logged, act=burned.act()) == []
