"""The operators' commands: one address for each message of `station.recorder.commands`, from this one table.

The path says which session, batch, person or package is meant, the body says the rest. Nothing is decided here: the
recorder judges every command by the rules of the session and answers once its entries are durable. Only one thing is
looked up first: that the batch in the path is the open one, since commands to a batch go to whichever is open.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import APIRouter, Body, Depends, Path
from pydantic import create_model
from sqlalchemy import Connection, select

from api.guards import OperatorDep, json_only
from api.kinds import Kind
from api.problems import Refused, documented
from api.routes.sessions import known_session
from api.state import State, StateDep
from station.ledger.queries import BatchRow
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.client import RecorderUnreachable

NOT_OPEN = ("ended", "cancelled")  # the states of a batch that commands no longer reach


@dataclass(frozen=True)
class Act:
    """A command and the address where it is given. `makes` is true when something gets a number by it."""

    path: str
    command: type[say.Message]
    makes: bool = False


ACTS = (
    Act("/sessions", say.OpenSession, makes=True),
    Act("/sessions/{session}/people", say.JoinPerson, makes=True),
    Act("/sessions/{session}/people/{person}/leave", say.LeavePerson),
    Act("/sessions/{session}/people/{person}/key", say.PresentKey, makes=True),
    Act("/sessions/{session}/absences", say.AbsentSeat, makes=True),
    Act("/sessions/{session}/lists", say.LoadList, makes=True),
    Act("/sessions/{session}/consignments", say.RegisterConsignment, makes=True),
    Act("/sessions/{session}/consignments/{consignment:path}/close", say.CloseList),
    Act("/sessions/{session}/packages", say.RegisterPackage, makes=True),
    Act("/sessions/{session}/custody", say.ClaimCustody, makes=True),
    Act("/sessions/{session}/samples", say.KeepSample, makes=True),
    Act("/sessions/{session}/draws", say.OpenDraw, makes=True),
    Act("/sessions/{session}/draws/{draw}/close", say.CloseDraw),
    Act("/sessions/{session}/draws/{draw}/cancel", say.CancelDraw),
    Act("/sessions/{session}/draws/{draw}/make", say.MakeDraw),
    Act("/sessions/{session}/tests", say.RecordTest, makes=True),
    Act("/sessions/{session}/packages/{package:path}/present", say.PresentPackage, makes=True),
    Act("/sessions/{session}/packages/{package:path}/set-aside", say.SetAsidePackage),
    Act("/sessions/{session}/packages/{package:path}/missing", say.MissPackage),
    Act("/sessions/{session}/packages/{package:path}/decide", say.DecidePackage),
    Act("/sessions/{session}/packages/{package:path}/weigh", say.WeighPackage, makes=True),
    Act("/sessions/{session}/batches", say.OpenBatch, makes=True),
    Act("/sessions/{session}/batches/{batch}/charge", say.ChargeFurnace),
    Act("/sessions/{session}/batches/{batch}/burn", say.StartBurn),
    Act("/sessions/{session}/batches/{batch}/end", say.EndBatch),
    Act("/sessions/{session}/batches/{batch}/cancel", say.CancelBatch),
    Act("/sessions/{session}/residue", say.WeighResidue, makes=True),
    Act("/sessions/{session}/residue/not-weighed", say.NotWeighedResidue),
    Act("/sessions/{session}/checks/{weight}", say.WeighCheck, makes=True),
    Act("/sessions/{session}/checks-omitted", say.OmitCheck, makes=True),
    Act("/sessions/{session}/display-confirmations", say.ConfirmDisplay, makes=True),
    Act("/sessions/{session}/challenges", say.SetChallenge, makes=True),
    Act("/sessions/{session}/remarks", say.MakeRemark, makes=True),
    Act("/sessions/{session}/close", say.CloseSession),
    Act("/sessions/{session}/seal", say.SealSession),
    Act("/court-requests", say.RequestAnswer, makes=True),
    Act("/scale/zero", say.ZeroScale),
    Act("/scale/tare", say.TareScale),
)

MEANING = {
    "session": ("the open session's id", "2026-11-21-1"),
    "batch": ("the open batch", "B1"),
    "person": ("the person's number", "P2"),
    "weight": ("the check weight's name in the settings", "m1-20kg"),
    "package": ("the package's number; it may hold slashes", "K-2026-0117"),
    "consignment": ("the consignment's number; it may hold slashes", "C-2026-118"),
    "draw": ("the draw's number", "D1"),
}

EXAMPLE = Done(session="2026-11-21-1", entries=[1041], made={"weighing": 17, "mass_mg": 1234500}).model_dump()


class Endpoint:
    """Carries out one act. FastAPI reads the parameters from `__signature__`: those of the path, and the body's model."""

    def __init__(self, act: Act) -> None:
        self._command = act.command.model_fields["command"].default
        in_path = re.findall(r"{(\w+)", act.path)
        parameters = [*_shared(), *map(_path_parameter, in_path)]
        body = _body(act.command, {"command", *in_path})
        if body.model_fields:
            parameters.append(_body_parameter(body))
        self.__signature__ = inspect.Signature(parameters, return_annotation=Done)

    def __call__(
        self,
        *,
        shared: State,
        by: str,
        session: str | None = None,
        batch: str | None = None,
        body: say.Message | None = None,
        **named: str,
    ) -> Done:
        """Send the command and wait until its entries are durable."""
        if session is not None:
            # a connection of its own: a weighing waits for minutes, and must not hold a snapshot of the database
            with shared["engine"].connect() as connection:
                _check_place(connection, session, batch)
        said = {} if body is None else body.model_dump()
        order = {"command": self._command, **named, **said}
        answer = shared["recorder"].send(say.Request.model_validate({"by": by, "session": session, "order": order}))
        if answer.done is None:
            raise RecorderUnreachable("The recorder's answer is not one to a command; is it of the same version?")
        return answer.done


def _check_place(connection: Connection, session: str, batch: str | None) -> None:
    known_session(connection, session)
    if batch is None:
        return
    mine = (BatchRow.session == session) & BatchRow.state.not_in(NOT_OPEN)
    found = connection.scalar(select(BatchRow.batch).where(mine))
    if found != batch:
        raise Refused(
            Kind.OTHER_BATCH,
            f"The command is for batch {batch} of session {session}; open is {found or 'none'}.",
            missing=[f"batch {batch} to be the open one"],
        )


def _shared() -> Iterator[inspect.Parameter]:
    yield _parameter("shared", StateDep)
    yield _parameter("by", OperatorDep)


def _path_parameter(name: str) -> inspect.Parameter:
    description, example = MEANING[name]
    return _parameter(name, Annotated[say.Number, Path(description=description, examples=[example])])


def _body_parameter(body: type[say.Message]) -> inspect.Parameter:
    """A body that needs nothing said may be left out."""
    parameter = _parameter("body", Annotated[body, Body()])
    needed = any(field.is_required() for field in body.model_fields.values())
    return parameter if needed else parameter.replace(default=body())


def _parameter(name: str, annotation: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation)


def _body(command: type[say.Message], elsewhere: set[str]) -> type[say.Message]:
    """The command's model without the fields that stand elsewhere: what the body must hold, and nothing else."""
    fields = {name: (field.annotation, field) for name, field in command.model_fields.items() if name not in elsewhere}
    name = f"{command.__name__}Body"
    return create_model(name, __base__=say.Message, __doc__=command.__doc__, **cast("Any", fields))


def _add(router: APIRouter, act: Act) -> None:
    summary, _, rest = (act.command.__doc__ or "").partition(".")
    name = act.command.model_fields["command"].default
    status = 201 if act.makes else 200
    router.add_api_route(
        act.path,
        Endpoint(act),
        methods=["POST"],
        status_code=status,
        responses={status: {"content": {"application/json": {"example": EXAMPLE}}}},
        name=name,
        operation_id=name.replace(".", "_"),
        summary=summary,
        description=rest.strip() or f"{summary}. Answered once the entries are durable.",
        response_description="Carried out; the entries are durable.",
    )


router = APIRouter(
    tags=["commands"],
    dependencies=[Depends(json_only)],
    responses=documented(
        Kind.BAD_REQUEST,
        Kind.NOT_LOGGED_IN,
        Kind.OTHER_ORIGIN,
        Kind.NOT_FOUND,
        Kind.OUT_OF_ORDER,
        Kind.NOT_READY,
        Kind.SCALE,
        Kind.OTHER_SESSION,
        Kind.OTHER_BATCH,
        Kind.USED_BEFORE,
        Kind.NOT_SIGNED,
        Kind.TOO_LARGE,
        Kind.TOO_LONG,
        Kind.NOT_JSON,
        Kind.INVALID,
        Kind.MISUNDERSTOOD,
        Kind.RECORDER_FAILED,
        Kind.NO_RECORDER,
        Kind.NO_DATABASE,
        Kind.NO_OPERATORS,
        Kind.NO_TOKEN,
        Kind.DISK_FULL,
    ),
)
for _act in ACTS:
    _add(router, _act)
