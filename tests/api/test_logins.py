"""Who may give commands: passwords, tokens, cookies, limits."""

import json
import stat
import time

import pytest
from argon2 import PasswordHasher

from api import door
from api.door import MAX_FAILURES, MAX_FAILURES_OF_A_NAME, Door, SecretUnusable
from api.problems import Refused
from station import operators
from station.config import ApiSettings

OPERATOR, PASSWORD = "operator-1", "correct horse battery"
LOGIN = {"operator": OPERATOR, "password": PASSWORD}
ZERO = "/api/v1/scale/zero"
OWN = {"Origin": "http://testserver"}


@pytest.fixture
def settings(tmp_path):
    """Settings with one operator."""
    made = ApiSettings(operators=tmp_path / "operators.json", secret=tmp_path / "api.secret", login_hours=1)
    operators.add(made.operators, OPERATOR, PASSWORD)
    return made


def test_an_operators_file_holds_argon2id_hashes_for_its_owner_alone(settings):
    """No password stands in it, and others cannot read it."""
    text = settings.operators.read_text()

    assert PASSWORD not in text
    assert json.loads(text)[OPERATOR].startswith("$argon2id$")
    assert stat.S_IMODE(settings.operators.stat().st_mode) == 0o600
    assert list(settings.operators.parent.iterdir()) == [settings.operators]


def test_adding_again_changes_the_password_only_of_that_operator(settings):
    """The old password is refused, the other operator is not touched."""
    operators.add(settings.operators, "operator-2", "another long password")
    operators.add(settings.operators, OPERATOR, "a new long password")

    operators.verify(settings.operators, OPERATOR, "a new long password")
    operators.verify(settings.operators, "operator-2", "another long password")
    with pytest.raises(operators.LoginRefused):
        operators.verify(settings.operators, OPERATOR, PASSWORD)


@pytest.mark.parametrize(("name", "password"), [("a b", PASSWORD), ("", PASSWORD), ("x", "short"), ("x", "a" * 257)])
def test_an_unfit_name_or_password_is_not_added(settings, name, password):
    """The file stays as it was."""
    before = settings.operators.read_text()

    with pytest.raises(operators.NotAnOperator):
        operators.add(settings.operators, name, password)
    assert settings.operators.read_text() == before


def test_an_unknown_name_costs_the_same_work(settings, monkeypatch):
    """Both failures run one argon2 check with the same cost, and fail alike."""
    checked = []
    check = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, hashed, given: checked.append(hashed) or check(self, hashed, given)
    )

    for name in (OPERATOR, "nobody"):
        with pytest.raises(operators.LoginRefused):
            operators.verify(settings.operators, name, "wrong password")

    known, unknown = (hashed.split("$")[1:4] for hashed in checked)
    assert known == unknown


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 1}', json.dumps({OPERATOR: "not a hash"})])
def test_a_damaged_operators_file_is_named(settings, text):
    """The error names the file and the remedy; nobody is let in."""
    settings.operators.write_text(text)

    with pytest.raises(operators.OperatorsFileUnusable, match="operator add NAME"):
        operators.verify(settings.operators, OPERATOR, PASSWORD)


def test_the_secret_is_made_once_for_its_owner_alone(settings):
    """A token outlives a restart; another secret ends it."""
    token = Door(settings).admit(OPERATOR, PASSWORD, "a")

    assert stat.S_IMODE(settings.secret.stat().st_mode) == 0o600
    assert Door(settings).operator(token) == OPERATOR
    settings.secret.unlink()
    assert _refusal(Door(settings).operator, token) == "/problems/not-logged-in"


@pytest.mark.parametrize(("mode", "content"), [(0o644, b"x" * 32), (0o600, b"short")])
def test_an_exposed_or_broken_secret_stops_the_start(settings, mode, content):
    """The message says what to do."""
    settings.secret.write_bytes(content)
    settings.secret.chmod(mode)

    with pytest.raises(SecretUnusable, match="Remove it"):
        Door(settings)


def test_a_token_ends(settings, monkeypatch):
    """With its time, with a new password, at logout; and any change of it is noticed."""
    door = Door(settings)
    token, other, kept = (door.admit(OPERATOR, PASSWORD, "a") for _ in range(3))

    door.dismiss(other)
    assert _refusal(door.operator, other) == _refusal(door.dismiss, other) == "/problems/not-logged-in"
    assert door.operator(kept) == OPERATOR
    assert _refusal(door.operator, token[:-2]) == _refusal(door.operator, "") == "/problems/not-logged-in"
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 3602)
    assert _refusal(door.operator, token) == "/problems/not-logged-in"
    monkeypatch.undo()
    operators.add(settings.operators, OPERATOR, "a new long password")
    assert _refusal(door.operator, kept) == "/problems/not-logged-in"


def _refusal(call, *given):
    with pytest.raises(Refused) as refused:
        call(*given)
    return refused.value.problem.type


def test_a_login_gives_a_token_and_a_strict_cookie(empty):
    """The cookie is out of reach for scripts and for other sites."""
    _, client = empty
    answer = client.post("/api/v1/login", json=LOGIN)

    cookie = answer.headers["set-cookie"].lower()
    assert answer.json()["operator"] == OPERATOR
    assert all(word in cookie for word in ("httponly", "samesite=strict", "max-age=43200", "path=/"))
    assert answer.headers["cache-control"] == "no-store"


def test_wrong_logins_are_refused_alike_and_then_slowed_down(empty):
    """401 for a wrong password and for an unknown name; after five of them 429, even with the right password."""
    _, client = empty
    wrong = [{"operator": OPERATOR, "password": "wrong"}, {"operator": "nobody", "password": "wrong"}]
    answers = [client.post("/api/v1/login", json=wrong[number % 2]) for number in range(MAX_FAILURES)]
    slowed = client.post("/api/v1/login", json=LOGIN)

    assert {(each.status_code, each.text) for each in answers} == {(401, answers[0].text)}
    assert answers[0].headers["www-authenticate"] == "Bearer"
    assert (slowed.status_code, slowed.json()["type"]) == (429, "/problems/too-many-logins")
    assert 0 < int(slowed.headers["retry-after"]) <= 60


def test_many_addresses_do_not_guess_one_name_faster(settings):
    """After twenty failures of a name a new address waits; the operator's own address does not, nor the station itself."""
    entrance = Door(settings)
    entrance.admit(OPERATOR, PASSWORD, "10.0.0.7")
    for number in range(MAX_FAILURES_OF_A_NAME):
        assert _refusal(entrance.admit, OPERATOR, "wrong", f"10.0.1.{number}") == "/problems/login-refused"

    assert _refusal(entrance.admit, OPERATOR, PASSWORD, "10.0.2.1") == "/problems/too-many-logins"
    for address in ("10.0.0.7", *door.STATION_ITSELF):
        assert entrance.operator(entrance.admit(OPERATOR, PASSWORD, address)) == OPERATOR
    assert _refusal(entrance.admit, "another", "wrong", "10.0.2.1") == "/problems/login-refused"


def test_who_guesses_at_home_waits_there(settings):
    """An address where a name was let in has five failures a minute as any other, and takes nobody else's turns."""
    entrance = Door(settings)
    entrance.admit(OPERATOR, PASSWORD, "10.0.0.7")
    for _ in range(MAX_FAILURES):
        assert _refusal(entrance.admit, OPERATOR, "wrong", "10.0.0.7") == "/problems/login-refused"

    assert _refusal(entrance.admit, OPERATOR, PASSWORD, "10.0.0.7") == "/problems/too-many-logins"
    assert entrance.admit(OPERATOR, PASSWORD, "10.0.0.8")


def test_the_addresses_of_logins_do_not_fill_memory(settings, monkeypatch):
    """The oldest is forgotten."""
    monkeypatch.setattr(door, "MAX_HOMES", 2)
    entrance = Door(settings)
    for address in ("a", "b", "a", "c"):
        entrance.admit(OPERATOR, PASSWORD, address)

    assert list(entrance._homes) == [(OPERATOR, "a"), (OPERATOR, "c")]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer forged"}, {"Authorization": "Basic b3A6cHc="}])
def test_a_command_needs_a_login(client, recorder, headers):
    """401 before anything else is looked at, and nothing reaches the recorder."""
    for path in (ZERO, "/api/v1/sessions", "/api/v1/sessions/S9/close"):
        answer = client.post(path, headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/not-logged-in")
    assert recorder.told == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OWN, 200),
        ({}, 403),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://testserver"}, 403),
    ],
)
def test_a_cookie_counts_on_our_own_pages_only(client, recorder, token, headers, status):
    """A browser sends the cookie by itself, so its Origin must be this service; a token in a header needs none."""
    client.cookies.set("station_login", token)

    answer = client.post(ZERO, headers=headers)

    assert answer.status_code == status
    assert len(recorder.told) == (1 if status == 200 else 0)


def test_another_site_cannot_log_a_browser_in(empty):
    """A login from another site's page is refused."""
    _, client = empty
    answer = client.post("/api/v1/login", json=LOGIN, headers={"Origin": "http://evil.test"})

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/other-origin")


def test_a_logout_ends_the_login(empty):
    """The token is worth nothing afterwards, and the cookie is taken back."""
    _, client = empty
    token = client.post("/api/v1/login", json=LOGIN).json()["token"]
    client.cookies.clear()
    bearer = {"Authorization": f"Bearer {token}"}

    out = client.post("/api/v1/logout", headers=bearer)

    assert (out.status_code, out.content) == (204, b"")
    assert 'station_login=""' in out.headers["set-cookie"]
    assert client.post("/api/v1/logout", headers=bearer).status_code == 401


def test_a_damaged_operators_file_is_a_problem(empty):
    """503 with the remedy, and without the file's path."""
    record, client = empty
    record.config.api.operators.write_text("{")

    answer = client.post("/api/v1/login", json=LOGIN)

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/operators-unusable")
    assert str(record.config.api.operators) not in answer.text
