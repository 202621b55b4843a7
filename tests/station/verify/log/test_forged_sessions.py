"""What an insider with the key may have recorded: broken rules, numbers used twice, seals and clocks that lie."""

import base64
import json

import pytest

from station.verify.report import Verdict
from tests.log_findings import only, texts
from tests.logs import SECOND, Station, index_of, of_sessions, signer_of


@pytest.mark.parametrize(("package", "seal"), [("K1", "Z-9"), ("\u041a1", "Z-9"), ("K9", "z k1"), ("K9", "Z-K1")])
def test_a_package_burned_twice(check, package, seal):
    """A number or a seal of an earlier session, also behind a letter that looks alike, is found over the whole log."""
    forged = of_sessions(lambda s: s.hold("S1", "K1"), lambda s: s.hold("S2", package, seal))

    assert "a seal was used twice" in str(only(check(forged), "package-numbers").text)


def _set_aside(station):
    station.open("S1")
    station.register("S1", "K1", "Z1")
    station.say("package.set_aside", "S1", package="K1", reason="torn")
    totals = {"packages_burned": 0, "packages_set_aside": 1, "packages_missing": 0, "burned_mg": 0}
    station.say("session.closed", "S1", **totals, residue_mg=None)
    station.seal("S1", recordings=[])


def test_a_package_set_aside_may_come_again(check):
    """When its registration names the session in which it was set aside, and no other."""
    again = of_sessions(_set_aside, lambda s: s.hold("S2", "K1", "Z1", set_aside_in="S1"))
    silent = of_sessions(_set_aside, lambda s: s.hold("S2", "K1", "Z1"))
    invented = of_sessions(lambda s: s.hold("S2", "K1", "Z1", set_aside_in="S1"))

    assert check(again).ok
    assert only(check(silent), "package-numbers")
    assert only(check(invented), "package-numbers")


def test_a_weighing_left_out(check):
    """Numbers run on over sessions."""
    forged = of_sessions(lambda s: s.hold("S1", "K1"))
    forged.weighings += 1
    forged.hold("S2", "K2")

    assert only(check(forged), "weighing-numbers").details["expected"] == 2


def change_settings(station):
    """Change a setting between two sessions."""
    station.change("settings", '{"scale":{"decimals":1}}', before='{"scale":{"decimals":2}}')


def test_a_change_between_sessions_is_told(check):
    """What no bag can tell: the settings were others from one session to the next."""
    report = check(of_sessions(lambda s: s.hold("S1", "K1"), change_settings, lambda s: s.hold("S2", "K2")))

    assert report.ok
    assert "Change 4 of what weighings rest on (settings)" in texts(report, Verdict.NOTE)
    assert "scale.decimals is 1 after 2." in texts(report, Verdict.NOTE)


def test_a_change_left_out_of_the_counter(check):
    """The numbers have a hole, and so has every weighing after it."""
    honest = of_sessions(lambda s: s.hold("S1", "K1"), change_settings, lambda s: s.hold("S2", "K2"))
    number = next(number for number, body in enumerate(honest.bodies) if b'"event":4,' in body)
    report = check(honest, honest.bodies[:number] + honest.bodies[number + 1 :])

    assert "(session.opened) states 4 changes; the record gives 3" in texts(report)


def test_a_counter_that_does_not_begin_at_one(check):
    """Nothing may have been changed before the first entry of a log."""
    station = Station(signer_of(1))
    station.event = 7
    station.start()
    station.change("settings", "{}")

    assert "is change 8, but change 1 comes next" in texts(check(station))


def test_a_session_inside_another(check):
    """Sessions follow each other; one that begins before the last is sealed is found."""
    forged = of_sessions(lambda s: s.open("S1"), lambda s: s.hold("S2", "K2"))

    assert "opens session S2 inside session S1" in str(only(check(forged), "sessions").text)


def test_a_session_opened_twice(check):
    """A sealed session does not come again."""
    forged = of_sessions(lambda s: s.hold("S1", "K1"), lambda s: s.hold("S1", "K2"))

    assert "a second time" in str(only(check(forged), "sessions").text)


def test_an_entry_smuggled_in_after_the_seal(check):
    """What is of a session has no place outside of it."""
    forged = of_sessions(lambda s: s.hold("S1", "K1"))
    forged.say("remark.made", "S1", person="P1", text="All was well.")

    assert "not open there" in str(only(check(forged), "sessions").text)


def test_a_session_not_sealed_is_a_note(check):
    """It may still be running."""
    report = check(of_sessions(lambda s: s.open("S1")))

    assert report.ok
    assert "Session S1, opened with entry 4, is not sealed" in texts(report, Verdict.NOTE)


def test_a_session_sealed_without_quorum_is_a_note(check):
    """It names the roles that are missing, and the reason given."""
    station = of_sessions(lambda s: s.open("S1", quorum=[["media"], ["prosecutor", "court"]]))
    station.register("S1", "K1", "Z1")
    station.burn("S1", "K1", 3)
    quorum = {"met": False, "cosigned": ["P2"], "missing": [["prosecutor", "court"]], "reason": "nobody came"}
    station.seal("S1", quorum=quorum)
    report = check(station)

    assert report.ok
    assert "nobody co-signed the closed session S1 as prosecutor or court" in texts(report, Verdict.NOTE)
    assert "nobody came" in texts(report, Verdict.NOTE)


@pytest.mark.parametrize("wrong", [{"root": base64.b64encode(bytes(32)).decode()}, {"first": 2}, {"last": 5}])
def test_a_seal_of_other_entries(check, wrong):
    """The seal states first, last and root of what stands in the log."""
    station = of_sessions(lambda s: s.open("S1"))
    station.register("S1", "K1", "Z1")
    station.burn("S1", "K1", 3)
    station.seal("S1", **wrong)

    assert "does not seal the entries that stand here" in str(only(check(station), "seals").text)


def test_a_recording_sealed_otherwise(honest, check):
    """The seal's recordings are those that were finished."""
    station = of_sessions(lambda s: s.open("S1"))
    station.register("S1", "K1", "Z1")
    station.burn("S1", "K1", 3)
    listed = json.loads(honest.bodies[index_of(honest, "session.sealed", "S2")])["data"]["recordings"]
    name = "S1-furnace-0001"
    station.seal("S1", recordings=[listed[0] | {"recording": name, "file": f"S1/{name}.mp4"}])

    assert "fragments, bytes, frames" in str(only(check(station), "seals").text)


def test_a_recording_that_shrinks(check):
    """Progress only grows."""
    station = of_sessions(lambda s: s.open("S1"))
    station.register("S1", "K1", "Z1")
    station.burn("S1", "K1", 3)
    totals = {"recording": "S1-furnace-0001", "fragments": 1, "bytes": 1, "frames": 1, "root": ""}
    station.say("recordings.progressed", "S1", recordings=[totals])
    station.seal("S1")

    assert "not running" in str(only(check(station), "recordings").text)


def test_rules_broken(honest, check):
    """A package that is burned and was never weighed: the entry that breaks the rules is named."""
    number = index_of(honest, "weighing.recorded", "S2")
    report = check(honest, honest.bodies[:number] + honest.bodies[number + 1 :])

    # the empty scale, of which the next entry tells, may be seen at any time
    assert f"Entry {number + 1} breaks the rules: furnace.charged" in texts(report)


def test_a_clock_set_in_secret(check):
    """UTC that moves against the monotonic clock without a `clock.stepped` within seconds."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    station.ahead_us = 3600 * SECOND
    station.say("station.stopped")
    assert "just before the log's end" in texts(check(station), Verdict.NOTE)

    station.now_us += 10 * SECOND
    station.say("station.stopped")
    assert "moved by 3600.0 s" in str(only(check(station), "clocks").text)


def test_a_clock_set_as_the_log_says(check):
    """An announced step is a note."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    station.ahead_us = 3600 * SECOND
    station.say("station.stopped")
    station.say("clock.stepped", step_us=3600 * SECOND)
    station.now_us += 10 * SECOND
    station.say("station.stopped")
    report = check(station)

    assert report.ok
    assert "stepped 1 time(s)" in texts(report, Verdict.NOTE)


def test_a_clock_that_runs_backwards(check):
    """The monotonic clock only runs on, until the PC starts anew."""
    station = of_sessions(lambda s: s.hold("S1", "K1"))
    station.now_us -= SECOND
    station.ahead_us += SECOND
    station.say("station.stopped")
    assert "runs backwards" in str(only(check(station), "clocks").text)

    again = of_sessions(lambda s: s.hold("S1", "K1"))
    again.now_us, again.ahead_us = 0, 3600 * SECOND
    again.start("2")
    report = check(again)
    assert report.ok
    assert "started anew 1 time(s)" in texts(report, Verdict.NOTE)
