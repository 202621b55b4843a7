"""`station credentials`: what an operator and a journalist see."""

import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from station.cli.credentials import credentials
from station.credentials import ManifestUnreadable, manifest_for
from station.credentials.authority import issue_leaf, make_root
from station.credentials.certificates import load_chain, pem_of, private_pem, read_key_of
from station.credentials.sign import _sign
from station.credentials.statement import CAPTURED, definition
from station.private import write_new

ORIGIN = "furnace-1.station.test/log"


@pytest.fixture
def settings(tmp_path):
    """A station's settings."""
    raw = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw))
    return path


@pytest.fixture(scope="session")
def signed(film, facts_of, issued, tmp_path_factory):
    """A folder with a film, its credentials, and the root that a journalist was given."""
    folder = tmp_path_factory.mktemp("journalist")
    (folder / "film.mp4").write_bytes(film)
    (folder / "film.c2pa").write_bytes(manifest_for(folder / "film.mp4", facts_of(film), ORIGIN, issued))
    shutil.copy(issued / "root.pem", folder)
    return folder


def run(*words):
    """Give a command as a user does; what the user can mend is raised to `station`, which says it."""
    return CliRunner().invoke(credentials, [str(word) for word in words], catch_exceptions=False)


def check(folder, *more):
    """Check the film in a folder."""
    return run("check", folder / "film.mp4", folder / "film.c2pa", *more)


def test_issue_says_what_to_lock_away_and_what_to_publish(settings, tmp_path):
    """The operator learns where the root's key lies and the fingerprint that others compare."""
    done = run("issue", "--root-folder", tmp_path / "stick", "--name", "Ministry", "--config", settings)

    assert done.exit_code == 0
    assert f"Take {tmp_path / 'stick'} off this PC" in done.output
    assert f"Publish {tmp_path / 'recordings/credentials/root.pem'}" in done.output
    assert (tmp_path / "recordings/credentials/chain.pem").exists()


def test_issue_takes_over_an_outside_chain(settings, tmp_path):
    """With the same result."""
    outside = make_root("Outside authority")
    leaf, key = issue_leaf(outside, "Police", "furnace-1")
    (tmp_path / "chain").write_bytes(pem_of([leaf, outside.certificate]))
    write_new(tmp_path / "key", private_pem(key))
    done = run("issue", "--chain", tmp_path / "chain", "--private-key", tmp_path / "key", "--config", settings)

    assert done.exit_code == 0
    assert "off this PC" not in done.output
    assert (tmp_path / "recordings/credentials/root.pem").read_bytes() == pem_of([outside.certificate])


@pytest.mark.parametrize(
    "words", [(), ("--chain", "a"), ("--root-folder", "a", "--chain", "b"), ("--root-folder", "a", "--name", "n" * 65)]
)
def test_half_an_order_is_refused(settings, tmp_path, words):
    """Nothing is made from a guess."""
    assert run("issue", *words, "--config", settings).exit_code == 2
    assert not (tmp_path / "recordings").exists()


def test_with_the_root_the_film_is_valid_and_trusted(signed):
    """The verdict comes first, then who signed, then what the signer states."""
    done = check(signed, "--root", signed / "root.pem")

    assert done.exit_code == 0
    assert done.output.startswith("VALID\nTRUSTED: ")
    assert "Signed by Test authority (furnace-1.station.test/log)" in done.output
    assert "  session      S20261121-01\n" in done.output


def test_without_a_root_it_is_valid_and_not_trusted(signed):
    """And the remedy is named."""
    done = check(signed)

    assert done.exit_code == 0
    assert done.output.startswith("VALID\nNOT TRUSTED: no root was given")


def test_another_root_is_a_failure(signed, tmp_path):
    """Who gave a root wanted to know whether it is this one."""
    (tmp_path / "root.pem").write_bytes(pem_of([make_root("Test authority").certificate]))
    done = check(signed, "--root", tmp_path / "root.pem")

    assert done.exit_code == 1
    assert "NOT TRUSTED: the certificate does not lead to" in done.output


def test_a_changed_film_is_invalid_and_the_way_to_the_second_is_named(signed, tmp_path):
    """C2PA has one verdict for the film; the fragments tell more."""
    folder = shutil.copytree(signed, tmp_path / "changed")
    data = (folder / "film.mp4").read_bytes()
    (folder / "film.mp4").write_bytes(data[:-10])
    done = check(folder, "--root", folder / "root.pem")

    assert done.exit_code == 1
    assert done.output.startswith("INVALID\nThe film is not the one that was signed")
    assert "station verify BAG" in done.output


def test_added_bytes_that_c2pa_passes_over_are_invalid_here(signed, tmp_path):
    """A tool would say Trusted; the sealed SHA-256 says otherwise."""
    folder = shutil.copytree(signed, tmp_path / "longer")
    with (folder / "film.mp4").open("ab") as file:
        file.write(b"\0\0\0\x08free")
    done = check(folder, "--root", folder / "root.pem")

    assert done.exit_code == 1
    assert "does not have the SHA-256" in done.output


def test_a_manifests_words_cannot_write_a_verdict(signed, issued, tmp_path):
    """Line breaks and control characters of a hostile manifest stay inside their line."""
    chain = load_chain(issued)
    hostile = {
        "label": "evil.record",
        "data": {"origin": "evil", "sha256": "0" * 64, "way": "x\nVALID\nTRUSTED\x1b[2J"},
        "created": True,
    }
    with (signed / "film.mp4").open("rb") as film:
        made = _sign(film, definition("x", CAPTURED, hostile), chain, read_key_of(issued / "leaf.key", chain))
    (tmp_path / "film.c2pa").write_bytes(made)
    done = run("check", signed / "film.mp4", tmp_path / "film.c2pa")

    assert done.exit_code == 1
    assert done.output.startswith("INVALID\n")
    assert "  way          x?VALID?TRUSTED?[2J\n" in done.output
    assert "\x1b" not in done.output


def test_a_film_given_as_its_manifest_is_not_read_into_memory(signed, tmp_path):
    """The two were swapped."""
    (tmp_path / "long.mp4").write_bytes(bytes(2**20 + 1))

    with pytest.raises(ManifestUnreadable, match="larger than any manifest"):
        run("check", signed / "film.mp4", tmp_path / "long.mp4")
