"""What the verifier says: sentences with places for facts, so that they can be said in every language that it knows.

A fact may be a sentence or a list itself; it is then said in the same language. Whatever a language has no words for is said
in English, which is the original.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NAMED = 10  # how many things of a sort one sentence names; the details of its finding name them all
# Places where an error's own words stand. They are English in every language, and each language says so.
DETAILS = frozenset({"error", "lacking", "trouble"})
# Places of words of the format, such as an entry's kind.
TERMS = frozenset({"kind", "role"})


@dataclass(frozen=True)
class Words:
    """An English sentence with `{places}`, and the facts that stand in them. `str` gives the English."""

    template: str
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return ENGLISH_ITSELF.say(self)


@dataclass(frozen=True)
class Term:
    """A word of the format that a language may have its own word for: a kind of entry, a role, a field."""

    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class Listed:
    """Things told one after the other. `str` gives the English."""

    items: tuple[object, ...]
    between: str | Words

    def __str__(self) -> str:
        return ENGLISH_ITSELF.say(self)


Said = Words | Listed


@dataclass(frozen=True)
class Language:
    """How a language says things: `sentences` and `terms` by the English ones, `titles` by the checks' names.

    `detail` introduces an error's own `{detail}`, which is in English; `closing` is what a report ends with.
    """

    sentences: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    detail: str = "{detail}"
    closing: str | None = None

    def say(self, fact: object) -> str:
        """Say a sentence, a list or a term; anything else is said as it is."""
        match fact:
            case Words(template, facts):
                places = {place: self._stand(place, each) for place, each in facts.items()}
                return self.sentences.get(template, template).format_map(places)
            case Listed(items, between):
                return self.say(between).join(self.say(each) for each in items)
            case Term(word):
                return self.terms.get(word, word)
        return str(fact)

    def _stand(self, place: str, fact: object) -> str:
        if isinstance(fact, Words | Listed | Term):
            return self.say(fact)
        if place in DETAILS:
            return self.detail.format(detail=fact)
        return self.terms.get(str(fact), str(fact)) if place in TERMS else str(fact)


ENGLISH_ITSELF = Language()


def words(template: str, **facts: Any) -> Words:
    """Say a sentence; its template must be a plain literal, since the translations are looked up by it."""
    return Words(template, facts)


def one_line(text: str) -> str:
    """Spell what does not print, so that no name or reason of strangers can add lines to a report or steer a terminal."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def printable(text: str) -> str:
    """Spell what does not print in a text whose line ends are our own."""
    return "\n".join(map(one_line, text.split("\n")))


def listed(items: Sequence[object]) -> Listed:
    """List what a sentence names; of many, the first and how many more there are."""
    more = len(items) - NAMED
    named = [*items[:NAMED], *([words("and {count} more", count=more)] if more > 0 else [])]
    return Listed(tuple(named), "; ")


def joined(items: Iterable[object]) -> Listed:
    """List all of some few things."""
    return Listed(tuple(items), ", ")


def sentences(*said: Said | None) -> Listed:
    """Say sentences one after the other; None is passed over."""
    return Listed(tuple(each for each in said if each is not None), " ")


def roles(groups: Iterable[Iterable[str]]) -> Listed:
    """Name groups of roles of which nobody did a thing."""
    either, nor = words(" or "), words("; nor as ")
    return Listed(tuple(Listed(tuple(Term(role) for role in group), either) for group in groups), nor)
