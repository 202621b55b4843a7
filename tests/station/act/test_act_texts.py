"""The three catalogues say the same: same keys, same places, nothing that cannot be printed, nothing that is not asked for."""

import re
from pathlib import Path
from string import Formatter

import pytest

from firmware_bridge.reading import ShownAs, TareKind
from station.act.annexes.footage import INCIDENTS
from station.act.catalogue import LANGUAGES, SECTIONS, load_texts
from station.act.pictures import Unseen
from station.act.printable import printable
from station.rules.balance import Basis
from station.rules.goods import Decision, Fate, Form, SealState, TestResult
from station.rules.metrology import Change
from station.verify.drawing import State

CATALOGUES = {language: load_texts(language).by_key for language in LANGUAGES}
# Words of the record, looked up as they come.
WORDS = ("role.", "fate.", "shown.", "tare_kind.", "change.", "events.", "way.", "incident.", "refused.")
WORDS += ("basis.", "form.", "seal_state.", "decision.", "result.", "drawing.", "unseen.")


def places(text):
    """The places of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_catalogues_have_the_same_keys_and_places(language):
    """What is said in one language is said in all."""
    own, english = CATALOGUES[language], CATALOGUES["en"]

    assert own.keys() == english.keys()
    assert {key: places(text) for key, text in own.items()} == {key: places(text) for key, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_printed(language):
    """No text of ours is shown by numbers, and none is empty."""
    broken = [key for key, text in CATALOGUES[language].items() if not text or printable(text) != text]

    assert broken == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_cyrillic_texts_are_cyrillic(language):
    """No English is left in them, and the quotation marks and dashes are the language's own."""
    own, english = CATALOGUES[language], CATALOGUES["en"]
    same = {
        key for key, text in own.items() if text == english[key] and re.search("[A-Za-z]{3}", re.sub("{.*?}", "", text))
    }
    wrong = [key for key, text in own.items() if re.search(r"[“”\"]| - ", text)]

    assert same == {"time.both"}  # UTC is UTC
    assert wrong == []


def test_every_word_that_the_record_may_use_has_its_translation():
    """A record must not stop the act by something that may happen, nor English words stand in a Kazakh one."""
    needed = [f"incident.{kind}" for kind in INCIDENTS]
    for group, words in (
        ("fate", Fate),
        ("change", Change),
        ("shown", ShownAs),
        ("tare_kind", TareKind),
        ("basis", Basis),
        ("form", Form),
        ("seal_state", SealState),
        ("decision", Decision),
        ("result", TestResult),
        ("drawing", State),
        ("unseen", Unseen),
    ):
        needed += [f"{group}.{word.value}" for word in words]

    assert [key for key in needed if key not in CATALOGUES["en"]] == []


def test_no_text_is_left_over():
    """Every key is named in the code, or is a word of the record."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path("station/act").rglob("*.py"))
    named = set(re.findall(r"[a-z_0-9]+", code))
    left = [key for key in CATALOGUES["en"] if not key.startswith(WORDS) and not set(key.split(".")) <= named]

    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_sent_to_sections_that_exist(language):
    """A section that moves takes its number along."""
    sent = {place for text in CATALOGUES[language].values() for place in places(text) if place.startswith("see_")}

    assert sent <= {f"see_{name}" for name in SECTIONS}
    assert load_texts(language)("front.noted_remarks", count=2).count(str(SECTIONS.index("remarks") + 1)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_kazakh_awaits_a_legal_reader(language):
    """Each act says on every page that the figures prevail; the Kazakh one also that no lawyer has read it yet."""
    said = CATALOGUES[language]["language_note"]

    assert ("заңгер" in said) == (language == "kk")
