"""The samples kept of a consignment: what stays of it when the rest is ash."""

from collections.abc import Iterator

from station.act.annexes.balance import found_of
from station.act.blocks import Block, Column, bullets, heading, note, table
from station.act.cases import Goods
from station.act.pen import Pen
from station.rules.balance import SampleLine


def samples(pen: Pen, goods: Goods) -> Iterator[Block]:
    """Every sample with its keeper and its later fate; what the verifier says of those that lack."""
    texts = pen.texts
    yield heading(texts("samples.title"))
    if goods.samples:
        yield table(_columns(pen), [_row(pen, each) for each in goods.samples])
        yield note(texts("samples.note"))
    told = found_of(pen, goods.line.consignment, "samples")
    if told:
        yield bullets(told)


def _columns(pen: Pen) -> list[Column]:
    texts = pen.texts
    return [
        Column(texts("samples.sample"), "id", "1.1fr"),
        Column(texts("samples.mass"), "num", "1.4fr"),
        Column(texts("goods.seal"), "id", "1.2fr"),
        Column(texts("samples.keeper"), width="2.4fr"),
        Column(texts("samples.until"), width="1.8fr"),
        Column(texts("samples.seen"), width="2.2fr"),
        Column(texts("samples.fate"), width="1.6fr"),
        Column(texts("entry"), "num"),
    ]


def _row(pen: Pen, line: SampleLine) -> list[str]:
    texts, dash = pen.texts, pen.texts("goods.unknown")
    kept = next((each for each in pen.source.record.of_kind("sample.kept") if each.index == line.entry), None)
    if kept is None:
        return [line.sample, pen.amount(line.kept), *[dash] * 3, texts("samples.never"), _fate(pen, line), dash]
    data = kept.data
    seen = texts("samples.here") if data["seen"] else texts("samples.claimed", source=pen.given(data["source"]))
    return [
        f"{data['sample']} ({data['which']})",
        pen.figures.grams(data["mass_mg"]),
        data["seal"],
        f"{pen.withheld(data['keeper'])}\n{pen.withheld(data['place'])}",
        data["until"],
        seen if data["package"] is None else f"{seen}\n{texts('samples.of', package=data['package'])}",
        _fate(pen, line),
        str(kept.index),
    ]


def _fate(pen: Pen, line: SampleLine) -> str:
    if line.package is None:
        return pen.texts("samples.kept")
    return pen.texts("samples.came", package=line.package.package, fate=pen.texts(f"fate.{line.package.fate.value}"))
