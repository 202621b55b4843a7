"""Two 720p25 cameras encoded in real time at once, by two processes: how many frames were dropped, and counted again by PyAV.

python -m tests.bench.dropped_frames [--seconds 30]
"""

import argparse
import multiprocessing
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import av

from station.cameras.messages import Orders, OrderSender, Overlay, RecordingOrder
from station.cameras.preview import preview_path
from station.cameras.settings import Folders
from station.cameras.worker import run_camera
from station.config import CameraSettings
from station.streams.journal import JournalReader, journal_path
from tests.real_film import made_film

CAMERAS = ("scale", "furnace")
FPS = 25
GOAL = 0


def start(camera: str, film: Path, folders: Folders) -> BaseProcess:
    """Start a camera's process, and wait for its first picture."""
    settings = CameraSettings(camera=camera, view="", source=str(film), way="encoded", bitrate_kbps=3000)
    process = multiprocessing.get_context("spawn").Process(target=run_camera, args=(settings, folders))
    process.start()
    while not preview_path(folders.run, camera).exists():
        time.sleep(0.05)
    return process


def order(folders: Folders, seconds: float) -> None:
    """Have all cameras film for so long, in two batches."""
    senders = [OrderSender(folders.run, camera) for camera in CAMERAS]
    rounds = round(seconds * 10)
    for number in range(rounds):
        part = RecordingOrder(session="bench", folder="bench", batch="B1", part=2 * number // rounds)
        for sender in senders:
            sender.send(Orders(recording=part, overlay=Overlay(session="bench", weight="1 g", weight_age_us=0)))
        time.sleep(0.1)


def count(folders: Folders, camera: str) -> tuple[int, int, float]:
    """Frames in the films by PyAV, frames lost by the journal, and the frames that the time filmed has room for."""
    events = JournalReader(journal_path(folders.recordings / "bench", camera)).read()
    lost = sum(data["frames_lost"] or 0 for kind, data in events if kind == "camera.gap")
    started = [data for kind, data in events if kind == "recording.started"]
    ended_us = max(data["ended_us"] for kind, data in events if kind == "recording.finished")
    frames = 0
    for each in started:
        with av.open(str(folders.recordings / each["file"])) as container:
            frames += sum(1 for _ in container.decode(video=0))
    return frames, lost, (ended_us - started[0]["epoch_us"]) * FPS / 1_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        folders = Folders(recordings=Path(name), run=Path(name) / "run")
        film = made_film(Path(name) / "source.mp4", width=1280, height=720, kbps=3000, seconds=seconds + 10)
        processes = [start(camera, film, folders) for camera in CAMERAS]
        order(folders, seconds)
        for process in processes:
            process.terminate()
            process.join()
        for camera in CAMERAS:
            frames, lost, room = count(folders, camera)
            print(f"{camera}: {frames} frames filmed, room for {room:.1f}, {lost} dropped (goal {GOAL})")


if __name__ == "__main__":
    main()
