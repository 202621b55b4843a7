"""Entries into query rows: the one function that the ledger calls inside its transaction, and the rebuild that proves it.

The rows are a pure function of the entries, in order. `rebuild` makes them anew; `compare` says whether what stands in the
database is what the entries give.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from station.formats.entry import Entry
from station.ledger import goods
from station.ledger.goods import change_package, json_text
from station.ledger.proofs import entries
from station.ledger.queries import (
    BatchRow,
    BoardRow,
    ChangeRow,
    ConsignmentRow,
    DrawRow,
    GoodsRow,
    IncidentRow,
    PackageRow,
    PersonRow,
    RecordingRow,
    RequestRow,
    SampleRow,
    SessionRow,
    WeighingRow,
)
from station.ledger.tables import Base
from station.rules.goods import Fate
from station.rules.goods_kinds import GOODS as GOODS_KINDS
from station.rules.session import Stage

QUERY_TABLES: tuple[Table, ...] = tuple(
    Base.metadata.tables[row.__tablename__]
    for row in (
        SessionRow,
        PersonRow,
        ConsignmentRow,
        PackageRow,
        BatchRow,
        WeighingRow,
        ChangeRow,
        BoardRow,
        RecordingRow,
        IncidentRow,
        DrawRow,
        GoodsRow,
        RequestRow,
        SampleRow,
    )
)
BATCH_OF_ENTRIES = 1000  # entries held in memory at once while rebuilding
_CHANGES = Base.metadata.tables[ChangeRow.__tablename__]
_RECORDINGS = Base.metadata.tables[RecordingRow.__tablename__]
Step = Callable[[Connection, Entry, dict[str, Any]], None]


def project(connection: Connection, entry: Entry) -> None:
    """Write what queries need to know of one entry, in the caller's transaction."""
    if entry.kind in BEFORE_GOODS:
        goods.index_goods(connection, entry)
    step = STEPS.get(entry.kind)
    if step is not None:
        step(connection, entry, entry.data)
    if entry.kind in GOODS:
        goods.index_goods(connection, entry)


def rebuild(connection: Connection) -> None:
    """Empty the query tables and fill them again from the entries, in the caller's transaction."""
    for table in QUERY_TABLES:
        connection.execute(delete(table))
    start = 0
    while chunk := list(entries(connection, start, start + BATCH_OF_ENTRIES)):
        for entry in chunk:
            project(connection, entry)
        start += len(chunk)


def snapshot(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All query rows, sorted, by table: what `rebuild` is held against."""
    return {
        table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
        for table in QUERY_TABLES
    }


def _session(connection: Connection, entry: Entry, **values: object) -> None:
    connection.execute(update(SessionRow).where(SessionRow.session == entry.session).values(**values))


def _batch(connection: Connection, entry: Entry, batch: str, **values: object) -> None:
    row = (BatchRow.session == entry.session) & (BatchRow.batch == batch)
    connection.execute(update(BatchRow).where(row).values(**values))


def _session_opened(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    connection.execute(
        insert(SessionRow).values(
            session=entry.session,
            stage=Stage.OPEN,
            first_entry=entry.index,
            opened_unix_us=entry.at.unix_us,
            basis=json_text(data["basis"]),
            place=json_text(data["place"]),
            furnace=data["furnace"],
        )
    )


def _session_closed(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    _session(
        connection,
        entry,
        stage=Stage.CLOSED,
        closed_unix_us=entry.at.unix_us,
        burned_mg=data["burned_mg"],
        residue_mg=data["residue_mg"],
    )


def _session_sealed(connection: Connection, entry: Entry, _data: dict[str, Any]) -> None:
    _session(connection, entry, stage=Stage.SEALED, sealed_unix_us=entry.at.unix_us, seal_entry=entry.index)


def _person_joined(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    connection.execute(
        insert(PersonRow).values(
            session=entry.session,
            person=data["person"],
            role=data["role"],
            joined_unix_us=entry.at.unix_us,
            entry=entry.index,
        )
    )


def _person_left(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    row = (PersonRow.session == entry.session) & (PersonRow.person == data["person"])
    connection.execute(update(PersonRow).where(row).values(left_unix_us=entry.at.unix_us))


def _batch_opened(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    _session(connection, entry, stage=Stage.WEIGHING)
    connection.execute(
        insert(BatchRow).values(
            session=entry.session,
            batch=data["batch"],
            state=Stage.WEIGHING,
            opened_unix_us=entry.at.unix_us,
            entry=entry.index,
        )
    )


def _weighing_recorded(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    columns = ("weighing", "purpose", "package", "batch", "corrects", "mass_mg", "figure", "unit", "shown_as")
    connection.execute(
        insert(WeighingRow).values(
            session=entry.session,
            unix_us=entry.at.unix_us,
            entry=entry.index,
            **{name: data[name] for name in columns},
        )
    )
    if data["package"] is not None:
        known = {name: data[name] for name in ("batch", "weighing", "mass_mg")}
        change_package(connection, entry, data["package"], fate=Fate.WEIGHED, **known)


def _furnace_charged(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    _session(connection, entry, stage=Stage.CHARGED)
    state = {"state": Stage.CHARGED, "charged_unix_us": entry.at.unix_us, "mass_mg": data["mass_mg"]}
    _batch(connection, entry, data["batch"], **state)
    for package in data["packages"]:
        change_package(connection, entry, package, fate=Fate.CHARGED)


def _burn_started(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    _session(connection, entry, stage=Stage.BURNING)
    _batch(connection, entry, data["batch"], state=Stage.BURNING, lit_unix_us=entry.at.unix_us)


def _packages_of(connection: Connection, entry: Entry, loaded: str, **values: object) -> None:
    row = (PackageRow.session == entry.session) & (PackageRow.batch == loaded)
    connection.execute(update(PackageRow).where(row).values(**values))


def _batch_ended(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    _session(connection, entry, stage=Stage.OPEN)
    _batch(connection, entry, data["batch"], state="ended", ended_unix_us=entry.at.unix_us)
    _packages_of(connection, entry, data["batch"], fate=Fate.BURNED)


def _batch_cancelled(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    _session(connection, entry, stage=Stage.OPEN)
    _batch(connection, entry, data["batch"], state="cancelled", ended_unix_us=entry.at.unix_us)
    cleared = {"batch": None, "weighing": None, "mass_mg": None}
    _packages_of(connection, entry, data["batch"], fate=Fate.REGISTERED, **cleared)


def _recording_started(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    columns = ("recording", "stream", "device", "way", "batch", "file", "media", "epoch_us", "first_frame")
    connection.execute(
        insert(RecordingRow).values(
            session=entry.session,
            fragments=0,
            bytes=0,
            frames=0,
            start_entry=entry.index,
            **{name: data[name] for name in columns},
        )
    )


# Made once: this is what most entries of a session do, and building a statement costs more than running it.
_TOTALS = (
    update(_RECORDINGS)
    .where(_RECORDINGS.c.recording == bindparam("which"))
    .values({name: bindparam(name) for name in ("fragments", "bytes", "frames", "root")})
)


def _recordings_progressed(connection: Connection, _entry: Entry, data: dict[str, Any]) -> None:
    connection.execute(_TOTALS, [{**totals, "which": totals["recording"]} for totals in data["recordings"]])


def _recording_finished(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    known = {name: data[name] for name in ("fragments", "bytes", "frames", "root", "sha256", "interrupted")}
    row = RecordingRow.recording == data["recording"]
    finished = {"ended_unix_us": data["ended_us"], "finish_entry": entry.index}
    connection.execute(update(RecordingRow).where(row).values(**known, **finished))


def _incident(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    connection.execute(
        insert(IncidentRow).values(
            entry=entry.index,
            session=entry.session,
            kind=entry.kind,
            device=data.get("camera"),
            unix_us=entry.at.unix_us,
            data=json_text(data),
        )
    )


def _metrology_changed(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    connection.execute(insert(_CHANGES).values(**data, unix_us=entry.at.unix_us, entry=entry.index))


def _board_registered(connection: Connection, _entry: Entry, data: dict[str, Any]) -> None:
    """A board that gets another key begins afresh."""
    connection.execute(delete(BoardRow).where(BoardRow.board == data["board"]))
    connection.execute(insert(BoardRow).values(**data, counter=None, events=0))


def _board_counted(connection: Connection, _entry: Entry, data: dict[str, Any]) -> None:
    told = {"counter": data["counter"], "events": data["events"]}
    connection.execute(update(BoardRow).where(BoardRow.board == data["board"]).values(**told))


STEPS: dict[str, Step] = {
    "session.opened": _session_opened,
    "session.closed": _session_closed,
    "session.sealed": _session_sealed,
    "person.joined": _person_joined,
    "person.left": _person_left,
    "consignment.registered": goods.consignment_registered,
    "package.registered": goods.package_registered,
    "package.set_aside": goods.package_set_aside,
    "sample.kept": goods.sample_kept,
    "package.missing": goods.package_missing,
    "package.presented": goods.package_presented,
    "package.decided": goods.package_decided,
    "draw.opened": goods.draw_opened,
    "court.requested": goods.court_requested,
    "court.answered": goods.court_answered,
    "number.refused": _incident,
    "batch.opened": _batch_opened,
    "weighing.recorded": _weighing_recorded,
    "furnace.charged": _furnace_charged,
    "burn.started": _burn_started,
    "batch.ended": _batch_ended,
    "batch.cancelled": _batch_cancelled,
    "recording.started": _recording_started,
    "recordings.progressed": _recordings_progressed,
    "recording.finished": _recording_finished,
    "camera.gap": _incident,
    "camera.lost": _incident,
    "camera.returned": _incident,
    "camera.obscured": _incident,
    "camera.cleared": _incident,
    "residue.not_weighed": _incident,
    "serial.gap": _incident,
    "scale.zeroed": _incident,
    "scale.tared": _incident,
    "scale.connected": _incident,
    "scale.lost": _incident,
    "metrology.changed": _metrology_changed,
    "board.registered": _board_registered,
    "board.counted": _board_counted,
    "check.omitted": _incident,
    "display.confirmed": _incident,
    "line.faulted": _incident,
    "furnace.connected": _incident,
    "furnace.lost": _incident,
    "furnace.sensor_broke": _incident,
    "furnace.sensor_mended": _incident,
    "furnace.door_opened": _incident,
    "furnace.door_closed": _incident,
    "clock.stepped": _incident,
    "disk.low": _incident,
}

# What a consignment's balance and a court's answer are read from. A cancelled batch lets go of its packages, so it is
# noted before its step is taken.
BEFORE_GOODS = frozenset({"batch.cancelled"})
GOODS = (
    frozenset(kind for kind in GOODS_KINDS if kind != "number.refused")
    | {"weighing.recorded", "furnace.charged", "burn.started", "batch.ended"}
) - BEFORE_GOODS


def last_weighing(connection: Connection) -> int:
    """The number of the newest weighing of the station's life, 0 before the first."""
    return connection.execute(select(func.max(WeighingRow.weighing))).scalar_one() or 0
