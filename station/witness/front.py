"""The witness over HTTP: `POST /add-checkpoint` and `GET /HASH/checkpoint`. It knows no prefix; a web server before it may.

A body is read up to a limit of size and time before anything looks at it. Answers are signed, so plain HTTP costs only privacy.
Who opens connections and sends nothing can keep others out, never make it sign: on the internet, put a web server before it.
"""

import asyncio

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from station.formats.add_checkpoint import MAX_BODY_BYTES, TEXT_TYPE
from station.witness.witness import Witness

BODY_S = 10  # a body is a few kilobytes; who is slower only holds a connection


def create_app(witness: Witness) -> Starlette:
    """Make the application of one witness."""

    async def add(request: Request) -> Response:
        try:
            async with asyncio.timeout(BODY_S):
                body = await _bounded_body(request)
        except (TimeoutError, ClientDisconnect):
            return _closing(408, f"The request did not arrive within {BODY_S} seconds.\n")
        if body is None:
            return _closing(413, f"A request has at most {MAX_BODY_BYTES} bytes.\n")
        status, content_type, answer = (await run_in_threadpool(witness.add, body)).format()
        return Response(answer, status, {"Content-Type": content_type})  # as a media_type it would grow a charset

    def newest(request: Request) -> Response:
        data = witness.newest(request.path_params["hashed"])
        if data is None:
            return Response("This witness has cosigned no such log.\n", 404, {"Content-Type": TEXT_TYPE})
        return Response(data, headers={"Content-Type": TEXT_TYPE, "Cache-Control": "no-cache"})

    return Starlette(
        routes=[
            Route("/add-checkpoint", add, methods=["POST"]),
            Route("/{hashed:str}/checkpoint", newest, methods=["GET"]),
        ]
    )


async def _bounded_body(request: Request) -> bytes | None:
    """Return the body, or None when it is over the limit, whatever its Content-Length says."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            return None
    return body


def _closing(status: int, reason: str) -> Response:
    """Answer without having read the request to its end, so the connection is of no more use."""
    return Response(reason, status, {"Content-Type": TEXT_TYPE, "Connection": "close"})
