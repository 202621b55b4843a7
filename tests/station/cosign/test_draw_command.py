"""`station draw commit`, `reveal`, `check`: a person's laptop against a real service, a real log and the recorder's own rules."""

import hashlib
import shutil

import pytest
from typer.testing import CliRunner

from station.cli.app import app
from station.cosign.drawing import NotTheSame, Published
from station.recorder import commands as say
from station.rules.sampling import commit
from tests.api.draw_rooms import PLAN, DrawRoom, served, settings_of
from tests.draws import SESSION, DrawDay, secret_of

ALARM, MENDED = 1, 2


@pytest.fixture
def room(tmp_path):
    """A room in which draw D1 is open."""
    made = DrawRoom(settings_of(tmp_path))
    made.say(say.OpenDraw(**PLAN))
    yield made
    made.close()


@pytest.fixture
def run(room, tmp_path):
    """Run a command of one's own laptop; gives exit code and words."""
    with served(room) as url:

        def asked(command, person="P3", draw="D1"):
            told = ["--session", SESSION, "--draw", draw]
            own = (
                [] if command == "check" else ["--person", person, "--secret-file", str(tmp_path / f"{person}.secret")]
            )
            done = CliRunner().invoke(app, ["draw", command, url, *told, *own])
            return done.exit_code, " ".join(done.output.split())

        yield asked


def test_a_whole_draw_from_two_laptops(run, room, tmp_path):
    """Secrets stay in private files until they are revealed; then anyone computes the draw again."""
    for person in ("P3", "P1"):
        code, said = run("commit", person)
        secret = (tmp_path / f"{person}.secret").read_text().strip()
        own = commit(SESSION, "D1", person, secret)
        assert (code, room.book.session.draws["D1"].commitments[person]) == (0, own)
        assert f"Read aloud, before the camera: {own[:4]} {own[4:8]}." in said
        assert (tmp_path / f"{person}.secret").stat().st_mode & 0o077 == 0
    code, said = run("reveal")
    assert code == MENDED
    assert "Not revealed: secrets are told when the commitments are closed" in said
    room.say(say.CloseDraw(draw="D1"))
    assert run("check") == (MENDED, "Draw D1 is not made: it is closed.")
    assert [run("reveal", person)[0] for person in ("P3", "P1")] == [0, 0]
    room.say(say.MakeDraw(draw="D1"))
    code, said = run("check")

    drawn = room.book.session.draws["D1"].drawn
    assert (code, said.endswith("The same, computed here from the commitments and the secrets.")) == (0, True)
    assert f"Drawn: {' '.join(drawn)} The same" in said


def test_to_commit_again_says_the_same(run, room):
    """The command may be repeated when an answer was lost; the secret is not made anew."""
    (_, first), size = run("commit"), room.ledger.size
    code, said = run("commit")

    assert (code, room.ledger.size) == (0, size)
    assert first.endswith(said)  # after what the recorder in this process has logged


def test_whoever_committed_in_my_name_is_an_alarm(run, room):
    """Exit code 1, and what to say aloud; nothing is revealed to such a draw."""
    room.say(say.CommitSecret(draw="D1", person="P3", commitment="5b" * 32))
    code, said = run("commit")
    assert (code, said.startswith("SOMEONE HAS COMMITTED AS P3: 5b5b5b5b…")) == (ALARM, True)
    room.say(say.CommitSecret(draw="D1", person="P1", commitment="5c" * 32))
    room.say(say.CloseDraw(draw="D1"))

    assert run("reveal")[0] == ALARM
    assert room.book.session.draws["D1"].secrets == {}


def test_who_has_no_secret_or_has_not_committed_is_told(run, tmp_path):
    """Exit code 2, and what comes first."""
    assert run("reveal")[1].startswith("There is no secret at")
    (tmp_path / "P3.secret").touch(0o600)
    (tmp_path / "P3.secret").write_text("5b" * 32)

    assert run("reveal") == (MENDED, "P3 has not committed to draw D1: station draw commit comes first.")


@pytest.mark.parametrize("kept", ["too short", "5B" * 32])
def test_a_file_that_holds_no_secret_is_refused(run, room, tmp_path, kept):
    """A secret that can be guessed is none."""
    (tmp_path / "P3.secret").touch(0o600)
    (tmp_path / "P3.secret").write_text(kept)
    code, said = run("commit")

    assert (code, "it has 64 hex digits" in said) == (MENDED, True)
    assert room.book.session.draws["D1"].commitments == {}


def test_the_station_s_own_words_are_handed_on(run):
    """A draw that there is not, and a person who is not there."""
    assert "There is no draw D9" in run("commit", draw="D9")[1]
    assert "P9 is not" in run("commit", "P9")[1]


def published(**otherwise):
    """A draw as an honest station publishes it, but for what is otherwise."""
    day = DrawDay()
    day.draw()
    draw = day.story.draws["D1"]
    told = {
        "session": SESSION,
        "draw": "D1",
        "state": "made",
        "size": 9,
        "population": draw.population,
        "commitments": [
            {"person": who, "commitment": each.data["commitment"]} for who, each in draw.commitments.items()
        ],
        "reveals": [{"person": who, "secret": each.data["secret"]} for who, each in draw.reveals.items()],
        "seed": draw.made.data["seed"],
        "drawn": draw.drawn,
    }
    return Published.read(told | otherwise)


def test_what_a_station_publishes_is_computed_again():
    """An honest draw, and one of which a secret is withheld."""
    published().check()
    published(
        reveals=[{"person": "P1", "secret": secret_of("P1")}],
        seed=None,
        drawn=[f"K{number}" for number in range(1, 13)],
    ).check()


@pytest.mark.parametrize(
    "forged",
    [
        {"seed": "5b" * 32},
        {"seed": None},
        {"size": 8},
        {"size": 13},
        {"drawn": ["K1"] * 9},
        {"population": [f"K{number}" for number in range(1, 12)]},
        {"population": ["K1"] * 12},
        {"reveals": []},
        {"reveals": [{"person": who, "secret": hashlib.sha256(b"other").hexdigest()} for who in ("P1", "P2")]},
        {"commitments": []},
    ],
    ids=str,
)
def test_a_station_that_publishes_another_draw_is_found_out(forged):
    """Whatever it changes."""
    with pytest.raises(NotTheSame, match="THE DRAW IS NOT THE ONE THAT THE SECRETS GIVE"):
        published(**forged).check()


def test_draws_of_a_bag_are_computed_again(tmp_path):
    """From its entries alone; exit code 1 when one is false."""
    bag = tmp_path / "bag"
    day = DrawDay()
    for package in day.draw():
        day.test(package)
    _write_bag(bag, day)
    done = CliRunner().invoke(app, ["draw", "check", str(bag)])
    assert (done.exit_code, "PASS  All 1 draws follow" in done.output, "came out well" in done.output) == (
        0,
        True,
        True,
    )
    shutil.rmtree(bag)
    forged = DrawDay(forged=lambda kind, data: data | {"seed": "5b" * 32} if kind == "draw.made" else data)
    forged.draw()
    _write_bag(bag, forged)
    done = CliRunner().invoke(app, ["draw", "check", str(bag)])

    assert (done.exit_code, "FAIL  The seed of draw D1" in done.output) == (ALARM, True)


def _write_bag(bag, day):
    """As much of a bag as the check reads: its entries, and a seal that ends them."""
    sealed = {"first": 0, "last": len(day.entries) - 1, "root": "", "recordings": []}
    day.add("session.sealed", **sealed, quorum={"met": True, "cosigned": [], "missing": [], "reason": None})
    (bag / "data").mkdir(parents=True)
    (bag / "data" / "entries.jsonl").write_bytes(b"".join(each.encode() + b"\n" for each in day.entries))
