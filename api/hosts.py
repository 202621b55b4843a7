"""No request under a name that is not this station's: what keeps a page from elsewhere out of the console's browser.

A page may have its own name pointed at this service (DNS rebinding); the browser then takes both for one site and lets the
page read every answer. What the browser cannot change is the Host header: it still says the page's name. Starlette's
TrustedHostMiddleware compares in the same way, but answers without a cause or a remedy.
"""

import ipaddress
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.kinds import Kind
from api.problems import Refused, answer
from station.config import ApiSettings

# RFC 9110 section 7.2: a name or an address (IPv6 in brackets), then perhaps a port
HOST = re.compile(r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::\d{1,5})?", re.IGNORECASE)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class KnownHosts:
    """ASGI middleware: answers 421 to a Host that is not one of the station's, 400 to one that cannot be read."""

    def __init__(self, app: ASGIApp, settings: ApiSettings) -> None:
        self._app = app
        self._known = {_plain(name) for name in (settings.host, *LOOPBACK, *map(str, settings.names))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it names this station."""
        if scope["type"] == "http":
            try:
                self._check(Headers(scope=scope).getlist("host"))
            except Refused as refused:
                await answer(refused.problem, scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check(self, stated: list[str]) -> None:
        found = HOST.fullmatch(stated[0]) if len(stated) == 1 else None
        if found is None:
            raise Refused(Kind.BAD_REQUEST, "A request has one Host header: a name or an address, perhaps with a port.")
        name = found[1] or found[2]
        if _plain(name) not in self._known:
            raise Refused(Kind.OTHER_HOST, f"The request is for the host {name}, which is not a name of this station.")


def _plain(name: str) -> str:
    """A name as it is compared: in small letters, an address in its one short form."""
    try:
        return ipaddress.ip_address(name).compressed
    except ValueError:
        return name.lower()
