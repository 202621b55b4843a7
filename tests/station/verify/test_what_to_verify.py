"""What is verified how, and what the reader brings along: one answer for `station verify` and for `verify.pyz`."""

import os
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats.cosignature import Ed25519CosignatureVerifier, MlDsa44Verifier
from station.formats.errors import Malformed
from station.formats.note import Ed25519Verifier
from station.verify.brought import read_trust
from station.verify.command import Meter, main
from station.verify.log import Unreachable, source
from station.verify.report import About, Verdict
from station.verify.target import verify_target
from station.verify.trust import Trust
from tests.log_findings import only
from tests.logs import of_sessions, write_log
from tests.sessions import ORIGIN


@pytest.fixture(scope="module")
def keys():
    """A log's two verifier keys; the second is longer than a file's name may be."""
    first = Ed25519Verifier(ORIGIN, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    second = MlDsa44Verifier(ORIGIN, MLDSA44PrivateKey.generate().public_key().public_bytes_raw())
    return first.format(), second.format()


def test_keys_are_given_as_themselves_or_in_files(tmp_path, keys):
    """A key, the same in a file with another, each once in the end."""
    file = tmp_path / "station.vkey"
    file.write_text("".join(f"{key}\n" for key in keys))

    assert read_trust([keys[0], str(file)]).keys == keys
    assert read_trust([keys[1]]).keys == (keys[1],)
    assert read_trust([]).keys == ()


@pytest.mark.parametrize("text", ["", "\n", "not a key\n", "\xff\n"])
def test_a_file_without_a_key_is_refused(tmp_path, text):
    """Nobody may believe that a key was checked when the file held none."""
    file = tmp_path / "station.vkey"
    file.write_text(text, encoding="latin-1")

    with pytest.raises(Malformed):
        read_trust([str(file)])


def test_a_key_file_that_is_missing_is_said_so(tmp_path):
    """A misspelled file's name is not taken for a key."""
    with pytest.raises(FileNotFoundError):
        read_trust([str(tmp_path / "station.vkey")])


def test_a_policy_brings_its_logs_and_witnesses(tmp_path, keys):
    """The logs of a policy are trusted; of its quorum is said what is missing."""
    witness = Ed25519CosignatureVerifier("w.test/x", Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    file = tmp_path / "policy"
    file.write_text(f"log {keys[0]}\nwitness W {witness.format()}\nquorum W\n")
    trust = read_trust(policy=file)

    assert trust.keys == (keys[0],)
    assert trust.policy is not None
    assert trust.policy.witnesses == {"W": witness}
    assert trust.policy.missing({"W"}) == []
    assert trust.policy.missing(set()) == ["W"]


def test_a_bag_stays_a_bag(whole_bag, tmp_path):
    """Whoever adds the marks of an excerpt and of a log to a bag does not have it judged as one."""
    changed = shutil.copytree(whole_bag, tmp_path / "bag")
    (changed / "excerpt.json").write_text("{}")
    (changed / "checkpoint").write_bytes((whole_bag / "data" / "checkpoint").read_bytes())

    assert verify_target(str(whole_bag)).ok
    failed = {each.check for each in verify_target(str(changed)).failures}
    assert "contents" in failed


def log_over(bag, folder):
    """Lay a published log over what is left of a bag."""
    station = of_sessions(lambda each: each.hold("S1", "K1"))
    for path in write_log(folder, station.bodies, station.signer).iterdir():
        shutil.move(path, bag)


@pytest.mark.parametrize("left", ["data", "manifest-sha256.txt", "bag-info.txt", "tagmanifest-sha256.txt", "bagit.txt"])
def test_what_is_left_of_a_bag_is_judged_as_a_bag(whole_bag, tmp_path, left):
    """Whoever takes its marks away and lays a good log over it does not have its films passed over."""
    changed = shutil.copytree(whole_bag, tmp_path / "bag")
    for path in changed.iterdir():
        if path.name not in {left, "data"}:
            path.unlink()
    if left != "data":
        (changed / "data").rename(changed / "films")
    log_over(changed, tmp_path / "log")

    report = verify_target(str(changed))
    assert report.about is About.RECORD
    assert {"contents", "entries"} & {each.check for each in report.failures}


def test_films_beside_a_log_are_said_not_to_be_checked(whole_bag, tmp_path):
    """Without a single mark of a bag it is a log, which holds no films; what durable writing leaves is passed over."""
    folder = tmp_path / "log"
    station = of_sessions(lambda each: each.hold("S1", "K1"))
    write_log(folder, station.bodies, station.signer)
    (folder / "succession").mkdir()
    for file in ("witnessed", "checkpoint.unfinished", "witnessed.unfinished"):
        (folder / file).write_bytes(station.checkpoint())
    assert verify_target(str(folder)).ok

    shutil.copytree(whole_bag / "data/footage", folder / "footage")
    failure = only(verify_target(str(folder)), "contents")
    assert "footage has no place in a published log" in str(failure.text)
    assert failure.details == {"file": "footage"}


def test_certificates_that_a_log_has_no_use_for(tmp_path):
    """The reader is told that no token was checked."""
    station = of_sessions(lambda each: each.hold("S1", "K1"))
    folder = write_log(tmp_path / "log", station.bodies, station.signer)
    report = verify_target(str(folder), Trust(authorities=(b"a certificate",)))

    assert "time" not in {each.check for each in verify_target(str(folder)).findings}
    assert [(each.check, each.verdict) for each in report.findings[-1:]] == [("time", Verdict.NOTE)]
    assert "were not used" in str(report.findings[-1].text)


def test_an_address_is_asked_for_a_log(monkeypatch):
    """Nobody listens there: that is an error to mend, not a verdict."""
    monkeypatch.setattr(source, "PAUSE_S", 0)

    with pytest.raises(Unreachable, match=r"could not be read from http://127\.0\.0\.1:1/"):
        verify_target("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--key", "nothing.vkey"), "nothing.vkey cannot be read: No such file or directory.\n"),
        (("--key", "a+b+c"), "This is not a valid verifier key: "),
        (("--seen", "nothing"), "nothing cannot be read: No such file or directory.\n"),
        (("--authority", "nothing"), "nothing cannot be read: No such file or directory.\n"),
        (("--policy", "/dev/null"), "This is not a valid policy: "),
    ],
)
def test_what_cannot_be_used_is_one_sentence(whole_bag, capsys, words, said):
    """Exit code 2, and nothing on stdout that could be taken for a verdict."""
    code = main([str(whole_bag), *words])
    printed = capsys.readouterr()

    assert code == 2
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_without_a_target_it_says_how_it_is_used(capsys):
    """As every command does."""
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert capsys.readouterr().err.startswith("usage: verify")


def test_the_bar_is_drawn_on_a_terminal_alone(tmp_path):
    """On a terminal it is drawn and taken away; a file gets nothing."""
    reader, writer = os.openpty()
    with os.fdopen(writer, "w") as terminal, (tmp_path / "log").open("w") as file:
        for stream in (terminal, file):
            meter = Meter(stream)
            meter(1, 4)
            meter.clear()
        drawn = b""
        while not drawn.endswith(b"\x1b[K"):
            drawn += os.read(reader, 1000)
    os.close(reader)

    assert drawn == b"\r[" + b"#" * 10 + b"." * 30 + b"] 25 %\r\x1b[K"
    assert (tmp_path / "log").read_text() == ""
