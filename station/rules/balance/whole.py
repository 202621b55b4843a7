"""The balance drawn up from the accounts: each package once, and from the packages every line above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from station.formats.entry import Entry
from station.rules.balance.accounts import Account, Kept, Package
from station.rules.balance.amount import Amount, Gap, Lacking
from station.rules.balance.books import Books
from station.rules.balance.lines import CaseLine, ConsignmentLine, Line, PackageLine, SampleLine, SessionLine
from station.rules.balance.masses import Basis, against_own, against_papers, presented, reference
from station.rules.balance.pages import Page, basis_of, line_of
from station.rules.numbers import case_skeleton, skeleton
from station.rules.shapes import is_commitment

Pages = dict[str, Page]  # by the skeleton of the consignment's number


@dataclass(frozen=True)
class Balance:
    """All lines of some entries, in the order in which what they are about was first registered."""

    packages: tuple[PackageLine, ...]
    consignments: tuple[ConsignmentLine, ...]
    cases: tuple[CaseLine, ...]
    sessions: tuple[SessionLine, ...]
    samples: tuple[SampleLine, ...]
    life: Line
    residue: Amount

    @classmethod
    def of(cls, books: Books) -> Self:
        """Draw up the balance of what the books have taken so far, in time proportional to it."""
        pages = _pages(books)
        bases = {key: basis_of(page) for key, page in pages.items()}
        lines = {key: line_of(page, bases[key]) for key, page in pages.items()}
        packages = [_package_line(each, pages[_home(each)], bases[_home(each)]) for each in books.packages]
        consignments = [_consignment_line(pages[key], line) for key, line in lines.items()]
        parts: dict[str, list[Line]] = {session: [] for session in books.sessions}
        for key, page in pages.items():
            for session, part in page.by_session().items():
                parts[session].append(line_of(part, bases[key]))
        sessions = tuple(_session_line(account, parts[name]) for name, account in books.sessions.items())
        return cls(
            tuple(packages),
            tuple(consignments),
            tuple(_case_lines(consignments)),
            sessions,
            tuple(_sample_lines(pages, packages)),
            Line.total(lines.values()),
            Amount.total(each.residue for each in sessions),
        )


def balance(entries: Iterable[Entry], openings: Mapping[str, object] | None = None) -> Balance:
    """The balance of these entries; `openings` gives withheld values by their commitments."""
    return Balance.of(Books.of(entries, openings))


def _home(package: Package) -> str:
    return skeleton(package.registered.data["consignment"])


def _pages(books: Books) -> Pages:
    """The page of each consignment. What a test used up of a kept sample was no longer part of its consignment."""
    pages = {key: Page(each, kept=list(each.samples.values())) for key, each in books.consignments.items()}
    for package in books.packages:
        pages[_home(package)].packages.append(package)
    for used in books.used:
        if used.package.registered.data["sample"] is None:
            pages[_home(used.package)].used.append(used)
    return pages


def _package_line(package: Package, page: Page, basis: Basis) -> PackageLine:
    registered, weighed = package.registered, package.weighed
    data = registered.data
    papers = None if weighed is None else reference(package, weighed.entry, net=weighed.net)
    return PackageLine(
        package=package.number,
        consignment=page.consignment.number,
        seal=data["seal"],
        description=data["description"],
        registered=registered.entry,
        sessions=tuple(dict.fromkeys(each.session for each in package.registrations)),
        sample=data["sample"],
        fate=package.fate,
        fated=package.fated,
        reason=package.reason,
        batch=package.batch,
        weighed=weighed,
        taken=Amount.total(Amount.on_paper(each.mass_mg, each.entry) for each in package.takings if each.seen),
        presented=presented(package, basis if data["sample"] is None else Basis.UNSTATED),
        against_papers=against_papers(package),
        paper_bound_mg=None if papers is None else papers.bound_mg,
        against_own=against_own(package),
    )


def _consignment_line(page: Page, line: Line) -> ConsignmentLine:
    account = page.consignment
    newest = account.registrations[-1].data if account.registrations else {}
    cases = (each.data["case"] for each in account.registrations)
    return ConsignmentLine(
        consignment=account.number,
        case=account.case,
        commitments=tuple(dict.fromkeys(each["commitment"] for each in cases if is_commitment(each))),
        substance=newest.get("substance", ""),
        form=newest.get("form", ""),
        fresh=newest.get("fresh", False),
        entries=tuple(each.entry for each in account.registrations),
        sessions=tuple(account.sessions),
        restated=tuple(account.restated),
        line=line,
    )


def _case_lines(consignments: Iterable[ConsignmentLine]) -> Iterable[CaseLine]:
    cases: dict[tuple[str | None, str], list[ConsignmentLine]] = {}
    for each in consignments:
        alone = each.consignment if each.case is None else ""
        cases.setdefault((None if each.case is None else case_skeleton(each.case), alone), []).append(each)
    for members in cases.values():
        yield CaseLine(
            members[0].case,
            tuple(dict.fromkeys(commitment for each in members for commitment in each.commitments)),
            tuple(each.consignment for each in members),
            Line.total(each.line for each in members),
        )


def _session_line(account: Account, lines: list[Line]) -> SessionLine:
    residue = account.residue
    if residue is not None:
        left = Amount.on_scale(residue.mass_mg, residue.bound_mg, residue.division_mg, residue.entry)
    elif account.batches_ended:
        left = Amount.lost(Gap(Lacking.RESIDUE, None, account.session))
    else:
        left = Amount()
    again = tuple((number, *later) for number, later in account.again.items())
    closed = None if account.closed is None else account.closed.index
    return SessionLine(account.session, Line.total(lines), left, closed, again)


def _sample_lines(pages: Pages, packages: Iterable[PackageLine]) -> Iterable[SampleLine]:
    came: dict[tuple[str, str], list[PackageLine]] = {}
    for each in packages:
        if each.sample is not None:
            came.setdefault((skeleton(each.consignment), skeleton(each.sample)), []).append(each)
    for key, page in pages.items():
        for sample, kept in page.consignment.samples.items():
            back = came.pop((key, sample), [None])
            yield from (_sample_line(page, kept, each) for each in back)
    for back in came.values():
        yield from (_never_kept(each) for each in back)


def _sample_line(page: Page, kept: Kept, package: PackageLine | None) -> SampleLine:
    data = kept.data
    mass = Amount.on_paper(data["mass_mg"], kept.entry)
    number = page.consignment.number
    return SampleLine(data["sample"], data["which"], number, mass, data["seen"], kept.entry, kept.session, package)


def _never_kept(package: PackageLine) -> SampleLine:
    sample = package.sample or ""
    unknown = Amount.lost(Gap(Lacking.KEPT, package.consignment, sample), package.registered)
    return SampleLine(sample, None, package.consignment, unknown, seen=False, entry=None, session=None, package=package)
