"""The draw of packages, their tests, and what follows from both: the claim and its opposite, in the verifier's words."""

from collections.abc import Iterator

from station.act.annexes.balance import found_of
from station.act.blocks import Block, Column, bullets, facts, heading, note, table
from station.act.cases import Goods
from station.act.pen import Pen
from station.formats.entry import Entry
from station.rules.draws import demand_of
from station.verify.claim import RULES, percent
from station.verify.drawing import KINDS, Drawing, Story


def draws(pen: Pen, goods: Goods) -> Iterator[Block]:
    """Each draw of the consignment, how it came about, every test, and what may be concluded."""
    texts, number = pen.texts, goods.line.consignment
    story = story_of(pen)
    yield heading(texts("draw.title"))
    for draw in story.draws.values():
        if draw.consignment == number:
            yield facts(_draw(pen, draw))
            yield from _secrets(pen, draw)
    tests = [e for e in story.tests.values() if pen.source.session.packages[e.data["package"]].consignment == number]
    if tests:
        yield table(_columns(pen), [_test(pen, each) for each in tests])
    yield bullets(found_of(pen, number, "draws", "tests"))


def story_of(pen: Pen) -> Story:
    """The draws of the session."""
    story = Story()
    for entry in pen.source.record.of_kind(*KINDS):
        story.follow(entry)
    return story


def _draw(pen: Pen, draw: Drawing) -> Iterator[tuple[str, str]]:
    texts, data, count = pen.texts, draw.opened.data, pen.figures.count
    plan, demand = demand_of(data)
    opened = {"time": pen.time(draw.opened.at.unix_us), "entry": draw.opened.index}
    yield (
        texts("draw.draw"),
        texts("draw.opened", draw=draw.number, state=texts(f"drawing.{draw.state.value}"), **opened),
    )
    yield texts("draw.population"), texts("draw.population_text", count=count(len(draw.population)))
    told = {"plan": RULES[plan], "share": percent(demand.share), "confidence": percent(demand.confidence)}
    counts = {name: count(data[name]) for name in ("size", "allowed")}
    yield texts("draw.plan"), texts("draw.plan_text", **{name: pen.said(each) for name, each in told.items()}, **counts)
    if draw.made is not None:
        yield texts("draw.seed"), pen.given(draw.made.data["seed"])
        yield (
            texts("draw.drawn"),
            texts("draw.drawn_text", count=count(len(draw.drawn)), packages=", ".join(draw.drawn)),
        )
    if draw.cancelled is not None:
        yield texts("draw.reason"), draw.cancelled.data["reason"]


def _secrets(pen: Pen, draw: Drawing) -> Iterator[Block]:
    """Who committed to what, and what each of them revealed."""
    texts = pen.texts
    if not draw.commitments:
        return
    columns = [Column(texts("people.role"), width="1.5fr")]
    columns += [Column(texts(f"draw.{name}"), "mono", "3fr") for name in ("commitment", "secret")]
    rows = []
    for person, committed in draw.commitments.items():
        revealed = draw.reveals.get(person)
        secret = texts("draw.not_revealed") if revealed is None else revealed.data["secret"]
        rows.append([pen.role(person), committed.data["commitment"], secret])
    yield table(columns, rows)
    yield note(texts("draw.secrets_note"))


def _columns(pen: Pen) -> list[Column]:
    texts = pen.texts
    return [
        Column(texts("test.test"), "id"),
        Column(texts("draw.draw"), "id"),
        Column(texts("goods.package"), "id"),
        Column(texts("test.kit"), width="2fr"),
        Column(texts("test.expires")),
        Column(texts("test.result"), width="1.6fr"),
        Column(texts("test.person"), width="1.6fr"),
        Column(texts("test.used"), "num"),
        Column(texts("entry"), "num"),
    ]


def _test(pen: Pen, entry: Entry) -> list[str]:
    texts, data = pen.texts, entry.data
    return [
        data["test"],
        data["draw"] or texts("goods.unknown"),
        data["package"],
        texts("test.kit_text", kit=data["kit"], lot=data["lot"]),
        data["expires"],
        texts.term("result", data["result"]),
        f"{pen.role(data['person'])}\n{pen.time(entry.at.unix_us)}",
        pen.figures.grams(data["used_mg"]),
        str(entry.index),
    ]
