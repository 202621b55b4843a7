"""What goes wrong is survived, costs at most two seconds of film, and stands in the journal with its exact cost."""

import os
import resource
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path

import pytest

from station.cameras.capture import ENDED, SILENT
from station.cameras.encoder import GOP_S
from tests.real_film import made_film
from tests.servers import HttpServer, RtspServer

pytestmark = pytest.mark.live

MAY_COST_US = 2_000_000


def encoders(rig):
    """The ffmpeg processes of the camera's process that make films."""
    children = Path(f"/proc/{rig.process.pid}/task/{rig.process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"movflags" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def unfilmed_us(films):
    """The longest time that no film covers, between films."""
    ends = [(started["epoch_us"], finished["ended_us"]) for started, finished, _ in films]
    return max(after[0] - before[1] for before, after in pairwise(ends))


@pytest.mark.slow
@pytest.mark.parametrize("way", ["original", "encoded"])
def test_a_killed_encoder_costs_its_fragment_and_no_more(rig, film, way):
    """The file ends at its last whole fragment; the gap states exactly the frames that were lost."""
    rig.start(str(film), way)
    rig.film()
    rig.wait_frames(60)
    os.kill(encoders(rig)[0], signal.SIGKILL)
    rig.wait(lambda: len(rig.told("recording.started")) == 2)
    rig.wait(lambda: rig.told("camera.gap"))
    rig.wait_frames(70)
    rig.stop_filming()
    rig.end()

    films = rig.check_films()
    (gap,) = rig.told("camera.gap")
    (_, killed, _), (second, whole, _) = films
    assert (killed["interrupted"], whole["interrupted"]) == (True, False)
    assert unfilmed_us(films) < MAY_COST_US
    assert gap["to_us"] == second["epoch_us"]
    assert gap["from_us"] == killed["ended_us"]
    # the film plays at 25 frames a second: the time that is missing has room for as many frames as are stated
    assert abs((gap["to_us"] - gap["from_us"]) / 40_000 - gap["frames_lost"]) <= 3


@pytest.mark.slow
def test_a_hung_encoder_is_replaced(rig, film):
    """A stopped ffmpeg takes no frames; it is killed, and what it held is counted."""
    rig.start(str(film), "encoded", read_timeout_ms=5000)
    rig.film()
    rig.wait_frames(40)
    os.kill(encoders(rig)[0], signal.SIGSTOP)
    rig.wait(lambda: len(rig.told("recording.started")) == 2, 20)
    rig.wait(lambda: rig.told("camera.gap"))
    rig.stop_filming()
    rig.end()

    rig.check_films()
    gaps = rig.told("camera.gap")
    lost_us = sum(gap["to_us"] - gap["from_us"] for gap in gaps)
    assert {gap["reason"] for gap in gaps} <= {"the encoder hung", "the encoder died", "the station could not keep up"}
    assert sum(gap["frames_lost"] for gap in gaps) == pytest.approx(lost_us / 40_000, abs=6)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["original", "encoded"])
def test_a_killed_process_costs_at_most_two_seconds(rig, film, way):
    """Its successor closes the file, and goes on with the next number and frame."""
    with RtspServer(film) as camera:
        rig.start(camera.url, way)
        rig.film()
        rig.wait_frames(60)
        rig.process.kill()
        rig.process.join()
        rig.restart()
        rig.wait(lambda: len(rig.told("recording.started")) == 2)
        rig.wait(lambda: rig.told("camera.gap"))
        rig.status = None
        rig.wait_frames(80)
        rig.stop_filming()
        rig.end()

    films = rig.check_films()
    (gap,) = rig.told("camera.gap")
    assert [finished["interrupted"] for _, finished, _ in films] == [True, False]
    assert gap["reason"] == "the camera's process was started again"
    assert gap["frames_lost"] is None
    assert (gap["from_us"], gap["to_us"]) == (films[0][1]["ended_us"], films[1][0]["epoch_us"])
    assert unfilmed_us(films) < MAY_COST_US + GOP_S * 1_000_000 * (way == "original")  # and the camera's next key frame


@pytest.mark.slow
def test_a_camera_that_does_not_exist_is_reported_and_nothing_else(rig):
    """No file, no crash; the reason is told, without a password."""
    rig.start("rtsp://operator:secret@127.0.0.1:9/none", "original", open_timeout_ms=500, read_timeout_ms=300)
    rig.film()
    rig.wait(lambda: rig.told("camera.lost"))
    reason = rig.told("camera.lost")[0]["reason"]
    rig.wait(lambda: rig.status and rig.status.reason == reason)
    status = rig.status
    assert rig.end() == 0

    assert (status.live, status.recording, status.frames) == (False, None, 0)
    assert "does not answer" in reason
    assert "secret" not in reason
    assert rig.told("recording.started") == []


@pytest.mark.slow
@pytest.mark.parametrize(("server", "way"), [("rtsp", "original"), ("mpjpeg", "encoded")])
def test_a_frozen_camera_is_lost_and_returns(rig, film, server, way):
    """Lost, its film closed, a gap, and the next film from the moment it is back."""
    camera = RtspServer(film) if server == "rtsp" else HttpServer(film, server)
    with camera:
        rig.start(camera.url, way, read_timeout_ms=500, open_timeout_ms=1000)
        rig.wait(lambda: rig.status and rig.status.live)
        rig.film()
        rig.wait_frames(40)
        camera.freeze()
        frozen_us = time.time_ns() // 1000
        rig.wait(lambda: rig.told("camera.lost"))
        rig.wait(lambda: len(rig.finished()) == 1)  # what was filmed is safe before the camera is back
        assert not rig.status.live
        if server == "rtsp":
            rig.process.join(1.5)  # until the old connection is given up
            camera.thaw()
        else:
            camera.close()
            camera.start()
        rig.wait(lambda: rig.told("camera.returned"), 20)
        rig.wait(lambda: rig.told("camera.gap"))
        rig.wait(lambda: rig.status.live and rig.status.recording)
        rig.stop_filming()
        rig.end()

    films = rig.check_films()
    (lost,), (back,), (gap,) = (rig.told(f"camera.{kind}") for kind in ("lost", "returned", "gap"))
    assert lost["reason"] in (SILENT, ENDED) or "does not answer" in lost["reason"]
    # ffmpeg's parser keeps the last frame until its read times out, so that one comes late
    assert abs(lost["since_us"] - frozen_us) < 500_000 + 300_000
    assert abs(gap["from_us"] - lost["since_us"]) < 1000
    assert gap["frames_lost"] is None
    assert gap["to_us"] == films[1][0]["epoch_us"]
    assert 0 < back["lost_us"] <= gap["to_us"] - gap["from_us"] + 100_000
    assert [finished["interrupted"] for _, finished, _ in films] == [False, False]


@pytest.mark.slow
def test_a_film_on_the_disk_that_ends_is_a_lost_camera(rig, tmp_path):
    """Without `loop` it does not begin again."""
    rig.start(str(made_film(tmp_path / "short.mp4", seconds=1)), "encoded", read_timeout_ms=300)
    rig.film()
    rig.wait(lambda: rig.told("camera.lost"))
    rig.stop_filming()
    rig.end()

    assert rig.told("camera.lost")[0]["reason"] == "the camera's stream ended"
    assert len(rig.check_films()) == 1


@pytest.mark.slow
def test_a_file_that_cannot_grow_is_closed_and_the_next_one_begins(rig, film):
    """EFBIG here, as any refusal of the disk: whole fragments stay, the frames that did not fit are counted."""
    rig.start(str(film), "encoded", bitrate_kbps=2000)
    rig.film()
    rig.wait_frames(40)
    resource.prlimit(rig.process.pid, resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
    rig.wait(lambda: len(rig.told("recording.started")) >= 2)
    resource.prlimit(rig.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    rig.wait(lambda: rig.told("camera.gap"))
    rig.stop_filming()
    rig.end()

    films = rig.check_films()
    assert films[0][1]["interrupted"]
    assert films[0][1]["bytes"] <= 600_000
    assert rig.told("camera.gap")[0]["reason"] == "the disk: File too large"
    assert rig.told("camera.gap")[0]["frames_lost"] > 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 24 MB, mounted where the recordings go."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk; the test with a limited file size covers the same code")
    folder = tmp_path / "recordings"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_ends_the_film_cleanly_and_filming_returns_with_the_room(small_disk, rig, film):
    """No endless row of empty films; the status says why; the gap counts every frame."""
    filler = small_disk / "filler"
    rig.start(str(film), "encoded", bitrate_kbps=1500)
    rig.film()
    rig.wait_frames(40)
    with filler.open("wb") as file:
        while os.statvfs(small_disk).f_bavail:
            os.write(file.fileno(), bytes(os.statvfs(small_disk).f_bavail * 4096))
    rig.wait(lambda: rig.status.reason == "disk full")
    rig.process.join(1)
    assert rig.process.is_alive()
    assert rig.status.recording is None
    filler.unlink()
    rig.wait(lambda: len(rig.told("recording.started")) == 2)
    rig.wait(lambda: rig.told("camera.gap"))
    rig.stop_filming()
    rig.end()

    films = rig.check_films()
    (gap,) = rig.told("camera.gap")
    assert gap["reason"] == "disk full"
    assert len(films) == 2
    assert gap["frames_lost"] == pytest.approx((gap["to_us"] - gap["from_us"]) / 40_000, abs=3)
