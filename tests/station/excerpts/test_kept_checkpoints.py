"""Checkpoints that a reader kept, held against an excerpt and against an entry; and what he brings along in vain."""

import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.excerpts import write_entry
from station.formats.checkpoint import Checkpoint
from station.formats.signing import Ed25519Signer, LogSigner
from station.verify.bag import MissingFile
from station.verify.report import About, Verdict
from station.verify.target import verify_target
from station.verify.trust import Seen, Trust
from tests.log_findings import failed, only, texts
from tests.sessions import ORIGIN
from tests.station.excerpts.taking import checkpoint_of, keys_of


@pytest.fixture(params=["excerpt", "entry"])
def carried(request, genuine, station, tmp_path):
    """Something that was carried away, with the newest checkpoint of its kind, and the size of that."""
    if request.param == "excerpt":
        note = (genuine / "seal.tlog-proof").read_text(encoding="utf-8").split("\n\n", 1)[1]
        return genuine, int(note.split("\n")[1])
    proof = write_entry(station, 7, tmp_path)
    return proof, int(proof.read_text(encoding="utf-8").split("\n\n", 1)[1].split("\n")[1])


@pytest.fixture(params=["with keys", "without"])
def check(request, made, carried):
    """Verify it with these checkpoints, and with the station's keys or without."""
    keys = tuple(keys_of(made)) if request.param == "with keys" else ()
    return lambda *notes: verify_target(
        str(carried[0]), Trust(keys=keys, seen=tuple(Seen("phone.note", note) for note in notes))
    )


def seen_in(report):
    """What is said of kept checkpoints."""
    return [each.verdict for each in report.findings if each.check == "seen"]


def test_the_same_checkpoint(check, carried, station):
    """Equal roots at the same size."""
    report = check(checkpoint_of(station, carried[1]))

    assert (report.ok, seen_in(report)) == (True, [Verdict.PASS])


def test_another_history_of_the_same_size(check, carried, made):
    """Signed by the log's own keys."""
    report = check(Checkpoint(ORIGIN, carried[1], bytes(32)).sign(made.signer))

    assert "TWO HISTORIES: phone.note gives" in str(only(report, "seen").text)


def test_another_size_is_not_compared(check, carried, station):
    """That is said, and nothing passes by it."""
    report = check(checkpoint_of(station, carried[1] - 1))

    assert (report.ok, seen_in(report)) == (True, [Verdict.NOTE])
    assert "was not compared" in texts(report, Verdict.NOTE)


@pytest.mark.parametrize("note", [b"", b"rubbish\n", b"another.test\n5\nAAAA\n\n"])
def test_rubbish_fails(check, note):
    """A reader must not believe that it was compared."""
    assert failed(check(note)) == {"seen"}


def test_a_checkpoint_of_another_log_fails(check, carried):
    """It tells nothing of this one."""
    signer = LogSigner(Ed25519Signer("another.test", Ed25519PrivateKey.generate()))

    assert "it is of another.test" in str(
        only(check(Checkpoint("another.test", carried[1], bytes(32)).sign(signer)), "seen").text
    )


def test_a_strangers_checkpoint_in_the_logs_name_fails(made, carried):
    """Of the same size it would have to bear a key of the log."""
    signer = LogSigner(Ed25519Signer(ORIGIN, Ed25519PrivateKey.generate()))
    seen = Seen("phone.note", Checkpoint(ORIGIN, carried[1], bytes(32)).sign(signer))
    report = verify_target(str(carried[0]), Trust(keys=tuple(keys_of(made)), seen=(seen,)))

    assert "is no checkpoint of the log that this came from" in str(only(report, "seen").text)


def test_an_older_keys_checkpoint_is_not_compared(made, carried):
    """At another size the log may have had another key, of which nothing here tells."""
    older = LogSigner(Ed25519Signer(ORIGIN, Ed25519PrivateKey.generate()))
    seen = Seen("phone.note", Checkpoint(ORIGIN, carried[1] - 1, bytes(32)).sign(older))
    report = verify_target(str(carried[0]), Trust(keys=tuple(keys_of(made)), seen=(seen,)))

    assert (report.ok, seen_in(report)) == (True, [Verdict.NOTE])


def test_certificates_are_said_not_to_be_used(carried):
    """Neither an excerpt nor an entry holds a token."""
    report = verify_target(str(carried[0]), Trust(authorities=(b"a certificate",)))

    assert report.ok
    assert "certificates of time authorities were not used" in texts(report, Verdict.NOTE)


def test_a_bag_named_like_a_proof_is_a_bag(bag, tmp_path):
    """The name of a folder decides nothing."""
    named = tmp_path / "bag.tlog-proof"
    named.symlink_to(bag)

    assert verify_target(str(named)).about is About.RECORD


def test_a_pipe_for_a_proof_keeps_nobody_waiting(tmp_path):
    """It is no file with a proof in it."""
    for file in ("7.json", "7.tlog-proof"):
        os.mkfifo(tmp_path / file)

    with pytest.raises(MissingFile, match="cannot be read"):
        verify_target(str(tmp_path / "7.tlog-proof"))
