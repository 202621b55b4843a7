"""What people in the room sign on their own devices, and where they send it. Needs no login: the signature says who made it."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import Field
from sqlalchemy import Connection, select

from api.guards import AddressDep, json_only
from api.kinds import Kind
from api.models.log import CheckpointShown
from api.models.values import Shown, moment
from api.problems import Refused, documented
from api.routes.parameters import MAX_NUMBER
from api.state import ConnectionDep, StateDep
from api.turns import MustWait
from station.formats.checkpoint import parse
from station.formats.note import parse as parse_note
from station.ledger import proofs
from station.ledger.errors import NoCheckpoint
from station.ledger.proofs import SignedCheckpoint
from station.ledger.queries import SessionRow
from station.ledger.tables import entries
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.client import RecorderUnreachable

ROOM = "room"  # who gives a command that needs no operator
router = APIRouter(tags=["cosigning"], responses=documented(Kind.NO_DATABASE))


class Cosigner(Shown):
    """Someone in the room who presented a key."""

    person: say.Number = Field(examples=["P3"])
    role: str = Field(examples=["media"])
    key: str = Field(examples=["media.example/7+a1b2c3d4+BAEC…"])


class ToCosign(Shown):
    """What to co-sign now, and who may. `closes` is true when the checkpoint covers the whole session."""

    session: say.Number = Field(examples=["2026-11-21-1"])
    stage: str = Field(examples=["closed"])
    closes: bool = Field(examples=[True])
    checkpoint: CheckpointShown
    cosigners: list[Cosigner]


@router.get("/to-cosign", responses=documented(Kind.NOT_FOUND))
def to_cosign(connection: ConnectionDep) -> ToCosign:
    """The checkpoint that people in the room should co-sign: the newest of the open session, or that of the last seal."""
    row = connection.execute(select(SessionRow).order_by(SessionRow.first_entry.desc()).limit(1)).first()
    if row is None:
        raise Refused(Kind.NOT_FOUND, "No session was ever opened here.", "Ask again when one is open.")
    size = proofs.size_of(connection) if row.seal_entry is None else row.seal_entry + 1
    return ToCosign(
        session=row.session,
        stage=row.stage,
        closes=row.stage in ("closed", "sealed"),
        checkpoint=_shown(_signed(connection, size)),
        cosigners=_cosigners(connection, row.session),
    )


@router.get("/checkpoints/{size}", responses=documented(Kind.NOT_FOUND, Kind.INVALID))
def read_checkpoint(
    connection: ConnectionDep,
    size: Annotated[int, Path(ge=0, le=MAX_NUMBER, description="a size that was signed", examples=[1042])],
) -> CheckpointShown:
    """The checkpoint of exactly this size, as it was signed."""
    return _shown(_signed(connection, size))


@router.post(
    "/cosignatures",
    status_code=201,
    dependencies=[Depends(json_only)],
    responses=documented(
        Kind.BAD_REQUEST,
        Kind.INVALID,
        Kind.NOT_JSON,
        Kind.NOT_SIGNED,
        Kind.OUT_OF_ORDER,
        Kind.TOO_LARGE,
        Kind.TOO_MANY_COSIGNATURES,
        Kind.NO_RECORDER,
        Kind.RECORDER_FAILED,
        Kind.MISUNDERSTOOD,
        Kind.NO_TOKEN,
        Kind.DISK_FULL,
    ),
)
def cosign(shared: StateDep, address: AddressDep, body: say.Cosignature) -> Done:
    """Hand a cosignature in, with a remark or without. It is an entry of the log once this is answered."""
    try:
        shared["cosignatures"].take(address)
    except MustWait as told:
        raise Refused(Kind.TOO_MANY_COSIGNATURES, headers={"Retry-After": str(told.wait_s)}) from None
    order = {"command": "checkpoint.cosign", **body.model_dump()}
    answer = shared["recorder"].send(say.Request.model_validate({"by": ROOM, "order": order}))
    if answer.done is None:
        raise RecorderUnreachable("The recorder's answer is not one to a command; is it of the same version?")
    return answer.done


def _signed(connection: Connection, size: int) -> SignedCheckpoint:
    try:
        return proofs.checkpoint_at(connection, size)
    except NoCheckpoint as error:
        raise Refused(
            Kind.NOT_FOUND,
            f"The log never signed a checkpoint of {error.size} entries.",
            "Ask for one of the sizes that /log/checkpoint has shown.",
        ) from error


def _shown(signed: SignedCheckpoint) -> CheckpointShown:
    stated = parse(parse_note(signed.note).text).format().splitlines()
    note = signed.note.decode()
    return CheckpointShown(size=signed.size, root=stated[2], note=note, signed=moment(signed.at_unix_us))


def _cosigners(connection: Connection, session: str) -> list[Cosigner]:
    kinds = ("person.joined", "key.presented")
    wanted = (entries.c.session == session) & entries.c.kind.in_(kinds)
    rows = connection.execute(select(entries.c.kind, entries.c.body).where(wanted).order_by(entries.c.entry))
    told = [(kind, json.loads(body)["data"]) for kind, body in rows]
    roles = {data["person"]: data["role"] for kind, data in told if kind == "person.joined"}
    keys = {data["person"]: data["key"] for kind, data in told if kind == "key.presented"}
    return [Cosigner(person=person, role=roles[person], key=key) for person, key in keys.items()]
