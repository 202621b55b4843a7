"""The draws of a session, as anyone can compute them again, and what people in the room send from their own phones.

Who commits needs no login: the commitment fits that person's secret alone, and whoever finds that someone else has committed in
his name sees it here and objects. Who reveals needs none either: only the one who committed knows the secret.
"""

from fastapi import APIRouter, Depends
from pydantic import Field
from sqlalchemy import Connection, select

from api.guards import AddressDep, json_only
from api.kinds import Kind
from api.languages import LanguageDep
from api.models.draws import DrawShown, shown
from api.problems import Refused, documented
from api.routes.parameters import DrawPath, SessionPath
from api.routes.sessions import known_session
from api.state import ConnectionDep, State, StateDep
from api.turns import MustWait
from station.formats.entry import Entry
from station.ledger.tables import entries
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.client import RecorderUnreachable
from station.recorder.commands.draws import Hex256
from station.verify.drawing import KINDS, Story

ROOM = "room"  # who gives a command that needs no operator
SENT = (
    Kind.BAD_REQUEST,
    Kind.NOT_JSON,
    Kind.OUT_OF_ORDER,
    Kind.OTHER_SESSION,
    Kind.TOO_LARGE,
    Kind.TOO_MANY_SECRETS,
    Kind.NO_RECORDER,
    Kind.RECORDER_FAILED,
    Kind.MISUNDERSTOOD,
    Kind.NO_TOKEN,
    Kind.DISK_FULL,
)
router = APIRouter(
    prefix="/sessions/{session}/draws",
    tags=["draws"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.NO_DATABASE),
)


class CommitmentBody(say.Message):
    """A person's commitment to a secret."""

    person: say.Number = Field(examples=["P3"])
    commitment: Hex256 = Field(examples=["5b" * 32])


class RevealBody(say.Message):
    """The secret that a person committed to."""

    person: say.Number = Field(examples=["P3"])
    secret: Hex256 = Field(examples=["a7" * 32])


@router.get("")
def list_draws(connection: ConnectionDep, session: SessionPath, language: LanguageDep) -> list[DrawShown]:
    """The draws of a session, in the order in which they were opened, those called off among them."""
    story = _story(connection, session)
    return [shown(story, draw, language) for draw in story.draws.values()]


@router.get("/{draw}")
def read_draw(connection: ConnectionDep, session: SessionPath, draw: DrawPath, language: LanguageDep) -> DrawShown:
    """One draw: all that is needed to compute it again, and what it shows."""
    story = _story(connection, session)
    if draw not in story.draws:
        raise Refused(
            Kind.NOT_FOUND,
            f"There is no draw {draw} in session {session}.",
            f"GET /api/v1/sessions/{session}/draws lists them.",
        )
    return shown(story, story.draws[draw], language)


@router.post("/{draw}/commitments", status_code=201, dependencies=[Depends(json_only)], responses=documented(*SENT))
def commit(shared: StateDep, address: AddressDep, session: SessionPath, draw: DrawPath, body: CommitmentBody) -> Done:
    """Commit to a secret, from a device of one's own. It is an entry of the log once this is answered."""
    return _send(shared, address, session, say.CommitSecret(draw=draw, **body.model_dump()))


@router.post("/{draw}/reveals", status_code=201, dependencies=[Depends(json_only)], responses=documented(*SENT))
def reveal(shared: StateDep, address: AddressDep, session: SessionPath, draw: DrawPath, body: RevealBody) -> Done:
    """Reveal the secret that was committed to, once all have committed. It is public from then on."""
    return _send(shared, address, session, say.RevealSecret(draw=draw, **body.model_dump()))


def _send(shared: State, address: str, session: str, order: say.CommitSecret | say.RevealSecret) -> Done:
    try:
        shared["secrets"].take(address)
    except MustWait as told:
        raise Refused(Kind.TOO_MANY_SECRETS, headers={"Retry-After": str(told.wait_s)}) from None
    with shared["engine"].connect() as connection:
        known_session(connection, session)
    answer = shared["recorder"].send(say.Request(by=ROOM, session=session, order=order))
    if answer.done is None:
        raise RecorderUnreachable("The recorder's answer is not one to a command; is it of the same version?")
    return answer.done


def _story(connection: Connection, session: str) -> Story:
    """Follow the session's entries that a draw rests on; they lie between its first and its seal."""
    row = known_session(connection, session)
    wanted = select(entries.c.entry, entries.c.body).where(entries.c.entry >= row.first_entry)
    if row.seal_entry is not None:
        wanted = wanted.where(entries.c.entry <= row.seal_entry)
    wanted = wanted.where(entries.c.session == session, entries.c.kind.in_(KINDS)).order_by(entries.c.entry)
    story = Story()
    for number, body in connection.execute(wanted):
        story.follow(Entry.decode(number, body))
    return story
