"""A session's beginning and end."""

from typing import Literal

from pydantic import Field

from station.recorder.commands.message import Date, Message, Text
from station.recorder.commands.people import Person


class Basis(Message):
    """The legal basis of a destruction."""

    type: Text = Field(examples=["KZ-1017/2008"])
    number: Text = Field(examples=["12-3456"])
    date: Date = Field(examples=["2026-11-20"])
    issuer: Text = Field(examples=["Specialised inter-district court"])


class OpenSession(Message):
    """Open a session."""

    command: Literal["session.open"] = "session.open"
    basis: Basis
    place: Text = Field(examples=["Furnace hall 1"])
    furnace: Text = Field(examples=["FURNACE-1"])
    planned_minutes: int = Field(gt=0, le=24 * 60, examples=[120])
    people: list[Person] = Field(min_length=1)


class CloseSession(Message):
    """Nothing more will burn."""

    command: Literal["session.close"] = "session.close"


class SealSession(Message):
    """Finish the recordings and seal the session."""

    command: Literal["session.seal"] = "session.seal"
    without_quorum: Text | None = Field(default=None, examples=["the journalist left before the end"])
