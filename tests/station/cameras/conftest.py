"""A camera's process as the station runs it, given orders as the recorder gives them."""

import hashlib
import multiprocessing
import threading
import time
from itertools import pairwise
from pathlib import Path

import av
import pytest

from station.cameras.messages import Orders, OrderSender, Overlay, RecordingOrder, StatusReceiver
from station.cameras.settings import Folders
from station.cameras.worker import run_camera
from station.config import CameraSettings
from station.streams.fragment_list import FragmentTail
from station.streams.journal import JournalReader, journal_path
from tests.real_film import made_film

WARM = multiprocessing.get_context("forkserver")
WARM.set_forkserver_preload(["station.cameras.worker"])
OVERLAY = Overlay(
    session="s1", batch="B1", weight="1234.50 g stable", weight_age_us=0, challenge="Алма", root="3fa9c1d2ee"
)


class Rig:
    """One camera `hall`, its process, and the recorder's side of the talk."""

    def __init__(self, folder: Path) -> None:
        self.folders = Folders(recordings=folder, run=folder / "run")
        self.folders.run.mkdir(parents=True)
        self._sender = OrderSender(self.folders.run, "hall")
        self._receiver = StatusReceiver(self.folders.run)
        self._stop = threading.Event()
        self.orders = Orders(recording=None, overlay=OVERLAY)
        self.speaking = True
        self.status = None
        self._talk = threading.Thread(target=self._speak, daemon=True)
        self._talk.start()

    def start(self, source, way, **settings):
        """Start the process, or start it again with other settings."""
        self.settings = CameraSettings(camera="hall", view="the hall", source=source, way=way, **settings)
        self.restart()

    def restart(self):
        """Start the process as the supervisor does after a fall."""
        self.process = WARM.Process(target=run_camera, args=(self.settings, self.folders), daemon=True)
        self.process.start()

    def film(self, batch=None, part=0):
        """Order filming; another batch or part orders another file."""
        order = RecordingOrder(session="s1", folder="s1", batch=batch, part=part)
        self.orders = Orders(recording=order, overlay=OVERLAY)

    def stop_filming(self):
        """Order the end, and wait for it."""
        self.orders = Orders(recording=None, overlay=OVERLAY)
        self.wait(lambda: {e["recording"] for e in self.told("recording.started")} == set(self.finished()))

    def wait(self, condition, timeout_s=12.0):
        """Wait until something is so."""
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline, (
                f"not within {timeout_s} s; status {self.status}, journal {self.events()}"
            )
            time.sleep(0.02)

    def wait_frames(self, count):
        """Wait until the session has so many frames."""
        self.wait(lambda: self.status is not None and self.status.recording and self.status.frames >= count)

    def events(self):
        """All that the journal says."""
        return JournalReader(journal_path(self.folders.recordings / "s1", "hall")).read()

    def told(self, kind):
        """The journal's events of one kind."""
        return [data for found, data in self.events() if found == kind]

    def finished(self):
        """`recording.finished` by recording."""
        return {data["recording"]: data for data in self.told("recording.finished")}

    def end(self):
        """End the process and the talk."""
        self.process.terminate()
        self.process.join(20)
        code = self.process.exitcode
        self.close()
        return code

    def close(self):
        """Leave nothing behind."""
        self._stop.set()
        self._talk.join()
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self._sender.close()
        self._receiver.close()

    def check_films(self):
        """Every file is what the journal says, counted again by PyAV; return (started, finished, times) of each."""
        films = []
        for started in self.told("recording.started"):
            path, finished = self.folders.recordings / started["file"], self.finished()[started["recording"]]
            times = frame_times(path) if finished["frames"] else []
            tail = FragmentTail(path)
            tail.read()
            assert len(times) == finished["frames"]
            assert all(one < other for one, other in pairwise(times))
            assert finished["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
            assert {key: finished[key] for key in tail.totals()} == tail.totals()
            films.append((started, finished, times))
        for (started, finished, _), (after, _, _) in pairwise(films):
            assert after["first_frame"] == started["first_frame"] + finished["frames"]
        return films

    def _speak(self):
        while not self._stop.wait(0.05):
            if self.speaking:
                self._sender.send(self.orders)
            for status in self._receiver.receive():
                self.status = status


def frame_times(path):
    """Microseconds of each frame that PyAV decodes."""
    with av.open(str(path)) as container:
        return [round(frame.pts * frame.time_base * 1_000_000) for frame in container.decode(video=0)]


def texts(path):
    """The texts of a film's second track, in order."""
    with av.open(str(path)) as container:
        packets = [bytes(packet) for packet in container.demux(subtitles=0) if packet.size > 2]
    return [packet[2:].decode() for packet in packets]


@pytest.fixture
def rig(tmp_path):
    """A camera that is not started yet."""
    rig = Rig(tmp_path / "recordings")
    yield rig
    rig.close()


@pytest.fixture(scope="session")
def film(tmp_path_factory):
    """The real film at 640x360, half a minute long, with a key frame each second."""
    return made_film(tmp_path_factory.mktemp("film") / "film.mp4", seconds=30, kbps=800)
