"""The typed messages that an operator's console sends to the recorder.

A command says what a person wants; the recorder alone decides whether the rules allow it. Every model refuses unknown
fields, so that a misspelt one is never silently dropped.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# What stands on a label or is spoken in the room: no control characters, no line breaks in a record.
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Number = Annotated[str, StringConstraints(pattern=r"^[\w][\w./-]{0,59}$")]
Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,30}$")]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
# a hash, or a signature with its key id and time: 64 bytes and 12, or 2,420 and 12
Base64 = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]
Mass = Annotated[int, Field(ge=0, le=10**14)]  # milligrams; the bound is 100,000 tonnes


class Message(BaseModel):
    """Base of all messages: frozen, and no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(Message):
    """The legal basis of a destruction."""

    type: Text = Field(examples=["KZ-1017/2008"])
    number: Text = Field(examples=["12-3456"])
    date: Date = Field(examples=["2026-11-20"])
    issuer: Text = Field(examples=["Specialised inter-district court"])


class Stated(Message):
    """Masses as stated in the papers, in milligrams."""

    gross_mg: Mass | None = None
    net_mg: Mass | None = None


class Person(Message):
    """Someone in the room. Name and body are only ever committed to, never shown in the log."""

    role: Role = Field(examples=["prosecutor"])
    name: Text = Field(examples=["(as on the identity paper)"])
    body: Text = Field(examples=["Prosecutor's office of the district"])


class OpenSession(Message):
    """Open a session."""

    command: Literal["session.open"] = "session.open"
    basis: Basis
    place: Text = Field(examples=["Furnace hall 1"])
    furnace: Text = Field(examples=["FURNACE-1"])
    planned_minutes: int = Field(gt=0, le=24 * 60, examples=[120])
    people: list[Person] = Field(min_length=1)


class JoinPerson(Person):
    """Someone comes in."""

    command: Literal["person.join"] = "person.join"


class LeavePerson(Message):
    """Someone goes."""

    command: Literal["person.leave"] = "person.leave"
    person: Number = Field(examples=["P2"])


class PresentKey(Message):
    """Someone in the room presents the public key with which to co-sign; its private half never leaves that person."""

    command: Literal["key.present"] = "key.present"
    person: Number = Field(examples=["P3"])
    key: Annotated[str, StringConstraints(min_length=20, max_length=2500, pattern=r"^\S+$")] = Field(
        examples=["media.example/7+a1b2c3d4+BAEC..."]
    )


class Remark(Message):
    """Words of a cosigner, empty for none, and the signature over them and the checkpoint, in base64."""

    text: Annotated[str, StringConstraints(max_length=4000)] = Field(examples=["The bag was open."])
    signature: Base64 = Field(examples=["q83vEjRWeJA="])


class Cosignature(Message):
    """Someone in the room co-signs a checkpoint. Needs no operator: the signature says who made it."""

    person: Number = Field(examples=["P3"])
    size: int = Field(gt=0, le=2**53 - 1, examples=[1042])
    root: Base64 = Field(examples=["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="])
    cosignature: Base64 = Field(examples=["obLD1AAAAABqAXyA3q0="])
    remark: Remark


class CosignCheckpoint(Cosignature):
    """Someone in the room co-signs a checkpoint."""

    command: Literal["checkpoint.cosign"] = "checkpoint.cosign"


class AbsentSeat(Message):
    """A seat that the rules ask for stays empty."""

    command: Literal["seat.absent"] = "seat.absent"
    role: Role = Field(examples=["media"])
    reason: Text = Field(examples=["invited, did not come"])


class RegisterConsignment(Message):
    """Register a consignment as seized."""

    command: Literal["consignment.register"] = "consignment.register"
    consignment: Number = Field(examples=["C1"])
    case: Text = Field(examples=["26-7512-00-3/118"])
    substance: Text = Field(examples=["cannabis"])
    stated: Stated | None = None
    source: Text = Field(examples=["expert opinion 4471 of 2026-10-02"])


class RegisterPackage(Message):
    """Register a package of a registered consignment."""

    command: Literal["package.register"] = "package.register"
    package: Number = Field(examples=["K-2026-0117"])
    consignment: Number = Field(examples=["C1"])
    seal: Number = Field(examples=["KZ-0045531"])
    description: Text = Field(examples=["paper sack, brown"])
    stated: Stated | None = None


class SetAsidePackage(Message):
    """Keep a package from the fire."""

    command: Literal["package.set_aside"] = "package.set_aside"
    package: Number = Field(examples=["K-2026-0117"])
    reason: Text = Field(examples=["seal broken"])


class OpenBatch(Message):
    """Begin the next furnace load."""

    command: Literal["batch.open"] = "batch.open"


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


class NotWeighedResidue(Message):
    """What is left cannot be weighed; the reason takes its place."""

    command: Literal["residue.not_weighed"] = "residue.not_weighed"
    reason: Text = Field(examples=["below the scale's Min"])


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


class SetChallenge(Message):
    """A word picked by someone in the room, to appear on the film."""

    command: Literal["challenge.set"] = "challenge.set"
    word: Annotated[str, StringConstraints(pattern=r"^[\w-]{2,24}$")] = Field(examples=["SAXAUL-7"])
    person: Number = Field(examples=["P3"])


class MakeRemark(Message):
    """A remark or objection; it cannot be removed."""

    command: Literal["remark.make"] = "remark.make"
    person: Number = Field(examples=["P3"])
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)] = Field(examples=["The bag was open."])


class CloseSession(Message):
    """Nothing more will burn."""

    command: Literal["session.close"] = "session.close"


class SealSession(Message):
    """Finish the recordings and seal the session."""

    command: Literal["session.seal"] = "session.seal"
    without_quorum: Text | None = Field(default=None, examples=["the journalist left before the end"])


class ZeroScale(Message):
    """Zero the scale."""

    command: Literal["scale.zero"] = "scale.zero"


class TareScale(Message):
    """Tare the scale."""

    command: Literal["scale.tare"] = "scale.tare"


class AskStatus(Message):
    """What is live now."""

    command: Literal["status"] = "status"


class Follow(Message):
    """Stay connected and be told what is live, as it changes."""

    command: Literal["follow"] = "follow"


Command = Annotated[
    OpenSession
    | JoinPerson
    | LeavePerson
    | PresentKey
    | CosignCheckpoint
    | AbsentSeat
    | RegisterConsignment
    | RegisterPackage
    | SetAsidePackage
    | OpenBatch
    | WeighPackage
    | WeighResidue
    | NotWeighedResidue
    | WeighCheck
    | OmitCheck
    | ConfirmDisplay
    | ChargeFurnace
    | StartBurn
    | EndBatch
    | CancelBatch
    | SetChallenge
    | MakeRemark
    | CloseSession
    | SealSession
    | ZeroScale
    | TareScale
    | AskStatus
    | Follow,
    Field(discriminator="command"),
]


class Request(Message):
    """A command, who gives it, and (but for status) the session that the giver means."""

    by: Number
    session: Number | None = None
    order: Command
