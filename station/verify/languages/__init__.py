"""The languages that the verifier speaks. English is the original; a translation gives way to it where the two differ."""

from collections.abc import Mapping
from types import MappingProxyType

from station.verify.languages import en, kk, ru
from station.verify.words import Language, Said

ENGLISH = "en"
LANGUAGES: Mapping[str, Language] = MappingProxyType({ENGLISH: en.LANGUAGE, "kk": kk.LANGUAGE, "ru": ru.LANGUAGE})


def say(text: str | Said, language: str = ENGLISH) -> str:
    """Say a text in a language; raise `KeyError` for one that is not in `LANGUAGES`. A string is said as it is."""
    return LANGUAGES[language].say(text)


def preferred(environment: Mapping[str, str]) -> str:
    """Return the language of the reader's locale (POSIX: LC_ALL, else LANG) when it is one of `LANGUAGES`, else English."""
    locale = environment.get("LC_ALL") or environment.get("LANG") or ""
    code = locale.split(".")[0].split("_")[0].lower()
    return code if code in LANGUAGES else ENGLISH
