"""The application: routers, problems, what all requests share. It writes its own secret and answers to courts, nothing else."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import handlers
from api.balances import Balances
from api.bounds import BodyLimit
from api.door import Door
from api.hangups import Hangups
from api.hosts import KnownHosts
from api.kinds import Kind
from api.places import Places
from api.problems import ProblemShown, documented
from api.routes import (
    balance,
    cameras,
    commands,
    cosigning,
    courts,
    draws,
    entries,
    events,
    footage_hashes,
    images,
    lists,
    log,
    login,
    pages,
    recordings,
    sessions,
    standing,
    station,
    statistics,
)
from api.standings import Standings
from api.state import State
from api.turns import Turns
from api.watch import Watch
from station.config import Config
from station.ledger.engine import reader
from station.recorder.client import RecorderClient

SOCKET = "recorder.sock"
MAX_STREAMS = 64  # each looks at the database five times a second; the room has a dozen phones
STREAMS_AN_ADDRESS = 16  # a console with several pages open, or phones behind one router; four such leave no place
# By case number, a minute: more than a clerk types. It slows guessing to 1,200 an hour and shows it in the log; a court's
# running numbers can still be tried, in hours instead of seconds.
MAX_QUESTIONS = 20
# A room of twenty, each signing a few times, behind one router; each try costs the recorder a signature check.
MAX_COSIGNATURES = 60
MAX_SECRETS = 60  # the same room: each commits and reveals once, and tries again when refused

DESCRIPTION = """Reads the record of a furnace station and hands operators' commands to its recorder.

Reading needs no login. Commands do. Every error is an RFC 9457 problem with a cause (`detail`) and a `remedy`.
A request must name the station in its Host header as `config.yaml` does, else it is answered 421.
Nothing here has to be believed: `/log/` is the signed log itself, and every hash can be checked against it.
"""

ROUTES = (
    station,
    sessions,
    standing,
    commands,
    lists,
    cosigning,
    draws,
    recordings,
    images,
    courts,
    footage_hashes,
    entries,
    cameras,
    events,
    login,
    balance,
    statistics,
)


def create_app(config: Config) -> FastAPI:
    """Make the application of one station; raise `SecretUnusable`. Database and recorder may come and go while it runs."""
    door = Door(config.api)
    # The usual pages load scripts from other sites; /operations is our own.
    app = FastAPI(
        title=config.station.name,
        version=version("furnace-station"),
        description=DESCRIPTION,
        lifespan=_lifespan(config, door),
        docs_url=None,
        redoc_url=None,
        responses=documented(Kind.OTHER_HOST),
    )
    app.add_middleware(Hangups)
    app.add_middleware(BodyLimit, door=door)
    app.add_middleware(KnownHosts, settings=config.api)  # added last, so it comes first
    handlers.install(app)
    for room in ROUTES:
        app.include_router(room.router, prefix="/api/v1")
    for router in (log.router, pages.router):
        app.include_router(router)
    app.openapi = _described(app)  # type: ignore[method-assign]  # FastAPI's documented way to extend the schema
    return app


def _lifespan(config: Config, door: Door) -> Callable[[FastAPI], AbstractAsyncContextManager[State]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[State]:
        engine = reader(config.station.database)
        recorder = RecorderClient(config.run_folder / SOCKET)
        watch = Watch(recorder)
        watch.start()
        try:
            yield State(
                config=config,
                engine=engine,
                recorder=recorder,
                door=door,
                watch=watch,
                streams=Places(MAX_STREAMS, STREAMS_AN_ADDRESS),
                list_checks=Lock(),
                balances=Balances(),
                standings=Standings(),
                questions=Turns(MAX_QUESTIONS),
                cosignatures=Turns(MAX_COSIGNATURES),
                secrets=Turns(MAX_SECRETS),
            )
        finally:
            watch.stop()
            engine.dispose()

    return lifespan


def _described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The OpenAPI document with the one schema that FastAPI cannot see: that of problems."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            problem = ProblemShown.model_json_schema(mode="serialization")
            schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = problem
            app.openapi_schema = schema
        return app.openapi_schema

    return openapi
