"""A log that grows is followed: new entries are judged once, also over restarts, and what is worth a line is told."""

import json
import shutil

import pytest

from station.formats.checkpoint import parse
from station.formats.note import parse as parse_note
from station.monitor.follower import Follower, Orders
from station.monitor.telling import Teller
from tests.logs import SECOND, Station, signer_of
from tests.station.monitor.conftest import DAY_S, Desk, Shown


def size_of(path):
    """The size of a kept checkpoint."""
    return parse(parse_note(path.read_bytes()).text).size


def test_a_real_log_is_followed_through_a_session(furnace, tmp_path):
    """Opening and seal are told when they come, nothing twice, and the newest checkpoint is kept."""
    desk = Desk(tmp_path / "state", furnace.log, keys=furnace.keys)
    first = desk.round()
    furnace.open()
    opened = desk.round()
    size = furnace.seal()

    sealed = desk.round()

    assert first == [("following", "notice"), ("station.started", "notice")]
    assert opened == [("session.opened", "notice")]
    assert sealed == [("session.closed", "notice"), ("session.sealed", "notice")]
    assert desk.round() == []
    assert size_of(desk.kept) == size
    assert desk.follower.standing.kinds == frozenset()


def test_without_a_key_the_first_one_seen_is_kept_and_that_is_said(shown, tmp_path):
    """Trust on first use is said once; the key lies in the state folder, and another log's key is refused later."""
    desk = Desk(tmp_path / "state", shown.folder)

    assert desk.round()[0] == ("trust-on-first-use", "notice")
    (text,) = desk.said("trust-on-first-use")
    key = shown.station.signer.verifier.format()
    assert text.startswith("TRUST ON FIRST USE")
    assert key in text
    assert desk.kept.with_name("station.vkey").read_text().splitlines()[0] == key
    desk.start()
    assert ("trust-on-first-use", "notice") not in desk.round()


def test_a_given_key_is_not_replaced_by_trust(shown, tmp_path):
    """A log that another key signs is an alarm from the first look on, and nothing of it is kept."""
    desk = Desk(tmp_path / "state", shown.folder, keys=(signer_of(2).verifier.format(),))

    assert desk.round() == [("other-key", "begins")]
    assert not list((desk.state / "logs").glob("*/checkpoint"))


def test_what_is_allowed_and_yet_worth_a_line_is_a_notice(shown, desk):
    """Gaps of a camera, a clock that was set, a seal without quorum: told, and no alarm."""
    station = shown.station
    station.open("S2")
    gap = {"camera": "furnace", "from_us": 1, "to_us": 2 * SECOND, "reason": "cable", "frames_lost": None}
    station.say("camera.gap", "S2", **gap)
    station.register("S2", "K2", "Z2")
    station.burn("S2", "K2", 3)
    quorum = {"met": False, "cosigned": [], "missing": [["media"]], "reason": "they left"}
    station.cosign = lambda *_, **__: None
    station.seal("S2", quorum=quorum)
    station.ahead_us += 3600 * SECOND
    station.say("clock.stepped", step_us=3600 * SECOND)
    shown.show()

    said = desk.round()

    assert {state for _, state in said} == {"notice"}
    assert {"camera.gap", "clock.stepped", "sealed-without-quorum"} <= {event for event, _ in said}
    assert "cable" in desk.said("camera.gap")[0]
    assert "3600.0 s" in desk.said("clock.stepped")[0]
    assert "media" in desk.said("sealed-without-quorum")[0]


def test_a_restart_in_a_session_judges_on_from_where_it_stood(shown, desk):
    """What was told before the restart is not told again; rules, seal and numbers still hold over all sessions."""
    station = shown.station
    station.open("S2")
    station.register("S2", "K2", "Z2")
    shown.show()
    assert ("session.opened", "notice") in desk.round()
    desk.start()
    station.burn("S2", "K2", 400)
    station.seal("S2")
    shown.show()

    said = desk.round()

    assert ("session.opened", "notice") not in said
    assert ("session.sealed", "notice") in said
    assert desk.follower.standing.kinds == frozenset()


@pytest.mark.parametrize("restart", [False, True])
def test_a_seal_used_twice_is_found_over_restarts(shown, desk, restart):
    """The packages of all earlier sessions are remembered."""
    shown.station.hold("S2", "K2", "Z-K1")
    shown.show()
    if restart:
        desk.start()

    assert ("broken-record", "begins") in desk.round()
    (text,) = desk.said("broken-record")
    assert "a seal was used twice" in text


def test_the_state_of_an_older_monitor_costs_one_reading(shown, desk):
    """Whatever it stored of its progress, the checkpoint and the keys are its memory; the rest is found again."""
    path = desk.kept.with_name("progress.json")
    kept = desk.kept.read_bytes()
    for older in (b"", b"{}", b"[]", b'{"v": 0, "entries": 7}', json.dumps({"v": 1, "told": 10**9}).encode()):
        path.write_bytes(older)
        desk.start()

        said = desk.round()

        assert {state for _, state in said} == {"notice"}
        assert ("trust-on-first-use", "notice") not in said
        assert desk.kept.read_bytes() == kept
    path.unlink()
    desk.start()
    shown.show(5)
    assert ("rollback", "begins") in desk.round()


def test_an_older_copy_of_the_state_goes_on(shown, desk, tmp_path):
    """A folder from yesterday's backup follows the log from yesterday's checkpoint on."""
    shutil.copytree(desk.state, tmp_path / "copy")
    shown.station.hold("S2", "K2")
    shown.show()
    desk.round()
    old = Desk(tmp_path / "copy", shown.folder)

    said = old.round(DAY_S)

    assert ("session.sealed", "notice") in said
    assert {state for _, state in said} == {"notice"}
    assert old.kept.read_bytes() == desk.kept.read_bytes()


def test_a_change_of_the_key_is_followed(shown, desk, tmp_path):
    """The new keys count from the old key's last word on; without that word it is an alarm."""
    station = shown.station
    last = station.succeed(signer_of(2))
    station.hold("S2", "K2")
    shown.show()
    assert ("other-key", "begins") in desk.round()
    (shown.folder / "succession").mkdir()
    (shown.folder / "succession" / str(size_of_note(last))).write_bytes(last)

    said = desk.round()

    assert ("other-key", "ends") in said
    assert ("key-changed", "notice") in said
    desk.start()
    assert desk.round() == [("following", "notice")]
    fresh = Desk(tmp_path / "fresh", shown.folder, keys=(signer_of(1).verifier.format(),))
    fresh.round(DAY_S)
    assert fresh.follower.standing.kinds == frozenset()


def size_of_note(note):
    """The size that a note states."""
    return parse(parse_note(note).text).size


def test_what_an_entry_says_cannot_touch_the_terminal(tmp_path):
    """Control characters that an insider put into an entry are shown as text, and long texts are cut."""
    station = Station(signer_of(1))
    station.start()
    station.open("S1")
    station.say("seat.absent", "S1", role="\x1b[2Jjudge\u202e", reason="x" * 9000)
    shown = Shown(tmp_path / "log", station)
    shown.show()
    lines = []
    Follower(str(shown.folder), Orders(tmp_path / "state"), Teller(lines.append)).round()

    (line,) = [each for each in lines if "judge" in each]
    assert line.isprintable()
    assert "\\x1b[2Jjudge\\u202e" in line
    assert len(line) < 2000


def test_an_empty_log_is_waited_for(tmp_path):
    """A station that has never started has a signed checkpoint and no key; with its first entry it is followed."""
    station = Station(signer_of(1))
    shown = Shown(tmp_path / "log", station)
    shown.show()
    desk = Desk(tmp_path / "state", shown.folder)
    assert desk.round() == [("empty", "notice")]
    assert desk.round() == []
    station.start()
    shown.show()

    assert desk.round()[:2] == [("trust-on-first-use", "notice"), ("following", "notice")]
