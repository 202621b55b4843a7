"""Logging in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field, SecretStr

from api.guards import COOKIE, AddressDep, TokenDep, json_only, own_page
from api.kinds import Kind
from api.models.values import Shown
from api.problems import documented
from api.state import StateDep
from station.operators import MAX_PASSWORD
from station.recorder.commands import Message, Number

router = APIRouter(tags=["login"], dependencies=[Depends(json_only)])


class Credentials(Message):
    """An operator's name and password."""

    operator: Number = Field(examples=["operator-1"])
    password: Annotated[SecretStr, Field(max_length=MAX_PASSWORD)] = Field(examples=["a long sentence of one's own"])


class Login(Shown):
    """A login. The token goes into an `Authorization: Bearer` header; browsers get it as a cookie too."""

    operator: str = Field(examples=["operator-1"])
    token: str = Field(examples=["WyJvcGVyYXRvci0xIiwi….aSCf2A.k3…"])
    valid_s: int = Field(examples=[43200], description="seconds until the token ends")


@router.post(
    "/login",
    dependencies=[Depends(own_page)],
    responses=documented(
        Kind.BAD_REQUEST,
        Kind.LOGIN_REFUSED,
        Kind.OTHER_ORIGIN,
        Kind.TOO_LARGE,
        Kind.NOT_JSON,
        Kind.INVALID,
        Kind.TOO_MANY_LOGINS,
        Kind.NO_OPERATORS,
    ),
)
def log_in(
    shared: StateDep, address: AddressDep, request: Request, response: Response, credentials: Credentials
) -> Login:
    """Log in. After five failures within a minute an address has to wait; after twenty, a name at an address new to it."""
    door = shared["door"]
    token = door.admit(credentials.operator, credentials.password.get_secret_value(), address)
    response.set_cookie(
        COOKIE,
        token,
        max_age=door.lifetime_s,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    response.headers["Cache-Control"] = "no-store"
    return Login(operator=credentials.operator, token=token, valid_s=door.lifetime_s)


@router.post(
    "/logout",
    status_code=204,
    responses=documented(Kind.NOT_LOGGED_IN, Kind.OTHER_ORIGIN, Kind.NOT_JSON, Kind.INVALID, Kind.NO_OPERATORS),
)
def log_out(shared: StateDep, response: Response, token: TokenDep) -> None:
    """Log out: the token is worth nothing from now on."""
    shared["door"].dismiss(token)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
