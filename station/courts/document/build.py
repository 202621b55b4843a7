"""The whole paper: page 1, the sections in their order, set in type."""

from collections.abc import Callable
from importlib.resources import files

from station.act.blocks import Section
from station.act.front import square_code
from station.act.printable import printable
from station.act.typeset import typeset
from station.courts.document.catalogue import LANGUAGES, SECTIONS, wording
from station.courts.document.closing import check_section, not_proven_section, sign_section
from station.courts.document.films import films_section, view_section
from station.courts.document.forms import india_section, us13_section, us14_section
from station.courts.document.front import front, payload
from station.courts.document.goods import goods_section, packages_section
from station.courts.document.pen import SECOND_US, Pen
from station.courts.document.sessions import outages_section, sessions_section
from station.courts.document.vouched import log_section
from station.rules.shapes import Data

__all__ = ["LANGUAGES", "build_document"]

WRITERS: dict[str, Callable[[Pen], Section]] = {
    "goods": goods_section,
    "packages": packages_section,
    "sessions": sessions_section,
    "films": films_section,
    "view": view_section,
    "outages": outages_section,
    "log": log_section,
    "india": india_section,
    "us13": us13_section,
    "us14": us14_section,
    "check": check_section,
    "not_proven": not_proven_section,
    "sign": sign_section,
}


def build_document(answer: Data) -> bytes:
    """Return the PDF of an answer, in the answer's language; the same version of the program gives the same bytes."""
    pen = Pen(answer, wording(answer["language"]))
    request, root = answer["request"]["request"], answer["as_of"]["root"]
    laid_out = {
        "language": answer["language"],
        "name": f"{pen.texts('title')} {request}",
        "footer": [pen.texts("footer", request=request, root=root), pen.texts("language_note")],
        "front": front(pen),
        "sections": [WRITERS[name](pen).to_json() for name in SECTIONS],
    }
    as_they_are = {
        "author": answer["station"],
        "keywords": [payload(pen)],
        "square_code": square_code(payload(pen)),
        "attached": [],
    }
    layout = files("station.courts").joinpath("answer.typ").read_bytes()
    return typeset({**printable(laid_out), **as_they_are}, answer["made"]["to_us"] // SECOND_US, layout)
