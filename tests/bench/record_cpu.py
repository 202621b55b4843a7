"""Processor time of recording one 1080p25 camera in real time, both ways, over a bare ffmpeg that decodes and encodes the same.

The bare ffmpeg reads the same film in real time and encodes it with the worker's own options into a file. Processor time
is user and system, children included, without the start of the interpreter. The rounds alternate; ratios are of medians.

    python -m tests.bench.record_cpu [--seconds 25] [--rounds 3]
"""

import argparse
import multiprocessing
import resource
import statistics
import subprocess
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import imageio_ffmpeg

from station.cameras.encoder import command
from station.cameras.messages import Orders, OrderSender, Overlay, RecordingOrder
from station.cameras.preview import preview_path
from station.cameras.settings import Folders
from station.cameras.worker import run_camera
from station.config import CameraSettings
from tests.real_film import made_film

GOALS = {"encoded": 1.15, "original": 0.08}
ORDER = Orders(
    recording=RecordingOrder(session="bench", folder="bench", batch="B1", part=1),
    overlay=Overlay(session="bench", batch="B1", weight="1234.50 g stable", weight_age_us=0, root="0" * 44),
)


def used(who: int) -> float:
    """Processor seconds."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def bare(film: Path, folder: Path, seconds: float) -> float:
    """Decode and encode with ffmpeg alone."""
    options = command(CameraSettings(camera="bench", view="", source=str(film), way="encoded"))
    output = options[options.index("0:v:0") + 1 : options.index("pipe:1")]
    reading = ["-loglevel", "error", "-nostdin", "-y", "-re", "-stream_loop", "-1", "-i", str(film), "-t", str(seconds)]
    before = used(resource.RUSAGE_CHILDREN)
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *reading, *output, str(folder / "bare.mp4")], check=True)
    return used(resource.RUSAGE_CHILDREN) - before


def record(settings: CameraSettings, folders: Folders, pipe: Connection) -> None:
    """Run the worker and tell what it used, from when everything is imported."""
    before = used(resource.RUSAGE_SELF)
    run_camera(settings, folders)
    pipe.send(used(resource.RUSAGE_SELF) - before + used(resource.RUSAGE_CHILDREN))


def worker(film: Path, folder: Path, seconds: float, way: str) -> float:
    """Record with a camera's process, and wait until it has finished its film."""
    folders = Folders(recordings=folder, run=folder / "run")
    folders.run.mkdir(parents=True)
    settings = CameraSettings(camera="bench", view="", source=str(film), way=way, loop=True)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=record, args=(settings, folders, theirs))
    process.start()
    while not preview_path(folders.run, "bench").exists():
        time.sleep(0.05)
    sender = OrderSender(folders.run, "bench")
    for _ in range(round(seconds * 10)):
        sender.send(ORDER)
        time.sleep(0.1)
    process.terminate()
    spent = float(ours.recv())
    process.join()
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=25)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    spent: dict[str, list[float]] = {"bare": [], **{way: [] for way in GOALS}}
    with tempfile.TemporaryDirectory() as name:
        film = made_film(Path(name) / "source.mp4", width=1920, height=1080, kbps=5000)
        for number in range(wanted.rounds):
            folder = Path(name) / str(number)
            spent["encoded"].append(worker(film, folder / "encoded", wanted.seconds, "encoded"))
            spent["bare"].append(bare(film, folder, wanted.seconds))
            spent["original"].append(worker(film, folder / "original", wanted.seconds, "original"))
    base = statistics.median(spent["bare"])
    print(f"processor seconds in {wanted.seconds:.0f} s of 1080p25: {spent}")
    for way, goal in GOALS.items():
        print(
            f"{way}: {statistics.median(spent[way]) / base:.3f} of a bare ffmpeg's decoding and encoding (goal {goal})"
        )


if __name__ == "__main__":
    main()
