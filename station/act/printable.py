"""Words of the record as they can be printed.

The act has no fonts but those inside typst, so that every machine builds the same bytes; PDF/A forbids a character without
a glyph. Such a character is shown by its Unicode number, and so is every control character, among them those that turn the
direction of writing: nobody's remark can make the page say something else.
"""

import re
import unicodedata
from typing import Any

# What the regular, bold, italic and monospaced fonts of typst all have; a test prints every one of them.
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x17F),  # Latin, without the soft hyphen
    (0x391, 0x3A1),
    (0x3A3, 0x3CE),  # Greek
    (0x400, 0x45F),
    (0x490, 0x49B),
    (0x4A2, 0x4A5),
    (0x4AA, 0x4B3),
    (0x4BA, 0x4BB),
    (0x4D0, 0x4F9),  # Cyrillic, with all of Kazakh
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2039, 0x203A),
)
_SINGLE = "\n…‰€№™←↑→↓\u2212≠≤≥\u202f"
PRINTABLE = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1)) + _SINGLE
_UNPRINTABLE = re.compile(f"[^{re.escape(PRINTABLE)}]")
# Longer than any word of the three languages; such runs may be broken anywhere, or they would leave the page.
LONG_RUN = re.compile(r"\S{29,}")
PIECE = 8
BREAK = "\u200b"  # a place where a line may break, without width


def printable(value: Any) -> Any:
    """Return a JSON value with every text in it made printable."""
    if isinstance(value, str):
        shown = _UNPRINTABLE.sub(_number, unicodedata.normalize("NFC", value))
        return LONG_RUN.sub(_breakable, shown)
    if isinstance(value, dict):
        return {name: printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def _breakable(run: re.Match[str]) -> str:
    return BREAK.join(run[0][start : start + PIECE] for start in range(0, len(run[0]), PIECE))


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
