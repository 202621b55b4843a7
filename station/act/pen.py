"""What every part of the act is written with: the source, the texts and figures of one language, and common phrases."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from station.act.balance import Balance, Sum, balance_of
from station.act.catalogue import Texts
from station.act.figures import NARROW, Figures
from station.act.source import Source
from station.formats.commitment import base64_text
from station.formats.entry import Entry
from station.formats.note import decode_base64


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
    def balance(self) -> Balance:
        """The balance of the session."""
        return balance_of(self.source.record, self.source.session)

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

    def withheld(self, value: Any) -> str:
        """A value that may be withheld."""
        opened = self.source.opened(value)
        return self.texts("withheld") if opened is None else str(opened)

    def given(self, value: Any) -> str:
        """A value that may be missing from the record."""
        return self.texts("not_recorded") if value is None or value == "" else str(value)

    def grams(self, mass_mg: int | None) -> str:
        """A mass in grams, or that it is not recorded."""
        return self.texts("not_recorded") if mass_mg is None else self.figures.grams(mass_mg)

    def sum(self, total: Sum, *, signed: bool = False, bounded: bool = True, by: str = " ") -> str:
        """A sum in grams, its bound, and of how many packages it is where not of all; not recorded, where of none."""
        if total.total and not total.counted:
            return self.texts("not_recorded")
        said = [self.figures.difference(total.mass_mg) if signed else self.figures.grams(total.mass_mg)]
        if bounded and total.bound_mg is not None:
            said.append(self.bound(total.bound_mg))
        if total.counted < total.total:
            said.append(self.texts("unit.partial", counted=total.counted, total=total.total))
        return by.join(said)

    def bound(self, bound_mg: int) -> str:
        """The bound of a mass, in grams."""
        return f"±{NARROW}{self.figures.grams(bound_mg)}"

    def time(self, unix_us: int) -> str:
        """A time of the session's day."""
        return self.figures.pair(unix_us, self.opening.at.unix_us)

    def role(self, person: str) -> str:
        """A person's number and role."""
        return f"{person}, {self.texts.term('role', self.source.session.roles[person])}"

    def group(self, roles: list[str]) -> str:
        """A group of roles of which one person must co-sign."""
        return f" {self.texts('quorum.or')} ".join(self.texts.term("role", role) for role in roles)
