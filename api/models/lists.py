"""Lists of goods: the files that are to be checked, and the report about them."""

import base64
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from api.models.values import JsonObject, Shown
from station.lists.kinds import Kind
from station.lists.limits import MAX_FILES
from station.recorder.commands import Message

MAX_NAME = 200
# what pydantic itself calls base64 skips what is none
CONTENT = {
    "type": "string",
    "contentEncoding": "base64",
    "description": "the file's bytes in base64 (RFC 4648 section 4)",
    "examples": ["cGFja2FnZSxjb25zaWdubWVudCxzZWFsLGRlc2NyaXB0aW9uCg=="],
}
LISTED: dict[str, list[object]] = {"consignments": [], "packages": [], "custody": [], "samples": []}


def _decoded(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("text is expected")  # noqa: TRY004  # pydantic names a ValueError, and lets a TypeError through
    return base64.b64decode(value, validate=True)


class ListFile(Message):
    """A file of a list."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME, examples=["packages.csv"])]
    content: Annotated[bytes, BeforeValidator(_decoded), WithJsonSchema(CONTENT)]


class ListFiles(Message):
    """All files of one list."""

    files: Annotated[list[ListFile], Field(min_length=1, max_length=MAX_FILES)]


class ListTable(Shown):
    """A table that was read."""

    file: str = Field(examples=["goods.xlsx"])
    sheet: str | None = Field(examples=["packages"])
    kind: Kind = Field(examples=["packages"])
    rows: int = Field(examples=[312])


class ListFinding(Shown):
    """What was found in one place, and what is expected there. Rows are counted as Excel does."""

    file: str = Field(examples=["goods.xlsx"])
    sheet: str | None = Field(examples=["packages"])
    row: int | None = Field(examples=[17])
    column: str | None = Field(examples=["gross_kg"], description="as the file heads it")
    found: str = Field(examples=["'12.4800001'"])
    expected: str = Field(examples=["at most 6 decimals"])


class ListReport(Shown):
    """The report of a check."""

    good: bool = Field(examples=[True], description="no fault was found, and the list can be loaded")
    tables: list[ListTable]
    bad_rows: int = Field(examples=[0], description="how many rows the named faults stand in")
    faults: list[ListFinding] = Field(description="each keeps the whole list from being loaded")
    warnings: list[ListFinding] = Field(description="what deserves a look, and keeps nothing from being loaded")
    more_findings: int = Field(examples=[0], description="how many more there are that are not named")
    goods: JsonObject | None = Field(
        examples=[LISTED], description="what POST /api/v1/sessions/{session}/lists takes; null where there is a fault"
    )
