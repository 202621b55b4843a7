"""`station prove`: one entry, or a part of a recording, with the proof that it stands in the signed log."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from station.cli.asked import CONFIG, ConfigFile, progress_bar
from station.config import load
from station.excerpts import FromBag, FromStation, parse_wanted, write_entry, write_excerpt
from station.excerpts.sources import Source
from station.ledger import engine


def prove(
    what: Annotated[
        str,
        typer.Argument(
            help="An entry's number; or RECORDING@FROM-TO in UTC (2026-11-21T10:00:05Z-2026-11-21T10:01:05Z), in seconds of the "
            "recording (12.0-72.0) or in fragments (#3-#17)."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="A new folder for an excerpt; a folder or a .tlog-proof file for an entry.")
    ],
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", help="FROM-TO to be withheld, a face for one; can be given again. The rest still verifies."
        ),
    ] = None,
    bag: Annotated[Path | None, typer.Option("--bag", help="Take it from this bag instead of the station.")] = None,
    config: ConfigFile = CONFIG,
) -> None:
    """Give away a fact or a part of a film that anyone can check alone and offline, against the key and the witnesses.

    Example: station prove S20261121-01-furnace-0002@12.0-72.0 --without 30.0-35.0 --out excerpt
    """
    with _source(bag, config) as source:
        if what.isascii() and what.isdigit():
            if without:
                raise typer.BadParameter(
                    "It withholds a part of a recording; an entry is given whole.", param_hint="--without"
                )
            made = write_entry(source, int(what), out)
        else:
            with progress_bar("Reading and hashing") as meter:
                made = write_excerpt(source, parse_wanted(what, without or ()), out, meter)
    typer.echo(f"{made}: check it with `station verify {made}`.")


@contextmanager
def _source(bag: Path | None, config: Path) -> Iterator[Source]:
    if bag is not None:
        yield FromBag(bag)
        return
    station = load(config).station
    with engine.reader(station.database).connect() as connection:
        yield FromStation(connection, station.recordings)
