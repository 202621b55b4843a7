"""The last sections: what vouches for the record, how to check it, what is not proven, what is not held, the declaration."""

from station.act.annexes.draws import story_of
from station.act.blocks import Block, Column, Section, bullets, commands, facts, heading, note, signatures, table, text
from station.act.pen import Pen
from station.act.people import people_of
from station.act.wording import certifications, declaration, named_profile
from station.formats.commitment import base64_text

NOT_PROVEN = (
    "substance",
    "off_camera",
    "furnace",
    "before",
    "custody",
    "swap",
    "untested",
    "sugar",
    "people",
    "collusion",
    "scale",
    "key",
    "clock",
    "act",
)
NOT_HELD = (
    "invited",
    "accused",
    "packing",
    "alibi",
    "chamber",
    "ash",
    "copies",
)


def seal_section(pen: Pen) -> Section:
    """The roots, the log, its keys, and what others vouched for."""
    texts, record, log = pen.texts, pen.source.record, pen.source.checkpoint
    covered = {"first": record.first, "last": record.seal.index - 1, "seal": record.seal.index}
    signed = {"size": pen.figures.count(log.size), "root": base64_text(log.root)}
    rows = [
        (texts("seal.root_base64"), record.seal.data["root"]),
        (texts("seal.root_hex"), pen.root.hex()),
        (texts("seal.entries"), texts("seal.entries_text", **covered)),
        (texts("seal.origin"), log.origin),
        (texts("seal.checkpoint"), texts("seal.checkpoint_text", **signed)),
        (texts("seal.keys"), "\n".join(_short(each.format()) for each in pen.source.keys.verifiers)),
        (texts("seal.bag"), pen.source.manifest_sha256),
        (texts("seal.attached"), texts("seal.attached_text")),
    ]
    return Section(texts("section.seal"), (facts(rows, mono=True), *_held(pen)))


def check_section(pen: Pen) -> Section:
    """What to type, and what only a person can compare."""
    texts = pen.texts
    stamped = (
        "openssl ts -verify -data data/attested/SIZE/checkpoint -in data/attested/SIZE/NAME.tsr -CAfile AUTHORITY.pem"
    )
    pairs = [
        (texts("check.files"), "sha256sum -c manifest-sha256.txt"),
        (texts("check.record"), "station verify BAG --key KEY"),
        (texts("check.act", version=pen.version), "station act BAG --check ACT.pdf"),
        (texts("check.token"), stamped),
        (texts("check.attached"), "pdfdetach -saveall ACT.pdf && cmp entries.jsonl BAG/data/entries.jsonl"),
    ]
    return Section(texts("section.check"), (commands(pairs), text(texts("check.compare"))))


def not_proven_section(pen: Pen) -> Section:
    """What this act does not prove, at length: nobody shall read more into it than it holds."""
    texts, packages = pen.texts, story_of(pen).packages.values()
    unmeasured = pen.opening.data["furnace_controller"] is None
    untested = {
        "count": pen.figures.count(sum(not each.tests for each in packages)),
        "total": pen.figures.count(len(packages)),
    }
    keys = ("heat" if key == "furnace" and not unmeasured else key for key in NOT_PROVEN)
    said = (texts(f"not_proven.{key}", **(untested if key == "untested" else {})) for key in keys)
    return Section(texts("section.not_proven"), (bullets(said),))


def not_held_section(pen: Pen) -> Section:
    """What the form of an act has places for, and the record does not hold."""
    texts = pen.texts
    rows = [f"{texts(f'not_held.{key}')}: {texts('not_recorded')}" for key in NOT_HELD]
    return Section(texts("section.not_held"), (text(texts("not_held.text")), bullets(rows)))


def declaration_section(pen: Pen) -> Section:
    """The declaration with a place to sign for everybody who joined; then what single roles certify."""
    texts = pen.texts
    signed = signatures(_labels(pen), [f"{person.number}, {person.role}" for person in people_of(pen)])
    marks = texts("profile.marks") if pen.source.profile is not None else named_profile(pen)
    blocks = [_sentence(declaration(pen)), note(texts("declaration.note")), note(marks), signed]
    for each in certifications(pen):
        blocks += [heading(texts("declaration.certification", role=each.role)), _sentence(each.text)]
        people = [pen.role(person) for person in each.people]
        blocks.append(signatures(_labels(pen), people) if people else text(texts("declaration.nobody", role=each.role)))
    return Section(texts("section.declaration"), tuple(blocks))


def _labels(pen: Pen) -> list[str]:
    return [pen.texts(f"declaration.{key}") for key in ("name", "signature", "date", "remark")]


def _sentence(words: str) -> Block:
    return {"kind": "declaration", "text": words}


def _held(pen: Pen) -> list[Block]:
    texts = pen.texts
    if not pen.source.attested:
        return [text(texts("seal.held_none"))]
    columns = [Column(texts("seal.kind"), width="2fr"), Column(texts("seal.by"), width="3fr")]
    columns += [Column(texts("seal.size"), "num"), Column(texts("seal.stated"), width="2fr")]
    columns += [Column(texts("seal.bytes"), "num")]
    rows = [
        [
            texts(f"seal.{each.kind}"),
            each.by,
            pen.figures.count(each.size),
            pen.time(each.unix_us),
            pen.figures.count(each.bytes),
        ]
        for each in pen.source.attested
    ]
    return [heading(texts("seal.held")), table(columns, rows), note(texts("seal.held_note"))]


def _short(key: str) -> str:
    """A verifier key; of one too long to compare by eye (ML-DSA-44) the name, the id and the end. station.vkey is attached."""
    name, key_id, encoded = key.split("+", 2)
    return key if len(encoded) <= 64 else f"{name}+{key_id}+{encoded[:24]}…{encoded[-16:]}"
