"""What all requests share, made once at start: settings, the read-only engine, the way to the recorder, the door."""

from collections.abc import Iterator
from threading import Lock
from typing import Annotated, TypedDict, cast

from fastapi import Depends, Request
from sqlalchemy import Connection, Engine

from api.balances import Balances
from api.door import Door
from api.places import Places
from api.standings import Standings
from api.turns import Turns
from api.watch import Watch
from station.config import Config
from station.recorder.client import RecorderClient


class State(TypedDict):
    """The lifespan's state."""

    config: Config
    engine: Engine
    recorder: RecorderClient
    door: Door
    watch: Watch
    streams: Places
    list_checks: Lock  # one list at a time is looked through
    balances: Balances
    standings: Standings
    questions: Turns  # by case number
    cosignatures: Turns
    secrets: Turns  # commitments to draws, and reveals


def state(request: Request) -> State:
    """The shared state; Starlette's own type does not know its fields."""
    return cast("State", request.state)


StateDep = Annotated[State, Depends(state)]


def connection(shared: StateDep) -> Iterator[Connection]:
    """One read-only connection for one request."""
    with shared["engine"].connect() as open_connection:
        yield open_connection


# scope="function": given back before the answer is sent, so that a slow download holds no snapshot of the database open
ConnectionDep = Annotated[Connection, Depends(connection, scope="function")]
