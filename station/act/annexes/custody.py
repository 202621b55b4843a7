"""Where the goods were before the station, as papers claim it; what does not fit, in the verifier's words."""

from collections.abc import Iterator

from station.act.annexes.balance import found_of
from station.act.blocks import Block, Column, bullets, heading, note, table
from station.act.cases import Goods
from station.act.pen import Pen
from station.formats.entry import Entry


def custody(pen: Pen, goods: Goods) -> Iterator[Block]:
    """Every claim in order of the entries, then holes, overlaps, and changes of seals and masses."""
    texts = pen.texts
    yield heading(texts("custody.title"))
    if goods.account.claims:
        yield table(_columns(pen), [_row(pen, each) for each in goods.account.claims])
        yield note(texts("custody.note"))
    yield bullets(found_of(pen, goods.line.consignment, "custody"))


def _columns(pen: Pen) -> list[Column]:
    texts = pen.texts
    return [
        Column(texts("entry"), "num"),
        Column(texts("custody.what"), "id", "1fr"),
        Column(texts("custody.times"), width="2fr"),
        Column(texts("custody.hands"), width="2.2fr"),
        Column(texts("custody.place"), width="2fr"),
        Column(texts("custody.seal"), width="1.4fr"),
        Column(texts("custody.gross"), "num", "1.5fr"),
    ]


def _row(pen: Pen, claim: Entry) -> list[str]:
    texts, data = pen.texts, claim.data
    until = texts("custody.today") if data["until"] is None else data["until"]
    hands = texts("custody.hands_text", giver=pen.withheld(data["giver"]), holder=pen.withheld(data["holder"]))
    seal = pen.given(data["seal"])
    return [
        str(claim.index),
        data["package"] or texts("custody.whole"),
        texts("time.spell", begin=data["since"], end=until),
        f"{hands}\n{pen.role_name(data['role'])}",
        f"{pen.withheld(data['place'])}\n{data['why']}",
        seal if data["seal_reason"] is None else f"{seal}\n{data['seal_reason']}",
        pen.grams(data["gross_mg"]),
    ]
