"""The parts of a camera's process, each for itself."""

import re
import subprocess
import sys
import time

import numpy as np
import pytest

from station.cameras.caption import NOT_LIVE, Told, caption
from station.cameras.capture import SLOW
from station.cameras.encoder import command
from station.cameras.filming import Filming
from station.cameras.gaps import Gaps
from station.cameras.incidents import Incidents
from station.cameras.lens import Lens
from station.cameras.messages import (
    CameraStatus,
    OrderReceiver,
    Orders,
    OrderSender,
    Overlay,
    RecordingOrder,
    orders_path,
)
from station.cameras.opening import CannotOpen, open_decoded
from station.cameras.pictures import i420_buffer
from station.cameras.sources import Form, Frame
from station.cameras.strip import Strip
from station.config import CameraSettings
from station.streams.journal import JournalReader, journal_path

SECOND = 1_000_000
ORDER = RecordingOrder(session="s1", folder="s1", batch="B1", part=1)
NOW = 1_795_288_978_051_004
TOLD = Told(
    Overlay(session="s1", batch="B1", weight="12.5 kg stable", weight_age_us=0, challenge="Қар", root="A" * 44), 0
)


def settings(**more):
    """A camera's settings."""
    return CameraSettings(camera="hall", view="", source="x", way="encoded", **more)


def noise(seed):
    """A small picture of a lit room with a sensor's noise."""
    return np.random.default_rng(seed).integers(60, 200, (90, 160, 3), np.uint8)


def test_messages_are_read_as_they_were_sent(tmp_path):
    """The newest is last, and a send to nobody is no error."""
    sender = OrderSender(tmp_path, "hall")
    sender.send(Orders(recording=ORDER, overlay=Overlay()))
    receiver = OrderReceiver(tmp_path, "hall")
    assert receiver.receive() == []
    sent = [Orders(recording=None, overlay=Overlay(weight="1 g")), Orders(recording=ORDER, overlay=Overlay())]
    for orders in sent:
        sender.send(orders)

    assert receiver.receive() == sent
    receiver.close()
    sender.close()


def test_a_folder_may_lie_deeper_than_the_kernel_takes_of_a_sockets_path(tmp_path):
    """107 bytes; orders come all the same."""
    deep = tmp_path / ("recordings" * 20)
    deep.mkdir()
    receiver, sender = OrderReceiver(deep, "hall"), OrderSender(deep, "hall")
    sender.send(Orders(recording=ORDER, overlay=Overlay()))

    assert receiver.receive() == [Orders(recording=ORDER, overlay=Overlay())]
    receiver.close()
    sender.close()


def test_what_is_not_a_message_is_dropped(tmp_path):
    """Unknown fields too: another program's talk is not taken for orders."""
    receiver, sender = OrderReceiver(tmp_path, "hall"), OrderSender(tmp_path, "hall")
    for junk in (b"", b"[]", b'{"recording": null, "overlay": {}, "more": 1}', b"\xff" * 100):
        sender._socket.sendto(junk, str(orders_path(tmp_path, "hall")))

    assert receiver.receive() == []
    receiver.close()
    sender.close()


def test_a_full_queue_drops_and_never_waits(tmp_path):
    """A recorder that hangs must not hang the cameras."""
    receiver, sender = OrderReceiver(tmp_path, "hall"), OrderSender(tmp_path, "hall")
    for _ in range(10_000):
        sender.send(Orders(recording=ORDER, overlay=Overlay()))

    assert 0 < len(receiver.receive()) < 10_000
    receiver.close()
    sender.close()


def test_a_killed_process_leaves_a_socket_that_its_successor_takes(tmp_path):
    """The path is bound anew."""
    OrderReceiver(tmp_path, "hall")._socket.close()
    again = OrderReceiver(tmp_path, "hall")
    again.close()

    assert not orders_path(tmp_path, "hall").exists()


def test_status_has_what_the_recorder_shows():
    """A status survives its own encoding."""
    fields = {"since_us": 1, "fps": 24.9, "width": 640, "height": 360, "frames": 7, "last_frame_unix_us": None}
    status = CameraStatus(camera="hall", live=True, reason=None, recording=None, obscured="dark", **fields)

    assert CameraStatus.decode(status.encode()) == status


@pytest.mark.parametrize(
    ("overlay", "silent_us", "shown"),
    [
        (TOLD.overlay, 0, "12.5 kg stable"),
        (TOLD.overlay, SECOND, "12.5 kg stable"),
        (TOLD.overlay, SECOND + 1, NOT_LIVE),
        (TOLD.overlay.model_copy(update={"weight_age_us": 2 * SECOND}), 0, "12.5 kg stable"),
        (TOLD.overlay.model_copy(update={"weight_age_us": 2 * SECOND}), 1, NOT_LIVE),
        (TOLD.overlay.model_copy(update={"weight_age_us": None}), 0, NOT_LIVE),
        (TOLD.overlay.model_copy(update={"weight": None}), 0, NOT_LIVE),
    ],
)
def test_a_weight_is_shown_only_while_it_is_live(overlay, silent_us, shown):
    """An old weight is never shown, whoever fell silent."""
    fields = caption("hall", 7, NOW, Told(overlay, 50), 50 + silent_us)

    assert fields == [
        "2026-11-21 19:22:58.051 UTC",
        "frame 7",
        "hall",
        "s1",
        "B1",
        shown,
        "challenge Қар",
        "root AAAAAAAA",
    ]


def test_a_caption_without_orders_says_that_no_weight_is_live():
    """As before a session."""
    assert caption("hall", 0, NOW, None, 0)[2:] == ["hall", NOT_LIVE]


@pytest.mark.parametrize(("width", "height"), [(640, 360), (1920, 1080), (322, 242)])
def test_the_strip_is_drawn_and_the_picture_above_it_left_alone(width, height):
    """Only the lowest lines change, colour included."""
    picture = np.full_like(i420_buffer(width, height), 5)
    Strip(width, height).draw(picture, caption("hall", 7, NOW, TOLD, 0))
    luma, colour = picture[:height], picture[height:].reshape(2, height // 2, width // 2)
    top = int(np.argmax((luma != 5).any(axis=1)))

    assert height * 0.6 < top < height
    assert (luma[top:] != 5).all()
    assert (luma[top:] == 235).any()
    assert (colour[:, top // 2 :] == 128).all()
    assert (colour[:, : top // 2] == 5).all()


def test_every_letter_of_kazakh_is_drawn_differently():
    """No empty boxes: a challenge may be any word."""
    strip = Strip(1920, 1080)
    drawn = {strip._glyph(letter).tobytes() for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІіЖжЩщ"}

    assert len(drawn) == 22


def test_a_number_does_not_move_the_text_behind_it():
    """All digits are equally wide."""
    strip = Strip(640, 360)

    assert len({strip._glyph(digit).shape for digit in "0123456789"}) == 1


def test_darkness_and_a_still_picture_are_noticed_once_they_last_and_cleared_at_once():
    """A hand before the lens is not an incident."""
    lens = Lens()
    seen = []
    black = np.zeros((90, 160, 3), np.uint8)
    pictures = [noise(n) for n in range(3)] + [black] * 9 + [noise(n) for n in range(20, 23)]
    for second, picture in enumerate(pictures):
        lens.look(picture, second * SECOND)
        seen.append(set(lens.obscured))

    assert seen[:6] == [set()] * 6
    assert seen[6] == {"dark"}
    assert seen[8] == {"dark", "frozen"}
    assert lens.obscured == {}


def test_a_still_picture_is_frozen_since_its_first_showing():
    """Not since it was noticed."""
    lens, still = Lens(), noise(1)
    for second in range(8):
        lens.look(still, second * SECOND)

    assert lens.obscured == {"frozen": 0}


def test_incidents_are_told_once_and_go_on_from_the_journal():
    """A new process does not tell again what its predecessor told."""
    first = Incidents("hall", [])
    told = (
        first.lost(5, "unplugged")
        + first.lost(6, "unplugged")
        + first.obscured({"dark": 7})
        + first.obscured({"dark": 7})
    )
    again = Incidents("hall", told)

    assert [kind for kind, _ in told] == ["camera.lost", "camera.obscured"]
    assert again.lost(9, "unplugged") == []
    assert again.returned(25) == [("camera.returned", {"camera": "hall", "lost_us": 20})]
    assert again.obscured({}) == [("camera.cleared", {"camera": "hall", "what": "dark"})]
    assert again.returned(26) == []


def test_a_gap_reaches_from_the_last_frame_to_the_next():
    """With the first reason and all that was lost; an unknown loss stays unknown."""
    gaps = Gaps("hall", 0)
    assert gaps.recorded(100) is None
    gaps.open("the encoder died", 3)
    gaps.skip()
    gaps.rewind(80)
    whole = {"camera": "hall", "from_us": 80, "to_us": 200, "reason": "the encoder died", "frames_lost": 4}
    assert gaps.recorded(200) == whole
    gaps.open("one", None)
    gaps.open("two", 5)
    gaps.skip()

    assert gaps.close(300) == {"camera": "hall", "from_us": 200, "to_us": 300, "reason": "one", "frames_lost": None}
    assert gaps.close(300) is None


def test_a_stall_is_a_gap_and_the_camera_before_filming_is_not():
    """A second without a picture is told; waiting for the first key frame is not a stall."""
    gaps = Gaps("hall", 0)

    assert gaps.recorded(9 * SECOND) is None
    assert gaps.recorded(10 * SECOND) is None
    assert gaps.recorded(11 * SECOND + 1)["reason"] == "no picture arrived"


def test_frames_dropped_one_by_one_are_told_once_a_second():
    """Not as fast as the frames themselves, which are too many already."""
    gaps = Gaps("hall", 0)
    gaps.recorded(0)
    told = []
    for number in range(1, 60):
        gaps.open(SLOW, 1)
        told.append(gaps.recorded(number * 40_000))
    told.append(gaps.close(60 * 40_000))
    told = [gap for gap in told if gap]

    assert [gap["frames_lost"] for gap in told] == [25, 25, 9]


def test_a_film_ends_at_its_greatest_length(tmp_path):
    """And the next begins with the very next frame."""
    order, picture = ORDER, np.full_like(i420_buffer(64, 48), 90)
    filming = Filming(settings(max_file_minutes=1), tmp_path, order, NOW)
    for second in range(64):
        frame = Frame(second * SECOND, Form(64, 48, SECOND), keyframe=True, picture=picture)
        assert filming.take(frame, NOW + second * SECOND, "")
        filming.tend()
        time.sleep(0.01)
    assert filming.close(NOW + 64 * SECOND, 5)

    events = JournalReader(journal_path(tmp_path / "s1", "hall")).read()
    started = [data for kind, data in events if kind == "recording.started"]
    finished = [data["frames"] for kind, data in events if kind == "recording.finished"]
    assert [data["first_frame"] for data in started] == [0, 60]
    assert finished == [60, 4]
    assert started[1]["epoch_us"] - started[0]["epoch_us"] == 60 * SECOND


def test_dropped_frames_are_journalled_with_their_number(tmp_path):
    """What the queue could not take is counted where it is missing."""
    picture = np.full_like(i420_buffer(64, 48), 90)
    filming = Filming(settings(), tmp_path, ORDER, NOW)
    for number, dropped in enumerate((0, 0, 7, 0)):
        at_us = number * 2 * SECOND // 5
        frame = Frame(at_us, Form(64, 48, 40_000), keyframe=True, picture=picture, dropped=dropped)
        filming.take(frame, NOW + at_us, "")
    assert filming.close(NOW + 2 * SECOND, 5)

    events = JournalReader(journal_path(tmp_path / "s1", "hall")).read()
    gaps = [data for kind, data in events if kind == "camera.gap"]
    assert [(gap["reason"], gap["frames_lost"]) for gap in gaps] == [(SLOW, 7)]
    assert gaps[0]["from_us"] == NOW + 2 * SECOND // 5


@pytest.mark.parametrize("source", ["/no/such/film.mp4", "http://user:word@127.0.0.1:9/", 63])
def test_what_cannot_be_opened_says_what_to_do_and_no_password(source):
    """A reason is recorded for ever."""
    bad = settings(open_timeout_ms=300).model_copy(update={"source": source})
    with pytest.raises(CannotOpen, match=r"no file|does not answer") as error:
        open_decoded(bad)

    assert "word" not in str(error.value)


def test_the_encoder_never_gets_the_options_that_lose_frames():
    """See docs: nobuffer loses one, a fixed rate shrinks time."""
    for way in ("original", "encoded"):
        words = " ".join(command(settings().model_copy(update={"way": way})))
        assert "nobuffer" not in words
        assert re.search(r" -r ", words) is None


def test_importing_the_worker_starts_no_thread():
    """The process that is forked for every camera must have one only."""
    script = "import os, station.cameras.worker; print(len(os.listdir('/proc/self/task')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "1\n"
