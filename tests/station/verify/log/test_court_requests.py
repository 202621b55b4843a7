"""Requests of courts in a published log: what waits is told, and no answer stands there without its request."""

import pytest

from station.verify.log import FolderSource, verify_log
from station.verify.report import Verdict
from tests.logs import COMMITTED, ROOT, of_sessions, write_log


def ask(request):
    """A deed: record a request."""
    data = {"request": request, "court": COMMITTED, "judge": COMMITTED, "number": COMMITTED, "case": COMMITTED}
    return lambda station: station.say(
        "court.requested", **data, date="2026-11-20", since=None, until=None, form="a package on a carrier"
    )


def answer(request):
    """A deed: record an answer."""
    digests = {"answer_sha256": "0" * 64, "document_sha256": "0" * 64, "size": 5, "root": ROOT}
    return lambda station: station.say("court.answered", request=request, by_name=COMMITTED, **digests)


def hold(station):
    """A deed: a whole session."""
    station.hold("S1", "K1")


def told(folder, *deeds):
    """What is found about courts in the log of these deeds: verdicts and texts."""
    station = of_sessions(*deeds)
    write_log(folder, station.bodies, station.signer)
    return [
        (each.verdict, str(each.text))
        for each in verify_log(FolderSource(folder)).findings
        if each.check == "court-requests"
    ]


def test_answered_requests_pass(tmp_path):
    """Between sessions, however long it took."""
    found = told(tmp_path, ask("R1"), hold, answer("R1"), ask("R2"), answer("R2"))

    assert [verdict for verdict, _ in found] == [Verdict.PASS]
    assert found[0][1].startswith("All 2 requests")


def test_a_request_that_waits_is_told(tmp_path):
    """With its date, its entry, and when it was recorded."""
    found = told(tmp_path, ask("R1"), hold, ask("R2"), answer("R1"))

    assert [verdict for verdict, _ in found] == [Verdict.PASS, Verdict.NOTE]
    assert "Request R2 of a court, dated 2026-11-20 and recorded at 2026-11-21T" in found[1][1]
    assert "UNANSWERED" in found[1][1]


@pytest.mark.parametrize(
    ("deeds", "said"),
    [
        ((answer("R1"),), "answers request R1, which does not wait"),
        ((ask("R1"), answer("R1"), answer("R1")), "answers request R1, which does not wait"),
        ((ask("R2"),), "is request R2, but R1 comes next"),
        ((ask("R1"), ask("R1")), "is request R1, but R2 comes next"),
    ],
)
def test_what_no_recorder_would_have_taken_fails(tmp_path, deeds, said):
    """An answer without a request, a second one, a request left out, a number used twice."""
    failures = [text for verdict, text in told(tmp_path, *deeds) if verdict is Verdict.FAIL]

    assert any(said in each for each in failures)


def test_a_request_in_the_middle_of_a_session_breaks_no_rule(tmp_path):
    """It stands in the session that happens to be open."""

    def asked_meanwhile(station):
        station.open("S1")
        station.register("S1", "K1", "Z1")
        data = {"request": "R1", "court": COMMITTED, "judge": COMMITTED, "number": COMMITTED, "case": COMMITTED}
        station.say("court.requested", "S1", **data, date="2026-11-20", since=None, until=None, form="paper")
        station.burn("S1", "K1", 3)
        station.seal("S1")

    station = of_sessions(asked_meanwhile)
    write_log(tmp_path, station.bodies, station.signer)

    assert verify_log(FolderSource(tmp_path)).failures == ()
