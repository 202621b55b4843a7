"""`station profile show`: a profile as a person reads it, in three languages, and as a file to begin with."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from station.cli.app import app, can_be_mended
from station.profiles import SHIPPED, find, shipped, source
from station.profiles.shown import rows
from station.profiles.terms import WITHHOLDABLE

HEADINGS = yaml.safe_load(Path("station/profiles/headings.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "ru", "kk")


def shown(*words):
    """What the command prints, in one line."""
    done = CliRunner().invoke(app, ["profile", "show", *words], env={"COLUMNS": "200", "LC_ALL": "C"})

    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def texts(value, language):
    """Every text of a profile in a language."""
    if isinstance(value, dict):
        own = [value[language]] if language in value else []
        return own + [text for each in value.values() for text in texts(each, language)]
    return [text for each in value for text in texts(each, language)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SHIPPED)
def test_a_profile_is_shown_whole(code, language):
    """Every text of the file, every withheld field, its hash, and of each rule its mark."""
    profile = shipped(code)
    said = "\n".join(line for _, lines in rows(profile, language) for line in lines)

    assert [text for text in texts(profile.model_dump(), language) if text not in said] == []
    assert profile.sha256 in said
    assert [field for field in profile.withhold if f"{field}: " not in said] == []
    marks = str(profile.model_dump()).count("'mark':")
    assert sum(said.count(f"[{mark[language]}]") for mark in HEADINGS["mark"].values()) == marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_is_without_a_line(language):
    """What a profile has none of says so."""
    told = dict(rows(shipped("IN"), language))

    assert told[HEADINGS["deadlines"][language]] == [HEADINGS["none"][language]]
    assert all(told.values())


def test_every_field_that_may_be_withheld_has_a_name():
    """A new field of the record needs one, or the command would fail."""
    assert set(HEADINGS["withheld"]) == WITHHOLDABLE


def test_the_default_is_shown_in_english():
    """Without a code and without a locale."""
    said = shown()

    assert "KZ, Kazakhstan" in said
    assert "a draw: not needed" in said
    assert "24 h from the seizure until the drugs are at the forensic centre [read in a public source]" in said


def test_another_profile_is_shown_in_another_language():
    """As asked."""
    said = shown("PH", "--language", "ru")

    assert "PH, Филиппины" in said
    assert "72 ч от подачи дела до осмотра наркотиков судом [прочитано в открытом источнике]" in said


def test_a_draw_and_a_sample_s_mass_are_spelt_out(tmp_path):
    """Fractions and grams as numbers, not as their own names."""
    raw = yaml.safe_load(source("IN", Path()))
    raw["code"] = "IN-OWN"
    raw["conditions"]["opinion"] = False
    raw["conditions"]["draw"] = {
        "plan": "beta",
        "share": "90%",
        "confidence": "95%",
        "allowed": 0,
        "least_packages": 10,
    }
    raw["sample"]["least_mg"] = 5_050
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    told = dict(rows(find(str(path), Path()), "en"))

    assert told["Conditions"][0] == "an expert opinion: not needed"
    assert told["Conditions"][-1] == (
        "a draw from 10 packages on: beta, share 9/10, confidence 19/20, negatives allowed 0"
    )
    assert told["Samples"][2:4] == ["at least 5.05 g", "opium: at least 24 g"]


def test_the_file_itself_is_printed_byte_for_byte(tmp_path):
    """Saved unchanged it is the same profile."""
    done = CliRunner().invoke(app, ["profile", "show", "IN", "--yaml"])
    (tmp_path / "copy.yaml").write_bytes(done.stdout_bytes)

    assert find("copy.yaml", tmp_path).sha256 == shipped("IN").sha256


def test_a_profile_that_cannot_be_used_is_one_the_user_can_mend(tmp_path):
    """No trace: the sentence says which file and which key."""
    (tmp_path / "own.yaml").write_text("code: KZ\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["profile", "show", str(tmp_path / "own.yaml")])

    assert can_be_mended(done.exception)
    assert "roles: Field required" in str(done.exception)


def test_a_language_that_nobody_speaks_here_is_refused():
    """Three are known."""
    done = CliRunner().invoke(app, ["profile", "show", "--language", "xx"])

    assert done.exit_code == 2
