"""Where the kilograms are: a line for each consignment, case by case, and the residue; what the verifier says of the goods."""

from collections.abc import Iterable, Iterator, Sequence

from station.act.blocks import Block, Column, Section, bullets, facts, heading, note, table, text
from station.act.cases import Case, Goods
from station.act.pen import Pen
from station.formats.entry import Entry
from station.rules.balance import Amount, Line
from station.rules.metrology import Change
from station.verify.languages import LANGUAGES
from station.verify.report import Finding, Verdict

# The places of the sentence that counts them.
COUNTED = {"same": Change.SAME, "lost": Change.LOST, "gained": Change.GAINED, "unknown": None}
FIGURES = ("seized", "analysed", "sampled", "presented", "burned", "set_aside", "missing")
# The checks whose words on the whole session stand here; what they say of one consignment stands in its annex.
CHECKS = ("balance", "masses", "presented", "samples", "draws", "tests", "custody")


def balance_section(pen: Pen) -> Section:
    """Every consignment's line, the session's, and the residue."""
    texts, session = pen.texts, pen.cases.session
    columns = [Column(texts("balance.annex")), Column(texts("goods.consignment_short"), "id", "1.2fr")]
    columns += [Column(texts(f"column.{name}"), "num", "2fr") for name in FIGURES]
    columns += [Column(texts("column.difference"), "num", "2.2fr")]
    rows = [_row(pen, case, each) for case in pen.cases.cases for each in case.goods]
    total = [
        texts("front.total"),
        "",
        *_figures(pen, session.line, bounded=True),
        outcome(pen, pen.cases.goods),
    ]
    counted = facts([(texts("goods.changes"), changes(pen))])
    notes = (note(texts("balance.note")), note(texts("goods.bound_note")))
    return Section(texts("section.balance"), (table(columns, rows, total), *notes, counted, text(ash(pen))))


def found_section(pen: Pen) -> Section:
    """What the verifier says of the goods of the whole session, in its own words; and numbers that were refused."""
    texts, titles = pen.texts, LANGUAGES[pen.texts.language].titles
    blocks: list[Block] = [note(texts("found.note"))]
    for check in CHECKS:
        told = [each for each in pen.source.found if each.check == check and consignment_of(pen, each) is None]
        if told:
            blocks += [heading(titles[check]), bullets(pen.said(each.text) for each in told)]
    return Section(texts("section.found"), (*blocks, *_refused(pen)))


def found_of(pen: Pen, consignment: str, *checks: str) -> list[str]:
    """What the verifier's checks say of one consignment, and of nothing else."""
    return [
        pen.said(each.text)
        for each in pen.source.found
        if each.check in checks and each.verdict is Verdict.NOTE and consignment_of(pen, each) == consignment
    ]


def consignment_of(pen: Pen, finding: Finding) -> str | None:
    """The consignment that a finding is about: by itself, or by its package; None where it is about more."""
    package = pen.source.session.packages.get(str(finding.details.get("package")))
    told = finding.details.get("consignment", None if package is None else package.consignment)
    return None if told is None else str(told)


def outcome(pen: Pen, goods: Sequence[Goods]) -> str:
    """The difference of a consignment; of several, how many lost and gained: a gain must not make up for another's loss."""
    if len(goods) == 1:
        return pen.difference(goods[0].line.line, by="\n")
    found = [each.line.line.change for each in goods]
    counts = {"lost": found.count(Change.LOST), "gained": found.count(Change.GAINED), "open": found.count(None)}
    said = pen.texts("balance.outcomes", **{name: pen.figures.count(each) for name, each in counts.items()})
    presented = Amount.total(each.line.line.presented for each in goods)
    return "\n".join([said, *pen.by_papers(presented)])


def ash(pen: Pen) -> str:
    """The residue of the session's fires, and what it can say."""
    residue = pen.cases.session.residue
    mass = f"{pen.amount(residue)} {pen.texts('unit.g')}" if residue.parts else pen.texts("none")
    return pen.texts("balance.ash", mass=mass)


def changes(pen: Pen) -> str:
    """How many packages lost, gained, or kept their mass against the papers."""
    counts = {name: pen.figures.count(pen.cases.changed(change)) for name, change in COUNTED.items()}
    return pen.texts("goods.changes_text", **counts)


def refused(pen: Pen) -> list[Entry]:
    """The numbers that somebody tried to use a second time."""
    return list(pen.source.record.of_kind("number.refused"))


def _row(pen: Pen, case: Case, goods: Goods) -> list[str]:
    line = goods.line.line
    names = [str(case.annex), goods.line.consignment]
    return [*names, *_figures(pen, line, bounded=False), pen.difference(line, by="\n")]


def _figures(pen: Pen, line: Line, *, bounded: bool) -> Iterable[str]:
    return (pen.amount(getattr(line, name), bounded=bounded, by="\n") for name in FIGURES)


def _refused(pen: Pen) -> Iterator[Block]:
    texts, found = pen.texts, refused(pen)
    if not found:
        return
    yield heading(texts("refused.title"))
    columns = [Column(texts("time.column")), Column(texts("refused.what"), width="1fr")]
    columns += [Column(texts("refused.number"), "id", "1.4fr"), Column(texts("refused.before"), width="2fr")]
    columns += [Column(texts("entry"), "num")]
    yield table(columns, [_refusal(pen, each) for each in found])
    yield note(texts("refused.note"))


def _refusal(pen: Pen, entry: Entry) -> list[str]:
    data = entry.data
    what, had = pen.texts.term("refused", data["what"]), data["before"]
    before = pen.texts("refused.in_case") if had is None else pen.texts("refused.had", **had)
    return [pen.time(entry.at.unix_us), what, data["number"], before, str(entry.index)]
