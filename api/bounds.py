"""No request may fill memory: a body is read up to a limit before anything else looks at it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kinds import Kind
from api.problems import Refused, answer

# The largest command is the opening of a session with its people; an entry could not hold more anyway.
MAX_BODY_BYTES = 64 * 1024


class BodyLimit:
    """ASGI middleware: answers 413 to a body over the limit, whatever its Content-Length says."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, and pass the request on with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = b""
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > MAX_BODY_BYTES:
                # what is still on the way is not read, so the connection is of no more use
                too_large = answer(Refused(Kind.TOO_LARGE).problem, scope["path"], {"Connection": "close"})
                await too_large(scope, receive, send)
                return
        await self._app(scope, _first(body, receive), send)


def _first(body: bytes, receive: Receive) -> Receive:
    """Give the body that was read, then whatever else comes (the disconnect)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
