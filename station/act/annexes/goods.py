"""The balance of every consignment, and every package with what became of it."""

from collections.abc import Iterator

from station.act.balance import Balance, Line
from station.act.blocks import Block, Column, Section, facts, heading, note, table
from station.act.pen import Pen
from station.rules.metrology import Change
from station.rules.shapes import Data

# The places of the sentence that counts them.
COUNTED = {"same": Change.SAME, "lost": Change.LOST, "gained": Change.GAINED, "unknown": None}


def balance_section(pen: Pen) -> Section:
    """One balance a consignment."""
    blocks: list[Block] = []
    for entry in pen.source.record.of_kind("consignment.registered"):
        lines = pen.balance.of_consignment(entry.data["consignment"])
        case = f"{pen.texts('goods.case')}: {pen.withheld(entry.data['case'])}"
        blocks += [heading(f"{entry.data['consignment']}. {case}"), facts(_consignment(pen, entry.data, lines))]
    return Section(pen.texts("section.balance"), tuple(blocks))


def packages_section(pen: Pen) -> Section:
    """The list of packages, and the reasons why some were set aside."""
    texts, lines = pen.texts, pen.balance
    masses = (lines.gross(), lines.net(), lines.weighed())
    total = [texts("front.total"), "", "", "", *(pen.sum(each, by="\n") for each in masses)]
    total += [pen.sum(lines.difference(), signed=True, by="\n"), ""]
    blocks = [
        table(_columns(pen), (_row(pen, each) for each in lines.lines), total),
        note(texts("goods.difference_note")),
        note(texts("goods.bound_note")),
    ]
    reasons = list(_reasons(pen))
    if reasons:
        columns = [Column(texts("goods.package"), "id"), Column(texts("goods.description"), width="1fr")]
        columns += [Column(texts("goods.reason"), width="2fr")]
        blocks += [heading(texts("goods.aside_title")), table(columns, reasons)]
    return Section(texts("section.packages"), tuple(blocks))


def _consignment(pen: Pen, data: Data, lines: Balance) -> list[tuple[str, str]]:
    texts = pen.texts
    stated = data["stated"] or {"gross_mg": None, "net_mg": None}
    counts = {
        "count": lines.counted,
        "count_burned": lines.burned,
        "set_aside": lines.set_aside,
        "missing": lines.missing,
    }
    return [
        (texts("goods.substance"), pen.given(data["substance"])),
        (texts("goods.source"), pen.given(data["source"])),
        *((texts(f"goods.{key}"), pen.figures.count(len(found))) for key, found in counts.items()),
        (texts("goods.stated_whole"), _both(pen, pen.grams(stated["gross_mg"]), pen.grams(stated["net_mg"]))),
        (texts("goods.stated_packages"), _both(pen, pen.sum(lines.gross()), pen.sum(lines.net()))),
        (texts("goods.unpacked"), _both(pen, *(_unpacked(pen, data, lines, each) for each in ("gross_mg", "net_mg")))),
        (texts("goods.stated_burned"), _grams(pen, pen.sum(lines.stated_burned()))),
        (texts("goods.burned"), _grams(pen, pen.sum(lines.weighed_burned()))),
        (texts("goods.difference_whole"), _grams(pen, pen.sum(lines.difference(), signed=True))),
        (texts("goods.changes"), changes(pen, lines)),
        (texts("goods.set_aside_weighed"), _grams(pen, pen.sum(lines.weighed_aside()))),
    ]


def changes(pen: Pen, lines: Balance) -> str:
    """How many packages lost, gained, or kept their mass against the papers."""
    counts = {name: pen.figures.count(lines.changed(change)) for name, change in COUNTED.items()}
    return pen.texts("goods.changes_text", **counts)


def _unpacked(pen: Pen, data: Data, lines: Balance, kind: str) -> str:
    """What was stated for the consignment and for none of its packages; only where both are known in full."""
    whole, packed = (data["stated"] or {}).get(kind), lines.gross() if kind == "gross_mg" else lines.net()
    if whole is None or packed.counted < packed.total:
        return pen.texts("not_recorded")
    return pen.figures.grams(whole - packed.mass_mg)


def _both(pen: Pen, gross: str, net: str) -> str:
    parts = ((gross, "goods.gross_short"), (net, "goods.net_short"))
    return "; ".join(f"{pen.texts(key)} {_grams(pen, mass)}" for mass, key in parts)


def _grams(pen: Pen, shown: str) -> str:
    return shown if shown == pen.texts("not_recorded") else f"{shown} {pen.texts('unit.g')}"


def _columns(pen: Pen) -> list[Column]:
    texts = pen.texts
    return [
        Column(texts("goods.package"), "id", "1.2fr"),
        Column(texts("goods.consignment_short"), "id", "1.1fr"),
        Column(texts("goods.seal"), "id", "1.9fr"),
        Column(texts("goods.description"), width="1.8fr"),
        Column(texts("goods.gross"), "num", "1.9fr"),
        Column(texts("goods.net"), "num", "1.9fr"),
        Column(texts("goods.weighed"), "num", "2fr"),
        Column(texts("goods.difference"), "num", "2.1fr"),
        Column(texts("goods.fate"), width="1.7fr"),
    ]


def _row(pen: Pen, line: Line) -> list[str]:
    dash, figures = pen.texts("goods.unknown"), pen.figures
    masses = [dash if mass is None else figures.grams(mass) for mass in (line.gross_mg, line.net_mg)]
    fate = pen.texts(f"fate.{line.fate.value}")
    numbers = [line.package, line.consignment, line.seal, line.description]
    fates = fate if line.batch is None else f"{fate}, {line.batch}"
    return [*numbers, *masses, _weighed(pen, line), _difference(pen, line), fates]


def _difference(pen: Pen, line: Line) -> str:
    """The difference with its sign, also within U, and what it means."""
    if line.comparison is None:
        return pen.texts("goods.unknown")
    change = pen.texts.term("change", line.comparison.change.value)
    return f"{pen.figures.difference(line.comparison.difference_mg)}\n{change}"


def _weighed(pen: Pen, line: Line) -> str:
    """The weighed mass and its bound, marked where the scale did not say whether it was gross or net."""
    if line.weighed_mg is None or line.bound is None:
        return pen.texts("goods.unknown")
    mark = ""
    if line.shown_as == "displayed":
        mark = "**" if line.compared_with == "net_mg" else "*"
    return f"{pen.figures.grams(line.weighed_mg)}{mark}\n{pen.bound(line.bound.bound_mg)}"


def _reasons(pen: Pen) -> Iterator[list[str]]:
    texts = pen.texts
    for line in pen.balance.lines:
        said = [line.reason] if line.reason else []
        said += [texts("goods.again", package=line.again_as)] if line.again_as else []
        said += [texts("goods.earlier", session=line.set_aside_in)] if line.set_aside_in else []
        if said:
            yield [line.package, line.description, "; ".join(said)]
