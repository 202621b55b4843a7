"""The recordings with their hashes, old and new, and where on the films each package is."""

from collections.abc import Iterator

from station.act.blocks import Block, Column, Section, facts, heading, note, table, text
from station.courts.document.pen import SECOND_US, Pen
from station.rules.shapes import Data


def films_section(pen: Pen) -> Section:
    """Every recording: what it is, and whether the file is still the one that was recorded."""
    texts, lines = pen.texts, {each["recording"]: each for each in pen.answer["files"]}
    blocks: list[Block] = []
    for session in pen.sessions:
        for each in session["recordings"]:
            blocks += [heading(each["recording"]), facts(_recording(pen, each, lines[each["recording"]]), mono=True)]
    if not blocks:
        return Section(texts("section.films"), (text(texts("film.none")),))
    return Section(texts("section.films"), (text(texts("film.clock"), texts("film.device")), *blocks))


def view_section(pen: Pen) -> Section:
    """When each package was in view, on which films, and what is missing of them; the images cut from them."""
    texts = pen.texts
    columns = [Column(texts("view.package"), "id"), Column(texts("view.spell"))]
    columns += [Column(texts("view.film"), "mono", "2fr"), Column(texts("view.gaps"), width="1fr")]
    rows = [_presence(pen, each) for session in pen.sessions for each in session["presences"]]
    block = table(columns, rows) if rows else text(texts("view.none"))
    return Section(texts("section.view"), (block, *_images(pen)))


def _recording(pen: Pen, each: Data, line: Data) -> Iterator[tuple[str, str]]:
    texts, camera = pen.texts, each["stream"] == "camera"
    yield texts("film.file"), each["file"]
    way = texts.term("way", each["way"])
    yield texts("film.camera"), f"{each['device']}, {each['view']}, {way}" if camera else texts("film.line")
    picture = {name: each[name] for name in ("media", "codec", "width", "height")}
    yield texts("film.container"), texts("film.container_text", **picture) if camera else each["media"]
    if each["frames"] is not None:
        length_us = each["ended_us"] - each["epoch_us"]
        rate = {"frames": pen.figures.count(each["frames"]), "length": pen.figures.length(length_us)}
        rate["rate"] = _rate(pen, each["frames"], length_us)
        yield texts("film.frames"), texts("film.frames_text" if camera else "film.lines_text", **rate)
        sizes = {name: pen.figures.count(each[name]) for name in ("bytes", "fragments")}
        yield texts("film.bytes"), texts("film.bytes_text", **sizes)
    spell = {"first": pen.utc(each["epoch_us"]), "last": pen.utc(each["ended_us"])}
    yield texts("film.times"), texts("film.times_text", **spell)
    yield texts("film.root"), pen.known(each["root"])
    yield texts("film.recorded"), _recorded(pen, each)
    yield from _hashes(pen, line)


def _recorded(pen: Pen, each: Data) -> str:
    if each["sha256"] is None:
        return pen.texts("film.growing")
    said = pen.texts("film.recorded_text", sha256=each["sha256"], entry=each["entries"][-1])
    return f"{said}\n{pen.texts('film.interrupted')}" if each["interrupted"] else said


def _hashes(pen: Pen, line: Data) -> Iterator[tuple[str, str]]:
    texts, found, copy = pen.texts, line["found"], line["copy"]
    if found is not None:
        yield texts("film.now"), found["sha256"]
        yield texts("film.now512"), found["sha512"]
    trouble = texts("film.differs", trouble=texts.term("trouble", line["trouble"] or ""))
    yield texts("film.match"), texts("film.matches") if line["matches"] else trouble
    if copy is not None:
        match = texts("film.copy_matches" if copy["matches"] else "film.copy_differs")
        yield texts("film.copy"), f"{texts('film.copy_text', **copy)}\n{match}"


def _rate(pen: Pen, frames: int, length_us: int) -> str:
    """Frames a second, cut to thousandths: a figure to find the film by, and no evidence of its own."""
    if length_us <= 0:
        return pen.texts("figure.unknown")
    whole, rest = divmod(frames * SECOND_US * 1000 // length_us, 1000)
    return f"{whole}{pen.texts('number.decimal')}{rest:03}"


def _presence(pen: Pen, each: Data) -> list[str]:
    end = pen.texts("view.still") if each["to_us"] is None else pen.utc(each["to_us"])
    films = pen.lines(_stretch(pen, film) for film in each["films"])
    gaps = pen.lines(_gap(pen, gap) for gap in each["gaps"])
    return [each["package"], f"{pen.utc(each['from_us'])}\n{end}", films, gaps]


def _stretch(pen: Pen, film: Data) -> str:
    begin, end = (pen.figures.length(film[name]) for name in ("from_us", "to_us"))
    return f"{film['recording']}\n{pen.texts('view.stretch', begin=begin, end=end)}"


def _gap(pen: Pen, gap: Data) -> str:
    spell = {"from_at": pen.utc(gap["from_us"]), "to_at": pen.utc(gap["to_us"])}
    return pen.texts("view.gap_text", camera=gap["camera"], reason=gap["reason"], **spell)


def _images(pen: Pen) -> list[Block]:
    texts = pen.texts
    images = [each for session in pen.sessions for each in session["images"]]
    if not images:
        return []
    columns = [Column(texts("view.package"), "id"), Column(texts("view.image"), "mono", "2fr")]
    columns += [Column(texts("view.frame"), "mono", "1fr"), Column(texts("package.entries"), "id")]
    rows = [
        [
            each["package"],
            f"{each['file']}\n{each['sha256']}",
            f"{each['recording']}\n{each['frame']}",
            str(each["entry"]),
        ]
        for each in images
    ]
    return [note(texts("view.images")), table(columns, rows)]
