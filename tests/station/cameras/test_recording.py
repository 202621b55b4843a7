"""A camera's process records what servers that are not ours send, both ways, and not a frame is lost."""

from itertools import pairwise

import av
import pytest

from tests.real_film import made_film
from tests.servers import HttpServer, RtspServer
from tests.station.cameras.conftest import frame_times, texts

pytestmark = pytest.mark.live

SERVERS = {
    "rtsp": RtspServer,
    "rtsp-sdp": lambda film: RtspServer(film, sets_in_stream=False),
    "mpegts": lambda film: HttpServer(film, "mpegts"),
    "mpjpeg": lambda film: HttpServer(film, "mpjpeg"),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("server", "way"),
    [
        ("rtsp", "original"),
        ("rtsp", "encoded"),
        ("rtsp-sdp", "original"),
        ("mpegts", "original"),
        ("mpegts", "encoded"),
        ("mpjpeg", "encoded"),
    ],
)
def test_a_batch_begins_a_new_file_without_losing_a_frame(rig, film, server, way):
    """Frame numbers run on, times run on, and PyAV counts what the journal says."""
    with SERVERS[server](film) as camera:
        rig.start(camera.url, way)
        rig.film()
        rig.wait_frames(30)
        rig.film("B1", 1)
        rig.wait(lambda: len(rig.told("recording.started")) == 2)
        rig.wait_frames(70)
        rig.stop_filming()
        assert rig.end() == 0

    (first, ended, times), (second, _, later) = rig.check_films()
    assert [first["batch"], second["batch"]] == [None, "B1"]
    assert {kind for kind, _ in rig.events()} == {"recording.started", "recording.finished"}
    hole_us = second["epoch_us"] - (first["epoch_us"] + times[-1])
    assert 0 < hole_us < 200_000  # the next frame of a camera that sends one every 40 ms
    assert abs(ended["ended_us"] - second["epoch_us"]) < 100_000
    assert abs((later[-1] - later[0]) / 1_000_000 - (len(later) - 1) / 25) < 0.5


@pytest.mark.slow
def test_an_original_film_is_the_cameras_own_packets(rig, film):
    """NAL for NAL, in the camera's order."""
    with RtspServer(film) as camera:
        rig.start(camera.url, "original")
        rig.film()
        rig.wait_frames(40)
        rig.stop_filming()
        rig.end()

    ((started, _, _),) = rig.check_films()
    sent = _slices(film)
    kept = _slices(rig.folders.recordings / started["file"])
    start = sent.index(kept[0])
    assert kept == sent[start : start + len(kept)]


@pytest.mark.slow
def test_the_text_beside_each_frame_says_what_it_is(rig, film):
    """Frame number, batch, weight, challenge and root; one text a frame."""
    rig.start(str(film), "original")
    rig.film("B1", 1)
    rig.wait_frames(30)
    rig.stop_filming()
    rig.end()

    ((started, finished, _),) = rig.check_films()
    said = texts(rig.folders.recordings / started["file"])
    assert len(said) == finished["frames"]
    assert [f"frame {number} " in text for number, text in enumerate(said)] == [True] * len(said)
    assert all("hall  s1  B1  1234.50 g stable  challenge Алма  root 3fa9c1d2" in text for text in said)


@pytest.mark.slow
def test_a_weight_is_not_shown_when_the_recorder_is_silent(rig, film):
    """Filming goes on, without a weight."""
    rig.start(str(film), "original")
    rig.film()
    rig.wait_frames(10)
    rig.speaking = False
    rig.process.join(2.5)
    rig.speaking = True
    rig.stop_filming()
    rig.end()

    ((started, _, _),) = rig.check_films()
    shown = ["1234.50 g" in text for text in texts(rig.folders.recordings / started["file"])]
    assert shown[0]
    assert shown.count(False) > 25
    assert all(
        "weight not live" in t
        for t, s in zip(texts(rig.folders.recordings / started["file"]), shown, strict=True)
        if not s
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["mpegts", "mpjpeg"])
def test_a_stall_stays_as_long_as_it_was(rig, film, form):
    """A frozen server that returns within the timeout leaves a pause of that length, and a gap that says so."""
    way = "original" if form == "mpegts" else "encoded"
    with HttpServer(film, form) as camera:
        rig.start(camera.url, way, read_timeout_ms=4000)
        rig.film()
        rig.wait_frames(30)
        camera.freeze()
        rig.process.join(1.5)
        camera.thaw()
        rig.wait(lambda: rig.told("camera.gap"))
        rig.wait_frames(60)
        rig.stop_filming()
        rig.end()

    ((started, _, times),) = rig.check_films()
    (gap,) = rig.told("camera.gap")
    pause_us = max(other - one for one, other in pairwise(times))
    assert 1_300_000 < pause_us < 2_200_000
    assert abs(gap["to_us"] - gap["from_us"] - pause_us) < 50_000
    assert started["epoch_us"] < gap["from_us"]
    assert gap["frames_lost"] is None


@pytest.mark.slow
def test_fragments_are_about_a_second_whatever_the_cameras_key_frames(rig, tmp_path):
    """A key frame every four seconds does not make fragments of four seconds."""
    rig.start(str(made_film(tmp_path / "long.mp4", seconds=8, gop=100)), "original")
    rig.film()
    rig.wait_frames(90)
    rig.stop_filming()
    rig.end()

    ((started, finished, _),) = rig.check_films()
    assert finished["fragments"] >= 4
    assert len(frame_times(rig.folders.recordings / started["file"])) >= 90


@pytest.mark.slow
def test_a_film_with_b_frames_is_refused_with_what_to_do(rig, tmp_path):
    """No file is made of it, and the reason stands in status and journal."""
    rig.start(str(made_film(tmp_path / "b.mp4", seconds=2, b_frames=2)), "original", read_timeout_ms=300)
    rig.film()
    rig.wait(lambda: rig.told("camera.lost"))
    rig.end()

    assert "B frames" in rig.told("camera.lost")[0]["reason"]
    assert "way: encoded" in rig.status.reason
    assert rig.told("recording.started") == []


@pytest.mark.slow
@pytest.mark.parametrize("way", ["original", "encoded"])
def test_a_film_that_is_played_again_is_no_gap(rig, tmp_path, way):
    """For demonstrations: nothing is missing between its end and its beginning."""
    rig.start(str(made_film(tmp_path / "short.mp4", seconds=1)), way, loop=True)
    rig.film()
    rig.wait_frames(60)
    rig.stop_filming()
    rig.end()

    assert rig.told("camera.gap") == []
    assert len(rig.check_films()) == 1


@pytest.mark.slow
def test_what_is_not_h264_is_refused_the_original_way(rig, film):
    """An MJPEG camera has to be encoded."""
    with HttpServer(film, "mpjpeg") as camera:
        rig.start(camera.url, "original", read_timeout_ms=300)
        rig.wait(lambda: rig.status and "not H.264" in (rig.status.reason or ""))
        rig.end()


@pytest.mark.slow
def test_the_overlay_is_drawn_into_an_encoded_film(rig, film):
    """The lowest lines are white on black, and differ from frame to frame."""
    rig.start(str(film), "encoded")
    rig.film("B1", 1)
    rig.wait_frames(15)
    rig.stop_filming()
    rig.end()

    ((started, _, _),) = rig.check_films()
    with av.open(str(rig.folders.recordings / started["file"])) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    strip = frames[5][-36:]
    assert (strip < 40).mean() > 0.6
    assert 0.02 < (strip > 180).mean() < 0.3
    assert (abs(frames[5][-36:].astype(int) - frames[6][-36:]) > 100).any()


@pytest.mark.slow
def test_a_capped_frame_rate_is_no_loss(rig, film):
    """Pictures above the rate are passed over by setting, and nothing is reported missing."""
    rig.start(str(film), "encoded", fps=5)
    rig.film()
    rig.wait_frames(5)
    rig.stop_filming()
    rig.end()

    ((_, finished, times),) = rig.check_films()
    assert finished["frames"] == len(times)
    assert rig.told("camera.gap") == []
    assert min(other - one for one, other in pairwise(times)) > 140_000  # at most 5 a second, with jitter


def _slices(path):
    """Slice NAL units of a film, without parameter sets, which a server may repeat."""
    with av.open(str(path)) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    units = []
    for packet in packets:
        at = 0
        while at < len(packet):
            size = int.from_bytes(packet[at : at + 4], "big")
            units.append(packet[at + 4 : at + 4 + size])
            at += 4 + size
    return [unit for unit in units if unit[0] & 0x1F in (1, 5)]
