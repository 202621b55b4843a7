"""The masses on the papers against those on the scale: the same within the limits of both weighings, lost, or gained.

The comparison is that of the rule which keeps a package from the furnace (`station.rules.doubts`): with the last official gross
mass, else the one at seizure, and the limits of both weighings, as far as the papers give theirs. A loss of a plant that was
first weighed fresh could be drying; that is what is said of it, and never that it is right. What changed between two weighings
here (a batch called off, a correction, a decision) is told by itself, and is no drying.
"""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules.metrology import Change, Comparison, sum_bound_mg
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.weighed import Step, Weighing, steps, weighings_of
from station.verify.words import Listed, Said, Term, Words, listed, words

# A paper gives the limit of its own weighing, and so how much may be gone unseen: above this part of the mass it is named.
WIDE = 100

Against = tuple[Weighing, Comparison]  # a weighing beside the papers


def check_masses(record: Record) -> Iterator[Finding]:
    """Tell each difference; a gain is never silent. Nothing here fails: a difference is the court's to judge."""
    weighed, followed = weighings_of(record)
    newest = [_newest(each) for each in weighed.values()]
    against = [(each, each.papers) for each in newest if each.papers is not None]
    again = [step for each in weighed.values() for step in steps(each)]
    notes = [*_papers(record, against, again), *_again(again), *_not_compared(newest), *_wide(record), *_burned(record)]
    if followed != record.seal.index:
        text = words("From entry {index} on, which breaks the rules, no mass is compared.", index=followed + 1)
        return conclude("masses", "", [*notes, note(text, entry=followed + 1)])
    passed = words(
        "Packages weighed: {weighed}; of these, compared with a mass on their papers: {compared}.",
        weighed=len(newest),
        compared=len(against),
    )
    return conclude("masses", passed, notes)


def burned_packages(record: Record) -> list[str]:
    """The packages that went into the furnace and whose batch was ended."""
    ended = {entry.data["batch"] for entry in record.of_kind("batch.ended")}
    charged = [entry.data for entry in record.of_kind("furnace.charged") if entry.data["batch"] in ended]
    return [package for data in charged for package in data["packages"]]


def _newest(weighings: list[Weighing]) -> Weighing:
    """The newest weighing before people decided: what came after is held against the scale alone."""
    return next((each for each in reversed(weighings) if not each.decided), weighings[-1])


def _papers(record: Record, against: list[Against], again: list[Step]) -> Iterator[Fault]:
    changed = {step.after.registered.index for step in again if step.found.change is not Change.SAME}
    drying = [each for each in against if each[0].drying and each[0].registered.index not in changed]
    others = [each for each in against if each not in drying]
    for saying, change in ((_same, Change.SAME), (_lost, Change.LOST), (_gained, Change.GAINED)):
        of_it = [each for each in others if each[1].change is change]
        if of_it:
            yield note(saying(_differences(of_it)), entries=[each.registered.index for each, _ in of_it])
    yield from _one_sided([each.registered for each, _ in against])
    if drying and record.opened is not None:
        text = words(
            "Lost, and it could be drying: plants that were first weighed fresh, of which this session's conditions "
            "expect up to "
            "{permille}‰ to be lost so: {told}.",
            permille=record.opened.data["conditions"]["drying_permille"],
            told=_differences(drying),
        )
        yield note(text, entries=[each.registered.index for each, _ in drying])


def _one_sided(registered: list[Entry]) -> Iterator[Fault]:
    told = [each for each in registered if (each.data["last"] or {}).get("bound_mg") is None]
    if told:
        text = words(
            "With what the papers' masses were weighed is not told, so U is the limit of the weighing here alone: "
            "{packages}.",
            packages=listed([entry.data["package"] for entry in told]),
        )
        yield note(text, entries=[entry.index for entry in told])


def _again(again: list[Step]) -> Iterator[Fault]:
    for saying, change in ((_same_again, Change.SAME), (_lost_here, Change.LOST), (_gained_here, Change.GAINED)):
        of_it = [step for step in again if step.found.change is change]
        if of_it:
            yield note(saying(listed(list(map(_step, of_it)))), entries=[step.after.entry.index for step in of_it])


def _not_compared(newest: list[Weighing]) -> Iterator[Fault]:
    alone = [each for each in newest if each.papers is None]
    if alone:
        told = [
            words(
                "package {package}, {weighed} mg {called} (weighing {weighing})",
                package=each.registered.data["package"],
                weighed=each.mass_mg,
                called=Term(each.entry.data["shown_as"]),
                weighing=each.entry.data["weighing"],
            )
            for each in alone
        ]
        text = words(
            "NOT COMPARED with anything, since their papers state no mass of the kind that the scale showed: {told}.",
            told=listed(told),
        )
        yield note(text, entries=[each.registered.index for each in alone])


def _wide(record: Record) -> Iterator[Fault]:
    """Name the papers whose own limit would hide a loss."""
    lasts = [(entry, entry.data["last"]) for entry in record.of_kind("package.registered") if entry.data["last"]]
    wide = [(entry, last) for entry, last in lasts if (last["bound_mg"] or 0) * WIDE > last["gross_mg"]]
    if wide:
        told = [
            words(
                "package {package}, {mass} mg within {bound} mg",
                package=entry.data["package"],
                mass=last["gross_mg"],
                bound=last["bound_mg"],
            )
            for entry, last in wide
        ]
        text = words(
            "PAPERS THAT ALLOW FOR MORE THAN 1 % of the mass, so that a loss can hide: {told}.", told=listed(told)
        )
        yield note(text, entries=[entry.index for entry, _ in wide])


def _same(told: Said) -> Words:
    return words("Same within U: {told}.", told=told)


def _lost(told: Said) -> Words:
    return words("LOST since the papers were written: {told}.", told=told)


def _gained(told: Said) -> Words:
    return words("GAINED since the papers were written: {told}.", told=told)


def _same_again(told: Said) -> Words:
    return words("Weighed here more than once, the same within U: {told}.", told=told)


def _lost_here(told: Said) -> Words:
    return words("LOST HERE, between two weighings: {told}.", told=told)


def _gained_here(told: Said) -> Words:
    return words("GAINED HERE, between two weighings: {told}.", told=told)


def _differences(against: list[Against]) -> Listed:
    return listed([_difference(*each) for each in against])


def _difference(each: Weighing, found: Comparison) -> Words:
    told = {
        "package": each.registered.data["package"],
        "stated": each.mass_mg - found.difference_mg + each.taken_mg,
        "weighed": each.mass_mg,
        "weighing": each.entry.data["weighing"],
        "difference": found.difference_mg,
        "u": found.u_mg,
    }
    if each.taken_mg:
        return words(
            "package {package}, {stated} mg on paper, {taken} mg taken from it by people's word, {weighed} mg weighed "
            "(weighing "
            "{weighing}), difference {difference} mg, U {u} mg",
            taken=each.taken_mg,
            **told,
        )
    return words(
        "package {package}, {stated} mg on paper, {weighed} mg weighed (weighing {weighing}), difference {difference} mg, "
        "U {u} mg",
        **told,
    )


def _step(step: Step) -> Words:
    before, after = step.before.entry.data, step.after.entry.data
    return words(
        "package {package}, {earlier} mg {called} (weighing {weighing}), then {later} mg {recalled} (weighing "
        "{reweighing}), "
        "taken from it between {taken} mg, difference {difference} mg, U {u} mg",
        package=after["package"],
        earlier=before["mass_mg"],
        called=Term(before["shown_as"]),
        weighing=before["weighing"],
        later=after["mass_mg"],
        recalled=Term(after["shown_as"]),
        reweighing=after["weighing"],
        taken=step.taken_mg,
        difference=step.found.difference_mg,
        u=step.found.u_mg,
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
        "The {count} packages burned weighed {mass} mg together; with the permissible errors and one division each, "
        "the sum is "
        "right within {bound} mg.",
        count=len(weighings),
        mass=mass_mg,
        bound=bound_mg,
    )
    yield note(text, mass_mg=mass_mg, bound_mg=bound_mg, packages=len(weighings))
