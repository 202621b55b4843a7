"""What the parts of a profile are made of: texts in three languages, the codes, and how a rule came to be known."""

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from station.rules.kinds import KINDS, withheld_fields
from station.rules.sampling import Plan
from station.settings.section import Section

MAX_TEXT = 600  # an act's line, not its page
# Fields of the record that a profile may withhold; people's data is withheld always, and so not a matter of profiles.
WITHHOLDABLE = frozenset(name for kind in KINDS for name, shape in withheld_fields(kind).items() if not shape.always)


def _printable(text: str) -> str:
    if not text.isprintable():  # no line breaks, and nothing that would steer a terminal or turn the line around
        raise ValueError("one line of printable characters")
    return text


def _withholdable(field: str) -> str:
    if field not in WITHHOLDABLE:
        raise ValueError(f"{field!r} cannot be withheld; one of {', '.join(sorted(WITHHOLDABLE))}")
    return field


def _plan(name: str) -> str:
    if name not in {*Plan}:
        raise ValueError(f"{name!r} is no plan; one of {', '.join(Plan)}")
    return name


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT),
    AfterValidator(_printable),
]
Language = Literal["en", "ru", "kk"]
RoleCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,30}$")]
ProfileCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]{1,19}$")]
# as KZ-1017/2008: short enough to stand as a session's basis on every act
BasisCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9./-]{1,39}$")]
Withholdable = Annotated[str, AfterValidator(_withholdable)]
PlanName = Annotated[str, AfterValidator(_plan)]  # plain text, as entries hold it
# R: read in a public source. M: from memory. I: inferred by the authors of the profile. Shown wherever the rule is shown.
Mark = Literal["R", "M", "I"]


class Text(Section):
    """One text in the languages of the act."""

    en: Words
    ru: Words
    kk: Words

    def said(self, language: Language) -> str:
        """Return it in one of the languages."""
        return {"en": self.en, "ru": self.ru, "kk": self.kk}[language]


class Marked(Text):
    """A rule or a wording, and how it came to be known."""

    mark: Mark
