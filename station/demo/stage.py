"""The demo's station: a folder with its own configuration, key and operator, the drawn room, and `station run` over it."""

import json
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

import yaml

from firmware_bridge.simulator import Plate, SimulatedScale
from firmware_bridge.simulator.furnace import SimulatedFurnace
from station import keys, operators
from station.config import load
from station.demo.console import Console, Refusal
from station.demo.neighbours import Neighbours

OPERATOR = "demo-operator"
READY_S = 30.0
STOP_S = 20.0
CHECK_WEIGHT, CHECK_MG = "m1-20kg", 20_000_000
PLATE = Plate(max_mg=60_000_000, division_mg=1_000, unit="kg", model="SIM60K", serial="SIM-0042")


class StageError(RuntimeError):
    """The demo cannot be set up; the message says why."""


class SceneCameras:
    """The process that plays the two network cameras."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "station.demo.scene_server"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        if self._process.stdout is None:
            raise StageError("the scene's process has no output")
        self.address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"

    def room(self, **what: Any) -> None:
        """Change what the cameras see."""
        self._say("/room", what)

    def outage(self, path: str, seconds: float) -> None:
        """Take a camera off the network."""
        self._say("/outage", {"path": path, "seconds": seconds})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.communicate()

    def settings(self, video: Path | None) -> list[dict[str, Any]]:
        """The cameras as a station's settings name them; `video` is a film to stand for the second one."""
        scale = {"camera": "scale", "view": "the scale and the package on it", "source": f"{self.address}/scale"}
        furnace = {
            "camera": "furnace",
            "view": "the furnace door",
            "source": f"{self.address}/furnace",
            "way": "original",
        }
        if video is not None:
            film: dict[str, Any] = {"source": str(video.resolve()), "way": "encoded", "loop": True}
            furnace |= {"view": "a film given with --video", **film}
        return [scale | {"way": "encoded", "bitrate_kbps": 1500}, furnace]

    def _say(self, path: str, what: dict[str, Any]) -> None:
        request = urllib.request.Request(self.address + path, json.dumps(what).encode(), method="POST")  # noqa: S310
        urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 - our own process, on loopback


class Stage(NamedTuple):
    """What a day needs: a console that is logged in, the scale, and the station's process."""

    console: Console
    scale: SimulatedScale
    supervisor: int


@contextmanager
def stage(
    folder: Path,
    cameras: list[dict[str, Any]],
    port: int = 0,
    *,
    neighbours: Neighbours | None = None,
    furnace: SimulatedFurnace | None = None,
    protocol: str = "mt-sics",
    **line: Any,
) -> Iterator[Stage]:
    """Set a station up in an empty folder with these cameras, start it, and stop it at the end; port 0 takes a free one.

    The neighbours move into the same folder, and are asked to vouch for the log. The furnace is read, if one is given.
    The scale speaks `protocol`; `line` is what the settings say of it beside.
    """
    _empty(folder)
    outbox = {} if neighbours is None else neighbours.move_in(folder)
    with SimulatedScale(protocol=protocol, plate=PLATE, link=folder / "scale-line", settle_us=600_000) as scale:
        config = folder / "config.yaml"
        settings = _settings(scale.device, cameras, port or _free_port()) | {"outbox": outbox}
        settings["scale"] |= {"protocol": protocol, **line}
        settings["furnace"] = None if furnace is None else _furnace(furnace.device)
        config.write_text(yaml.safe_dump(settings))
        password = _prepare(config, folder)
        if neighbours is not None:
            neighbours.follow(folder / "station.vkey")
        with _running(config, folder / "station.log") as process:
            api = load(config).api
            console = Console(f"http://{api.host}:{api.port}")
            _wait_ready(console)
            console.log_in(OPERATOR, password)
            yield Stage(console, scale, process.pid)


def _empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise StageError(f"{folder} is not empty: remove it, or give another folder with --out")
    folder.mkdir(parents=True, exist_ok=True)


def _settings(device: str, cameras: list[dict[str, Any]], port: int) -> dict[str, Any]:
    return {
        "station": {
            "name": "demo.station.example/furnace-1",
            "key": "recordings/station.key",
            "recordings": "recordings",
            "database": "sqlite:///recordings/station.db",
        },
        "api": {"port": port, "operators": "recordings/operators.json", "secret": "recordings/api.secret"},
        "session": {
            "profile": "KZ",
            "seats": ["police", "prosecutor", "media"],
            "quorum": [["police"], ["prosecutor", "judiciary"], ["media"]],
            "withhold": ["case"],
        },
        "weighing": {"stable_ms": 1200, "timeout_s": 60},
        "scale": {
            "url": device,
            "protocol": "mt-sics",
            "accuracy_class": "II",
            "min_mg": 50_000,
            "max_mg": PLATE.max_mg,
            "division_mg": PLATE.division_mg,
            "verification": {
                "number": "demo-0001",
                "expires": f"{datetime.now(UTC).year + 1}-12-31",
                "seals": ["demo-77"],
            },
            "check_weights": [{"weight": CHECK_WEIGHT, "nominal_mg": CHECK_MG, "certificate": "demo certificate M1"}],
        },
        "disk": {"reserve_mb": 50, "mb_per_camera_minute": 20},
        "cameras": cameras,
    }


def _furnace(device: str) -> dict[str, Any]:
    line = {"source": "modbus", "url": device, "parity": "N", "poll_ms": 250}  # a pseudo-terminal knows no parity
    return line | {"controller": "omron-e5cc", "decimals": 1, "place": "the vault of the demonstration's chamber"}


def _prepare(config_file: Path, folder: Path) -> str:
    config = load(config_file)
    config.station.recordings.mkdir()
    verifier_keys = keys.generate(config.station.key, config.station.name)
    (folder / "station.vkey").write_text("".join(f"{key}\n" for key in verifier_keys))
    password = secrets.token_urlsafe(12)
    operators.add(config.api.operators, OPERATOR, password)
    return password


@contextmanager
def _running(config: Path, log: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Run `station run` over the configuration."""
    with log.open("wb") as output:
        command = [sys.executable, "-m", "station.cli", "run", "--config", str(config)]
        process = subprocess.Popen(command, stderr=output, stdout=output)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(STOP_S)


def _wait_ready(console: Console) -> None:
    deadline = time.monotonic() + READY_S
    while True:
        try:
            console.get("/health/ready")
        except (Refusal, OSError) as error:
            if time.monotonic() > deadline:
                raise StageError(
                    f"the station does not get ready; see station.log in the demo's folder ({error})"
                ) from error
            time.sleep(0.2)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def copy_log(folder: Path) -> None:
    """Leave the published log as `/log/` serves it beside the bag."""
    shutil.copytree(folder / "recordings" / "log", folder / "log")
