"""Who this station is, and whether it works."""

import base64
import json
from collections.abc import Iterator
from importlib.metadata import version

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from api.kinds import Kind
from api.models.log import CheckpointShown, ErrandShown, StationShown
from api.models.values import Shown, moment
from api.problems import Refused, documented
from api.state import ConnectionDep, State, StateDep
from api.watch import BY
from station import durable
from station.ledger import proofs
from station.ledger.tables import entries
from station.recorder.client import CommandRefused, RecorderUnreachable
from station.recorder.commands import AskStatus, Request

router = APIRouter(tags=["station"])

OUTBOX = "outbox.json"
READY_TIMEOUT_S = 2.0  # whoever asks for readiness asks often


class Health(Shown):
    """It works."""

    status: str = Field(examples=["ready"])


@router.get("/station", responses=documented(Kind.NO_DATABASE))
def read_station(shared: StateDep, connection: ConnectionDep) -> StationShown:
    """The station's name, key and version, and the newest checkpoint of its log."""
    newest = proofs.newest_checkpoint(connection)
    return StationShown(
        name=shared["config"].station.name,
        key=_key(connection, "key"),
        post_quantum_key=_key(connection, "post_quantum_key"),
        size=proofs.size_of(connection),
        checkpoint=None if newest is None else _checkpoint(newest),
        cameras=[camera.camera for camera in shared["config"].cameras],
        version=version("furnace-station"),
    )


@router.get("/outbox")
def read_outbox(shared: StateDep) -> list[ErrandShown]:
    """How each witness and each time authority stands: how many checkpoints wait for it, and why."""
    told = durable.read(shared["config"].run_folder / OUTBOX)
    return [] if told is None else [ErrandShown.model_validate(each) for each in json.loads(told)]


@router.get("/health/live")
def live() -> Health:
    """The service answers. Says nothing about the station."""
    return Health(status="live")


@router.get("/health/ready", responses=documented(Kind.NOT_SERVING))
def ready(shared: StateDep) -> Health:
    """The database can be read and the recorder answers; else a problem that names what is missing."""
    missing = [*_database_missing(shared), *_recorder_missing(shared)]
    if missing:
        raise Refused(Kind.NOT_SERVING, "Not ready: " + " ".join(missing), missing=missing)
    return Health(status="ready")


def _database_missing(shared: State) -> Iterator[str]:
    try:
        with shared["engine"].connect() as connection:
            proofs.size_of(connection)
    except DBAPIError as error:
        yield f"The database cannot be read ({error.orig})."


def _recorder_missing(shared: State) -> Iterator[str]:
    try:
        shared["recorder"].send(Request(by=BY, order=AskStatus()), timeout_s=READY_TIMEOUT_S)
    except RecorderUnreachable as error:
        yield str(error)
    except CommandRefused as error:
        yield f"The recorder does not tell its status: {error.problem.detail}"


def _key(connection: Connection, which: str) -> str | None:
    started = (
        select(entries.c.body).where(entries.c.kind == "station.started").order_by(entries.c.entry.desc()).limit(1)
    )
    body = connection.scalar(started)
    found = None if body is None else json.loads(body)["data"][which]
    return None if found is None else str(found)


def _checkpoint(signed: proofs.SignedCheckpoint) -> CheckpointShown:
    return CheckpointShown(
        size=signed.size,
        root=base64.b64encode(signed.root).decode(),
        note=signed.note.decode(),
        signed=moment(signed.at_unix_us),
    )
