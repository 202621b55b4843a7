"""What an insider may try on the record itself: without the key everything is found, with it all that the rules can see."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.formats import tlog_proof
from station.formats.canonical import canonical
from station.formats.checkpoint import Checkpoint
from station.formats.merkle import inclusion_proof, leaf_hash, root, subtrees_of
from station.formats.signing import Ed25519Signer
from station.verify import layout
from station.verify.readme import readme
from station.verify.record import read_record, recordings_of
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests import forgeries
from tests.scales import STARTED
from tests.sessions import ORIGIN


def forge_entries(bag, change, *, signer=None):
    """Change entries, and make anew all that needs no key; with a signer of one's own, that too."""
    values = [json.loads(line) for line in (bag / layout.ENTRIES).read_bytes().splitlines()]
    change(values)
    lines = [canonical(value) for value in values[:-1]]
    values[-1]["data"] |= {"root": base64.b64encode(root([leaf_hash(line) for line in lines])).decode()}
    lines.append(canonical(values[-1]))
    forgeries.replace(bag, layout.ENTRIES, b"".join(line + b"\n" for line in lines))
    if signer is not None:
        sign_anew(bag, lines, signer)
    record = read_record((bag / layout.ENTRIES).read_bytes())
    text = readme(record, recordings_of(record).values(), ORIGIN, openings=(bag / layout.OPENINGS).exists())
    forgeries.replace(bag, layout.README, text)
    forgeries.manifest_anew(bag)


def sign_anew(bag, lines, signer):
    """Build a log of one's own around the entries: as many before them as the numbers in the seal ask for."""
    before = [leaf_hash(b"{}")] * STARTED
    leaves = [*before, *(leaf_hash(line) for line in lines)]
    note = Checkpoint(ORIGIN, len(leaves), root(leaves)).sign(signer)
    hashes = inclusion_proof(len(leaves) - 1, len(leaves), subtrees_of(leaves))
    proof = tlog_proof.TlogProof(len(leaves) - 1, tuple(hashes), note)
    forgeries.replace(bag, layout.CHECKPOINT, note)
    forgeries.replace(bag, layout.PROOF, proof.format())
    forgeries.replace(bag, layout.KEY, f"{signer.verifier.format()}\n".encode())
    forgeries.replace(bag, layout.BEFORE, base64.b64encode(root(before)) + b"\n")


def make_lighter(values):
    """A remark disappears from the record: its text is changed."""
    (remark,) = [value for value in values if value["kind"] == "remark.made"]
    remark["data"]["text"] = "No remarks."


def failed(report):
    """The checks that failed, in order, each once."""
    return list(dict.fromkeys(each.check for each in report.failures))


def told(report, check):
    """The words of a check's failures."""
    return " ".join(str(each.text) for each in report.failures if each.check == check)


def test_without_the_key_a_changed_entry_is_found(bag):
    """The seal's root, the README and the manifests can be made anew; the seal's place in the log cannot."""
    forge_entries(bag, make_lighter)

    assert failed(verify_bag(bag)) == ["seal-in-log", "tree", "cosignatures"]


def begin_otherwise(values):
    """Another entry comes first, so that no camera seems to belong to the session."""
    (remark,) = [value for value in values if value["kind"] == "remark.made"]
    values.remove(remark)
    low = {"kind": "disk.low", "data": {"free_bytes": 1, "needed_bytes": 2}, "at": values[0]["at"], "v": 1}
    values.insert(0, low)


def test_a_record_that_does_not_begin_with_its_opening_fails(bag):
    """With the key or without, and the cameras are checked all the same."""
    forge_entries(bag, begin_otherwise, signer=Ed25519Signer(ORIGIN, Ed25519PrivateKey.generate()))
    report = verify_bag(bag)

    # the images name the showings by their numbers, which are others now
    assert failed(report) == ["cosignatures", "rules", "images"]
    assert "disk.low, and not with session.opened" in told(report, "rules")
    assert len([each for each in report.findings if each.check == "frame-numbers"]) == 2


@pytest.mark.parametrize("kind", ["session.opened", "session.closed", "recording.finished", "recording.started"])
def test_a_record_without_its_pillars_fails_in_words(bag, kind):
    """Entries that every other check leans on may be missing; the verifier says so and does not fall over."""
    text = (bag / layout.ENTRIES).read_bytes().splitlines(keepends=True)
    kept = [line for line in text if f'"kind":"{kind}"'.encode() not in line]
    forgeries.replace(bag, layout.ENTRIES, b"".join(kept))
    forgeries.manifest_anew(bag)

    assert {"entries-root", "rules"} <= set(failed(verify_bag(bag)))


def test_another_key_is_found_by_comparing_it(bag, made):
    """Whoever signs everything anew with a key of his own is found by the key, and by those who co-signed the true record."""
    forge_entries(bag, make_lighter, signer=Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(32))))

    assert failed(verify_bag(bag)) == ["cosignatures"]
    assert failed(verify_bag(bag, Trust((made.vkey,)))) == ["key", "cosignatures"]


def test_a_second_signature_is_not_passed_over(bag):
    """A signature line that nobody can check does not stand in a bag, however true the rest is."""
    note = (bag / layout.CHECKPOINT).read_bytes()
    forgeries.replace(bag, layout.CHECKPOINT, note + "— court.example 9+Ky/w==\n".encode())
    forgeries.manifest_anew(bag)
    report = verify_bag(bag)

    assert "checkpoint" in failed(report)
    assert layout.CHECKPOINT in told(report, "checkpoint")


def test_a_changed_readme_is_found(bag):
    """README.txt is written again from the record and compared."""
    text = (bag / layout.README).read_bytes()
    forgeries.replace(bag, layout.README, text.replace(b"residue 250000 mg", b"residue 950000 mg"))
    forgeries.manifest_anew(bag)

    assert failed(verify_bag(bag)) == ["texts"]
    assert layout.README in told(verify_bag(bag), "texts")


def test_a_changed_opening_is_found(bag):
    """A withheld value cannot be opened to another one."""
    text = (bag / layout.OPENINGS).read_bytes()
    forgeries.replace(bag, layout.OPENINGS, text.replace(b"name one", b"name two"))
    forgeries.manifest_anew(bag)

    assert failed(verify_bag(bag)) == ["openings"]


def drop(kind):
    """A script that leaves a kind of fact out of the log."""
    return lambda found, data: None if found == kind else data


def change(kind, **values):
    """A script that records other values than the true ones."""
    return lambda found, data: data | values if found == kind else data


def renumber(kind, data):
    """The second weighing gets the seventh number."""
    return data | {"weighing": 7} if kind == "weighing.recorded" and data["weighing"] == 2 else data


def say_more(kind, data):
    """The scale is made to have sent 9000 g for the first package, in the record."""
    if kind == "weighing.recorded" and data["weighing"] == 1:
        line = b"S S     9000.0 g\r\n".hex()
        return data | {"mass_mg": 9_000_000, "figure": "    9000.0", "raw": [line, line]}
    if kind == "furnace.charged":
        return data | {"mass_mg": 13_000_000}
    return data | {"burned_mg": 13_000_000} if kind == "session.closed" else data


def skip_frames(kind, data):
    """A film of the scale's camera begins with a later frame than comes next."""
    skips = kind == "recording.started" and data["recording"].endswith("scale-0002")
    return data | {"first_frame": data["first_frame"] + 25} if skips else data


def commit_other_root(kind, data):
    """What was committed while filming is not what the file holds."""
    if kind == "recordings.progressed":
        return {"recordings": [each | {"root": base64.b64encode(bytes(32)).decode()} for each in data["recordings"]]}
    return data


@pytest.mark.parametrize(
    ("facts", "check", "words"),
    [
        (drop("person.joined"), "rules", "a person who is present: P1 is not"),
        (drop("furnace.charged"), "rules", "Entry 44 breaks the rules: burn.started"),
        (change("furnace.charged", mass_mg=8_000_000), "rules", "the sum of the recorded masses, 9000000 mg"),
        (renumber, "weighing-numbers", "is weighing 7, but weighing 2 comes next"),
        (
            change("weighing.recorded", decimals=1, figure="    6000.0"),
            "weighing-figures",
            "figure is '    6000.0' and should be '    5000.0'",
        ),
        (say_more, "weighing-bytes", "does not stand in S20261121-01-serial-0001"),
        (skip_frames, "frame-numbers", "25 frames are missing or counted twice"),
        (commit_other_root, "recording", "are not those of the file"),
        (change("recording.finished", sha256="0" * 64), "recordings", "is sealed with sha256"),
    ],
)
def test_the_key_holder_s_lies_that_the_record_itself_shows(bag_of_script, facts, check, words):
    """A record can be signed and false; what contradicts itself is found, and the entry or file is named."""
    report = verify_bag(bag_of_script(facts=facts))

    assert check in failed(report)
    assert words in told(report, check)


def test_a_silent_gap_fails(bag_of_script):
    """Three seconds without pictures that no entry announces are a failure, with the time and what was done meanwhile."""
    report = verify_bag(bag_of_script(interrupt=True, announce=False))

    assert failed(report) == ["continuity"]
    assert "Camera scale did not film for 3.0 s, from 2026-11-21T12:00:13.200000Z" in told(report, "continuity")
    assert "no entry says so. Meanwhile: batch.ended" in told(report, "continuity")


def test_a_film_slowed_before_it_was_sealed_fails(bag_of_script):
    """The key holder seals a slowed film: its pictures then have times at which they were already committed."""
    report = verify_bag(bag_of_script(film=forgeries.slowed_by_durations))

    assert "recording" in failed(report)
    assert "before their time" in told(report, "recording")
