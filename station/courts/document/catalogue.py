"""The texts of the paper, one catalogue a language; numbers, times and the record's own words are said as the act says them."""

from functools import cache
from importlib.resources import files
from typing import cast

from station.act.catalogue import Texts, load_texts, read_texts
from station.profiles import Language

LANGUAGES = ("kk", "ru", "en")
SECTIONS = (
    "goods",
    "packages",
    "sessions",
    "films",
    "view",
    "outages",
    "log",
    "india",
    "us13",
    "us14",
    "check",
    "not_proven",
    "sign",
)
SEE = {f"see_{name}": str(number) for number, name in enumerate(SECTIONS, 1)}
# Of the act's texts: how a language writes figures and times, and its names for words of the record.
SHARED = ("number.", "time.", "unit.", "role.", "fate.", "change.", "way.", "shown.")


class Wording(Texts):
    """Texts whose {see_…} places lead to the sections of this paper."""

    def __call__(self, key: str, **facts: object) -> str:
        """Say the text of a key, with facts in its places."""
        return self.by_key[key].format(**SEE | facts)


@cache
def wording(language: str) -> Wording:
    """Read the catalogue of one of `LANGUAGES`."""
    own = read_texts(files("station.courts").joinpath("texts", f"{language}.yaml"))
    shared = {key: text for key, text in load_texts(language).by_key.items() if key.startswith(SHARED)}
    return Wording(cast("Language", language), shared | own)
