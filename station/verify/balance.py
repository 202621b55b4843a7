"""Where the kilograms are: each consignment's masses, from what was seized to what burned, by the one function for it.

A difference is told and is no verdict: it may be theft, drying, a scale of the papers, or a wrong paper. What keeps a balance
from closing is named, and so is what stands in it by people's word alone. It fails only where the session's close states another
burned mass than its entries give.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from station.rules.balance import (
    Amount,
    Balance,
    Basis,
    ConsignmentLine,
    Gap,
    Lacking,
    Line,
    PackageLine,
    SampleLine,
    SessionLine,
    Tally,
    TallyLine,
    balance,
)
from station.rules.metrology import Change
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Said, Term, Words, listed, sentences, words

FIGURES = ("seized", "analysed", "sampled", "presented", "burned", "set_aside", "missing", "difference")


def check_balance(record: Record) -> Iterator[Finding]:
    """Tell the balance of the session and of each consignment, and hold the session's close against it."""
    found = balance(record.entries)
    return conclude("balance", _passed(found), _faults(record, found))


def _passed(found: Balance) -> Words:
    """Only of a consignment that closes can be said that it stands against what was seized."""
    changes = [each.line.change for each in found.consignments]
    return words(
        "Every package counts once. Consignments: {count}; of these, standing against what was seized: {closing}, and "
        "within U: "
        "{same}.",
        count=len(changes),
        closing=len(changes) - changes.count(None),
        same=changes.count(Change.SAME),
    )


def _faults(record: Record, found: Balance) -> Iterator[Fault]:
    for session in found.sessions:
        yield from _close(record, session)
        told = _told(words("The whole session {session}", session=session.session), session.line)
        details = _details(session.line) | {"residue_mg": session.residue.mg}
        yield note(sentences(told, _residue(session.residue)), session=session.session, **details)
    for each in found.consignments:
        came = [sample for sample in found.samples if sample.consignment == each.consignment]
        text = sentences(_told(_whose(each), each.line), _samples_back(came))
        yield note(text, consignment=each.consignment, **_details(each.line))
        yield from _restated(each)


def _close(record: Record, session: SessionLine) -> Iterator[Fault]:
    """What the close states was burned is what the entries give: counted here by another way than by the rules."""
    line = session.line
    burned_mg = line.shown.known_mg + line.samples_burned.known_mg
    packages = line.shown.parts + line.samples_burned.parts
    for entry in record.of_kind("session.closed"):
        if entry.index != session.closed:
            continue
        stated_mg, stated = entry.data["burned_mg"], entry.data["packages_burned"]
        details = {"entry": entry.index, "burned_mg": burned_mg, "packages_burned": packages}
        if (stated_mg, stated) != (burned_mg, packages):
            text = words(
                "Entry {index} closes the session with {packages_stated} packages burned, {stated} mg; the balance gives "
                "{packages} packages, {found} mg.",
                index=entry.index,
                packages_stated=stated,
                stated=stated_mg,
                packages=packages,
                found=burned_mg,
            )
            yield Fault(text, details)


def _whose(each: ConsignmentLine) -> Words:
    if not each.entries:
        return words("Consignment {consignment}, which was never registered", consignment=each.consignment)
    return words("Consignment {consignment} (entry {index})", consignment=each.consignment, index=each.entries[0])


def _told(whose: Words, line: Line) -> Said:
    text = words(
        "{whose}: seized {seized}; analysed {analysed}; samples {sampled}; presented {presented}, of which burned "
        "{burned}, set "
        "aside {aside}, missing {missing}; {outcome}.",
        whose=whose,
        seized=_seized(line),
        analysed=_mass(line.analysed),
        sampled=_mass(line.sampled),
        presented=_packages(line.presented),
        burned=_packages(line.burned),
        aside=_packages(line.set_aside),
        missing=_packages(line.missing),
        outcome=_outcome(line),
    )
    pieces, millilitres = _pieces(line.pieces), _millilitres(line.millilitres)
    return sentences(text, _by_word(line), _missing(line), _on_paper(line.presented), pieces, millilitres)


def _by_word(line: Line) -> Words | None:
    """What people say was taken explains a loss as well as a theft does."""
    if not line.sampled.stated:
        return None
    return words(
        "Of this, samples and what tests used up stand by people's word alone, weighed by no scale of this record: {mass}.",
        mass=_mass(line.sampled),
    )


def _samples_back(samples: Iterable[SampleLine]) -> Words | None:
    """Kept samples that came as packages: part of no figure of the line, so that their masses have to stand beside it."""
    told = [
        words(
            "sample {sample}, {kept} when it was kept, as package {package}, {weighed}, {fate}",
            sample=each.sample,
            kept=_mass(each.kept),
            package=each.package.package,
            weighed=_weighed(each.package),
            fate=Term(each.package.fate),
        )
        for each in samples
        if each.package is not None
    ]
    if not told:
        return None
    return words("Beside this line, kept samples that came as packages: {told}.", told=listed(told))


def _weighed(package: PackageLine) -> Words:
    if package.weighed is None:
        return words("not weighed")
    return words("{mass} mg weighed", mass=package.weighed.mass_mg)


def _restated(each: ConsignmentLine) -> Iterator[Fault]:
    if each.restated:
        text = words(
            "CONTRADICTED: of consignment {consignment} these entries state otherwise what was stated before, which stands: "
            "{entries}.",
            consignment=each.consignment,
            entries=listed(each.restated),
        )
        yield note(text, consignment=each.consignment, entries=list(each.restated))


def _seized(line: Line) -> Words:
    if line.seized.mg is None:
        return _mass(line.seized)
    if line.basis is Basis.NET:
        return words("{mass} mg net", mass=line.seized.mg)
    if line.basis is Basis.GROSS:
        return words("{mass} mg gross", mass=line.seized.mg)
    return words("{mass} mg, of some net and of some gross", mass=line.seized.mg)


def _mass(amount: Amount) -> Words:
    if amount.mg is not None:
        return words("{mass} mg", mass=amount.mg)
    if amount.known_mg:
        return words("{mass} mg and what is not known", mass=amount.known_mg)
    return words("not known")


def _packages(amount: Amount) -> Words:
    return words("{mass} (packages: {count})", mass=_mass(amount), count=amount.parts)


def _outcome(line: Line) -> Words:
    if line.comparison is None:
        return words("IT DOES NOT CLOSE: {gaps}", gaps=listed([_gap(each) for each in line.unknown]))
    told = {"difference": line.difference.known_mg, "u": line.comparison.u_mg}
    if line.change is Change.LOST:
        return words("difference {difference} mg, LOST beyond U, {u} mg", **told)
    if line.change is Change.GAINED:
        return words("difference {difference} mg, GAINED beyond U, {u} mg", **told)
    return words("difference {difference} mg, within U, {u} mg", **told)


def _missing(line: Line) -> Words | None:
    if not line.missing.parts:
        return None
    return words(
        "MISSING (packages: {count}): {mass}; of so many of them no entry says what became: {unaccounted}.",
        count=line.missing.parts,
        mass=_mass(line.missing),
        unaccounted=line.unaccounted.parts,
    )


def _on_paper(presented: Amount) -> Words | None:
    if not presented.stated and not presented.packaged:
        return None
    return words(
        "Not weighed here, but taken from papers: {stated} of these packages; weighed here, and the packaging taken off by "
        "papers: {packaged}.",
        stated=presented.stated,
        packaged=presented.packaged,
    )


def _residue(residue: Amount) -> Words | None:
    if not residue.parts:
        return None
    return words(
        "Residue of the fire, which is part of no balance and proves nothing of what burned: {mass}.",
        mass=_mass(residue),
    )


def _pieces(line: TallyLine | None) -> Words | None:
    if line is None:
        return None
    return words(
        "Pieces, by papers and counted by nobody here: seized {seized}, burned {burned}, set aside {aside}, missing "
        "{missing}, "
        "difference {difference}.",
        **_tallies(line),
    )


def _millilitres(line: TallyLine | None) -> Words | None:
    if line is None:
        return None
    return words(
        "Millilitres, by papers and measured by nobody here: seized {seized}, burned {burned}, set aside {aside}, missing "
        "{missing}, difference {difference}.",
        **_tallies(line),
    )


def _tallies(line: TallyLine) -> dict[str, Any]:
    tallies = {"seized": line.seized, "burned": line.burned, "aside": line.set_aside, "missing": line.missing}
    return {name: _number(tally) for name, tally in (tallies | {"difference": line.difference}).items()}


def _number(tally: Tally) -> Any:
    return words("not known") if tally.number is None else tally.number


def _gap(gap: Gap) -> Words:
    told = {"consignment": gap.consignment, "number": gap.number}
    if gap.lacking is Lacking.SEIZED:
        return words("no mass of consignment {consignment} at its seizure is stated", consignment=gap.consignment)
    if gap.lacking is Lacking.USED:
        return words("opinion {number} on consignment {consignment} does not say what the analysis used up", **told)
    if gap.lacking is Lacking.KEPT:
        return words("no entry here says that sample {number} of consignment {consignment} was kept", **told)
    if gap.lacking is Lacking.EARLIER:
        return words("consignment {consignment} came before in session {number}, whose entries are not here", **told)
    if gap.lacking is Lacking.ELSEWHERE:
        return words("consignment {consignment} is in session {number}, too", **told)
    return _package_gap(gap)


def _package_gap(gap: Gap) -> Words:
    if gap.lacking is Lacking.PACKAGING:
        return words("how heavy the packaging of package {number} is, nobody states", number=gap.number)
    if gap.lacking is Lacking.GROSS:
        return words("of package {number} only a net mass is known", number=gap.number)
    return words("package {number} was not weighed, and no mass of it is stated", number=gap.number)


def _details(line: Line) -> dict[str, Any]:
    figures = {name: getattr(line, name) for name in FIGURES}
    masses: dict[str, Any] = {f"{name}_mg": figure.mg for name, figure in figures.items()}
    entries = {name: list(figure.entries) for name, figure in figures.items() if name != "difference"}
    unknown = [{"lacking": str(g.lacking), "consignment": g.consignment, "number": g.number} for g in line.unknown]
    return masses | {
        "basis": str(line.basis),
        "bound_mg": line.difference.bound_mg,
        "rests_on": entries,
        "unknown": unknown,
    }
