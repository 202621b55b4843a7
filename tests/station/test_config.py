"""The settings: what is wrong is named, and nothing is guessed."""

from pathlib import Path

import pytest
import yaml

from station.config import Config, ConfigError, load

SHIPPED = Path("config.yaml")
YAOHUA = {"protocol": "yaohua-command", "unit": "kg", "decimals": 2}
FAST = {"protocol": "yaohua-0", "unit": "kg", "decimals": 2, "baudrate": 115_200, "window_ms": 3000}
TOLEDO = {"protocol": "toledo-8217", "unit": "kg", "baudrate": 9600}


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


def slow_question(raw):
    """A scale that is asked too seldom for so short a time."""
    raw["weighing"].update(stable_ms=1000)
    raw["scale"].update(poll_ms=500, period_ms=1000)


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
        (slow_question, "scale.poll_ms: below 500, which is half of weighing.stable_ms"),
        (lambda raw: raw["scale"].update(poll_ms=800, period_ms=2000), "scale.poll_ms: below 750"),
        (lambda raw: raw["scale"].update(YAOHUA, address=27), "the address is from 1 to 26, not 27"),
        (lambda raw: raw["scale"].update(YAOHUA, unit="lb"), "scale.unit"),
        (
            lambda raw: raw["scale"].update(FAST),
            "scale.window_ms: at scale.baudrate 115200 a scale could send 34560 bytes",
        ),
        (lambda raw: raw["scale"].update(FAST), "choose a shorter time or a lower speed"),
        (
            lambda raw: (raw["scale"].update(FAST, window_ms=1000), raw["weighing"].update(stable_ms=2500)),
            "weighing.stable_ms: at scale.baudrate 115200",
        ),
        (lambda raw: raw["weighing"].update(stable_ms=60_000), "weighing.stable_ms: at scale.baudrate 9600"),
        (lambda raw: raw["scale"].update(decimals=2), "mt-sics tells the decimals itself"),
        (lambda raw: raw["scale"].update(baudrate=0), "scale.baudrate"),
        (lambda raw: raw["cameras"][0].update(camera="serial"), "no camera may be named serial"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, change, said):
    """The error names the key and what is wrong with it."""
    with pytest.raises(ConfigError) as refused:
        load(changed(tmp_path, change))

    assert said in str(refused.value)


@pytest.mark.parametrize(
    "scale",
    [
        FAST | {"window_ms": 2000},
        FAST | {"baudrate": 57_600},
        YAOHUA | {"address": 26, "baudrate": 115_200},
        TOLEDO,
        TOLEDO | {"decimals": 3},
    ],
)
def test_settings_that_a_line_can_keep_are_taken(tmp_path, scale):
    """Times in which few enough bytes come; decimals where some makers of a protocol send no point."""
    config = load(changed(tmp_path, lambda raw: raw["scale"].update(scale)))

    assert config.scale.form.decimals == scale.get("decimals")


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
