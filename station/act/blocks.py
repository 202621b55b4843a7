"""The pieces that a section of the act is laid out from, as the JSON that `act.typ` reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` is Typst's, auto or Nfr.

    `style` is text, num (to the right), mono, id (a number on a label, in which a line may break anywhere), or picture: the first
    line is the name of a picture or empty, the others stand below it.
    """

    title: str
    style: str = "text"
    width: str = "auto"


@dataclass(frozen=True)
class Section:
    """A numbered part of the act."""

    title: str
    blocks: tuple[Block, ...]

    def to_json(self) -> Block:
        """Return the section as JSON values."""
        return {"title": self.title, "blocks": list(self.blocks)}


def facts(rows: Iterable[tuple[str, str]], *, mono: bool = False) -> Block:
    """Labels and what belongs to them, side by side."""
    return {"kind": "facts", "rows": [list(row) for row in rows], "mono": mono}


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], total: Sequence[str] | None = None) -> Block:
    """A table whose head is repeated on every page."""
    return {
        "kind": "table",
        "titles": [column.title for column in columns],
        "styles": [column.style for column in columns],
        "widths": [column.width for column in columns],
        "rows": [list(row) for row in rows],
        "total": list(total) if total is not None else None,
    }


def heading(text: str) -> Block:
    """A heading below the section's own."""
    return {"kind": "heading", "text": text}


def text(*paragraphs: str) -> Block:
    """Plain paragraphs."""
    return {"kind": "text", "paragraphs": list(paragraphs)}


def note(paragraph: str) -> Block:
    """A small paragraph about what stands above it."""
    return {"kind": "note", "text": paragraph}


def bullets(items: Iterable[str]) -> Block:
    """A list."""
    return {"kind": "bullets", "items": list(items)}


def quotes(pairs: Iterable[tuple[str, str]]) -> Block:
    """People's own words: who and when, and the words."""
    return {"kind": "quotes", "pairs": [list(pair) for pair in pairs]}


def commands(pairs: Iterable[tuple[str, str]]) -> Block:
    """What to type, each with what it shows."""
    return {"kind": "commands", "pairs": [list(pair) for pair in pairs]}


def signatures(labels: Sequence[str], people: Sequence[str]) -> Block:
    """A row to sign for each person."""
    return {"kind": "signatures", "labels": list(labels), "people": list(people)}
