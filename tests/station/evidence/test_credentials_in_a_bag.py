"""Content Credentials in an exported bag: there when a certificate is, and never a reason to hold an export up."""

import hashlib

import pytest

from station.credentials import issue, read_credentials
from station.evidence import export_session
from station.ledger import engine
from station.verify import layout
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.sessions import ORIGIN, SESSION, make_session


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A sealed session."""
    return make_session(tmp_path_factory.mktemp("station"))


def export(sealed, destination, credentials):
    """Export it; return the bag and what was told."""
    told = []
    reader = engine.reader(sealed.database)
    with reader.connect() as connection:
        bag = export_session(
            connection, sealed.recordings, SESSION, destination, credentials=credentials, tell=told.append
        )
    reader.dispose()
    return bag, told


@pytest.mark.slow
def test_every_film_has_a_manifest_that_tools_trust(sealed, tmp_path):
    """Two exports give the same bytes, the bag verifies with them, and the films' bytes are untouched."""
    chain = issue(tmp_path / "credentials", tmp_path / "root", "Test station", ORIGIN)
    one, told = export(sealed, tmp_path / "one", tmp_path / "credentials")
    two, _ = export(sealed, tmp_path / "two", tmp_path / "credentials")

    films = sorted(path.name for path in (one / "data/footage").glob("*.mp4"))
    manifests = sorted(path.name for path in (one / "data/credentials").glob("*.c2pa"))
    assert (told, [f"{name.removesuffix('.c2pa')}.mp4" for name in manifests]) == ([], films)
    assert {
        file.relative_to(one): hashlib.sha256(file.read_bytes()).digest() for file in one.rglob("*.*") if file.is_file()
    } == {
        file.relative_to(two): hashlib.sha256(file.read_bytes()).digest() for file in two.rglob("*.*") if file.is_file()
    }
    reading = read_credentials(
        one / "data/footage" / films[0], (one / "data/credentials" / manifests[0]).read_bytes(), chain.root
    )
    assert reading.trusted
    assert verify_bag(one, Trust((sealed.vkey,))).ok


def test_without_a_certificate_there_are_none(sealed, tmp_path):
    """Nobody is told to get one: a court does not need it."""
    bag, told = export(sealed, tmp_path / "bag", tmp_path / "nothing")

    assert (told, (bag / "data/credentials").exists()) == ([], False)


def test_a_broken_certificate_holds_no_export_up(tmp_path):
    """The bag is whole without credentials, and the operator is told why they are missing."""
    issue(tmp_path / "credentials", tmp_path / "root", "Test station", ORIGIN)
    (tmp_path / "credentials" / "leaf.key").chmod(0o644)
    (tmp_path / "other").mkdir()
    other = make_session(tmp_path / "other")  # whose films have no manifest yet

    bag, told = export(other, tmp_path / "bag", tmp_path / "credentials")

    assert (len(told), layout.CERTIFICATES) == (6, "data/credentials/certificates.pem")
    assert "chmod 600" in told[0]
    assert verify_bag(bag, Trust((other.vkey,))).ok
