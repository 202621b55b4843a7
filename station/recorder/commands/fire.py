"""What is done with the furnace."""

from typing import Literal

from pydantic import Field

from station.recorder.commands.message import Message, Text


class OpenBatch(Message):
    """Begin the next furnace load."""

    command: Literal["batch.open"] = "batch.open"


class ChargeFurnace(Message):
    """All weighed packages of the batch are in the furnace."""

    command: Literal["furnace.charge"] = "furnace.charge"


class StartBurn(Message):
    """The fire is lit."""

    command: Literal["burn.start"] = "burn.start"


class EndBatch(Message):
    """The batch has burned."""

    command: Literal["batch.end"] = "batch.end"


class CancelBatch(Message):
    """Call the batch off before the fire."""

    command: Literal["batch.cancel"] = "batch.cancel"
    reason: Text = Field(examples=["furnace door jammed"])


class NotWeighedResidue(Message):
    """What is left cannot be weighed; the reason takes its place."""

    command: Literal["residue.not_weighed"] = "residue.not_weighed"
    reason: Text = Field(examples=["below the scale's Min"])
