"""What an answer and its paper tell of goods that came again: papers that contradict themselves, samples that burned later."""

import json

import pytest

from station.courts.document import LANGUAGES, build_document
from station.courts.document.catalogue import wording
from station.verify.answers.figures import balance_told
from tests.station.act.reading import flat
from tests.station.rules.balance.goods_entries import Log


@pytest.fixture
def came_again():
    """The balance of a consignment that comes again with less stated; its kept sample is burned with it as package K7."""
    log = Log()
    log.consignment(gross_mg=1_000_000)
    log.sample("M1", 20_000)
    log.consignment(session="S2", gross_mg=600_000, continues="S1")
    log.package("K7", session="S2", sample="M1", last=25_000)
    log.weighed("K7", 25_000, session="S2")
    log.burned("K7", session="S2")
    return balance_told(log.entries, {}, "case 1")


def test_an_answer_tells_what_contradicts_itself_and_what_became_of_samples(came_again):
    """The later statement by its entry; the sample's package, what it weighed, and the entries that say so."""
    (consignment,), (sample,) = came_again["consignments"], came_again["samples"]

    assert consignment["restated"] == [2]
    assert consignment["line"]["seized"]["mg"] == 1_000_000
    assert consignment["line"]["samples_burned"]["mg"] == came_again["case"]["samples_burned"]["mg"] == 25_000
    assert (sample["fate"], sample["package"], sample["fated"]) == ("burned", "K7", [3, 5, 6])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_tells_it_too(answers, came_again, language):
    """In each language, with the entries' numbers."""
    found = json.loads((answers.found / "answer.json").read_bytes()) | {"language": language}
    assert wording(language)("figure.restated", entries="").split(":")[0] not in flat(build_document(found))

    found["record"]["balance"] |= came_again
    text, texts = flat(build_document(found)), wording(language)

    assert texts("figure.restated", entries="2") in text
    assert texts("sample.fate_text", fate=texts.term("fate", "burned"), package="K7") in text
    assert texts("figure.samples_burned") in text
    assert "1, 3, 5, 6" in text
