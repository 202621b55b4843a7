"""Statistics that anyone may take away: as JSON with links, as CSV, as Parquet."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple
from typing import Annotated, Any
from urllib.parse import urlencode

import pyarrow as pa
from fastapi import APIRouter, Query, Response
from pyarrow import parquet

from api.kinds import Kind
from api.models.statistics import EntriesBehind, FiguresShown
from api.problems import documented
from api.routes.sessions import known_session
from api.state import ConnectionDep
from station.ledger.statistics import COLUMNS, Figures, entries_behind, figures
from station.recorder.commands import Number, Text
from station.rules.goods import Fate

FATES = {"burned": Fate.BURNED, "set_aside": Fate.SET_ASIDE, "missing": Fate.MISSING}
FORMULA = ("=", "+", "-", "@", "\t")  # a spreadsheet would calculate such a cell
TEXTS = ("session", "substance")
SCHEMA = pa.schema([pa.field(name, pa.string() if name in TEXTS else pa.int64(), nullable=False) for name in COLUMNS])

router = APIRouter(
    prefix="/statistics",
    tags=["statistics"],
    responses=documented(Kind.NOT_FOUND, Kind.INVALID, Kind.NO_DATABASE),
)


@router.get("")
def read_statistics(connection: ConnectionDep) -> list[FiguresShown]:
    """What was burned, set aside and missing, by sealed session and substance. No officers, no units, no cases."""
    return [_shown(each) for each in figures(connection)]


@router.get("/entries")
def read_entries_behind(
    connection: ConnectionDep,
    session: Annotated[Number, Query(description="a sealed session", examples=["2026-11-21-1"])],
    substance: Annotated[Text, Query(description="as the figures name it", examples=["cannabis"])],
    fate: Annotated[
        str, Query(pattern="^(burned|set_aside|missing)$", description="of the packages", examples=["burned"])
    ],
) -> EntriesBehind:
    """The entries behind one figure."""
    known_session(connection, session)
    return EntriesBehind(entries=entries_behind(connection, session, substance, FATES[fate]))


@router.get("/csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def download_csv(connection: ConnectionDep) -> Response:
    """The same as a table: UTF-8, commas, one line for each session and substance."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")  # RFC 4180
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in astuple(each)] for each in figures(connection))
    return _file(table.getvalue().encode(), "text/csv; charset=utf-8", "csv")


@router.get("/parquet", response_class=Response, responses={200: {"content": {"application/vnd.apache.parquet": {}}}})
def download_parquet(connection: ConnectionDep) -> Response:
    """The same as a Parquet file: whole numbers and texts, as in the record."""
    columns = _columns(figures(connection))
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=SCHEMA), sink)
    return _file(sink.getvalue(), "application/vnd.apache.parquet", "parquet")


def _shown(each: Figures) -> FiguresShown:
    row = dict(zip(COLUMNS, astuple(each), strict=True))
    asked = {"session": each.session, "substance": each.substance}
    links = {fate: f"/api/v1/statistics/entries?{urlencode(asked | {'fate': fate})}" for fate in FATES}
    return FiguresShown.model_validate(row | {"links": links})


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _columns(rows: Iterable[Figures]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for each in rows:
        for name, value in zip(COLUMNS, astuple(each), strict=True):
            columns[name].append(value)
    return columns


def _file(body: bytes, media: str, ending: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="statistics.{ending}"'}
    return Response(body, media_type=media, headers=named)
