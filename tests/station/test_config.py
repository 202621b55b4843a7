"""The settings: what is wrong is named, and nothing is guessed."""

from pathlib import Path

import pytest
import yaml

from station.config import Config, ConfigError, load

SHIPPED = Path("config.yaml")


def changed(tmp_path, change):
    """A copy of the shipped settings with one change."""
    raw = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    change(raw)
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw))
    return path


def test_the_shipped_settings_load_with_absolute_paths(tmp_path):
    """Paths stand relative to the file, wherever the command is run."""
    config = load(changed(tmp_path, lambda _: None))

    assert config.station.recordings == tmp_path / "recordings"
    assert config.station.database == f"sqlite:///{tmp_path}/recordings/station.db"
    assert config.api.host == "127.0.0.1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.update(colour="red"), "colour: Extra inputs are not permitted"),
        (lambda raw: raw["scale"].update(pot=1), "scale.pot: Extra inputs are not permitted"),
        (lambda raw: raw["scale"].update(min_mg=10**9), "Min is at least"),
        (lambda raw: raw["cameras"].append(raw["cameras"][0]), "two cameras have the same name"),
        (lambda raw: raw["station"].update(name="a b+c"), "station.name"),
        (lambda raw: raw.update(cameras=[]), "cameras"),
        (lambda raw: raw["scale"].update(min_mg=0), "scale.min_mg"),
        (lambda raw: raw["scale"].update(poll_ms=60), "scale.poll_ms"),
        (lambda raw: raw["scale"].update(poll_ms=400), "at least twice poll_ms"),
        (lambda raw: raw["weighing"].update(stable_ms=200), "weighing.stable_ms"),
        (lambda raw: raw["cameras"][0].update(camera="serial"), "no camera may be named serial"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, change, said):
    """The error names the key and what is wrong with it."""
    with pytest.raises(ConfigError) as refused:
        load(changed(tmp_path, change))

    assert said in str(refused.value)


def test_a_missing_file_says_what_to_do(tmp_path):
    """No settings, no guess."""
    with pytest.raises(ConfigError, match="--config"):
        load(tmp_path / "none.yaml")


def test_every_setting_is_explained_in_the_shipped_file():
    """Each key of the model stands in config.yaml, so that nobody has to read code to find one."""
    text = SHIPPED.read_text(encoding="utf-8")
    sections = {name: field.annotation for name, field in Config.model_fields.items()}
    keys = [key for name, model in sections.items() if hasattr(model, "model_fields") for key in model.model_fields]

    assert [key for key in keys if f"{key}:" not in text] == []
