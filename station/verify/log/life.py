"""The numbers that hold over the station's whole life: packages and their seals, weighings.

A package's number or seal comes once. The one exception is a package that was set aside or missing: it may be brought again in
a later session, of the same consignment, and its registration then names the session in which it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from station.formats.entry import Entry
from station.rules.goods import NOT_BURNED, Package
from station.rules.numbers import skeleton
from station.verify.report import Fault
from station.verify.words import words


class Life:
    """What earlier sessions leave to later ones. `begins_anew` is for a log that goes on from a lost one."""

    def __init__(self) -> None:
        self.weighings = 0
        self.begins_anew = False
        # by the skeleton of a package's number, and of its seal: the sessions that had one like it, and whether set aside
        self._numbers: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)
        self._seals: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)

    def weighed(self, entry: Entry) -> Iterator[Fault]:
        """Take a weighing; its number is the next one."""
        found, expected = entry.data["weighing"], self.weighings + 1
        if found != expected and not (self.begins_anew and not self.weighings):
            text = words(
                "Entry {index} is weighing {found}, but weighing {expected} comes next: a weighing was left out or put in.",
                index=entry.index,
                found=found,
                expected=expected,
            )
            yield Fault(text, {"entry": entry.index, "expected": expected, "found": found})
        self.weighings = found

    def registered(self, entry: Entry, session: str) -> Iterator[Fault]:
        """Take the registration of a package, and hold it against all earlier sessions."""
        data = entry.data
        alike = self._numbers.get(skeleton(data["package"]), []) + self._seals.get(skeleton(data["seal"]), [])
        told = {"entry": entry.index, "package": data["package"], "seal": data["seal"], "session": session}
        used = [name for name, set_aside, of in alike if not set_aside or of != skeleton(data["consignment"])]
        allowed: list[str | None] = [name for name, *_ in alike] or [None]
        if used:
            text = words(
                "Package {package} with seal {seal} (entry {index}, session {session}) has the number or the seal of a package "
                "that session {earlier} had and did not set aside, or of another consignment: a seal was used twice.",
                package=data["package"],
                seal=data["seal"],
                index=entry.index,
                session=session,
                earlier=used[0],
            )
            yield Fault(text, told | {"earlier": used[0]})
        elif data["set_aside_in"] not in allowed:
            text = words(
                "Package {package} (entry {index}) says that it was set aside in {stated}; the log says: {found}.",
                package=data["package"],
                index=entry.index,
                stated=data["set_aside_in"] or "-",
                found=", ".join(name for name, *_ in alike) or "-",
            )
            yield Fault(text, told)

    def ended(self, session: str, packages: Iterable[Package]) -> None:
        """Keep the numbers of a session that is over."""
        for each in packages:
            had = (session, each.fate in NOT_BURNED, skeleton(each.consignment))
            self._numbers[skeleton(each.number)].append(had)
            self._seals[skeleton(each.seal)].append(had)
