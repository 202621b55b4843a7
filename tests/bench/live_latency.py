"""From the last byte of a scale's line to the event in a reader's hands: the goal is 99 % under 50 ms.

A real `station run` (supervisor, recorder, API, two cameras) reads a pseudo-terminal on which continuous output comes twenty
times a second, each frame with another value; a reader of `/api/v1/events` notes when it gets which.
"""

import argparse
import json
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import yaml

from firmware_bridge.simulator.line import PtyLine
from station.demo.console import Console
from station.demo.stage import SceneCameras, _free_port, _prepare, _running, _settings, _wait_ready

PERIOD_S = 0.05
GOAL_MS = 50
SWA, SWB, SWC = 0x2D, 0x30, 0x20  # kg with three decimals, stable


def main() -> None:
    """Print the share of events under the goal, and the median, 99th percentile and worst latency."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, default=1000)
    readings = parser.parse_args().readings
    with tempfile.TemporaryDirectory() as name, SceneCameras() as cameras:
        latencies_ms = sorted(_measure(Path(name), cameras, readings))
    under = sum(each < GOAL_MS for each in latencies_ms) / readings
    print(f"{readings} readings at 20 a second, {len(latencies_ms)} of them seen by the reader")
    print(f"{under:.1%} of all within {GOAL_MS} ms of their last byte (goal: 99 %)")
    for share in (0.5, 0.9, 0.99, 1):
        print(f"  {share:4.0%}: {latencies_ms[min(len(latencies_ms) - 1, int(share * len(latencies_ms)))]:6.1f} ms")


def _measure(folder: Path, cameras: SceneCameras, readings: int) -> list[float]:
    line = PtyLine(folder / "scale-line")
    settings = _settings(line.device, cameras.settings(None), _free_port())
    settings["scale"] |= {"protocol": "mt-continuous", "mode": "stream"}
    config = folder / "config.yaml"
    config.write_text(yaml.safe_dump(settings))
    _prepare(config, folder)
    with _running(config, folder / "station.log"):
        console = Console(f"http://127.0.0.1:{settings['api']['port']}")
        _wait_ready(console)
        seen: dict[int, float] = {}
        threading.Thread(target=_follow, args=(console.address, seen), daemon=True).start()
        sent = _send(line, readings)
        time.sleep(1)
    return [(seen[number] - at) * 1000 for number, at in sent.items() if number in seen]


def _send(line: PtyLine, readings: int) -> dict[int, float]:
    sent: dict[int, float] = {}
    begin = time.monotonic() + 2  # the port opens, the reader connects
    for number in range(-40, readings):
        time.sleep(max(0.0, begin + number * PERIOD_S - time.monotonic()))
        line.write(b"\x02" + bytes((SWA, SWB, SWC)) + f"{max(number, 0) + 10_000:06}000000\r".encode())
        if number >= 0:
            sent[number] = time.monotonic()
    return sent


def _follow(address: str, seen: dict[int, float]) -> None:
    with urllib.request.urlopen(f"{address}/api/v1/events", timeout=60) as stream:
        for line in stream:
            at = time.monotonic()
            if line.startswith(b"data:") and b'"mass_mg"' in line:
                mass_mg = json.loads(line[5:]).get("scale", {}).get("mass_mg")
                if mass_mg is not None:
                    seen.setdefault(mass_mg // 1000 - 10_000, at)


if __name__ == "__main__":
    main()
