"""No request may fill memory: a body is read up to a limit before anything else looks at it.

Lists of goods need more room than commands do; that much is read only of an operator who is logged in.
"""

import re

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.door import Door
from api.guards import COOKIE
from api.kinds import Kind
from api.problems import Refused, answer
from station.operators import OperatorsFileUnusable

# The largest command is the opening of a session with its people; an entry could not hold more anyway.
MAX_BODY_BYTES = 64 * 1024
# A list of 10,000 packages takes some 5 MB as JSON; a file of 12 MB that is to be checked takes as much in base64.
MAX_LIST_BYTES = 16 * 1024 * 1024
LISTS = re.compile(r"/api/v1/(lists/check|sessions/[^/]+/lists)")


class BodyLimit:
    """ASGI middleware: answers 413 to a body over the limit, whatever its Content-Length says."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, and pass the request on with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope)
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > limit:
                # what is still on the way is not read, so the connection is of no more use
                too_large = answer(Refused(Kind.TOO_LARGE).problem, scope["path"], {"Connection": "close"})
                await too_large(scope, receive, send)
                return
        await self._app(scope, _first(bytes(body), receive), send)

    def _limit(self, scope: Scope) -> int:
        if LISTS.fullmatch(scope["path"]) and self._is_from_operator(Request(scope)):
            return MAX_LIST_BYTES
        return MAX_BODY_BYTES

    def _is_from_operator(self, request: Request) -> bool:
        """Whether the request carries a valid login. Whether it may be used is for the guards to say."""
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        token = bearer if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
        try:
            self._door.operator(token)
        except (Refused, OperatorsFileUnusable):
            return False
        return True


def _first(body: bytes, receive: Receive) -> Receive:
    """Give the body that was read, then whatever else comes (the disconnect)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
