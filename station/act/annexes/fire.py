"""Sections 5 and 6: the furnace loads with their times, the residue, and every weighing."""

from station.act.blocks import Column, Section, facts, note, table
from station.act.pen import Pen
from station.formats.entry import Entry
from station.rules.shapes import Data


def batches_section(pen: Pen) -> Section:
    """One line a load."""
    texts = pen.texts
    titles = [(texts("batches.batch"), "id"), (texts("batches.packages"), "num")]
    titles += [(texts("batches.mass"), "num")]
    titles += [(texts(f"batches.{key}"), "text") for key in ("opened", "charged", "burning", "ended", "duration")]
    columns = [Column(title, style, "1fr" if number > 2 else "auto") for number, (title, style) in enumerate(titles)]
    rows = [_batch(pen, entry) for entry in pen.source.record.of_kind("batch.opened")]
    residue = facts([(texts("batches.residue"), _residue(pen))])
    return Section(texts("section.batches"), (table(columns, rows), note(texts("batches.times_note")), residue))


def weighings_section(pen: Pen) -> Section:
    """Every weighing, also those that were corrected later."""
    texts = pen.texts
    columns = [
        Column(texts("weighings.number"), "num"),
        Column(texts("time.column"), width="3fr"),
        Column(texts("weighings.target"), "id", "3fr"),
        Column(texts("weighings.figure"), "num"),
        Column(texts("weighings.mass"), "num"),
        Column(texts("weighings.shown_as"), width="2fr"),
        Column(texts("weighings.tare"), width="2fr"),
        Column(texts("weighings.corrects"), "num"),
    ]
    rows = [_weighing(pen, entry) for entry in pen.source.record.of_kind("weighing.recorded")]
    return Section(texts("section.weighings"), (table(columns, rows), note(texts("weighings.note"))))


def _batch(pen: Pen, opened: Entry) -> list[str]:
    batch, dash = opened.data["batch"], pen.texts("goods.unknown")
    moves = {
        entry.kind: entry
        for entry in pen.source.record.of_kind("furnace.charged", "burn.started", "batch.ended", "batch.cancelled")
        if entry.data["batch"] == batch
    }
    charged, started, ended = (moves.get(kind) for kind in ("furnace.charged", "burn.started", "batch.ended"))
    load = (
        [pen.figures.count(len(charged.data["packages"])), pen.grams(charged.data["mass_mg"])]
        if charged
        else [dash] * 2
    )
    times = [dash if each is None else pen.time(each.at.unix_us) for each in (opened, charged, started, ended)]
    burned = pen.figures.duration(ended.at.unix_us - started.at.unix_us) if started and ended else dash
    if "batch.cancelled" in moves:
        said = moves["batch.cancelled"]
        burned = pen.texts("batches.cancelled", time=pen.time(said.at.unix_us), reason=said.data["reason"])
    return [batch, *load, *times, burned]


def _residue(pen: Pen) -> str:
    texts, session = pen.texts, pen.source.session
    if session.residue_mg is not None:
        mass = pen.figures.grams(session.residue_mg)
        return texts("batches.residue_mass", mass=mass, weighing=session.residue_weighing)
    excuses = [entry.data["reason"] for entry in pen.source.record.of_kind("residue.not_weighed")]
    return texts("batches.residue_excused", reason=excuses[-1]) if excuses else texts("not_recorded")


def _weighing(pen: Pen, entry: Entry) -> list[str]:
    data, texts = entry.data, pen.texts
    target = f"{data['package']} / {data['batch']}" if data["package"] else texts("weighings.residue")
    return [
        str(data["weighing"]),
        pen.time(entry.at.unix_us),
        target,
        _as_sent(data),
        pen.figures.grams(data["mass_mg"]),
        texts.term("shown", data["shown_as"]),
        _as_sent(data["tare"]) if data["tare"] else texts("goods.unknown"),
        texts("goods.unknown") if data["corrects"] is None else str(data["corrects"]),
    ]


def _as_sent(figure: Data) -> str:
    return f"{figure['figure'].strip()} {figure['unit']}"
