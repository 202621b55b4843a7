"""What is said of the people in the room, and by them."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from station.recorder.commands.message import Base64, Message, Number, Role, Text


class Person(Message):
    """Someone in the room. Name and body are only ever committed to, never shown in the log."""

    role: Role = Field(examples=["prosecutor"])
    name: Text = Field(examples=["(as on the identity paper)"])
    body: Text = Field(examples=["Prosecutor's office of the district"])


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


class MakeRemark(Message):
    """A remark or objection; it cannot be removed."""

    command: Literal["remark.make"] = "remark.make"
    person: Number = Field(examples=["P3"])
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)] = Field(examples=["The bag was open."])


class SetChallenge(Message):
    """A word picked by someone in the room, to appear on the film."""

    command: Literal["challenge.set"] = "challenge.set"
    word: Annotated[str, StringConstraints(pattern=r"^[\w-]{2,24}$")] = Field(examples=["SAXAUL-7"])
    person: Number = Field(examples=["P3"])
