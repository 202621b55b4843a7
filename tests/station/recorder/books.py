"""Facts of an ordinary session, for tests of the recorder's book."""

from station.recorder.book import Fact
from tests.goods import CONDITIONS, PROFILE, consignment
from tests.scales import INSTRUMENT
from tests.software import SOFTWARE

NAME = "station.example/1"
OPENED = Fact(
    "session.opened",
    {
        "basis": {"type": "t", "number": "n", "date": "2026-11-21", "issuer": "i"},
        "place": "hall",
        "furnace": "F",
        "planned_minutes": 1,
        "seats": ["police"],
        "quorum": [],
        "profile": PROFILE,
        "conditions": CONDITIONS,
        "cameras": [],
        "scale": INSTRUMENT,
        "check_weights": [],
        "furnace_controller": None,
        "software": SOFTWARE,
        "event": 0,
        "free_bytes": 1,
        "boot_id": "boot",
    },
)
JOINED = Fact("person.joined", {"person": "P1", "role": "police", "name": "name", "body": "body"})
CONSIGNED = Fact("consignment.registered", consignment("C1", case="26-7512-00-3/118"))
QUORUM = {"met": True, "cosigned": [], "missing": [], "reason": None}
TOTALS = {"packages_burned": 0, "packages_set_aside": 0, "packages_missing": 0, "burned_mg": 0, "residue_mg": None}
CLOSED = Fact("session.closed", TOTALS)
STEPPED = Fact("clock.stepped", {"step_us": 5}, of_the_station=True)
