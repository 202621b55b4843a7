"""The masses on the papers against those on the scale: the same within the limits of the weighing, lost, or gained.

What the papers' masses were weighed with is not known, so a difference has the bound of the station's own weighing alone.
"""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules.metrology import COMPARED, Change, Comparison, compare, sum_bound_mg
from station.rules.shapes import Data
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Said, Words, listed, words


def check_masses(record: Record) -> Iterator[Finding]:
    """Tell each difference; a gain is never silent. Nothing here fails: a difference is the court's to judge."""
    newest = {entry.data["package"]: entry for entry in record.of_kind("weighing.recorded") if entry.data["package"]}
    return conclude(
        "masses", words("Every package's mass stands beside the one on its papers."), _notes(record, newest)
    )


def _notes(record: Record, newest: dict[str, Entry]) -> Iterator[Fault]:
    compared: dict[Change, list[tuple[Entry, Words]]] = {change: [] for change in Change}
    for entry in record.of_kind("package.registered"):
        weighing = newest.get(entry.data["package"])
        stated_mg = None if weighing is None else _stated_mg(entry.data["stated"], weighing.data)
        if weighing is None or stated_mg is None:
            continue
        found = compare(stated_mg, weighing.data["mass_mg"], weighing.data["bound_mg"])
        compared[found.change].append((entry, _difference(entry, weighing, stated_mg, found)))
    for change, each in compared.items():
        if each:
            yield note(_said(change, [text for _, text in each]), entries=[entry.index for entry, _ in each])
    yield from _burned(record, newest)


def _stated_mg(stated: Data | None, weighing: Data) -> int | None:
    names = COMPARED.get(weighing["shown_as"], ()) if stated is not None else ()
    return next((stated[name] for name in names if stated and stated[name] is not None), None)


def _said(change: Change, told: list[Words]) -> Said:
    if change is Change.SAME:
        return words("Same within U: {told}.", told=listed(told))
    if change is Change.LOST:
        return words("LOST since the papers were written: {told}.", told=listed(told))
    return words("GAINED since the papers were written: {told}.", told=listed(told))


def _difference(package: Entry, weighing: Entry, stated_mg: int, found: Comparison) -> Words:
    return words(
        "package {package}, {stated} mg on paper, {weighed} mg weighed (weighing {weighing}), difference {difference} mg, "
        "U {u} mg",
        package=package.data["package"],
        stated=stated_mg,
        weighed=weighing.data["mass_mg"],
        weighing=weighing.data["weighing"],
        difference=found.difference_mg,
        u=found.u_mg,
    )


def _burned(record: Record, newest: dict[str, Entry]) -> Iterator[Fault]:
    """Sum the packages that went into the furnace and whose batch was ended."""
    ended = {entry.data["batch"] for entry in record.of_kind("batch.ended")}
    charged = [entry.data for entry in record.of_kind("furnace.charged") if entry.data["batch"] in ended]
    weighings = [newest[each].data for data in charged for each in data["packages"] if each in newest]
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
