"""Pages for people: the station at a glance, the list of operations, and what each problem means."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse

from api.kinds import Kind
from api.problems import Refused

router = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).parent.parent / "pages"
FILES = {file.name: file for file in FOLDER.iterdir()}
# Only our own scripts and pictures, and no other site may frame a page that gives commands.
HEADERS = {"Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff"}


@router.get("/")
def station_page() -> FileResponse:
    """The station at a glance."""
    return FileResponse(FILES["index.html"], headers=HEADERS)


@router.get("/operations")
def operations_page() -> FileResponse:
    """All operations, from /openapi.json."""
    return FileResponse(FILES["operations.html"], headers=HEADERS)


@router.get("/draw/{session}/{draw}")
def draw_page(session: str, draw: str) -> FileResponse:
    """A person's part in a draw, for their own phone; the script reads the address."""
    del session, draw
    return FileResponse(FILES["draw.html"], headers=HEADERS)


@router.get("/goods")
def goods_page() -> FileResponse:
    """Where the kilograms are: the balance as a picture."""
    return FileResponse(FILES["goods.html"], headers=HEADERS)


@router.get("/console")
def console_page() -> FileResponse:
    """The operator's console: each step of a session, given by hand at the furnace."""
    return FileResponse(FILES["console.html"], headers=HEADERS)


@router.get("/pages/{name}")
def page_file(name: str) -> FileResponse:
    """A script or a style sheet of the pages."""
    if name not in FILES:
        raise Refused(Kind.NOT_FOUND)
    return FileResponse(FILES[name], headers=HEADERS)


@router.get("/problems")
def problems() -> PlainTextResponse:
    """All kinds of problem."""
    return PlainTextResponse("\n\n".join(map(_explained, Kind)) + "\n")


@router.get("/problems/{slug}")
def problem(slug: str) -> PlainTextResponse:
    """What a problem's `type` means."""
    for kind in Kind:
        if kind.slug == slug:
            return PlainTextResponse(_explained(kind) + "\n")
    raise Refused(Kind.NOT_FOUND, f"There is no kind of problem {slug}.", "/problems lists all kinds.")


def _explained(kind: Kind) -> str:
    return f"{kind.type} ({kind.status})\n{kind.title}\nCause: {kind.cause}\nRemedy: {kind.remedy}"
