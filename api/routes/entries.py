"""Entries of the log, and the proofs that they stand in it."""

import base64
import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection, Row, select

from api.kinds import Kind
from api.models.log import EntryPage, EntryShown, ProofShown
from api.problems import Refused, documented
from api.routes.parameters import MAX_NUMBER, EntryPath, Limit, Start
from api.routes.sessions import known_session
from api.state import ConnectionDep
from station.formats.tlog_proof import TlogProof
from station.ledger import proofs
from station.ledger.errors import NoCheckpoint
from station.ledger.proofs import SignedCheckpoint
from station.ledger.tables import entries
from station.recorder.commands import Number

router = APIRouter(
    prefix="/entries", tags=["entries"], responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.NO_DATABASE)
)

EntryRow = Row[*tuple[Any, ...]]
COLUMNS = (entries.c.entry, entries.c.leaf_hash, entries.c.body)
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
Size = Annotated[
    int | None,
    Query(ge=1, le=MAX_NUMBER, description="the size of a signed checkpoint; the newest if absent", examples=[1042]),
]


@router.get("")
def list_entries(
    connection: ConnectionDep,
    start: Start = 0,
    limit: Limit = 100,
    session: Annotated[
        Number | None, Query(description="this session's entries only", examples=["2026-11-21-1"])
    ] = None,
) -> EntryPage:
    """Entries in order. A session's are all from its opening to its seal, the station's own among them."""
    size = proofs.size_of(connection)
    first, stop = start, size
    if session is not None:
        row = known_session(connection, session)
        first = max(start, row.first_entry)
        stop = size if row.seal_entry is None else row.seal_entry + 1
    end = min(first + limit, stop)
    shown = read(connection, first, end)
    return EntryPage(entries=shown, next=end if first < end < stop else None, size=size)


@router.get("/{number}")
def read_entry(connection: ConnectionDep, number: EntryPath) -> EntryShown:
    """One entry, read, with its leaf hash."""
    return _shown(_row(connection, number))


@router.get(
    "/{number}/bytes",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def read_bytes(connection: ConnectionDep, number: EntryPath) -> Response:
    """The entry's own bytes, as they were hashed."""
    return Response(_row(connection, number).body, media_type="application/octet-stream", headers=FOREVER)


@router.get("/{number}/proof")
def prove(connection: ConnectionDep, number: EntryPath, size: Size = None) -> ProofShown:
    """The path from the entry to the root of a signed checkpoint."""
    row, signed, hashes = _proof(connection, number, size)
    return ProofShown(
        index=number,
        size=signed.size,
        leaf_hash=row.leaf_hash.hex(),
        hashes=[base64.b64encode(each).decode() for each in hashes],
        root=base64.b64encode(signed.root).decode(),
    )


@router.get(
    "/{number}/tlog-proof",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def prove_offline(connection: ConnectionDep, number: EntryPath, size: Size = None) -> Response:
    """The same path with the signed checkpoint, as a `.tlog-proof` file (c2sp.org/tlog-proof)."""
    _, signed, hashes = _proof(connection, number, size)
    name = {"Content-Disposition": f'attachment; filename="entry-{number}.tlog-proof"'}
    return Response(TlogProof(number, tuple(hashes), signed.note).format(), media_type="text/plain", headers=name)


def read(connection: Connection, start: int, stop: int) -> list[EntryShown]:
    """Read the entries from `start` up to, and without, `stop`."""
    wanted = select(*COLUMNS).where(entries.c.entry >= start, entries.c.entry < stop).order_by(entries.c.entry)
    return [_shown(row) for row in connection.execute(wanted)]


def _shown(row: EntryRow) -> EntryShown:
    return EntryShown(number=row.entry, leaf_hash=row.leaf_hash.hex(), entry=json.loads(row.body))


def _row(connection: Connection, number: int) -> EntryRow:
    row = connection.execute(select(*COLUMNS).where(entries.c.entry == number)).first()
    if row is None:
        size = proofs.size_of(connection)
        raise Refused(Kind.NOT_FOUND, f"There is no entry {number}.", f"The log has {size} entries, numbered from 0.")
    return row


def _proof(connection: Connection, number: int, size: int | None) -> tuple[EntryRow, SignedCheckpoint, list[bytes]]:
    row = _row(connection, number)
    signed = _checkpoint(connection, size)
    if number >= signed.size:
        raise Refused(
            Kind.NOT_FOUND,
            f"The tree of {signed.size} entries does not have entry {number}.",
            "Ask for a checkpoint that is larger than the entry's number.",
        )
    return row, signed, proofs.inclusion_proof(connection, number, signed.size)


def _checkpoint(connection: Connection, size: int | None) -> SignedCheckpoint:
    try:
        # entries and their checkpoint are committed together, so the newest has the size of the log
        return proofs.checkpoint_at(connection, proofs.size_of(connection) if size is None else size)
    except NoCheckpoint as error:
        raise Refused(
            Kind.NOT_FOUND,
            f"The log never signed a checkpoint of {error.size} entries.",
            "Leave `size` out for the newest.",
        ) from error
