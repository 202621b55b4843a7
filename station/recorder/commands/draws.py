"""What is said of a draw, and of the tests of what was drawn."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from station.recorder.commands.message import Date, Mass, Message, Number, Text
from station.rules.goods import TestResult
from station.rules.sampling import MAX_ALLOWED, Plan

Share = Annotated[str, StringConstraints(pattern=r"^[0-9./% ]{1,24}$")]
Hex256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class OpenDraw(Message):
    """Begin a draw among the packages of a consignment; how many are drawn follows from the plan."""

    command: Literal["draw.open"] = "draw.open"
    consignment: Number = Field(examples=["C-2026-118"])
    plan: Plan = Field(default=Plan.HYPERGEOMETRIC, examples=["hypergeometric"])
    share: Share = Field(examples=["9/10"])
    confidence: Share = Field(examples=["19/20"])
    allowed: Annotated[int, Field(ge=0, le=MAX_ALLOWED)] = 0


class CommitSecret(Message):
    """Someone in the room commits to a secret. Needs no operator: whoever finds it is not his own objects aloud."""

    command: Literal["draw.commit"] = "draw.commit"
    draw: Number = Field(examples=["D1"])
    person: Number = Field(examples=["P3"])
    commitment: Hex256 = Field(examples=["5b" * 32])


class CloseDraw(Message):
    """All who want to have committed; from now on secrets are revealed, and nothing can be called off."""

    command: Literal["draw.close"] = "draw.close"
    draw: Number = Field(examples=["D1"])


class CancelDraw(Message):
    """Call a draw off, before its commitments are closed."""

    command: Literal["draw.cancel"] = "draw.cancel"
    draw: Number = Field(examples=["D1"])
    reason: Text = Field(examples=["someone committed in the journalist's name"])


class RevealSecret(Message):
    """Someone in the room reveals the secret. Needs no operator: only who committed knows it."""

    command: Literal["draw.reveal"] = "draw.reveal"
    draw: Number = Field(examples=["D1"])
    person: Number = Field(examples=["P3"])
    secret: Hex256 = Field(examples=["a7" * 32])


class MakeDraw(Message):
    """Draw with the secrets revealed; all packages are drawn when someone withholds one."""

    command: Literal["draw.make"] = "draw.make"
    draw: Number = Field(examples=["D1"])


class RecordTest(Message):
    """Record the test of a package before the witnesses."""

    command: Literal["test.record"] = "test.record"
    draw: Number | None = Field(default=None, examples=["D1"])
    package: Number = Field(examples=["K-2026-0117"])
    kit: Text = Field(examples=["Marquis"])
    lot: Text = Field(examples=["L-4471"])
    expires: Date = Field(examples=["2027-06-30"])
    result: TestResult = Field(examples=["as_declared"])
    person: Number = Field(examples=["P3"])
    used_mg: Mass = Field(default=0, examples=[50])
