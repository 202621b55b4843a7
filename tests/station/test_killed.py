"""A session whose processes are killed at any moment loses nothing that was acknowledged."""

import pytest

from tests.crash.loop import crash

pytestmark = [pytest.mark.slow, pytest.mark.live]


def test_a_session_survives_kills_of_every_process(tmp_path):
    """SIGKILL of recorder, camera, API and ffmpeg, each twice: nothing acknowledged is lost, and the bag verifies."""
    found = crash(tmp_path / "s", kills=8, seed=20261121, pause_s=(0.3, 2.0))

    assert found["killed"] == {"recorder": 2, "camera": 2, "api": 2, "ffmpeg": 2}


def test_killing_the_api_or_the_recorder_costs_no_frame(tmp_path):
    """The cameras film on by themselves: no hole between two files, no gap in the log, and every frame has its number."""
    found = crash(tmp_path / "s", kills=6, seed=7, pause_s=(0.3, 2.0), kinds=("api", "recorder"))

    assert found["killed"] == {"api": 3, "recorder": 3}
    assert found["holes"] == 0
