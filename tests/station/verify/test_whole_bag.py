"""A bag of a real session passes, for us and for tools that are not ours."""

import json
import os
import re
import subprocess
import sys

import bagit
import pytest

from station.verify.bag import NotABag
from station.verify.report import Verdict, render
from station.verify.trust import NOTHING, Trust
from station.verify.verify import verify_bag

BLOCKED = (
    "sqlalchemy",
    "fastapi",
    "cv2",
    "serial",
    "numpy",
    "pydantic",
    "typer",
    "rich",
    "yaml",
    "structlog",
    "uvicorn",
)
ALONE = f"""
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {BLOCKED!r} or name.startswith(("station.ledger", "station.streams", "station.durable")):
            raise ImportError("the verifier must not need " + name)
sys.meta_path.insert(0, Refuse())
from pathlib import Path
from station.verify.report import render
from station.verify.verify import verify_bag
report = verify_bag(Path(sys.argv[1]))
print(render(report), end="")
sys.exit(not report.ok)
"""


def test_a_whole_bag_passes_every_check(whole_bag, made):
    """Nothing fails, and every family of checks says so."""
    report = verify_bag(whole_bag, Trust((made.vkey,)))

    assert report.failures == ()
    assert {each.check for each in report.findings if each.verdict is Verdict.PASS} == {
        "manifest", "tag-manifest", "contents", "texts", "entries", "key", "checkpoint", "seal-in-log", "entries-root",
        "rules", "clocks", "recordings", "recording", "continuity", "frame-numbers", "serial", "weighing-numbers",
        "weighing-figures", "weighing-instrument", "weighing-bytes", "openings", "tree", "cosignatures", "quorum",
        "witnesses", "time", "display", "zero", "check-weights", "weighing-bounds", "verification", "masses", "balance",
        "audit-trail", "samples", "presented", "draws", "tests", "images",
    }  # fmt: skip


def test_announced_gaps_are_notes(whole_bag, made):
    """A hole in the filming that the record announces is told, with what happened meanwhile, and fails nothing."""
    notes = [each for each in verify_bag(whole_bag, Trust((made.vkey,))).findings if each.check == "continuity"]

    assert [each.verdict for each in notes if "did not film" in str(each.text)] == [Verdict.NOTE, Verdict.NOTE]
    told = [str(each.text) for each in notes if "did not film" in str(each.text)]
    assert all("for 3.0 s" in text and "batch.ended" in text for text in told)


def test_without_a_trusted_key_the_reader_is_asked_to_compare(whole_bag, made):
    """The key is a note, and is shown."""
    (key,) = [each for each in verify_bag(whole_bag).findings if each.check == "key"]

    assert (key.verdict, made.vkey in str(key.text)) == (Verdict.NOTE, True)


def test_another_trusted_key_fails(whole_bag, made):
    """A bag that someone else signed is not taken for the station's."""
    other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    assert [each.check for each in verify_bag(whole_bag, Trust((other,))).failures] == ["key"]
    assert verify_bag(whole_bag, Trust((made.vkey,))).ok


def test_the_standard_validator_accepts_the_bag(whole_bag):
    """The Library of Congress's bagit finds nothing wrong."""
    assert bagit.Bag(str(whole_bag)).validate() is True


def test_sha256sum_accepts_the_manifests(whole_bag):
    """Both manifests are in the form that sha256sum reads."""
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", manifest], cwd=whole_bag, check=True)


def test_the_readme_s_commands_check_the_bag(whole_bag, tmp_path):
    """What README.txt tells a reader to type works as it stands."""
    readme = (whole_bag / "data/README.txt").read_text()
    steps = re.findall(r"^ {7,}(\S.*)$", readme, re.MULTILINE)
    script = "\n".join(step for step in steps if not step.startswith("station ")).replace("/tmp/", f"{tmp_path}/")
    done = subprocess.run(["sh", "-e", "-c", script], cwd=whole_bag, check=True, capture_output=True, text=True)

    assert done.stdout.count(": OK\n") == len((whole_bag / "manifest-sha256.txt").read_text().splitlines())
    assert '"kind":"session.sealed"' in done.stdout
    assert done.stdout.endswith("Signature Verified Successfully\n")


def test_the_verifier_runs_alone(whole_bag):
    """No database, server, camera or terminal library is needed, nor the rooms of the station that write."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(whole_bag)], check=False, capture_output=True, text=True, env=dict(os.environ)
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("compare it with the published one.\n")


def test_the_report_as_json(whole_bag, made):
    """The JSON form holds the same findings."""
    report = verify_bag(whole_bag, Trust((made.vkey,)))
    value = json.loads(json.dumps(report.to_json()))

    assert (value["ok"], value["session"], len(value["findings"])) == (True, "S20261121-01", len(report.findings))
    assert (value["key_checked"], verify_bag(whole_bag).to_json()["key_checked"]) == (True, False)


def test_the_last_line_says_whether_the_key_was_checked(whole_bag, made):
    """Without a key from elsewhere nobody reads that the record is whole, only that it agrees with itself."""
    with_key, without = (
        render(verify_bag(whole_bag, trust)).splitlines()[-1] for trust in (Trust((made.vkey,)), NOTHING)
    )

    assert with_key == "PASS  The record is whole."
    assert without.startswith("PASS  The record agrees with itself. Whose key signed it is not checked:")


def test_progress_ends_at_all_bytes(whole_bag):
    """Progress only grows, and ends with every byte of the bag."""
    told = []
    verify_bag(whole_bag, progress=lambda done, total: told.append((done, total)))
    size = sum(path.stat().st_size for path in whole_bag.rglob("*") if path.is_file())

    assert told == sorted(told)
    assert told[-1] == (size, size)


def test_a_path_that_is_no_folder_is_refused(tmp_path):
    """What is not there is an error of the caller, not a failed check."""
    with pytest.raises(NotABag, match=r"bagit\.txt"):
        verify_bag(tmp_path / "nowhere")


def test_an_empty_folder_fails_and_says_why(tmp_path):
    """A folder without a bag in it fails in words."""
    report = verify_bag(tmp_path)

    assert not report.ok
    assert "manifest-sha256.txt is missing" in render(report)
