"""What only the time tells: silence in a session, a session that is never sealed, turns that no witness co-signed."""

import urllib.request

import pytest

from station.formats import policy as policies
from station.formats.add_checkpoint import AddCheckpoint, Cosigned, parse_answer
from station.formats.checkpoint import Checkpoint, parse
from station.formats.cosignature import parse_verifier
from station.formats.merkle import consistency_proof, leaf_hash, root, subtrees_of
from station.formats.note import parse as parse_note
from station.keys import load_cosigner
from tests.logs import signer_of
from tests.station.monitor.conftest import DAY_S, Desk
from tests.station.monitor.test_false_logs import forked
from tests.station.outbox.test_outbox import Newsroom

HOUR_S = 3600


@pytest.fixture
def running(shown, desk):
    """A session that has just been opened, and a monitor that has seen it; the station's clock is a day behind."""
    shown.station.open("S2")
    shown.show()
    desk.round()
    return desk


def test_silence_in_a_session_is_an_alarm_until_it_ends(shown, running):
    """After a minute without an entry, once, until the log grows again."""
    assert running.round(60) == []
    assert running.round(1) == [("silence", "begins")]
    assert running.round(10) == []
    shown.station.register("S2", "K2", "Z2")
    shown.show()
    assert ("silence", "ends") in running.round(10)
    assert "Session S2 is open" in running.said("silence")[0]


def test_a_closed_session_may_be_silent(shown, running):
    """Between close and seal people read and sign; the seal has its own alarm."""
    shown.station.register("S2", "K2", "Z2")
    shown.station.burn("S2", "K2", 3)
    shown.show()
    running.round()

    assert running.round(10 * 60) == []


def test_silence_is_found_by_one_who_looks_once_an_hour(shown, tmp_path):
    """The log grew between two looks, but long before the second: the entry's clock says when."""
    hourly = Desk(tmp_path / "state", shown.folder)
    hourly.now_s += shown.station.now_us // 10**6
    hourly.round()
    shown.station.open("S2")
    shown.show()

    assert ("silence", "begins") in hourly.round(HOUR_S)


def test_silence_goes_on_over_a_restart(running):
    """When the log grew last is remembered."""
    running.round(50)
    running.start()

    assert ("silence", "begins") in running.round(11)


def test_a_session_that_is_never_sealed_is_an_alarm(shown, running):
    """An hour planned and an hour's grace, then once, until the seal."""
    station = shown.station
    station.register("S2", "K2", "Z2")
    station.burn("S2", "K2", 3)
    shown.show()
    running.round(2 * HOUR_S)
    assert "never-sealed" not in {event for event, _ in running.round()}
    running.start()
    assert ("never-sealed", "begins") in running.round(120)
    station.seal("S2")
    shown.show()

    assert ("never-sealed", "ends") in running.round()
    assert "though it was closed" in running.said("never-sealed")[0]


def test_a_plan_of_years_does_not_put_the_alarm_off(shown, desk):
    """Whoever plans more than a day is asked after a day."""
    station, say = shown.station, shown.station.say
    station.say = lambda kind, *where, **data: say(
        kind, *where, **(data | {"planned_minutes": 10**9} if kind == "session.opened" else data)
    )
    station.open("S2")
    shown.show()
    desk.round()

    assert ("never-sealed", "begins") in desk.round(DAY_S + 2 * HOUR_S)


@pytest.fixture
def newsroom(tmp_path):
    """A real witness's process that follows the log."""
    (tmp_path / "newsroom").mkdir()
    keys = signer_of(1)
    made = Newsroom(tmp_path / "newsroom", [keys.verifier.format(), keys.second_verifier.format()])
    made.start()
    yield made
    made.stop()


def submit(newsroom, station, bodies=None, old=0):
    """Have the witness co-sign what these entries give, as the station's outbox does; return the size."""
    leaves = [leaf_hash(each) for each in bodies or station.bodies]
    note = signed(station, bodies or station.bodies)
    proof = consistency_proof(old, len(leaves), subtrees_of(leaves))
    body = AddCheckpoint(old, tuple(proof), note).format()
    url = f"http://127.0.0.1:{newsroom.port}/add-checkpoint"
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=20) as answer:
        assert isinstance(parse_answer(answer.status, answer.headers["Content-Type"], answer.read()), Cosigned)
    return parse(parse_note(note).text).size


def signed(station, bodies):
    """The station's checkpoint over these entries."""
    return Checkpoint(station.signer.name, len(bodies), root([leaf_hash(each) for each in bodies])).sign(station.signer)


def watching(tmp_path, shown, newsroom, *, url=True):
    """A monitor with a policy that asks for the newsroom's word."""
    where = f" http://127.0.0.1:{newsroom.port}/" if url else ""
    policy = policies.parse(f"witness news {newsroom.key}{where}\nquorum news\n".encode())
    desk = Desk(tmp_path / "state", shown.folder, policy=policy)
    desk.now_s += DAY_S
    return desk


@pytest.mark.slow
def test_a_turn_that_no_witness_co_signed_is_an_alarm_until_it_is(shown, station, newsroom, tmp_path):
    """The witness is asked itself; when it cannot be reached, the alarm says so, with how long the turn waits."""
    desk = watching(tmp_path, shown, newsroom)
    size = submit(newsroom, station)
    assert {state for _, state in desk.round()} == {"notice"}
    station.hold("S2", "K2")
    shown.show()
    assert {state for _, state in desk.round(60)} == {"notice"}
    assert desk.round(11 * 60) == [("not-cosigned", "begins")]
    submit(newsroom, station, old=size)

    assert desk.round(60) == [("not-cosigned", "ends")]
    assert "lacks news" in desk.said("not-cosigned")[0]
    newsroom.stop()
    station.hold("S3", "K3")
    shown.show()
    desk.round(60)
    assert desk.round(11 * 60) == [("not-cosigned", "begins")]
    assert "could not be read from" in desk.said("not-cosigned")[-1]


@pytest.mark.slow
def test_a_witness_that_was_shown_another_history_is_an_alarm(shown, station, newsroom, tmp_path):
    """The station shows the newsroom one log and us another: both signatures are kept as evidence."""
    desk = watching(tmp_path, shown, newsroom)
    submit(newsroom, station, forked(station))

    assert ("split-view", "begins") in desk.round()
    (folder,) = desk.evidence
    seen = parse_note((folder / "seen").read_bytes())
    witness = parse_verifier(newsroom.key)
    (line,) = [each for each in seen.signatures if each.name == witness.name]
    witness.verify(seen.text, line.signature)


@pytest.mark.slow
def test_a_witness_that_holds_more_than_is_shown_is_an_alarm_after_a_while(shown, station, newsroom, tmp_path):
    """A moment ahead is how it works; a minute ahead means that we are shown less."""
    desk = watching(tmp_path, shown, newsroom)
    station.hold("S2", "K2")
    submit(newsroom, station)
    assert {state for _, state in desk.round()} == {"notice"}
    assert desk.round(30) == []
    assert desk.round(30) == [("held-back", "begins")]
    shown.show()
    assert ("held-back", "ends") in desk.round(30)


def test_a_witness_without_an_address_counts_by_its_line_on_the_checkpoint(shown, station, newsroom, tmp_path):
    """Some logs publish their checkpoints with the cosignatures on them; ours does not, so it lacks them."""
    desk = watching(tmp_path, shown, newsroom, url=False)
    desk.round()

    assert "gives no address" in desk.said("not-cosigned")[0]
    cosigned = load_cosigner(newsroom.folder / "witness.key").sign(parse_note(station.checkpoint()).text, DAY_S)
    path = shown.folder / "checkpoint"
    path.write_bytes(path.read_bytes() + cosigned.format().encode())
    assert desk.round() == [("not-cosigned", "ends")]
