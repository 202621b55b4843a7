"""The faults of one check over a whole log: the first ones in full, the others counted, so that a ruined log stays readable."""

from collections.abc import Iterable, Iterator

from station.verify.report import Fault, Finding, Verdict, conclude
from station.verify.words import Words, words

SHOWN = 20  # of failures, and of notes; a reader who has seen twenty has seen what is wrong


class Tally:
    """Collects faults; `concluded` turns them into findings."""

    def __init__(self) -> None:
        self._kept: list[Fault] = []
        self._counts = dict.fromkeys(Verdict, 0)

    def add(self, fault: Fault) -> None:
        """Take a fault or a note."""
        self._counts[fault.verdict] += 1
        if self._counts[fault.verdict] <= SHOWN:
            self._kept.append(fault)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Take several."""
        for each in faults:
            self.add(each)

    @property
    def failed(self) -> bool:
        """Whether something is wrong."""
        return self._counts[Verdict.FAIL] > 0

    def faults(self) -> Iterator[Fault]:
        """Yield what was kept, and for each verdict how many more there are."""
        yield from self._kept
        for verdict, count in self._counts.items():
            if count > SHOWN:
                yield Fault(
                    words("and {count} more of this sort.", count=count - SHOWN), {"more": count - SHOWN}, verdict
                )

    def concluded(self, check: str, passed: Words) -> Iterator[Finding]:
        """Return the check's findings."""
        return conclude(check, passed, self.faults())
