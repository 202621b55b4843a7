"""Who signed what: people's cosignatures, the log's own keys and their changes, witnesses."""

import base64
import json
import shutil

import pytest

from station.verify.log import FolderSource, verify_log
from station.verify.report import Verdict
from station.verify.trust import Seen, Trust
from tests.log_findings import failed, only, texts
from tests.logs import ORIGIN, Station, changed, index_of, of_sessions, person_of, signer_of, write_log


def test_a_cosignature_replayed_on_another_checkpoint(check):
    """A person's signature moved to another size or root, or given to another person, does not verify."""
    station = of_sessions(lambda s: s.open("S1"))
    station.register("S1", "K1", "Z1")
    station.cosign("S1")
    first = json.loads(station.bodies[-1])["data"]
    station.say("remark.made", "S1", person="P1", text="All is well.")
    root = base64.b64encode(station.tree.root()).decode()
    station.say("checkpoint.cosigned", "S1", **first | {"size": station.size, "root": root})

    failure = only(check(station), "cosignatures")

    assert failure.details["entry"] == station.size - 1
    assert "does not fit" in str(failure.text)


def test_a_cosignature_of_another_history(check):
    """A good signature by the person's own key, on a root that is not this log's."""
    station = of_sessions(lambda s: s.open("S1"))
    other = of_sessions(lambda s: s.open("S2"))
    other.cosign("S2")
    station.say("checkpoint.cosigned", "S1", **json.loads(other.bodies[-1])["data"])

    assert "not the one shown now" in str(only(check(station), "cosignatures").text)


def test_a_cosignature_by_another_key(check):
    """Somebody else signs for the person."""
    station = of_sessions(lambda s: s.open("S1"))
    number = index_of(station, "key.presented")
    bodies = list(station.bodies)
    bodies[number] = changed(bodies[number], key=person_of(3).verifier.format())
    forged = Station(signer_of(1))
    for body in bodies:
        forged.take(body)
    forged.now_us = station.now_us
    forged.cosign("S1")

    assert only(check(forged), "cosignatures")


def test_a_seal_cosigned_late(check):
    """Only the newest seal can be co-signed, and only until the next session."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    late = json.loads(station.bodies[-1])["data"]
    station.hold("S2", "K2")
    station.say("seal.cosigned", None, **late)

    assert "only the newest seal" in str(only(check(station), "sessions").text)


def test_another_station_signs(honest, check):
    """The key that the reader trusts is not the log's."""
    report = check(honest, keys=(signer_of(2).verifier.format(),))

    assert "pretending to be it" in str(only(report, "key").text)


def test_the_post_quantum_line_stripped(log):
    """A log whose station has a post-quantum key must show its signature."""
    lines = (log / "checkpoint").read_bytes().splitlines(keepends=True)
    (log / "checkpoint").write_bytes(b"".join(lines[:-1]))

    assert "bears no signature by" in str(only(verify_log(FolderSource(log)), "checkpoint").text)


def test_a_checkpoint_altered(log):
    """Size or root other than signed."""
    data = (log / "checkpoint").read_bytes()
    size = data.split(b"\n")[1]
    (log / "checkpoint").write_bytes(data.replace(b"\n" + size + b"\n", b"\n" + str(int(size) - 1).encode() + b"\n", 1))

    assert "checkpoint" in failed(verify_log(FolderSource(log)))


@pytest.fixture
def succeeded(tmp_path):
    """A log whose key was changed, as published, with the old key's last checkpoint; and the station."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    last = station.succeed(signer_of(2))
    station.hold("S2", "K2")
    folder = write_log(tmp_path / "log", station.bodies, station.signer)
    (folder / "succession").mkdir()
    (folder / "succession" / last.split(b"\n")[1].decode()).write_bytes(last)
    return folder, station


@pytest.mark.parametrize("trusted", [1, 2])
def test_a_key_that_followed_another(succeeded, trusted):
    """Whoever trusts the first key or the last one accepts the log; the change is a note."""
    report = verify_log(FolderSource(succeeded[0]), Trust(keys=(signer_of(trusted).verifier.format(),)))

    assert report.ok
    assert "followed" in texts(report, Verdict.NOTE)


def test_a_change_of_keys_that_the_old_key_did_not_sign(succeeded):
    """Without the old key's own checkpoint over the change, anybody could claim to follow it."""
    shutil.rmtree(succeeded[0] / "succession")
    old = Trust(keys=(signer_of(1).verifier.format(),))

    assert "anyone could say so" in str(only(verify_log(FolderSource(succeeded[0]), old), "key").text)


def test_a_change_of_keys_from_another_history(succeeded):
    """The old key's checkpoint must be over this very log."""
    folder, _ = succeeded
    other = of_sessions(lambda s: s.hold("S1", "K9"))
    (path,) = (folder / "succession").iterdir()
    path.write_bytes(other.succeed(signer_of(2)))

    report = verify_log(FolderSource(folder), Trust(keys=(signer_of(1).verifier.format(),)))

    assert "not of this log's history" in str(only(report, "key").text)


def test_the_old_key_goes_on_signing(succeeded):
    """After a change of keys a checkpoint by the old key is not the log's."""
    folder, station = succeeded
    write_log(folder, station.bodies, signer_of(1))

    assert "checkpoint" in failed(verify_log(FolderSource(folder)))


def test_a_key_that_follows_none(check):
    """A start with another key that no entry announced."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    station.signer = signer_of(2)
    station.start()

    assert "no entry says that it followed another" in texts(check(station))


def test_a_log_cut_back_to_before_a_change_of_keys(succeeded, check):
    """A kept checkpoint by a key that the cut log does not name any more is still a rollback to whoever trusts that key."""
    _, station = succeeded
    early = of_sessions(lambda s: s.hold("S1", "K1"))
    kept = (Seen("late.note", station.checkpoint()),)
    keys = tuple(signer_of(number).verifier.format() for number in (1, 2))

    assert "ROLLBACK" in str(only(check(early, seen=kept, keys=keys), "seen").text)
    assert "cannot be held against this log" in str(only(check(early, seen=kept), "seen").text)


class OneOfTwo:
    """A policy that asks for one of two witnesses."""

    def __init__(self):
        self.witnesses = {"north": person_of(8).verifier, "south": person_of(9).verifier}

    def missing(self, signed):
        """Say what is lacking."""
        return [] if signed else ["one of north, south"]


def test_witnesses_that_a_policy_asks_for(log, honest):
    """Their lines stand below the log's own; without one of them the policy is not satisfied, and a forged one is told."""
    policy = Trust(policy=OneOfTwo())
    assert "one of north, south" in str(only(verify_log(FolderSource(log), policy), "witnesses").text)

    note = honest.checkpoint()
    text = note.split(b"\n\n")[0].decode() + "\n"
    line = person_of(8).sign(text, seconds=1).format().encode()
    (log / "checkpoint").write_bytes(note + line)
    assert verify_log(FolderSource(log), policy).ok

    stale = person_of(8).sign(text.replace(f"\n{honest.size}\n", "\n1\n"), seconds=1).format().encode()
    (log / "checkpoint").write_bytes(note + stale)
    assert "is forged" in texts(verify_log(FolderSource(log), policy))


def test_a_log_that_goes_on_from_a_lost_one(honest, check):
    """Said in its first entry, with the old log's last checkpoint, and nowhere else."""
    root = base64.b64encode(honest.tree.root()).decode()
    old = {"origin": ORIGIN, "size": honest.size, "root": root, "checkpoint": honest.checkpoint().decode()}

    def begun(**data):
        station = Station(signer_of(1))
        station.say("log.continues", None, reason="the key was lost", **old | data)
        station.start()
        station.weighings = 40
        station.hold("S1", "K1")
        return station

    report = check(begun())
    assert report.ok
    assert "the key was lost" in texts(report, Verdict.NOTE)
    assert "another checkpoint" in str(only(check(begun(size=1)), "sessions").text)
    honest_again = of_sessions(lambda s: s.say("log.continues", None, reason="", **old))
    assert "of no session" in str(only(check(honest_again), "sessions").text)
