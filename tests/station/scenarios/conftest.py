"""Days on which something went wrong, made once and told by the station's own verifier, act and log check."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from station.act import build_act
from station.verify.languages import say
from station.verify.report import Report
from station.verify.verify import verify_bag
from tests.goods_day import Day, Parcel, make_day
from tests.sessions import Made, Script
from tests.station.act.reading import flat
from tests.station.scenarios.room import room_of
from tests.station.verify.conftest import bag_of


@dataclass(frozen=True)
class Scene:
    """A day that is over: its station, its bag with openings, and what the verifier reports of it."""

    made: Made
    bag: Path
    report: Report

    def verifier(self, language: str = "en") -> str:
        """All that the verifier says."""
        return " ".join(say(each.text, language) for each in self.report.findings)

    def act(self, language: str = "en") -> str:
        """The act's text, in one line."""
        return flat(build_act(self.bag, language))


@pytest.fixture(scope="session")
def play(tmp_path_factory):
    """Makes the scene of a day."""

    def make(day, script=None):
        folder = tmp_path_factory.mktemp("scene")
        (folder / "station").mkdir()
        made = make_day(folder / "station", day, script or Script())
        bag = bag_of(made, folder / "bag", openings=True)
        return Scene(made, bag, verify_bag(bag))

    return make


@pytest.fixture(scope="session")
def burned(play):
    """An honest day: two packages of cocaine, both burned."""
    return play(Day((Parcel("K1", "1050.0"), Parcel("K2", "1060.0"))))


@pytest.fixture
def room(burned, tmp_path):
    """The same station's recorder the day after, with nothing open."""
    station = shutil.copytree(burned.made.recordings.parent, tmp_path / "station")
    made = replace(burned.made, recordings=station / "recordings", database=f"sqlite:///{station / 'station.db'}")
    with room_of(made) as opened:
        yield opened
