"""Which language an answer's sentences are in: the one asked for, else what the browser prefers, else English."""

from typing import Annotated, Literal

from fastapi import Depends, Header, Query

from station.verify.languages import ENGLISH, LANGUAGES

MAX_PREFERENCES = 20  # of one header; browsers send a handful

Asked = Annotated[
    Literal["en", "kk", "ru"] | None,
    Query(alias="language", description="of sentences; without it, Accept-Language", examples=["kk"]),
]


def language(
    asked: Asked = None,
    accept_language: Annotated[
        str | None, Header(description="what the reader understands", examples=["kk,ru;q=0.8"])
    ] = None,
) -> str:
    """The language to speak."""
    return asked or preferred(accept_language or "")


def preferred(header: str) -> str:
    """Read an Accept-Language header (RFC 9110, 12.5.4); return the language of ours that it prefers, or English."""
    wanted: list[tuple[float, str]] = []
    for part in header.split(",")[:MAX_PREFERENCES]:
        name, _, weight = part.partition(";")
        code = name.strip().partition("-")[0].lower()
        if code in LANGUAGES:
            wanted.append((_weight(weight), code))
    best = max(wanted, key=lambda each: each[0], default=(0.0, ENGLISH))
    return best[1] if best[0] > 0 else ENGLISH


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


LanguageDep = Annotated[str, Depends(language)]
