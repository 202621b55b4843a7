"""What the papers claim of the goods before the station, gathered from a session's entries, one account a consignment.

Two sorts of claim: of one package, and of a consignment as a whole. Both make up a package's chain of holdings; seals and masses
are compared within a sort only, since the bag of a consignment has another seal and another mass than what lies in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from station.formats.entry import Entry
from station.rules.custody.chain import (
    BadTime,
    HandOvers,
    Holding,
    Hole,
    Overlap,
    Span,
    Step,
    find_holes,
    find_overlaps,
    hand_overs,
    read_holdings,
    read_seizure,
    step,
    steps_between,
)
from station.rules.custody.changes import MassChange, SealChange, Stated, mass_changes, seal_changes


@dataclass(frozen=True)
class Chain:
    """The holdings of those packages of a consignment of which the same is claimed; no package: none is registered.

    `seen` is whether one of them was shown at the station; if not, the chain ends with the opening of the session. `too_early`
    are the entries of holdings that begin before the seizure, `too_late` of those that go on after the station saw the goods.
    """

    packages: tuple[str, ...]
    seen: bool
    holdings: tuple[Holding, ...]
    holes: tuple[Hole, ...]
    overlaps: tuple[Overlap, ...]
    too_early: tuple[int, ...]
    too_late: tuple[int, ...]
    hand_overs: HandOvers
    steps: tuple[Step, ...]
    whole: Step | None


@dataclass(frozen=True)
class Account:
    """All that is claimed of one consignment before the station. `sealed` is whether any claim names a seal."""

    consignment: str
    registered: Entry | None
    claims: tuple[Entry, ...]
    chains: tuple[Chain, ...]
    bad_times: tuple[BadTime, ...]
    sealed: bool
    seal_changes: tuple[SealChange, ...]
    mass_changes: tuple[MassChange, ...]


@dataclass
class _Papers:
    """The entries about one consignment."""

    registered: Entry | None = None
    packages: dict[str, Entry] = field(default_factory=dict)
    claims: list[Entry] = field(default_factory=list)
    of_whole: list[Entry] = field(default_factory=list)
    of_package: dict[str, list[Entry]] = field(default_factory=dict)

    def claimed(self, claim: Entry) -> None:
        package = claim.data["package"]
        self.claims.append(claim)
        (self.of_whole if package is None else self.of_package.setdefault(package, [])).append(claim)

    @property
    def groups(self) -> Iterator[tuple[tuple[str, ...], list[Entry]]]:
        """Packages of which the same is claimed, with those claims."""
        others = tuple(package for package in self.packages if package not in self.of_package)
        if others or not self.of_package:
            yield others, self.of_whole
        for package, claims in self.of_package.items():
            yield (package,), self.of_whole + claims

    @property
    def is_one_package(self) -> bool:
        """Whether the consignment is one package, and no rest of one."""
        whole = self.registered is not None and self.registered.data["continues"] is None
        return whole and len(self.packages) == 1 and self.of_package.keys() <= self.packages.keys()


@dataclass
class _Gathered:
    """What a session's entries say of custody, and when the station saw what."""

    opened_us: int | None = None
    newest_us: int = 0
    papers: dict[str, _Papers] = field(default_factory=dict)
    seen_us: dict[str, int] = field(default_factory=dict)

    def take(self, entry: Entry) -> None:
        data, at_us = entry.data, entry.at.unix_us
        match entry.kind:
            case "session.opened":
                self.opened_us = at_us
            case "package.presented":
                self.seen_us.setdefault(data["package"], at_us)
            case "consignment.registered":
                self._papers(entry).registered = entry
            case "package.registered":
                self._papers(entry).packages[data["package"]] = entry
            case "custody.claimed":
                self._papers(entry).claimed(entry)

    def _papers(self, entry: Entry) -> _Papers:
        self.newest_us = entry.at.unix_us
        return self.papers.setdefault(entry.data["consignment"], _Papers())

    def station(self, packages: Iterable[str]) -> tuple[bool, Span]:
        """Whether one of the packages was seen, and when the first and the last of them; else the session's opening."""
        seen = [self.seen_us[package] for package in packages if package in self.seen_us]
        until_us = self.newest_us if self.opened_us is None else self.opened_us
        return bool(seen), (min(seen, default=until_us), max(seen, default=until_us))


def accounts(entries: Iterable[Entry], names: Mapping[str, object] | None = None) -> tuple[Account, ...]:
    """Return what is claimed of each consignment of a session, in order of registration.

    `entries` are those of one session; kinds that say nothing of custody are passed over. `names` gives the values behind
    commitments that are known from openings; hand-overs are compared where both names are.
    """
    gathered = _Gathered()
    for entry in entries:
        gathered.take(entry)
    return tuple(_account(number, papers, gathered, names or {}) for number, papers in gathered.papers.items())


def _account(number: str, papers: _Papers, gathered: _Gathered, names: Mapping[str, object]) -> Account:
    chains, bad = [], dict[BadTime, None]()  # several chains share the claims of the whole consignment
    for packages, claims in papers.groups:
        chain, unread = _chain(papers, packages, claims, gathered, names)
        chains.append(chain)
        bad.update(dict.fromkeys(unread))
    stated = list(_stated(papers))
    return Account(
        consignment=number,
        registered=papers.registered,
        claims=tuple(papers.claims),
        chains=tuple(chains),
        bad_times=tuple(bad),
        sealed=any(claim.data["seal"] is not None for claim in papers.claims),
        seal_changes=tuple(change for each in stated for change in seal_changes(each)),
        mass_changes=tuple(change for each in stated for change in mass_changes(each)),
    )


def _chain(
    papers: _Papers,
    packages: tuple[str, ...],
    claims: list[Entry],
    gathered: _Gathered,
    names: Mapping[str, object],
) -> tuple[Chain, tuple[BadTime, ...]]:
    seen, station = gathered.station(packages)
    end_us = station[0]
    holdings, bad_claims = read_holdings(claims, end_us)
    seized, bad_seizure = read_seizure(papers.registered, holdings)
    chain = Chain(
        packages=packages,
        seen=seen,
        holdings=holdings,
        holes=tuple(find_holes(holdings, seized, end_us)),
        overlaps=tuple(find_overlaps(holdings)),
        too_early=tuple(each.entry for each in holdings if seized is not None and each.since_us < seized[0]),
        too_late=tuple(each.entry for each in holdings if max(each.since_us, each.until_us) > end_us),
        hand_overs=hand_overs(holdings, names),
        steps=steps_between(holdings, seized, station),
        whole=None if seized is None else step((None, seized), (None, station)),
    )
    return chain, bad_seizure + bad_claims


def _stated(papers: _Papers) -> Iterator[list[Stated]]:
    """What one paper after the other states: of the whole consignment, then of each package.

    What is claimed of a consignment that is one package is claimed of that package.
    """
    alone = papers.is_one_package
    if not alone:
        yield [*_at_seizure(papers, None), *_claimed(None, papers.of_whole)]
    for package in dict.fromkeys([*papers.packages, *papers.of_package]):
        claims = papers.claims if alone else papers.of_package.get(package, [])
        yield [*_at_seizure(papers, package), *_claimed(package, claims), *_today(papers, package)]


def _at_seizure(papers: _Papers, package: str | None) -> Iterator[Stated]:
    registered = papers.registered if package is None else papers.packages.get(package)
    if registered is not None:
        seal = None if package is None else registered.data["seal_at_seizure"]
        yield Stated(package, registered.index, seal, gross_mg=registered.data["stated"]["gross_mg"])


def _claimed(package: str | None, claims: list[Entry]) -> Iterator[Stated]:
    """In the order of the claimed times; a claim whose time cannot be read is named for that, and left out here."""
    for each in read_holdings(claims, 0)[0]:
        data = each.claim.data
        yield Stated(package, each.entry, data["seal"], data["seal_reason"], data["gross_mg"])


def _today(papers: _Papers, package: str) -> Iterator[Stated]:
    registered = papers.packages.get(package)
    if registered is not None:
        last = registered.data["last"]
        yield Stated(package, registered.index, registered.data["seal"], gross_mg=last and last["gross_mg"])
