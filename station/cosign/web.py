"""One request to a station over HTTP. Whoever answers may be the adversary: answers are limited in bytes and in time.

Only http and https are spoken, and no redirection is followed: a signature goes where the person said.
"""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

from station.cosign.errors import Misused, StationSays, Unanswered
from station.verify.web import Answer, Limits, fetch

SILENCE_S = 20.0  # between two packets; the recorder answers when its disk has the entry
WHOLE_ANSWER_S = 60.0  # headers included
MAX_ANSWER_BYTES = 4 * 2**20  # a checkpoint, and post-quantum keys of a full room
MAX_WORDS = 2000  # of one sentence that a station says
_JSON = "application/json"


def checked_address(given: str) -> str:
    """Return a station's address, ending in a slash; raise `Misused`."""
    try:
        parts = urlsplit(given)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number
        known = False
    if not known:
        raise Misused(f"{given} is not the address of a station. Give it as in http://192.168.1.10:8000")
    return given.rstrip("/") + "/"


def plain(told: object) -> str:
    """Return a station's words without what could steer a terminal."""
    return "".join(each for each in str(told) if each.isprintable())[:MAX_WORDS]


def ask(address: str, path: str, body: bytes | None = None) -> Any:
    """GET JSON, or POST it when there is a body; return the JSON of the answer. Raise `StationSays` or `Unanswered`."""
    headers = {"Accept": _JSON} | ({} if body is None else {"Content-Type": _JSON})
    request = Request(address + path, data=body, headers=headers)  # noqa: S310 - `fetch` speaks http and https alone
    try:
        answer = fetch(request, Limits(SILENCE_S, WHOLE_ANSWER_S, MAX_ANSWER_BYTES), redirected=False)
        if answer.status in range(200, 300) and len(answer.body) <= MAX_ANSWER_BYTES:
            return json.loads(answer.body)
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        raise Unanswered(address, str(error) or type(error).__name__) from error
    raise _refusal(address, answer)


def _refusal(address: str, answer: Answer) -> StationSays | Unanswered:
    try:
        problem = json.loads(answer.body)
        return StationSays(answer.status, plain(problem["detail"]), plain(problem["remedy"]))
    except (ValueError, RecursionError, KeyError, TypeError):
        return Unanswered(address, f"it answers {answer.status}, and not as a station does")
