"""Where the kilograms are: the balance of a session, a consignment, a case, or of the station's whole life."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.guards import AddressDep
from api.kinds import Kind
from api.models.balance import BalanceShown
from api.problems import Refused, documented
from api.routes.footage_hashes import asked_by_case
from api.routes.parameters import SessionPath
from api.routes.sessions import known_session
from api.state import ConnectionDep, StateDep
from station.ledger.cases import entries_of, goods_entries
from station.recorder.commands import Number, Text
from station.rules.balance import balance
from station.rules.numbers import skeleton

router = APIRouter(
    tags=["balance"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.TOO_MANY_QUESTIONS, Kind.NO_DATABASE),
)


@router.get("/balance")
def balance_of_a_life(shared: StateDep, connection: ConnectionDep) -> BalanceShown:
    """The balance over the station's whole life, consignment by consignment."""
    return shared["balances"].of_life(connection)


@router.get("/sessions/{session}/balance")
def balance_of_a_session(connection: ConnectionDep, session: SessionPath) -> BalanceShown:
    """The balance of one session as it stands now."""
    known_session(connection, session)
    return BalanceShown.of_sessions(balance(goods_entries(connection, session)))


@router.get("/cases/balance")
def balance_of_a_case(
    shared: StateDep,
    connection: ConnectionDep,
    address: AddressDep,
    case: Annotated[Text, Query(description="the case number, as in its papers", examples=["26-7512-00-3/118"])],
) -> BalanceShown:
    """The balance of a case: one line for each consignment, over all sessions. An address may ask for 20 a minute."""
    rows = asked_by_case(connection, shared["questions"], address, case)
    return BalanceShown.of_goods(balance(entries_of(connection, {row.skeleton for row in rows})))


@router.get("/consignments/{consignment:path}/balance")
def balance_of_a_consignment(
    connection: ConnectionDep,
    consignment: Annotated[Number, Path(description="the consignment's number", examples=["C-2026-118"])],
) -> BalanceShown:
    """The balance of one consignment, over all sessions."""
    found = balance(entries_of(connection, {skeleton(consignment)}))
    if not found.consignments:
        raise Refused(
            Kind.NOT_FOUND,
            f"There is no consignment {consignment}.",
            "GET /api/v1/balance lists them all.",
        )
    return BalanceShown.of_goods(found)
