"""Answers to courts: figures, hashes and proofs out of a real log, and what a reader alone finds out about them."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest

from station.courts.answer import Order
from station.courts.document import LANGUAGES, build_document
from station.courts.document.catalogue import wording
from station.courts.errors import AnsweredBefore, NotAnswered, UnknownRequest
from station.courts.gather import gather
from station.courts.package import answer, folder_of, packed
from station.formats.canonical import canonical
from station.formats.entry import Entry, Event
from station.ledger import engine, proofs
from station.recorder import commands as say
from station.recorder.refusals import Refused
from station.rules.numbers import skeleton
from station.verify.answers.check import verify_answer
from station.verify.answers.form import FILES
from station.verify.answers.telling import Telling, of_case
from station.verify.log import FolderSource, verify_log
from station.verify.report import Verdict
from station.verify.target import verify_target
from station.verify.trust import Trust
from tests.courts import CASE, CLERK, court_at
from tests.sessions import Script, make_session
from tests.station.act.reading import flat
from tests.station.courts.conftest import papers


def told(folder):
    """An answer as it was made."""
    return json.loads((folder / "answer.json").read_bytes())


def test_an_answer_passes_alone_and_against_the_log(answers):
    """With the station's key, offline; and nothing is left out, which the published log shows."""
    trust = Trust((answers.made.vkey,))
    report = verify_answer(answers.found, trust, log=FolderSource(answers.log))

    assert [str(each.text) for each in report.failures] == []
    assert {each.name for each in answers.found.iterdir()} == set(FILES)
    assert verify_target(str(answers.found), trust).ok
    assert verify_target(str(answers.found / "answered.tlog-proof"), trust).ok


def test_the_figures_are_those_of_the_scale_and_the_papers(answers):
    """Seized 15.3 kg; analysed 1 g; sampled 20 g; burned 9 kg as weighed; each figure with the entries it rests on."""
    found = told(answers.found)
    line = found["record"]["balance"]["case"]
    kinds = {each.index: each.kind for each in answers.made.entries}

    figures = ("seized", "analysed", "sampled", "presented", "burned", "set_aside", "missing", "difference")
    assert [line[name]["mg"] for name in figures] == [
        15_300_000,
        1_000,
        20_000,
        14_100_000,
        9_000_000,
        5_100_000,
        0,
        1_179_000,
    ]
    assert {kinds[number] for number in line["burned"]["entries"]} == {
        "weighing.recorded",
        "furnace.charged",
        "batch.ended",
    }
    assert [(each["package"], each["fate"]) for each in found["record"]["balance"]["packages"]] == [
        ("K1", "burned"),
        ("K2", "burned"),
        ("K3", "set aside"),
    ]


def test_every_film_of_the_packages_is_named_with_both_hashes(answers):
    """The hashes of the file as it lies there are those of `sha256sum` and `sha512sum`, and the bag's copy is the same file."""
    found = told(answers.found)

    assert [each["recording"].split("-", 2)[2] for each in found["files"]] == [
        "serial-0001",
        "scale-0002",
        "furnace-0002",
    ]
    for each in found["files"]:
        data = (answers.made.recordings / each["file"]).read_bytes()
        assert each["found"]["sha512"] == hashlib.sha512(data).hexdigest()
        assert (
            each["recorded_sha256"]
            == each["found"]["sha256"]
            == each["copy"]["sha256"]
            == hashlib.sha256(data).hexdigest()
        )
        assert each["matches"] is each["copy"]["matches"] is True


def test_a_gap_while_a_package_was_in_view_is_told(answers):
    """Both cameras were killed three seconds before the end of their second file, when both packages had been charged."""
    (session,) = told(answers.found)["record"]["sessions"]

    assert [each["kind"] for each in session["outages"]] == ["camera.gap", "camera.gap"]
    assert [each["gaps"] for each in session["presences"]] == [[], []]
    assert session["operators"] == ["operator-1"]
    assert (session["people"][1]["role"], session["remarks"][0]["text"]) == ("media", "The smoke was white.")


def test_the_log_is_told_before_and_after_each_session(answers):
    """The states are proven: the log of the answer goes on from both."""
    (head,) = told(answers.found)["heads"]
    reader = engine.reader(answers.made.database)
    with reader.connect() as connection:
        sizes = [proofs.checkpoint_at(connection, head[when]["size"]).size for when in ("before", "after")]
    reader.dispose()

    assert sizes == [answers.made.entries[0].index, answers.made.entries[-1].index + 1]


def test_an_unknown_case_is_answered_too(answers):
    """That nothing of it was here is an entry; a reader of the log learns how many withheld case numbers nobody opened."""
    report = verify_answer(answers.nothing, Trust((answers.made.vkey,)), log=FolderSource(answers.log))
    found = told(answers.nothing)

    assert report.ok
    assert (found["record"]["found"], found["record"]["consignments"], found["files"]) == (False, [], [])
    assert found["consignments_withheld"] == 1
    assert any("only who holds their openings" in str(each.text) for each in report.findings)


def test_a_request_that_waits_is_told_by_whoever_checks_the_log(answers):
    """No request can be ignored in silence."""
    report = verify_log(FolderSource(answers.log), Trust((answers.made.vkey,)))
    notes = [
        str(each.text) for each in report.findings if each.check == "court-requests" and each.verdict is Verdict.NOTE
    ]

    assert report.ok
    assert len(notes) == 1
    assert f"Request {answers.waiting} of a court, dated 2026-11-21" in notes[0]


def test_the_index_encloses_what_the_whole_log_tells(answers):
    """The station looks the case's entries up; reading every entry from the first on gives the same."""
    reader = engine.reader(answers.made.database)
    with reader.connect() as connection:
        found = gather(connection, "R1")
        telling = Telling()
        for entry in proofs.entries(connection, 0, found.as_of.size):
            telling.take(entry)
    reader.dispose()
    chosen = telling.chosen(of_case(telling.cases.values(), found.opened, CASE))

    assert {skeleton("C1")} == of_case(telling.cases.values(), found.opened, CASE)
    assert {each.index for each in found.entries} == chosen | {telling.requests["R1"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_follows_from_the_answer(answers, language):
    """Built twice it has the same bytes; it shows hashes, masses and the blanks that a person has to fill in."""
    found = told(answers.found) | {"language": language}
    paper = build_document(found)
    text = flat(paper).replace("\u202f", "").replace("\u00a0", "")

    assert paper == build_document(found)
    assert found["files"][1]["recorded_sha256"] in text.replace(" ", "").replace("\u200b", "")
    assert found["files"][1]["found"]["sha512"] in text.replace(" ", "").replace("\u200b", "")
    assert "9000,000" in text.replace(" ", "") or "9000.000" in text.replace(" ", "")
    assert text.count("________________________") >= 14
    assert "Bharatiya Sakshya Adhiniyam" in text
    assert "902(13)" in text
    assert "902(14)" in text


def test_the_paper_beside_the_answer_is_the_one_that_follows(answers):
    """In the language that was asked for; of nothing, too."""
    for folder in (answers.found, answers.nothing):
        assert (folder / "answer.pdf").read_bytes() == build_document(told(folder))
    assert wording("ru")("found.not_met") in flat((answers.nothing / "answer.pdf").read_bytes())


def test_the_package_is_the_folder(answers):
    """A ZIP archive with the files and nothing else; packed twice, the same bytes."""
    data = packed(answers.found)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}

    assert inside == {f"R1/{name}": (answers.found / name).read_bytes() for name in FILES}
    assert data == packed(answers.found)


@pytest.fixture
def court(tmp_path):
    """A court of the test's own."""
    with court_at(make_session(tmp_path, Script(facts=papers))) as opened:
        yield opened


def test_a_request_is_answered_once(court):
    """Asked again, the answer is the one that was given; the recorder records no second one, and none of another log."""
    request = court.ask()
    place = court.answer(request)
    bytes_before = {name: (place / name).read_bytes() for name in FILES}
    given = json.loads((place / "answered.json").read_bytes())["data"]
    order = {**{name: given[name] for name in ("request", "answer_sha256", "document_sha256", "size", "root")}}

    assert court.answer(request, language="kk") == place
    assert {name: (place / name).read_bytes() for name in FILES} == bytes_before
    with pytest.raises(Refused, match="was answered with entry"):
        court.give(say.AnswerRequest(**order, by_name="someone"))
    with pytest.raises(Refused, match="no request R9"):
        court.give(say.AnswerRequest(**order | {"request": "R9"}, by_name="someone"))
    waiting = court.ask()
    for otherwise, why in (
        ({"root": "A" * 43 + "="}, "is another one"),
        ({"size": 9999}, "never signed"),
        ({}, "before request R2 came"),
    ):
        with pytest.raises(Refused, match=why):
            court.give(say.AnswerRequest(**order | {"request": waiting} | otherwise, by_name="someone"))


@pytest.mark.parametrize("written", ["26\u20111", "26-I.", "26 / 1", "26\u20131\u200b"])
def test_a_case_number_written_otherwise_finds_the_case(court, written):
    """With another dash, a full stop or a letter for a figure: the answer tells both numbers, and passes against the log."""
    place = court.answer(court.ask(written))
    court.book.ledger.publisher.flush()
    record, plain = told(place)["record"], told(court.answer(court.ask()))["record"]
    report = verify_answer(place, Trust((court.made.vkey,)), log=FolderSource(court.made.recordings.parent / "log"))

    assert (record["case"], record["registered_as"]) == (written, [CASE])
    assert {**record, "case": CASE} == plain
    assert [str(each.text) for each in report.failures] == []
    assert f"registered under: {CASE}." in flat((place / "answer.pdf").read_bytes())


def test_what_is_not_found_is_said_of_the_exact_number(court):
    """Nobody may read into it that nothing of the case was here; parts of a number that run together are another number."""
    place = court.answer(court.ask("2-61"))

    assert told(place)["record"]["found"] is False
    said = flat((place / "answer.pdf").read_bytes())
    assert "no consignment is registered under the number 2-61, nor under one that would be read as the same" in said


def test_requests_are_numbered_and_what_cannot_be_is_refused(court):
    """The interval of a request runs forward."""
    assert [court.ask(), court.ask("26-5")] == ["R1", "R2"]
    with pytest.raises(ValueError, match="a moment after since"):
        court.ask(since="2026-11-21T00:00:00Z", until="2026-11-20T00:00:00Z")
    with pytest.raises(UnknownRequest):
        court.answer("R3")
    with pytest.raises(NotAnswered):
        folder_of(court.reader, court.made.recordings, "R1")


def test_an_interval_leaves_out_what_was_before_and_after(court):
    """The films and sessions of the interval; the balance is of the whole case, or it would say nothing."""
    before = told(court.answer(court.ask(until="2026-11-21T11:00:00Z")))
    within = told(court.answer(court.ask(since="2026-11-21T11:00:00Z", until="2026-11-22T00:00:00+05:00")))

    assert (before["record"]["sessions"], before["files"], before["heads"]) == ([], [], [])
    assert before["record"]["balance"] == within["record"]["balance"]
    assert len(within["files"]) == 3


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_film_that_is_no_longer_as_recorded_is_said_so(court, harm):
    """In the answer, on the paper and by the verifier; the answer itself is true, and passes."""
    film = next(court.made.recordings.rglob("*-scale-0002.mp4"))
    if harm == "changed":
        film.write_bytes(film.read_bytes()[:-1] + b"!")
    else:
        film.unlink()
    place = court.answer(court.ask())
    line = next(each for each in told(place)["files"] if each["file"].endswith(film.name))
    report = verify_answer(place, Trust((court.made.vkey,)))

    assert (line["matches"], line["trouble"]) == (False, harm)
    assert "THE FILE IS NOT THE ONE THAT WAS RECORDED" in flat((place / "answer.pdf").read_bytes())
    assert report.ok
    assert any("was NOT, when the answer was made" in str(each.text) for each in report.findings)


class PowerCut(Exception):
    """The station stops here."""


def test_a_power_cut_before_the_entry_makes_the_answer_anew(court):
    """Nothing was recorded; the next attempt begins again."""
    request = court.ask()

    def cut(_order):
        raise PowerCut

    with pytest.raises(PowerCut):
        answer(court.reader, court.made.recordings, Order(request, "en", CLERK, "clerk one"), cut)

    assert verify_answer(court.answer(request)).ok


def test_a_power_cut_after_the_entry_finishes_that_very_answer(court):
    """What was recorded is what is kept, though the next attempt would say otherwise."""
    request, given = court.ask(), []

    def cut(order):
        given.append(order)
        court.give(order)
        raise PowerCut

    with pytest.raises(PowerCut):
        answer(court.reader, court.made.recordings, Order(request, "en", CLERK, "clerk one"), cut)
    place = court.answer(request, language="ru")

    assert hashlib.sha256((place / "answer.json").read_bytes()).hexdigest() == given[0].answer_sha256
    assert verify_answer(place, Trust((court.made.vkey,))).ok


def test_the_rest_of_the_log_is_never_read(court, monkeypatch):
    """An answer costs the same in a log of ten years: of three thousand entries that tell nothing of the case, none is read."""
    read = []
    decode = Entry.decode
    monkeypatch.setattr(Entry, "decode", classmethod(lambda _, index, body: read.append(index) or decode(index, body)))
    court.book.ledger.append(*(Event("clock.stepped", {"step_us": 1}) for _ in range(3000)))
    court.answer(court.ask())

    assert court.book.ledger.size > 3000
    assert len(read) < 60


def test_an_answer_that_was_lost_is_not_made_up(court):
    """Its hashes stand in the log; another one with other bytes must not take its place."""
    request = court.ask()
    place = court.answer(request)
    for each in place.iterdir():
        each.unlink()
    place.rmdir()

    with pytest.raises(AnsweredBefore, match="Put it back from a copy"):
        court.answer(request)
    with pytest.raises(AnsweredBefore):
        folder_of(court.reader, court.made.recordings, request)


def test_answer_json_is_canonical(answers):
    """So that its hash can be computed from its meaning."""
    data = (answers.found / "answer.json").read_bytes()

    assert canonical(json.loads(data)) == data
