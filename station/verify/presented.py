"""What the cameras were shown of each package before it was weighed: its seal as read, beside the seals that papers name.

And what became of those that were not burned as a matter of course: doubts that people decided about, packages that were on the
list and not there, numbers that somebody tried to use twice. What was set aside, and why, stands among the events.
"""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules.goods import Decision, SealState
from station.rules.numbers import same_number
from station.rules.session import Session
from station.rules.shapes import Data
from station.verify.record import Record
from station.verify.replay import replayed
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Listed, Term, Words, joined, listed, words


def check_presented(record: Record) -> Iterator[Finding]:
    """Check that each package was shown before it was weighed, and tell what was seen."""
    passed = words("Every package that was weighed had been shown to the cameras with its seal.")
    return conclude("presented", passed, _faults(record))


def _faults(record: Record) -> Iterator[Fault]:
    registered = {entry.data["package"]: entry for entry in record.of_kind("package.registered")}
    yield from _not_shown(record)
    yield from _refused(record)
    shown = list(record.of_kind("package.presented"))
    yield from _seals_read(shown, registered)
    yield from _states(shown)
    yield from _seals_on_paper(list(registered.values()))
    yield from _missing(record)
    yield from _decided(record)


def _not_shown(record: Record) -> Iterator[Fault]:
    shown: set[str] = set()
    for entry in record.of_kind("package.presented", "weighing.recorded"):
        package = entry.data["package"]
        if entry.kind == "package.presented":
            shown.add(package)
        elif package is not None and package not in shown:
            text = words(
                "Package {package} was weighed (weighing {weighing}) without having been shown to the cameras.",
                package=package,
                weighing=entry.data["weighing"],
            )
            yield Fault(text, {"package": package, "entry": entry.index})


def _refused(record: Record) -> Iterator[Fault]:
    refused = list(record.of_kind("number.refused"))
    if refused:
        text = words("A NUMBER WAS TRIED A SECOND TIME, and refused: {told}.", told=refusals(refused))
        yield note(text, entries=[entry.index for entry in refused])


def refusals(refused: list[Entry]) -> Listed:
    """Say which numbers were to be used a second time (`number.refused`), and which packages had them before."""
    return listed([_refusal(each) for each in refused])


def _refusal(entry: Entry) -> Words:
    if entry.data["before"] is None:
        what, number = Term(entry.data["what"]), repr(entry.data["number"])
        return words(
            "{what} {number}, used in its case before (entry {index})", what=what, number=number, index=entry.index
        )
    if entry.data["before"]["package"] is None:
        return words(
            "{what} {number}, used in session {session} before (entry {index})",
            what=Term(entry.data["what"]),
            number=repr(entry.data["number"]),
            session=entry.data["before"]["session"],
            index=entry.index,
        )
    return words(
        "{what} {number}, which package {package} of session {session} had (entry {index})",
        what=Term(entry.data["what"]),
        number=repr(entry.data["number"]),
        package=entry.data["before"]["package"],
        session=entry.data["before"]["session"],
        index=entry.index,
    )


def _seals_read(shown: list[Entry], registered: dict[str, Entry]) -> Iterator[Fault]:
    """Tell seals that are not the one on paper; one that is missing is told by its state."""
    other = [
        (entry, registered[entry.data["package"]].data)
        for entry in shown
        if entry.data["package"] in registered
        and entry.data["seal"] is not None
        and not same_number(entry.data["seal"], registered[entry.data["package"]].data["seal"])
    ]
    if other:
        told = listed([_seal_read(entry, papers) for entry, papers in other])
        text = words("SEALS THAT ARE NOT THOSE ON PAPER: {told}.", told=told)
        yield note(text, entries=[entry.index for entry, _ in other])


def _seal_read(entry: Entry, papers: Data) -> Words:
    return words(
        "package {package}, {seal} read (entry {index}), {paper} on paper{others}",
        package=entry.data["package"],
        seal=repr(entry.data["seal"]),
        index=entry.index,
        paper=repr(papers["seal"]),
        others=_other_papers(papers),
    )


def _other_papers(papers: Data) -> Words | str:
    """Name the seals that papers claim at seizure and in the store, where they do."""
    seizure, store = papers["seal_at_seizure"], papers["seal_in_store"]
    if seizure is None and store is None:
        return ""
    if store is None:
        return words(", {seizure} claimed at seizure", seizure=repr(seizure))
    if seizure is None:
        return words(", {store} claimed in the store", store=repr(store))
    return words(
        ", {seizure} claimed at seizure, {store} claimed in the store", seizure=repr(seizure), store=repr(store)
    )


def _states(shown: list[Entry]) -> Iterator[Fault]:
    harmed = [entry for entry in shown if entry.data["seal_state"] != SealState.INTACT]
    if harmed:
        text = words("SEALS THAT WERE NOT INTACT: {told}.", told=listed([_state(each) for each in harmed]))
        yield note(text, entries=[entry.index for entry in harmed])
    remarked = [
        entry for entry in shown if entry.data["remark"] is not None and entry.data["seal_state"] == SealState.INTACT
    ]
    if remarked:
        told = listed([_state(each) for each in remarked])
        yield note(words("Remarked, when packages were shown: {told}.", told=told), entries=[e.index for e in remarked])


def _state(entry: Entry) -> Words:
    told = {"package": entry.data["package"], "state": Term(entry.data["seal_state"]), "index": entry.index}
    if entry.data["remark"] is None:
        return words("package {package}, {state} (entry {index})", **told)
    return words("package {package}, {state} (entry {index}): {remark}", remark=repr(entry.data["remark"]), **told)


def _seals_on_paper(registered: list[Entry]) -> Iterator[Fault]:
    """Tell papers that name different seals of one package; which of them changed when, `custody` tells of the claims."""
    differ = [entry for entry in registered if _differs(entry.data)]
    if differ:
        told = [
            words(
                "package {package}, {paper} today{others}",
                package=entry.data["package"],
                paper=repr(entry.data["seal"]),
                others=_other_papers(entry.data),
            )
            for entry in differ
        ]
        text = words("Papers name different seals of one package: {told}.", told=listed(told))
        yield note(text, entries=[entry.index for entry in differ])


def _differs(papers: Data) -> bool:
    before = papers["seal_at_seizure"], papers["seal_in_store"]
    return any(seal is not None and not same_number(seal, papers["seal"]) for seal in before)


def _missing(record: Record) -> Iterator[Fault]:
    missing = list(record.of_kind("package.missing"))
    shown = _shown_before(record)
    gone = [(entry, shown[entry.index]) for entry in missing if entry.index in shown]
    if gone:
        told = [
            words(
                "package {package}, shown by entry {shown}, missing by entry {index} ({reason})",
                package=entry.data["package"],
                shown=before,
                index=entry.index,
                reason=repr(entry.data["reason"]),
            )
            for entry, before in gone
        ]
        text = words("WAS SHOWN HERE AND IS GONE: {told}.", told=listed(told))
        yield note(text, entries=[entry.index for entry, _ in gone])
    missing = [entry for entry in missing if entry.index not in shown]
    if missing:
        told = [
            words("package {package} ({reason})", package=entry.data["package"], reason=repr(entry.data["reason"]))
            for entry in missing
        ]
        text = words("ON THE LIST AND NOT THERE: {told}.", told=listed(told))
        yield note(text, entries=[entry.index for entry in missing])


def _shown_before(record: Record) -> dict[int, int]:
    """Of each entry that misses a package which the cameras had been shown, the number of the last showing."""
    shown: dict[str, int] = {}
    found: dict[int, int] = {}
    for entry in record.of_kind("package.presented", "package.missing"):
        package = entry.data["package"]
        if entry.kind == "package.presented":
            shown[package] = entry.index
        elif package in shown:
            found[entry.index] = shown[package]
    return found


def _decided(record: Record) -> Iterator[Fault]:
    """Tell each decision with what was known against the package, in whose names, and why: the operator types them."""
    excused: dict[str, set[tuple[str, str]]] = {}
    for entry, session in replayed(record):
        if entry.kind == "package.decided":
            number = entry.data["package"]
            yield _decision(entry, _known_against(session, number, excused.get(number, set())))
            excused[number] = set(session.packages[number].excused)


def _known_against(session: Session, number: str, excused: set[tuple[str, str]]) -> list[str]:
    """The doubts that stood when people decided: those excused by this decision, or those that still stand."""
    package = session.packages[number]
    return sorted({*(doubt for doubt, _ in package.excused - excused), *session.doubts(package)})


def _decision(entry: Entry, against: list[str]) -> Fault:
    data = entry.data
    told = {
        "package": data["package"],
        "persons": joined(data["persons"]),
        "against": joined(map(Term, against)) if against else words("nothing that the station knew"),
        "reason": repr(data["reason"]),
    }
    if data["decision"] == Decision.BURN:
        text = words(
            "DECIDED TO BURN package {package}: as recorded, in the names of {persons}. Against it spoke: {against}. "
            "The reason "
            "given: {reason}.",
            **told,
        )
    else:
        text = words(
            "Decided to keep package {package} from the fire: as recorded, in the names of {persons}. Against it "
            "spoke: {against}. "
            "The reason given: {reason}.",
            **told,
        )
    details = {"entry": entry.index, "package": data["package"], "decision": data["decision"], "against": against}
    return note(text, **details)
