"""Every weighing of a package, with what the rules held it against at that moment; and what changed between two of them.

No paper comes between two weighings here, and nothing dries from the one to the other: a mass that changed more than both limits
allow, less what people say was taken from the package between, was changed here. Each weighing is held against the one before
and, since many small steps are one large one, against the first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.formats.entry import Entry
from station.rules.doubts import comparison, could_be_drying
from station.rules.metrology import Change, Comparison, compare
from station.rules.session import Session
from station.verify.record import Record
from station.verify.replay import replayed


@dataclass(frozen=True)
class Weighing:
    """One weighing of a package.

    `papers` compares it with the papers; None where these state no mass of the kind that the scale showed, or where people had
    decided by then (`decided`), from which on the scale's own mass is the measure. `taken_mg` is what is counted out of the
    papers' mass, `taken_here_mg` all that was taken from the package here until then.
    """

    registered: Entry
    entry: Entry
    papers: Comparison | None
    decided: bool
    drying: bool
    taken_mg: int
    taken_here_mg: int

    @property
    def mass_mg(self) -> int:
        """What the scale showed."""
        return int(self.entry.data["mass_mg"])


@dataclass(frozen=True)
class Step:
    """A weighing, a later one of the same package, and what was taken between by people's word."""

    before: Weighing
    after: Weighing

    @property
    def taken_mg(self) -> int:
        """What was taken from it between the two."""
        return self.after.taken_here_mg - self.before.taken_here_mg

    @property
    def found(self) -> Comparison:
        """The later mass against the earlier one, whatever the display called the two."""
        bounds = self.before.entry.data["bound_mg"], self.after.entry.data["bound_mg"]
        return compare(self.before.mass_mg - self.taken_mg, self.after.mass_mg, *bounds)


def weighings_of(record: Record) -> tuple[dict[str, list[Weighing]], int]:
    """The weighings of each package, and the number of the last entry up to which the session follows its rules."""
    registered: dict[str, Entry] = {}
    taken: Counter[str] = Counter()
    found: dict[str, list[Weighing]] = {}
    followed = record.first - 1
    for entry, session in replayed(record):
        followed, data = entry.index, entry.data
        number = str(data.get("package"))
        if entry.kind == "package.registered":
            registered[number] = entry
        elif entry.kind == "test.recorded":
            taken[number] += data["used_mg"]
        elif entry.kind == "sample.kept" and data["seen"]:
            taken[number] += data["mass_mg"]
        elif entry.kind == "weighing.recorded" and data["purpose"] == "package":
            each = _weighing(registered[number], entry, session, taken[number])
            found.setdefault(number, []).append(each)
    return found, followed


def steps(weighings: Sequence[Weighing]) -> Iterator[Step]:
    """From each weighing of one package to the next; from the first, where only that shows a change."""
    for before, after in pairwise(weighings):
        step, whole = Step(before, after), Step(weighings[0], after)
        yield whole if step.found.change is Change.SAME else step


def _weighing(registered: Entry, entry: Entry, session: Session, taken_here_mg: int) -> Weighing:
    package = session.packages[registered.data["package"]]
    found = None if package.weighed_here else comparison(package)
    drying = found is not None and found.change is Change.LOST
    if found is not None and drying:
        permille = session.conditions["drying_permille"]
        drying = could_be_drying(session, package, -found.difference_mg, permille)
    return Weighing(registered, entry, found, package.weighed_here, drying, package.taken_mg, taken_here_mg)
