"""Samples kept, and expert opinions: what stays of a consignment when the rest is ash.

A sample was taken here, before the cameras, or before the session, as papers claim; each says so. Where the session's own
conditions ask for a sample or an opinion, something burned without one is a failure.
"""

from collections import defaultdict
from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules.numbers import skeleton
from station.verify.masses import burned_packages
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Said, Words, listed, words


def check_samples(record: Record) -> Iterator[Finding]:
    """Check that what the conditions ask for was there before anything burned, and tell what was kept."""
    passed = words("Nothing burned without the samples and opinions that this session's conditions ask for.")
    return conclude("samples", passed, _faults(record))


def _faults(record: Record) -> Iterator[Fault]:
    samples = list(record.of_kind("sample.kept"))
    yield from _kept(samples)
    yield from _lacking(record, {entry.data["consignment"] for entry in samples})
    yield from _opinions(record)
    yield from _same_seals(record, samples)
    yield from _burned_samples(record, samples)


def _kept(samples: list[Entry]) -> Iterator[Fault]:
    seen = [entry for entry in samples if entry.data["seen"]]
    claimed = [entry for entry in samples if not entry.data["seen"]]
    if seen:
        text = words("Samples taken here, before the cameras: {told}.", told=listed([_taken(each) for each in seen]))
        yield note(text, entries=[entry.index for entry in seen])
    if claimed:
        told = listed([_claimed(each) for each in claimed])
        text = words("Samples CLAIMED by papers, taken before and not seen here: {told}.", told=told)
        yield note(text, entries=[entry.index for entry in claimed])


def _taken(entry: Entry) -> Words:
    if entry.data["package"] is None:
        return _sample(entry)
    return words("{sample}, from package {package}", sample=_sample(entry), package=entry.data["package"])


def _claimed(entry: Entry) -> Words:
    return words("{sample}, source {source}", sample=_sample(entry), source=repr(entry.data["source"]))


def _sample(entry: Entry) -> Words:
    data = entry.data
    return words(
        "{number} ({which}) of consignment {consignment}, {mass} mg, seal {seal}, kept until {until}",
        number=data["sample"],
        which=data["which"],
        consignment=data["consignment"],
        mass=data["mass_mg"],
        seal=repr(data["seal"]),
        until=repr(data["until"]),
    )


def _lacking(record: Record, sampled: set[str]) -> Iterator[Fault]:
    """Name the consignments without a sample, and those without an opinion."""
    opinion, sample = _conditions(record)
    burned = _burned_consignments(record)
    for entry in record.of_kind("consignment.registered"):
        number = entry.data["consignment"]
        if number not in sampled:
            yield _missing(_no_sample(number, burned=number in burned), entry, fails=sample and number in burned)
        if not entry.data["opinions"]:
            yield _missing(_no_opinion(number, burned=number in burned), entry, fails=opinion and number in burned)


def _missing(text: Said, entry: Entry, *, fails: bool) -> Fault:
    details = {"consignment": entry.data["consignment"], "entry": entry.index}
    return Fault(text, details) if fails else note(text, **details)


def _no_sample(consignment: str, *, burned: bool) -> Words:
    if burned:
        return words(
            "Of consignment {consignment} something burned, and no sample of it was kept.", consignment=consignment
        )
    return words("No sample of consignment {consignment} is recorded.", consignment=consignment)


def _no_opinion(consignment: str, *, burned: bool) -> Words:
    if burned:
        return words(
            "Of consignment {consignment} something burned, and no expert opinion on it is named.",
            consignment=consignment,
        )
    return words("No expert opinion on consignment {consignment} is named.", consignment=consignment)


def _conditions(record: Record) -> tuple[bool, bool]:
    """Whether an opinion, and a sample, are asked for."""
    if record.opened is None:
        return False, False
    conditions = record.opened.data["conditions"]
    return conditions["opinion"], conditions["sample"]


def _burned_consignments(record: Record) -> set[str]:
    """The consignments of which something burned that is not itself a sample."""
    burned = burned_packages(record)
    return {
        entry.data["consignment"]
        for entry in record.of_kind("package.registered")
        if entry.data["package"] in burned and entry.data["sample"] is None
    }


def _opinions(record: Record) -> Iterator[Fault]:
    registered = [entry for entry in record.of_kind("consignment.registered") if entry.data["opinions"]]
    told = [
        words(
            "{number} of {date} on consignment {consignment}: {result}",
            number=repr(opinion["number"]),
            date=opinion["date"],
            consignment=entry.data["consignment"],
            result=_result(opinion["result"], opinion["purity_permille"]),
        )
        for entry in registered
        for opinion in entry.data["opinions"]
    ]
    if told:
        text = words("Expert opinions, as papers claim: {told}.", told=listed(told))
        yield note(text, entries=[entry.index for entry in registered])


def _result(result: str, purity_permille: int | None) -> Words:
    if purity_permille is None:
        return words("{result}", result=repr(result))
    return words("{result}, purity {purity}‰", result=repr(result), purity=purity_permille)


def _same_seals(record: Record, samples: list[Entry]) -> Iterator[Fault]:
    """Name seals that are on two samples, or on a sample and a package that is not this sample."""
    sealed: dict[str, list[Entry]] = defaultdict(list)
    for entry in samples:
        sealed[skeleton(entry.data["seal"])].append(entry)
    for entry in record.of_kind("package.registered"):
        here = sealed.get(skeleton(entry.data["seal"]), [])
        if any(each.data["sample"] != entry.data["sample"] for each in here):
            here.append(entry)
    for entries in sealed.values():
        if len(entries) > 1:
            text = words(
                "ONE SEAL FOR TWO THINGS: {seal} is on {told}.",
                seal=repr(entries[0].data["seal"]),
                told=listed([_bearer(each) for each in entries]),
            )
            yield Fault(text, {"entries": [each.index for each in entries]})


def _bearer(entry: Entry) -> Words:
    if entry.kind == "sample.kept":
        return words("sample {sample} (entry {index})", sample=entry.data["sample"], index=entry.index)
    return words("package {package} (entry {index})", package=entry.data["package"], index=entry.index)


def _burned_samples(record: Record, samples: list[Entry]) -> Iterator[Fault]:
    """Link each package that is a kept sample back to its keeping."""
    kept = {entry.data["sample"]: entry for entry in samples}
    came_from = {
        entry.data["consignment"]: entry.data["continues"] for entry in record.of_kind("consignment.registered")
    }
    burned = burned_packages(record)
    for entry in record.of_kind("package.registered"):
        sample, package = entry.data["sample"], entry.data["package"]
        if sample is None:
            continue
        text = words(
            "Package {package} is sample {sample} of consignment {consignment}, {fate}; {origin}.",
            package=package,
            sample=sample,
            consignment=entry.data["consignment"],
            fate=words("burned here") if package in burned else words("not burned here"),
            origin=_origin(kept.get(sample), came_from.get(entry.data["consignment"])),
        )
        yield note(text, entry=entry.index, package=package, sample=sample)


def _origin(kept: Entry | None, session: str | None) -> Words:
    if kept is not None:
        return words("it was kept by entry {index} of this record", index=kept.index)
    if session is not None:
        return words("its keeping stands in the record of session {session}, or in an earlier one", session=session)
    return words("no entry says when it was kept")
