"""An operator's console without a screen: it speaks to the station's API as any browser would."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

RETRY_S = 0.3
ANSWER_TIMEOUT_S = 300.0


class Refusal(Exception):
    """The station refused; `problem` is its RFC 9457 problem."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        super().__init__(f"{problem.get('title')}: {problem.get('detail')} {problem.get('remedy')}")


class Console:
    """Log in once, then give commands and read."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._token: str | None = None

    def log_in(self, operator: str, password: str) -> None:
        """Get a token for the commands to come."""
        self._token = self.post("/login", operator=operator, password=password)["token"]

    def get(self, path: str) -> Any:
        """Read one resource under /api/v1."""
        return self._ask("GET", path, None)

    def post(self, path: str, **body: Any) -> Any:
        """Give one command; raises `Refusal`."""
        return self._ask("POST", path, body)

    def until(self, path: str, *, timeout_s: float, **body: Any) -> Any:
        """Give a command again and again while the station is not ready for it, as a person at the console would."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                return self.post(path, **body)
            except (Refusal, urllib.error.URLError, ConnectionError) as error:
                unready = not isinstance(error, Refusal) or error.problem.get("status") in {409, 503}
                if not unready or time.monotonic() > deadline:
                    raise
                time.sleep(RETRY_S)

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        headers = {"Content-Type": "application/json"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(  # noqa: S310 - the address is our own station's
            f"{self.address}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers=headers,
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_TIMEOUT_S) as answer:  # noqa: S310
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Refusal(json.loads(error.read())) from error
        return json.loads(text) if text else None
