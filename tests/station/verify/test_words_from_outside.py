"""What others said of a bag, held against it: the times of witnesses, and checkpoints that someone kept."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.formats import policy as policies
from station.formats.checkpoint import Checkpoint
from station.formats.signing import Cosigner, Ed25519Signer
from station.verify import layout
from station.verify.brought import AskedPolicy
from station.verify.report import Verdict
from station.verify.trust import Seen, Trust
from station.verify.verify import verify_bag
from tests import forgeries
from tests.log_findings import failed, only, texts
from tests.scales import STARTED
from tests.sessions import ORIGIN, log_signer

WITNESS = Cosigner("w.test/x", Ed25519PrivateKey.from_private_bytes(bytes([1] * 32)))
POLICY = AskedPolicy(policies.parse(f"witness W {WITNESS.verifier.format()}\nquorum W\n".encode()))
MONTH_S = 30 * 24 * 3600


def cosigned(bag: Path, made, later_s: int) -> Path:
    """The bag, its seal co-signed so many seconds after the time that the seal states."""
    seal = made.entries[-1]
    folder = bag / "data/attested" / str(seal.index + 1)
    folder.mkdir(parents=True)
    note = (bag / layout.CHECKPOINT).read_bytes()
    (folder / "checkpoint").write_bytes(note)
    text = note.decode().partition("\n\n")[0] + "\n"
    line = WITNESS.sign(text, seal.at.unix_us // 1_000_000 + later_s).format()
    (folder / f"{WITNESS.verifier.key_id:08x}.cosignature").write_text(line, encoding="utf-8")
    forgeries.manifest_anew(bag)
    return bag


def test_a_seal_younger_than_its_cosignature(bag, made):
    """A session dated a month ahead: the witness had co-signed its seal before it was made. Unchecked, it is told."""
    cosigned(bag, made, -MONTH_S)

    failure = only(verify_bag(bag, Trust(policy=POLICY)), "witnesses")
    assert f"says that it was made {MONTH_S}." in str(failure.text)
    assert "after the witness had already co-signed it" in str(failure.text)
    unchecked = verify_bag(bag)
    assert failed(unchecked) == set()
    assert "by a cosignature that was not checked, entry" in texts(unchecked, Verdict.NOTE)


@pytest.mark.parametrize(("later_s", "told"), [(0, False), (60, False), (MONTH_S, True)])
def test_a_cosignature_that_came_late_is_a_note(bag, made, later_s, told):
    """The network was down for a month, or the seal is dated back by a month."""
    report = verify_bag(cosigned(bag, made, later_s), Trust(policy=POLICY))

    assert failed(report) == set()
    assert ("after the time that the entry states" in texts(report, Verdict.NOTE)) == told


def test_a_cosignature_by_an_unknown_type_of_key_is_passed_over(bag, made):
    """Its bytes state no time that anybody here could read."""
    cosigned(bag, made, 0)
    (file,) = (bag / "data/attested").rglob("*.cosignature")
    line = f"— unknown {base64.b64encode(bytes.fromhex(file.stem) + b'1').decode()}\n"
    file.write_text(line, encoding="utf-8")
    forgeries.manifest_anew(bag)

    report = verify_bag(bag, Trust())
    assert failed(report) == set()
    assert "1 cosignature(s) of unknown were not checked" in texts(report, Verdict.NOTE)


def kept(bag: Path, made, *, true: bool) -> Seen:
    """A checkpoint of the entries before the session, signed by the log's key."""
    before = base64.b64decode((bag / layout.BEFORE).read_bytes().splitlines()[0])
    root = before if true else bytes(32)
    return Seen("phone.note", Checkpoint(ORIGIN, STARTED, root).sign(made.signer))


def test_a_checkpoint_from_just_before_the_session(whole_bag, made):
    """The bag tells the root of what stood before, so another one is a second history."""
    true, false = (kept(whole_bag, made, true=each) for each in (True, False))

    assert failed(verify_bag(whole_bag, Trust(seen=(true,)))) == set()
    assert "TWO HISTORIES" in str(only(verify_bag(whole_bag, Trust(seen=(false,))), "seen").text)


def verdicts(report, check: str) -> list[Verdict]:
    """The verdicts of a check's findings."""
    return [each.verdict for each in report.findings if each.check == check]


def test_what_cannot_be_compared_passes_nothing(whole_bag, made):
    """A checkpoint beyond the seal is told of; only one that agrees earns a pass."""
    beyond = Seen("late.note", Checkpoint(ORIGIN, 10_000, bytes(32)).sign(made.signer))

    assert verdicts(verify_bag(whole_bag, Trust(seen=(beyond,))), "seen") == [Verdict.NOTE]
    both = Trust(seen=(beyond, kept(whole_bag, made, true=True)))
    assert verdicts(verify_bag(whole_bag, both), "seen") == [Verdict.PASS, Verdict.NOTE]


@pytest.mark.parametrize("text", [b"", b"rubbish", b"\xff\n\n"])
def test_a_kept_checkpoint_that_is_none_fails(whole_bag, text):
    """Nobody may believe that it was compared."""
    assert failed(verify_bag(whole_bag, Trust(seen=(Seen("kept", text),)))) == {"seen"}


def test_who_gave_both_keys_is_not_content_with_one(whole_bag, made):
    """A bag that Ed25519 alone signed: whole to who knows that key alone, refused by who gave the ML-DSA-44 key below it."""
    first, second = log_signer().verifier.format(), log_signer().second_verifier.format()
    assert first == made.vkey

    assert verify_bag(whole_bag, Trust(keys=(first,))).ok
    failure = only(verify_bag(whole_bag, Trust(keys=(first, second))), "key")
    assert "one of its two keys was left out" in str(failure.text)


def test_another_logs_checkpoint_was_not_kept_of_this_one(whole_bag):
    """Also when it bears the log's name."""
    stranger = Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([7] * 32)))
    note = Checkpoint(ORIGIN, 5, bytes(32)).sign(stranger)

    assert failed(verify_bag(whole_bag, Trust(seen=(Seen("kept", note),)))) == {"seen"}
