"""Every weighing with its number, as the instrument sent it: digits, bound, zeros, and who said that it stood still.

Nothing is rounded or put right: three masses of one weighing that do not add up stand so, with what is between them (R11).
"""

from station.act.blocks import Column, Section, note, table
from station.act.pen import Pen
from station.act.sent import as_sent
from station.formats.entry import Entry
from station.rules.shapes import Data


def weighings_section(pen: Pen) -> Section:
    """Every weighing, also those that were corrected later and those of check weights."""
    texts = pen.texts
    columns = [
        Column(texts("weighings.number"), "num"),
        Column(texts("weighings.time"), width="1.5fr"),
        Column(texts("weighings.target"), width="1.9fr"),
        Column(texts("weighings.figure"), "num", "1.8fr"),
        Column(texts("weighings.mass"), "num", "1.9fr"),
        Column(texts("weighings.parts"), width="2.5fr"),
        Column(texts("weighings.zero"), "num", "1.4fr"),
        Column(texts("weighings.stable"), width="2.1fr"),
    ]
    emptied = {entry.data["after"]: entry.data for entry in pen.source.record.of_kind("scale.emptied")}
    rows = [_weighing(pen, entry, emptied) for entry in pen.source.record.of_kind("weighing.recorded")]
    notes = (note(texts("weighings.note")), note(texts("weighings.mass_note")))
    return Section(texts("section.weighings"), (table(columns, rows), *notes))


def _weighing(pen: Pen, entry: Entry, emptied: dict[int, Data]) -> list[str]:
    data, texts = entry.data, pen.texts
    zeros = (data["zero"], emptied.get(data["weighing"]))
    return [
        str(data["weighing"]),
        pen.time(entry.at.unix_us),
        _target(pen, data),
        f"{as_sent(pen, data)}\n{texts.term('shown', data['shown_as'])}",
        f"{pen.figures.grams(data['mass_mg'])}\n{pen.bound(data['bound_mg'])}",
        _parts(pen, data),
        "\n".join(texts("weighings.not_seen") if zero is None else as_sent(pen, zero) for zero in zeros),
        texts("weighings.told" if data["stability_told"] else "weighings.window", length=_length(pen, data)),
    ]


def _target(pen: Pen, data: Data) -> str:
    texts = pen.texts
    if data["purpose"] == "check":
        what = texts("weighings.check", weight=data["check_weight"])
    else:
        what = f"{data['package']} / {data['batch']}" if data["package"] else texts("weighings.residue")
    return what if data["corrects"] is None else f"{what}\n{texts('weighings.corrects', number=data['corrects'])}"


def _length(pen: Pen, data: Data) -> str:
    return pen.figures.length(data["stable_us"])


def _parts(pen: Pen, data: Data) -> str:
    """Gross, tare and net, as far as they were told, and by how much they do not add up."""
    texts, told = pen.texts, {name: data[name] for name in ("gross", "tare", "net")}
    if data["shown_as"] in told:
        told[data["shown_as"]] = data
    said = [texts(f"weighings.{name}", figure=as_sent(pen, each)) for name, each in told.items() if each is not None]
    if data["tare"] is not None:
        said.append(texts.term("tare_kind", data["tare_kind"] or "unknown"))
    if all(told.values()):
        left_mg = told["gross"]["mass_mg"] - told["tare"]["mass_mg"] - told["net"]["mass_mg"]
        said += [texts("weighings.apart", difference=pen.figures.difference(left_mg))] if left_mg else []
    return "\n".join(said) or texts("goods.unknown")
