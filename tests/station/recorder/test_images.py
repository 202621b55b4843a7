"""The image of each package, cut by a real ffmpeg from films that grow; over crashes, gaps, full disks and stepped clocks."""

import hashlib
import time

import pytest

from station import keys
from station.durable import DiskFull
from station.formats.entry import Moment
from station.ledger import engine, proofs
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder import images as module
from station.recorder.book import Book, Fact
from station.recorder.images import Images, ImagesStopped
from station.streams.recording_file import RecordingFile
from tests.films import make_film, pieces_of
from tests.goods import package, shown
from tests.images import away, frames
from tests.station.recorder.books import CONSIGNED, JOINED, NAME, OPENED, QUORUM, TOTALS

SECOND = 1_000_000
UNIX, MONO = 1_795_262_400 * SECOND, 5_000 * SECOND
CAMERAS = [{"camera": camera, "view": "all", "way": "encoded"} for camera in ("hall", "scale")]
FILM = make_film(6, "testsrc2", "320x240")


class Room:
    """A recorder's book and its images, with clocks and films that go where the test wants."""

    def __init__(self, folder):
        self.folder, self.second, self.step, self.off = folder, 0.0, 0.0, 0.0
        self.recordings = folder / "recordings"
        (self.recordings / "S1").mkdir(parents=True, exist_ok=True)
        if not (folder / "key").exists():
            keys.generate(folder / "key", NAME)
        self.films = {}
        self.restart()

    def restart(self):
        """Start the recorder's parts over the same folder."""
        url = f"sqlite:///{self.folder}/station.db"
        self.reader = engine.reader(url)
        self.ledger = Ledger.open(
            engine.writer(url), keys.load(self.folder / "key"), project, self.now, self.folder / "log"
        )
        self.book = Book(self.ledger, self.reader, ["case"])
        self.images = Images(self.recordings, self.book, self.reader)

    def now(self):
        """What both clocks show; each look takes a microsecond."""
        self.second += 1e-6
        unix_us = UNIX + round((self.second + self.step) * SECOND)
        return Moment(unix_us, MONO + round((self.second - self.off) * SECOND))

    def open(self):
        """Open a session with packages K1 to K3."""
        opened = Fact("session.opened", OPENED.data | {"cameras": CAMERAS})
        self.book.open("S1", opened, JOINED, by="desk")
        self.book.record(CONSIGNED, *(Fact("package.registered", package(f"K{n}", f"Z{n}")) for n in (1, 2, 3)))

    def film(self, camera, number, begin, *, pieces=7, first_frame=0, film=FILM):
        """A camera begins a film; its head and some of its fragments are there."""
        name = f"S1-{camera}-{number:04}"
        epoch_us = UNIX + round((begin + self.step) * SECOND)
        self.films[name] = (RecordingFile(self.recordings / f"S1/{name}.mp4"), pieces_of(film), epoch_us)
        made = {"recording": name, "stream": "camera", "device": camera, "file": f"S1/{name}.mp4"}
        form = {"media": "video/mp4", "way": "encoded", "batch": None, "width": 320, "height": 240, "codec": "avc1"}
        started = made | form | {"epoch_us": epoch_us, "first_frame": first_frame}
        self.book.record(Fact("recording.started", started))
        self.grow(name, pieces)
        return name

    def grow(self, name, pieces):
        """So many pieces more are on the disk."""
        file, rest, _ = self.films[name]
        for piece in rest[:pieces]:
            file.append(piece)
        del rest[:pieces]

    def finish(self, name):
        """The film comes to its end."""
        file, _, epoch_us = self.films[name]
        ended_us = epoch_us + file.totals.end_us
        end = {"ended_us": ended_us, "interrupted": False, "torn": None}
        self.book.record(Fact("recording.finished", {"recording": name, **file.finish(), **end}))

    def show(self, second, number="K1"):
        """Present a package at a second; return the entry's number."""
        self.second = second
        (entry,) = self.book.record(Fact("package.presented", shown(number, number.replace("K", "Z"))), by="desk")
        return entry.index

    def close(self):
        """Set all packages aside and close the session."""
        left = [Fact("package.set_aside", {"package": f"K{n}", "reason": "a test"}) for n in (1, 2, 3)]
        self.book.record(*left, Fact("session.closed", TOTALS | {"packages_set_aside": 3}))

    def told(self, kind):
        """The data of all entries of a kind."""
        with self.reader.connect() as connection:
            return [each.data for each in proofs.entries(connection, 0, self.ledger.size) if each.kind == kind]


@pytest.fixture
def room(tmp_path):
    """A session in which both cameras film from second 0 on: a head and six seconds of ten frames each."""
    room = Room(tmp_path)
    room.open()
    room.film("hall", 1, 0, pieces=3)
    room.film("scale", 1, 0, film=make_film(6, "testsrc", "320x240"))
    yield room
    room.ledger.close()


def test_the_image_is_the_very_frame_of_the_first_camera(room):
    """Once its fragment is on the disk: hashed, counted, timed; PyAV finds that picture nearest of all."""
    presented = room.show(2.34)
    room.images.look()
    assert room.told("image.cut") == []

    room.grow("S1-hall-0001", 1)
    room.images.look()
    (image,) = room.told("image.cut")
    jpeg = (room.recordings / image["file"]).read_bytes()
    distances = [away(jpeg, picture) for _, picture in frames(FILM)]

    assert image == {
        "package": "K1",
        "presented": presented,
        "recording": "S1-hall-0001",
        "frame": 23,
        "unix_us": UNIX + 2_300_000,
        "file": f"S1/images/{presented}.jpg",
        "sha256": hashlib.sha256(jpeg).hexdigest(),
        "bytes": len(jpeg),
    }
    assert distances.index(min(distances)) == 23
    # the encoder's picture and the JPEG of it differ little, the next picture by more
    assert min(distances) * 1.5 < sorted(distances)[1]


def test_an_image_is_cut_once(room):
    """However often it is looked, and by however many recorders after each other."""
    room.show(1.5)
    for _ in range(3):
        room.images.look()
    room.ledger.close()
    room.restart()
    room.images.look()

    assert len(room.told("image.cut")) == 1


def test_a_restart_cuts_what_was_not_cut(room):
    """The recorder died between the showing and the image, or between the image's file and its entry."""
    presented = room.show(0.5)
    folder = room.recordings / "S1" / "images"
    folder.mkdir()
    (folder / f"{presented}.jpg").write_bytes(b"what a crash left")
    room.ledger.close()
    room.restart()
    room.images.look()
    (image,) = room.told("image.cut")

    jpeg = (room.recordings / image["file"]).read_bytes()
    assert (image["frame"], image["sha256"]) == (5, hashlib.sha256(jpeg).hexdigest())


def test_several_showings_have_an_image_each(room):
    """Also two of one package."""
    numbers = [room.show(0.5), room.show(0.7, "K2"), room.show(1.2)]
    room.images.look()

    assert [(each["package"], each["presented"], each["frame"]) for each in room.told("image.cut")] == list(
        zip(["K1", "K2", "K1"], numbers, [5, 7, 12], strict=True)
    )


def test_frames_count_over_the_files_of_a_camera(room):
    """The second file begins with the number after the first one's last."""
    room.grow("S1-hall-0001", 10)
    room.finish("S1-hall-0001")
    room.film("hall", 2, 6.05, first_frame=60)
    room.show(7.2)
    room.images.look()
    (image,) = room.told("image.cut")

    assert (image["recording"], image["frame"], image["unix_us"]) == ("S1-hall-0002", 71, UNIX + 7_150_000)


def test_between_two_files_the_last_picture_stands(room):
    """A new file begins with the camera's next frame; the one before ended moments ago."""
    room.grow("S1-hall-0001", 10)
    room.finish("S1-hall-0001")
    room.film("hall", 2, 6.08, first_frame=60)
    room.show(6.04)
    room.images.look()

    assert [(each["recording"], each["frame"]) for each in room.told("image.cut")] == [("S1-hall-0001", 59)]


def test_a_gap_of_the_camera_is_said(room):
    """No image of another moment stands for this one."""
    room.grow("S1-hall-0001", 10)
    room.finish("S1-hall-0001")
    room.film("hall", 2, 12, first_frame=60)
    presented = room.show(9)
    room.images.look()
    room.images.look()

    reason = "camera hall gave no picture in the 1.5 s before"
    assert room.told("image.failed") == [{"package": "K1", "presented": presented, "reason": reason}]
    assert room.told("image.cut") == []


def test_before_the_first_film_there_is_no_picture(tmp_path):
    """The camera began after the showing."""
    late = Room(tmp_path)
    late.open()
    late.book.session.cameras.clear()  # the rules would not let it be shown now; the record of another station might hold it
    late.show(1)
    late.film("hall", 1, 2)
    late.images.look()

    assert [each["package"] for each in late.told("image.failed")] == ["K1"]
    late.ledger.close()


def test_at_the_close_what_is_due_is_decided(room):
    """The film ended in the second of the showing; the last picture is taken, and no more is waited for."""
    room.grow("S1-hall-0001", 10)
    room.show(6.5)
    room.show(9, "K2")
    room.images.look()
    room.close()
    room.images.look()
    assert room.told("image.cut") + room.told("image.failed") == []

    room.finish("S1-hall-0001")
    room.images.look()
    assert [(each["package"], each["frame"]) for each in room.told("image.cut")] == [("K1", 59)]
    assert [each["package"] for each in room.told("image.failed")] == ["K2"]


def test_a_stepped_clock_finds_the_same_picture(room):
    """UTC was set back by an hour between the film's begin and the showing: the monotonic clock tells."""
    room.second, room.step = 0.8, -3600
    room.book.record(Fact("clock.stepped", {"step_us": -3600 * SECOND}, of_the_station=True))
    room.show(1.25)
    room.images.look()
    (image,) = room.told("image.cut")

    assert (image["frame"], image["unix_us"]) == (12, UNIX + 1_200_000)


def test_a_pc_that_was_off_finds_the_picture_of_before(room):
    """After another start of the PC the clocks stand otherwise, and the film of before is still the film."""
    room.show(1.25)
    room.ledger.close()
    room.second, room.off = 100, 99
    room.restart()
    software = OPENED.data["software"]
    started = {"software": software, "boot_id": "second", "key": "k", "post_quantum_key": None, "config_sha256": ""}
    room.book.record(Fact("station.started", started, of_the_station=True))
    room.finish("S1-hall-0001")
    room.film("hall", 2, 101, first_frame=20)
    room.images.look()

    assert [each["frame"] for each in room.told("image.cut")] == [12]


@pytest.mark.parametrize("harm", ["gone", "zeros"])
def test_a_film_that_cannot_be_read_is_said(room, harm):
    """The recorder goes on, and the record says why there is no image."""
    path = room.recordings / "S1" / "S1-hall-0001.mp4"
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(bytes(path.stat().st_size))
    room.show(1.25)
    room.show(1.5, "K2")
    room.images.look()

    assert [each["package"] for each in room.told("image.failed")] == ["K1", "K2"]
    assert all(each["reason"] for each in room.told("image.failed"))


def test_a_full_disk_is_waited_for(room, monkeypatch):
    """Nothing is recorded of an image that is not on the disk; it is cut when there is room."""
    real = module.durable.write_file

    def full(path, data):
        raise DiskFull(path, len(data))

    monkeypatch.setattr(module.durable, "write_file", full)
    room.show(1.25)
    with pytest.raises(DiskFull):
        room.images.look()
    assert room.told("image.cut") + room.told("image.failed") == []

    monkeypatch.setattr(module.durable, "write_file", real)
    room.images.look()
    assert len(room.told("image.cut")) == 1


def test_the_thread_cuts_by_itself_and_ends_when_asked(room):
    """Nobody waits for it."""
    room.images.start()
    room.show(1.25)
    until = time.monotonic() + 20
    while not room.told("image.cut"):
        assert time.monotonic() < until
        room.images.check()
        time.sleep(0.05)
    room.images.close()

    with pytest.raises(ImagesStopped):
        room.images.check()


def test_the_next_session_begins_anew(room):
    """What was due in one session is no matter of the next."""
    room.grow("S1-hall-0001", 10)
    room.close()
    for name in room.films:
        room.finish(name)
    room.images.look()
    sealed = [
        {
            key: value
            for key, value in each.items()
            if key in {"recording", "sha256", "bytes", "fragments", "frames", "root"}
        }
        | {"file": f"S1/{each['recording']}.mp4"}
        for each in sorted(room.told("recording.finished"), key=lambda each: each["recording"])
    ]
    room.book.seal(sealed, QUORUM, "desk")
    room.images.look()
    room.book.open("S2", Fact("session.opened", OPENED.data | {"cameras": CAMERAS}), JOINED, by="desk")
    room.images.look()

    assert room.told("image.cut") == room.told("image.failed") == []
