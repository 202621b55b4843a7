"""A document's JSON set in type: PDF/A-3a, tagged so that it can be read aloud, the same bytes on every machine.

Only the fonts inside typst are used, and the only time in the file is the one given. Typst itself decides the bytes, so
they are promised for one version of it.
"""

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final

import typst

STANDARD: Final = "a-3a"


def typeset(document: dict[str, Any], unix_s: int, layout: bytes | None = None) -> bytes:
    """Return the PDF; `unix_s` is the date that it bears, in seconds since 1970.

    `layout` is Typst's source for the first page and what follows, below `blocks.typ`; by default the act's.
    """
    ours = files("station.act")
    page = ours.joinpath("act.typ").read_bytes() if layout is None else layout
    return typst.compile(
        ours.joinpath("blocks.typ").read_bytes() + page,
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
        sys_inputs={"act": json.dumps(document, ensure_ascii=False)},
        timestamp=unix_s,
    )


def program() -> str:
    """The versions that decide an act's bytes."""
    return f"{version('furnace-station')}, typst {version('typst')}"
