"""A reader that goes while an event stream waits for it is no failure of this service.

FastAPI ends such a stream with anyio's BrokenResourceError, which would stand in the station's log as two tracebacks each time
a phone falls asleep, and let anyone fill that log.
"""

from anyio import BrokenResourceError
from starlette.types import ASGIApp, Receive, Scope, Send


class Hangups:
    """ASGI middleware: ends quietly when the reader has gone; any other error passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as far as somebody listens."""
        try:
            await self._app(scope, receive, send)
        except* BrokenResourceError:
            pass
