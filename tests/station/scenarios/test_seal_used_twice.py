"""One seal for two packages: what is swapped needs a seal that somebody has seen before."""

import pytest
from pydantic import ValidationError

from station.recorder import commands as say
from station.verify.verify import verify_bag
from tests.sessions import SESSION
from tests.station.scenarios.document import misquoted
from tests.station.scenarios.room import DAY, GOODS, parcel
from tests.station.verify.scale_scripts import failed, noted

LATIN, CYRILLIC = "KZ-10C", "\u041aZ-1\u041e\u0421"  # of the second only Z, 1 and the stroke are what they seem
LIKE_K1 = "Z-\u041a1"  # with a Cyrillic letter


@pytest.fixture
def day_after(room):
    """A session with a consignment, and one package in it."""
    room.open().give(say.RegisterConsignment, **GOODS)
    room.give(say.RegisterPackage, **parcel("P1", LATIN))
    return room


@pytest.mark.parametrize("seal", [LATIN, CYRILLIC, "kz.10c"])
def test_a_seal_is_used_once_in_a_session(day_after, seal, tmp_path):
    """Whatever letters it is written with; the try is recorded as it was written, and the verifier says it."""
    refused = day_after.refused(say.RegisterPackage, **parcel("P2", seal))
    day_after.give(say.SetAsidePackage, package="P1", reason="its seal is on another")
    day_after.seal(packages_set_aside=1)
    report = verify_bag(day_after.bag(tmp_path / "bag"))

    assert f"The seal number {seal} was used before: package P1 of session {DAY}." in refused
    assert failed(report) == []
    assert noted(report, "presented").startswith(
        f"A NUMBER WAS TRIED A SECOND TIME, and refused: seal '{seal}', which package P1 of session {DAY} had (entry "
    )


def test_a_seal_in_letters_of_another_sort_is_no_seal(day_after):
    """Wide letters would look like a seal that nobody has seen before."""
    with pytest.raises(ValidationError, match="seal"):
        day_after.give(say.RegisterPackage, **parcel("P2", "\uff2b\uff3a\uff11\uff10\uff23"))


@pytest.mark.parametrize("seal", ["Z-K1", LIKE_K1])
def test_a_seal_of_an_earlier_session_is_refused(day_after, seal):
    """Its package was burned the day before."""
    assert f"The seal number {seal} was used before: package K1 of session {SESSION}." in day_after.refused(
        say.RegisterPackage, **parcel("P2", seal)
    )


def test_the_log_tells_of_all_who_tried(day_after, tmp_path):
    """Over two sessions, without anybody's bag; and the document quotes it."""
    refused = day_after.refused(say.RegisterPackage, **parcel("P2", CYRILLIC))
    day_after.refused(say.RegisterPackage, **parcel("P2", LIKE_K1))
    day_after.give(say.SetAsidePackage, package="P1", reason="its seal is on another")
    day_after.seal(packages_set_aside=1)
    log, report = day_after.log(), verify_bag(day_after.bag(tmp_path / "bag"))
    tried = noted(log, "package-numbers")

    assert failed(log) == []
    assert f"seal '{LIKE_K1}', which package K1 of session {SESSION} had" in tried
    assert f"seal '{CYRILLIC}', which package P1 of session {DAY} had" in tried
    assert misquoted("test_seal_used_twice", recorder=refused, verifier=noted(report, "presented"), log=tried) == []
