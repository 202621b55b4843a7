"""The whole act as JSON: page 1, the sections, an annex for each case, what is attached."""

from collections.abc import Callable
from typing import Any

from station.act.annexes.balance import balance_section, found_section
from station.act.annexes.case import annex
from station.act.annexes.commission import people_section, remarks_section
from station.act.annexes.fire import batches_section
from station.act.annexes.footage import footage_section, incidents_section
from station.act.annexes.proof import (
    check_section,
    declaration_section,
    not_held_section,
    not_proven_section,
    seal_section,
)
from station.act.annexes.scale import scale_section
from station.act.annexes.session import session_section
from station.act.annexes.weighings import weighings_section
from station.act.blocks import Section
from station.act.catalogue import SECTIONS, load_texts
from station.act.front import front, square_code
from station.act.pen import Pen
from station.act.printable import printable
from station.act.source import Source
from station.act.wording import title

# The record is what the act was made from: PDF/A-3 calls such a file its source.
MEDIA = {
    "entries.jsonl": "application/jsonl",
    "checkpoint": "text/plain",
    "seal.tlog-proof": "text/plain",
    "station.vkey": "text/plain",
}


WRITERS: dict[str, Callable[[Pen], Section]] = {
    "session": session_section,
    "people": people_section,
    "balance": balance_section,
    "found": found_section,
    "batches": batches_section,
    "weighings": weighings_section,
    "scale": scale_section,
    "footage": footage_section,
    "incidents": incidents_section,
    "remarks": remarks_section,
    "seal": seal_section,
    "check": check_section,
    "not_proven": not_proven_section,
    "not_held": not_held_section,
    "declaration": declaration_section,
}


def compose(source: Source, language: str, version: str) -> dict[str, Any]:
    """Return the act as the JSON that `act.typ` lays out; the attachments and the square code are the bytes as they are."""
    pen = Pen(source, load_texts(language), version)
    laid_out = {
        "language": language,
        "name": f"{title(pen)} {pen.serial}",
        "footer": [pen.texts("footer", serial=pen.serial), pen.texts("language_note")],
        "front": front(pen),
        "sections": [WRITERS[name](pen).to_json() for name in SECTIONS],
        "annexes": [annex(pen, case).to_json() for case in pen.cases.cases],
        "picture_alt": pen.texts("packages.alt"),
    }
    attached = [
        {"name": name, "media": MEDIA[name], "data": data.decode()} for name, data in sorted(source.attached.items())
    ]
    as_they_are = {
        "author": source.checkpoint.origin,
        "keywords": [pen.payload, f"manifest {source.manifest_sha256}", f"version {version}"],
        "square_code": square_code(pen.payload),
        "attached": attached,
        "pictures": {str(name): list(each.jpeg) for name, each in source.pictures.items() if each.jpeg is not None},
    }
    return {**printable(laid_out), **as_they_are}
