"""Values that many answers hold: moments, withheld values, and columns that store JSON."""

import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from station.formats import entry


class Shown(BaseModel):
    """Base of all answers; made from a row of the database by its columns' names."""

    model_config = ConfigDict(frozen=True, from_attributes=True, populate_by_name=True)


class Moment(Shown):
    """A moment, in microseconds since 1970-01-01 UTC, and the same for people (RFC 3339)."""

    unix_us: int = Field(examples=[1795262400123456])
    utc: str = Field(examples=["2026-11-21T10:00:00.123456Z"])


class Commitment(Shown):
    """Stands for a value that is withheld: docs/format.md says how an opening is checked against it."""

    commitment: str = Field(pattern="^[0-9a-f]{64}$", examples=["5b" * 32])


def moment(unix_us: int) -> Moment:
    """The moment that a column of microseconds names."""
    return Moment(unix_us=unix_us, utc=entry.Moment(unix_us, 0).utc)


def _from_column(value: Any) -> Any:
    return moment(value) if isinstance(value, int) else value


def from_json(value: Any) -> Any:
    """Read a column that holds JSON text; anything else passes."""
    return json.loads(value) if isinstance(value, str) else value


When = Annotated[Moment, BeforeValidator(_from_column)]
JsonObject = Annotated[dict[str, Any], BeforeValidator(from_json)]
# A column that holds the JSON of a text, or of its commitment.
TextOrCommitment = Annotated[str | Commitment, BeforeValidator(from_json)]
Milligrams = Annotated[int, Field(description="milligrams, exact", examples=[1234500])]
EntryNumber = Annotated[int, Field(description="the number of an entry in the log", examples=[1041])]
