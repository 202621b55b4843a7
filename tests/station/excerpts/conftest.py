"""One sealed session, its station and its bag, and a place for what witnesses made of it, for all tests of excerpts."""

import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.evidence import export_session
from station.excerpts import FromBag
from station.formats.signing import Cosigner
from tests.sessions import SESSION, Script, make_session
from tests.station.excerpts.taking import FILM, station_of, take


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A sealed session, in which one file of each camera was cut short, and the first two recordings are listed apart."""
    return make_session(
        tmp_path_factory.mktemp("excerpts"), Script(interrupt=True, listed=2, post_quantum=True, one_by_one=True)
    )


@pytest.fixture(scope="session")
def bag(made, tmp_path_factory):
    """Its bag. Not to be changed."""
    with station_of(made) as station:
        return export_session(
            station.connection, made.recordings, SESSION, tmp_path_factory.mktemp("excerpt-bags") / "bag"
        )


@pytest.fixture
def station(made):
    """The station as a source."""
    with station_of(made) as source:
        yield source


@pytest.fixture
def from_bag(bag):
    """The bag as a source."""
    return FromBag(bag)


@pytest.fixture
def witnesses():
    """Two witnesses of nobody here."""
    return [
        Cosigner(f"witness{number}.test", Ed25519PrivateKey.from_private_bytes(bytes([number] * 32)))
        for number in (1, 2)
    ]


@pytest.fixture
def attested(made, tmp_path):
    """A copy of the recordings, with a folder for what others vouch for."""
    recordings = shutil.copytree(made.recordings, tmp_path / "attested-recordings")
    return recordings, recordings / "attested"


@pytest.fixture(scope="session")
def genuine(made, tmp_path_factory):
    """The film's fragments 3, 5 and 6: two stretches, and one withheld between. Not to be changed."""
    with station_of(made) as station:
        return take(station, f"{FILM}@#3-#6", tmp_path_factory.mktemp("genuine") / "excerpt", "#4-#4")


@pytest.fixture
def excerpt(genuine, tmp_path):
    """A copy, to be changed."""
    return shutil.copytree(genuine, tmp_path / "excerpt")
