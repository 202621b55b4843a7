"""What stands in an exported bag, read without any of the station's code."""

import json
from pathlib import Path
from typing import Any

import av


def entries_of(bag: Path) -> list[dict[str, Any]]:
    """The entries of a bag."""
    return [json.loads(line) for line in (bag / "data" / "entries.jsonl").read_bytes().splitlines()]


def films_as_recorded(bag: Path) -> int:
    """How many films a bag holds; fails unless a decoder that is not ours finds as many frames in each as were recorded."""
    finished = (entry["data"] for entry in entries_of(bag) if entry["kind"] == "recording.finished")
    files = ((bag / "data/footage" / f"{data['recording']}.mp4", data["frames"]) for data in finished)
    films = [(file, told) for file, told in files if file.exists()]
    for file, told in films:
        with av.open(str(file)) as film:
            assert told == sum(1 for _ in film.decode(video=0)), file
    return len(films)
