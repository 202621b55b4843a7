"""What every part of the act is written with: the source, the texts and figures of one language, and common phrases."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from station.act.cases import Cases, cases_of
from station.act.catalogue import Texts
from station.act.figures import DASH, NARROW, Figures
from station.act.source import Source
from station.formats.commitment import base64_text
from station.formats.entry import Entry
from station.formats.note import decode_base64
from station.rules.balance import Amount, Line
from station.rules.shapes import is_commitment
from station.verify.languages import say
from station.verify.presence import Presence, presences_of
from station.verify.words import Said


@dataclass(frozen=True)
class Pen:
    """Writes one act."""

    source: Source
    texts: Texts
    version: str  # of the program that writes

    @cached_property
    def figures(self) -> Figures:
        """The figures of the language."""
        return Figures(self.texts)

    @cached_property
    def cases(self) -> Cases:
        """The goods of the session, case by case."""
        return cases_of(self.source)

    @cached_property
    def spells(self) -> dict[str, tuple[Presence, ...]]:
        """When each package had to be in view, and on which films."""
        return presences_of(self.source.record.entries)

    @property
    def opening(self) -> Entry:
        """The entry that opened the session; a source always has one."""
        return self.source.record.entries[0]

    @property
    def closed(self) -> Entry:
        """The entry that closed the session; the rules seal no other."""
        return next(self.source.record.of_kind("session.closed"))

    @property
    def root(self) -> bytes:
        """The root that the seal seals."""
        return decode_base64(self.source.record.seal.data["root"], "root")

    @property
    def serial(self) -> str:
        """The act's serial number: the session and the first eight hex digits of its root."""
        return f"{self.source.record.session}-{self.root[:4].hex()}"

    @property
    def payload(self) -> str:
        """What the square code says."""
        log = self.source.checkpoint
        return f"STATION-RECORD {log.origin} {self.source.record.session} {log.size} {base64_text(log.root)}"

    def said(self, text: str | Said) -> str:
        """A sentence of the verifier's."""
        return say(text, self.texts.language)

    def withheld(self, value: Any) -> str:
        """A value that may be withheld."""
        opened = self.source.opened(value)
        return self.texts("withheld") if opened is None else str(opened)

    def committed(self, value: Any) -> str:
        """A value that may be withheld; then its commitment, with which whoever is told the value can check it."""
        if is_commitment(value) and self.source.opened(value) is None:
            return self.texts("withheld_as", commitment=value["commitment"])
        return self.withheld(value)

    def given(self, value: Any) -> str:
        """A value that may be missing from the record."""
        return self.texts("not_recorded") if value is None or value == "" else str(value)

    def grams(self, mass_mg: int | None) -> str:
        """A mass in grams, or that it is not recorded."""
        return self.texts("not_recorded") if mass_mg is None else self.figures.grams(mass_mg)

    def amount(self, amount: Amount, *, bounded: bool = True, by: str = " ") -> str:
        """A figure of the balance in grams, with its bound; what of it is not known, is said."""
        if amount.unknown and not amount.known_mg:
            return self.texts("balance.unknown")
        said = [self.figures.grams(amount.known_mg)]
        if bounded and amount.bound_mg:
            said.append(self.bound(amount.bound_mg))
        if amount.unknown:
            said.append(self.texts("balance.more"))
        return by.join(said)

    def difference(self, line: Line, *, by: str = " ") -> str:
        """The difference of a balance with its bound, what it means, and how much of it no scale here has seen.

        Nothing is added up where something is not known.
        """
        if line.comparison is None:
            return by.join([self.texts("balance.open"), *self.by_papers(line.presented)])
        mass = f"{self.figures.difference(line.difference.known_mg)} {self.bound(line.comparison.u_mg)}"
        change = self.texts.term("change", line.comparison.change.value)
        return by.join([mass, change, *self.by_papers(line.presented)])

    def by_papers(self, presented: Amount) -> list[str]:
        """How many of the packages presented have their mass from papers alone; nothing where none has."""
        if not presented.stated:
            return []
        counts = {"stated": self.figures.count(presented.stated), "parts": self.figures.count(presented.parts)}
        return [self.texts("balance.papers_alone", **counts)]

    def bound(self, bound_mg: int) -> str:
        """The bound of a mass, in grams."""
        return f"±{NARROW}{self.figures.grams(bound_mg)}"

    def time(self, unix_us: int) -> str:
        """A time of the session's day."""
        return self.figures.pair(unix_us, self.opening.at.unix_us)

    def entries(self, numbers: tuple[int, ...]) -> str:
        """Numbers of entries, those that follow each other as a range."""
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        spans = (str(run[0]) if len(run) == 1 else f"{run[0]}{DASH}{run[-1]}" for run in runs)
        return ", ".join(spans) or self.texts("goods.unknown")

    def role_name(self, role: str) -> str:
        """A role as the profile calls it, else as the catalogue does, else as the record does."""
        profile = self.source.profile
        named = role if profile is None else profile.role(role, self.texts.language)
        return self.texts.term("role", role) if named == role else named

    def role(self, person: str) -> str:
        """A person's number and role."""
        return f"{person}, {self.role_name(self.source.session.roles[person])}"

    def group(self, roles: list[str]) -> str:
        """A group of roles of which one person must co-sign."""
        return f" {self.texts('quorum.or')} ".join(map(self.role_name, roles))
