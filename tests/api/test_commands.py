"""Commands over HTTP: each arrives at the recorder as one typed message, and each refusal comes back with its cause."""

import json

import pytest

from api.routes.commands import ACTS
from station.recorder.answers import Done, Problem
from station.recorder.commands import Command, OpenSession

BASIS = {"type": "KZ-1017/2008", "number": "12-3456", "date": "2026-11-20", "issuer": "court"}
PERSON = {"role": "police", "name": "Name On The Paper", "body": "police department"}
OPENING = {"basis": BASIS, "place": "Hall 1", "furnace": "F1", "planned_minutes": 60, "people": [PERSON]}
GOODS = {"consignment": "C2", "case": "26-1/2", "substance": "cannabis", "source": "opinion 1", "form": "plant"}
GOODS |= {"court": "district court", "investigator": "department", "seizure_act": "act 14"}
GOODS |= {"seizure_place": "road km 118", "seizure_date": "2026-09-28"}
SACK = {"package": "K-9", "consignment": "C1", "seal": "SEAL-9", "description": "sack"}
LIST = {"consignments": [GOODS], "packages": [SACK]}
HELD = {"consignment": "C1", "giver": "in the papers", "holder": "in the papers", "role": "storekeeper"}
HELD |= {"place": "store", "why": "kept as evidence"}
CLAIMED = HELD | {"since": "2026-09-28T18:30:00+05:00"}
SAMPLE = {
    "sample": "A-118",
    "which": "A",
    "consignment": "C1",
    "mass_mg": 20_000,
    "source": "opinion 1",
    "seal": "SEAL-7",
}
SAMPLE |= {"keeper": "forensic centre", "place": "its store", "until": "the verdict is in force"}
SHOWN = {"seal": "SEAL-9", "seal_state": "intact"}
DECIDED = {"decision": "burn", "persons": ["P1", "P2"], "reason": "it broke when it was lifted"}
PLAN = {"consignment": "C1", "share": "9/10", "confidence": "19/20"}
TEST = {"draw": "D1", "package": "K-9", "kit": "Marquis", "lot": "L-4471", "expires": "2027-06-30", "person": "P1"}
TEST |= {"result": "as_declared"}
ASKED = {"court": "court no. 2", "judge": "in the request", "number": "2-114", "date": "2026-11-21", "case": "26-1/2"}
OMITTED = {"when": "close", "reason": "the weight is at the store"}
CONFIRMED = {"persons": ["P1", "P2"], "figure": "12.345", "unit": "kg"}
COMMANDS = [
    ("/sessions", OPENING, 201, "session.open", OPENING),
    ("/sessions/S2/people", PERSON, 201, "person.join", PERSON),
    ("/sessions/S2/people/P1/leave", None, 200, "person.leave", {"person": "P1"}),
    ("/sessions/S2/people/P1/key", {"key": "media.example/7+a1b2c3d4+BA=="}, 201, "key.present", {"person": "P1"}),
    ("/sessions/S2/absences", {"role": "media", "reason": "did not come"}, 201, "seat.absent", {"role": "media"}),
    ("/sessions/S2/consignments", GOODS, 201, "consignment.register", GOODS),
    ("/sessions/S2/packages", SACK, 201, "package.register", SACK),
    ("/sessions/S2/lists", LIST, 201, "list.load", {}),
    ("/sessions/S2/consignments/C/1/close", None, 200, "list.close", {"consignment": "C/1"}),
    ("/sessions/S2/custody", CLAIMED, 201, "custody.claim", HELD),
    ("/sessions/S2/samples", SAMPLE, 201, "sample.keep", SAMPLE),
    ("/sessions/S2/draws", PLAN, 201, "draw.open", PLAN),
    ("/sessions/S2/draws/D1/close", None, 200, "draw.close", {"draw": "D1"}),
    ("/sessions/S2/draws/D1/cancel", {"reason": "not I"}, 200, "draw.cancel", {"draw": "D1", "reason": "not I"}),
    ("/sessions/S2/draws/D1/make", None, 200, "draw.make", {"draw": "D1"}),
    ("/sessions/S2/tests", TEST, 201, "test.record", TEST),
    ("/sessions/S2/packages/K/2/present", SHOWN, 201, "package.present", SHOWN | {"package": "K/2"}),
    ("/sessions/S2/packages/K/2/missing", {"reason": "not there"}, 200, "package.miss", {"package": "K/2"}),
    ("/sessions/S2/packages/K/2/decide", DECIDED, 200, "package.decide", DECIDED | {"package": "K/2"}),
    ("/sessions/S2/packages/K%2F2/set-aside", {"reason": "open"}, 200, "package.set_aside", {"package": "K/2"}),
    ("/sessions/S2/packages/K/2/weigh", None, 201, "package.weigh", {"package": "K/2"}),
    ("/sessions/S2/batches", None, 201, "batch.open", {}),
    ("/sessions/S2/batches/B2/charge", None, 200, "furnace.charge", {}),
    ("/sessions/S2/batches/B2/burn", None, 200, "burn.start", {}),
    ("/sessions/S2/batches/B2/end", None, 200, "batch.end", {}),
    ("/sessions/S2/batches/B2/cancel", {"reason": "door jammed"}, 200, "batch.cancel", {"reason": "door jammed"}),
    ("/sessions/S2/residue", None, 201, "residue.weigh", {}),
    ("/sessions/S2/residue/not-weighed", {"reason": "too light"}, 200, "residue.not_weighed", {"reason": "too light"}),
    ("/sessions/S2/checks/m1-20kg", None, 201, "check.weigh", {"weight": "m1-20kg"}),
    ("/sessions/S2/checks-omitted", OMITTED, 201, "check.omit", OMITTED),
    ("/sessions/S2/display-confirmations", CONFIRMED, 201, "display.confirm", CONFIRMED),
    ("/sessions/S2/challenges", {"word": "SAXAUL-7", "person": "P1"}, 201, "challenge.set", {"word": "SAXAUL-7"}),
    ("/sessions/S2/remarks", {"person": "P1", "text": "It was open."}, 201, "remark.make", {"text": "It was open."}),
    ("/sessions/S2/close", None, 200, "session.close", {}),
    ("/sessions/S2/seal", None, 200, "session.seal", {}),
    ("/court-requests", ASKED, 201, "court.request", ASKED),
    ("/scale/zero", None, 200, "scale.zero", {}),
    ("/scale/tare", None, 200, "scale.tare", {}),
]


@pytest.mark.parametrize("given", COMMANDS, ids=[each[3] for each in COMMANDS])
def test_a_command_arrives_as_its_message(client, recorder, bearer, given):
    """The message holds the operator, the session of the path, and the fields of path and body; the answer is `Done`."""
    path, body, status, command, said = given
    answer = client.post(f"/api/v1{path}", json=body, headers=bearer)

    assert (answer.status_code, answer.json()) == (status, recorder.done.model_dump())
    (told,) = recorder.told
    assert (told.by, told.session) == ("operator-1", "S2" if "/S2" in path else None)
    order = told.order.model_dump(exclude_unset=True)
    assert order["command"] == command
    assert said.items() <= order.items()


def test_every_message_has_an_address():
    """All commands of the recorder can be given by operators, except what only asks, what people sign, and answers."""
    given = {act.command for act in ACTS}
    union = Command.__origin__.__args__

    assert {each.model_fields["command"].default for each in set(union) - given} == {
        "checkpoint.cosign",
        "court.answer",
        "draw.commit",
        "draw.reveal",
        "follow",
        "status",
    }
    assert {command for _, _, _, command, _ in COMMANDS} == {
        act.command.model_fields["command"].default for act in ACTS
    }


def test_a_refusal_of_the_recorder_is_handed_on(client, recorder, bearer):
    """Its status, cause, remedy and what is missing, with the address as instance."""
    refusal = {
        "type": "/problems/out-of-order",
        "status": 409,
        "title": "Not possible now",
        "detail": "No.",
        "remedy": "Wait.",
    }
    recorder.refusal = Problem(**refusal, missing=["a batch to be opened"])

    answer = client.post("/api/v1/sessions/S2/close", headers=bearer)

    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert answer.json() == refusal | {"missing": ["a batch to be opened"], "instance": "/api/v1/sessions/S2/close"}


def test_a_missing_recorder_is_a_problem(client, bearer):
    """503, with what to look at."""
    answer = client.post("/api/v1/scale/zero", headers=bearer)

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/recorder-unreachable")
    assert "station run" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "open_one"), [("S2/batches/B1", "B2"), ("S2/batches/B9", "B2"), ("S1/batches/B1", "none")]
)
def test_a_command_to_another_batch_never_reaches_the_recorder(client, recorder, bearer, address, open_one):
    """Only the open batch can be charged: a stale page must not light the wrong one."""
    answer = client.post(f"/api/v1/sessions/{address}/charge", headers=bearer)

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/other-batch")
    assert answer.json()["detail"].endswith(f"open is {open_one}.")
    assert recorder.told == []


def test_a_command_to_an_unknown_session_is_not_found(client, recorder, bearer):
    """404 before the recorder is asked."""
    assert client.post("/api/v1/sessions/S9/close", headers=bearer).status_code == 404
    assert recorder.told == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, ["body.role", "body.reason"]),
        ({"role": "media", "reason": "x", "extra": 1}, ["body.extra"]),
        ({"role": "media", "reason": "two\nlines"}, ["body.reason"]),
        ({"role": "media", "reason": "x", "command": "session.seal"}, ["body.command"]),
        ([], ["body"]),
    ],
)
def test_wrong_fields_are_each_named(client, recorder, bearer, body, named):
    """422 lists every missing, unknown or malformed field; a body cannot smuggle in another command."""
    answer = client.post("/api/v1/sessions/S2/absences", json=body, headers=bearer)

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request")
    assert [each.partition(":")[0] for each in answer.json()["missing"]] == named
    assert recorder.told == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"]
)
def test_a_body_that_is_not_json_is_refused(client, recorder, bearer, kind):
    """What a web form of another site can send is no command, not even where no body is needed."""
    for path in ("/api/v1/sessions/S2/absences", "/api/v1/scale/zero"):
        body = json.dumps({"role": "media", "reason": "x"})
        answer = client.post(path, content=body, headers=bearer | {"Content-Type": kind})
        assert (answer.status_code, answer.json()["type"]) == (415, "/problems/not-json")
    assert recorder.told == []


def test_half_a_body_is_a_problem(client, bearer):
    """JSON that cannot be read."""
    answer = client.post("/api/v1/sessions", content='{"basis":', headers=bearer | {"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request")


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_over_the_limit_is_not_read(client, bearer, declared):
    """413, whether the length is announced or the body comes in chunks."""
    body = b'{"text": "' + b"a" * 70_000 + b'"}'
    sent = body if declared else iter([body[:40_000], body[40_000:]])

    answer = client.post(
        "/api/v1/sessions/S2/remarks", content=sent, headers=bearer | {"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


def test_an_answer_of_another_version_is_a_problem(client, recorder, bearer):
    """A recorder that answers with nothing that is understood is as good as none."""
    recorder.done = None

    assert client.post("/api/v1/scale/zero", headers=bearer).json()["type"] == "/problems/recorder-unreachable"


def test_what_is_made_comes_back_as_it_was_made(client, recorder, bearer):
    """Numbers of what was made, and of the durable entries."""
    recorder.done = Done(session="S3", entries=[40, 41], made={"session": "S3", "mass_mg": 5})

    answer = client.post("/api/v1/sessions", json=OPENING, headers=bearer)

    assert answer.json() == {"session": "S3", "entries": [40, 41], "made": {"session": "S3", "mass_mg": 5}}
    assert isinstance(recorder.told[0].order, OpenSession)
