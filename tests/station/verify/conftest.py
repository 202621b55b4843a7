"""One sealed session and its bag for all tests of the verifier; tests that change a bag get a copy."""

import shutil

import pytest

from station.evidence import export_session
from station.ledger import engine
from tests.sessions import SESSION, Script, make_session


def bag_of(made, destination, **options):
    """Export a made session."""
    reader = engine.reader(made.database)
    try:
        with reader.connect() as connection:
            return export_session(connection, made.recordings, SESSION, destination, **options)
    finally:
        reader.dispose()


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A sealed session, in which one file of each camera was cut short and the gap announced."""
    return make_session(tmp_path_factory.mktemp("session"), Script(interrupt=True))


@pytest.fixture(scope="session")
def whole_bag(made, tmp_path_factory):
    """Its bag, with openings. Not to be changed."""
    return bag_of(made, tmp_path_factory.mktemp("bags") / "bag", openings=True)


@pytest.fixture
def bag(whole_bag, tmp_path):
    """A copy of the bag, to be changed."""
    return shutil.copytree(whole_bag, tmp_path / "bag")


@pytest.fixture
def bag_of_script(tmp_path):
    """Makes the bag of a session that went otherwise."""

    def make(folder="one", **script):
        station = tmp_path / folder / "station"
        station.mkdir(parents=True)
        return bag_of(make_session(station, Script(**script)), tmp_path / folder / "bag")

    return make
