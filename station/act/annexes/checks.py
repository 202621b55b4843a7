"""Check weights: what the scale showed of a mass that is known, against what is permitted, or why it was not asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from station.act.blocks import Block, Column, facts, heading, note, table, text
from station.act.pen import Pen
from station.act.sent import as_sent
from station.formats.entry import Entry
from station.rules.metrology import CheckResult, check_weight, permissible_error_mg
from station.rules.shapes import Data


@dataclass(frozen=True)
class Check:
    """One check weight on the scale."""

    entry: Entry
    weight: Data
    result: CheckResult


def checks_of(pen: Pen) -> list[Check]:
    """Every weighing of a check weight, in order; the rules allow only those that the session was opened with."""
    known = {each["weight"]: each for each in pen.opening.data["check_weights"]}
    return [
        Check(entry, weight, check_weight(entry.data["scale"], weight["nominal_mg"], entry.data["mass_mg"]))
        for entry in pen.source.record.of_kind("weighing.recorded")
        if (weight := known.get(entry.data["check_weight"])) is not None
    ]


def checks(pen: Pen) -> Iterator[Block]:
    """The check weights, those left out, and those that the station does not have."""
    texts, done = pen.texts, checks_of(pen)
    yield heading(texts("checks.title"))
    if done:
        yield table(_columns(pen), [_row(pen, each) for each in done])
        yield note(texts("checks.note"))
    elif pen.opening.data["check_weights"]:
        yield text(texts("checks.none_weighed"))
    else:
        yield text(texts("checks.none_held"))
    omitted = [
        (texts("checks.omitted", when=texts.term("checks", entry.data["when"])), entry.data["reason"])
        for entry in pen.source.record.of_kind("check.omitted")
    ]
    if omitted:
        yield facts(omitted)


def _columns(pen: Pen) -> list[Column]:
    texts = pen.texts
    return [
        Column(texts("weighings.number"), "num"),
        Column(texts("checks.when"), width="1.6fr"),
        Column(texts("checks.weight"), width="2.3fr"),
        Column(texts("checks.nominal"), "num", "1.6fr"),
        Column(texts("weighings.figure"), "num", "1.9fr"),
        Column(texts("checks.error"), "num", "2fr"),
        Column(texts("checks.permitted"), "num", "2fr"),
        Column(texts("checks.initial"), "num", "1.6fr"),
        Column(texts("checks.result"), width="1.4fr"),
    ]


def _row(pen: Pen, check: Check) -> list[str]:
    texts, figures, data = pen.texts, pen.figures, check.entry.data
    initial_mg = permissible_error_mg(data["scale"], check.weight["nominal_mg"], in_service=False)
    return [
        str(data["weighing"]),
        f"{texts(f'checks.{_when(pen, check.entry)}')}\n{pen.time(check.entry.at.unix_us)}",
        f"{check.weight['weight']}\n{check.weight['certificate']}",
        figures.grams(check.weight["nominal_mg"]),
        as_sent(pen, data),
        figures.difference(check.result.error_mg),
        pen.bound(check.result.permitted_mg),
        pen.bound(initial_mg),
        texts("checks.passed" if check.result.passed else "checks.failed"),
    ]


def _when(pen: Pen, entry: Entry) -> str:
    """Before the first fire, after the last, or between."""
    begun = [each.index for each in pen.source.record.of_kind("batch.opened")]
    ended = [each.index for each in pen.source.record.of_kind("batch.ended", "batch.cancelled")]
    if not begun or entry.index < begun[0]:
        return "opening"
    return "close" if entry.index > ended[-1] else "between"
