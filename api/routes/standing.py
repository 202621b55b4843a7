"""What the console shows: where a session stands by its rules, and the profile that its forms follow."""

from fastapi import APIRouter

from api.kinds import Kind
from api.models.profile import ProfileShown
from api.models.standing import StandingShown
from api.problems import documented
from api.routes.parameters import SessionPath
from api.routes.sessions import known_session
from api.state import ConnectionDep, StateDep

router = APIRouter(tags=["sessions"])


@router.get("/sessions/{session}/standing", responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.NO_DATABASE))
def read_standing(shared: StateDep, connection: ConnectionDep, session: SessionPath) -> StandingShown:
    """Where a session stands: what is due, what each package waits for, which doubts keep it from the fire, who is there."""
    return shared["standings"].of(connection, known_session(connection, session))


@router.get("/profile")
def read_profile(shared: StateDep) -> ProfileShown:
    """The country profile in use: roles, bases, seats, quorum, and the draw that it asks for."""
    return ProfileShown.of(shared["config"])
