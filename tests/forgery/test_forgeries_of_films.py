"""Films changed by one who puts their hashes into every entry: the pictures are whole, and not those that were committed then."""

import pytest

from station.verify.report import Verdict
from station.verify.verify import verify_bag
from tests.forgery.insider import FILM

FORGERIES = ["again", "encoded", "swapped"]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_films_are_called_whole(scene, forgery):
    """Every hash in the record is that of the forged film, so no check of the films can find anything."""
    findings = verify_bag(scene.shown(forgery).bag).findings

    assert scene.cell(forgery, "nothing").failed == []
    assert {each.verdict for each in findings if each.check == "recording"} == {Verdict.PASS}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_film_is_another_one(scene, forgery):
    """The forgery is real: the file differs from the one that was recorded."""
    path = f"data/footage/{FILM}.mp4"

    assert (scene.shown(forgery).bag / path).read_bytes() != (scene.true.bag / path).read_bytes()


@pytest.mark.parametrize("forgery", FORGERIES)
def test_commitments_made_while_filming_expose_it(scene, forgery):
    """The roots of the fragments stood in entries that others had seen: a checkpoint from the middle of the session is enough."""
    assert list(scene.exposing(forgery)) == [
        "certificate",
        "policy",
        "attested",
        "at close",
        "at seal",
        "copy",
        "person",
    ]
    assert "others vouch for 51 entries" in scene.cell(forgery, "attested").told("attested")
