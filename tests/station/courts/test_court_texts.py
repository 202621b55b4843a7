"""The texts of the paper in three languages: the same keys and places, all printable, all used."""

import re
import string
from pathlib import Path

import pytest
import yaml

from station.act.printable import printable
from station.courts.document.catalogue import LANGUAGES, SEE, wording
from station.courts.hashing import CHANGED, MISSING, UNFINISHED
from station.rules.balance import Lacking
from station.rules.goods import Fate, TestResult
from station.rules.metrology import Change

FILES = {language: Path(f"station/courts/texts/{language}.yaml") for language in LANGUAGES}
OWN = {language: set(yaml.safe_load(file.read_text(encoding="utf-8"))) for language, file in FILES.items()}
TEXTS = {
    language: {key: text for key, text in wording(language).by_key.items() if key.split(".")[0] in OWN["en"]}
    for language in LANGUAGES
}
OF_THE_RECORD = ("lacking.", "result.", "trouble.", "log.token", "log.witness")  # chosen by a word of the record


def places(text):
    """The places for facts."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts(language):
    """No fact is lost in translation, and no section is sent to that does not exist."""
    own, english = TEXTS[language], TEXTS["en"]

    assert own.keys() == english.keys()
    assert {key: places(text) for key, text in own.items()} == {key: places(text) for key, text in english.items()}
    assert {place for text in own.values() for place in places(text) if place.startswith("see_")} <= SEE.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_printed(language):
    """None is shown by numbers, and none is empty."""
    assert [key for key, text in TEXTS[language].items() if not text or printable(text) != text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_record_has_a_name(language):
    """What a figure lacks, what became of a package, why a file is not the original."""
    words = {
        "lacking": Lacking,
        "result": TestResult,
        "trouble": (CHANGED, MISSING, UNFINISHED),
        "fate": Fate,
        "change": Change,
    }
    needed = [f"{group}.{word}" for group, each in words.items() for word in each]

    assert [key for key in needed if key not in wording(language).by_key] == []


def test_no_text_is_left_over():
    """Every key is named in the code, or is a word of the record."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path("station/courts/document").glob("*.py"))
    code += Path("station/verify/answers/figures.py").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z_0-9]+", code))

    keys = (key.removesuffix("_text") for key in TEXTS["en"] if not key.startswith(OF_THE_RECORD))

    assert [key for key in keys if not set(key.split(".")) <= named] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_kazakh_awaits_a_legal_reader(language):
    """The paper says so on every page."""
    assert ("заңгер" in TEXTS[language]["language_note"]) == (language == "kk")
