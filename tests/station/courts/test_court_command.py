"""`station court`: who may ask and answer, what is refused in words, and a paper that says something else than the answer."""

import hashlib
import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from station import operators
from station.cli.app import app
from station.config import load
from station.courts.answer import Order
from station.courts.document import build_document
from station.courts.package import answer
from station.recorder.server import Server
from station.verify.answers.form import parse_answer
from tests.courts import CLERK, court_at
from tests.sessions import ORIGIN, Script, make_session

PASSWORD = "at least twelve letters"
ASK = ("court", "request", "26-1", "--court", "court no. 2", "--judge", "judge one", "--number", "2-114")
WHO = ("--account", CLERK)


@pytest.fixture
def court(tmp_path):
    """A session's log, opened again, the desk for courts at the recorder's socket, and settings that name both."""
    with court_at(make_session(tmp_path, Script())) as opened:
        settings = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
        settings["station"] |= {"name": ORIGIN, "database": opened.made.database}
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        config = load(tmp_path / "config.yaml")
        config.run_folder.mkdir()
        operators.add(config.api.operators, CLERK, PASSWORD)
        server = Server(
            config.run_folder / "recorder.sock", lambda told: opened.give(told.order), lambda: None, lambda _: None
        )
        yield opened
        server.close()


def station(court, *words, password=PASSWORD):
    """Run a command as a clerk does; return its exit code and all that it said, in one line."""
    settings = ("--config", str(court.made.recordings.parent / "config.yaml")) if words[1] != "check" else ()
    done = CliRunner().invoke(app, [*words, *settings], input=f"{password}\n")
    said = re.sub(r"[│╭╰─╮╯]", " ", done.output)
    return done.exit_code, " ".join(said.split()), done.exception


def test_a_clerk_asks_and_answers(court, tmp_path):
    """With a password; the list shows what waits, and then the answer's hash."""
    asked = station(court, *ASK, "--date", "2026-11-21", *WHO)
    waiting = station(court, "court", "list")
    answered = station(court, "court", "answer", "R1", "--name", "clerk one", "--out", str(tmp_path / "out"), *WHO)
    listed = station(court, "court", "list")
    digest = hashlib.sha256((tmp_path / "out" / "answer.json").read_bytes()).hexdigest()

    assert (asked[0], answered[0]) == (0, 0)
    assert "WAITS" in waiting[1]
    assert digest in listed[1].replace(" ", "")
    assert station(court, "court", "check", str(tmp_path / "out"), "--key", court.made.vkey)[0] == 0


def test_a_wrong_password_records_nothing(court):
    """The account and the password belong together."""
    code, said, _ = station(court, *ASK, "--date", "2026-11-21", *WHO, password="another one altogether")

    assert code == 2
    assert "do not belong together" in said
    assert "WAITS" not in station(court, "court", "list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*ASK, "--date", "yesterday", *WHO), "date: "),
        (("court", "answer", "R1", "--name", "", *WHO), "at least 1 character"),
    ],
)
def test_what_cannot_be_recorded_so_is_said_in_words(court, words, said):
    """Each wrong field by its name."""
    code, told, _ = station(court, *words)

    assert code == 2
    assert said in told


def test_a_request_that_nobody_made_is_one_sentence(court):
    """And says what to do."""
    *_, error = station(court, "court", "answer", "R7", "--name", "clerk one", *WHO)

    assert "There is no request R7" in str(error)


def test_a_paper_that_says_something_else_fails(court):
    """An insider has the forged paper's hash recorded: the answer's figures are right, and the paper does not follow."""
    request, recordings = court.ask(), court.made.recordings

    def record(order):
        draft = recordings / "answers" / f"{request}.unfinished"
        told = parse_answer((draft / "answer.json").read_bytes())
        told["record"]["balance"]["consignments"][0]["substance"] = "sugar"
        forged = build_document(told)
        (draft / "answer.pdf").write_bytes(forged)
        court.give(order.model_copy(update={"document_sha256": hashlib.sha256(forged).hexdigest()}))

    place = answer(court.reader, recordings, Order(request, "en", CLERK, "clerk one"), record)
    code, said, _ = station(court, "court", "check", str(place), "--key", court.made.vkey)

    assert code == 1
    assert "FAIL answer.pdf is not what answer.json gives" in said
