"""What goes wrong at a real station gets a clear answer, and nothing is lost: commands, cameras, lines, disks, second starts."""

import json
import subprocess
import sys
import time

import pytest

from station.config import load
from station.demo.console import Refusal
from station.demo.stage import SceneCameras, stage
from station.evidence.export import export_session
from station.ledger import engine
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.crash.day import LongDay
from tests.goods import package, told

pytestmark = [pytest.mark.slow, pytest.mark.live]
PATIENCE_S = 40


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A station with two drawn cameras and a simulated scale, and a session open at it."""
    folder = tmp_path_factory.mktemp("station") / "s"
    with SceneCameras() as cameras, stage(folder, cameras.settings(None)) as (console, scale, _):
        day = LongDay(console, scale)
        day.open()
        yield folder, console, scale, day


def problem(call):
    """The problem with which a command is refused."""
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.problem


def test_a_command_out_of_order_names_what_is_missing(running):
    """Closing while nothing was burned or lighting a fire without a batch says what must come first."""
    _, console, _, day = running

    found = problem(lambda: console.post(f"/sessions/{day.session}/batches"))
    assert (found["status"], found["type"]) == (409, "/problems/out-of-order")
    assert any("registered package" in reason for reason in found["missing"])
    assert found["remedy"].startswith("First: ")


def test_a_request_of_the_wrong_shape_names_the_field(running):
    """A package without a seal, or with an unknown field, is refused by the field's name."""
    _, console, _, day = running
    paper = {"package": "K9", "consignment": "C1", "description": "sack", "colour": "red"}

    found = problem(lambda: console.post(f"/sessions/{day.session}/packages", **paper))
    assert found["status"] == 422
    assert "seal" in json.dumps(found)
    assert "colour" in json.dumps(found)


def test_a_second_station_on_the_same_recordings_is_refused(running):
    """The second one says who is there, changes nothing, and the first goes on."""
    folder, console, _, day = running
    command = [sys.executable, "-m", "station.cli", "run", "--config", str(folder / "config.yaml")]
    second = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)

    assert second.returncode == 2
    assert "in use by process" in " ".join(second.stderr.split())
    assert console.get(f"/sessions/{day.session}")["stage"] == "open"


def test_garbage_on_the_line_becomes_no_weight_and_stays_in_the_recording(running):
    """Noise while a package is weighed delays the weighing, which then is exact; the noise is in the raw recording."""
    folder, console, scale, day = running
    console.post(f"/sessions/{day.session}/packages", **told(package("K1", "Z1")))
    console.until(f"/sessions/{day.session}/batches", timeout_s=PATIENCE_S)
    console.post(f"/sessions/{day.session}/packages/K1/present", seal="Z1", seal_state="intact")
    time.sleep(2.6)
    scale.put(7_654_000)
    for _ in range(3):
        scale.send_garbage()
        time.sleep(0.1)
    made = console.until(f"/sessions/{day.session}/packages/K1/weigh", timeout_s=PATIENCE_S)["made"]

    assert (made["mass_mg"], made["figure"].strip(), made["unit"]) == (7_654_000, "7.654", "kg")
    serial = next((folder / "recordings" / day.session).glob("*-serial-*.txt"))
    assert "ff00ff" in serial.read_text().replace("\n", " ")


def test_a_wrong_config_is_refused_by_the_key(tmp_path):
    """`station run` with an unknown key says which, and starts nothing."""
    (tmp_path / "config.yaml").write_text("colour: red\n")
    command = [sys.executable, "-m", "station.cli", "run", "--config", str(tmp_path / "config.yaml")]
    found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)

    assert found.returncode == 2
    assert "colour: Extra inputs are not permitted" in " ".join(found.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]


def test_a_camera_that_does_not_exist_is_named_when_a_session_opens(tmp_path):
    """The station starts, says which camera is missing, and opens no session without it."""
    away = {"camera": "away", "view": "nothing", "source": "http://127.0.0.1:9/none", "way": "encoded"}
    with stage(tmp_path / "s", [away]) as (console, _, _):
        body = {"type": "t", "number": "n", "date": "2026-11-21", "issuer": "i"}
        people = [{"role": "police", "name": "n", "body": "b"}]
        opening = {"basis": body, "people": people, "place": "p", "furnace": "f", "planned_minutes": 1}

        found = problem(lambda: console.post("/sessions", **opening))
        assert found["status"] == 409
        assert "camera away to be live" in found["missing"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 280 MB of its own; needs root, as CI is."""
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=280m", "tmpfs", folder], check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_stops_nothing_for_ever_and_loses_nothing(small_disk):
    """With the disk full commands are refused with what to do; with room again the session goes on and verifies."""
    with SceneCameras() as cameras, stage(small_disk / "s", cameras.settings(None)) as (console, scale, _):
        day = LongDay(console, scale)
        day.open()
        ballast = small_disk / "ballast"
        fill(ballast)
        refused = wait_for_full(console, day)
        ballast.unlink()
        while not any(batch["state"] == "ended" for batch in console.get(f"/sessions/{day.session}/batches")):
            day.step()
        day.finish()
        acknowledged, session = list(day.acknowledged), day.session
    assert refused["remedy"].startswith("Free space")

    settings = load(small_disk / "s" / "config.yaml").station
    with engine.reader(settings.database).connect() as connection:
        export_session(connection, settings.recordings, session, small_disk / "bag")
    report = verify_bag(small_disk / "bag", Trust(tuple((small_disk / "s" / "station.vkey").read_text().split())))
    assert [str(failure.text) for failure in report.failures] == []
    lines = (small_disk / "bag" / "data" / "entries.jsonl").read_bytes().splitlines()
    first = json.loads(lines[-1])["data"]["first"]
    assert all(first <= entry < first + len(lines) for entry in acknowledged)


def fill(path):
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            return


def wait_for_full(console, day):
    """Give commands until one is refused because the disk is full."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        remark = {"person": "P1", "text": "x" * 4000}
        try:
            day.acknowledged += console.post(f"/sessions/{day.session}/remarks", **remark)["entries"]
        except Refusal as refused:
            if refused.problem["status"] == 507:
                return refused.problem
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("the disk never became full")
