"""A session and what belongs to it: people by role, consignments, packages, batches, weighings, incidents."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from api.models.recordings import RecordingShown
from api.models.values import EntryNumber, JsonObject, Milligrams, Shown, TextOrCommitment, When, from_json

SESSION = "2026-11-21-1"


class BasisShown(Shown):
    """The legal basis of a destruction."""

    type: str = Field(examples=["KZ-1017/2008"])
    number: str = Field(examples=["12-3456"])
    date: str = Field(examples=["2026-11-20"])
    issuer: str = Field(examples=["Specialised inter-district court"])


class SessionShown(Shown):
    """A session in a list."""

    session: str = Field(examples=[SESSION])
    stage: str = Field(
        examples=["burning"], description="not open, open, weighing a batch, furnace charged, burning, …"
    )
    opened: When = Field(validation_alias="opened_unix_us")
    closed: When | None = Field(validation_alias="closed_unix_us")
    sealed: When | None = Field(validation_alias="sealed_unix_us")
    basis: Annotated[BasisShown, BeforeValidator(from_json)]
    place: TextOrCommitment = Field(examples=["Furnace hall 1", {"commitment": "5b" * 32}])
    furnace: str = Field(examples=["FURNACE-1"])
    first_entry: EntryNumber
    seal_entry: EntryNumber | None
    burned_mg: Milligrams | None
    residue_mg: Milligrams | None = Field(
        description="null until the session is closed, and in one whose ash was not weighed (entry `residue.not_weighed`)",
        examples=[655000],
    )


class SessionPage(Shown):
    """Sessions, newest first. `before` asks for the next page; null at the end."""

    sessions: list[SessionShown]
    before: EntryNumber | None


class PersonShown(Shown):
    """Someone in the room, by number and role. Who it is stands in the log as a commitment only."""

    person: str = Field(examples=["P2"])
    role: str = Field(examples=["prosecutor"])
    joined: When = Field(validation_alias="joined_unix_us")
    left: When | None = Field(validation_alias="left_unix_us")
    entry: EntryNumber


class ConsignmentShown(Shown):
    """A consignment as seized. A case number that the log withholds is its commitment here."""

    consignment: str = Field(examples=["C1"])
    case: TextOrCommitment = Field(validation_alias="case_json", examples=[{"commitment": "5b" * 32}])
    substance: str = Field(examples=["cannabis"])
    gross_mg: Milligrams | None
    net_mg: Milligrams | None
    source: str = Field(examples=["expert opinion 4471 of 2026-10-02"])
    entry: EntryNumber


class PackageShown(Shown):
    """A package and its fate: registered, weighed, charged, burned or set aside."""

    package: str = Field(examples=["K-2026-0117"])
    consignment: str = Field(examples=["C1"])
    seal: str = Field(examples=["KZ-0045531"])
    description: str = Field(examples=["paper sack, brown"])
    gross_mg: Milligrams | None
    net_mg: Milligrams | None
    fate: str = Field(examples=["burned"])
    reason: str | None = Field(examples=["seal broken"], description="why it was set aside")
    batch: str | None = Field(examples=["B1"])
    weighing: int | None = Field(examples=[17], description="the weighing that counts")
    mass_mg: Milligrams | None
    entry: EntryNumber


class BatchShown(Shown):
    """A furnace load."""

    batch: str = Field(examples=["B1"])
    state: str = Field(examples=["ended"])
    opened: When = Field(validation_alias="opened_unix_us")
    charged: When | None = Field(validation_alias="charged_unix_us")
    lit: When | None = Field(validation_alias="lit_unix_us")
    ended: When | None = Field(validation_alias="ended_unix_us")
    mass_mg: Milligrams | None
    entry: EntryNumber


class WeighingShown(Shown):
    """A weighing; its entry also holds the lines as the scale sent them."""

    weighing: int = Field(examples=[17], description="unbroken over the station's life")
    purpose: str = Field(examples=["package"], description="package or residue")
    package: str | None = Field(examples=["K-2026-0117"])
    batch: str | None = Field(examples=["B1"])
    corrects: int | None = Field(examples=[16], description="the weighing that this one replaces")
    mass_mg: Milligrams
    figure: str = Field(examples=["  1234.50"], description="the digits as the scale sent them")
    unit: str = Field(examples=["g"])
    shown_as: str = Field(examples=["net"], description="gross, net or displayed")
    at: When = Field(validation_alias="unix_us")
    entry: EntryNumber


class IncidentShown(Shown):
    """Something that went wrong, or came right again: a gap, a covered lens, a lost scale."""

    kind: str = Field(examples=["camera.gap"])
    device: str | None = Field(examples=["furnace"])
    at: When = Field(validation_alias="unix_us")
    data: JsonObject = Field(examples=[{"camera": "furnace", "reason": "no frames", "frames_lost": 12}])
    entry: EntryNumber


class SessionFull(SessionShown):
    """A session with all that belongs to it."""

    people: list[PersonShown]
    consignments: list[ConsignmentShown]
    packages: list[PackageShown]
    batches: list[BatchShown]
    weighings: list[WeighingShown]
    recordings: list[RecordingShown]
    incidents: list[IncidentShown]
