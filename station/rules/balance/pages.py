"""One consignment's page, whole or of one session, and the line that it comes to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from station.rules.balance.accounts import Consignment, Kept, Package, Used
from station.rules.balance.amount import Amount, Gap, Lacking, Tally
from station.rules.balance.lines import Line, TallyLine
from station.rules.balance.masses import Basis, gross, net, presented, shown
from station.rules.goods import Fate
from station.rules.numbers import skeleton

SURE = (Fate.BURNED, Fate.SET_ASIDE)  # every other fate counts as missing


@dataclass
class Page:
    """What the accounts hold of one consignment, or of its part in one session."""

    consignment: Consignment
    session: str | None = None
    packages: list[Package] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)

    @property
    def goods(self) -> list[Package]:
        """The packages that are no kept samples."""
        return [each for each in self.packages if each.registered.data["sample"] is None]

    @property
    def samples(self) -> list[Package]:
        """The kept samples that came back as packages."""
        return [each for each in self.packages if each.registered.data["sample"] is not None]

    def by_session(self) -> "dict[str, Page]":
        """The parts of the page: of each session in which the consignment, a package, a sample or a test of it stands."""
        parts: dict[str, Page] = {}

        def part(session: str) -> Page:
            return parts.setdefault(session, Page(self.consignment, session))

        for session in self.consignment.sessions:
            part(session)
        for package in self.packages:
            part(package.registered.session).packages.append(package)
        for kept in self.kept:
            part(kept.session).kept.append(kept)
        for used in self.used:
            part(used.session).used.append(used)
        return parts

    def elsewhere(self) -> Gap | None:
        """Why a session's page says nothing of the whole consignment: it is spread over others, too."""
        others = (each for each in self.consignment.sessions if self.session not in {None, each})
        return next((Gap(Lacking.ELSEWHERE, self.consignment.number, other) for other in others), None)

    def earlier(self) -> tuple[Gap, ...]:
        """The sessions in which the consignment was registered before, and of which there are no entries here."""
        account = self.consignment
        named = dict.fromkeys(each.data["continues"] for each in account.registrations)
        return tuple(
            Gap(Lacking.EARLIER, account.number, each) for each in named if each and each not in account.sessions
        )


def basis_of(page: Page) -> Basis:
    """The stated mass at seizure with which all packages can be compared: net before gross, or where fewer lack it."""
    masses = {Basis.NET: net, Basis.GROSS: gross}
    stated = [basis for basis in masses if f"{basis}_mg" in page.consignment.stated]
    goods = page.goods
    return min(
        stated,
        key=lambda basis: sum(bool(masses[basis](each).unknown) for each in goods),
        default=Basis.UNSTATED,
    )


def line_of(page: Page, basis: Basis) -> Line:
    """The line of one page."""
    goods, samples = page.goods, page.samples
    masses = [(each, presented(each, basis)) for each in goods]
    return Line(
        basis=basis,
        seized=_seized(page, basis),
        analysed=_analysed(page),
        sampled=_sampled(page),
        presented=Amount.total(mass for _, mass in masses),
        burned=Amount.total(mass for each, mass in masses if each.fate is Fate.BURNED),
        set_aside=Amount.total(mass for each, mass in masses if each.fate is Fate.SET_ASIDE),
        missing=Amount.total(mass for each, mass in masses if each.fate not in SURE),
        unaccounted=Amount.total(mass for each, mass in masses if each.fate is Fate.REGISTERED),
        shown=Amount.total(shown(each) for each in goods if each.fate is Fate.BURNED),
        samples_burned=Amount.total(shown(each) for each in samples if each.fate is Fate.BURNED),
        lacking=page.earlier(),
        pieces=_tallies(page, "count"),
        millilitres=_tallies(page, "millilitres"),
    )


def _seized(page: Page, basis: Basis) -> Amount:
    elsewhere = page.elsewhere()
    if elsewhere is not None:
        return Amount.lost(elsewhere)
    if basis is Basis.UNSTATED:
        entries = (each.entry for each in page.consignment.registrations)
        return Amount.lost(Gap(Lacking.SEIZED, page.consignment.number), *entries)
    return Amount.on_paper(*page.consignment.stated[f"{basis}_mg"])


def _analysed(page: Page) -> Amount:
    elsewhere = page.elsewhere()
    if elsewhere is not None:
        return Amount.lost(elsewhere)
    return Amount.total(_used_up(page.consignment, *each) for each in page.consignment.used.items())


def _used_up(consignment: Consignment, opinion: str, told: tuple[int | None, int]) -> Amount:
    mass_mg, entry = told
    if mass_mg is None:
        return Amount.lost(Gap(Lacking.USED, consignment.number, opinion), entry)
    return Amount.on_paper(mass_mg, entry)


def _sampled(page: Page) -> Amount:
    masses = [Amount.on_paper(each.data["mass_mg"], each.entry) for each in page.kept]
    masses += [Amount.on_paper(each.mass_mg, each.entry) for each in page.used]
    return Amount.total([*masses, *_never_kept(page)])


def _never_kept(page: Page) -> Iterator[Amount]:
    for each in page.samples:
        sample = each.registered.data["sample"]
        if skeleton(sample) not in page.consignment.samples:
            yield Amount.lost(Gap(Lacking.KEPT, page.consignment.number, sample), each.registered.entry)


def _tallies(page: Page, name: str) -> TallyLine | None:
    goods = page.goods
    if name not in page.consignment.stated and all(each.registered.data["stated"][name] is None for each in goods):
        return None
    return TallyLine(
        _seized_tally(page, name),
        _tally(name, (each for each in goods if each.fate is Fate.BURNED)),
        _tally(name, (each for each in goods if each.fate is Fate.SET_ASIDE)),
        _tally(name, (each for each in goods if each.fate not in SURE)),
    )


def _seized_tally(page: Page, name: str) -> Tally:
    elsewhere = page.elsewhere()
    if elsewhere is not None:
        return Tally(unknown=(elsewhere,))
    if name not in page.consignment.stated:
        return Tally(unknown=(Gap(Lacking.SEIZED, page.consignment.number),))
    number, entry = page.consignment.stated[name]
    return Tally(number, (entry,))


def _tally(name: str, packages: Iterable[Package]) -> Tally:
    return Tally.total(_stated(name, each) for each in packages)


def _stated(name: str, package: Package) -> Tally:
    registered = package.registered
    number = registered.data["stated"][name]
    if number is None:
        gap = Gap(Lacking.AMOUNT, registered.data["consignment"], package.number)
        return Tally(0, (registered.entry,), (gap,))
    return Tally(number, (registered.entry, *package.fated))
