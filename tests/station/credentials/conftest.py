"""Films as the station's encoder makes them, the sealed facts on them, and a station with a certificate."""

import base64
import hashlib
import itertools

import pytest

from station.credentials import credentials_for, issue
from station.formats.entry import Entry, Moment
from station.formats.merkle import leaf_hash, root
from station.rules.kinds import check_data
from station.verify.record import Facts
from tests.films import make_film, pieces_of

ORIGIN = "furnace-1.station.test/log"
NAME = "Test authority"
BEGIN_US = 1_795_262_400_000_000


def _facts_of(film, recording="S20261121-01-scale-0001", camera="scale"):
    """What a log would have sealed on this film."""
    pieces = pieces_of(film)
    leaves = [leaf_hash(piece.data) for piece in pieces]
    totals = {
        "recording": recording,
        "fragments": len(pieces),
        "bytes": len(film),
        "frames": sum(piece.frames for piece in pieces),
        "root": base64.b64encode(root(leaves)).decode(),
    }
    sealed = totals | {"file": f"S20261121-01/{recording}.mp4", "sha256": hashlib.sha256(film).hexdigest()}
    finished = totals | {
        "sha256": sealed["sha256"],
        "ended_us": BEGIN_US + 4_000_000,
        "interrupted": False,
        "torn": None,
    }
    started = {
        "recording": recording,
        "stream": "camera",
        "device": camera,
        "file": sealed["file"],
        "media": "video/mp4",
        "way": "encoded",
        "batch": None,
        "epoch_us": BEGIN_US,
        "first_frame": 0,
        "width": 160,
        "height": 120,
        "codec": "h264",
    }
    check_data("recording.started", started)
    check_data("recording.finished", finished)
    return Facts(Entry(7, "recording.started", Moment(BEGIN_US, 0), started, "S20261121-01"), [], finished, sealed)


@pytest.fixture(scope="session")
def facts_of():
    """What a log would have sealed on a film."""
    return _facts_of


@pytest.fixture(scope="session")
def film():
    """Four seconds of film."""
    return make_film(4, "testsrc2")


@pytest.fixture(scope="session")
def other_film():
    """Four other seconds."""
    return make_film(4, "testsrc")


@pytest.fixture(scope="session")
def issued(tmp_path_factory):
    """A folder with a certificate; the root lies in `root` beside it."""
    place = tmp_path_factory.mktemp("station")
    issue(place / "credentials", place / "root", NAME, ORIGIN)
    return place / "credentials"


@pytest.fixture
def put(tmp_path):
    """Write a film to a file."""
    numbers = itertools.count()

    def put(data):
        path = tmp_path / f"film-{next(numbers)}.mp4"
        path.write_bytes(data)
        return path

    return put


@pytest.fixture
def export(facts_of, issued, put, tmp_path):
    """Ask for a film's credentials as an export does."""

    def export(film, folder=issued, **facts):
        return credentials_for(tmp_path, folder, facts_of(film, **facts), put(film), ORIGIN)

    return export


@pytest.fixture
def kept(tmp_path):
    """Where the manifest is kept from the first export on."""
    return tmp_path / "credentials" / "S20261121-01-scale-0001.c2pa"
