"""What a station, or whoever serves its log, may show instead of the truth, and which alarm each gets."""

import base64
import json
import shutil

import pytest

from station.formats.canonical import canonical
from station.formats.checkpoint import open_checkpoint
from station.formats.errors import ProofMismatch
from station.formats.merkle import verify_consistency
from station.formats.note import Ed25519Verifier
from station.formats.tiles import Tile
from tests.logs import Station, signer_of
from tests.station.monitor.conftest import Desk, Shown


def evidence_of(desk, kind):
    """Open both notes of the only evidence of a kind with the keys beside them; return them and the hashes."""
    (folder,) = [each for each in desk.evidence if each.name.startswith(kind)]
    key = Ed25519Verifier.parse((folder / "station.vkey").read_text().splitlines()[0])
    seen, shown = (open_checkpoint((folder / name).read_bytes(), [key]) for name in ("seen", "shown"))
    path = folder / "consistency.txt"
    proof = [base64.b64decode(line) for line in path.read_text().split()] if path.exists() else None
    return seen, shown, proof


def forked(station, number=-1):
    """The station's entries with one of them changed in form alone."""
    bodies = [*station.bodies]
    value = json.loads(bodies[number])
    value["by"] = "someone-else"
    bodies[number] = canonical(value)
    return bodies


def test_a_log_that_is_cut_back_is_an_alarm_while_it_is(shown, desk):
    """An older copy in the log's place: told once, the kept checkpoint stays, and the end of it is told too."""
    kept, size = desk.kept.read_bytes(), shown.station.size
    shown.show(10)

    said = desk.round()

    assert said == [("rollback", "begins")]
    assert desk.round() == []
    assert desk.kept.read_bytes() == kept
    seen, now, _ = evidence_of(desk, "rollback")
    assert (seen.size, now.size) == (size, 10)
    shown.show()
    assert desk.round() == [("rollback", "ends")]
    assert len(desk.evidence) == 1


def test_two_histories_of_one_size_are_an_alarm_for_ever(shown, desk):
    """Two roots for one size, both signed: the first is kept, and no later good look makes it good."""
    kept = desk.kept.read_bytes()
    shown.show(bodies=forked(shown.station))

    assert desk.round() == [("split-view", "begins")]
    seen, now, _ = evidence_of(desk, "split-view")
    assert seen.size == now.size
    assert seen.root != now.root
    shown.show()
    assert desk.round() == []
    desk.start()
    assert ("split-view", "stands") in desk.round()
    assert desk.kept.read_bytes() == kept


def test_a_second_history_that_grew_proves_itself(shown, desk):
    """The evidence leads, with the log's own signatures, to two roots over the same entries."""
    station = shown.station
    bodies = forked(station, 3)
    station.hold("S2", "K2")
    shown.show(bodies=bodies + station.bodies[len(bodies) :])

    assert desk.round() == [("split-view", "begins")]
    seen, now, proof = evidence_of(desk, "split-view")
    with pytest.raises(ProofMismatch) as told:
        verify_consistency(seen.size, now.size, seen.root, now.root, proof)
    assert told.value.expected == seen.root  # the old root is the one that does not come out
    verify_consistency(seen.size, now.size, told.value.found, now.root, proof)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda _: {"signer": signer_of(2)}, "bad-signature"),
        (lambda _: {"signer": signer_of(1, post_quantum=False)}, "bad-signature"),
        (lambda station: {"bodies": forked(station), "signer": signer_of(2)}, "bad-signature"),
        (lambda _: {"count": 3, "signer": signer_of(2)}, "bad-signature"),
    ],
    ids=["other key", "one signature missing", "forged fork", "forged rollback"],
)
def test_what_the_log_did_not_sign_is_no_statement_of_it(shown, desk, change, kind):
    """A forger on the way is called so, and no evidence against the station is made of it."""
    kept = desk.kept.read_bytes()
    shown.show(**change(shown.station))

    assert desk.round() == [(kind, "begins")]
    assert desk.evidence == []
    assert desk.kept.read_bytes() == kept
    shown.show()
    assert desk.round() == [(kind, "ends")]


@pytest.mark.parametrize("count", [3, None])
def test_a_forger_is_told_from_the_station_without_the_progress_too(shown, desk, count):
    """The keys are remembered apart from what may be lost."""
    desk.kept.with_name("progress.json").unlink()
    desk.start()
    shown.show(count, signer=signer_of(2), bodies=forked(shown.station))

    assert ("bad-signature", "begins") in desk.round()
    assert desk.evidence == []


@pytest.mark.parametrize(
    ("ruin", "kind"),
    [
        (lambda log: (log / "checkpoint").write_bytes(b"<html>"), "bad-signature"),
        (lambda log: (log / "checkpoint").unlink(), "unreachable"),
        (shutil.rmtree, "unreachable"),
    ],
    ids=["nonsense", "no checkpoint", "nothing"],
)
def test_a_log_that_is_not_there_is_an_alarm(shown, desk, ruin, kind):
    """And it ends when the log is back."""
    ruin(shown.folder)

    assert desk.round() == [(kind, "begins")]
    assert desk.round() == []
    shown.show()
    assert desk.round() == [(kind, "ends")]


@pytest.mark.parametrize("withheld", [True, False])
def test_entries_withheld_or_changed_are_an_alarm(shown, desk, withheld):
    """The checkpoint promises them; whoever serves others is found by their hashes, and nothing is taken over."""
    station = shown.station
    kept = desk.kept.read_bytes()
    station.hold("S2", "K2")
    shown.show()
    bundle = shown.folder / Tile(None, 0, station.size).path
    if withheld:
        bundle.unlink()
    else:
        bundle.write_bytes(bundle.read_bytes().replace(b"cannabis", b"cannabit"))

    assert desk.round() == [("altered", "begins")]
    assert desk.kept.read_bytes() == kept
    shown.show()
    said = desk.round()
    assert ("altered", "ends") in said
    assert ("session.sealed", "notice") in said


def test_another_log_at_the_address_is_an_alarm(shown, desk, furnace):
    """A log of another name is not followed in place of the first."""
    shutil.rmtree(shown.folder)
    shutil.copytree(furnace.log, shown.folder)

    assert desk.round() == [("other-log", "begins")]


def test_rules_that_were_broken_are_an_alarm_for_ever(shown, desk):
    """A batch burned that was never weighed: the log is whole, the record is not."""
    station = shown.station
    station.open("S2")
    station.say("furnace.charged", "S2", batch="B1", packages=["K9"], mass_mg=1)
    number = station.size - 1
    shown.show()

    assert ("broken-record", "begins") in desk.round()
    assert f"Entry {number} breaks the rules" in desk.said("broken-record")[0]
    station.hold("S3", "K3")
    shown.show()
    desk.round()
    desk.start()
    assert ("broken-record", "stands") in desk.round()


def test_an_entry_that_is_none_blinds_the_monitor_for_its_session_only(shown, desk):
    """Judging goes on with the next session, also after a restart."""
    station = shown.station
    station.open("S2")
    station.take(b'{"not":"an entry"}')
    station.register("S2", "K2", "Z2")
    station.burn("S2", "K2", 3)
    station.seal("S2")
    shown.show()

    assert [event for event, state in desk.round() if state == "begins"] == ["broken-record"]
    desk.start()
    desk.round()
    station.hold("S3", "K3")
    shown.show()
    assert {state for _, state in desk.round()} == {"notice"}
    station.hold("S4", "K3")
    shown.show()
    assert ("broken-record", "begins") in desk.round()


def test_someone_elses_checkpoint_shows_a_second_history(shown, tmp_path, station):
    """Two newsrooms compare what they keep: `--seen` finds what neither would find alone."""
    other = Shown(tmp_path / "other-log", station)
    other.show(bodies=forked(station))
    there = Desk(tmp_path / "there", other.folder)
    there.round()
    here = Desk(tmp_path / "here", shown.folder, seen=(there.kept,))

    assert ("split-view", "begins") in here.round()
    assert evidence_of(here, "split-view")[0].size == station.size


def test_someone_elses_checkpoint_shows_that_entries_are_held_back(shown, tmp_path, station):
    """Who sees less than others is told so, and the end of it."""
    other = Shown(tmp_path / "other-log", station)
    other.show()
    there = Desk(tmp_path / "there", other.folder)
    there.round()
    shown.show(10)
    here = Desk(tmp_path / "here", shown.folder, seen=(there.kept,))

    assert ("held-back", "begins") in here.round()
    shown.show()
    assert ("held-back", "ends") in here.round()


@pytest.mark.parametrize("content", [b"no checkpoint", None, "forged"])
def test_a_useless_checkpoint_of_someone_else_is_told_and_harms_nothing(shown, tmp_path, station, content):
    """The log itself is followed all the same."""
    path = tmp_path / "seen"
    if content == "forged":
        stranger = Station(signer_of(2))
        stranger.bodies, stranger.tree = station.bodies, station.tree
        path.write_bytes(stranger.checkpoint())
    elif content is not None:
        path.write_bytes(content)
    here = Desk(tmp_path / "here", shown.folder, seen=(path,))

    said = here.round()

    assert ("unusable-checkpoint", "begins") in said
    assert ("session.sealed", "notice") in said
    path.write_bytes(station.checkpoint())
    assert here.round() == [("unusable-checkpoint", "ends")]
