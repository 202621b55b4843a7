"""Where a session stands by its rules, as the console reads it: what is due, what is missing, which doubts stand."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from station.recorder import commands as say
from station.rules.doubts import Doubt
from tests import goods
from tests.api.conftest import open_session
from tests.api.draw_rooms import PLAN, DrawRoom, settings_of
from tests.draws import SESSION
from tests.scales import weighed

STANDING = "/api/v1/sessions/S1/standing"


@pytest.fixture
def burning(empty):
    """A session with one powder package of 1,300 g on paper that was shown and weighs 1,234.5 g, and a client."""
    record, client = empty
    open_session(record, "S1")
    record.append("consignment.registered", goods.consignment("C1", form="powder", fresh=False), "S1")
    record.append("package.registered", goods.package("K/1", "Z1", gross_mg=1_300_000), "S1")
    record.append("batch.opened", {"batch": "B1"}, "S1")
    record.append("package.presented", goods.shown("K/1", "Z1", seal_state="damaged"), "S1")
    place = {"weighing": 1, "serial": {"recording": "serial-1", "from_mono_us": 1, "to_mono_us": 2}}
    record.append("weighing.recorded", weighed("1234.5", package="K/1", batch="B1", **place), "S1")
    return record, client


def test_a_weighed_package_tells_its_difference_and_its_doubts(burning):
    """Before the furnace is charged everybody can read what keeps the package from it."""
    _, client = burning

    told = client.get(STANDING).json()

    (package,) = told["packages"]
    assert (package["fate"], package["mass_mg"], package["description"]) == ("weighed", 1_234_500, "sack")
    assert package["difference"] == {
        "papers_mg": 1_300_000,
        "difference_mg": -65_500,
        "u_mg": package["difference"]["u_mg"],
        "change": "lost",
    }
    assert package["doubts"] == [Doubt.SEAL_NOT_INTACT, Doubt.LIGHTER]
    assert "package K/1 to be set aside" in told["missing"]["furnace.charged"][0]


def test_what_is_recorded_later_is_read_on_from_there(burning):
    """The fold is carried on: the next question knows the next entry, and the decision's fate."""
    record, client = burning
    client.get(STANDING)

    record.append("package.set_aside", {"package": "K/1", "reason": "lighter"}, "S1")
    told = client.get(STANDING).json()

    (package,) = told["packages"]
    assert (package["fate"], package["reason"], package["batch"]) == ("set aside", "lighter", None)
    assert told["consignments"][0]["fates"] == {"set aside": 1}
    assert told["entries"] == record.ledger.size


def test_another_session_is_folded_from_its_own_entries(burning):
    """Who asks for a sealed session and then for the open one is told of each."""
    record, client = burning
    record.append("batch.cancelled", {"batch": "B1", "reason": "door jammed"}, "S1")
    open_session(record, "S2")

    assert client.get("/api/v1/sessions/S2/standing").json()["packages"] == []
    assert client.get(STANDING).json()["packages"][0]["fate"] == "registered"


def test_a_fresh_session_says_what_comes_first(tmp_path):
    """Nothing is weighed: no scale was checked, and a batch needs what the rules name."""
    room = DrawRoom(settings_of(tmp_path))
    with TestClient(create_app(room.config)) as client:
        told = client.get(f"/api/v1/sessions/{SESSION}/standing").json()
        room.say(say.OpenDraw(**PLAN))
        after = client.get(f"/api/v1/sessions/{SESSION}/standing").json()
    room.close()

    assert (told["stage"], told["batch"], told["due"]) == ("open", None, [])
    assert told["missing"]["batch.opened"] == []
    assert [each["person"] for each in told["people"] if each["present"]] == ["P1", "P2", "P3"]
    assert told["consignments"][0] == {
        "consignment": "C1",
        "substance": "cannabis",
        "closed": True,
        "opinions": 1,
        "samples": 0,
        "fates": {"registered": 12},
    }
    assert any("draw D1 to be made" in each for each in after["missing"]["session.closed"])


def test_a_session_that_never_was_is_not_found(client):
    """404, as everywhere."""
    answer = client.get("/api/v1/sessions/S99/standing")

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_forms_follow_the_profile_of_the_settings(client):
    """Roles and bases with their names, and the seats that the settings ask for."""
    told = client.get("/api/v1/profile").json()

    assert told["code"] == "KZ"
    assert {"code": "media", "en": "media", "ru": "представитель СМИ", "kk": "БАҚ өкілі"} in told["roles"]
    assert [basis["code"] for basis in told["bases"]] == ["KZ-1291/2014", "KZ-1017/2008"]
    assert told["seats"] == ["police", "prosecutor", "judiciary", "media", "health"]
    assert told["draw"] is None
