"""Questions by case number stay open to all, but not to trying: limited by address, and logged without the number."""

import pytest
from structlog.testing import capture_logs

from api.app import MAX_QUESTIONS
from api.turns import WINDOW_S

CASE = "26-7512-00-3/118"
ADDRESS = "/api/v1/footage-hashes"


def test_an_address_asks_for_so_many_cases_a_minute(client):
    """Then 429 with the time to wait, whether the number is known or not; other questions stay free."""
    answers = [client.get(ADDRESS, params={"case": f"26-{number}"}).status_code for number in range(MAX_QUESTIONS)]
    refused = [client.get(ADDRESS, params={"case": case}) for case in (CASE, "26-1")]

    assert answers == [404] * MAX_QUESTIONS
    for each in refused:
        assert (each.status_code, each.json()["type"]) == (429, "/problems/too-many-questions")
        assert 0 < int(each.headers["retry-after"]) <= WINDOW_S
    assert client.get(ADDRESS, params={"session": "S1"}).status_code == 200


def test_a_question_is_logged_without_its_number(client):
    """Who asked, how often this minute and whether anything was found; a refused flood writes nothing."""
    with capture_logs() as logged:
        for case in (CASE, *["26-guess"] * MAX_QUESTIONS):
            client.get(ADDRESS, params={"case": case})

    expected = {"event": "asked_by_case", "log_level": "info", "address": "testclient"}
    assert logged == [
        expected | {"this_minute": number, "found": number == 1} for number in range(1, MAX_QUESTIONS + 1)
    ]
    assert CASE not in str(logged)


@pytest.mark.parametrize("query", [{"case": ""}, {"case": "26-1", "session": "S1"}])
def test_a_question_that_is_not_valid_is_not_counted(client, query):
    """422 costs no turn: nothing was looked up."""
    for _ in range(MAX_QUESTIONS):
        assert client.get(ADDRESS, params=query).status_code == 422

    assert client.get(ADDRESS, params={"case": CASE}).status_code == 200
