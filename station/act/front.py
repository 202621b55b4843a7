"""Page 1: what, how much, when, who watched, whether the quorum was met, and the root."""

import io
from typing import Any

import segno

from station.act.annexes.checks import checks_of
from station.act.annexes.commission import remarks
from station.act.annexes.events import changes_of
from station.act.annexes.footage import incidents
from station.act.annexes.goods import changes
from station.act.balance import Balance
from station.act.pen import Pen
from station.act.people import people_of, quorum
from station.act.verification import verification
from station.formats.commitment import base64_text

# What fits on the page beside the rest.
MAX_CONSIGNMENTS = 5
MAX_PEOPLE = 6


def front(pen: Pen) -> dict[str, Any]:
    """Return page 1 as the JSON that `act.typ` reads."""
    texts, log, record = pen.texts, pen.source.checkpoint, pen.source.record
    return {
        "title": texts("title"),
        "subtitle": texts("subtitle"),
        "personal": texts("front.personal") if pen.source.openings else None,
        "serial": texts("serial", serial=pen.serial),
        "station": log.origin,
        "mass": _mass(pen),
        "counts": _counts(pen),
        "what": _what(pen),
        "when": {"title": texts("front.when"), "rows": _when(pen)},
        "who": _who(pen),
        "quorum": quorum(pen),
        "noted": {"title": texts("front.noted"), "rows": _noted(pen)},
        "root": {
            "title": texts("front.root"),
            "value": record.seal.data["root"],
            "what": texts("front.root_entries", first=record.first, last=record.seal.index - 1, origin=log.origin),
        },
        "checkpoint": {
            "title": texts("front.checkpoint"),
            "value": base64_text(log.root),
            "what": texts("front.checkpoint_size", size=pen.figures.count(log.size)),
        },
        "qr": {"alt": texts("front.qr_alt", payload=pen.payload), "what": texts("front.qr")},
        "notes": [texts("front.limits"), texts("front.declaration")],
    }


def square_code(payload: str) -> str:
    """The square code of a text as SVG; a quarter of it may be damaged."""
    drawn = io.BytesIO()
    segno.make_qr(payload, error="q").save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def _mass(pen: Pen) -> dict[str, str]:
    burned, bound_mg = pen.closed.data["burned_mg"], pen.balance.weighed_burned().bound_mg
    exact = pen.figures.grams(burned) if bound_mg is None else f"{pen.figures.grams(burned)} {pen.bound(bound_mg)}"
    return {
        "title": pen.texts("front.burned"),
        "value": pen.figures.kilograms(burned),
        "unit": pen.texts("unit.kg"),
        "exact": f"{exact} {pen.texts('unit.g')}",
    }


def _counts(pen: Pen) -> list[list[str]]:
    texts, closed, count = pen.texts, pen.closed.data, pen.figures.count
    residue = closed["residue_mg"]
    shown = texts("front.residue_not_weighed") if residue is None else f"{pen.grams(residue)} {texts('unit.g')}"
    return [
        [count(closed["packages_burned"]), texts("front.burned_packages")],
        [count(closed["packages_set_aside"]), texts("front.aside")],
        [count(len(pen.balance.missing)), texts("front.missing")],
        [shown, texts("front.residue")],
    ]


def _what(pen: Pen) -> dict[str, Any]:
    texts, registered = pen.texts, list(pen.source.record.of_kind("consignment.registered"))
    more = len(registered) - MAX_CONSIGNMENTS
    return {
        "title": texts("front.what"),
        "titles": [
            texts(f"goods.{key}")
            for key in ("consignment", "case", "substance", "count_burned", "stated_short", "weighed", "difference")
        ],
        "rows": [_goods_row(pen, entry.data) for entry in registered[:MAX_CONSIGNMENTS]],
        "more": texts("front.more_consignments", count=more) if more > 0 else None,
        "total": _total_row(pen),
    }


def _goods_row(pen: Pen, data: dict[str, Any]) -> list[str]:
    lines = pen.balance.of_consignment(data["consignment"])
    names = [data["consignment"], pen.withheld(data["case"]), data["substance"]]
    return [*names, *_masses(pen, lines, bounded=False)]


def _total_row(pen: Pen) -> list[str]:
    return [pen.texts("front.total"), "", "", *_masses(pen, pen.balance, bounded=True)]


def _masses(pen: Pen, lines: Balance, *, bounded: bool) -> list[str]:
    return [
        pen.figures.count(len(lines.burned)),
        pen.sum(lines.stated_burned(), by="\n"),
        pen.sum(lines.weighed_burned(), bounded=bounded, by="\n"),
        pen.sum(lines.difference(), signed=True, bounded=bounded, by="\n"),
    ]


def _when(pen: Pen) -> list[list[str]]:
    texts, opened, record = pen.texts, pen.opening.data, pen.source.record
    burns = [entry.at.unix_us for entry in record.of_kind("burn.started")]
    ends = [entry.at.unix_us for entry in record.of_kind("batch.ended")]
    basis = {name: pen.given(value) for name, value in opened["basis"].items()}
    moments = [
        ("session.opened", pen.opening.at.unix_us),
        ("session.burn_first", min(burns, default=None)),
        ("session.burn_last", max(ends, default=None)),
        ("session.sealed", record.seal.at.unix_us),
    ]
    return [
        [texts("session.basis"), texts("session.basis_text", **basis)],
        [texts("session.place"), texts("front.place", place=pen.withheld(opened["place"]), furnace=opened["furnace"])],
        *([texts(key), texts("none") if at is None else pen.figures.moment(at)] for key, at in moments),
    ]


def _who(pen: Pen) -> dict[str, Any]:
    texts, present = pen.texts, people_of(pen)
    rows = [[person.number, person.role, person.presence, person.cosigned] for person in present[:MAX_PEOPLE]]
    more = len(present) - MAX_PEOPLE
    return {
        "title": texts("front.who"),
        "titles": [texts(f"people.{key}") for key in ("number", "role", "presence", "cosigned")],
        "rows": rows,
        "more": texts("front.more_people", count=more) if more > 0 else None,
        "absent": _absent(pen),
    }


def _absent(pen: Pen) -> list[str]:
    texts = pen.texts
    empty = [
        texts("people.absent_text", role=texts.term("role", entry.data["role"]), reason=entry.data["reason"])
        for entry in pen.source.record.of_kind("seat.absent")
    ]
    return [f"{texts('people.absent')}: {'; '.join(empty)}"] if empty else []


def _noted(pen: Pen) -> list[list[str]]:
    """What must not be overlooked, and where it stands."""
    texts, held = pen.texts, [each.kind for each in pen.source.attested]
    vouched = {"witnesses": held.count("witness"), "tokens": held.count("token")}
    return [
        [texts("front.noted_masses"), texts("front.see_packages", what=changes(pen, pen.balance))],
        [texts("section.scale"), _scale(pen)],
        [texts("section.remarks"), texts("front.noted_remarks", count=len(remarks(pen)))],
        [texts("section.incidents"), texts("front.noted_incidents", count=len(incidents(pen)))],
        [texts("front.vouched"), texts("front.noted_vouched", **vouched)],
    ]


def _scale(pen: Pen) -> str:
    """The verification, the check weights that passed, failed or were left out, and what was changed."""
    passed = [each.result.passed for each in checks_of(pen)]
    counts = {
        "passed": passed.count(True),
        "failed": passed.count(False),
        "omitted": len(list(pen.source.record.of_kind("check.omitted"))),
        "changed": len(changes_of(pen)),
    }
    said = pen.texts("front.noted_scale", **{name: pen.figures.count(each) for name, each in counts.items()})
    return f"{verification(pen, pen.opening.data['scale'])}\n{said}"
