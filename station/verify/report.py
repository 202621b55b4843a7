"""What a verification found: one finding a check, in words that a judge can read and in JSON for programs.

A check passes as a whole or fails with one finding for each thing that is wrong. A note is neither: it says what the
reader should know or compare himself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Literal

from station.formats.errors import VerificationError
from station.rules.kinds import UnknownKind
from station.rules.shapes import WrongShape
from station.verify.languages import ENGLISH, LANGUAGES, say
from station.verify.words import Listed, Said, Words, one_line, sentences, words


class Verdict(Enum):
    """How a check came out."""

    PASS = auto()
    FAIL = auto()
    NOTE = auto()


class About(Enum):
    """What was looked at."""

    RECORD = auto()
    EXCERPT = auto()
    ENTRY = auto()
    LOG = auto()
    ANSWER = auto()


# What is said of it when nothing failed: with the log's key from elsewhere, and without.
_HOLDS: dict[About, tuple[Words, Words]] = {
    About.RECORD: (words("The record is whole."), words("The record agrees with itself.")),
    About.LOG: (words("The log is whole."), words("The log agrees with itself.")),
    About.EXCERPT: (
        words("What this excerpt shows is as it was sealed; it says nothing of the rest."),
        words("What this excerpt shows agrees with itself."),
    ),
    About.ENTRY: (words("The entry stands in the log."), words("The entry and its proof agree.")),
    About.ANSWER: (
        words("The answer is the one that was recorded, and follows from the entries in it."),
        words("The answer agrees with itself."),
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing that a check found. `details` repeats the text's facts for programs: files, entries, seconds."""

    check: str
    verdict: Verdict
    text: Said
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self, language: str = ENGLISH) -> dict[str, Any]:
        """Return the finding as JSON values; only its text is in that language."""
        text = say(self.text, language)
        return {"check": self.check, "verdict": self.verdict.name, "text": text, "details": self.details}


@dataclass(frozen=True)
class Report:
    """All findings about one record, in the order of the checks.

    `key_checked` is whether the reader gave the key; `quorum_missing` names, in words, the roles that should have co-signed.
    """

    session: str | None
    findings: tuple[Finding, ...]
    key_checked: bool
    quorum_missing: tuple[str | Listed, ...] = ()
    about: About = About.RECORD

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return bool(self.findings) and not self.failures

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that failed."""
        return tuple(each for each in self.findings if each.verdict is Verdict.FAIL)

    def to_json(self, language: str = ENGLISH) -> dict[str, Any]:
        """Return the report as JSON values; only the findings' texts are in that language."""
        return {
            "session": self.session,
            "ok": self.ok,
            "key_checked": self.key_checked,
            "quorum_missing": [str(each) for each in self.quorum_missing],
            "findings": [each.to_json(language) for each in self.findings],
        }


@dataclass(frozen=True)
class Fault:
    """Something wrong, or only worth a note, before it is known which check it belongs to."""

    text: Said
    details: dict[str, Any] = field(default_factory=dict)
    verdict: Verdict = Verdict.FAIL


def note(text: Said, **details: Any) -> Fault:
    """Something that the reader should know, which is not a fault."""
    return Fault(text, details, Verdict.NOTE)


def conclude(check: str, passed: Words | Literal[""], faults: Iterable[Fault]) -> Iterator[Finding]:
    """Turn the faults of one check into findings; without a failure, begin with a pass that says `passed`.

    `passed` is empty for what has failed already. An error of the formats or the rules that the check raises is a failure in
    its own words.
    """
    found = list(_collect(faults))
    if passed and not any(each.verdict is Verdict.FAIL for each in found):
        yield Finding(check, Verdict.PASS, passed)
    for each in found:
        yield Finding(check, each.verdict, each.text, each.details)


def render(report: Report, language: str = ENGLISH) -> str:
    """Return the report as plain lines in a language of `LANGUAGES`: one a finding, then the verdict on the whole."""
    speaker = LANGUAGES[language]
    findings = [
        f"{speaker.verdicts[each.verdict.name]}  {speaker.titles.get(each.check, each.check)}: {speaker.say(each.text)}"
        for each in report.findings
    ]
    verdict, text = _verdict(report)
    lines = [*findings, f"{speaker.verdicts[verdict.name]}  {speaker.say(text)}"]
    if speaker.closing is not None:
        lines.append(speaker.closing)
    return "".join(f"{one_line(each)}\n" for each in lines)


def _verdict(report: Report) -> tuple[Verdict, Said]:
    count = len(report.failures)
    if count == 1:
        return Verdict.FAIL, words("1 thing is wrong; see the lines that begin with FAIL.")
    if count or not report.ok:
        return Verdict.FAIL, words("{count} things are wrong; see the lines that begin with FAIL.", count=count)
    whole, agreeing = _HOLDS[report.about]
    said: Said = whole
    if not report.key_checked:
        unchecked = words("Whose key signed it is not checked: compare it with the published one.")
        said = sentences(agreeing, unchecked)
    if not report.quorum_missing:
        return Verdict.PASS, said
    missing = Listed(report.quorum_missing, words("; nor as "))
    return Verdict.PASS, sentences(
        said, words("It was sealed WITHOUT QUORUM: nobody co-signed as {missing}.", missing=missing)
    )


def _collect(faults: Iterable[Fault]) -> Iterator[Fault]:
    try:
        yield from faults
    except (VerificationError, UnknownKind, WrongShape) as error:
        yield Fault(words("{error}", error=error))
