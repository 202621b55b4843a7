"""A profile as one frozen model. Unknown keys are refused; what belongs together is held against each other."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from station.profiles.terms import (
    BasisCode,
    Language,
    Marked,
    PlanName,
    ProfileCode,
    RoleCode,
    Text,
    Withholdable,
)
from station.rules.sampling import Demand, SamplingError, parse_share
from station.settings.section import Section

Quorum = tuple[Annotated[tuple[RoleCode, ...], Field(min_length=1)], ...]
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Role(Text):
    """A part that people take in a session, as the record and as the act call it."""

    code: RoleCode


class Basis(Text):
    """A law or an order that a session may rest on."""

    code: BasisCode


class Deadline(Marked):
    """A time that the law gives, in hours. A fact beside the clock: the station enforces none."""

    hours: int = Field(gt=0, le=24 * 366)


class Draw(Section):
    """The claim that a draw must bear out; asked of consignments of at least `least_packages`.

    `plan` is a `station.rules.sampling.Plan`; `share` and `confidence` come to be fractions as the record has them: 9/10.
    """

    plan: PlanName
    share: str
    confidence: str
    allowed: int = Field(ge=0)
    least_packages: int = Field(ge=1)

    @field_validator("share", "confidence")
    @classmethod
    def _is_a_fraction(cls, text: str) -> str:
        try:
            return str(parse_share(text, "number"))
        except SamplingError as error:
            raise ValueError(str(error)) from error

    @model_validator(mode="after")
    def _can_be_made(self) -> "Draw":
        try:  # of the smallest store; in a larger one as many negatives may be allowed, and more
            Demand(
                self.least_packages,
                parse_share(self.share, "share"),
                parse_share(self.confidence, "confidence"),
                self.allowed,
            )
        except SamplingError as error:
            raise ValueError(str(error)) from error
        return self


class Conditions(Section):
    """What is asked of each consignment. `model_dump()` is `session.opened.conditions`."""

    opinion: bool
    sample: bool
    drying_permille: int = Field(ge=0, le=1000)
    draw: Draw | None


class Amount(Text):
    """A substance, and the least mass of a sample of it."""

    least_mg: int = Field(gt=0)


class Sample(Section):
    """The samples kept of a consignment: how many, and the least mass where a source gives one (null where none was read)."""

    rule: Marked
    each: Literal[1, 2]
    least_mg: int | None = Field(gt=0)
    by_substance: tuple[Amount, ...]


class Certification(Marked):
    """What one of a role certifies with a signature on the act."""

    by: RoleCode


class Wording(Section):
    """The act's title, what everybody present signs, and what single roles certify beside."""

    title: Text
    declaration: Marked
    certifications: tuple[Certification, ...]


class Written(Section):
    """A profile as its file has it."""

    code: ProfileCode
    title: Text
    roles: tuple[Role, ...]
    seats: tuple[RoleCode, ...]
    quorum: Quorum
    withhold: tuple[Withholdable, ...]
    bases: tuple[Basis, ...] = Field(min_length=1)
    conditions: Conditions
    sample: Sample
    deadlines: tuple[Deadline, ...]
    wording: Wording
    sources: tuple[Marked, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _roles_are_declared(self) -> "Written":
        self.check_roles("seats", self.seats)
        self.check_roles("quorum", (role for group in self.quorum for role in group))
        self.check_roles("wording.certifications", (each.by for each in self.wording.certifications))
        return self

    @model_validator(mode="after")
    def _nothing_stands_twice(self) -> "Written":
        named = {
            "roles": [role.code for role in self.roles],
            "seats": self.seats,
            "withhold": self.withhold,
            "bases": [basis.code for basis in self.bases],
        }
        for key, codes in named.items():
            twice = [code for code, count in Counter(codes).items() if count > 1]
            if twice:
                raise ValueError(f"{key}: {', '.join(twice)} stands twice")
        return self

    def check_roles(self, key: str, roles: Iterable[str]) -> None:
        """Raise ValueError that names `key` and the first role which the profile does not declare."""
        declared = [role.code for role in self.roles]
        for role in roles:
            if role not in declared:
                raise ValueError(f"{key}: {role} is not among the roles of profile {self.code}: {', '.join(declared)}")


class Profile(Written):
    """A profile in use; `sha256` is of its file's bytes."""

    sha256: Digest

    def role(self, code: str, language: Language) -> str:
        """Return a role's name, or its code where the profile declares none: whoever else comes has a role, too."""
        return next((role.said(language) for role in self.roles if role.code == code), code)
