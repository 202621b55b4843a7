"""Words as people write them: `Gross mass, kg`, `gross_kg` and their Russian and Kazakh likes are one column and its unit.

The words stand in words.yaml, whose terms are those of the project's glossary.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import yaml

_SIGNS = str.maketrans({"№": " номер ", "%": " percent ", "‰": " permille ", "\u0451": "\u0435"})
_NO_LETTER = re.compile(r"[\W_]+")
_WORDS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    resources.files("station.lists").joinpath("words.yaml").read_text(encoding="utf-8")
)


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Return words alone, in small letters, one space between them."""
    folded = unicodedata.normalize("NFKC", words.casefold().translate(_SIGNS))
    return _NO_LETTER.sub(" ", folded).strip()


def known(section: str, words: Iterable[str]) -> dict[str, str]:
    """Return which of `words` every name of a section of words.yaml stands for, each its own name as well."""
    return {plain(name): str(word) for word in words for name in (word, *_WORDS[section].get(word, ()))}


def units(powers: dict[str, int]) -> dict[str, int]:
    """Return the power of ten of every name of these units."""
    return {name: powers[unit] for name, unit in known("units", powers).items()}


def unit_of(heading: str, powers: dict[str, int]) -> tuple[str, int | None]:
    """Split a heading into its words before the unit, and the unit's power of ten; None where there is no such unit."""
    name, _, last = plain(heading).rpartition(" ")
    return (name, powers[last]) if last in powers else (plain(heading), None)
