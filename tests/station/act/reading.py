"""Reads an act back with pikepdf: the text of each page, through the fonts' own ToUnicode tables, and the files inside."""

import functools
import io
import re

import pikepdf

_SHOWN = "Tf Tj TJ ET"  # the operators that choose a font, show text and end it
_RUN = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@functools.lru_cache(maxsize=8)  # a test looks for one thing after the other
def pages(pdf):
    """The text of each page, a line for each piece of text; narrow spaces as spaces, so that words can be looked for."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [_text(page).replace("\u202f", " ") for page in opened.pages]


def flat(pdf):
    """The whole text in one line."""
    return " ".join(" ".join(pages(pdf)).split())


def attachments(pdf):
    """The files inside, by name."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {name: opened.attachments[name].get_file().read_bytes() for name in opened.attachments}


def _text(page):
    fonts = {name: _table(font) for name, font in page.Resources.Font.items()}
    said, table = [], {}
    for operands, operator in pikepdf.parse_content_stream(page, _SHOWN):
        if str(operator) == "Tf":
            table = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            pieces = operands[0] if str(operator) == "TJ" else operands
            said += [_decode(bytes(piece), table) for piece in pieces if isinstance(piece, pikepdf.String)]
        elif str(operator) == "ET":
            said.append("\n")
    return "".join(said)


def _table(font):
    """Glyph numbers and what they stand for. Typst writes single pairs (bfchar) alone."""
    body = font.ToUnicode.read_bytes()
    pairs = _RUN.findall(body.split(b"endcodespacerange")[1])
    return {int(glyph, 16): bytes.fromhex(told.decode()).decode("utf-16-be") for glyph, told in pairs}


def _decode(codes, table):
    return "".join(table.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))
