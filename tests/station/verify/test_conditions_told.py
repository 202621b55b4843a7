"""The rules that a session was opened with, in words: what was weakened under a known name stands in the report."""

import pytest

from station.verify.conditions import check_conditions
from station.verify.languages import say
from station.verify.record import Record
from station.verify.report import Verdict
from tests.draws import DrawDay
from tests.station.verify.goods_scripts import whole

ASKED = {"plan": "hypergeometric", "share": "9/10", "confidence": "19/20", "allowed": 0, "least_packages": 11}


def said(language="en", **opening):
    """What is noted of a session that was opened so."""
    (found,) = check_conditions(DrawDay(forged=whole("session.opened", opening)).record)
    assert found.verdict is Verdict.NOTE
    return say(found.text, language)


def test_rules_that_ask_for_nothing_are_loud():
    """The profile's name stands beside what was left of its rules."""
    assert said() == (
        "The session names profile 'KZ', a file whose SHA-256 begins with 000000000000. Whether what follows is what "
        "that file asks, "
        "is not checked here: compare it with the published one. NO EXPERT OPINION was asked for. NO SAMPLE was asked "
        "for. NO DRAW "
        "was asked for. Of a plant that was first weighed fresh up to 0‰ may be lost and called drying. NOBODY has to "
        "be present. "
        "NOBODY has to co-sign."
    )


def test_what_is_asked_is_told_in_full():
    """Goods, draw, seats, quorum."""
    conditions = {"opinion": True, "sample": True, "drying_permille": 770, "draw": ASKED}
    told = said(conditions=conditions, seats=["police", "media"], quorum=[["police", "prosecutor"], ["media"]])

    assert (
        "An expert opinion on each consignment was asked for. A sample kept of each consignment was asked for." in told
    )
    assert (
        "A draw was asked for of each consignment of 11 packages or more: plan hypergeometric (this store), share "
        "9/10, confidence "
        "19/20, negatives allowed 0." in told
    )
    assert told.endswith(
        "up to 770‰ may be lost and called drying. Must be present, or be named as absent: police, media. Must "
        "co-sign, one of "
        "each: police or prosecutor; media."
    )


def test_programs_get_the_rules_as_they_were_sealed():
    """With the whole hash, to compare with a file."""
    day = DrawDay()
    (found,) = check_conditions(day.record)
    opened = day.entries[0].data

    assert found.details == {name: opened[name] for name in ("profile", "conditions", "seats", "quorum")}


def test_a_record_that_was_never_opened_has_no_rules():
    """Another check says that it fails."""
    assert list(check_conditions(Record(tuple(DrawDay().entries[1:]), ()))) == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_language_says_it(language):
    """With the names of roles in it."""
    told = said(language, seats=["police"], quorum=[["police"]], conditions={"draw": ASKED})

    assert "000000000000" in told
    assert not any(word in told for word in ("asked", "police", "NOBODY", "hypergeometric"))
