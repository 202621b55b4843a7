"""The log around each session, who vouches for it, and who hashed what with which tool."""

from station.act.blocks import Block, Column, Section, facts, heading, table, text
from station.courts.document.pen import Pen
from station.rules.shapes import Data


def log_section(pen: Pen) -> Section:
    """The log's states, tokens and cosignatures, and the hashing."""
    texts, made = pen.texts, pen.answer["made"]
    columns = [Column(texts("log.session")), Column(texts("log.when")), Column(texts("log.state"), "mono", "1fr")]
    rows = [row for head in pen.answer["heads"] for row in _head(pen, head)]
    spell = {"from_at": pen.utc(made["from_us"]), "to_at": pen.utc(made["to_us"])}
    hashed = texts("log.hashed_text", account=made["account"], tool=made["tool"], **spell)
    blocks: list[Block] = [heading(texts("log.heads")), table(columns, rows)] if rows else []
    lines = facts([(texts("log.hashed"), f"{hashed}\n{texts('log.algorithms')}")])
    return Section(texts("section.log"), (*blocks, heading(texts("log.tokens")), *_vouched(pen), lines))


def _head(pen: Pen, head: Data) -> list[list[str]]:
    texts = pen.texts
    after = texts("log.running") if head["after"] is None else _state(pen, head["after"])
    return [
        [head["session"], texts("log.before"), _state(pen, head["before"])],
        [head["session"], texts("log.after"), after],
    ]


def _state(pen: Pen, state: Data) -> str:
    return pen.texts("log.head_text", size=pen.figures.count(state["size"]), root=state["root"])


def _vouched(pen: Pen) -> list[Block]:
    texts = pen.texts
    if not pen.answer["attested"]:
        return [text(texts("log.tokens_none"))]
    columns = [Column(texts("log.kind")), Column(texts("log.by"), width="1fr"), Column(texts("log.stated"))]
    columns += [Column(texts("log.own")), Column(texts("film.file"), "mono", "2fr")]
    rows = [
        [
            texts(f"log.{each['kind']}"),
            each["by"],
            pen.utc(each["unix_us"]),
            pen.utc(each["entry_us"]),
            f"{each['file']}\n{each['sha256']}",
        ]
        for each in pen.answer["attested"]
    ]
    return [table(columns, rows)]
