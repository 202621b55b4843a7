"""Who was present, which seats stood empty, who co-signed; and what people said, word for word."""

from collections.abc import Iterator

from station.act.blocks import Block, Column, Section, facts, heading, note, quotes, table, text
from station.act.pen import Pen
from station.act.people import cosignatures, people_of, quorum
from station.formats.commitment import base64_text
from station.formats.personal import PersonalCosignature

SECOND_US = 1_000_000


def people_section(pen: Pen) -> Section:
    """The commission, the empty seats, the quorum, the co-signatures."""
    texts, stated = pen.texts, quorum(pen)
    blocks = [_people(pen), facts(_seats(pen)), text(f"{stated['title']} {stated['text']}")]
    if cosignatures(pen):
        blocks += [heading(texts("people.cosignatures")), _cosignatures(pen), note(texts("people.verified"))]
    return Section(texts("section.people"), tuple(blocks))


def remarks_section(pen: Pen) -> Section:
    """Remarks entered at the station, then those that people signed with their co-signatures."""
    said = remarks(pen)
    blocks = (quotes(said),) if said else (text(pen.texts("remarks.none")),)
    return Section(pen.texts("section.remarks"), (*blocks, note(pen.texts("remarks.note"))))


def remarks(pen: Pen) -> list[tuple[str, str]]:
    """Who said what: remarks entered at the station, then signed ones."""
    return [*_entered(pen), *_signed(pen)]


def _people(pen: Pen) -> Block:
    columns = [
        Column(pen.texts("people.number")),
        Column(pen.texts("people.role"), width="3fr"),
        Column(pen.texts("people.name"), width="4fr"),
        Column(pen.texts("people.presence"), width="4fr"),
        Column(pen.texts("people.key"), width="4fr"),
        Column(pen.texts("people.cosigned"), width="3fr"),
    ]
    rows = [[one.number, one.role, one.name, one.presence, one.key, one.cosigned] for one in people_of(pen)]
    return table(columns, rows)


def _seats(pen: Pen) -> Iterator[tuple[str, str]]:
    texts, opened = pen.texts, pen.opening.data
    absent = [
        texts("people.absent_text", role=pen.role_name(entry.data["role"]), reason=entry.data["reason"])
        for entry in pen.source.record.of_kind("seat.absent")
    ]
    groups = [texts("people.quorum_text", roles=pen.group(group)) for group in opened["quorum"]]
    seats = [pen.role_name(role) for role in opened["seats"]]
    yield texts("people.seats"), ", ".join(seats) or texts("none")
    yield texts("people.absent"), "\n".join(absent) or texts("none")
    yield texts("people.quorum"), "\n".join(groups) or texts("none")


def _cosignatures(pen: Pen) -> Block:
    texts = pen.texts
    columns = [
        Column(texts("people.role"), width="3fr"),
        Column(texts("people.size"), "num"),
        Column(texts("people.root"), "mono", "5fr"),
        Column(texts("people.signed_at"), width="3fr"),
    ]
    return table(columns, [_cosignature_row(pen, each) for each in cosignatures(pen)])


def _cosignature_row(pen: Pen, each: PersonalCosignature) -> list[str]:
    stated = each.checkpoint
    size, root = pen.figures.count(stated.size), base64_text(stated.root)
    return [pen.role(each.person), size, root, pen.time(each.seconds * SECOND_US)]


def _entered(pen: Pen) -> Iterator[tuple[str, str]]:
    for entry in pen.source.record.of_kind("remark.made"):
        who = pen.texts("remarks.plain", who=pen.role(entry.data["person"]))
        yield f"{who}, {pen.time(entry.at.unix_us)}", entry.data["text"]


def _signed(pen: Pen) -> Iterator[tuple[str, str]]:
    for each in cosignatures(pen):
        if each.remark is not None:
            size = pen.figures.count(each.checkpoint.size)
            who = pen.texts("remarks.signed", who=pen.role(each.person), size=size)
            yield f"{who}, {pen.time(each.seconds * SECOND_US)}", each.remark
