"""What is said of the goods: their papers, their custody, their samples, and what the cameras are shown of them."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, field_validator

from station.recorder.commands.message import Date, Mass, Message, Number, Role, Text
from station.rules.goods import Decision, Form, SealState

Count = Annotated[int, Field(ge=0, le=10**9)]
Permille = Annotated[int, Field(ge=0, le=1000)]


class Stated(Message):
    """Amounts as stated in the papers: masses in milligrams, counts, volumes in millilitres."""

    gross_mg: Mass | None = None
    net_mg: Mass | None = None
    count: Count | None = None
    millilitres: Count | None = None


class Opinion(Message):
    """An expert opinion on a consignment; `used_mg` is what the analysis used up."""

    number: Text = Field(examples=["4471"])
    date: Date = Field(examples=["2026-10-02"])
    result: Text = Field(examples=["cannabis"])
    purity_permille: Permille | None = Field(default=None, examples=[412])
    used_mg: Mass | None = Field(default=None, examples=[1_000])


class LastWeighing(Message):
    """The last official gross mass before the station, and the limit of that weighing where the papers give it."""

    gross_mg: Mass = Field(examples=[1_240_000])
    bound_mg: Mass | None = Field(default=None, examples=[1_000])
    source: Text = Field(examples=["store's book, 2026-11-02"])


class Consignment(Message):
    """A consignment as seized."""

    consignment: Number = Field(examples=["C-2026-118"])
    case: Text = Field(examples=["26-7512-00-3/118"])
    court: Text = Field(examples=["district court"])
    investigator: Text = Field(examples=["investigation department of the region"])
    seizure_act: Text = Field(examples=["act 14 of 2026-09-28"])
    seizure_place: Text = Field(examples=["road km 118"])
    seizure_date: Date = Field(examples=["2026-09-28"])
    substance: Text = Field(examples=["cannabis"])
    form: Form = Field(examples=["plant"])
    fresh: bool = False
    stated: Stated = Stated()
    source: Text = Field(examples=["expert opinion 4471 of 2026-10-02"])
    opinions: tuple[Opinion, ...] = Field(default=(), max_length=20)


class RegisterConsignment(Consignment):
    """Register a consignment as seized."""

    command: Literal["consignment.register"] = "consignment.register"


class Package(Message):
    """A package of a registered consignment; `seal` is the one that it should have today."""

    package: Number = Field(examples=["K-2026-0117"])
    consignment: Number = Field(examples=["C-2026-118"])
    case_package: Number | None = Field(default=None, examples=["3"])
    seal: Number = Field(examples=["KZ-0045531"])
    seal_at_seizure: Number | None = Field(default=None, examples=["KZ-0044102"])
    seal_in_store: Number | None = Field(default=None, examples=["KZ-0045531"])
    description: Text = Field(examples=["paper sack, brown"])
    stated: Stated = Stated()
    last: LastWeighing | None = None
    sample: Number | None = Field(default=None, examples=["A-118"])


class RegisterPackage(Package):
    """Register a package of a registered consignment."""

    command: Literal["package.register"] = "package.register"


class Holding(Message):
    """One step of custody before the station, as the papers claim it."""

    consignment: Number = Field(examples=["C-2026-118"])
    package: Number | None = Field(default=None, examples=["K-2026-0117"])
    giver: Text = Field(examples=["(as in the papers)"])
    holder: Text = Field(examples=["(as in the papers)"])
    role: Role = Field(examples=["storekeeper"])
    since: AwareDatetime = Field(examples=["2026-09-28T18:30:00+05:00"])
    until: AwareDatetime | None = Field(default=None, examples=["2026-11-20T09:00:00+05:00"])
    place: Text = Field(examples=["store of the department"])
    why: Text = Field(examples=["kept as evidence"])
    seal: Number | None = Field(default=None, examples=["KZ-0045531"])
    seal_reason: Text | None = Field(default=None, examples=["opened for the expert opinion"])
    gross_mg: Mass | None = Field(default=None, examples=[1_240_000])


class ClaimCustody(Holding):
    """Record a step of custody before the station, as the papers claim it."""

    command: Literal["custody.claim"] = "custody.claim"


class Sample(Message):
    """A sample kept; `seen` when it is taken here, before the cameras."""

    sample: Number = Field(examples=["A-118"])
    which: Literal["A", "B"] = Field(examples=["A"])
    consignment: Number = Field(examples=["C-2026-118"])
    package: Number | None = Field(default=None, examples=["K-2026-0117"])
    mass_mg: Annotated[int, Field(gt=0, le=10**14, examples=[20_000])]
    source: Text = Field(examples=["expert opinion 4471 of 2026-10-02"])
    seal: Number = Field(examples=["KZ-0045777"])
    keeper: Text = Field(examples=["forensic centre"])
    place: Text = Field(examples=["store of the forensic centre"])
    until: Text = Field(examples=["the verdict is in force"])
    seen: bool = False


class KeepSample(Sample):
    """Record a sample kept."""

    command: Literal["sample.keep"] = "sample.keep"


MAX_LIST = (
    2_000  # with a step of custody each they take about a second (`make bench`), in which nothing else is recorded
)


class LoadList(Message):
    """Register a whole list, all of it or nothing."""

    command: Literal["list.load"] = "list.load"
    consignments: tuple[Consignment, ...] = ()
    packages: tuple[Package, ...] = ()
    custody: tuple[Holding, ...] = ()
    samples: tuple[Sample, ...] = ()

    @field_validator("consignments", "packages", "custody", "samples")
    @classmethod
    def _no_more_than_fit(cls, rows: tuple[Message, ...]) -> tuple[Message, ...]:
        if len(rows) > MAX_LIST:
            raise ValueError(f"at most {MAX_LIST} rows of a kind in one list; load it in parts")
        return rows


class CloseList(Message):
    """No more packages of this consignment will be registered."""

    command: Literal["list.close"] = "list.close"
    consignment: Number = Field(examples=["C-2026-118"])


class PresentPackage(Message):
    """Show a package and its seal to the cameras."""

    command: Literal["package.present"] = "package.present"
    package: Number = Field(examples=["K-2026-0117"])
    seal: Number | None = Field(default=None, examples=["KZ-0045531"])
    seal_state: SealState = Field(examples=["intact"])
    remark: Text | None = Field(default=None, examples=["the sack is torn at its foot"])


class SetAsidePackage(Message):
    """Keep a package from the fire."""

    command: Literal["package.set_aside"] = "package.set_aside"
    package: Number = Field(examples=["K-2026-0117"])
    reason: Text = Field(examples=["seal broken"])


class MissPackage(Message):
    """A package of the list is not there."""

    command: Literal["package.miss"] = "package.miss"
    package: Number = Field(examples=["K-2026-0117"])
    reason: Text = Field(examples=["not in the store's cage when it was opened"])


class DecidePackage(Message):
    """The people present decide about a package that was set aside or is in doubt."""

    command: Literal["package.decide"] = "package.decide"
    package: Number = Field(examples=["K-2026-0117"])
    decision: Decision = Field(examples=["burn"])
    persons: list[Number] = Field(min_length=1, max_length=30, examples=[["P1", "P2", "P4"]])
    reason: Text = Field(examples=["the seal broke when it was lifted, before the camera"])
