"""The sessions in which goods of the case were, and what went wrong in them."""

from station.act.blocks import Block, Column, Section, facts, heading, table, text
from station.courts.document.pen import Pen
from station.rules.shapes import Data


def sessions_section(pen: Pen) -> Section:
    """Basis, place, people by role, accounts, devices, quorum, words."""
    texts = pen.texts
    blocks: list[Block] = []
    for each in pen.sessions:
        blocks += [heading(texts("session.title", session=each["session"])), facts(_session(pen, each))]
    return Section(texts("section.sessions"), tuple(blocks) or (text(texts("session.none")),))


def outages_section(pen: Pen) -> Section:
    """The statement of working order, and every outage on record."""
    texts = pen.texts
    columns = [
        Column(texts("outage.time")),
        Column(texts("outage.what")),
        Column(texts("outage.details"), "mono", "1fr"),
    ]
    columns += [Column(texts("package.entries"), "id")]
    rows = [
        [
            pen.utc(each["unix_us"]),
            each["kind"],
            "\n".join(f"{name}: {value}" for name, value in each["data"].items()),
            str(each["entry"]),
        ]
        for each in pen.outages
    ]
    block = table(columns, rows) if rows else text(texts("outage.none"))
    return Section(texts("section.outages"), (text(texts("outage.statement")), block))


def scale_said(pen: Pen, scale: Data) -> str:
    """Make, model, serial number and verification of a scale: what its line told, else what its plate says."""
    said = {name: pen.known(scale["told"][name] or scale["plate"][name]) for name in ("make", "model", "serial")}
    verified = scale["verification"]
    stated = (
        pen.known(None) if verified is None else pen.texts("session.verified", **_of(verified, "number", "expires"))
    )
    return pen.texts("session.scale_text", **said, accuracy=scale["accuracy_class"], verification=stated)


def _session(pen: Pen, each: Data) -> list[tuple[str, str]]:
    texts = pen.texts
    moments = (pen.moment(each[name]) for name in ("opened_us", "closed_us", "sealed_us"))
    software = {**_of(each["software"], "name", "version"), "files": each["software"]["files_sha256"]}
    place = {"place": pen.given(each["place"]), "furnace": each["furnace"]}
    rows = [
        ("times", pen.lines(moments)),
        ("basis", texts("session.basis_text", **each["basis"])),
        ("profile", texts("session.profile_text", **each["profile"])),
        ("place", texts("session.place_text", **place)),
        ("people", pen.lines(f"{who['person']}, {texts.term('role', who['role'])}" for who in each["people"])),
        ("absent", pen.lines(_absent(pen, seat) for seat in each["absent"])),
        ("operators", pen.lines(each["operators"])),
        ("software", texts("session.software_text", **software)),
        ("scale", scale_said(pen, each["scale"])),
        ("furnace", _furnace(pen, each["furnace_controller"])),
        ("cameras", pen.lines(_camera(pen, camera) for camera in each["cameras"])),
        ("quorum", _quorum(pen, each["quorum"])),
        ("cosigned", pen.lines(_cosigned(pen, signed) for signed in each["cosigned"])),
        ("remarks", pen.lines(texts("session.remark_text", **remark) for remark in each["remarks"])),
    ]
    return [(texts(f"session.{name}"), said) for name, said in rows]


def _absent(pen: Pen, seat: Data) -> str:
    return pen.texts("session.absent_text", role=pen.texts.term("role", seat["role"]), reason=seat["reason"])


def _furnace(pen: Pen, told: Data | None) -> str:
    return pen.known(None) if told is None else pen.texts("session.furnace_text", **_of(told, "controller", "place"))


def _camera(pen: Pen, camera: Data) -> str:
    return pen.texts("session.camera_text", **camera | {"way": pen.texts.term("way", camera["way"])})


def _quorum(pen: Pen, told: Data | None) -> str:
    if told is None:
        return pen.known(None)
    return pen.texts("session.quorum_met") if told["met"] else pen.texts("session.quorum_not", reason=told["reason"])


def _cosigned(pen: Pen, signed: Data) -> str:
    said = _of(signed, "person", "root") | {"size": pen.figures.count(signed["size"])}
    return pen.texts("session.cosigned_text", **said, remark=signed["remark"] or pen.texts("none"))


def _of(told: Data, *names: str) -> Data:
    return {name: told[name] for name in names}
