"""The live stream: each new entry as it stands in the log, and what the recorder says is live.

Event `entry` has the entry's number as its id, so that a reader that comes back with Last-Event-ID misses none. Events
`live` and `recorder` are news without an id: only the newest counts. Nothing is read ahead of the reader: one that is slow,
or never reads, slows nobody and costs a page of entries and the buffers of its connection. `GET /live` says the same once.
"""

import time
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Header, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import Field
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from api.guards import AddressDep
from api.kinds import Kind
from api.models.log import EntryShown
from api.models.values import Shown
from api.problems import Refused, documented
from api.routes.entries import read
from api.routes.parameters import MAX_NUMBER
from api.state import ConnectionDep, StateDep
from api.watch import Seen
from station.ledger import proofs
from station.recorder.answers import CameraLive, FurnaceLive, Live, ScaleLive

TICK_S = 0.2  # how long a reader may wait for an entry that the recorder does not tell of, since it is away
# Entries held in memory for one reader. An entry has at most 64 KiB, so all 64 readers together hold 40 MiB at worst.
AT_ONCE = 10

EXAMPLE = Live(
    session="2026-11-21-1",
    stage="weighing a batch",
    batch="B1",
    entries=1042,
    root="47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    challenge="SAXAUL-7",
    free_bytes=512_000_000_000,
    weighing="K-2026-0117",
    notices=["A check weight has to be weighed before the first fire."],
    scale=ScaleLive(
        live=True,
        state="live",
        stable=False,
        figure="  1234.50",
        unit="g",
        mass_mg=1_234_500,
        shown_as="net",
        condition=None,
        age_ms=120,
        identity="Mettler Toledo B123",
        waiting_for="the load to settle",
    ),
    furnace=FurnaceLive(
        live=True,
        temperature_mdeg=851_300,
        condition="ok",
        door_open=False,
        age_ms=400,
        threshold_mdeg=850_000,
    ),
    cameras=[
        CameraLive(
            camera="furnace",
            view="the furnace door",
            live=True,
            recording="2026-11-21-1-furnace-3",
            fps=25.0,
            frames=4500,
            reason=None,
            obscured=None,
        )
    ],
).model_dump()

router = APIRouter(tags=["events"])


class RecorderSeen(Shown):
    """Whether the recorder can be reached."""

    reachable: bool = Field(examples=[True])


def _place(shared: StateDep, address: AddressDep) -> Iterator[None]:
    """Hold one of the places for streams while the stream runs."""
    if not shared["streams"].take(address):
        raise Refused(Kind.TOO_MANY_STREAMS, headers={"Retry-After": "10"})
    try:
        yield
    finally:
        shared["streams"].leave(address)


def _begin(
    connection: ConnectionDep,
    last_event_id: Annotated[
        int | None,
        Header(ge=0, le=MAX_NUMBER, description="the newest entry that the reader has", examples=[1041]),
    ] = None,
) -> int:
    """The first entry that the reader wants: the one after those that it has, or the next one to be written."""
    size = proofs.size_of(connection)
    return size if last_event_id is None else min(last_event_id + 1, size)


@router.get(
    "/live",
    responses={200: {"content": {"application/json": {"example": EXAMPLE}}}, **documented(Kind.NO_RECORDER)},
)
def read_live(shared: StateDep, response: Response) -> Live:
    """What is live now: stage, scale and cameras, as the event `live` tells it. Not evidence: the entries are."""
    newest = shared["watch"].newest.live
    if newest is None:
        raise Refused(Kind.NO_RECORDER)
    response.headers["Cache-Control"] = "no-store"
    return newest


@router.get(
    "/events",
    response_class=EventSourceResponse,
    dependencies=[Depends(_place)],
    responses=documented(Kind.INVALID, Kind.NO_DATABASE, Kind.TOO_MANY_STREAMS),
)
async def events(shared: StateDep, begin: Annotated[int, Depends(_begin)]) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: `entry` (resumable by Last-Event-ID), `live` (the recorder's newest word), `recorder`."""
    seen: Seen | None = None
    asked_s = 0.0
    with shared["watch"].news() as told:
        while True:
            told.clear()
            newest, now_s = shared["watch"].newest, time.monotonic()
            for news in _news(seen, newest):
                yield news
            seen, found = newest, []
            if now_s - asked_s >= TICK_S or (newest.live is not None and newest.live.entries > begin):
                try:
                    found = await run_in_threadpool(_entries_from, shared["engine"], begin)
                except DBAPIError:
                    return  # the reader comes back by itself, and is then told what is wrong
                asked_s = now_s
            for entry in found:
                yield ServerSentEvent(event="entry", id=str(entry.number), data=entry)
                begin = entry.number + 1
            if len(found) < AT_ONCE:
                with anyio.move_on_after(TICK_S):
                    await told.wait()


def _entries_from(engine: Engine, begin: int) -> list[EntryShown]:
    with engine.connect() as connection:
        return read(connection, begin, begin + AT_ONCE)


def _news(seen: Seen | None, newest: Seen) -> Iterator[ServerSentEvent]:
    if seen is None or seen.reachable != newest.reachable:
        yield ServerSentEvent(event="recorder", data=RecorderSeen(reachable=newest.reachable))
    if newest.live is not None and (seen is None or newest.live is not seen.live):
        yield ServerSentEvent(event="live", data=newest.live)
