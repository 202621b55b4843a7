"""The masses on the papers against those on the scale: the same within the limits of both weighings, lost, or gained.

The comparison is that of the rule which keeps a package from the furnace (`station.rules.doubts`): with the last official gross
mass, else the one at seizure, and the limits of both weighings, as far as the papers give theirs. A loss of a plant that was
first weighed fresh could be drying; that is what is said of it, and never that it is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from station.formats.entry import Entry
from station.rules.doubts import comparison, could_be_drying
from station.rules.metrology import Change, Comparison, sum_bound_mg
from station.rules.session import Session
from station.verify.record import Record
from station.verify.replay import replayed
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Said, Words, listed, words


@dataclass(frozen=True)
class _Compared:
    """A weighing against what was known before: a paper or, once people have decided about the package, the scale."""

    registered: Entry
    weighing: Entry
    found: Comparison
    taken_mg: int
    decided: bool
    drying: bool

    @property
    def earlier_mg(self) -> int:
        return int(self.weighing.data["mass_mg"]) - self.found.difference_mg + self.taken_mg

    @property
    def paper_bound_known(self) -> bool:
        last = self.registered.data["last"]
        return self.decided or (last is not None and last["bound_mg"] is not None)


def check_masses(record: Record) -> Iterator[Finding]:
    """Tell each difference; a gain is never silent. Nothing here fails: a difference is the court's to judge."""
    compared, followed = _compared(record)
    notes = [*_notes(compared), *_could_be_drying(record, compared), *_burned(record)]
    if followed == record.seal.index:
        return conclude("masses", words("Every package's mass stands beside the one on its papers."), notes)
    text = words("From entry {index} on, which breaks the rules, no mass is compared.", index=followed + 1)
    return conclude("masses", "", [*notes, note(text, entry=followed + 1)])


def burned_packages(record: Record) -> list[str]:
    """The packages that went into the furnace and whose batch was ended."""
    ended = {entry.data["batch"] for entry in record.of_kind("batch.ended")}
    charged = [entry.data for entry in record.of_kind("furnace.charged") if entry.data["batch"] in ended]
    return [package for data in charged for package in data["packages"]]


def _compared(record: Record) -> tuple[list[_Compared], int]:
    """Compare the newest weighing of each package; of one that people decided about, also the newest before.

    Also returns the number of the last entry up to which the session follows its rules.
    """
    registered: dict[str, Entry] = {}
    decided: set[str] = set()  # packages whose next weighing is compared with the scale's own last one
    found: dict[tuple[str, bool], _Compared] = {}
    followed = record.first - 1
    for entry, session in replayed(record):
        followed = entry.index
        number = str(entry.data.get("package"))
        if entry.kind == "package.registered":
            registered[number] = entry
        elif entry.kind == "package.decided" and session.packages[number].mass_mg is not None:
            decided.add(number)
        elif entry.kind == "weighing.recorded" and entry.data["purpose"] == "package":
            each = _compare(registered[number], entry, session, decided=number in decided)
            if each is not None:
                found[number, each.decided] = each
    return list(found.values()), followed


def _compare(registered: Entry, weighing: Entry, session: Session, *, decided: bool) -> _Compared | None:
    package = session.packages[registered.data["package"]]
    found = comparison(package)
    if found is None:
        return None
    lost = found.change is Change.LOST
    permille = session.conditions["drying_permille"]
    drying = lost and could_be_drying(session, package, -found.difference_mg, permille)
    return _Compared(registered, weighing, found, package.taken_mg, decided, drying)


def _notes(compared: list[_Compared]) -> Iterator[Fault]:
    for saying, each in (
        (_same, [each for each in compared if each.found.change is Change.SAME]),
        (_lost, [each for each in compared if each.found.change is Change.LOST and not each.drying]),
        (_gained, [each for each in compared if each.found.change is Change.GAINED]),
    ):
        if each:
            told = listed([_difference(one) for one in each])
            yield note(saying(told), entries=[one.registered.index for one in each])
    one_sided = [each.registered for each in compared if not each.paper_bound_known]
    if one_sided:
        text = words(
            "With what the papers' masses were weighed is not told, so U is the limit of the weighing here alone: {packages}.",
            packages=listed([entry.data["package"] for entry in one_sided]),
        )
        yield note(text, entries=[entry.index for entry in one_sided])


def _could_be_drying(record: Record, compared: list[_Compared]) -> Iterator[Fault]:
    drying = [each for each in compared if each.drying]
    if drying and record.opened is not None:
        text = words(
            "Lost, and it could be drying: plants that were first weighed fresh, of which this session's conditions expect up to "
            "{permille}‰ to be lost so: {told}.",
            permille=record.opened.data["conditions"]["drying_permille"],
            told=listed([_difference(each) for each in drying]),
        )
        yield note(text, entries=[each.registered.index for each in drying])


def _same(told: Said) -> Words:
    return words("Same within U: {told}.", told=told)


def _lost(told: Said) -> Words:
    return words("LOST since the papers were written: {told}.", told=told)


def _gained(told: Said) -> Words:
    return words("GAINED since the papers were written: {told}.", told=told)


def _difference(each: _Compared) -> Words:
    told = {
        "package": each.registered.data["package"],
        "stated": each.earlier_mg,
        "weighed": each.weighing.data["mass_mg"],
        "weighing": each.weighing.data["weighing"],
        "difference": each.found.difference_mg,
        "u": each.found.u_mg,
    }
    if each.decided:
        return words(
            "package {package}, {stated} mg weighed before people decided, {weighed} mg weighed now (weighing {weighing}), "
            "difference {difference} mg, U {u} mg",
            **told,
        )
    if each.taken_mg:
        return words(
            "package {package}, {stated} mg on paper, {taken} mg taken from it here, {weighed} mg weighed (weighing {weighing}), "
            "difference {difference} mg, U {u} mg",
            taken=each.taken_mg,
            **told,
        )
    return words(
        "package {package}, {stated} mg on paper, {weighed} mg weighed (weighing {weighing}), difference {difference} mg, "
        "U {u} mg",
        **told,
    )


def _burned(record: Record) -> Iterator[Fault]:
    """Sum the packages that went into the furnace and whose batch was ended."""
    newest = {entry.data["package"]: entry.data for entry in record.of_kind("weighing.recorded")}
    weighings = [newest[package] for package in burned_packages(record) if package in newest]
    if not weighings:
        return
    mass_mg = sum(data["mass_mg"] for data in weighings)
    division_mg = max(data["scale"]["division_mg"] for data in weighings)
    bound_mg = sum_bound_mg((data["bound_mg"] for data in weighings), division_mg)
    text = words(
        "The {count} packages burned weighed {mass} mg together; with the permissible errors and one division each, the sum is "
        "right within {bound} mg.",
        count=len(weighings),
        mass=mass_mg,
        bound=bound_mg,
    )
    yield note(text, mass_mg=mass_mg, bound_mg=bound_mg, packages=len(weighings))
