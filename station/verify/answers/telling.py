"""Which entries of a whole log tell of a case: the rule by which a station encloses them, computed again by its reader.

The station looks them up in its database (`station.ledger.goods.index_goods`, `station.courts.gather`); a test holds the two
equal. In time proportional to the log; of each entry only numbers are kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from station.formats.entry import Entry
from station.rules.goods_kinds import GOODS
from station.rules.numbers import same_case, skeleton
from station.verify.answers.chosen import SEAL_COSIGNED, SESSION_KINDS
from station.verify.answers.told import REQUESTED, case_of

OPENED, SEALED = "session.opened", "session.sealed"
OF_A_BATCH = frozenset({"furnace.charged", "burn.started", "batch.ended", "batch.cancelled"})
LETTING_GO = frozenset({"package.set_aside", "package.decided"})  # the package is in no batch any more
TELLING = (frozenset(GOODS) - {"number.refused"}) | {"weighing.recorded"} | OF_A_BATCH
Place = tuple[str, str]  # a session and a number in it


class Telling:
    """Takes every entry of a log in order; then says which of them an answer about a case must enclose."""

    def __init__(self) -> None:
        self.requests: dict[str, int] = {}
        # of each registration the skeleton of the consignment's number, and its case as it stands in the entry
        self.cases: dict[int, tuple[str, Any]] = {}
        self._told: dict[str, list[int]] = defaultdict(list)  # skeleton -> entries
        self._sessions: dict[str, list[int]] = {}  # session -> entries of its own kinds
        self._homes: dict[str, set[str]] = defaultdict(set)  # skeleton -> sessions
        self._consignments: dict[Place, str] = {}  # package ->
        self._draws: dict[Place, str] = {}
        self._batches: dict[str, str | None] = {}  # package of the session at hand -> batch
        self._session = ""
        self._sealed = True

    def take(self, entry: Entry) -> None:
        """Take the next entry."""
        self._own(entry)
        if entry.kind == REQUESTED:
            self.requests[entry.data["request"]] = entry.index
        if entry.kind not in TELLING:
            return
        self._note(entry)
        for consignment in {skeleton(each) for each in self._tells_of(entry)}:
            self._told[consignment].append(entry.index)
        if entry.kind == "batch.cancelled":
            self._batches |= {package: None for _, package in self._packages_of(entry)}

    def chosen(self, consignments: Iterable[str]) -> set[int]:
        """The entries that tell of these consignments (by their skeletons), and of the sessions that they were in."""
        found: set[int] = set()
        for each in consignments:
            found.update(self._told[each])
            for session in self._homes[each]:
                found.update(self._sessions[session])
        return found

    def _own(self, entry: Entry) -> None:
        if entry.kind == OPENED:
            self._session, self._sealed = entry.session or "", False
            self._sessions[self._session], self._batches = [], {}
        wanted = entry.kind == SEAL_COSIGNED if self._sealed else entry.kind in SESSION_KINDS
        if wanted and self._sessions:
            self._sessions[self._session].append(entry.index)
        self._sealed |= entry.kind == SEALED

    def _note(self, entry: Entry) -> None:
        """Keep what later entries leave out: the consignment of a package or a draw, the batch of a package."""
        data, session = entry.data, entry.session or ""
        if entry.kind == "consignment.registered":
            self.cases[entry.index] = skeleton(data["consignment"]), data["case"]
            self._homes[skeleton(data["consignment"])].add(session)
        elif entry.kind == "package.registered":
            self._consignments[session, data["package"]] = data["consignment"]
        elif entry.kind == "draw.opened":
            self._draws[session, data["draw"]] = data["consignment"]
        elif entry.kind == "weighing.recorded" and data["package"] is not None:
            self._batches[data["package"]] = data["batch"]
        elif entry.kind in LETTING_GO:
            self._batches[data["package"]] = None

    def _tells_of(self, entry: Entry) -> Iterator[str]:
        data, session = entry.data, entry.session or ""
        if "consignment" in data:
            yield data["consignment"]
        elif entry.kind.startswith("draw."):
            yield from _known(self._draws, [(session, data["draw"])])
        elif entry.kind in OF_A_BATCH:
            yield from _known(self._consignments, self._packages_of(entry))
        elif data.get("package") is not None:
            yield from _known(self._consignments, [(session, data["package"])])

    def _packages_of(self, entry: Entry) -> list[Place]:
        inside = [package for package, batch in self._batches.items() if batch == entry.data["batch"]]
        return [(entry.session or "", package) for package in inside]


def of_case(cases: Iterable[tuple[str, Any]], openings: Mapping[str, Any], case: str) -> set[str]:
    """The skeletons of the consignments of a case, as far as its openings tell."""
    told = ((number, case_of(value, openings)) for number, value in cases)
    return {number for number, written in told if written is not None and same_case(written, case)}


def _known(consignments: dict[Place, str], places: Iterable[Place]) -> Iterator[str]:
    return (consignments[place] for place in places if place in consignments)
