"""The draws of a session as anyone reads them, and what phones send without a login."""

import pytest
from fastapi.testclient import TestClient

from api.app import MAX_SECRETS, create_app
from api.languages import preferred
from station.recorder import commands as say
from station.rules.sampling import commit, joint_seed, select
from tests.api.draw_rooms import PLAN, DrawRoom, settings_of
from tests.draws import EXPIRES, SESSION, secret_of

DRAWS = f"/api/v1/sessions/{SESSION}/draws"


@pytest.fixture
def room(tmp_path):
    """A room in which draw D1 is open."""
    made = DrawRoom(settings_of(tmp_path))
    made.say(say.OpenDraw(**PLAN))
    yield made
    made.close()


@pytest.fixture
def phone(room):
    """A phone in the room."""
    with TestClient(create_app(room.config), raise_server_exceptions=False) as client:
        yield client


def commit_as(phone, person):
    """Commit to the person's secret."""
    body = {"person": person, "commitment": commit(SESSION, "D1", person, secret_of(person))}
    return phone.post(f"{DRAWS}/D1/commitments", json=body)


def reveal_as(phone, person):
    """Reveal it."""
    return phone.post(f"{DRAWS}/D1/reveals", json={"person": person, "secret": secret_of(person)})


def draw_with(room, phone, *people):
    """A whole draw, from phones but for the operator's steps."""
    assert [commit_as(phone, person).status_code for person in people] == [201] * len(people)
    room.say(say.CloseDraw(draw="D1"))
    assert [reveal_as(phone, person).status_code for person in people] == [201] * len(people)
    room.say(say.MakeDraw(draw="D1"))
    return phone.get(f"{DRAWS}/D1").json()


def test_an_open_draw_shows_its_plan_its_list_and_who_is_there(phone):
    """What it can show if all goes well, and its opposite, before anything is drawn."""
    told = phone.get(f"{DRAWS}/D1").json()

    assert (told["state"], told["packages"], told["size"], told["drawn"], told["outcome"]) == ("open", 12, 9, None, [])
    assert told["population"] == [f"K{number}" for number in range(1, 13)]
    assert [each["person"] for each in told["idle"]] == ["P1", "P2", "P3"]
    assert told["claim"].startswith("If all 9 tested packages are found to be as declared")
    assert told["opposite"][0].startswith("But if 1 of the 12 packages are swapped, a draw of 9 misses all of them")
    assert phone.get(DRAWS).json() == [told]


def test_all_that_a_stranger_needs_to_compute_it_again_is_there(room, phone):
    """The commitments, the secrets and the list give the seed and the packages."""
    told = draw_with(room, phone, "P1", "P3")

    commitments = {each["person"]: each["commitment"] for each in told["commitments"]}
    secrets = {each["person"]: each["secret"] for each in told["reveals"]}
    seed = joint_seed(told["session"], told["draw"], commitments, secrets)
    assert (told["state"], told["seed"], told["withheld"]) == ("made", seed.hex(), [])
    assert told["drawn"] == list(select(seed, told["population"], told["size"])) == told["untested"]
    assert told["idle"] == [{"person": "P2", "role": "media"}]
    (first, *_) = told["commitments"]
    assert room.ledger.size > first["entry"] == room.book.first + 19


def test_what_the_tests_found_is_told_in_the_reader_s_language(room, phone):
    """Each test with its kit, and the claim, only once all are tested."""
    told = draw_with(room, phone, "P1", "P3")
    kit = {"kit": "Marquis", "lot": "L-7", "expires": EXPIRES, "person": "P2", "used_mg": 50}
    for number, package in enumerate(told["drawn"], 1):
        assert "came out well" not in str(phone.get(f"{DRAWS}/D1").json()["outcome"])
        done = room.say(say.RecordTest(draw="D1", package=package, result="as_declared", **kit))
        assert done.made == {"test": f"T{number}"}
    told = phone.get(f"{DRAWS}/D1").json()
    russian = phone.get(f"{DRAWS}/D1", headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.8"}).json()
    kazakh = phone.get(f"{DRAWS}/D1?language=kk", headers={"Accept-Language": "ru"}).json()

    assert told["outcome"][0].startswith(
        "Draw D1 of consignment C1 came out well: of the 9 packages that it fell on, 9 were"
    )
    assert told["outcome"][1] == told["claim"]
    assert (told["negatives"], told["untested"], told["tests"][0]["lot"]) == ([], [], "L-7")
    assert russian["outcome"][0].startswith("Отбор D1 партии C1 прошёл")
    assert kazakh["outcome"][0].startswith("C1 партиясының D1 іріктеуі өтті")
    assert phone.get(f"{DRAWS}/D1?language=fr").status_code == 422


def test_a_second_commitment_in_one_name_is_refused(phone, room):
    """409, in the words that are to be said aloud; nothing is recorded."""
    assert commit_as(phone, "P3").status_code == 201
    size = room.ledger.size
    answer = phone.post(f"{DRAWS}/D1/commitments", json={"person": "P3", "commitment": "5b" * 32})

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/out-of-order")
    assert "someone has committed as P3; if it was not you, object aloud" in answer.json()["detail"]
    assert room.ledger.size == size


def test_a_secret_that_does_not_fit_or_comes_too_early_is_refused(phone, room):
    """409; a secret told early is not in the log."""
    commit_as(phone, "P1")
    commit_as(phone, "P2")
    early = reveal_as(phone, "P1")
    room.say(say.CloseDraw(draw="D1"))
    wrong = phone.post(f"{DRAWS}/D1/reveals", json={"person": "P1", "secret": "5b" * 32})

    assert (early.status_code, wrong.status_code) == (409, 409)
    assert "commitments of draw D1 to be closed first" in early.json()["detail"]
    assert "not the one committed to" in wrong.json()["detail"]
    assert phone.get(f"{DRAWS}/D1").json()["reveals"] == []


def test_a_draw_called_off_stays_to_be_seen(phone, room):
    """With its reason, and who had committed."""
    commit_as(phone, "P3")
    room.say(say.CancelDraw(draw="D1", reason="P3 says that it was not she"))
    room.say(say.OpenDraw(**PLAN))
    first, second = phone.get(DRAWS).json()

    assert (first["state"], first["cancelled"]) == ("cancelled", "P3 says that it was not she")
    assert [each["person"] for each in first["commitments"]] == ["P3"]
    assert (second["draw"], second["state"]) == ("D2", "open")


def test_an_address_sends_so_many_a_minute(phone):
    """Then 429 with the time to wait, commitments and secrets together."""
    codes = [reveal_as(phone, "P1").status_code for _ in range(MAX_SECRETS)]
    answer = commit_as(phone, "P1")

    assert codes == [409] * MAX_SECRETS
    assert (answer.status_code, answer.json()["type"]) == (429, "/problems/too-many-secrets")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "body", [{"person": "P1"}, {"person": "P1", "commitment": "5B" * 32}, {"person": "P1", "commitment": "5b"}]
)
def test_what_is_no_commitment_is_refused(phone, body):
    """422, and the recorder is not asked."""
    assert phone.post(f"{DRAWS}/D1/commitments", json=body).status_code == 422


@pytest.mark.parametrize("path", [f"{DRAWS}/D9", "/api/v1/sessions/S9/draws", "/api/v1/sessions/S9/draws/D1"])
def test_what_there_is_not_is_not_found(phone, path):
    """404, with what to ask instead."""
    answer = phone.get(path)

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_the_page_is_there_for_every_draw(phone):
    """It loads our own files only, and asks for the rest itself."""
    page = phone.get(f"/draw/{SESSION}/D1?person=P3")

    assert page.headers["content-security-policy"] == "default-src 'self'; frame-ancestors 'none'"
    assert all(
        phone.get(f"/pages/{name}").status_code == 200 for name in ("draw.js", "draw_rules.js", "sha256.js", "draw.css")
    )


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("kk-KZ,ru;q=0.9", "kk"),
        ("de,ru;q=0.8,en;q=0.7", "ru"),
        ("en;q=0.1,KK;q=0.2", "kk"),
        ("ru;q=0", "en"),
        ("ru;q=x", "en"),
        ("*", "en"),
    ],
)
def test_the_browser_s_language_is_spoken(header, language):
    """The one that it prefers of ours; English else."""
    assert preferred(header) == language
