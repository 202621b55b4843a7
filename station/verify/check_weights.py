"""The check weights: whether the scale showed what is known, at the opening and at the close, and if not why nobody looked."""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.rules.metrology import check_weight
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.weighings import where_is
from station.verify.words import Term, Words, words

AT_OPENING, AT_CLOSE = "opening", "close"


def check_check_weights(record: Record) -> Iterator[Finding]:
    """Tell how the scale stood its checks. A scale that failed one makes no record false, and every weight doubtful."""
    return conclude("check-weights", words("What was weighed of known weights stands in the record."), _faults(record))


def _faults(record: Record) -> Iterator[Fault]:
    if record.opened is None:
        return
    nominal = {each["weight"]: each["nominal_mg"] for each in record.opened.data["check_weights"]}
    if not nominal:
        yield note(words("The station had no check weights: nothing here shows that its scale weighed right."))
        return
    seen: set[str] = set()
    for entry, when in _moments(record):
        seen.add(when)
        if entry.kind == "check.omitted":
            yield _omitted(entry)
        elif entry.data["check_weight"] in nominal:
            yield _weighed(entry, nominal[entry.data["check_weight"]], when)
    for when in (AT_OPENING, AT_CLOSE):
        if when not in seen:
            yield note(words("At the {when} no check weight was weighed.", when=Term(when)), when=when)


def _moments(record: Record) -> Iterator[tuple[Entry, str]]:
    """Each check and each omission, and whether it was before the first batch, after the last, or between."""
    last = max((entry.index for entry in record.of_kind("batch.ended")), default=-1)
    opened = False
    for entry in record.of_kind("batch.opened", "weighing.recorded", "check.omitted"):
        opened |= entry.kind == "batch.opened"
        if entry.kind == "check.omitted":
            yield entry, entry.data["when"]
        elif entry.kind == "weighing.recorded" and entry.data["purpose"] == "check":
            yield entry, AT_OPENING if not opened else AT_CLOSE if entry.index > last else "between"


def _weighed(entry: Entry, nominal_mg: int, when: str) -> Fault:
    found = check_weight(entry.data["scale"], nominal_mg, entry.data["mass_mg"])
    told = {
        "when": _when(when),
        "weight": entry.data["check_weight"],
        "weighing": entry.data["weighing"],
        "shown": entry.data["mass_mg"],
        "nominal": nominal_mg,
        "off": found.error_mg,
        "permitted": found.permitted_mg,
    }
    text = words(
        "{when} the scale showed {shown} mg of check weight {weight}, {nominal} mg (weighing {weighing}): {off} mg off, "
        "{permitted} mg permitted in service.",
        **told,
    )
    if not found.passed:
        text = words(
            "THE SCALE FAILED ITS CHECK. {when} it showed {shown} mg of check weight {weight}, {nominal} mg (weighing "
            "{weighing}): {off} mg off, and only {permitted} mg are permitted in service.",
            **told,
        )
    judged = {"error_mg": found.error_mg, "permitted_mg": found.permitted_mg, "passed": found.passed}
    return note(text, **where_is(entry), check_weight=entry.data["check_weight"], when=when, **judged)


def _when(when: str) -> Words:
    if when == AT_OPENING:
        return words("At the opening")
    return words("At the close") if when == AT_CLOSE else words("Between the batches")


def _omitted(entry: Entry) -> Fault:
    text = words(
        "At the {when} the check weight was left out. The reason given: {reason}.",
        when=Term(entry.data["when"]),
        reason=repr(entry.data["reason"]),
    )
    return note(text, entry=entry.index, when=entry.data["when"])
