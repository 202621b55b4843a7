"""The balance of the case, its packages, samples and tests."""

from collections.abc import Iterator

from station.act.blocks import Block, Column, Section, heading, note, table, text
from station.courts.document.pen import Pen
from station.rules.shapes import Data
from station.verify.answers.figures import FIGURES, TALLIES


def goods_section(pen: Pen) -> Section:
    """Each consignment's line, figure by figure, with the entries that each rests on."""
    texts = pen.texts
    blocks: list[Block] = []
    for each in pen.record["balance"]["consignments"]:
        blocks.append(heading(f"{each['consignment']}: {each['substance']}"))
        blocks.append(_line(pen, each["line"]))
        blocks += [note(said) for said in _remarks(pen, each)]
    empty = texts("package.none")
    return Section(texts("section.goods"), tuple(blocks) or (text(empty),))


def packages_section(pen: Pen) -> Section:
    """Every package: what became of it, what it weighed, and against the papers."""
    texts, balance = pen.texts, pen.record["balance"]
    columns = [Column(texts("package.number"), "id"), Column(texts("package.seal"), "id")]
    columns += [Column(texts("package.fate"), width="2fr"), Column(texts("package.weighing"), width="2fr")]
    columns += [Column(texts("package.against"), width="2fr"), Column(texts("package.entries"), "id", "1fr")]
    rows = [_package(pen, each) for each in balance["packages"]]
    block = table(columns, rows) if rows else text(texts("package.none"))
    return Section(texts("section.packages"), (block, *_samples(pen), *_tests(pen)))


def lacking(pen: Pen, figure: Data) -> list[str]:
    """What a figure lacks, in words."""
    return [pen.texts(f"lacking.{each['lacking']}", number=pen.known(each["number"])) for each in figure["lacking"]]


def change(pen: Pen, word: str | None) -> str:
    """The judgement on a difference, in the words of the language."""
    return pen.texts("figure.unknown") if word is None else pen.texts.term("change", word)


def _line(pen: Pen, line: Data) -> Block:
    texts = pen.texts
    columns = [Column(texts("figure.name")), Column(texts("figure.mass"), "num"), Column(texts("figure.bound"), "num")]
    columns += [Column(texts("figure.rests"), "id", "1fr"), Column(texts("figure.lacking"), width="1fr")]
    rows = [
        [
            texts(f"figure.{name}"),
            pen.grams(line[name]["mg"]),
            pen.grams(line[name]["bound_mg"]) if line[name]["bound_mg"] else "",
            pen.entries(line[name]["entries"]),
            "; ".join(lacking(pen, line[name])),
        ]
        for name in FIGURES
    ]
    return table(columns, rows)


def _remarks(pen: Pen, each: Data) -> Iterator[str]:
    line = each["line"]
    texts, presented = pen.texts, line["presented"]
    yield f"{texts('figure.change')}: {change(pen, line['change'])}"
    if each["restated"]:
        yield texts("figure.restated", entries=pen.entries(each["restated"]))
    if presented["stated"]:
        count = pen.figures.count
        yield texts("figure.stated", count=count(presented["stated"]), parts=count(presented["parts"]))
    for unit in ("pieces", "millilitres"):
        if line[unit] is not None:
            told = (f"{texts(f'figure.{name}')} {_number(pen, line[unit][name])}" for name in TALLIES)
            yield f"{texts(f'figure.{unit}')}: {'; '.join(told)}"


def _number(pen: Pen, tally: Data) -> str:
    return pen.texts("figure.unknown") if tally["number"] is None else pen.figures.count(tally["number"])


def _package(pen: Pen, line: Data) -> list[str]:
    texts, fate = pen.texts, pen.texts.term("fate", line["fate"])
    against = line["against_papers"]
    weighed = pen.bounded(line["weighed_mg"], line["bound_mg"])
    return [
        line["package"],
        line["seal"],
        fate if line["reason"] is None else texts("package.fate_text", fate=fate, reason=line["reason"]),
        texts("none")
        if line["weighing"] is None
        else texts("package.weighing_text", number=line["weighing"], mass=weighed),
        texts("figure.unknown")
        if against is None
        else f"{pen.figures.difference(against['difference_mg'])}\n{change(pen, against['change'])}",
        pen.entries(line["entries"]),
    ]


def _samples(pen: Pen) -> list[Block]:
    texts, samples = pen.texts, pen.record["balance"]["samples"]
    if not samples:
        return []
    columns = [Column(texts("sample.number"), "id"), Column(texts("sample.kept"), "num")]
    columns += [Column(texts("sample.fate"), width="1fr"), Column(texts("package.entries"), "id")]
    rows = [
        [
            f"{each['sample']} {each['which'] or ''}".strip(),
            pen.grams(each["kept"]["mg"]),
            _sample_fate(pen, each),
            pen.entries(sorted({*each["kept"]["entries"], *each["fated"]})),
        ]
        for each in samples
    ]
    return [heading(texts("sample.title")), table(columns, rows)]


def _sample_fate(pen: Pen, sample: Data) -> str:
    if sample["fate"] is None:
        return pen.texts("sample.still")
    fate = pen.texts.term("fate", sample["fate"])
    return pen.texts("sample.fate_text", fate=fate, package=sample["package"])


def _tests(pen: Pen) -> list[Block]:
    texts = pen.texts
    tests = [each for session in pen.sessions for each in session["tests"]]
    if not tests:
        return []
    columns = [
        Column(texts("test.test")),
        Column(texts("package.number"), "id"),
        Column(texts("test.kit"), width="1fr"),
    ]
    columns += [Column(texts("test.result"), width="1fr"), Column(texts("package.entries"), "id")]
    rows = [
        [
            each["test"],
            each["package"],
            f"{each['kit']}, {each['lot']}, {each['expires']}",
            texts.term("result", each["result"]),
            str(each["entry"]),
        ]
        for each in tests
    ]
    return [heading(texts("test.title")), table(columns, rows)]
