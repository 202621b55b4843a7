"""Path and query parameters that several routes take."""

from typing import Annotated

from fastapi import Path, Query

from station.recorder.commands import Number

# A page is read into memory whole; an entry has at most 64 KiB.
MAX_PAGE = 500
# SQL databases hold no larger whole number.
MAX_NUMBER = 2**63 - 1

SessionPath = Annotated[Number, Path(description="the session's id", examples=["2026-11-21-1"])]
DrawPath = Annotated[Number, Path(description="the draw's number", examples=["D1"])]
PackagePath = Annotated[Number, Path(description="the package's number", examples=["K1"])]
RecordingPath = Annotated[Number, Path(description="the recording's id", examples=["2026-11-21-1-furnace-3"])]
EntryPath = Annotated[int, Path(ge=0, le=MAX_NUMBER, description="the entry's number", examples=[1041])]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="how many at most", examples=[100])]
Start = Annotated[int, Query(ge=0, le=MAX_NUMBER, description="the first number wanted", examples=[0])]
