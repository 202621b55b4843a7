"""The balance of a case as an answer has it: JSON of whole numbers, each figure with the entries that it rests on."""

from collections.abc import Iterable, Mapping
from typing import Any

from station.formats.entry import Entry
from station.rules.balance import Amount, ConsignmentLine, Gap, Line, PackageLine, SampleLine, Tally, TallyLine, balance
from station.rules.metrology import Comparison
from station.rules.numbers import same_case
from station.rules.shapes import Data

FIGURES = (
    "seized",
    "analysed",
    "sampled",
    "expected",
    "presented",
    "burned",
    "set_aside",
    "missing",
    "difference",
    "samples_burned",
)
TALLIES = ("seized", "burned", "set_aside", "missing", "presented", "difference")


def balance_told(entries: Iterable[Entry], openings: Mapping[str, Any], case: str) -> Data:
    """The lines of the case, its consignments, packages and samples; `case` is null where no consignment is of it."""
    drawn_up = balance(entries, openings)
    line = next((each.line for each in drawn_up.cases if _is(each.case, case)), None)
    ours = {each.consignment for each in drawn_up.consignments if _is(each.case, case)}
    return {
        "case": None if line is None else _line(line),
        "consignments": [_consignment(each) for each in drawn_up.consignments if each.consignment in ours],
        "packages": [_package(each) for each in drawn_up.packages if each.consignment in ours],
        "samples": [_sample(each) for each in drawn_up.samples if each.consignment in ours],
    }


def _is(written: str | None, case: str) -> bool:
    return written is not None and same_case(written, case)


def _consignment(line: ConsignmentLine) -> Data:
    return {
        "consignment": line.consignment,
        "substance": line.substance,
        "form": line.form,
        "fresh": line.fresh,
        "entries": list(line.entries),
        "sessions": list(line.sessions),
        "restated": list(line.restated),
        "line": _line(line.line),
    }


def _line(line: Line) -> Data:
    return {
        "basis": line.basis.value,
        **{name: _amount(getattr(line, name)) for name in FIGURES},
        "change": None if line.change is None else line.change.value,
        "pieces": _tallies(line.pieces),
        "millilitres": _tallies(line.millilitres),
    }


def _package(line: PackageLine) -> Data:
    weighed = line.weighed
    return {
        "package": line.package,
        "consignment": line.consignment,
        "seal": line.seal,
        "description": line.description,
        "sample": line.sample,
        "sessions": list(line.sessions),
        "fate": line.fate.value,
        "reason": line.reason,
        "batch": line.batch,
        "weighing": None if weighed is None else weighed.weighing,
        "weighed_mg": None if weighed is None else weighed.mass_mg,
        "bound_mg": None if weighed is None else weighed.bound_mg,
        "shown_as": None if weighed is None else weighed.shown_as,
        "taken": _amount(line.taken),
        "presented": _amount(line.presented),
        "against_papers": _comparison(line.against_papers),
        "against_own": _comparison(line.against_own),
        "entries": sorted({line.registered, *line.fated, *([] if weighed is None else [weighed.entry])}),
    }


def _sample(line: SampleLine) -> Data:
    return {
        "sample": line.sample,
        "which": line.which,
        "consignment": line.consignment,
        "kept": _amount(line.kept),
        "seen": line.seen,
        "fate": None if line.fate is None else line.fate.value,
        "package": None if line.package is None else line.package.package,
        "fated": [] if line.package is None else [line.package.registered, *line.package.fated],
    }


def _amount(amount: Amount) -> Data:
    return {
        "mg": amount.mg,
        "known_mg": amount.known_mg,
        "bound_mg": amount.bound_mg,
        "parts": amount.parts,
        "stated": amount.stated,
        "packaged": amount.packaged,
        "entries": list(amount.entries),
        "lacking": [_gap(each) for each in amount.unknown],
    }


def _tallies(line: TallyLine | None) -> Data | None:
    return None if line is None else {name: _tally(getattr(line, name)) for name in TALLIES}


def _tally(tally: Tally) -> Data:
    lacking = [_gap(each) for each in tally.unknown]
    return {"number": tally.number, "known": tally.known, "entries": list(tally.entries), "lacking": lacking}


def _gap(gap: Gap) -> Data:
    return {"lacking": gap.lacking.value, "consignment": gap.consignment, "number": gap.number}


def _comparison(found: Comparison | None) -> Data | None:
    return (
        None
        if found is None
        else {
            "difference_mg": found.difference_mg,
            "u_mg": found.u_mg,
            "change": found.change.value,
        }
    )
