"""What an answer tells, as far as it follows from the entries: the one function that makes it and that checks it.

`told` takes nothing but the entries that the answer encloses and the openings beside them. Whatever an answer says beyond this
(hashes of files as they lie there now, tokens of others) stands outside of `record`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from station.formats.entry import Entry
from station.rules.numbers import same_case, skeleton
from station.rules.shapes import Data, is_commitment
from station.verify.answers.figures import balance_told
from station.verify.answers.films import Interval
from station.verify.answers.sessions import divided, session_told

REQUESTED = "court.requested"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def request_told(requested: Entry, openings: Mapping[str, Any]) -> Data:
    """The request as it was recorded, withheld values opened (null where they are not), with its entry's number."""
    opened = {
        name: openings.get(value["commitment"]) if is_commitment(value) else value
        for name, value in requested.data.items()
    }
    return {"entry": requested.index, "recorded_us": requested.at.unix_us, **opened}


def told(entries: Iterable[Entry], openings: Mapping[str, Any], request: Data) -> Data:
    """The part `record` of an answer: what these entries say of the case that the request names."""
    given = [each for each in entries if each.kind != REQUESTED]
    case, interval = request["case"], interval_of(request)
    consignments = consignments_told(given, openings, case)
    sessions = [session_told(each, consignments, openings, interval) for each in divided(given)]
    return {
        "case": case,
        "found": bool(consignments),
        "registered_as": sorted({written for _, written in _registered(given, openings, case)}),
        "consignments": sorted(consignments, key=skeleton),
        "balance": balance_told(given, openings, case),
        "sessions": [each for each in sessions if interval.meets(each["opened_us"], _ended_us(each))],
    }


def consignments_told(entries: Iterable[Entry], openings: Mapping[str, Any], case: str) -> set[str]:
    """The numbers of the consignments that are registered as of a case, as written."""
    return {each.data["consignment"] for each, _ in _registered(entries, openings, case)}


def case_of(value: Any, openings: Mapping[str, Any]) -> str | None:
    """The case number that stands in a registration or that it commits to; None where it cannot be read."""
    case = openings.get(value["commitment"]) if is_commitment(value) else value
    return case if isinstance(case, str) else None


def interval_of(request: Data) -> Interval:
    """The interval that a request asks for."""
    return Interval(*(None if request[name] is None else unix_us(request[name]) for name in ("since", "until")))


def unix_us(moment: str) -> int:
    """An RFC 3339 moment in microseconds since 1970; raise `ValueError`."""
    return (datetime.fromisoformat(moment) - _EPOCH) // timedelta(microseconds=1)


def _registered(entries: Iterable[Entry], openings: Mapping[str, Any], case: str) -> Iterator[tuple[Entry, str]]:
    """The registrations under a number that would be read as this one, and the number as it stands there."""
    for each in entries:
        if each.kind == "consignment.registered":
            written = case_of(each.data["case"], openings)
            if written is not None and same_case(written, case):
                yield each, written


def _ended_us(session: Data) -> int | None:
    sealed: int | None = session["sealed_us"]
    return session["closed_us"] if sealed is None else sealed
