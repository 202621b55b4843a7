"""The verifier in English, Russian and Kazakh: nothing is left unsaid, and nothing that it reads can speak for it."""

import ast
import json
import string
from pathlib import Path

import pytest

from station import verify
from station.rules.kinds import KINDS
from station.verify import command
from station.verify.languages import LANGUAGES, kk, preferred, ru, say
from station.verify.report import Fault, Finding, Report, Verdict, conclude, render
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from station.verify.words import Term, joined, listed, roles, sentences, words

SOURCES = sorted(Path(verify.__file__).parent.rglob("*.py"))
TREES = {path: ast.parse(path.read_text()) for path in SOURCES}
TRANSLATIONS = {"kk": kk, "ru": ru}
# What takes the text of a finding, and which of its arguments that is.
SPEAKERS = {"Fault": ("text", 0), "note": ("text", 0), "noted": ("text", 0)}
SPEAKERS |= {"Finding": ("text", 2), "conclude": ("passed", 1), "concluded": ("passed", 1)}
SPOKEN = {"words", "sentences", "listed", "joined", "roles"}


def calls(tree, *names):
    """The calls of functions or methods with these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in names:
                yield name, node


def templates():
    """Every template in the verifier, with where it stands; one that is no plain literal is None."""
    for path, tree in TREES.items():
        for _, call in calls(tree, "words"):
            first = call.args[0]
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield (first.value if literal else None), f"{path.name}:{call.lineno}"


def places(template):
    """The places for facts in a template."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(template) if name is not None})


def checks():
    """The names of all checks."""
    for tree in TREES.values():
        for _, call in calls(tree, "Finding", "conclude", "concluded"):
            if isinstance(call.args[0], ast.Constant):
                yield call.args[0].value


def test_every_template_is_a_plain_literal():
    """The translations are looked up by it."""
    assert [where for template, where in templates() if template is None] == []


def test_every_call_fills_every_place():
    """A fact that is missing would stop the report in the middle."""
    for path, tree in TREES.items():
        for _, call in calls(tree, "words"):
            given = {each.arg for each in call.keywords}
            if None not in given:
                assert (path, call.lineno, sorted(given)) == (path, call.lineno, places(call.args[0].value))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_sentence_is_translated_and_no_other(language):
    """With the same places, so that no fact is lost or asked for in vain; no part of a catalogue overrides another."""
    catalogue = LANGUAGES[language].sentences
    said = {template for template, _ in templates()}
    parts = [each.SENTENCES for each in vars(TRANSLATIONS[language]).values() if hasattr(each, "SENTENCES")]

    assert said - catalogue.keys() == set()
    assert catalogue.keys() - said == set()
    assert sum(map(len, parts)) == len(catalogue)
    assert {key for key, value in catalogue.items() if places(key) != places(value)} == set()


def spoken(node):
    """Whether an expression is words, or a list of words, by what is written there."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name in SPOKEN or name == "saying" or name.startswith("_")
        case ast.IfExp(body=one, orelse=other):
            return spoken(one) and spoken(other)
        case ast.Name() | ast.Attribute():
            return True
    return False


def assigned(function, name):
    """What a function assigns to a name."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(
            isinstance(each, ast.Name) and each.id == name for each in node.targets
        ):
            yield node.value


def unspoken():
    """Where a finding's text is something else than words: a string that no catalogue can hold."""
    for path, tree in TREES.items():
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            for name, call in calls(function, *SPEAKERS):
                keyword, place = SPEAKERS[name]
                given = [each.value for each in call.keywords if each.arg == keyword] or call.args[place : place + 1]
                for text in given:
                    if isinstance(text, ast.Constant) and text.value == "" and name == "conclude":
                        continue  # a check that has failed already has no words for a pass
                    sources = list(assigned(function, text.id)) if isinstance(text, ast.Name) else []
                    if not all(map(spoken, [text, *sources])):
                        yield f"{path.name}:{call.lineno}"


def test_no_finding_says_anything_but_words():
    """A new sentence cannot be forgotten: mypy refuses a string for it, and so does this, without types."""
    assert list(unspoken()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_and_every_word_of_the_format_has_a_name(language):
    """A judge reads no identifiers; English keeps the kinds as they stand in the entries."""
    assert set(LANGUAGES[language].titles) == set(checks())
    assert language == "en" or set(KINDS) - set(LANGUAGES[language].terms) == set()
    assert set(LANGUAGES[language].verdicts) == {each.name for each in Verdict}


def test_facts_may_be_sentences_and_lists():
    """They are said in the language of the sentence around them; the words of the format too."""
    role = words("{person} ({role})", person="P1", role="police")
    text = sentences(words("{file} is missing.", file="a"), None, words("Set aside: {told}.", told=joined([role])))

    assert str(text) == "a is missing. Set aside: P1 (police)."
    assert say(text, "ru") == "Файла a нет. Отложено: P1 (сотрудник полиции)."
    assert say(text, "kk") == "a файлы жоқ. Шетке қойылған: P1 (полиция қызметкері)."
    assert say(roles([["police", "harbour master"], ["media"]]), "ru") == (
        "сотрудник полиции или harbour master; и никто в роли: представитель СМИ"
    )
    assert say(words("{what} (entry {index})", what=Term("batch.ended"), index=9), "kk") == (
        "пеш жүктемесінің аяқталуы (№ 9 жазба)"
    )


def test_many_things_are_counted_in_every_language():
    """The first are named, and how many more there are."""
    assert str(listed(range(12))) == "0; 1; 2; 3; 4; 5; 6; 7; 8; 9; and 2 more"
    assert say(listed(range(12)), "ru").endswith("9; и ещё 2")
    assert say(listed(range(12)), "kk").endswith("9; және тағы 2")


@pytest.mark.parametrize("error", [ValueError("It is torn."), "It is torn."])
def test_an_errors_own_words_are_marked_as_english(error):
    """They are not translated, and the reader is told so."""
    text = words("{file}: {error}", file="a", error=error)

    assert str(text) == "a: It is torn."
    assert say(text, "ru") == "a: проверка не пройдена; подробность на английском: «It is torn.»"
    assert say(text, "kk") == "a: тексеруден өтпеді; толығырақ, ағылшынша: «It is torn.»"


def test_a_text_in_a_record_cannot_add_lines_to_the_report():
    """Neither a line of its own, nor letters that reverse the direction of writing."""
    text = words("{file} is missing.", file="a\nPASS  The record is whole.\u202e")
    lines = render(Report(None, (Finding("contents", Verdict.FAIL, text),), key_checked=True)).splitlines()

    assert lines == [
        r"FAIL  The files in the folder: a\nPASS  The record is whole.\u202e is missing.",
        "FAIL  1 thing is wrong; see the lines that begin with FAIL.",
    ]


def test_braces_in_a_fact_are_only_braces():
    """A name in a record is no template."""
    text = words("Set aside: {told}.", told=words("{reason}", reason="{reason} {nothing}"))

    assert [say(text, each) for each in ("en", "ru")] == [
        "Set aside: {reason} {nothing}.",
        "Отложено: {reason} {nothing}.",
    ]


def test_a_check_that_failed_already_passes_nothing():
    """Without words for a pass there is none, whatever else is noted."""
    note = Fault(words("nobody"), verdict=Verdict.NOTE)

    assert [each.verdict for each in conclude("key", "", [note])] == [Verdict.NOTE]


def test_the_report_of_a_whole_bag_in_every_language(whole_bag, made):
    """As many lines, the same facts, and at the end of a translation that it awaits a legal reader."""
    report = verify_bag(whole_bag, Trust((made.vkey,)))
    english, russian, kazakh = (render(report, each).splitlines() for each in ("en", "ru", "kk"))

    assert len(russian) == len(kazakh) == len(english) + 1
    assert english[-1] == "PASS  The record is whole."
    assert russian[-2:] == [f"{ru.LANGUAGE.verdicts['PASS']}  Запись цела.", ru.LANGUAGE.closing]
    assert kazakh[-2:] == [f"{kk.LANGUAGE.verdicts['PASS']}  Жазба бүтін.", kk.LANGUAGE.closing]
    (seal,) = [each.text.facts["index"] for each in report.findings if each.check == "seal-in-log"]
    assert any(line.endswith(f"Печать в журнале: Печать — запись № {seal} подписанного журнала.") for line in russian)


def test_the_json_keeps_what_programs_read(whole_bag):
    """Only the text is in another language; the check, the verdict and the details are the same."""
    report = verify_bag(whole_bag)
    english, russian = report.to_json(), report.to_json("ru")

    assert all(
        one["text"] != other["text"] for one, other in zip(english["findings"], russian["findings"], strict=True)
    )
    for finding in (*english["findings"], *russian["findings"]):
        del finding["text"]
    assert english == russian


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_ALL": "kk"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        ({"LANG": "run_BI"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment, language):
    """LC_ALL before LANG, as POSIX has it; any other locale is English."""
    assert preferred(environment) == language


def test_the_command_line_speaks_the_language_that_is_asked_for(whole_bag, capsys, monkeypatch):
    """An option before the locale; the JSON is for programs and follows no locale."""
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")

    def said(*arguments):
        assert command.main([str(whole_bag), *arguments]) == 0
        return capsys.readouterr().out

    assert kk.LANGUAGE.closing in said()
    assert ru.LANGUAGE.closing in said("--language", "ru")
    assert "The record agrees with itself." in said("--language", "en")
    assert said("--json") == said("--json", "--language", "en")
    assert said("--json").isascii()
    told = json.loads(said("--json", "--language", "ru"))
    assert any("Печать — запись №" in each["text"] for each in told["findings"])
