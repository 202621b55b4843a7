"""The event counter: what was changed of that on which weighings rest, each change with its number, in words."""

import json
from collections.abc import Iterator
from typing import Any

from station.act.blocks import Block, Column, facts, heading, note, table, text
from station.act.pen import Pen
from station.formats.entry import Entry


def changes_of(pen: Pen) -> list[Entry]:
    """The changes within the session."""
    return list(pen.source.record.of_kind("metrology.changed"))


def events(pen: Pen) -> Iterator[Block]:
    """The counter at the opening and at the end, and every change between."""
    texts, changed = pen.texts, changes_of(pen)
    opening = pen.opening.data["event"]
    end = changed[-1].data["event"] if changed else opening
    yield heading(texts("events.title"))
    yield facts([(texts("events.opening"), pen.figures.count(opening)), (texts("events.end"), pen.figures.count(end))])
    if changed:
        columns = [Column(texts("weighings.number"), "num"), Column(texts("time.column"))]
        columns += [Column(texts("events.what"), width="1fr"), Column(texts("events.change"), width="2fr")]
        yield table(columns, [_row(pen, entry) for entry in changed])
    else:
        yield text(texts("events.none"))
    yield note(texts("events.note"))


def _row(pen: Pen, entry: Entry) -> list[str]:
    data = entry.data
    what, said = pen.texts.term("events", data["what"]), _difference(pen, data["before"], data["after"])
    return [str(data["event"]), pen.time(entry.at.unix_us), what, "\n".join(said)]


def _difference(pen: Pen, before: str | None, after: str) -> list[str]:
    """What is otherwise, one line a setting where both are lists of settings."""
    dash = pen.texts("goods.unknown")
    old, new = _settings(before or "{}"), _settings(after)
    if old is None or new is None:
        return [after] if before is None else [pen.texts("events.from_to", before=before, after=after)]
    return [
        f"{name}: {pen.texts('events.from_to', before=old.get(name, dash), after=new.get(name, dash))}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def _settings(told: str) -> dict[str, str] | None:
    """Settings by their names, as in scale.unit; None where it is no list of settings."""
    try:
        tree = json.loads(told)
        return dict(_flat(tree, "")) if isinstance(tree, dict) else None
    except (ValueError, RecursionError):
        return None


def _flat(tree: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", json.dumps(value, ensure_ascii=False)
