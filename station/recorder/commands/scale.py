"""What is weighed."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from station.recorder.commands.message import Message, Number, Text


class WeighPackage(Message):
    """Weigh a package: recorded by itself once the instrument is stable. Weighing it again is a correction."""

    command: Literal["package.weigh"] = "package.weigh"
    package: Number = Field(examples=["K-2026-0117"])


class WeighResidue(Message):
    """Weigh what is left after the last fire."""

    command: Literal["residue.weigh"] = "residue.weigh"


class WeighCheck(Message):
    """Weigh a check weight: recorded by itself once the instrument is stable, and judged by the permissible error."""

    command: Literal["check.weigh"] = "check.weigh"
    weight: Number = Field(examples=["m1-20kg"])


class OmitCheck(Message):
    """The scale is not checked, at the opening or at the close; the reason takes its place."""

    command: Literal["check.omit"] = "check.omit"
    when: Literal["opening", "close"] = Field(examples=["opening"])
    reason: Text = Field(examples=["the check weight was left at the store"])


class ConfirmDisplay(Message):
    """Two people read the same figure from the scale's own display, with a load on it."""

    command: Literal["display.confirm"] = "display.confirm"
    persons: list[Number] = Field(min_length=2, max_length=10, examples=[["P1", "P3"]])
    figure: Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,9}(\.[0-9]{1,6})?$")] = Field(examples=["12.345"])
    unit: Literal["mg", "g", "kg", "t", "lb"] = Field(examples=["kg"])


class ZeroScale(Message):
    """Zero the scale."""

    command: Literal["scale.zero"] = "scale.zero"


class TareScale(Message):
    """Tare the scale."""

    command: Literal["scale.tare"] = "scale.tare"
