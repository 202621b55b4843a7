"""The texts of the act, one catalogue a language. Same keys and same places in each; a test holds them together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Texts:
    """The texts of one language, by key, as in `people.role`."""

    language: str
    by_key: Mapping[str, str]

    def __call__(self, key: str, **facts: Any) -> str:
        """Say the text of a key, with facts in its places."""
        return self.by_key[key].format(**facts)

    def term(self, group: str, word: str) -> str:
        """The name of a word of the record, or the word itself where the catalogue has none: roles are free text."""
        return self.by_key.get(f"{group}.{word}", word)


@cache
def load_texts(language: str) -> Texts:
    """Read the catalogue of one of `LANGUAGES`."""
    source = files("station.act").joinpath("texts", f"{language}.yaml").read_text(encoding="utf-8")
    return Texts(language, dict(_flat(yaml.safe_load(source), "")))


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
