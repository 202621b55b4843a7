"""SIGKILL at random moments, while two histories of each of many logs are submitted: one of them is signed, never both."""

import http.client
import random
import threading
import time

import pytest

from station import keys
from station.formats.add_checkpoint import Cosigned, OtherSize
from station.formats.checkpoint import open_checkpoint
from tests.station.witness.conftest import NAME, Served

KILLS = 6
LOGS_A_KILL = 12
SIZES = (3, 4, 7)
CUT_OFF = (OSError, http.client.HTTPException)


def submit(served, history, signed):
    """Carry a history as far as the witness takes it; note each answer that came back, as (log, size, root)."""
    old = 0
    for size in SIZES:
        answer = served.add(history.body(old, size))
        if isinstance(answer, OtherSize) and answer.size <= size:
            answer = served.add(history.body(answer.size, size))
        if not isinstance(answer, Cosigned):
            return
        stated = history.stated(size)
        answer.trusted(stated.format(), [served.key])
        signed.add(stated)
        old = size


def submit_all(served, histories, signed):
    """Submit one history of each log until the witness dies."""
    try:
        for history in histories:
            submit(served, history, signed)
    except CUT_OFF:
        return


def check_remembered(served, signed):
    """Raise unless the witness knows each log at the largest size that it signed, or further."""
    for each in {stated.origin for stated in signed}:
        newest = open_checkpoint(served.newest(each)[2], [served.key])
        assert newest.size >= max(stated.size for stated in signed if stated.origin == each)


def kill_while(served, after_s, sides, signed):
    """Submit both sides of all logs at once, and kill the witness in the middle."""
    submitters = [threading.Thread(target=submit_all, args=(served, side, signed)) for side in sides]
    for each in submitters:
        each.start()
    time.sleep(after_s)
    served.end()
    for each in submitters:
        each.join()


@pytest.mark.slow
def test_a_kill_never_lets_it_sign_two_histories(tmp_path):
    """What was answered before a kill binds after it, and every log has one history in the end."""
    moments = random.Random(8470)
    keys.generate_cosigner(tmp_path / "key", NAME)
    signed, pairs = set(), []
    for number in range(KILLS):
        with Served(tmp_path / "state", tmp_path / "key") as served:
            # what the last kill cut off is taken up from the other side: the false history first
            submit_all(served, [false for _, false in reversed(pairs[-LOGS_A_KILL:])], signed)
            check_remembered(served, signed)
            fresh = [served.follow(f"log.example/{number}-{log}", false=0) for log in range(LOGS_A_KILL)]
            pairs += fresh
            kill_while(served, moments.uniform(0.01, 0.25), zip(*fresh, strict=True), signed)
    with Served(tmp_path / "state", tmp_path / "key") as served:
        check_remembered(served, signed)

    for true, false in pairs:
        of_log = {stated for stated in signed if stated.origin == true.signer.name}
        assert any(all(side.stated(each.size) == each for each in of_log) for side in (true, false))
    assert len({stated.origin for stated in signed}) > KILLS
