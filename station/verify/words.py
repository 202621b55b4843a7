"""What the verifier says: a sentence with places for facts, so that it can be said in other languages too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Words:
    """An English sentence with `{places}`, and the facts that stand in them. `str` gives the English."""

    template: str
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return self.template.format(**self.facts)


def words(template: str, **facts: Any) -> Words:
    """Say a sentence; its template must be a plain literal, since the translations are looked up by it."""
    return Words(template, facts)
