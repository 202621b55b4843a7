"""Page 1: was anything of the case here, who asks, the balance in one table, and the log's root."""

from typing import Any

from station.courts.document.pen import Pen
from station.rules.goods import NOT_BURNED, Fate
from station.rules.shapes import Data

FIGURES = ("seized", "analysed", "sampled", "presented", "burned", "set_aside", "missing", "difference")


def front(pen: Pen) -> Data:
    """Return page 1 as the JSON that `answer.typ` reads."""
    texts, answer = pen.texts, pen.answer
    size = pen.figures.count(answer["as_of"]["size"])
    return {
        "station": answer["station"],
        "title": texts("title"),
        "subtitle": texts("subtitle"),
        "serial": texts("serial", request=answer["request"]["request"], size=size),
        "personal": texts("personal"),
        "qr_alt": texts("qr_alt", payload=payload(pen)),
        "found": _found(pen, size),
        "request": {"title": texts("front.request"), "rows": _request(pen, size)},
        "balance": {"title": texts("front.balance"), "note": texts("front.balance_note"), **_balance(pen)},
    }


def payload(pen: Pen) -> str:
    """What the square code says."""
    as_of = pen.answer["as_of"]
    return f"STATION-ANSWER {pen.answer['station']} {pen.answer['request']['request']} {as_of['size']} {as_of['root']}"


def _found(pen: Pen, size: str) -> dict[str, Any]:
    texts, record, count = pen.texts, pen.record, pen.figures.count
    if not record["found"]:
        facts = {
            "size": size,
            "root": pen.answer["as_of"]["root"],
            "withheld": count(pen.answer["consignments_withheld"]),
            "case": record["case"],
        }
        return {"met": False, "title": texts("found.not_met"), "text": texts("found.not_met_text", **facts)}
    fates = [each["fate"] for each in record["balance"]["packages"]]
    counted = {
        "burned": fates.count(Fate.BURNED),
        "aside": fates.count(Fate.SET_ASIDE),
        "missing": fates.count(Fate.MISSING),
    }
    counted["open"] = sum(1 for fate in fates if fate not in NOT_BURNED | {Fate.BURNED})
    named = {"case": record["case"], "registered": "; ".join(record["registered_as"])}
    said = texts("found.met_text", consignments=", ".join(record["consignments"]), **named, **counted)
    return {"met": True, "title": texts("found.met"), "text": said}


def _request(pen: Pen, size: str) -> list[list[str]]:
    texts, asked, as_of, made = pen.texts, pen.answer["request"], pen.answer["as_of"], pen.answer["made"]
    interval = {name: texts("unlimited") if asked[name] is None else asked[name] for name in ("since", "until")}
    told = {
        "court": pen.given(asked["court"]),
        "judge": pen.given(asked["judge"]),
        "number": texts("front.number_text", number=pen.given(asked["number"]), date=asked["date"]),
        "case": asked["case"],
        "interval": texts("front.interval_text", **interval),
        "form": asked["form"],
        "recorded": texts("front.recorded_text", entry=asked["entry"], at=pen.moment(asked["recorded_us"])),
        "as_of": texts("front.as_of_text", size=size, root=as_of["root"], at=pen.moment(as_of["unix_us"])),
        "made": texts("front.made_text", at=pen.moment(made["to_us"]), name=made["by_name"], account=made["account"]),
    }
    return [[texts(f"front.{name}"), said] for name, said in told.items()]


def _balance(pen: Pen) -> Data:
    texts, balance = pen.texts, pen.record["balance"]
    lines = [(each["consignment"], each["line"]) for each in balance["consignments"]]
    if len(lines) > 1:
        lines.append((texts("front.case"), balance["case"]))
    return {
        "titles": [texts("figure.consignment"), *(texts(f"figure.{name}") for name in FIGURES)],
        "rows": [
            [name, *(pen.bounded(line[each]["mg"], line[each]["bound_mg"]) for each in FIGURES)] for name, line in lines
        ],
    }
