"""The fold: entries in, one after the other, accounts out. In time proportional to the entries.

The entries may be those of one session, of one case, or of the station's whole life, in order. What an entry says of things
that are not among them is passed over, so that a case can be balanced from its own entries alone.
"""

from collections.abc import Iterable, Mapping
from typing import Self

from station.formats.entry import Entry
from station.rules.balance.accounts import Account, Consignment, Kept, Package, Registration, Taking, Used, Weighed
from station.rules.goods import NOT_BURNED, Decision, Fate
from station.rules.numbers import skeleton
from station.rules.shapes import is_commitment

Place = tuple[str, str]  # a session and a number in it


class Books:
    """All accounts. `openings` gives the value of each withheld one, by its commitment, as far as the reader has them."""

    def __init__(self, openings: Mapping[str, object] | None = None) -> None:
        self.consignments: dict[str, Consignment] = {}  # skeleton ->
        self.packages: list[Package] = []
        self.used: list[Used] = []
        self.sessions: dict[str, Account] = {}
        self._openings = dict(openings or {})
        self._here: dict[Place, Package] = {}
        self._numbers: dict[str, Package] = {}
        self._seals: dict[str, Package] = {}

    @classmethod
    def of(cls, entries: Iterable[Entry], openings: Mapping[str, object] | None = None) -> Self:
        """Take all these entries."""
        books = cls(openings)
        for entry in entries:
            books.take(entry)
        return books

    def take(self, entry: Entry) -> None:
        """Take the next entry. Kinds that move no goods are passed over."""
        step = getattr(self, "_" + entry.kind.replace(".", "_"), None)
        if step is not None:
            step(entry)

    def consignment(self, number: str) -> Consignment:
        """The account of a consignment; one that was never registered has an empty one, so that its goods are not lost."""
        return self.consignments.setdefault(skeleton(number), Consignment(number))

    def _session(self, entry: Entry) -> Account:
        session = entry.session or ""
        return self.sessions.setdefault(session, Account(session))

    def _package(self, entry: Entry) -> Package | None:
        number = entry.data["package"]
        return None if number is None else self._here.get((entry.session or "", skeleton(number)))

    def _session_opened(self, entry: Entry) -> None:
        self._session(entry)

    def _session_closed(self, entry: Entry) -> None:
        self._session(entry).closed = entry

    def _consignment_registered(self, entry: Entry) -> None:
        case = entry.data["case"]
        readable = self._openings.get(case["commitment"]) if is_commitment(case) else case
        registration = Registration(entry.index, self._session(entry).session, entry.data)
        self.consignment(entry.data["consignment"]).register(registration, None if readable is None else str(readable))

    def _package_registered(self, entry: Entry) -> None:
        registration = Registration(entry.index, self._session(entry).session, entry.data)
        self.consignment(entry.data["consignment"])
        number, seal = skeleton(entry.data["package"]), skeleton(entry.data["seal"])
        package = self._known(number, seal)
        if package is None:
            package = Package([registration])
            self.packages.append(package)
        else:
            self._bring_again(package, registration)
        self._here[registration.session, number] = self._numbers[number] = self._seals[seal] = package

    def _known(self, number: str, seal: str) -> Package | None:
        """The package that comes again: under its number, or under its seal after it was set aside or missing."""
        known = self._numbers.get(number)
        if known is not None and known.fate is not Fate.BURNED:
            return known
        sealed = self._seals.get(seal) if seal else None
        same_seal = sealed is not None and skeleton(sealed.registered.data["seal"]) == seal
        return sealed if sealed is not None and same_seal and sealed.fate in NOT_BURNED else None

    def _bring_again(self, package: Package, registration: Registration) -> None:
        before = package.registered
        self.sessions[before.session].again[package.number] = registration.session, registration.data["package"]
        self._here.pop((before.session, skeleton(package.number)), None)
        package.brought_again(registration)

    def _sample_kept(self, entry: Entry) -> None:
        data = entry.data
        kept = Kept(entry.index, self._session(entry).session, data)
        samples = self.consignment(data["consignment"])
        told_before = skeleton(data["sample"]) in samples.samples
        samples.keep(skeleton(data["sample"]), kept)
        package = self._package(entry)
        if package is not None and not told_before:
            package.takings.append(Taking(entry.index, data["mass_mg"], data["seen"]))

    def _test_recorded(self, entry: Entry) -> None:
        package = self._package(entry)
        if package is not None:
            used_mg = entry.data["used_mg"]
            package.takings.append(Taking(entry.index, used_mg, seen=True))
            self.used.append(Used(entry.index, self._session(entry).session, used_mg, package))

    def _package_set_aside(self, entry: Entry) -> None:
        self._turn(entry, Fate.SET_ASIDE)

    def _package_missing(self, entry: Entry) -> None:
        self._turn(entry, Fate.MISSING)

    def _package_decided(self, entry: Entry) -> None:
        self._turn(entry, Fate.SET_ASIDE if entry.data["decision"] == Decision.KEEP else Fate.REGISTERED)

    def _turn(self, entry: Entry, fate: Fate) -> None:
        package = self._package(entry)
        if package is not None:
            package.turn(fate, entry.index, reason=entry.data["reason"])

    def _weighing_recorded(self, entry: Entry) -> None:
        package = self._package(entry)
        if entry.data["purpose"] == "residue":
            self._session(entry).residue = Weighed.of(entry)
        elif entry.data["purpose"] == "package" and package is not None:
            package.weighings.append(Weighed.of(entry))

    def _furnace_charged(self, entry: Entry) -> None:
        session = self._session(entry)
        places = ((session.session, skeleton(number)) for number in entry.data["packages"])
        packages = [self._here[place] for place in places if place in self._here]
        session.charged[entry.data["batch"]] = entry.index, packages

    def _batch_cancelled(self, entry: Entry) -> None:
        self._session(entry).charged.pop(entry.data["batch"], None)

    def _batch_ended(self, entry: Entry) -> None:
        session, batch = self._session(entry), entry.data["batch"]
        charged, packages = session.charged.pop(batch, (entry.index, []))
        for package in packages:
            package.turn(Fate.BURNED, charged, entry.index, batch=batch)
        session.batches_ended += 1
        session.residue = None  # ash weighed before this fire is not the residue of all of them
