"""The texts of the act, one catalogue a language, in several files. Same keys and places in each; a test holds them together.

A text sends its reader to a section by its name, as in {see_remarks}: the numbers follow from the order of `SECTIONS`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

import yaml

from station.profiles import Language

LANGUAGES = ("kk", "ru", "en")
PARTS = ("", "-goods", "-measured")
SECTIONS = (
    "session",
    "people",
    "balance",
    "found",
    "batches",
    "weighings",
    "scale",
    "footage",
    "incidents",
    "remarks",
    "seal",
    "check",
    "not_proven",
    "not_held",
    "declaration",
)
SEE = {f"see_{name}": number for number, name in enumerate(SECTIONS, 1)}


@dataclass(frozen=True)
class Texts:
    """The texts of one language, by key, as in `people.role`."""

    language: Language
    by_key: Mapping[str, str]

    def __call__(self, key: str, **facts: Any) -> str:
        """Say the text of a key, with facts in its places."""
        return self.by_key[key].format(**SEE, **facts)

    def term(self, group: str, word: str) -> str:
        """The name of a word of the record, or the word itself where the catalogue has none: roles are free text."""
        return self.by_key.get(f"{group}.{word}", word)


@cache
def load_texts(language: str) -> Texts:
    """Read the catalogue of one of `LANGUAGES`."""
    folder = files("station.act").joinpath("texts")
    sources = (folder.joinpath(f"{language}{part}.yaml") for part in PARTS)
    return Texts(cast("Language", language), read_texts(*sources))


def read_texts(*sources: Traversable) -> dict[str, str]:
    """Read catalogues of one language into one, by key."""
    trees = (yaml.safe_load(source.read_text(encoding="utf-8")) for source in sources)
    return {key: text for tree in trees for key, text in _flat(tree, "")}


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
