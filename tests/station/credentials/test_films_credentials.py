"""The manifest of a film: what it says, what it notices, and that the film stays as it is."""

import hashlib
import shutil

import pytest

from station.credentials import (
    FilmChanged,
    ManifestUnreadable,
    NoRoomToSign,
    PrivateKeyRefused,
    manifest_for,
    read_credentials,
)
from station.credentials.authority import make_root
from station.credentials.certificates import pem_of
from station.credentials.statement import label_of
from tests.films import pieces_of

ORIGIN = "furnace-1.station.test/log"


@pytest.fixture(scope="session")
def manifest(film, facts_of, issued, tmp_path_factory):
    """The film's manifest."""
    path = tmp_path_factory.mktemp("signed") / "film.mp4"
    path.write_bytes(film)
    made = manifest_for(path, facts_of(film), ORIGIN, issued)
    assert path.read_bytes() == film  # not one byte of it is touched
    return made


@pytest.fixture(scope="session")
def root(issued):
    """The root that a journalist was given."""
    return (issued / "root.pem").read_bytes()


def test_with_the_root_the_film_is_trusted(film, manifest, root, put):
    """Who was given the station's root sees who signed, and that nothing is wrong."""
    reading = read_credentials(put(film), manifest, root)

    assert (reading.state, reading.faults, reading.whole) == ("Trusted", (), True)
    assert (reading.organisation, reading.station) == ("Test authority", ORIGIN)
    assert reading.valid


def test_without_the_root_the_film_is_valid_but_the_signer_unknown(film, manifest, put):
    """The film is what was signed; by whom, nobody vouches."""
    reading = read_credentials(put(film), manifest)

    assert (reading.state, reading.faults) == ("Valid", ("signingCredential.untrusted",))
    assert reading.valid
    assert not reading.trusted


def test_another_root_does_not_help(film, manifest, put):
    """A root of the same name with another key makes nothing trusted."""
    stranger = pem_of([make_root("Test authority").certificate])
    reading = read_credentials(put(film), manifest, stranger)

    assert (reading.state, reading.faults) == ("Valid", ("signingCredential.untrusted",))


def test_the_manifest_names_the_sealed_recording(film, facts_of, manifest, put):
    """Its statement leads from the film to the log that sealed it."""
    said = read_credentials(put(film), manifest).statement
    sealed = facts_of(film).sealed

    assert said == {
        "v": 1,
        "origin": ORIGIN,
        "session": "S20261121-01",
        "recording": "S20261121-01-scale-0001",
        "camera": "scale",
        "way": "encoded",
        "begins": "2026-11-21T12:00:00.000000Z",
        "ends": "2026-11-21T12:00:04.000000Z",
        "sha256": hashlib.sha256(film).hexdigest(),
        "merkle_root": sealed["root"],
        "fragments": 5,
        "frames": 40,
        "bytes": len(film),
    }


def flipped(film):
    """One bit of one picture."""
    place = pieces_of(film)[2].offset + 500
    return film[:place] + bytes([film[place] ^ 1]) + film[place + 1 :]


def cut(film):
    """The last second is gone."""
    return film[: pieces_of(film)[-1].offset]


def torn(film):
    """The last ten bytes are gone."""
    return film[:-10]


def without_a_fragment(film):
    """A second in the middle is gone; players show no error."""
    gone, after = pieces_of(film)[2:4]
    return film[: gone.offset] + film[after.offset :]


def cropped(film):
    """The H.264 parameter sets say another size."""
    place = film.index(b"avcC") + 20
    return film[:place] + bytes([film[place] ^ 4]) + film[place + 1 :]


@pytest.mark.parametrize("change", [flipped, cut, torn, without_a_fragment, cropped])
def test_a_changed_film_is_invalid(film, manifest, root, put, change):
    """Whatever was done to its pictures or times, the whole film is invalid; which second it was, C2PA cannot say."""
    reading = read_credentials(put(change(film)), manifest, root)

    assert (reading.state, reading.faults) == ("Invalid", ("assertion.bmffHash.mismatch",))
    assert not reading.valid


@pytest.mark.parametrize(
    "change",
    [
        lambda film: film + b"\0\0\0\x10free12345678",
        lambda film: film + b"\0\0\0\x10skip12345678",
        lambda film: film.replace(b"iso5", b"iso4", 1),
    ],
    ids=["free box", "skip box", "file type"],
)
def test_bytes_that_c2pa_does_not_hash_are_noticed_by_the_sha256(film, manifest, root, put, change):
    """C2PA leaves out boxes without pictures, and a tool says Trusted; the statement's SHA-256 still tells."""
    reading = read_credentials(put(change(film)), manifest, root)

    assert reading.state == "Trusted"
    assert not reading.whole
    assert not reading.valid


def test_a_manifest_of_another_film_is_refused(other_film, manifest, root, put):
    """A manifest speaks of one film."""
    assert read_credentials(put(other_film), manifest, root).faults == ("assertion.bmffHash.mismatch",)


def test_a_changed_statement_is_noticed(film, manifest, root, put):
    """Who writes another recording into the manifest breaks it."""
    changed = manifest.replace(b"S20261121-01-scale-0001", b"S20261121-01-scale-0002")
    reading = read_credentials(put(film), changed, root)

    assert changed != manifest
    assert reading.state == "Invalid"
    assert "assertion.hashedURI.mismatch" in reading.faults


@pytest.mark.parametrize("garbage", [b"", b"x", b"not a manifest" * 9])
def test_what_is_no_manifest_is_said_to_be_none(film, put, garbage):
    """One error, whatever the library makes of it."""
    with pytest.raises(ManifestUnreadable):
        read_credentials(put(film), garbage)


def test_a_cut_manifest_cannot_be_read(film, manifest, put):
    """Half a manifest is none."""
    with pytest.raises(ManifestUnreadable):
        read_credentials(put(film), manifest[: len(manifest) // 2])


@pytest.mark.parametrize(
    ("origin", "label"),
    [
        ("furnace-1.station.example", "example.station.furnace-1.record"),
        ("furnace-1.station.example/log/2", "example.station.furnace-1.record"),
        ("furnace_1.example", "example.1.furnace.record"),
        ("-.a..b", "b.a.record"),
        ("/", "record"),
    ],
)
def test_the_label_begins_with_the_stations_own_domain(origin, label):
    """The C2PA specification keeps labels apart by domain; every origin that the settings allow gives a label that it allows."""
    assert label_of(origin) == label


@pytest.mark.parametrize("origin", ["furnace__1.example", "-.a..b", "/", "station"])
def test_every_origin_can_be_signed_and_found_again(film, facts_of, issued, put, origin):
    """Also those that are no domain."""
    path = put(film)
    made = manifest_for(path, facts_of(film), origin, issued)

    assert read_credentials(path, made).statement["origin"] == origin


def test_a_film_that_is_not_as_sealed_is_not_signed(film, facts_of, issued, put):
    """The station does not put its name to another film than the sealed one."""
    with pytest.raises(FilmChanged) as refused:
        manifest_for(put(flipped(film)), facts_of(film), ORIGIN, issued)

    assert refused.value.expected == hashlib.sha256(film).hexdigest()


def test_without_room_for_the_librarys_copies_nothing_is_begun(film, facts_of, issued, put, monkeypatch):
    """The library copies a film twice while it signs it; too small a disk is named before."""
    free = shutil.disk_usage(issued)._replace(free=2 * len(film) - 1)
    monkeypatch.setattr("station.credentials.sign.shutil.disk_usage", lambda _folder: free)

    with pytest.raises(NoRoomToSign, match="TMPDIR") as refused:
        manifest_for(put(film), facts_of(film), ORIGIN, issued)

    assert (refused.value.needed, refused.value.free) == (2 * len(film), 2 * len(film) - 1)


def test_a_key_that_others_may_read_does_not_sign(film, facts_of, issued, put, tmp_path):
    """A leaf.key of mode 0644 may be in other hands; the message has the remedy."""
    folder = shutil.copytree(issued, tmp_path / "open")
    (folder / "leaf.key").chmod(0o644)

    with pytest.raises(PrivateKeyRefused, match="chmod 600"):
        manifest_for(put(film), facts_of(film), ORIGIN, folder)
