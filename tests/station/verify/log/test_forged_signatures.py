"""Who signed what: people's cosignatures, the log's own keys and their changes, witnesses."""

import base64
import json
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats.signing import Ed25519Signer, LogSigner, MlDsa44Cosigner
from station.verify.log import FolderSource, verify_log
from station.verify.report import Verdict
from station.verify.trust import Seen, Trust
from tests.log_findings import failed, only, texts
from tests.logs import ORIGIN, Station, changed, index_of, of_sessions, person_of, signer_of, write_log
from tests.scales import STARTED


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


def keys_of(signer):
    """The verifier keys of a log, Ed25519 first."""
    return signer.verifier.format(), signer.second_verifier.format()


def test_the_post_quantum_key_is_given_up_without_a_change_of_keys(check):
    """Whoever breaks Ed25519 alone says that the station started without the other key: who gave both refuses it."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    station.signer = signer_of(1, post_quantum=False)
    station.start()
    station.hold("S2", "K2")
    both = keys_of(signer_of(1))

    assert "bear no post-quantum signature" in texts(check(station, keys=both[:1]), Verdict.NOTE)
    assert check(station, keys=both[:1]).ok
    failure = only(check(station, keys=both), "key")
    assert f"bear no signature by {both[1]}, which you gave" in str(failure.text)


def test_a_post_quantum_key_that_is_added(check):
    """From then on both sign, which takes nothing from anybody."""
    station = Station(signer_of(1, post_quantum=False))
    station.start()
    station.hold("S1", "K1")
    station.signer = signer_of(1)
    station.start()
    station.hold("S2", "K2")

    for keys in (keys_of(signer_of(1)), keys_of(signer_of(1))[:1]):
        report = check(station, keys=keys)
        assert report.ok
        assert "bear a post-quantum signature too" in texts(report, Verdict.NOTE)


def test_another_post_quantum_key_that_no_change_names(check):
    """Only a change of the key, signed by those before it, may bring one."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    second = MlDsa44Cosigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(bytes(32)))
    station.signer = LogSigner(Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)), second)
    station.start()

    for keys in ((), keys_of(signer_of(1)), keys_of(signer_of(1))[:1]):
        report = check(station, keys=keys)
        assert {"key", "checkpoint"} == failed(report)
        assert "no entry says that it followed another" in texts(report)


def test_a_change_of_keys_may_leave_the_post_quantum_key_out(tmp_path):
    """Both old keys have signed it: who gave both follows."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    last = station.succeed(signer_of(2, post_quantum=False))
    folder = write_log(tmp_path / "log", station.bodies, station.signer)
    (folder / "succession").mkdir()
    (folder / "succession" / last.split(b"\n")[1].decode()).write_bytes(last)

    assert verify_log(FolderSource(folder), Trust(keys=keys_of(signer_of(1)))).ok


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


def witnessed_by(station):
    """What a station shows of a witness: its newest checkpoint, co-signed."""
    note = station.checkpoint()
    text = note.split(b"\n\n")[0].decode() + "\n"
    return note + person_of(8).sign(text, seconds=1).format().encode()


def test_a_stale_word_of_a_witness(tmp_path):
    """A checkpoint co-signed once speaks for no session after it, though the policy has the lines that it asks for."""
    station = of_sessions()
    once = witnessed_by(station)
    station.hold("S1", "K1")
    turn = station.size - 2
    sealed = witnessed_by(station)
    folder = write_log(tmp_path / "log", station.bodies, station.signer)
    policy = Trust(policy=OneOfTwo())

    (folder / "witnessed").write_bytes(once)
    failure = only(verify_log(FolderSource(folder), policy), "witnesses")
    assert (failure.details["size"], failure.details["entry"]) == (STARTED, turn)
    assert (
        f"Co-signed are only the first {STARTED} of {station.size} entries, and not entry {turn} (session.sealed)"
        in str(failure.text)
    )
    (folder / "witnessed").write_bytes(sealed)
    assert verify_log(FolderSource(folder), policy).ok

    for _ in range(3):
        station.start()
    write_log(folder, station.bodies, station.signer)
    assert verify_log(FolderSource(folder), policy).ok
    station.open("S2")
    write_log(folder, station.bodies, station.signer)
    assert "(session.opened) of session S2" in str(only(verify_log(FolderSource(folder), policy), "witnesses").text)


def test_what_a_witness_signed_bears_both_keys_of_the_log(log, honest):
    """The post-quantum line is stripped from the co-signed checkpoint alone."""
    lines = witnessed_by(honest).splitlines(keepends=True)
    (log / "witnessed").write_bytes(b"".join([*lines[:-2], lines[-1]]))

    failure = only(verify_log(FolderSource(log), Trust(policy=OneOfTwo())), "witnesses")
    assert "bears no signature by" in str(failure.text)


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
