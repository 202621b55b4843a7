"""The images of the packages leave the station as they were cut, or the export stops and says which is not."""

import shutil

import pytest

from station.evidence import RecordingChanged, RecordingMissing, export_session
from station.ledger import engine
from station.verify.verify import verify_bag
from tests.sessions import SESSION, make_session


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A sealed session with two images."""
    return make_session(tmp_path_factory.mktemp("session"))


@pytest.fixture
def recordings(sealed, tmp_path):
    """A copy of its recordings, to be changed."""
    return shutil.copytree(sealed.recordings, tmp_path / "recordings")


def export(sealed, recordings, destination, **options):
    """Export the made session from a folder."""
    reader = engine.reader(sealed.database)
    try:
        with reader.connect() as connection:
            return export_session(connection, recordings, SESSION, destination, **options)
    finally:
        reader.dispose()


def images(folder):
    """Names and bytes of the images in a folder."""
    return {path.name: path.read_bytes() for path in sorted((folder / "images").iterdir())}


def test_a_bag_holds_the_images_byte_for_byte(sealed, tmp_path):
    """By the numbers of the entries that presented the packages."""
    bag = export(sealed, sealed.recordings, tmp_path / "bag")
    shown = [entry.index for entry in sealed.entries if entry.kind == "package.presented"]

    assert images(bag / "data") == images(sealed.recordings / SESSION)
    assert list(images(bag / "data")) == [f"{number}.jpg" for number in shown]
    assert "data/images/" in (bag / "data/README.txt").read_text()


def test_a_changed_image_stops_the_export(sealed, recordings, tmp_path):
    """The package is named, and no half bag is left."""
    first = min((recordings / SESSION / "images").iterdir())
    first.write_bytes(first.read_bytes()[:-1] + b"\x00")

    with pytest.raises(RecordingChanged, match=r"The file of the image of package K1 at .* is not what was sealed"):
        export(sealed, recordings, tmp_path / "bags" / "bag")
    assert list((tmp_path / "bags").iterdir()) == []


def test_an_image_that_is_gone_stops_the_export_unless_what_is_left_is_asked_for(sealed, recordings, tmp_path):
    """Then the bag lacks it alone, and the verifier says so."""
    (gone, kept) = sorted((recordings / SESSION / "images").iterdir())
    gone.unlink()

    with pytest.raises(RecordingMissing, match="The file of the image of package K1 cannot be read"):
        export(sealed, recordings, tmp_path / "bag")
    bag = export(sealed, recordings, tmp_path / "bag", incomplete=True)
    assert list(images(bag / "data")) == [kept.name]
    assert {each.check for each in verify_bag(bag).failures} == {"contents", "images"}
