"""The part of docs/forgeries.md that is measured: forgery by forgery, what each material exposes, in the verifier's own words."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.forgery.catalogue import FORGERIES, Forgery
from tests.forgery.materials import MATERIALS, NOTHING
from tests.forgery.scene import TRUE, Scene

DOCUMENT = Path("docs/forgeries.md")
BEGIN, END = "<!-- measured: python -m tests.forgery -->\n", "<!-- end of what is measured -->\n"
OFTEN = 4  # words that so many forgeries earn stand once, before them all
_NUMBER = re.compile(r"\d+")
Said = tuple[str, str]  # a check, and its words


def renewed(document: str, scene: Scene) -> str:
    """Return the document with its measured part as it is now."""
    head, _, rest = document.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + "\n" + "\n".join(_measured(scene)) + "\n\n" + END + tail


def said_of(scene: Scene, name: str, material: str) -> tuple[list[Said], list[Said]]:
    """What fails with a material, and what is noted, beyond what the record shows by itself, or a true one would."""
    cell, known = scene.cell(name, material), scene.cell(TRUE, material).notes
    if material == NOTHING:
        return list(cell.failures), sorted(cell.notes - known)
    own = scene.cell(name, NOTHING)
    return [each for each in cell.failures if each not in own.failures], sorted(cell.notes - known - own.notes)


def _measured(scene: Scene) -> Iterator[str]:
    yield "## What a reader may bring\n"
    for each in MATERIALS:
        yield f"- **{each.name}**: {each.what}"
    yield "\n## What exposes what\n"
    yield f"| | forgery | {' | '.join(each.name for each in MATERIALS)} |"
    yield "|---" * (len(MATERIALS) + 2) + "|"
    for number, forgery in enumerate(FORGERIES, 1):
        cells = [_mark(scene, forgery.name, each.name) for each in MATERIALS]
        yield f"| {number} | {forgery.title} | {' | '.join(cells)} |"
    told = {forgery.name: _told(scene, forgery.name) for forgery in FORGERIES}
    counted = Counter(key for words in told.values() for key in words)
    often = {key for key, count in counted.items() if count >= OFTEN}
    yield "\n## The verifier's words that come again and again\n"
    first: dict[Said, str] = {}
    for words in told.values():
        for key in often & words.keys():
            first.setdefault(key, words[key][0])
    for (check, _), text in sorted(first.items()):
        yield f"- `{check}`: {text}"
    yield "\n## Each forgery, and the words that are its own"
    for number, forgery in enumerate(FORGERIES, 1):
        own = {key: each for key, each in told[forgery.name].items() if key not in often}
        yield from _section(scene, number, forgery, own)


def _mark(scene: Scene, name: str, material: str) -> str:
    failed, noted = said_of(scene, name, material)
    if failed:
        return ", ".join(f"**{check}**" for check in dict.fromkeys(check for check, _ in failed))
    return ", ".join(f"({check})" for check in dict.fromkeys(check for check, _ in noted)) or "-"


def _told(scene: Scene, name: str) -> dict[Said, tuple[str, list[str]]]:
    """What is said of a forgery: by check and words without numbers, the words, and the materials that bring them out."""
    told: dict[Said, tuple[str, list[str]]] = {}
    for material in MATERIALS:
        failed, noted = said_of(scene, name, material.name)
        for check, text in failed or noted:
            _, brought = told.setdefault((check, _NUMBER.sub("N", text)), (text, []))
            if material.name not in brought:
                brought.append(material.name)
    return told


def _section(scene: Scene, number: int, forgery: Forgery, own: dict[Said, tuple[str, list[str]]]) -> Iterator[str]:
    failed = scene.cell(forgery.name, NOTHING).failed
    yield f"\n### {number}. {forgery.title}\n"
    yield f"{forgery.does} By itself the record **{'fails' if failed else 'passes'}**."
    if own:
        yield ""
    for (check, _), (text, brought) in own.items():
        yield f"- {', '.join(brought)}: `{check}` {text}"
