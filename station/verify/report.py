"""What a verification found: one finding a check, in words that a judge can read and in JSON for programs.

A check passes as a whole or fails with one finding for each thing that is wrong. A note is neither: it says what the
reader should know or compare himself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from station.formats.errors import VerificationError
from station.rules.kinds import UnknownKind
from station.rules.shapes import WrongShape
from station.verify.words import Words

NAMED = 10  # how many things of a sort one note names; its details name them all


class Verdict(Enum):
    """How a check came out."""

    PASS = auto()
    FAIL = auto()
    NOTE = auto()


@dataclass(frozen=True)
class Finding:
    """One thing that a check found. `details` repeats the text's facts for programs: files, entries, seconds."""

    check: str
    verdict: Verdict
    text: str | Words
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        return {"check": self.check, "verdict": self.verdict.name, "text": str(self.text), "details": self.details}


@dataclass(frozen=True)
class Report:
    """All findings about one record, in the order of the checks.

    `key_checked` is whether the reader gave the key; `quorum_missing` names, in words, the roles that should have co-signed.
    """

    session: str | None
    findings: tuple[Finding, ...]
    key_checked: bool
    quorum_missing: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return bool(self.findings) and not self.failures

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that failed."""
        return tuple(each for each in self.findings if each.verdict is Verdict.FAIL)

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "session": self.session,
            "ok": self.ok,
            "key_checked": self.key_checked,
            "quorum_missing": list(self.quorum_missing),
            "findings": [each.to_json() for each in self.findings],
        }


@dataclass(frozen=True)
class Fault:
    """Something wrong, or only worth a note, before it is known which check it belongs to."""

    text: str | Words
    details: dict[str, Any] = field(default_factory=dict)
    verdict: Verdict = Verdict.FAIL


def note(text: str | Words, **details: Any) -> Fault:
    """Something that the reader should know, which is not a fault."""
    return Fault(text, details, Verdict.NOTE)


def conclude(check: str, passed: str | Words, faults: Iterable[Fault]) -> Iterator[Finding]:
    """Turn the faults of one check into findings; without a failure, begin with a pass that says `passed`.

    An error of the formats or the rules that the check raises is a failure in its own words.
    """
    found = list(_collect(faults))
    if not any(each.verdict is Verdict.FAIL for each in found):
        yield Finding(check, Verdict.PASS, passed)
    for each in found:
        yield Finding(check, each.verdict, each.text, each.details)


def render(report: Report) -> str:
    """Return the report as plain lines, one a finding, the verdict on the whole last."""
    lines = [f"{each.verdict.name}  {each.check}: {each.text}" for each in report.findings]
    return "\n".join([*lines, _verdict(report)]) + "\n"


def listed(items: Sequence[str]) -> str:
    """Join what a note names; of many, the first and how many more there are."""
    more = len(items) - NAMED
    return "; ".join(items[:NAMED]) + (f"; and {more} more" if more > 0 else "")


def _verdict(report: Report) -> str:
    count = len(report.failures)
    if count or not report.ok:
        wrong = "1 thing is wrong" if count == 1 else f"{count} things are wrong"
        return f"FAIL  {wrong}; see the lines that begin with FAIL."
    said = "PASS  The record is whole."
    if not report.key_checked:
        said = "PASS  The record agrees with itself. Whose key signed it is not checked: compare it with the published one."
    if report.quorum_missing:
        said += f" It was sealed WITHOUT QUORUM: nobody co-signed as {'; nor as '.join(report.quorum_missing)}."
    return said


def _collect(faults: Iterable[Fault]) -> Iterator[Fault]:
    try:
        yield from faults
    except (VerificationError, UnknownKind, WrongShape) as error:
        yield Fault(str(error))
