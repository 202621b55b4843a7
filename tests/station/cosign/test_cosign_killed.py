"""SIGKILL between signing and handing in, and between handing in and the answer: nothing is lost, nothing is doubled."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.station.cosign.front import Front


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before the station heard", "before the answer came"])
def test_a_killed_laptop_finishes_what_it_began(house, laptop, after):
    """The kept signature, byte for byte the same, is in the log once, and the same command brings its receipt."""
    victim = []

    def kill(handed_in):
        if after:
            handed_in()
        os.kill(victim[0], signal.SIGKILL)

    front = Front(house.url, kill)
    command = [sys.executable, "-m", "station.cli", *laptop.words(front.url, "--remark", "The bag was open.")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        victim.append(process.pid)
        process.communicate(timeout=60)
    front.stop()
    kept = json.loads(laptop.file("*.cosigned.json").read_bytes())
    before = house.entries("checkpoint.cosigned")
    code, said, _ = laptop.sign(house.url, "--remark", "The bag was open.")

    assert process.returncode == -signal.SIGKILL
    assert len(before) == int(after)
    assert [*house.entries("checkpoint.cosigned").values()] == [kept]
    assert (code, len(laptop.files("*.recorded.tlog-proof"))) == (0, 1)
    assert "That completes what you had begun." in said
