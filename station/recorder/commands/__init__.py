"""The typed messages that an operator's console sends to the recorder.

A command says what a person wants; the recorder alone decides whether the rules allow it. Every model refuses unknown
fields, so that a misspelt one is never silently dropped.
"""

from typing import Annotated, Literal

from pydantic import Field

from station.recorder.commands.courts import AnswerRequest, RequestAnswer
from station.recorder.commands.draws import (
    CancelDraw,
    CloseDraw,
    CommitSecret,
    MakeDraw,
    OpenDraw,
    RecordTest,
    RevealSecret,
)
from station.recorder.commands.fire import (
    CancelBatch,
    ChargeFurnace,
    EndBatch,
    NotWeighedResidue,
    OpenBatch,
    StartBurn,
)
from station.recorder.commands.goods import (
    ClaimCustody,
    CloseList,
    Consignment,
    DecidePackage,
    Holding,
    KeepSample,
    LastWeighing,
    LoadList,
    MissPackage,
    Opinion,
    Package,
    PresentPackage,
    RegisterConsignment,
    RegisterPackage,
    Sample,
    SetAsidePackage,
    Stated,
)
from station.recorder.commands.message import (
    Base64,
    Date,
    Mass,
    Message,
    Number,
    Role,
    Text,
)
from station.recorder.commands.people import (
    AbsentSeat,
    Cosignature,
    CosignCheckpoint,
    JoinPerson,
    LeavePerson,
    MakeRemark,
    Person,
    PresentKey,
    Remark,
    SetChallenge,
)
from station.recorder.commands.scale import (
    ConfirmDisplay,
    OmitCheck,
    TareScale,
    WeighCheck,
    WeighPackage,
    WeighResidue,
    ZeroScale,
)
from station.recorder.commands.session import (
    Basis,
    CloseSession,
    OpenSession,
    SealSession,
)


class AskStatus(Message):
    """What is live now."""

    command: Literal["status"] = "status"


class Follow(Message):
    """Stay connected and be told what is live, as it changes."""

    command: Literal["follow"] = "follow"


Command = Annotated[
    OpenSession
    | CloseSession
    | SealSession
    | JoinPerson
    | LeavePerson
    | PresentKey
    | CosignCheckpoint
    | AbsentSeat
    | MakeRemark
    | SetChallenge
    | RegisterConsignment
    | RegisterPackage
    | ClaimCustody
    | KeepSample
    | LoadList
    | CloseList
    | PresentPackage
    | SetAsidePackage
    | MissPackage
    | DecidePackage
    | OpenDraw
    | CommitSecret
    | CloseDraw
    | CancelDraw
    | RevealSecret
    | MakeDraw
    | RecordTest
    | WeighPackage
    | WeighResidue
    | WeighCheck
    | OmitCheck
    | ConfirmDisplay
    | ZeroScale
    | TareScale
    | OpenBatch
    | ChargeFurnace
    | StartBurn
    | EndBatch
    | CancelBatch
    | NotWeighedResidue
    | RequestAnswer
    | AnswerRequest
    | AskStatus
    | Follow,
    Field(discriminator="command"),
]


class Request(Message):
    """A command, who gives it, and (but for status) the session that the giver means."""

    by: Number
    session: Number | None = None
    order: Command


__all__ = [
    "AbsentSeat",
    "AnswerRequest",
    "AskStatus",
    "Base64",
    "Basis",
    "CancelBatch",
    "CancelDraw",
    "ChargeFurnace",
    "ClaimCustody",
    "CloseDraw",
    "CloseList",
    "CloseSession",
    "Command",
    "CommitSecret",
    "ConfirmDisplay",
    "Consignment",
    "CosignCheckpoint",
    "Cosignature",
    "Date",
    "DecidePackage",
    "EndBatch",
    "Follow",
    "Holding",
    "JoinPerson",
    "KeepSample",
    "LastWeighing",
    "LeavePerson",
    "LoadList",
    "MakeDraw",
    "MakeRemark",
    "Mass",
    "Message",
    "MissPackage",
    "NotWeighedResidue",
    "Number",
    "OmitCheck",
    "OpenBatch",
    "OpenDraw",
    "OpenSession",
    "Opinion",
    "Package",
    "Person",
    "PresentKey",
    "PresentPackage",
    "RecordTest",
    "RegisterConsignment",
    "RegisterPackage",
    "Remark",
    "Request",
    "RequestAnswer",
    "RevealSecret",
    "Role",
    "Sample",
    "SealSession",
    "SetAsidePackage",
    "SetChallenge",
    "StartBurn",
    "Stated",
    "TareScale",
    "Text",
    "WeighCheck",
    "WeighPackage",
    "WeighResidue",
    "ZeroScale",
]
