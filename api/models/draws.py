"""A draw as anyone can compute it again: its plan, its list, commitments and secrets, what they drew, what the tests found."""

from typing import Self

from pydantic import Field

from api.models.values import EntryNumber, Milligrams, Shown
from station.formats.entry import Entry
from station.recorder import commands as say
from station.rules.sampling import Plan
from station.verify.drawing import Drawing, State, Story
from station.verify.drawn import outcome, promise
from station.verify.languages import say as said

_PERSON = Field(examples=["P3"])
_ROLE = Field(examples=["media"])
_PACKAGES = ["K-2026-0117"]
_PLANNED = ("draw", "consignment", "plan", "share", "confidence", "allowed", "packages", "size")


class Present(Shown):
    """Someone in the room who has not committed."""

    person: say.Number = _PERSON
    role: str = _ROLE


class Committed(Present):
    """A commitment: SHA-256 as docs/sampling.md, section 4, has it."""

    commitment: str = Field(examples=["5b" * 32])
    entry: EntryNumber


class Revealed(Present):
    """A secret that was revealed, and fits its commitment."""

    secret: str = Field(examples=["a7" * 32])
    entry: EntryNumber


class Tested(Shown):
    """A test of a drawn package. `result`: as_declared, not_as_declared or unclear."""

    test: str = Field(examples=["T1"])
    package: str = Field(examples=_PACKAGES)
    kit: str = Field(examples=["Marquis"])
    lot: str = Field(examples=["L-4471"])
    expires: str = Field(examples=["2027-06-30"])
    result: str = Field(examples=["as_declared"])
    person: str = _PERSON
    used_mg: Milligrams
    entry: EntryNumber

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Show the test that an entry tells of."""
        return cls(**{name: entry.data[name] for name in cls.model_fields if name != "entry"}, entry=entry.index)


class DrawShown(Shown):
    """One draw. `claim` and `opposite` say what it can show and what it misses, `outcome` what came of it; in sentences.

    `population` is the list that it draws from, in the order of docs/sampling.md, section 5. `drawn` is null before it is made;
    where somebody `withheld` a secret there is no seed, and all packages are drawn. `idle` were present and did not commit.
    """

    session: say.Number = Field(examples=["2026-11-21-1"])
    draw: say.Number = Field(examples=["D1"])
    consignment: str = Field(examples=["C-2026-118"])
    state: State = Field(examples=[State.MADE])
    plan: Plan = Field(examples=[Plan.HYPERGEOMETRIC])
    share: str = Field(examples=["9/10"])
    confidence: str = Field(examples=["19/20"])
    allowed: int = Field(examples=[0])
    packages: int = Field(examples=[100])
    size: int = Field(examples=[23])
    population: list[str] = Field(examples=[_PACKAGES])
    commitments: list[Committed]
    idle: list[Present]
    reveals: list[Revealed]
    withheld: list[str] = Field(examples=[["P2"]])
    seed: str | None = Field(examples=["4c" * 32])
    drawn: list[str] | None = Field(examples=[_PACKAGES])
    tests: list[Tested]
    negatives: list[str] = Field(examples=[[]])
    untested: list[str] = Field(examples=[_PACKAGES])
    cancelled: str | None = Field(examples=[None], description="why it was called off")
    claim: str = Field(examples=["If all 23 tested packages are found to be as declared, …"])
    opposite: list[str] = Field(examples=[["But if 10 of the 100 packages are swapped, …"]])
    outcome: list[str] = Field(examples=[[]])
    opened: EntryNumber
    made: EntryNumber | None = Field(examples=[1100])


def shown(story: Story, draw: Drawing, language: str) -> DrawShown:
    """Show a draw of a session, its sentences in that language."""
    made = {} if draw.made is None else draw.made.data
    claim, opposites = promise(draw)
    return DrawShown(
        **{name: draw.opened.data[name] for name in _PLANNED},
        session=draw.session,
        state=draw.state,
        population=draw.population,
        commitments=_commitments(story, draw),
        idle=_idle(story, draw),
        reveals=_reveals(story, draw),
        withheld=made.get("withheld", []),
        seed=made.get("seed"),
        drawn=draw.drawn if made else None,
        tests=[Tested.of(entry) for package in story.drawn(draw) for entry in package.tests],
        negatives=[each.number for each in story.negatives(draw)],
        untested=[each.number for each in story.untested(draw)],
        cancelled=None if draw.cancelled is None else draw.cancelled.data["reason"],
        claim=said(claim, language),
        opposite=[said(each, language) for each in opposites],
        outcome=[said(each, language) for each in outcome(story, draw)],
        opened=draw.opened.index,
        made=None if draw.made is None else draw.made.index,
    )


def _commitments(story: Story, draw: Drawing) -> list[Committed]:
    return [
        Committed(person=who, role=story.roles[who], commitment=entry.data["commitment"], entry=entry.index)
        for who, entry in draw.commitments.items()
    ]


def _reveals(story: Story, draw: Drawing) -> list[Revealed]:
    return [
        Revealed(person=who, role=story.roles[who], secret=entry.data["secret"], entry=entry.index)
        for who, entry in draw.reveals.items()
    ]


def _idle(story: Story, draw: Drawing) -> list[Present]:
    """Who is present and has not committed; once commitments are closed, who was then."""
    idle = (
        draw.idle if draw.closed else {who: role for who, role in story.people.items() if who not in draw.commitments}
    )
    return [Present(person=who, role=role) for who, role in idle.items()]
