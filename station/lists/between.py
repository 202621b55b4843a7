"""What must hold between the rows of a list: numbers used once, packages of known consignments, masses that add up.

Two numbers are the same when they would be taken for each other on a label (station/rules/numbers.py). Rows with a fault
take part as far as they could be read, so that one report names all.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from station.lists.findings import Findings
from station.lists.kinds import Kind
from station.lists.limits import MAX_LOADED, MAX_OPINIONS
from station.lists.reading import Line, Table
from station.rules.numbers import case_skeleton, same_number, skeleton

STATED = {"gross_mg": " mg", "net_mg": " mg", "count": "", "millilitres": " ml"}
EARLIER = ("seal_at_seizure", "seal_in_store")


@dataclass
class Lines:
    """All rows by kind, the consignments and packages by number."""

    by_kind: dict[Kind, list[Line]]
    consignments: dict[str, Line] = field(init=False)
    packages: dict[str, Line] = field(init=False)

    def __post_init__(self) -> None:
        self.consignments = self._by_number(Kind.CONSIGNMENTS, "consignment")
        self.packages = self._by_number(Kind.PACKAGES, "package")

    @classmethod
    def of(cls, tables: Iterable[Table]) -> "Lines":
        """Join the tables of each kind, in order."""
        by_kind: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
        for table in tables:
            by_kind[table.kind] += table.lines
        return cls(by_kind)

    def _by_number(self, kind: Kind, name: str) -> dict[str, Line]:
        return {line.get(name): line for line in reversed(self.by_kind[kind]) if line.get(name) is not None}


def check_between(lines: Lines, found: Findings) -> None:
    """Name what contradicts itself between rows."""
    _check_numbers(lines, found)
    _check_consignments(lines, found)
    _check_packages(lines, found)
    _check_sizes(lines, found)
    _weigh_samples(lines, found)
    _compare_sums(lines, found)
    _look_for_earlier_seals(lines, found)


def _check_numbers(lines: Lines, found: Findings) -> None:
    of = lines.by_kind
    _check_once(_keyed(of[Kind.CONSIGNMENTS], "consignment"), "consignment", found)
    _check_once(_keyed(of[Kind.PACKAGES], "package"), "package", found)
    _check_once(_keyed(of[Kind.SAMPLES], "sample"), "sample", found)
    opinions = ((line, (line.get("consignment"), key)) for line, key in _keyed(of[Kind.OPINIONS], "number"))
    _check_once(opinions, "number", found)
    cases = ((line, (_case(line, lines), key)) for line, key in _keyed(of[Kind.PACKAGES], "case_package"))
    _check_once(cases, "case_package", found)
    ours = {(line.get("sample"), skeleton(line.get("seal") or "")) for line in of[Kind.PACKAGES]}
    # a package that is a kept sample bears that sample's seal
    samples = [(line, key) for line, key in _keyed(of[Kind.SAMPLES], "seal") if (line.get("sample"), key) not in ours]
    _check_once([*_keyed(of[Kind.PACKAGES], "seal"), *samples], "seal", found)


def _keyed(lines: Iterable[Line], name: str) -> Iterator[tuple[Line, Hashable]]:
    return ((line, skeleton(line.get(name))) for line in lines if line.get(name) is not None)


def _case(line: Line, lines: Lines) -> str:
    """The case of a package; one whose consignment is not known stands for itself."""
    consignment = lines.consignments.get(line.get("consignment"))
    case = consignment and consignment.get("case")
    return case_skeleton(case) if case else f"{line.get('consignment')}"


def _check_once(keyed: Iterable[tuple[Line, Hashable]], name: str, found: Findings) -> None:
    first: dict[Hashable, Line] = {}
    for line, key in keyed:
        before = first.setdefault(key, line)
        if before is not line:
            said = f"{line.get(name)!r}, like {before.get(name)!r} of {before.place}"
            found.fault(
                line.place.finding(line.headings[name], said, "each number once; look-alike letters are the same")
            )


def _check_consignments(lines: Lines, found: Findings) -> None:
    others = [line for kind in Kind if kind is not Kind.CONSIGNMENTS for line in lines.by_kind[kind]]
    if not lines.by_kind[Kind.CONSIGNMENTS]:
        for place in dict.fromkeys(replace(line.place, row=None) for line in others):
            found.fault(
                place.finding(None, "rows of consignments that are not given", "their table as well, in the same list")
            )
    elif lines.consignments:  # else their numbers could not be read, which is a fault already
        for line in others:
            _check_known(line, "consignment", lines.consignments, found)
    filled = {line.get("consignment") for line in lines.by_kind[Kind.PACKAGES]}
    for number, line in lines.consignments.items():
        if number not in filled:
            found.warn(line.place.finding(line.headings["consignment"], f"{number!r} without packages", "at least one"))


def _check_packages(lines: Lines, found: Findings) -> None:
    if lines.by_kind[Kind.PACKAGES] and not lines.packages:
        return  # their numbers could not be read, which is a fault already
    for line in [*lines.by_kind[Kind.CUSTODY], *lines.by_kind[Kind.SAMPLES]]:
        _check_known(line, "package", lines.packages, found)
        package = lines.packages.get(line.get("package"))
        if package is None:
            continue
        theirs = package.get("consignment")
        if theirs and line.get("consignment") not in {None, theirs}:
            said = f"{line.get('package')!r} in consignment {line.get('consignment')!r}"
            found.fault(
                line.place.finding(line.headings["package"], said, f"consignment {theirs!r}, as in {package.place}")
            )


def _check_known(line: Line, name: str, known: Mapping[str, Line], found: Findings) -> None:
    number = line.get(name)
    if number is None or number in known:
        return
    alike = next((each for each in known if same_number(each, number)), None)
    meant = f"; {alike!r} looks the same, but is written otherwise" if alike else ""
    found.fault(line.place.finding(line.headings[name], repr(number), f"a {name} of this list{meant}"))


def _check_sizes(lines: Lines, found: Findings) -> None:
    """Name what is more than the recorder takes at once."""
    opinions: Counter[str] = Counter()
    for line in lines.by_kind[Kind.OPINIONS]:
        opinions[line.get("consignment")] += 1
        if opinions[line.get("consignment")] == MAX_OPINIONS + 1:
            found.fault(line.place.finding(None, "one opinion too many", f"at most {MAX_OPINIONS} of a consignment"))
    packages = lines.by_kind[Kind.PACKAGES]
    if len(packages) > MAX_LOADED:
        place = replace(packages[MAX_LOADED].place, row=None)
        found.warn(place.finding(None, f"{len(packages):,} packages", f"at most {MAX_LOADED:,} to be loaded at once"))


def _weigh_samples(lines: Lines, found: Findings) -> None:
    """Name the sample with which a consignment's samples come to weigh more than all that is stated of it."""
    sampled: Counter[str] = Counter()
    for line in lines.by_kind[Kind.SAMPLES]:
        number, mass = line.get("consignment"), line.get("mass_mg") or 0
        consignment = lines.consignments.get(number)
        stated = [] if consignment is None else [consignment.get("gross_mg") or 0, consignment.get("net_mg") or 0]
        whole = max(stated, default=0)
        sampled[number] += mass
        if whole and sampled[number] - mass <= whole < sampled[number]:
            said = f"{sampled[number]:,} mg in the samples of {number!r} up to here"
            found.fault(line.place.finding(line.headings["mass_mg"], said, f"no more than the whole, {whole:,} mg"))


def _compare_sums(lines: Lines, found: Findings) -> None:
    """Warn where a consignment's stated amount is not what its packages add up to. Kept samples are no part of it any more."""
    packages: dict[str, list[Line]] = {}
    for line in lines.by_kind[Kind.PACKAGES]:
        if line.get("sample") is None:
            packages.setdefault(line.get("consignment"), []).append(line)
    for number, consignment in lines.consignments.items():
        for name, unit in STATED.items():
            amounts = [line.get(name) for line in packages.get(number, [])]
            stated = consignment.get(name)
            if stated is not None and amounts and None not in amounts and sum(amounts) != stated:
                said = f"{stated:,}{unit} stated, {sum(amounts):,}{unit} in {len(amounts)} packages"
                found.warn(consignment.place.finding(consignment.headings[name], said, "the same"))


def _look_for_earlier_seals(lines: Lines, found: Findings) -> None:
    """Warn where the seal of one package was another's before."""
    today = {key: line for line, key in _keyed(lines.by_kind[Kind.PACKAGES], "seal")}
    for name in EARLIER:
        for line, key in _keyed(lines.by_kind[Kind.PACKAGES], name):
            other = today.get(key, line)
            if other is not line:
                said = f"{line.get(name)!r}, which is today's seal of {other.place}"
                found.warn(line.place.finding(line.headings[name], said, "a seal of this package alone"))
