"""The scale's line between the port and the book: what the scale said before a loss counts for nothing after it."""

import time

import pytest

from firmware_bridge.events import Lost
from firmware_bridge.simulator.bench import SimulatedScale
from firmware_bridge.stability import EMPTY_US, Waiting
from station.config import Config
from station.recorder.audit_trail import AuditTrail
from station.recorder.scale_line import Emptied, ScaleLine
from tests.scales import SETTINGS

PATIENCE_S = 15
LOAD_MG = 1_234_500


@pytest.fixture
def scale():
    """A simulated scale that settles at once."""
    with SimulatedScale(settle_us=0) as scale:
        yield scale


@pytest.fixture
def line(tmp_path, reopen, scale):
    """The recorder's end of its line, without a session."""
    config = Config.model_validate(
        {
            "station": {"name": "s.test", "key": "k", "recordings": tmp_path, "database": "sqlite://"},
            "api": {"operators": "o", "secret": "s"},
            "scale": SETTINGS | {"url": scale.device, "max_mg": 6_000_000},
            "weighing": {"stable_ms": 2000},
            "cameras": [{"camera": "door", "view": "door", "source": 0, "way": "encoded"}],
        }
    )
    book = reopen()
    line = ScaleLine(config, book, AuditTrail(book, book._reader), book._reader)
    yield line
    line.close()


def until(line, happened):
    """Look until something has happened."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, line.weighing.waiting_for()
        line.look()
        time.sleep(0.05)


def see_empty(line):
    """Wait until the scale was seen empty."""
    until(line, lambda: line.weighing.waiting_for() == Waiting.BELOW_MIN)
    time.sleep(1.5 * EMPTY_US / 1_000_000)


def load(line, scale):
    """Put a load on the scale that was seen empty, and wait until it may be taken."""
    for _ in range(3):  # on a busy machine the look at the empty scale may have had a hole
        see_empty(line)
        scale.put(LOAD_MG)
        until(line, lambda: line.weighing.waiting_for() in {None, Waiting.LOAD_TO_TAKE_OFF})
        if line.weighing.waiting_for() is None:
            return
        scale.put(0)
    raise AssertionError("the scale was never seen empty")


def test_a_loss_takes_the_zero_with_it_and_is_written_before_anything_counts_again(line, scale):
    """Else a weighing would rest on an empty scale that was seen before the entry of the loss."""
    load(line, scale)
    line._on_event(Lost("no answer", 1))
    time.sleep(0.5)
    unwritten = line.weighing.waiting_for()
    until(line, lambda: line.weighing.waiting_for() != Waiting.NO_READING)
    written = line.weighing.waiting_for()
    scale.put(0)
    load(line, scale)

    assert (unwritten, written) == (Waiting.NO_READING, Waiting.LOAD_TO_TAKE_OFF)


def test_the_empty_scale_is_told_after_the_weighing_that_it_follows(line, scale):
    """A load lifted before its entry was written: the empty scale waits for that entry."""
    load(line, scale)
    line.weighing.wait("K1", lambda: None, PATIENCE_S)
    scale.put(0)
    see_empty(line)
    line.look()
    held = [type(each.event) for each in line._events]
    line.weighing.done()
    line.look()

    assert (held, list(line._events)) == ([Emptied], [])


def test_the_tare_is_asked_at_least_twice_while_the_scale_is_seen_empty(line):
    """However long a value must be stable, a tare must not be older than the look at the empty scale."""
    assert line._port._settings.tare_us <= EMPTY_US // 2
