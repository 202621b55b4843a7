"""The profile of a station: chosen in its settings, which may ask otherwise of seats, quorum and what is withheld."""

from pathlib import Path

import pytest
import yaml

from station.config import Config, ConfigError, load
from station.profiles import shipped, source
from station.profiles.terms import WITHHOLDABLE


def configured(tmp_path, **session):
    """The shipped settings with another section `session`."""
    raw = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    raw["session"] = session
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("session", [{}, {"profile": None, "seats": None, "quorum": None, "withhold": None}])
def test_without_a_word_the_session_is_as_in_kazakhstan(tmp_path, session):
    """Nothing said, and null said, are the profile's."""
    config, profile = configured(tmp_path, **session), shipped("KZ")

    assert config.profile is profile
    assert (config.session.seats, config.session.quorum, config.session.withhold) == (
        profile.seats,
        profile.quorum,
        profile.withhold,
    )


def test_the_shipped_settings_leave_it_to_the_profile():
    """As they stand, with every key of the section."""
    config = load(Path("config.yaml"))
    raw = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))

    assert config.profile is shipped("KZ")
    assert raw["session"] == {"profile": "KZ", "seats": None, "quorum": None, "withhold": None}


def test_settings_without_the_section_have_the_default_profile():
    """A station's settings may leave the whole section out."""
    raw = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    del raw["session"]

    assert Config.model_validate(raw).profile is shipped("KZ")


def test_what_the_settings_say_stands_instead(tmp_path):
    """Each of the three by itself; the profile's conditions stay."""
    config = configured(tmp_path, profile="PH", seats=["pdea", "media"], withhold=[])

    assert config.session.seats == ("pdea", "media")
    assert config.session.withhold == ()
    assert config.session.quorum == shipped("PH").quorum
    assert config.profile.conditions == shipped("PH").conditions


def test_the_former_settings_mean_what_they_meant(tmp_path):
    """Explicit seats, quorum and withheld values of before the profiles."""
    groups = [["police"], ["prosecutor", "judiciary"], ["media"]]
    session = configured(tmp_path, seats=["police", "prosecutor", "media"], quorum=groups, withhold=["case"]).session

    assert session.seats == ("police", "prosecutor", "media")
    assert [list(group) for group in session.quorum] == groups
    assert session.withhold == ("case",)


def test_an_own_profile_lies_beside_the_settings(tmp_path):
    """Its path is seen from their folder."""
    (tmp_path / "own.yaml").write_bytes(source("IN", Path()).replace(b"code: IN", b"code: IN-OWN"))

    config = configured(tmp_path, profile="own.yaml")

    assert config.profile.code == "IN-OWN"
    assert config.session.seats == shipped("IN").seats


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ({"profile": "BR"}, "BR cannot be used as a profile:\n  No such file or directory; give KZ, PH, IN"),
        ({"profile": ["KZ"]}, "cannot be used as a profile"),
        ({"seats": ["pdea"]}, "seats: pdea is not among the roles of profile KZ"),
        ({"profile": "PH", "quorum": [["health"]]}, "quorum: health is not among the roles of profile PH"),
        ({"withhold": ["colour"]}, "session.withhold.0: Value error, 'colour' cannot be withheld"),
        ({"quorum": [[]]}, "session.quorum.0"),
        ({"chairs": 3}, "session.chairs: Extra inputs are not permitted"),
    ],
)
def test_a_wrong_setting_of_the_session_is_named(tmp_path, session, said):
    """In the words of the settings' own error."""
    with pytest.raises(ConfigError) as refused:
        configured(tmp_path, **session)

    assert said in str(refused.value)


def test_a_section_that_is_no_section_is_refused(tmp_path):
    """`session:` followed by a word."""
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(Path("config.yaml").read_text("utf-8")) | {"session": "KZ"}))
    with pytest.raises(ConfigError, match="session: "):
        load(path)


def test_what_may_be_withheld_is_what_the_record_can_withhold():
    """The table of entries decides; the settings' and the documents' lists follow it."""
    assert sorted(WITHHOLDABLE) == ["case", "court", "investigator", "number", "place", "seizure_act", "seizure_place"]
    for text in (Path("config.yaml").read_text("utf-8"), Path("docs/profiles.md").read_text("utf-8")):
        assert [field for field in WITHHOLDABLE if field not in text] == []
