"""docs/known-failures.md as a test reads it: rows, and in each the words that it puts in somebody's mouth."""

import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path("docs/known-failures.md")
SPEAKERS = ("Verifier", "Act", "Recorder", "Log check")
CELLS = 5
_QUOTE = re.compile(rf"({'|'.join(SPEAKERS)}): “([^”]+)”")
_TEST = re.compile(r"\(\.\./tests/station/scenarios/(test_\w+)\.py\)")


@dataclass(frozen=True)
class Row:
    """A known failure: what is quoted, as (speaker, words), and the name of the test that shows it."""

    quotes: tuple[tuple[str, str], ...]
    test: str


def rows() -> list[Row]:
    """The rows of the document's table."""
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]
    assert {len(each) for each in cells} == {CELLS}
    return [Row(tuple(_QUOTE.findall(each[2])), _TEST.findall(each[4])[0]) for each in cells]


def misquoted(test: str, **said: str) -> list[tuple[str, str]]:
    """The quotes in the rows of a test that nobody said; `said` is all that each speaker says there, by its first word.

    A quote with “…” in it leaves words out: its pieces come one after the other.
    """
    texts = {speaker: said.get(speaker.split()[0].lower(), "") for speaker in SPEAKERS}
    ours = [quote for row in rows() if row.test == test for quote in row.quotes]
    assert ours
    return [(who, quote) for who, quote in ours if not _stands(quote, texts[who])]


def _stands(quote: str, text: str) -> bool:
    pieces = [piece.strip() for piece in quote.split("…")]
    return re.search(".*?".join(map(re.escape, pieces)), text, re.DOTALL) is not None
