"""Starting: what the database is held against, and the full check at rest."""

import shutil
import sqlite3

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.formats.checkpoint import Checkpoint
from station.formats.commitment import commit
from station.formats.entry import Event
from station.formats.errors import CommitmentMismatch, NoTrustedSignature, SignatureInvalid, VerificationError
from station.formats.signing import Ed25519Signer
from station.ledger import startup
from station.ledger.errors import Damaged, Forked, PublishedAhead


@pytest.fixture
def grown(station, remark):
    """Give a station with 300 entries in two transactions."""
    with station.opened() as ledger:
        ledger.append(*[remark(str(number)) for number in range(100)])
        digest, opening = commit("a name")
        joined = Event("person.joined", {"name": {"commitment": digest}}, openings=(opening,))
        ledger.append(joined, *[remark(str(number)) for number in range(199)])
    return station


def start(station):
    """Start and stop."""
    with station.opened():
        pass


def test_an_old_database_is_refused(station, remark):
    """A database put back from an old copy, under a newer published log, does not start."""
    with station.opened() as ledger:
        ledger.append(remark("a"))
    assert not station.database.with_name("station.db-wal").exists()  # closed, the file alone is a whole copy
    old = station.database.read_bytes()
    with station.opened() as ledger:
        ledger.append(remark("b"))
    station.database.write_bytes(old)

    with pytest.raises(PublishedAhead) as caught:
        start(station)

    assert (caught.value.published, caught.value.size) == (2, 1)


def test_a_lost_database_is_refused(grown):
    """A new, empty database under a published log does not start a second log."""
    grown.database.unlink()

    with pytest.raises(PublishedAhead):
        start(grown)
    with pytest.raises(PublishedAhead):  # nor does the second try, after the first made the file
        start(grown)


def test_a_lost_database_is_refused_under_an_empty_log(station):
    """Even the published checkpoint of the empty log counts as published."""
    start(station)
    station.database.unlink()

    with pytest.raises(PublishedAhead):
        start(station)


def test_another_history_is_refused(grown, remark, new_station, tmp_path):
    """A database with as many entries but others, by the same key, is a fork."""
    other = new_station(tmp_path / "other")
    other.folder.mkdir()
    with other.opened() as ledger:
        ledger.append(*[remark("else")] * 100)
        ledger.append(*[remark("else")] * 200)
    shutil.copytree(grown.published, other.published, dirs_exist_ok=True)

    with pytest.raises(Forked) as caught:
        start(other)

    assert caught.value.size == 300


def test_a_size_never_signed_is_a_fork(grown):
    """A published checkpoint of a size that the database never signed is a fork."""
    forged = Checkpoint(grown.signer.name, 50, bytes(32)).sign(grown.signer)
    (grown.published / "checkpoint").write_bytes(forged)

    with pytest.raises(Forked) as caught:
        start(grown)

    assert caught.value.expected is None


def test_a_published_checkpoint_of_another_key_is_refused(grown):
    """What another key signed is not this log's copy."""
    other = Ed25519Signer(grown.signer.name, Ed25519PrivateKey.generate())
    (grown.published / "checkpoint").write_bytes(Checkpoint(other.name, 5, bytes(32)).sign(other))

    with pytest.raises(NoTrustedSignature):
        start(grown)


def test_another_key_cannot_go_on(grown):
    """A database does not open with a key that did not sign it."""
    shutil.rmtree(grown.published)
    grown.signer = Ed25519Signer(grown.signer.name, Ed25519PrivateKey.generate())

    with pytest.raises(NoTrustedSignature):
        start(grown)


def test_a_sound_database_passes(grown):
    """The full check passes and counts the entries."""
    with grown.reading() as connection:
        assert startup.scrub(connection, grown.signer.verifier) == 300


DAMAGES = {
    "text for bytes": ("UPDATE entries SET body = replace(body, 'P1', 'P2') WHERE entry = 7", Damaged),
    "one byte of an entry": (
        "UPDATE entries SET body = cast(replace(body, 'P1', 'P2') AS blob) WHERE entry = 7",
        Damaged,
    ),
    "a leaf hash": ("UPDATE entries SET leaf_hash = zeroblob(32) WHERE entry = 299", Damaged),
    "a time": ("UPDATE entries SET at_unix_us = 0 WHERE entry = 3", Damaged),
    "a kind": ("UPDATE entries SET kind = 'x' WHERE entry = 3", Damaged),
    "a session": ("UPDATE entries SET session = 'x' WHERE entry = 3", Damaged),
    "an entry gone": ("DELETE FROM entries WHERE entry = 150", Damaged),
    "the last entry gone": ("DELETE FROM entries WHERE entry = 299", Damaged),
    "all entries gone": ("DELETE FROM entries", Damaged),
    "a number": ("UPDATE entries SET entry = 1000 WHERE entry = 299", Damaged),
    "a subtree": ("UPDATE subtrees SET hash = zeroblob(32)", Damaged),
    "a subtree gone": ("DELETE FROM subtrees", Damaged),
    "a subtree too many": ("INSERT INTO subtrees VALUES (1, 1, zeroblob(32))", Damaged),
    "a root": ("UPDATE checkpoints SET root = zeroblob(32) WHERE size = 100", Damaged),
    "text for a note": ("UPDATE checkpoints SET note = note || ''", Damaged),
    "a signature": (
        "UPDATE checkpoints SET note = cast(replace(note, 'station ', 'station A') AS blob)",
        VerificationError,
    ),
    "exchanged notes": ("UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 0)", Damaged),
    "the checkpoint gone": ("DELETE FROM checkpoints WHERE size = 300", Damaged),
    "a checkpoint too many": ("INSERT INTO checkpoints SELECT 301, root, note, 0 FROM checkpoints LIMIT 1", Damaged),
    "an opening": ("UPDATE openings SET value = '\"another\"'", CommitmentMismatch),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_found(grown, damage):
    """The full check finds each change that bypassed the triggers."""
    sql, error = DAMAGES[damage]
    raw = sqlite3.connect(grown.database)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(sql)
    raw.commit()
    raw.close()

    with pytest.raises(error), grown.reading() as connection:
        startup.scrub(connection, grown.signer.verifier)


def test_a_changed_edge_is_found_at_start(grown):
    """A start notices damage on the tree's right edge without reading the log."""
    raw = sqlite3.connect(grown.database)
    raw.execute("DROP TRIGGER entries_no_update")
    raw.execute("UPDATE entries SET leaf_hash = zeroblob(32) WHERE entry = 299")
    raw.commit()
    raw.close()

    with pytest.raises(Damaged):
        start(grown)


def test_a_forged_newest_checkpoint_is_found_at_start(grown):
    """A start notices that the newest checkpoint is not as it was signed."""
    raw = sqlite3.connect(grown.database)
    raw.execute("DROP TRIGGER checkpoints_no_update")
    raw.execute("UPDATE checkpoints SET note = cast(replace(note, '300', '301') AS blob)")
    raw.commit()
    raw.close()

    with pytest.raises(SignatureInvalid):
        start(grown)
