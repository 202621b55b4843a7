"""What an answer tells of each session in which goods of the case were: basis, place, people by role, devices, outages, words."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from station.formats.entry import Entry
from station.rules.shapes import Data, is_commitment
from station.verify.answers.chosen import OUTAGES, SEAL_COSIGNED
from station.verify.answers.films import Interval, images, presences, recordings

OPENED = "session.opened"
STATED = ("profile", "basis", "furnace", "cameras", "software", "planned_minutes", "seats")
INSTRUMENT = ("protocol", "told", "plate", "accuracy_class", "min_mg", "max_mg", "division_mg", "verification")
SEEN = frozenset({"checkpoint.cosigned", SEAL_COSIGNED})


def divided(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries from each opening of a session up to the next; what stands before the first one is of no session."""
    sessions: list[list[Entry]] = []
    for entry in entries:
        if entry.kind == OPENED:
            sessions.append([])
        if sessions:
            sessions[-1].append(entry)
    return sessions


def session_told(
    entries: Sequence[Entry], consignments: Collection[str], openings: Mapping[str, Any], interval: Interval
) -> Data:
    """Tell of one session, by its entries that are enclosed, the opening first."""
    opening = entries[0]
    packages = {
        each.data["package"]
        for each in entries
        if each.kind == "package.registered" and each.data["consignment"] in consignments
    }
    seen = presences(entries, packages, interval)
    return {
        "session": opening.session or "",
        "opened_us": opening.at.unix_us,
        "closed_us": _moment(entries, "session.closed"),
        "sealed_us": _moment(entries, "session.sealed"),
        "entries": [
            opening.index,
            *(each.index for each in entries if each.kind in {"session.closed", "session.sealed"}),
        ],
        **{name: opening.data[name] for name in STATED},
        "place": _opened(opening.data["place"], openings),
        "scale": {name: opening.data["scale"][name] for name in INSTRUMENT},
        "furnace_controller": _controller(opening.data["furnace_controller"]),
        "people": [_fields(each, "person", "role") for each in entries if each.kind == "person.joined"],
        "absent": [_fields(each, "role", "reason") for each in entries if each.kind == "seat.absent"],
        "operators": sorted(
            {each.by for each in entries if each.by is not None and not each.kind.startswith("court.")}
        ),
        "quorum": next((each.data["quorum"] for each in entries if each.kind == "session.sealed"), None),
        "cosigned": list(_cosigned(entries)),
        "remarks": [_fields(each, "person", "text") for each in entries if each.kind == "remark.made"],
        "outages": [_outage(each) for each in entries if each.kind in OUTAGES],
        "presences": seen,
        "recordings": recordings(entries, seen, packages),
        "images": images(entries, packages),
        "tests": [_test(each) for each in entries if each.kind == "test.recorded" and each.data["package"] in packages],
    }


def _cosigned(entries: Iterable[Entry]) -> Iterator[Data]:
    for each in entries:
        if each.kind in SEEN:
            told = _fields(each, "person", "size", "root")
            yield {**told, "remark": each.data["remark"]["text"], "cosignature": each.data["cosignature"]}


def _outage(entry: Entry) -> Data:
    """Large fields (a whole instrument, a controller's registers) are left to the entry, which is enclosed."""
    plain = {name: value for name, value in entry.data.items() if not isinstance(value, dict | list)}
    return {"entry": entry.index, "kind": entry.kind, "unix_us": entry.at.unix_us, "data": plain}


def _test(entry: Entry) -> Data:
    return {"entry": entry.index, **entry.data}


def _fields(entry: Entry, *names: str) -> Data:
    return {"entry": entry.index, **{name: entry.data[name] for name in names}}


def _controller(told: Data | None) -> Data | None:
    return None if told is None else {name: told[name] for name in ("controller", "place", "threshold_mdeg")}


def _moment(entries: Iterable[Entry], kind: str) -> int | None:
    return next((each.at.unix_us for each in entries if each.kind == kind), None)


def _opened(value: Any, openings: Mapping[str, Any]) -> Any:
    """A value, or what its commitment opens to; None where nobody opened it."""
    return openings.get(value["commitment"]) if is_commitment(value) else value
