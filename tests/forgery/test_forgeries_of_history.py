"""A log cut off, set back, told twice or taken over: found by whoever knows that there was more, or something else."""

import shutil

import pytest

from station.formats.checkpoint import parse
from station.formats.note import parse as parse_note
from station.ledger import engine
from station.ledger.errors import PublishedAhead
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.monitor.alarms import Kind
from station.monitor.look import Looker, Trouble
from station.monitor.memory import Memory
from station.outbox.errands import ErrandFailed
from station.recorder.clocks import now
from station.verify import layout
from station.verify.log import FolderSource, verify_log
from station.verify.report import Verdict
from station.verify.trust import Seen, Trust
from station.verify.verify import verify_bag
from tests.forgery.materials import NOTHING
from tests.forgery.outside import cosigned_by
from tests.sessions import log_signer

KEPT = ["certificate", "policy", "attested", "at close", "at seal", "copy", "person"]


def test_a_record_cut_off_passes_and_goes_on_from_true_checkpoints(scene):
    """Up to the cut it is the true history: what others vouched for there speaks for it, and only notes say that more is due."""
    findings = verify_bag(scene.shown("cut").bag, Trust(authorities=(scene.outside.certificate,))).findings
    notes = " ".join(text for _, text in scene.cell("cut", NOTHING).notes)

    assert scene.cell("cut", NOTHING).failed == []
    assert [each.verdict for each in findings if each.check == "attested"] == [Verdict.PASS]
    assert "SEALED WITHOUT QUORUM" in notes
    assert "No token stamps entry 59 (session.sealed)." in notes


def test_a_record_cut_off_is_exposed_from_beyond_the_cut(scene):
    """The bag cannot tell of a checkpoint that is larger than itself and says where to go; the published log was cut back."""
    close = scene.cell("cut", "at close")

    assert list(scene.exposing("cut")) == KEPT
    assert "proves that it had 74 entries; now it shows only 61. Whoever holds the key hides the rest." in close.told(
        "seen"
    )
    assert (
        "seen",
        "kept.note is for 74 entries; this bag can tell only of 4 to 60. Hold it against the published log.",
    ) in (close.notes)


def test_two_people_who_compare(scene):
    """Each bag and each log passes with the published key; one checkpoint from the other's is enough, whoever brings it."""
    true, other = scene.true, scene.shown("two")
    trust = Trust(keys=scene.outside.keys)
    for mine, theirs in ((true, other), (other, true)):
        note = (theirs.bag / layout.CHECKPOINT).read_bytes()
        compared = verify_log(FolderSource(mine.log), Trust(seen=(Seen("theirs", note),)))

        assert verify_bag(mine.bag, trust).ok
        assert verify_log(FolderSource(mine.log), trust).ok
        assert "TWO HISTORIES: this log shows two people two histories." in str(compared.failures[0].text)


@pytest.mark.parametrize(
    ("forgery", "words"),
    [("weighing", "has seen another history of this log"), ("database", "the log was set back")],
)
def test_the_witness_signs_one_history_only(scene, forgery, words):
    """The witness's process, asked by the station's own outbox, refuses the forged log; the station is told, as an alarm."""
    with pytest.raises(ErrandFailed, match=words) as refused:
        cosigned_by(scene.newsroom, scene.shown(forgery).made)

    assert refused.value.alarming
    assert not scene.shown(forgery).attested.exists()


def test_the_witness_keeps_the_proof_of_a_fork(scene):
    """Two checkpoints of one size, both signed by the station: what it was shown in the test before, or is now."""
    with pytest.raises(ErrandFailed):
        cosigned_by(scene.newsroom, scene.shown("weighing").made)
    note = (scene.shown("weighing").log / "checkpoint").read_bytes()
    stated = parse(parse_note(note).text)
    (kept,) = (scene.newsroom.state / "forks").glob(f"*-{stated.root.hex()}")

    assert parse(parse_note(kept.read_bytes()).text) == stated
    assert stated != parse(parse_note((scene.true.log / "checkpoint").read_bytes()).text)


def opened(scene, folder, published):
    """Start the ledger over the old database, beside a published log."""
    folder.mkdir()
    shutil.copy(scene.backup, folder / "station.db")
    writer = engine.writer(f"sqlite:///{folder}/station.db")
    try:
        return Ledger.open(writer, log_signer(), project, now, published)
    finally:
        writer.dispose()


def test_the_station_does_not_start_behind_its_published_log(scene, tmp_path):
    """An old database alone is not enough: going on would fork the log."""
    with pytest.raises(PublishedAhead, match="77 entries, the database only 59"):
        opened(scene, tmp_path / "station", scene.true.log)


def test_with_the_published_log_set_back_too_the_station_starts(scene, tmp_path):
    """Nothing on the PC knows better then; others do."""
    opened(scene, tmp_path / "station", tmp_path / "log").close()

    assert verify_log(FolderSource(tmp_path / "log"), Trust(keys=scene.outside.keys)).ok
    assert scene.cell("database", NOTHING).failed == []
    assert list(scene.exposing("database")) == KEPT
    assert "ROLLBACK: this log was cut back." in scene.cell("database", "at seal").told("seen")


@pytest.mark.parametrize(("forgery", "kind"), [("database", Kind.ROLLBACK), ("weighing", Kind.SPLIT_VIEW)])
def test_a_monitor_that_looked_before(scene, tmp_path, forgery, kind):
    """It remembers what the log signed, and says whether it was cut back or told otherwise."""
    memory = Memory(tmp_path, "station")
    looker = Looker(memory, scene.outside.keys)
    memory.keep(looker.look(FolderSource(scene.true.log)).kept)

    with pytest.raises(Trouble) as trouble:
        looker.look(FolderSource(scene.shown(forgery).log))

    assert trouble.value.alarm.kind is kind


def test_a_thief_of_the_keys_hands_them_on(scene):
    """Who trusts the stolen key follows it to the thief's; the change is said, and whoever saw the true log refuses it."""
    found = scene.cell("key", "key")

    assert found.failed == []
    assert any("followed" in text for check, text in found.notes if check == "key")
    assert scene.shown("key").made.signer.verifier.format() not in scene.outside.keys
    assert list(scene.exposing("key")) == KEPT
