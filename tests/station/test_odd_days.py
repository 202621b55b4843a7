"""Days that do not go as planned still end in a seal that verifies: nothing locks the station up."""

import os
import signal
import time

import pytest

from station.config import load
from station.demo.console import Refusal
from station.demo.stage import SceneCameras, stage
from station.evidence.export import export_session
from station.ledger import engine
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.bags import entries_of
from tests.crash.victims import children, kind_of
from tests.goods import consignment, package, sample, told

pytestmark = [pytest.mark.slow, pytest.mark.live]
PATIENCE_S = 40
BASIS = {"type": "KZ-1017/2008", "number": "1", "date": "2026-11-20", "issuer": "court"}
PEOPLE = [{"role": role, "name": f"the {role}", "body": "b"} for role in ("police", "prosecutor")]
RESIDUE = "the residue to be weighed, or the reason why it cannot be"
CHECK_FIRST = "a check weight to be weighed within the permissible error, or the reason why it is not"
CHECK_LAST = "a check weight to be weighed after the last fire, or the reason why it is not"
OPENING = {"basis": BASIS, "people": PEOPLE, "place": "hall", "furnace": "F1", "planned_minutes": 2}


class Desk:
    """A console with one session open at it."""

    def __init__(self, console):
        self.console = console
        self.session = console.until("/sessions", timeout_s=PATIENCE_S, **OPENING)["session"]
        self.give("/absences", role="media", reason="not invited in time")
        self.give("/consignments", **told(consignment("C1")))
        self.give("/samples", **sample("A1", "C1"))

    def give(self, tail, **body):
        """Give a command, again and again while the station is not ready."""
        return self.console.until(f"/sessions/{self.session}{tail}", timeout_s=PATIENCE_S, **body)

    def refused(self, tail, **body):
        """The problem with which a command is refused at once."""
        with pytest.raises(Refusal) as refused:
            self.console.post(f"/sessions/{self.session}{tail}", **body)
        return refused.value.problem

    def register(self, number, seal):
        """Register a package."""
        self.give("/packages", **told(package(number, seal)))


def exported(folder, session):
    """The verified report on a session's bag, and its entries."""
    settings = load(folder / "config.yaml").station
    bag = folder / f"bag-{session}"
    with engine.reader(settings.database).connect() as connection:
        export_session(connection, settings.recordings, session, bag)
    report = verify_bag(bag, Trust(tuple((folder / "station.vkey").read_text().split())))
    entries = entries_of(bag)
    return report, entries


def test_two_odd_sessions_in_one_day(tmp_path):
    """A batch called off, ash that cannot be weighed, a camera that hangs at the close; then what was kept comes again."""
    with SceneCameras() as cameras, stage(tmp_path / "s", cameras.settings(None)) as (console, scale, supervisor):
        first = odd_day(console, scale, supervisor)
        second = next_day(console)
    report, entries = exported(tmp_path / "s", first)
    assert [str(failure.text) for failure in report.failures] == []
    assert any(entry["kind"] == "scale.zeroed" and entry["by"] for entry in entries)
    (tried,) = (entry["data"] for entry in entries if entry["kind"] == "number.refused")
    assert tried == {"what": "seal", "number": "\u0455-2", "before": {"session": first, "package": "K2"}}
    camera_of = {
        entry["data"]["recording"]: entry["data"]["device"] for entry in entries if entry["kind"] == "recording.started"
    }
    finished = (entry["data"] for entry in entries if entry["kind"] == "recording.finished")
    # one camera's; it may have hung between two files, and then both are
    assert len({camera_of[each["recording"]] for each in finished if each["interrupted"]}) == 1

    report, entries = exported(tmp_path / "s", second)
    assert [str(failure.text) for failure in report.failures] == []
    (again,) = (entry["data"] for entry in entries if entry["kind"] == "package.registered")
    assert again["set_aside_in"] == first
    (tried,) = (entry["data"] for entry in entries if entry["kind"] == "number.refused")
    assert tried == {"what": "seal", "number": "S1", "before": {"session": first, "package": "K1"}}


def odd_day(console, scale, supervisor):
    """A session in which much goes wrong."""
    desk = Desk(console)
    desk.register("K1", "S1")
    desk.register("K2", "S2")
    twice = desk.refused("/packages", **told(package("K3", "\u0455-2")))
    assert twice["type"] == "/problems/used-before"
    assert f"package K2 of session {desk.session}" in twice["detail"]
    assert desk.refused("/batches")["missing"][0] == CHECK_FIRST
    desk.give("/checks-omitted", when="opening", reason="the weight was left at the store")
    desk.give("/batches")
    desk.give("/batches/B1/cancel", reason="the furnace door jammed")
    desk.give("/packages/K2/set-aside", reason="seal broken")
    burn_one(desk, scale, "B2")
    assert desk.refused("/close")["missing"] == [RESIDUE, CHECK_LAST]
    desk.give("/checks-omitted", when="close", reason="the weight was left at the store")
    assert desk.refused("/close")["missing"] == [RESIDUE]
    desk.give("/residue/not-weighed", reason="the ash is below the scale's Min")
    hung = next(pid for pid in children(supervisor) if kind_of(pid) == "camera")
    os.kill(hung, signal.SIGSTOP)
    desk.give("/close")
    desk.give("/seal", without_quorum="nobody in this room has a key")
    return desk.session


def burn_one(desk, scale, batch):
    """Show, weigh and burn K1."""
    desk.give("/batches")
    desk.give("/packages/K1/present", seal="S1", seal_state="intact")
    time.sleep(2.6)
    desk.console.post("/scale/zero")
    scale.put(5_000_000)
    desk.give("/packages/K1/weigh")
    for step in ("charge", "burn", "end"):
        desk.give(f"/batches/{batch}/{step}")
    scale.put(0)


def next_day(console):
    """Another session: what was set aside may come again, what was burned may not."""
    desk = Desk(console)
    burned = desk.refused("/packages", **told(package("K9", "S1")))
    assert burned["type"] == "/problems/used-before"
    desk.register("K2", "S2")
    desk.give("/packages/K2/set-aside", reason="still broken")
    desk.give("/close")
    desk.give("/seal", without_quorum="nobody in this room has a key")
    return desk.session
