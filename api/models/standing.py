"""Where a session stands by its rules: what is due, what each package waits for, who is there. What the console shows."""

from enum import StrEnum

from pydantic import Field

from api.models.values import Milligrams, Shown
from station.rules.doubts import Doubt
from station.rules.goods import Fate, TestResult
from station.rules.metrology import Change
from station.rules.session import Stage


class Due(StrEnum):
    """What people at the scale have to do between batches before anything else."""

    SEATS = "seats"
    DISPLAY = "display"
    CHECK_OPENING = "check-opening"
    RESIDUE = "residue"
    CHECK_CLOSE = "check-close"
    EMPTY_SCALE = "empty-scale"


class PersonStanding(Shown):
    """Someone who joined: still present, with a key, and whether that key has signed the closed session."""

    person: str = Field(examples=["P2"])
    role: str = Field(examples=["prosecutor"])
    present: bool = Field(examples=[True])
    key: bool = Field(examples=[True])
    cosigned: bool = Field(examples=[False])


class WeightStanding(Shown):
    """A check weight, and whether it passed the last time on this scale; null when it was not weighed on it."""

    weight: str = Field(examples=["m1-20kg"])
    nominal_mg: Milligrams
    passed: bool | None = Field(examples=[True])


class ConsignmentStanding(Shown):
    """A consignment as the rules see it."""

    consignment: str = Field(examples=["C1"])
    substance: str = Field(examples=["cannabis"])
    closed: bool = Field(examples=[True], description="no more packages of it are registered")
    opinions: int = Field(examples=[1])
    samples: int = Field(examples=[2])
    fates: dict[Fate, int] = Field(examples=[{"registered": 3, "set aside": 1}], description="how many of each")


class DifferenceShown(Shown):
    """The newest mass less the papers' one, and what that can mean beside the bounds of both weighings."""

    papers_mg: Milligrams
    difference_mg: Milligrams
    u_mg: Milligrams
    change: Change = Field(examples=[Change.LOST])


class PackageStanding(Shown):
    """A package, what it was found to be, and the doubts that keep it from the fire until those present decide."""

    package: str = Field(examples=["K-2026-0117"])
    consignment: str = Field(examples=["C1"])
    seal: str = Field(examples=["KZ-0045531"])
    description: str = Field(examples=["paper sack, brown"])
    fate: Fate = Field(examples=[Fate.WEIGHED])
    reason: str | None = Field(examples=["seal broken"], description="why it was set aside or is missing")
    batch: str | None = Field(examples=["B1"])
    presented: bool = Field(examples=[True], description="shown to the cameras since it last was out of view")
    mass_mg: Milligrams | None
    difference: DifferenceShown | None
    results: list[TestResult] = Field(examples=[["as_declared"]])
    doubts: list[Doubt] = Field(examples=[[Doubt.LIGHTER]])


class StandingShown(Shown):
    """A session by its rules. `missing` says of the steps ahead what must come first (an empty list: nothing)."""

    session: str = Field(examples=["2026-11-21-1"])
    stage: Stage = Field(examples=[Stage.WEIGHING])
    batch: str | None = Field(examples=["B1"])
    entries: int = Field(examples=[1042], description="how many entries of the log this rests on")
    due: list[Due] = Field(examples=[[Due.CHECK_OPENING]])
    missing: dict[str, list[str]] = Field(
        examples=[{"session.closed": ["package K1 to be burned, set aside or missing"]}]
    )
    empty_seats: list[str] = Field(examples=[["media"]], description="nobody joined, and no absence is recorded")
    people: list[PersonStanding]
    quorum: list[list[str]] = Field(examples=[[["police"], ["prosecutor", "judiciary"]]])
    quorum_missing: list[list[str]] = Field(examples=[[["police"]]])
    check_weights: list[WeightStanding]
    batches_ended: list[str] = Field(examples=[["B1"]])
    residue_mg: Milligrams | None
    consignments: list[ConsignmentStanding]
    packages: list[PackageStanding]
