"""The goods of a session, case by case, each consignment with its papers, its packages and its samples.

Every mass comes from `station.rules.balance`, and every figure of custody from `station.rules.custody`: nothing is reckoned here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from station.act.source import Source
from station.formats.entry import Entry
from station.rules.balance import (
    Amount,
    Balance,
    CaseLine,
    ConsignmentLine,
    PackageLine,
    SampleLine,
    SessionLine,
    balance,
)
from station.rules.custody import Account, accounts
from station.rules.doubts import could_be_drying
from station.rules.metrology import Change

Told = TypeVar("Told", PackageLine, SampleLine)


@dataclass(frozen=True)
class Goods:
    """One consignment: its line, its registration in this session, what is claimed of its custody."""

    line: ConsignmentLine
    registered: Entry
    account: Account
    packages: tuple[PackageLine, ...]
    samples: tuple[SampleLine, ...]


@dataclass(frozen=True)
class Case:
    """One case and the number of its annex."""

    annex: int
    line: CaseLine
    goods: tuple[Goods, ...]


@dataclass(frozen=True)
class Cases:
    """All goods of a session."""

    session: SessionLine
    packages: tuple[PackageLine, ...]
    cases: tuple[Case, ...]

    @property
    def goods(self) -> list[Goods]:
        """All consignments, case by case."""
        return [each for case in self.cases for each in case.goods]

    @property
    def burned(self) -> Amount:
        """What the scale showed of all that burned here, kept samples among it: the mass that the session was closed with."""
        return Amount.total([self.session.line.shown, self.session.line.samples_burned])

    def changed(self, change: Change | None) -> int:
        """How many packages' masses did this against their papers; None: how many could not be compared."""
        found = (each.against_papers for each in self.packages)
        return sum((None if each is None else each.change) is change for each in found)


def cases_of(source: Source) -> Cases:
    """Draw up the balance of a record, and put what belongs to one case together."""
    entries, session = source.record.entries, source.record.session
    drawn_up = balance(entries, source.openings)
    told = {each.consignment: each for each in accounts(entries, source.openings)}
    registered = {each.data["consignment"]: each for each in source.record.of_kind("consignment.registered")}
    lines = {each.consignment: each for each in drawn_up.consignments}
    cases = (
        Case(annex, line, tuple(_goods(drawn_up, lines[n], registered[n], told[n]) for n in line.consignments))
        for annex, line in enumerate(drawn_up.cases, 1)
    )
    ours = next(each for each in drawn_up.sessions if each.session == session)
    return Cases(ours, drawn_up.packages, tuple(cases))


def drying(source: Source, line: PackageLine) -> bool:
    """Whether drying may explain that a package is lighter than on paper, by the rule that lets it burn.

    Never of one whose mass changed between two weighings here.
    """
    found, own = line.against_papers, line.against_own
    if found is None or line.weighed is None or found.change is not Change.LOST:
        return False
    if own is not None and own.change is not Change.SAME:
        return False
    package = replace(source.session.packages[line.package], mass_mg=line.weighed.mass_mg)
    permille = source.session.conditions["drying_permille"]
    return could_be_drying(source.session, package, -found.difference_mg, permille)


def _goods(drawn_up: Balance, line: ConsignmentLine, registered: Entry, account: Account) -> Goods:
    return Goods(
        line,
        registered,
        account,
        _of(line.consignment, drawn_up.packages),
        _of(line.consignment, drawn_up.samples),
    )


def _of(consignment: str, lines: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(each for each in lines if each.consignment == consignment)
