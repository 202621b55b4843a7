"""The furnace's settings: what is wrong is named, what the maker delivers is known, every setting is explained."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from firmware_bridge.furnace.modbus import Question
from firmware_bridge.furnace.registers import Form, Words
from station.config import ConfigError, load
from station.settings.furnace import FurnaceSettings, StatusSettings, TemperatureSettings

SHIPPED = Path("config.yaml")
E5CC = {"source": "modbus", "url": "/dev/ttyUSB1", "controller": "omron-e5cc", "decimals": 1, "place": "the vault"}
TRM202 = {"source": "modbus", "url": "/dev/ttyUSB1", "controller": "oven-trm202", "place": "the vault"}
INT32 = {"register": 16, "form": "int32", "words": "low-first", "decimals": 0}
GENERIC = TRM202 | {"controller": "generic", "temperature": INT32}


def test_every_setting_is_explained_in_the_shipped_file():
    """Each key stands in the commented section of config.yaml, those of the generic map too."""
    text = SHIPPED.read_text(encoding="utf-8")
    section = text[text.index("# furnace:\n") : text.index("\ndisk:")]
    keys = set(FurnaceSettings.model_fields)
    keys |= {name.rstrip("_") for model in (TemperatureSettings, StatusSettings) for name in model.model_fields}

    assert [key for key in keys if f"{key}:" not in section] == []


def test_the_example_in_the_shipped_file_can_be_used():
    """As it stands, without the marks of a comment."""
    text = SHIPPED.read_text(encoding="utf-8")
    lines = text[text.index("# furnace:\n") : text.index("\ndisk:")].splitlines()
    example = yaml.safe_load("\n".join(line.removeprefix("# ") for line in lines))

    assert FurnaceSettings.model_validate(example["furnace"]).threshold_mdeg == 850_000


def test_a_station_without_a_furnace_needs_no_section():
    """Nothing is read, and nothing is guessed."""
    assert load(SHIPPED).furnace is None


@pytest.mark.parametrize(
    ("settings", "questions"),
    [
        (E5CC, [Question(1, 3, 0x2000, 2)]),
        (TRM202 | {"address": 16, "function": 4}, [Question(16, 4, 0x1009, 2), Question(16, 4, 0, 1)]),
        (
            E5CC | {"controller": "eurotherm-3200"},
            [Question(1, 3, 1, 1), Question(1, 3, 75, 2)],
        ),
        (GENERIC, [Question(1, 3, 16, 2)]),
    ],
)
def test_what_is_asked(settings, questions):
    """Registers in as few questions as they allow."""
    found = FurnaceSettings.model_validate(settings)

    assert list(found.registers.questions) == questions


def test_a_float_needs_no_decimals():
    """It tells them itself."""
    found = FurnaceSettings.model_validate(GENERIC | {"temperature": {"register": 16, "form": "float32"}})

    assert found.registers.temperature.decimals == 0


def test_a_generic_map_is_taken_as_it_is():
    """Value, status and bits as in the settings."""
    status = {"register": 40, "function": 4, "sensor_break": 2, "door_open": 8}
    found = FurnaceSettings.model_validate(GENERIC | {"status": status}).registers

    assert (found.temperature.form, found.temperature.words) == (Form.INT32, Words.LOW_FIRST)
    assert (found.status.sensor_break, found.status.door_open, found.status.function) == (2, 8, 4)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (E5CC | {"controller": "e5cc"}, "controller: one of omron-e5cc, oven-trm202, eurotherm-3200, generic"),
        (E5CC | {"decimals": None}, "does not tell its decimals"),
        (TRM202 | {"decimals": 1}, "tells its value itself"),
        (E5CC | {"url": None}, "needs url and controller"),
        ({"source": "board", "place": "the vault", "url": "/dev/ttyUSB1"}, "no line of its own"),
        (TRM202 | {"controller": "generic"}, "generic, which needs temperature"),
        (E5CC | {"temperature": GENERIC["temperature"]}, "are for controller: generic"),
        (
            GENERIC | {"temperature": {"register": 16, "form": "int16", "decimals": 0}, "status": {"register": 40}},
            "look alike",
        ),
        (GENERIC | {"temperature": {"register": 16, "form": "int16"}}, "an int16 does not tell its decimals"),
        (GENERIC | {"temperature": {"register": 16, "form": "float32", "decimals": 1}}, "none of a float32"),
        (E5CC | {"threshold_c": 50}, "threshold_c"),
        (E5CC | {"place": "x"}, "place"),
        (E5CC | {"address": 0}, "address"),
        (E5CC | {"setpoint": 900}, "setpoint"),
    ],
)
def test_settings_that_cannot_work_are_refused(settings, said):
    """With the key, and what is wrong with it."""
    with pytest.raises(ValidationError) as refused:
        FurnaceSettings.model_validate(settings)

    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("furnace", "said"),
    [
        (E5CC | {"url": "/dev/ttyUSB0"}, "another device than the scale's"),
        ({"source": "board", "place": "the vault"}, "is for scale.protocol: board"),
    ],
)
def test_the_furnace_fits_the_scale(tmp_path, furnace, said):
    """Two ports cannot talk on one line, and only a board tells of both."""
    raw = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    raw["furnace"] = furnace
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw))

    with pytest.raises(ConfigError, match=said):
        load(path)


def test_no_camera_is_named_like_the_furnace_s_line(tmp_path):
    """Its recordings would be taken for the controller's."""
    raw = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    raw["cameras"][0]["camera"] = "controller"
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw))

    with pytest.raises(ConfigError, match="no camera may be named controller"):
        load(path)
