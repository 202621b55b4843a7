"""`station run`: starts the recorder, one process a camera and the API, and starts again what falls over.

A process that has just been started and falls over at once is started again more and more slowly, so that a station with
a broken part stays usable for the rest. Cameras are forked from a warm server that has OpenCV loaded: a killed camera is
back in a few hundredths of a second instead of one.
"""

import multiprocessing
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Protocol

import structlog

from station.cameras.settings import Folders
from station.cameras.worker import run_camera
from station.config import CameraSettings, Config
from station.daemon import REFUSED, Refused, die_with_parent, log_as_json
from station.durable import LOCK_NAME, FolderLock, make_folder

LOOK_S = 0.02  # how long a fallen process lies unnoticed
HEALTHY_S = 5.0  # what has run for so long is started again at once
SLOWEST_S = 5.0
STOP_TIMEOUT_S = 10.0
WARM = multiprocessing.get_context("forkserver")
log = structlog.get_logger()


class Running(Protocol):
    """A process that was started."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    @property
    def exitcode(self) -> int | None:
        """How it ended; None while it runs."""

    def is_alive(self) -> bool:
        """Whether it still runs."""

    def terminate(self) -> None:
        """Ask it to stop."""

    def kill(self) -> None:
        """Stop it."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""


class Program:
    """A program started by its command line, as a `Running`."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", *arguments], stdin=subprocess.DEVNULL)
        self.pid: int | None = self._process.pid
        self.terminate, self.kill = self._process.terminate, self._process.kill

    @property
    def exitcode(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.exitcode is None

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end, at most so many seconds."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            return


class Child:
    """One part of the station: how it is started, and how often it has fallen over."""

    def __init__(self, name: str, start: Callable[[], Running]) -> None:
        self.name, self._start = name, start
        self.running: Running | None = None
        self._started = self._again_at = 0.0
        self._pause_s = 0.0

    def tend(self) -> None:
        """Start it, or start it again when it has fallen over and its pause is over."""
        now = time.monotonic()
        if self.running is not None:
            if self.running.is_alive():
                return
            self._pause_s = 0.0 if now - self._started > HEALTHY_S else min(SLOWEST_S, self._pause_s * 2 + LOOK_S)
            self._again_at = now + self._pause_s
            log.warning("process_fell", name=self.name, pid=self.running.pid, again_in_s=self._pause_s)
            if self.running.exitcode == REFUSED:
                raise Refused(self.name)
            self.running = None
        if now >= self._again_at:
            self.running, self._started = self._start(), now
            log.info("process_started", name=self.name, pid=self.running.pid)

    def stop(self) -> None:
        """End it, with force when it does not end by itself."""
        if self.running is None:
            return
        self.running.terminate()
        self.running.join(STOP_TIMEOUT_S)
        if self.running.is_alive():
            self.running.kill()
            self.running.join()


class Supervisor:
    """All parts of a station."""

    def __init__(self, config: Config, config_file: Path) -> None:
        WARM.set_forkserver_preload(["station.cameras.worker"])
        file = str(config_file)
        self._recorder = Child("recorder", lambda: Program("station.recorder", file))
        self._api = Child("api", lambda: Program("api", "--config", file))
        self._outbox = Child("outbox", lambda: Program("station.outbox", file))
        self._cameras = [Child(f"camera {c.camera}", partial(_start_camera, c, config)) for c in config.cameras]
        self._stop = threading.Event()

    def run(self) -> None:
        """Keep all parts running until `stop`."""
        children = [self._recorder, *self._cameras, self._api, self._outbox]
        try:
            while not self._stop.wait(LOOK_S):
                for child in children:
                    child.tend()
        finally:
            # the cameras finish their files first, so that the recorder still takes them into the log
            for child in (*self._cameras, self._recorder, self._api, self._outbox):
                child.stop()

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()


def supervise(config: Config, config_file: Path) -> None:
    """Run a station until SIGTERM or SIGINT; raises `Refused`, or `AlreadyRunning` when another does."""
    log_as_json("supervisor")
    make_folder(config.run_folder)
    lock = FolderLock(config.run_folder)
    _clear(config.run_folder)
    supervisor = Supervisor(config, config_file)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        supervisor.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    supervisor.run()
    lock.close()


def _clear(run: Path) -> None:
    """Remove what an earlier run left: sockets, previews, the cameras' last orders."""
    for left in run.iterdir():
        if left.name != LOCK_NAME:
            left.unlink()


def _start_camera(camera: CameraSettings, config: Config) -> Running:
    process = WARM.Process(target=_camera, args=(camera, config.station.recordings, config.run_folder), daemon=True)
    process.start()
    return process


def _camera(camera: CameraSettings, recordings: Path, run: Path) -> None:
    die_with_parent()
    log_as_json(f"camera {camera.camera}")
    run_camera(camera, Folders(recordings=recordings, run=run))
