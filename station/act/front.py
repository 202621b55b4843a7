"""Page 1: what, how much, when, who watched, whether the quorum was met, and the root."""

import io
from typing import Any

import segno

from station.act.annexes.balance import changes, outcome, refused
from station.act.annexes.case import case_name
from station.act.annexes.checks import checks_of
from station.act.annexes.commission import remarks
from station.act.annexes.draws import story_of
from station.act.annexes.events import changes_of
from station.act.annexes.footage import incidents
from station.act.cases import Case
from station.act.pen import Pen
from station.act.people import people_of, quorum
from station.act.verification import verification
from station.act.wording import basis, certifications, named_profile, title
from station.formats.commitment import base64_text
from station.rules.balance import Amount, Line

# What fits on the page beside the rest.
MAX_CASES = 5
MAX_PEOPLE = 6


def front(pen: Pen) -> dict[str, Any]:
    """Return page 1 as the JSON that `act.typ` reads."""
    texts, log, record = pen.texts, pen.source.checkpoint, pen.source.record
    return {
        "title": title(pen),
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
    return {
        "title": pen.texts("front.burned"),
        "value": pen.figures.kilograms(pen.closed.data["burned_mg"]),
        "unit": pen.texts("unit.kg"),
        "exact": f"{pen.amount(pen.cases.burned)} {pen.texts('unit.g')}",
    }


def _counts(pen: Pen) -> list[list[str]]:
    texts, closed, count = pen.texts, pen.closed.data, pen.figures.count
    residue = closed["residue_mg"]
    shown = texts("front.residue_not_weighed") if residue is None else f"{pen.grams(residue)} {texts('unit.g')}"
    return [
        [count(closed["packages_burned"]), texts("front.burned_packages")],
        [count(closed["packages_set_aside"]), texts("front.aside")],
        [count(closed["packages_missing"]), texts("front.missing")],
        [shown, texts("front.residue")],
    ]


def _what(pen: Pen) -> dict[str, Any]:
    """One line a case: what was seized, taken from it, presented, burned, and what is not explained."""
    texts, cases = pen.texts, pen.cases.cases
    whole = _masses(pen, pen.cases.session.line, bounded=True)
    more, names = len(cases) - MAX_CASES, ("seized", "taken", "presented", "burned", "difference")
    return {
        "title": texts("front.what"),
        "titles": [texts("front.case"), texts("goods.substance"), *(texts(f"column.{name}") for name in names)],
        "rows": [_case_row(pen, case) for case in cases[:MAX_CASES]],
        "more": texts("front.more_cases", count=more) if more > 0 else None,
        "total": [texts("front.total"), "", *whole, outcome(pen, pen.cases.goods)],
    }


def _case_row(pen: Pen, case: Case) -> list[str]:
    goods = ", ".join(case.line.consignments)
    named = pen.texts("front.case_text", annex=case.annex, case=case_name(pen, case), consignments=goods)
    substances = "; ".join(dict.fromkeys(each.line.substance for each in case.goods))
    return [named, substances, *_masses(pen, case.line.line, bounded=False), outcome(pen, case.goods)]


def _masses(pen: Pen, line: Line, *, bounded: bool) -> list[str]:
    taken = Amount.total([line.analysed, line.sampled])
    figures = (line.seized, taken, line.presented, line.burned)
    return [pen.amount(each, bounded=bounded, by="\n") for each in figures]


def _when(pen: Pen) -> list[list[str]]:
    texts, opened, record = pen.texts, pen.opening.data, pen.source.record
    burns = [entry.at.unix_us for entry in record.of_kind("burn.started")]
    ends = [entry.at.unix_us for entry in record.of_kind("batch.ended")]
    moments = [
        ("session.opened", pen.opening.at.unix_us),
        ("session.burn_first", min(burns, default=None)),
        ("session.burn_last", max(ends, default=None)),
        ("session.sealed", record.seal.at.unix_us),
    ]
    return [
        [texts("session.basis"), basis(pen)],
        [texts("profile.profile"), named_profile(pen)],
        *_certified(pen),
        [texts("session.place"), texts("front.place", place=pen.withheld(opened["place"]), furnace=opened["furnace"])],
        *([texts(key), texts("none") if at is None else pen.figures.moment(at)] for key, at in moments),
    ]


def _certified(pen: Pen) -> list[list[str]]:
    """Who certifies what beside the declaration, as far as they came; what they certify stands with the signatures."""
    texts = pen.texts
    said = [
        texts(
            "profile.certified_text", role=each.role, people=", ".join(each.people) or texts("profile.certified_nobody")
        )
        for each in certifications(pen)
    ]
    return [[texts("profile.certified"), "\n".join(said)]] if said else []


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
        texts("people.absent_text", role=pen.role_name(entry.data["role"]), reason=entry.data["reason"])
        for entry in pen.source.record.of_kind("seat.absent")
    ]
    return [f"{texts('people.absent')}: {'; '.join(empty)}"] if empty else []


def _noted(pen: Pen) -> list[list[str]]:
    """What must not be overlooked, and where it stands."""
    texts, held = pen.texts, [each.kind for each in pen.source.attested]
    vouched = {"witnesses": held.count("witness"), "tokens": held.count("token")}
    return [
        [texts("front.noted_masses"), texts("front.see_balance", what=changes(pen))],
        [texts("front.noted_goods"), _doubts(pen)],
        [texts("front.noted_tests"), _tests(pen)],
        [texts("section.scale"), _scale(pen)],
        [texts("section.remarks"), texts("front.noted_remarks", count=len(remarks(pen)))],
        [texts("section.incidents"), texts("front.noted_incidents", count=len(incidents(pen)))],
        [texts("front.vouched"), texts("front.noted_vouched", **vouched)],
    ]


def _doubts(pen: Pen) -> str:
    """How often people decided against a doubt, and a number was tried twice; how many holdings before today are claimed."""
    decided = [each.data["decision"] for each in pen.source.record.of_kind("package.decided")]
    counts = {"burn": decided.count("burn"), "keep": decided.count("keep"), "refused": len(refused(pen))}
    counts["claims"] = sum(len(each.account.claims) for each in pen.cases.goods)
    return pen.texts("front.noted_goods_text", **{name: pen.figures.count(each) for name, each in counts.items()})


def _tests(pen: Pen) -> str:
    """How many packages were opened and tested, and what they gave."""
    story = story_of(pen)
    tested = [each for each in story.packages.values() if each.tests]
    counts = {
        "tested": len(tested),
        "total": len(story.packages),
        "negative": sum(each.failed for each in tested),
        "draws": sum(each.made is not None for each in story.draws.values()),
    }
    return pen.texts("front.noted_tests_text", **{name: pen.figures.count(each) for name, each in counts.items()})


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
