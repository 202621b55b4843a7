"""A session beside films that we did not make: cameras that speak RTSP and HTTP, one of which freezes for a while."""

import threading

import pytest

from station.config import load
from station.demo.script import Day
from station.demo.stage import stage
from station.evidence.export import export_session
from station.ledger import engine
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.bags import entries_of, films_as_recorded
from tests.real_film import made_film
from tests.servers import HttpServer, RtspServer

pytestmark = [pytest.mark.slow, pytest.mark.live]
FROZEN_S = 4.0


def test_a_real_film_by_rtsp_and_by_http_beside_a_scale(tmp_path):
    """Servers that are not ours play a real film to both ways of recording while packages are weighed and burned.

    One of them freezes for four seconds, as a pulled cable does: the gap is in the log, and everything else is whole.
    """
    film = made_film(tmp_path / "film.mp4")
    with RtspServer(film) as rtsp, HttpServer(film, "mpjpeg") as http:
        cameras = [
            {"camera": "scale", "view": "the scale", "source": rtsp.url, "way": "original"},
            {"camera": "furnace", "view": "the furnace", "source": http.url, "way": "encoded"},
        ]

        def freeze(seconds):
            rtsp.freeze()
            threading.Timer(seconds, rtsp.thaw).start()

        with stage(tmp_path / "s", cameras) as (console, scale, _):
            session = Day(console, scale, lambda **_: None, freeze, print).run()
        settings = load(tmp_path / "s" / "config.yaml").station
        with engine.reader(settings.database).connect() as connection:
            export_session(connection, settings.recordings, session, tmp_path / "bag")

    report = verify_bag(tmp_path / "bag", Trust(tuple((tmp_path / "s" / "station.vkey").read_text().split())))
    assert [str(failure.text) for failure in report.failures] == []
    assert films_as_recorded(tmp_path / "bag") >= 8
    gaps = [entry["data"] for entry in entries_of(tmp_path / "bag") if entry["kind"] == "camera.gap"]
    assert any(gap["camera"] == "scale" and gap["to_us"] - gap["from_us"] >= 3_000_000 for gap in gaps)
    started = [entry["data"] for entry in entries_of(tmp_path / "bag") if entry["kind"] == "recording.started"]
    assert {(data["device"], data["way"]) for data in started} == {
        ("scale", "original"),
        ("furnace", "encoded"),
        ("serial", "bytes"),
    }
