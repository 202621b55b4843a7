"""The furnace loads with their times, how hot they burned, and the residue."""

from collections.abc import Iterator

from station.act.blocks import Block, Column, Section, facts, heading, note, table, text
from station.act.pen import Pen
from station.formats.entry import Entry
from station.rules.balance import Amount
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
    loads = (table(columns, rows), note(texts("batches.times_note")), residue)
    return Section(texts("section.batches"), (*loads, heading(texts("heat.title")), *_heat(pen)))


def _batch(pen: Pen, opened: Entry) -> list[str]:
    batch, dash = opened.data["batch"], pen.texts("goods.unknown")
    moves = {
        entry.kind: entry
        for entry in pen.source.record.of_kind("furnace.charged", "burn.started", "batch.ended", "batch.cancelled")
        if entry.data["batch"] == batch
    }
    charged, started, ended = (moves.get(kind) for kind in ("furnace.charged", "burn.started", "batch.ended"))
    load = [pen.figures.count(len(charged.data["packages"])), _charge(pen, charged.data)] if charged else [dash] * 2
    times = [dash if each is None else pen.time(each.at.unix_us) for each in (opened, charged, started, ended)]
    burned = pen.figures.duration(ended.at.unix_us - started.at.unix_us) if started and ended else dash
    if "batch.cancelled" in moves:
        said = moves["batch.cancelled"]
        burned = pen.texts("batches.cancelled", time=pen.time(said.at.unix_us), reason=said.data["reason"])
    return [batch, *load, *times, burned]


def _charge(pen: Pen, charged: Data) -> str:
    """The mass of a load, and the bound of the sum of its weighings."""
    weighed = pen.source.record.of_kind("weighing.recorded")
    newest = {each.data["package"]: each for each in weighed if each.data["batch"] == charged["batch"]}
    return pen.amount(Amount.total(_on_scale(newest[package]) for package in charged["packages"]), by="\n")


def _on_scale(weighing: Entry) -> Amount:
    data = weighing.data
    return Amount.on_scale(data["mass_mg"], data["bound_mg"], data["scale"]["division_mg"], weighing.index)


def _heat(pen: Pen) -> Iterator[Block]:
    """What read the temperature and where, and what it read while each load burned."""
    texts, controller = pen.texts, pen.opening.data["furnace_controller"]
    if controller is None:
        yield text(texts("heat.none"))
        return
    yield facts(
        [
            (texts("heat.controller"), pen.given(controller["controller"])),
            (texts("heat.place"), pen.given(controller["place"])),
            (texts("heat.threshold"), pen.figures.degrees(controller["threshold_mdeg"])),
        ]
    )
    names = ("above", "highest", "lowest", "unseen", "sensor_breaks", "door_openings")
    columns = [Column(texts("batches.batch"), "id"), *(Column(texts(f"heat.{name}"), "num", "1fr") for name in names)]
    yield table(columns, [_heat_row(pen, ended.data) for ended in pen.source.record.of_kind("batch.ended")])
    yield note(texts("heat.note"))


def _heat_row(pen: Pen, ended: Data) -> list[str]:
    heat, figures = ended["heat"], pen.figures
    if heat is None:
        return [ended["batch"], *[pen.texts("not_recorded")] * 6]
    above = {"length": figures.duration(heat["above_us"]), "threshold": figures.degrees(heat["threshold_mdeg"])}
    extremes = (heat["highest_mdeg"], heat["lowest_mdeg"])
    return [
        ended["batch"],
        pen.texts("heat.above_text", **above),
        *(pen.texts("goods.unknown") if each is None else figures.degrees(each) for each in extremes),
        figures.duration(heat["unseen_us"]),
        figures.count(heat["sensor_breaks"]),
        figures.count(heat["door_openings"]),
    ]


def _residue(pen: Pen) -> str:
    texts, session = pen.texts, pen.source.session
    if session.residue_mg is not None:
        newest = next(
            entry.data
            for entry in pen.source.record.of_kind("weighing.recorded")
            if entry.data["weighing"] == session.residue_weighing
        )
        mass = f"{pen.figures.grams(session.residue_mg)} {pen.bound(newest['bound_mg'])}"
        return texts("batches.residue_mass", mass=mass, weighing=session.residue_weighing)
    excuses = [entry.data["reason"] for entry in pen.source.record.of_kind("residue.not_weighed")]
    return texts("batches.residue_excused", reason=excuses[-1]) if excuses else texts("not_recorded")
