"""A log that keeps every rule, to be forged."""

import pytest

from station.verify.log import FolderSource, verify_log
from station.verify.trust import Trust
from tests.logs import Station, signer_of, write_log


@pytest.fixture(scope="module")
def honest():
    """A station with two sessions behind it, one of them long enough for whole tiles; not to be changed."""
    station = Station(signer_of(1))
    station.start()
    station.hold("S1", "K1", seconds=300)
    station.hold("S2", "K2")
    return station


@pytest.fixture
def log(honest, tmp_path):
    """Its published log, to be changed."""
    return write_log(tmp_path / "log", honest.bodies, honest.signer)


@pytest.fixture
def check(tmp_path):
    """Publishes what a station holds, or other bytes in its name, and checks it."""

    def run(station, bodies=None, **trust):
        folder = tmp_path / "published"
        write_log(folder, station.bodies if bodies is None else bodies, station.signer)
        return verify_log(FolderSource(folder), Trust(**trust))

    return run
