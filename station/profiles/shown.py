"""A profile as a person reads it: rows of a heading and lines, in one language.

Limits: the headings' words stand in headings.yaml and are no part of a profile. What a rule's mark says is always beside it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from station.profiles.model import Conditions, Profile, Sample
from station.profiles.terms import Language, Marked, Text

Row = tuple[str, list[str]]
GRAM_MG = 1000


def rows(profile: Profile, language: Language) -> list[Row]:
    """Return the profile's headings, each with its lines; no heading is without a line."""
    say = _Headings(language)
    told = [*_people(profile, say), *_goods(profile, say), *_words(profile, say)]
    return [(say(heading), lines or [say("none")]) for heading, lines in told]


class _Headings:
    """The words of headings.yaml in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, *keys: str, **facts: object) -> str:
        found: Any = _headings()
        for key in keys:
            found = found[key]
        return Text.model_validate(found).said(self.language).format(**facts)

    def marked(self, rule: Marked) -> str:
        return f"{rule.said(self.language)} [{self('mark', rule.mark)}]"


@cache
def _headings() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(files("station.profiles").joinpath("headings.yaml").read_bytes())
    return found


def _people(profile: Profile, say: _Headings) -> Iterator[Row]:
    yield "profile", [f"{profile.code}, {profile.title.said(say.language)}", f"SHA-256 {profile.sha256}"]
    yield "seats", [profile.role(seat, say.language) for seat in profile.seats]
    either = f" {say('or')} "
    yield "quorum", [either.join(profile.role(role, say.language) for role in group) for group in profile.quorum]
    yield "withhold", [f"{field}: {say('withheld', field)}" for field in profile.withhold]
    yield "bases", [f"{basis.code}: {basis.said(say.language)}" for basis in profile.bases]


def _goods(profile: Profile, say: _Headings) -> Iterator[Row]:
    yield "conditions", list(_conditions(profile.conditions, say))
    yield "sample", list(_sample(profile.sample, say))
    yield "deadlines", [say("hours", hours=each.hours, what=say.marked(each)) for each in profile.deadlines]


def _conditions(conditions: Conditions, say: _Headings) -> Iterator[str]:
    for asked, what in ((conditions.opinion, "opinion"), (conditions.sample, "kept")):
        yield say("needed" if asked else "not_needed", what=say(what))
    yield say("drying", permille=conditions.drying_permille)
    draw = conditions.draw
    if draw is None:
        yield say("no_draw")
    else:
        yield say("draw", least=draw.least_packages, **draw.model_dump(exclude={"least_packages"}))


def _sample(sample: Sample, say: _Headings) -> Iterator[str]:
    yield say.marked(sample.rule)
    yield say("each", count=sample.each)
    if sample.least_mg is not None:
        yield _least(sample.least_mg, say)
    for amount in sample.by_substance:
        yield say("of", what=amount.said(say.language), mass=_least(amount.least_mg, say))


def _least(mass_mg: int, say: _Headings) -> str:
    grams, rest = divmod(mass_mg, GRAM_MG)
    return say("least", grams=f"{grams}.{rest:03}".rstrip("0").rstrip("."))


def _words(profile: Profile, say: _Headings) -> Iterator[Row]:
    wording = profile.wording
    yield "wording", [wording.title.said(say.language)]
    yield "declaration", [say.marked(wording.declaration)]
    certified = ((profile.role(each.by, say.language), say.marked(each)) for each in wording.certifications)
    yield "certifications", [f"{role}: {text}" for role, text in certified]
    yield "roles", [f"{role.code}: {role.said(say.language)}" for role in profile.roles]
    yield "sources", [say.marked(source) for source in profile.sources]
