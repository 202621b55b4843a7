"""Exceptions into problems: whatever is raised while a request is answered, the client reads a cause and a remedy."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from api.kinds import Kind
from api.problems import Refused, answer
from station.operators import OperatorsFileUnusable
from station.recorder.client import CommandRefused, RecorderUnreachable

LOG = structlog.get_logger(__name__)
Handler = Callable[[Request, Any], Awaitable[Response]]

# what the framework itself raises; anything else is a bad request
BY_STATUS = {404: Kind.NOT_FOUND, 405: Kind.WRONG_METHOD}


def install(app: FastAPI) -> None:
    """Give the application a handler for everything that can be raised."""
    handlers: dict[type[Exception], Handler] = {
        Refused: _refused,
        RequestValidationError: _invalid,
        HTTPException: _of_the_framework,
        CommandRefused: _of_the_recorder,
        RecorderUnreachable: _unreachable,
        DBAPIError: _no_database,
        OperatorsFileUnusable: _no_operators,
        Exception: _failed,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _say(request: Request, refused: Refused) -> Response:
    return answer(refused.problem, request.url.path, refused.headers)


async def _refused(request: Request, error: Refused) -> Response:
    return _say(request, error)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    wrong = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    return _say(request, Refused(Kind.INVALID, "Wrong in this request: " + "; ".join(wrong) + ".", missing=wrong))


async def _of_the_framework(request: Request, error: HTTPException) -> Response:
    kind = BY_STATUS.get(error.status_code, Kind.BAD_REQUEST)
    return _say(request, Refused(kind, headers=dict(error.headers or {})))


async def _of_the_recorder(request: Request, error: CommandRefused) -> Response:
    return answer(error.problem, request.url.path)


async def _unreachable(request: Request, error: RecorderUnreachable) -> Response:
    return _say(request, Refused(Kind.NO_RECORDER, str(error)))


async def _no_database(request: Request, error: DBAPIError) -> Response:
    LOG.error("database_unavailable", error=str(error.orig))
    return _say(request, Refused(Kind.NO_DATABASE, f"The database cannot be read: {error.orig}."))


async def _no_operators(request: Request, error: OperatorsFileUnusable) -> Response:
    LOG.error("operators_unusable", error=str(error))
    return _say(request, Refused(Kind.NO_OPERATORS))


async def _failed(request: Request, error: Exception) -> Response:
    # the cause may name files or values, so it goes to the log and not to the client
    LOG.error("request_failed", path=request.url.path, exc_info=error)
    return _say(request, Refused(Kind.FAILED))
