"""What a request must satisfy before a command is read: a login, a page of our own, a JSON body."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from api.door import CHALLENGE
from api.kinds import Kind
from api.problems import Refused
from api.state import StateDep

COOKIE = "station_login"

_BEARER = HTTPBearer(auto_error=False, description="The token that POST /api/v1/login returns.")
_COOKIE = APIKeyCookie(name=COOKIE, auto_error=False, description="The same token, set by POST /api/v1/login.")


def own_page(request: Request) -> None:
    """Raise `Refused` when a browser sends this from another site's page (its Origin is not this service)."""
    origin = request.headers.get("origin")
    if origin is not None and origin != _own_origin(request):
        raise Refused(Kind.OTHER_ORIGIN)


def address(request: Request) -> str:
    """Where the request comes from, for counting."""
    return request.client.host if request.client else ""


AddressDep = Annotated[str, Depends(address)]


def json_only(request: Request) -> None:
    """Raise `Refused` for a body that is not JSON: a web form of another site could send any other without asking."""
    if "content-type" not in request.headers and int(request.headers.get("content-length", "0")) == 0:
        return
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(Kind.NOT_JSON)


def token(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    cookie: Annotated[str | None, Depends(_COOKIE)],
) -> str:
    """The login that came with the request. A cookie is taken from our own pages only: browsers attach it unasked."""
    if bearer is not None:
        return bearer.credentials
    if cookie is None:
        raise Refused(Kind.NOT_LOGGED_IN, headers=CHALLENGE)
    if request.headers.get("origin") != _own_origin(request):
        raise Refused(Kind.OTHER_ORIGIN)
    return cookie


def viewer(
    request: Request,
    shared: StateDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    cookie: Annotated[str | None, Depends(_COOKIE)],
) -> None:
    """Let an operator see films, or everybody where `api.footage` is open."""
    if shared["config"].api.footage != "open":
        insider(request, shared, bearer, cookie)


def insider(
    request: Request,
    shared: StateDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    cookie: Annotated[str | None, Depends(_COOKIE)],
) -> None:
    """Let an operator read what is not public. A browser says no Origin when it only reads."""
    given = cookie if bearer is None else bearer.credentials
    if given is None:
        raise Refused(Kind.NOT_LOGGED_IN, headers=CHALLENGE)
    if bearer is None:
        own_page(request)
    shared["door"].operator(given)


TokenDep = Annotated[str, Depends(token)]


def operator(shared: StateDep, given: TokenDep) -> str:
    """The operator who gives the command."""
    return shared["door"].operator(given)


OperatorDep = Annotated[str, Depends(operator)]


def _own_origin(request: Request) -> str:
    # made of the Host header, which api.hosts has held against the station's names
    return str(request.base_url).rstrip("/")
