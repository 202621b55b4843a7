"""A consignment as its papers tell of it, its line of the balance with the entries behind each figure, and its hours."""

from collections.abc import Iterator

from station.act.annexes.balance import ash, found_of
from station.act.blocks import Block, Column, facts, heading, note, table
from station.act.cases import Goods
from station.act.figures import MINUS
from station.act.pen import Pen
from station.act.wording import deadlines
from station.rules.balance import Amount, Line, Tally, TallyLine
from station.rules.custody import NotATime, day_us
from station.rules.shapes import Data

MINUTE_US = 60_000_000
HOUR_MINUTES = 60
PRIVATE = ("case", "court", "investigator", "seizure_act", "seizure_place")
# The line of the balance, with the sign under which each figure stands in it; then what the presented mass is made up of.
SIGNS = {"seized": "", "analysed": f"{MINUS} ", "sampled": f"{MINUS} ", "expected": "= ", "presented": f"{MINUS} "}
PARTS = ("burned", "set_aside", "missing")
BESIDE = ("unaccounted", "shown", "samples_burned")
TALLIES = ("seized", "presented", "burned", "set_aside", "missing", "difference")


def papers(pen: Pen, goods: Goods) -> Block:
    """What the papers state; what is withheld, as the commitment to it."""
    texts, data = pen.texts, goods.registered.data
    rows = [(texts(f"papers.{name}"), pen.committed(data[name])) for name in PRIVATE]
    rows += [
        (texts("papers.seizure_date"), pen.given(data["seizure_date"])),
        (texts("goods.substance"), _substance(pen, data)),
        (texts("papers.stated"), stated(pen, data["stated"])),
        (texts("goods.source"), pen.given(data["source"])),
        (texts("papers.opinions"), "\n".join(_opinion(pen, each) for each in data["opinions"]) or texts("none")),
        (texts("papers.listed"), _listed(pen, goods)),
        *_hours(pen, goods),
    ]
    if data["continues"] is not None:
        rows.append((texts("papers.continues"), data["continues"]))
    if goods.line.restated:
        rows.append((texts("papers.restated"), texts("papers.restated_text", entries=pen.entries(goods.line.restated))))
    return facts(rows)


def stated(pen: Pen, amounts: Data) -> str:
    """Amounts as papers state them: masses in grams, pieces, litres."""
    figures, texts = pen.figures, pen.texts
    shown = {"gross_mg": figures.grams, "net_mg": figures.grams, "count": figures.count, "millilitres": figures.litres}
    said = [
        texts(f"amount.{name}", amount=say(amounts[name])) for name, say in shown.items() if amounts[name] is not None
    ]
    return "; ".join(said) or texts("not_recorded")


def balance(pen: Pen, goods: Goods) -> Iterator[Block]:
    """The line of the balance, figure by figure; what the verifier says of it."""
    texts, line = pen.texts, goods.line.line
    yield heading(texts("balance.title"))
    columns = [Column(texts("balance.figure"), width="3fr"), Column(texts("balance.mass"), "num", "2.2fr")]
    columns += [Column(texts("balance.of"), width="2fr"), Column(texts("balance.entries"), width="4fr")]
    yield table(columns, list(_lines(pen, line)))
    for name, tallies in (("count", line.pieces), ("millilitres", line.millilitres)):
        if tallies is not None:
            yield _tallies(pen, name, tallies)
    for each in (*found_of(pen, goods.line.consignment, "balance"), ash(pen)):
        yield note(each)


def _lines(pen: Pen, line: Line) -> Iterator[list[str]]:
    texts = pen.texts
    for name, sign in SIGNS.items():
        title = texts(f"basis.{line.basis.value}") if name == "seized" else texts(f"balance.{name}")
        yield _figure(pen, f"{sign}{title}", getattr(line, name))
    yield [f"= {texts('balance.difference')}", pen.difference(line, by="\n"), "", ""]
    for name in PARTS:
        yield _figure(pen, f"{texts('balance.of_it')} {texts(f'balance.{name}')}", getattr(line, name))
    for name in BESIDE:
        if getattr(line, name).parts:
            yield _figure(pen, texts(f"balance.{name}"), getattr(line, name))


def _figure(pen: Pen, title: str, amount: Amount) -> list[str]:
    texts, count = pen.texts, pen.figures.count
    parts = [texts("balance.parts", count=count(amount.parts))] if amount.parts else []
    if amount.stated:
        parts.append(texts("balance.stated", count=count(amount.stated)))
    if amount.packaged:
        parts.append(texts("balance.packaged", count=count(amount.packaged)))
    return [title, pen.amount(amount, by="\n"), "\n".join(parts), pen.entries(amount.entries)]


def _tallies(pen: Pen, name: str, line: TallyLine) -> Block:
    columns = [Column(pen.texts(f"balance.{name}"), width="2fr")]
    columns += [Column(pen.texts(f"balance.{each}"), "num", "1.6fr") for each in TALLIES]
    return table(
        columns, [[pen.texts("balance.by_papers"), *(_tally(pen, name, getattr(line, each)) for each in TALLIES)]]
    )


def _tally(pen: Pen, name: str, tally: Tally) -> str:
    if tally.number is None:
        return pen.texts("balance.unknown")
    return pen.figures.litres(tally.number) if name == "millilitres" else pen.figures.count(tally.number)


def _substance(pen: Pen, data: Data) -> str:
    texts = pen.texts
    said = [pen.given(data["substance"]), texts.term("form", data["form"])]
    return ", ".join([*said, texts("papers.fresh")] if data["fresh"] else said)


def _opinion(pen: Pen, opinion: Data) -> str:
    texts, told = pen.texts, {name: pen.given(opinion[name]) for name in ("number", "date", "result")}
    purity, used = opinion["purity_permille"], opinion["used_mg"]
    told["purity"] = texts("not_recorded") if purity is None else texts("papers.permille", permille=purity)
    told["used"] = texts("not_recorded") if used is None else f"{pen.figures.grams(used)} {texts('unit.g')}"
    return texts("papers.opinion", **told)


def _listed(pen: Pen, goods: Goods) -> str:
    """The packages on the list, and whether it was closed."""
    number = goods.line.consignment
    closed = [each for each in pen.source.record.of_kind("list.closed") if each.data["consignment"] == number]
    count = pen.figures.count(len(goods.packages))
    if not closed:
        return pen.texts("papers.list_open", count=count)
    return pen.texts("papers.list_closed", count=count, time=pen.time(closed[0].at.unix_us), entry=closed[0].index)


def _hours(pen: Pen, goods: Goods) -> Iterator[tuple[str, str]]:
    """How long it took from the seizure to the fire, and what times the law gives."""
    yield pen.texts("papers.hours"), _until_burned(pen, goods)
    law = deadlines(pen)
    if law:
        yield pen.texts("papers.deadlines"), "\n".join(law)


def _until_burned(pen: Pen, goods: Goods) -> str:
    texts, batches = pen.texts, {each.batch for each in goods.packages}
    burns = [e.at.unix_us for e in pen.source.record.of_kind("burn.started") if e.data["batch"] in batches]
    if not burns:
        return texts("papers.not_burned")
    holdings = [each for chain in goods.account.chains for each in chain.holdings]
    zone = min(holdings, key=lambda each: each.since_us).claim.data["since"] if holdings else None
    try:
        first_us, last_us = day_us(goods.registered.data["seizure_date"], zone)
    except NotATime:
        return texts("papers.hours_unread")
    least, most = _length(pen, min(burns) - last_us), _length(pen, max(burns) - first_us)
    return texts("papers.hours_text", least=least, most=most)


def _length(pen: Pen, us: int) -> str:
    """Whole minutes, towards zero; below zero where the papers have the seizure after the fire."""
    minutes = abs(us) // MINUTE_US
    told = {"hours": pen.figures.count(minutes // HOUR_MINUTES), "minutes": minutes % HOUR_MINUTES}
    return f"{MINUS if us < 0 else ''}{pen.texts('papers.length', **told)}"
