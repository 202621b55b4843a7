"""Excerpts whose entries, proofs or keys were changed or exchanged: the pictures may be true, and nothing vouches for them."""

import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.formats.signing import Ed25519Signer
from station.verify import excerpt_form as form
from station.verify.excerpt import verify_excerpt
from tests.sessions import Script, make_session
from tests.station.excerpts.taking import FILM, failed, station_of, take, told, verified


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The same session as another log tells it, signed with the same key: another remark was made."""

    def told_otherwise(kind, data):
        return data | {"text": "There was no smoke."} if kind == "remark.made" else data

    return make_session(
        tmp_path_factory.mktemp("elsewhere"),
        Script(interrupt=True, listed=2, post_quantum=True, one_by_one=True, facts=told_otherwise),
    )


@pytest.fixture
def other_tree(elsewhere, tmp_path):
    """The same excerpt out of that log."""
    with station_of(elsewhere) as station:
        return take(station, f"{FILM}@#3-#6", tmp_path / "elsewhere", "#4-#4")


@pytest.mark.parametrize("name", ["started", "finished", "seal"])
def test_a_proof_of_another_tree(made, excerpt, other_tree, name):
    """A proof from a log that tells something else, though the same key signed it."""
    shutil.copy(other_tree / f"{name}.tlog-proof", excerpt)
    report = verified(made, excerpt)

    assert failed(report) == {"entries-in-log"}
    assert "tlog-proof" in told(report)


def test_entries_of_two_trees(made, excerpt, other_tree):
    """Each with a good proof in a tree that the key signed; but it is not one tree."""
    for name in ("started.json", "started.tlog-proof"):
        shutil.copy(other_tree / name, excerpt)
    report = verified(made, excerpt)

    assert failed(report) == {"entries-in-log"}
    assert "started.tlog-proof leads to another checkpoint than the seal's." in told(report)


def test_an_entry_in_another_s_place(made, excerpt):
    """The end of the recording cannot stand for its beginning."""
    for kind in ("json", "tlog-proof"):
        shutil.copy(excerpt / f"finished.{kind}", excerpt / f"started.{kind}")
    report = verified(made, excerpt)

    assert failed(report) == {"excerpt"}
    assert "it is recording.finished, not recording.started" in told(report)


def test_an_entry_that_was_changed(made, excerpt):
    """A recording that began a day before: the entry's bytes are not those in the log."""
    path = excerpt / "started.json"
    path.write_bytes(path.read_bytes().replace(b'"epoch_us":17952624', b'"epoch_us":17951760'))
    report = verified(made, excerpt)

    assert failed(report) == {"entries-in-log", "texts"}
    assert "started.tlog-proof does not lead from started.json to a checkpoint that the log signed" in told(report)


def test_another_log_s_key(made, excerpt):
    """Whoever trusts another log is told that this is not of it."""
    stranger = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    report = verify_excerpt(excerpt, trusted_keys=[stranger])

    assert failed(report) == {"key"}
    assert f"It is of the log {made.signer.name}; you gave no Ed25519 key of that log." in told(report)


def test_a_key_of_the_forger_s_own(made, excerpt):
    """The folder's key is replaced: by itself it fails, with the station's key and with the forger's own."""
    forger = Ed25519Signer(made.signer.name, Ed25519PrivateKey.from_private_bytes(bytes([7] * 32)))
    (excerpt / form.KEY).write_text(forger.verifier.format() + "\n", encoding="ascii")

    assert failed(verify_excerpt(excerpt)) == {"entries-in-log"}
    assert failed(verified(made, excerpt)) == {"entries-in-log", "key"}
    assert failed(verify_excerpt(excerpt, trusted_keys=[forger.verifier.format()])) == {"entries-in-log", "key"}


def test_a_second_key_that_is_left_out(made, excerpt):
    """Who has both keys of the log is told when only one of them stands in the folder or below the checkpoint."""
    keys = (excerpt / form.KEY).read_text(encoding="ascii").splitlines(keepends=True)
    for name in ("started", "finished", "seal"):
        path = excerpt / f"{name}.tlog-proof"
        path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    (excerpt / form.KEY).write_text(keys[0], encoding="ascii")
    report = verified(made, excerpt)

    assert len(keys) == 2
    assert failed(report) == {"key"}
    assert "None of the ML-DSA-44 keys" in told(report)
    assert verify_excerpt(excerpt, trusted_keys=[keys[0]]).ok
