"""What every part of the paper is written with: the answer, the texts and figures of its language, and common phrases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from station.act.figures import NARROW, Figures
from station.courts.document.catalogue import Wording
from station.formats.entry import Moment
from station.rules.shapes import Data

FIRST = 6  # entries that a line names; all stand in answer.json
SECOND_US = 1_000_000


@dataclass(frozen=True)
class Pen:
    """Writes one paper."""

    answer: Data
    texts: Wording

    @cached_property
    def figures(self) -> Figures:
        """The figures of the language."""
        return Figures(self.texts)

    @property
    def record(self) -> Data:
        """What follows from the entries."""
        record: Data = self.answer["record"]
        return record

    @property
    def sessions(self) -> list[Data]:
        """The sessions of the case."""
        sessions: list[Data] = self.record["sessions"]
        return sessions

    @property
    def outages(self) -> list[Data]:
        """What went wrong in them."""
        return [each for session in self.sessions for each in session["outages"]]

    @property
    def blank(self) -> str:
        """A place for a person's hand."""
        return self.texts("blank")

    def given(self, value: Any) -> str:
        """A value, or that it is withheld."""
        return self.texts("withheld") if value is None else str(value)

    def known(self, value: Any) -> str:
        """A value, or that it is not recorded."""
        return self.texts("not_recorded") if value in {None, ""} else str(value)

    def grams(self, mass_mg: int | None) -> str:
        """A mass in grams, or that it is not known."""
        return self.texts("figure.unknown") if mass_mg is None else self.figures.grams(mass_mg)

    def bounded(self, mass_mg: int | None, bound_mg: int | None) -> str:
        """A mass in grams with its permissible error."""
        shown = self.grams(mass_mg)
        return shown if mass_mg is None or not bound_mg else f"{shown} ±{NARROW}{self.figures.grams(bound_mg)}"

    def moment(self, unix_us: int | None) -> str:
        """A moment in civil time and in UTC."""
        return self.texts("none") if unix_us is None else self.figures.moment(unix_us)

    def utc(self, unix_us: int | None) -> str:
        """A moment in UTC, to the microsecond, as entries spell it."""
        return self.texts("none") if unix_us is None else Moment(unix_us, 0).utc

    def entries(self, numbers: Sequence[int]) -> str:
        """The numbers of entries: the first, and how many more."""
        named = ", ".join(map(str, numbers[:FIRST]))
        more = len(numbers) - FIRST
        return self.texts("entries_more", list=named, count=self.figures.count(more)) if more > 0 else named

    def lines(self, said: Iterable[str]) -> str:
        """Several things, a line each; or that there is none."""
        return "\n".join(said) or self.texts("none")
