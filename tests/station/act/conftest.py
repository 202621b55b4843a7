"""Real bags for the act: an ordinary one, one with openings, one sealed without a quorum."""

import shutil

import pytest

from station.evidence import export_session
from station.ledger import engine
from tests.sessions import SESSION, Script, make_session

# Nobody's words may break the page, be read as markup, or turn the direction of writing.
REMARK = 'Қап ашық еді, "#set page(fill: red)" *not bold* \U0001f525 \u202egpj \\ $x$ ' + "w" * 150


def remarked(kind, data):
    """The ordinary session, with a remark that is hard to print."""
    return data | {"text": REMARK} if kind == "remark.made" else data


def export(made, destination, **options):
    """Export a made session as a bag."""
    reader = engine.reader(made.database)
    try:
        with reader.connect() as connection:
            return export_session(connection, made.recordings, SESSION, destination, **options)
    finally:
        reader.dispose()


@pytest.fixture(scope="session")
def act_session(tmp_path_factory):
    """A sealed session with gaps and a remark that is hard to print."""
    return make_session(
        tmp_path_factory.mktemp("act-session"), Script(interrupt=True, facts=remarked, post_quantum=True)
    )


@pytest.fixture(scope="session")
def public_bag(act_session, tmp_path_factory):
    """Its bag for everybody. Not to be changed."""
    return export(act_session, tmp_path_factory.mktemp("act-bags") / "public")


@pytest.fixture(scope="session")
def court_bag(act_session, tmp_path_factory):
    """Its bag with openings. Not to be changed."""
    return export(act_session, tmp_path_factory.mktemp("act-bags") / "court", openings=True)


@pytest.fixture
def bag(public_bag, tmp_path):
    """A copy of the public bag, to be changed."""
    return shutil.copytree(public_bag, tmp_path / "bag")


@pytest.fixture
def bag_of_act(tmp_path):
    """Makes the bag of a session that went otherwise."""

    def make(**script):
        return export(make_session(tmp_path, Script(**script)), tmp_path / "bag-of-script")

    return make
