"""The profiles that the program brings: each is complete, and says of its country what was read."""

import hashlib
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from station.act.catalogue import LANGUAGES as ACT_LANGUAGES
from station.profiles import DEFAULT, SHIPPED, known, shipped, source
from station.rules.kinds import CONDITIONS, QUORUM
from station.rules.shapes import Each, check_shape

FOLDER = Path("station/profiles")


@pytest.mark.parametrize("code", SHIPPED)
def test_a_profile_gives_what_a_session_s_first_entry_holds(code):
    """Conditions, seats and quorum have the shapes of `session.opened`, and nothing that is not an integer, text or boolean."""
    profile = shipped(code)

    check_shape(profile.conditions.model_dump(), CONDITIONS)
    check_shape([list(group) for group in profile.quorum], QUORUM)
    check_shape(list(profile.seats), Each(str))
    check_shape({"code": profile.code, "sha256": profile.sha256}, {"code": str, "sha256": str})


@pytest.mark.parametrize("code", SHIPPED)
def test_a_profile_is_named_by_its_file(code):
    """The hash is what `sha256sum` prints of the file, and the code is its own."""
    profile = shipped(code)

    assert profile.sha256 == hashlib.sha256((FOLDER / f"{code.lower()}.yaml").read_bytes()).hexdigest()
    assert profile.code == code


def test_every_file_of_the_room_is_a_profile_or_the_headings():
    """None lies there that nobody can choose, and all are part of an installed program."""
    names = {path.name for path in FOLDER.glob("*.yaml")}
    packaged = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]

    assert names == {f"{code.lower()}.yaml" for code in SHIPPED} | {"headings.yaml"}
    assert packaged["station.profiles"] == ["*.yaml"]


@pytest.mark.parametrize("code", SHIPPED)
def test_a_profile_is_known_by_code_and_hash_together(code):
    """Another file under the same code, and another code with the same hash, are not the profile."""
    profile = shipped(code)
    other = hashlib.sha256(source(code, Path()) + b"\n").hexdigest()

    assert known(code, profile.sha256) is profile
    assert known(code, other) is None
    assert known(next(each for each in SHIPPED if each != code), profile.sha256) is None
    assert known("XX", profile.sha256) is None


def test_the_act_s_languages_are_the_profiles_languages():
    """An act in any language finds its words."""
    title = shipped(DEFAULT).wording.title

    assert {language: title.said(language) for language in ACT_LANGUAGES} == title.model_dump()


def test_kazakhstan_seats_the_five_and_asks_for_no_draw():
    """procedure.md, 3.3: one police, prosecutor, judiciary, media, plus health; the decree asks for no draw."""
    profile = shipped("KZ")

    assert profile.seats == ("police", "prosecutor", "judiciary", "media", "health")
    assert profile.quorum == tuple((seat,) for seat in profile.seats)
    assert profile.conditions.model_dump() == {"opinion": True, "sample": True, "drying_permille": 770, "draw": None}
    assert [each.hours for each in profile.deadlines] == [24]
    assert profile.sample.by_substance == ()


def test_the_philippines_seat_those_whom_the_law_names():
    """R.A. 9165, section 21: accused or counsel, media, DOJ, civil society, elected official; 72 hours, then 24."""
    profile = shipped("PH")

    assert {"defence", "media", "justice", "civil_society", "elected_official"} < set(profile.seats)
    assert [each.hours for each in profile.deadlines] == [24, 72, 24]
    assert [each.by for each in profile.wording.certifications] == ["drugs_board"]


def test_india_keeps_a_duplicate_of_each_sample():
    """G.S.R. 899(E): 5 g, of opium, ganja and charas 24 g, and the same of the duplicate."""
    sample = shipped("IN").sample

    assert (sample.each, sample.least_mg) == (2, 5_000)
    assert {each.en: each.least_mg for each in sample.by_substance} == {
        "opium": 24_000,
        "ganja": 24_000,
        "charas (hashish)": 24_000,
    }


def test_a_role_that_the_profile_does_not_declare_is_called_by_its_code():
    """Anybody may join a session."""
    profile = shipped("KZ")

    assert [profile.role("health", language) for language in ("en", "ru")] == [
        "health authority",
        "представитель органа здравоохранения",
    ]
    assert profile.role("auditor", "kk") == "auditor"


def test_a_profile_cannot_be_changed():
    """What was sealed at the opening holds until the end."""
    with pytest.raises(ValidationError, match="frozen"):
        shipped("KZ").conditions.opinion = False
