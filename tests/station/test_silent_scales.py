"""A scale whose line tells only digits: two people read its display, and a window takes the place of its word."""

import time

import pytest

from station.config import load
from station.demo.stage import CHECK_MG, CHECK_WEIGHT, SceneCameras, stage
from station.evidence.export import export_session
from station.ledger import engine
from station.verify.report import Verdict
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.crash.day import EMPTY_S
from tests.station.test_odd_days import Desk

pytestmark = [pytest.mark.slow, pytest.mark.live]
NO_KEYS = "nobody in this room has a key"


def test_digits_alone_are_believed_only_after_two_people_read_them(tmp_path):
    """Nothing is weighed before they did; what they read must be what the line says; then all is weighed by the window."""
    line = {"protocol": "yaohua-0", "unit": "kg", "decimals": 3, "window_ms": 1500}
    with SceneCameras() as cameras, stage(tmp_path / "s", cameras.settings(None), **line) as (console, scale, _):
        desk = Desk(console)
        scale.put(CHECK_MG)
        time.sleep(1.5)
        assert "two people to confirm" in desk.refused(f"/checks/{CHECK_WEIGHT}")["missing"][0]
        wrong = desk.refused("/display-confirmations", persons=["P1", "P2"], figure="2.000", unit="kg")
        assert "the unit or the decimals in the settings are wrong" in wrong["detail"]
        scale.put(12_340_000)
        time.sleep(1.5)
        desk.give("/display-confirmations", persons=["P1", "P2"], figure="12.340", unit="kg")
        weigh(desk, scale, f"/checks/{CHECK_WEIGHT}", CHECK_MG)
        desk.give("/checks-omitted", when="close", reason="nothing is burned today")
        desk.give("/close")
        desk.give("/seal", without_quorum=NO_KEYS)
    report = verified(tmp_path / "s", desk.session)

    assert [str(failure.text) for failure in report.failures] == []
    told = " ".join(str(each.text) for each in report.findings if each.verdict is Verdict.NOTE)
    assert "the station took a value that stood unchanged for at least" in told


def weigh(desk, scale, path, mass_mg):
    """Show the empty scale, then the load."""
    scale.put(0)
    time.sleep(EMPTY_S)
    scale.put(mass_mg)
    made = desk.give(path)["made"]
    assert (made["mass_mg"], made["check"]) == (mass_mg, "passed")
    scale.put(0)
    time.sleep(EMPTY_S)


def verified(folder, session):
    """The report on a session's bag."""
    settings = load(folder / "config.yaml").station
    with engine.reader(settings.database).connect() as connection:
        export_session(connection, settings.recordings, session, folder / "bag")
    return verify_bag(folder / "bag", Trust(tuple((folder / "station.vkey").read_text().split())))
