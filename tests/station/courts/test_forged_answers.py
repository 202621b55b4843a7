"""Answers that someone changed: on the way to the court, or at the station, by an insider who records the forgery's hashes."""

import hashlib
import json
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.courts.answer import Order
from station.courts.package import answer
from station.formats.canonical import canonical
from station.formats.entry import Entry
from station.formats.signing import Ed25519Signer
from station.verify.answers.check import verify_answer
from station.verify.answers.told import told
from station.verify.log import FolderSource
from station.verify.trust import Trust
from tests.courts import CLERK, court_at
from tests.sessions import ORIGIN, Script, make_session
from tests.station.courts.conftest import papers


def failed(folder, key, log=None):
    """Which checks fail."""
    report = verify_answer(folder, Trust((key,)), log=None if log is None else FolderSource(log))
    return {each.check for each in report.failures}


def heavier(found):
    """One digit of a mass."""
    found["record"]["balance"]["packages"][0]["weighed_mg"] += 1


def lighter_burned(found):
    """A kilogram less burned, and as much missing."""
    line = found["record"]["balance"]["case"]
    line["burned"]["mg"] -= 1_000_000
    line["missing"]["mg"] += 1_000_000


def other_film(found):
    """Another film's hash, everywhere in the answer."""
    line = found["files"][1]
    line["recorded_sha256"] = line["found"]["sha256"] = "0" * 64
    found["record"]["sessions"][0]["recordings"][1]["sha256"] = "0" * 64


def a_true_line_too_many(found):
    """A file that was changed is said to be the original."""
    found["files"][1]["found"]["sha256"] = "0" * 64


def nobody_asked(found):
    """Another judge."""
    found["request"]["judge"] = "judge two"


def no_gap(found):
    """Nothing went wrong."""
    found["record"]["sessions"][0]["outages"] = []


def earlier_state(found):
    """Another root before the session."""
    found["heads"][0]["before"]["root"] = found["as_of"]["root"]


def no_sessions(found):
    """A part that nobody can read."""
    found["record"]["sessions"] = found["record"]["consignments"] = 5


def fewer_secrets(found):
    """Fewer withheld case numbers than the log has."""
    found["consignments_withheld"] += 1


FORGERIES = [
    (heavier, {"figures"}),
    (lighter_burned, {"figures"}),
    (other_film, {"figures", "recordings"}),
    (a_true_line_too_many, {"recordings"}),
    (nobody_asked, {"figures"}),
    (no_gap, {"figures"}),
    (earlier_state, {"entries-in-log"}),
    (fewer_secrets, {"complete"}),
    (no_sessions, {"figures"}),
]


@pytest.fixture
def copied(answers, tmp_path):
    """A copy of the answer, to be changed."""
    return shutil.copytree(answers.found, tmp_path / "answer")


@pytest.mark.parametrize("forge", [each for each, _ in FORGERIES])
def test_a_changed_answer_is_not_the_recorded_one(answers, copied, forge):
    """Whatever is changed on the way, the SHA-256 in the log is another."""
    found = json.loads((copied / "answer.json").read_bytes())
    forge(found)
    (copied / "answer.json").write_bytes(canonical(found))

    assert "answer" in failed(copied, answers.made.vkey)


def test_a_changed_paper_is_not_the_recorded_one(answers, copied):
    """One byte of the PDF."""
    data = bytearray((copied / "answer.pdf").read_bytes())
    data[len(data) // 2] ^= 1
    (copied / "answer.pdf").write_bytes(data)

    assert failed(copied, answers.made.vkey) == {"answer"}


def test_an_entry_that_is_dropped_is_missed(answers, copied):
    """From the file alone, or from the file and its proof."""
    lines = (copied / "entries.jsonl").read_bytes().splitlines(keepends=True)
    (copied / "entries.jsonl").write_bytes(b"".join(lines[:-2] + lines[-1:]))

    assert failed(copied, answers.made.vkey) == {"answer"}  # it cannot be read: the proof is of more entries

    proof = json.loads((copied / "entries.proof").read_bytes())
    del proof["entries"][-2]
    (copied / "entries.proof").write_bytes(canonical(proof))

    assert "entries-in-log" in failed(copied, answers.made.vkey)


def test_an_entry_that_is_changed_stands_in_no_log(answers, copied):
    """A mass in an entry: the tree gives another root."""
    text = (copied / "entries.jsonl").read_text()
    (copied / "entries.jsonl").write_text(text.replace('"mass_mg":5000000', '"mass_mg":4000000', 1))

    assert "entries-in-log" in failed(copied, answers.made.vkey)


def test_an_opening_of_something_else_is_refused(answers, copied):
    """Another case number for the same commitment cannot be given."""
    text = (copied / "openings.jsonl").read_text()
    assert '"value":"26-1"' in text
    (copied / "openings.jsonl").write_text(text.replace('"value":"26-1"', '"value":"26-9"'))

    assert failed(copied, answers.made.vkey) == {"answer"}


def test_another_stations_key_fails(copied):
    """The answer must be signed with the key that the court knows."""
    other = Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))

    assert "key" in failed(copied, other.verifier.format())


@pytest.mark.parametrize("strange", ["more.txt", None])
def test_only_the_files_of_an_answer_are_in_its_folder(answers, copied, strange):
    """One too many, or one that is gone."""
    if strange is None:
        (copied / "openings.jsonl").unlink()
    else:
        (copied / strange).touch()

    assert "contents" in failed(copied, answers.made.vkey)


class Insider:
    """Somebody at the station with the operator's password: the forged answer's own hashes go into the log."""

    def __init__(self, court, forge):
        self.court, self.forge = court, forge

    def answer(self, request):
        """Answer with a forgery."""
        recordings = self.court.made.recordings

        def record(order):
            draft = recordings / "answers" / f"{request}.unfinished"
            found = json.loads((draft / "answer.json").read_bytes())
            self.forge(found, draft)
            (draft / "answer.json").write_bytes(canonical(found))
            digest = hashlib.sha256(canonical(found)).hexdigest()
            self.court.give(order.model_copy(update={"answer_sha256": digest}))

        return answer(self.court.reader, recordings, Order(request, "en", CLERK, "clerk one"), record)


@pytest.fixture
def court(tmp_path):
    """A court of the test's own."""
    with court_at(make_session(tmp_path, Script(facts=papers, interrupt=True))) as opened:
        yield opened


@pytest.mark.parametrize(("forge", "checks"), FORGERIES, ids=[each.__name__ for each, _ in FORGERIES])
def test_a_forgery_made_at_the_station_does_not_follow_from_the_entries(court, forge, checks):
    """Its hashes stand in the log, its proofs are good, and the figures give it away."""
    place = Insider(court, lambda found, _draft: forge(found)).answer(court.ask())
    court.book.ledger.publisher.flush()

    assert failed(place, court.made.vkey, court.made.recordings.parent / "log") == checks


def leave_out(found, draft):
    """Answer as if package K3 had never been set aside: the entry is left out, and every figure follows from the rest."""
    lines = (draft / "entries.jsonl").read_bytes().splitlines()
    entries = [Entry.decode(number, line) for number, line in zip(found["entries"], lines, strict=True)]
    kept = [each for each in entries if each.kind != "package.set_aside"]
    openings = (json.loads(line) for line in (draft / "openings.jsonl").read_bytes().splitlines())
    found["entries"] = [each.index for each in kept]
    found["record"] = told(kept, {each["commitment"]: each["value"] for each in openings}, found["request"])
    (draft / "entries.jsonl").write_bytes(b"".join(each.encode() + b"\n" for each in kept))


def test_what_the_station_leaves_out_the_published_log_shows(court):
    """The answer alone is without fault; held against the log, the entry is named."""
    place = Insider(court, leave_out).answer(court.ask())
    court.book.ledger.publisher.flush()
    log = court.made.recordings.parent / "log"
    report = verify_answer(place, Trust((court.made.vkey,)), log=FolderSource(log))
    (set_aside,) = (each.index for each in court.made.entries if each.kind == "package.set_aside")

    assert failed(place, court.made.vkey) == set()
    assert [(each.check, each.details) for each in report.failures] == [("complete", {"entries": [set_aside]})]
