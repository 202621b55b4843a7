"""When no act is made, and when an act is not that of the record. Both are said in one sentence that a clerk can read."""

import json
import re
import subprocess
import sys

import pytest

from station.act import ActDiffers, ActRefused, NotAnAct, build_act, check_act
from station.verify.bag import NotABag


def change_entry(bag, old, new):
    """Change a word in the bag's entries."""
    path = bag / "data/entries.jsonl"
    body = path.read_bytes()
    assert old in body
    path.write_bytes(body.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"substance":"cannabis"', b'"substance":"cannabiz"'),
        (b'"burned_mg":9000000', b'"burned_mg":9000001'),
        (b'"reason":"seal broken"', b'"reason":"seal brokem"'),
    ],
)
def test_a_changed_entry_is_refused(bag, old, new):
    """No act is built over a record that its seal does not cover, and the reader is sent to the verifier."""
    change_entry(bag, old, new)

    with pytest.raises(ActRefused, match=r"not those that were sealed.*Run `station verify`"):
        build_act(bag, "en")


def test_a_record_that_cannot_be_read_is_refused(bag):
    """Nonsense gives no act."""
    (bag / "data/entries.jsonl").write_bytes(b"nonsense\n")

    with pytest.raises(ActRefused, match="line 1"):
        build_act(bag, "en")


@pytest.mark.parametrize("file", ["checkpoint", "seal.tlog-proof", "station.vkey", "before.hashes"])
def test_what_binds_the_seal_to_the_log_must_hold(bag, file):
    """The root on page 1 is a signed one, or there is no page 1."""
    path = bag / "data" / file
    path.write_bytes(path.read_bytes()[:-9] + b"AAAAAAAA\n")

    with pytest.raises(ActRefused):
        build_act(bag, "en")


def test_a_missing_file_is_refused(bag):
    """The file is named."""
    (bag / "data/checkpoint").unlink()

    with pytest.raises(ActRefused, match="data/checkpoint is missing"):
        build_act(bag, "en")


def test_a_folder_that_is_no_bag_is_refused(tmp_path):
    """Nothing there, nothing made."""
    with pytest.raises(NotABag):
        build_act(tmp_path / "nothing", "en")


def test_an_opening_of_another_value_is_refused(court_bag, bag):
    """A name that was not committed to does not get onto paper."""
    lines = [json.loads(line) for line in (court_bag / "data/openings.jsonl").read_bytes().splitlines()]
    lines[0]["value"] = "someone else"
    (bag / "data/openings.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    with pytest.raises(ActRefused, match="opening"):
        build_act(bag, "en")


def test_an_act_is_found_to_be_the_record_s(public_bag, tmp_path):
    """The language is the one that the file names."""
    for language in ("kk", "ru", "en"):
        path = tmp_path / f"{language}.pdf"
        path.write_bytes(build_act(public_bag, language))

        assert check_act(public_bag, path) == language


def test_one_changed_byte_is_told(public_bag, tmp_path):
    """The position is that of the first byte that differs."""
    path, act = tmp_path / "act.pdf", bytearray(build_act(public_bag, "ru"))
    act[1000] ^= 1
    path.write_bytes(act)

    with pytest.raises(ActDiffers, match="differs from byte 1000 on") as refused:
        check_act(public_bag, path)
    assert refused.value.position == 1000


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda act: act + b"\n% a signature", "begins with the whole act, and 14 bytes were added"),
        (lambda act: re.sub(rb"typst \d+", b"typst 9", act), "made by version .* typst 9"),
        (lambda act: re.sub(rb"manifest [0-9a-f]{4}", b"manifest 0000", act), "another export"),
        (lambda act: act[:-5], "changed after it was made"),
    ],
)
def test_the_likely_reason_is_said(public_bag, tmp_path, change, hint):
    """An honest difference is told from a change, without excusing either."""
    path = tmp_path / "act.pdf"
    path.write_bytes(change(build_act(public_bag, "en")))

    with pytest.raises(ActDiffers, match=hint):
        check_act(public_bag, path)


def test_the_act_of_another_bag_is_told(public_bag, court_bag, tmp_path):
    """An act with names is not the act of the bag without them."""
    path = tmp_path / "act.pdf"
    path.write_bytes(build_act(court_bag, "en"))

    with pytest.raises(ActDiffers, match="another export"):
        check_act(public_bag, path)


def test_any_other_file_is_no_act(public_bag, tmp_path):
    """A picture, a text, a PDF of another kind."""
    path = tmp_path / "act.pdf"
    path.write_bytes(b"%PDF-1.7\n")

    with pytest.raises(NotAnAct, match="is not an act made by"):
        check_act(public_bag, path)


def station(*words):
    """Run the command line as a user does."""
    command = [sys.executable, "-m", "station.cli", "act", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_builds_and_checks(public_bag, bag, tmp_path):
    """Exit code 0 and 1, with words; what the user can mend is one sentence and exit code 2."""
    out = tmp_path / "act.pdf"
    built = station(public_bag, "--language", "ru", "--out", out)
    good = station(public_bag, "--check", out)
    out.write_bytes(out.read_bytes() + b"\n")
    bad = station(public_bag, "--check", out)
    change_entry(bag, b'"substance":"cannabis"', b'"substance":"cannabiz"')
    refused = station(bag, "--out", tmp_path / "never.pdf")

    assert (built.returncode, good.returncode, bad.returncode, refused.returncode) == (0, 0, 1, 2)
    assert good.stdout.startswith("PASS  ")
    assert bad.stdout.startswith("FAIL  ")
    assert "No act is made of this bag" in " ".join(refused.stderr.split())
    assert not (tmp_path / "never.pdf").exists()
    assert station(public_bag).returncode == 2
