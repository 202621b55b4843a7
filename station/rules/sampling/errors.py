"""The errors of planning and drawing. Each carries its facts as fields, and says what to do."""

from collections.abc import Sequence


class SamplingError(Exception):
    """A plan or a draw that cannot be. Never raised itself."""


class ImpossiblePlan(SamplingError):
    """A number that no plan can be made of."""

    def __init__(self, what: str, found: object, remedy: str) -> None:
        super().__init__(f"The {what} {found!s:.80} makes no plan. Give {remedy}.")
        self.what = what
        self.found = found
        self.remedy = remedy


class NoSizeReaches(SamplingError):
    """Not even testing every package could bear out the claim, with so many negatives allowed."""

    def __init__(self, packages: int, needed: int, allowed: int) -> None:
        super().__init__(
            f"No number of tests reaches this confidence: with {allowed} negatives allowed, all {packages} packages could be "
            f"tested and still fewer than {needed} be as declared. "
            f"Allow at most {packages - needed}, or claim a smaller share."
        )
        self.packages = packages
        self.needed = needed
        self.allowed = allowed


class ImpossibleDraw(SamplingError):
    """What a draw is given has not the form that the rule of the draw asks for."""

    def __init__(self, what: str, found: object, remedy: str) -> None:
        super().__init__(f"The {what} {found!s:.80} cannot be used in a draw: {remedy}.")
        self.what = what
        self.found = found
        self.remedy = remedy


class WrongReveal(SamplingError):
    """A secret is not the one that the person committed to."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"The secret that {person} revealed is not the one committed to. It counts as not revealed: ask {person} again."
        )
        self.person = person


class NotAllRevealed(SamplingError):
    """Some who committed did not reveal, so there is no joint seed, and every package is drawn (decision 13)."""

    def __init__(self, persons: Sequence[str]) -> None:
        super().__init__(
            f"Committed and not revealed: {', '.join(persons)}. Until they reveal there is no draw: "
            "every package is to be tested, or set aside and not burned."
        )
        self.persons = tuple(persons)
